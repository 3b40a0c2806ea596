// The file goes through other people's tools and comes back: to PO and back by translate-toolkit,
// and through the library that Weblate and Pootle edit XLIFF with.
#include "workshop.hpp"

#include "support/process.hpp"

#include <boost/test/unit_test.hpp>

using namespace faults;
using carefold::test::output_of;

namespace {

std::string in(const Workshop& workshop, const std::string& command) {
    return output_of("cd '" + workshop.path().string() + "' && " + command);
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

constexpr std::size_t units = 9;

/// de.xlf with one unit in each of three states, the others new.
struct Sent : Workshop {
    Sent() {
        BOOST_REQUIRE(run({"translate", "export", "guide.xml", "--lang", "de"}).status == 0);
        const std::string none = "<target state=\"new\"/>";
        change("de.xlf", none, "<target state=\"final\">Ein kleiner Führer</target>");
        change("de.xlf", none, "<target state=\"needs-review-translation\">Für Prüfungen</target>");
        change("de.xlf", "about.p1\" resname=\"about.p1\"",
               "about.p1\" resname=\"about.p1\" approved=\"yes\"");
        std::string text = read(path() / "de.xlf");
        const std::size_t unit = text.find("<trans-unit id=\"about.p1\"");
        const std::size_t target = text.find(none, unit);
        BOOST_REQUIRE(target != std::string::npos);
        text.replace(target, none.size(),
                     "<target state=\"signed-off\">Ein Satz<x id=\"1\"/>, siehe <x id=\"2\"/>."
                     "</target>");
        write(path() / "de.xlf", text);
    }
    std::string status() const { return run({"translate", "status", "guide.xml", "--json"}).out; }
    std::string flow() const {
        return run({"build", "guide.xml", "--layout", "plain", "--lang", "de", "--dump", "flow"})
            .out;
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(round_trip, Sent)

BOOST_AUTO_TEST_CASE(to_po_and_back) {
    const std::string before = status();
    const std::string set = flow();
    BOOST_REQUIRE(!set.empty());
    in(*this, "xliff2po --progress=none de.xlf de.po");
    const std::string po = read(path() / "de.po");
    BOOST_TEST(count(po, "\nmsgid ") == units + 1, po); // and the header
    BOOST_TEST(count(po, "msgstr \"Ein kleiner Führer\"") == 1U);
    in(*this, "po2xliff --progress=none -t de.xlf de.po back.xlf && mv back.xlf de.xlf");
    BOOST_TEST(status() == before);
    BOOST_TEST(flow() == set);
    const auto exported = run({"translate", "export", "guide.xml", "--lang", "de"});
    BOOST_TEST(exported.status == 0, exported.err);
    BOOST_TEST(status() == before);
    BOOST_TEST(flow() == set);
}

BOOST_AUTO_TEST_CASE(edited_by_the_library_of_other_tools) {
    const std::string before = status();
    const std::string set = flow();
    write(path() / "edit.py",
          "from translate.storage import xliff\n"
          "store = xliff.xlifffile.parsefile('de.xlf')\n"
          "by_id = {unit.getid().split('\\x04')[-1]: unit for unit in store.units}\n"
          "by_id['about.title'].target = 'Worum es geht'\n"
          "by_id['about.title'].addnote('gut so', origin='translator')\n"
          "store.savefile('de.xlf')\n"
          "print(len(store.units))\n");
    BOOST_TEST(in(*this, "/usr/bin/python3 edit.py") == std::to_string(units) + "\n");
    BOOST_TEST(read(path() / "de.xlf").find("gut so") != std::string::npos);
    const auto exported = run({"translate", "export", "guide.xml", "--lang", "de"});
    BOOST_TEST(exported.status == 0);
    BOOST_TEST(exported.err.empty(), exported.err);
    BOOST_TEST(read(path() / "de.xlf").find("gut so") != std::string::npos);
    BOOST_TEST(flow().find("Worum es geht") != std::string::npos);
    BOOST_TEST(status() != before);
    const auto again = run({"translate", "export", "guide.xml", "--lang", "de"});
    BOOST_TEST(again.out.find("up to date (9 units: 9 kept") != std::string::npos, again.out);
}

BOOST_AUTO_TEST_SUITE_END()
