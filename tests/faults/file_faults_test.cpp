// Files that are not there or cannot be read. Exit status 3: it is not the author's fault.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {
constexpr int environment_error = 3;
}

BOOST_FIXTURE_TEST_SUITE(file_faults, Workshop)

BOOST_AUTO_TEST_CASE(guide_missing) {
    fs::rename(*this / "guide.xml", *this / "gude.xml");
    const Outcome outcome = expect_failure(environment_error, "", "job.file-missing");
    BOOST_TEST(outcome.says("guide `guide.xml` is not there"));
    BOOST_TEST(outcome.says("did you mean `gude.xml`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(guide_missing_and_nothing_like_it) {
    const Outcome outcome = run({"build", "quite-another-thing.xml"});
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("there is: "), outcome.err);
    BOOST_TEST(outcome.says("`guide.xml`"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_slip_in_a_folders_name) {
    const Outcome outcome = run({"build", "atr/dot.svg"});
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("did you mean `art/dot.svg`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(guide_is_a_folder) {
    const Outcome outcome = run({"build", "."});
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[job.file-unreadable]: guide `.` cannot be read"), outcome.err);
    BOOST_TEST(outcome.says("guide.xml`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(layout_missing) {
    const Outcome by_name = run({"build", "guide.xml", "--layout", "plian"});
    BOOST_TEST(by_name.status == environment_error);
    BOOST_TEST(by_name.says("error[job.file-missing]: there is no layout `plian`"), by_name.err);
    BOOST_TEST(by_name.says("did you mean `plain`?"), by_name.err);
    const Outcome by_path = run({"build", "guide.xml", "--layout", "./plain.xml"});
    BOOST_TEST(by_path.status == environment_error);
    BOOST_TEST(by_path.says("layout `./plain.xml` is not there"), by_path.err);
}

BOOST_AUTO_TEST_CASE(brand_words_and_font_list_missing) {
    const Outcome brand = build({"--brand", "no-brand.xml"});
    BOOST_TEST(brand.status == environment_error);
    BOOST_TEST(brand.says("error[job.file-missing]: brand `no-brand.xml`"), brand.err);
    fs::remove(*this / "layouts/words.xml");
    expect_failure(environment_error, "", "job.file-missing");
    write(*this / "layouts/words.xml", read(fs::path(SOURCE_DIR) / "layouts/words.xml"));
    fs::remove(*this / "fonts/fonts.xml");
    expect_failure(environment_error, "", "job.file-missing");
}

BOOST_AUTO_TEST_CASE(a_home_with_nothing_in_it) {
    Setting setting;
    setting.home = "/nonexistent";
    expect_failure(environment_error, "", "job.file-missing", setting);
}

BOOST_AUTO_TEST_CASE(a_malformed_date_from_outside) {
    Setting setting;
    setting.environment = {"SOURCE_DATE_EPOCH=yesterday"};
    expect_failure(environment_error, "", "job.bad-date", setting);
}

BOOST_AUTO_TEST_SUITE_END()
