// A command line that makes no sense. Exit status 2.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

using namespace faults;

namespace {

constexpr int usage_error = 2;

void expect_usage(const Workshop& workshop, const std::vector<std::string>& arguments,
                  std::string_view part) {
    const Outcome outcome = workshop.run(arguments);
    BOOST_TEST(outcome.status == usage_error, outcome.err);
    BOOST_TEST(outcome.says(part), "no `" << part << "` in:\n" << outcome.err);
    BOOST_TEST(outcome.out.empty());
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(usage_faults, Workshop)

BOOST_AUTO_TEST_CASE(no_command) {
    expect_usage(*this, {}, "carefold build GUIDE");
}

BOOST_AUTO_TEST_CASE(unknown_command) {
    expect_usage(*this, {"biuld", "guide.xml"}, "did you mean `build`?");
    expect_usage(*this, {"guide.xml"}, "did you mean `carefold build guide.xml`?");
    expect_usage(*this, {"help", "biuld"}, "did you mean `build`?");
    expect_usage(*this, {"--hlep"}, "did you mean `--help`?");
}

BOOST_AUTO_TEST_CASE(unknown_option_and_value) {
    expect_usage(*this, {"build", "guide.xml", "--outptu", "x"}, "did you mean `--output`?");
    expect_usage(*this, {"build", "guide.xml", "--audience", "clinet"}, "did you mean `client`?");
    expect_usage(*this, {"build"}, "which guide");
    expect_usage(*this, {"list", "fonts"}, "`list` takes nothing");
}

BOOST_AUTO_TEST_SUITE_END()
