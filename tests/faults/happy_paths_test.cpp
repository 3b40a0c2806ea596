// What should work, works and says so.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {

const std::string sample = "content/chronic-back-pain/guide.xml";

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(happy_paths, Workshop)

BOOST_AUTO_TEST_CASE(the_small_guide_is_sound) {
    const Outcome outcome = build();
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.out.rfind("wrote old.pdf (", 0) == 0U, outcome.out);
    BOOST_TEST(outcome.err.empty(), outcome.err);
    BOOST_TEST(contains(read(*this / "old.pdf").substr(0, 8), "%PDF-1.7"));
}

BOOST_AUTO_TEST_CASE(a_missing_hyphenation_dictionary_is_one_note) {
    change("guide.xml", "xml:lang=\"en\"", "xml:lang=\"zu\"");
    const Outcome outcome = build();
    BOOST_TEST(outcome.status == 0, outcome.err);
    const std::size_t first = outcome.err.find("note[locale.no-hyphenation]");
    BOOST_TEST(first != std::string::npos, outcome.err);
    BOOST_TEST(outcome.err.find("[locale.no-hyphenation]", first + 10) == std::string::npos);
    BOOST_TEST(outcome.says("install the package hyphen-zu"));
}

BOOST_AUTO_TEST_CASE(the_sample_guide_alone_is_enough) {
    // Its own folder for out/, but the names as they are from the repository's root.
    fs::create_directory_symlink(fs::path(SOURCE_DIR) / "content", *this / "content");
    Setting setting;
    setting.home = SOURCE_DIR;
    const std::string file = "out/chronic-back-pain-client-en-reader.pdf";
    const Outcome outcome = run({"build", sample}, setting);
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.out.rfind("wrote " + file + " (", 0) == 0U, outcome.out);
    BOOST_TEST(contains(read(*this / file).substr(0, 8), "%PDF-1.7"));

    const Outcome imposed =
        run({"build", sample, "--audience", "practitioner", "--edition", "imposed"}, setting);
    BOOST_TEST(imposed.status == 0, imposed.err);
    BOOST_TEST(contains(imposed.out, "out/chronic-back-pain-practitioner-en-imposed.pdf"));
    BOOST_TEST(contains(imposed.out, " sheets, "));
    BOOST_TEST(std::distance(fs::directory_iterator(*this / "out"), {}) == 2);
}

BOOST_AUTO_TEST_CASE(home_is_found_without_being_told) {
    Setting setting;
    setting.environment = {"CAREFOLD_HOME="};
    const Outcome outcome = run({"list"}, setting);
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(contains(outcome.out, "booklet-a5"));
}

BOOST_AUTO_TEST_CASE(two_runs_give_the_same_bytes) {
    Setting setting;
    setting.home = SOURCE_DIR;
    const std::string guide = (fs::path(SOURCE_DIR) / sample).string();
    for (const char* edition : {"reader", "imposed"}) {
        run({"build", guide, "--edition", edition, "-o", "a.pdf"}, setting);
        run({"build", guide, "--edition", edition, "-o", "deeper/b.pdf"}, setting);
        BOOST_TEST((read(*this / "a.pdf") == read(*this / "deeper/b.pdf")));
        BOOST_TEST(read(*this / "a.pdf").size() > 1000U);
    }
}

BOOST_AUTO_TEST_CASE(the_date_is_the_reviews_or_the_one_given) {
    build();
    BOOST_TEST(contains(read(*this / "old.pdf"), "20261121"));
    Setting setting;
    setting.environment = {"SOURCE_DATE_EPOCH=1000000000"};
    build({}, setting);
    BOOST_TEST(contains(read(*this / "old.pdf"), "20010909014640"));
    BOOST_TEST(!contains(read(*this / "old.pdf"), "20261121"));
}

BOOST_AUTO_TEST_CASE(report_as_json) {
    const Outcome outcome = build({"--report", "json", "--timings"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.out.rfind("{\"file\": \"old.pdf\", \"pages\": 4, ", 0) == 0U, outcome.out);
    BOOST_TEST(contains(outcome.out, "\"timings\": {\"guide\": "));
    BOOST_TEST(std::count(outcome.out.begin(), outcome.out.end(), '\n') == 1);
}

BOOST_AUTO_TEST_CASE(diagnostics_as_json) {
    const Outcome fine = build({"--diagnostics", "json"});
    BOOST_TEST(fine.err == "[]\n");
    change("guide.xml", "clinic.name", "clinic.nmae");
    const Outcome faulty = build({"--diagnostics", "json"});
    BOOST_TEST(faulty.status == 1);
    BOOST_TEST(contains(faulty.err, "\"code\": \"content.unknown-field\", \"file\": \"guide.xml\", "
                                    "\"line\": "));
    const Outcome missing = run({"build", "no.xml", "--diagnostics", "json"});
    BOOST_TEST(missing.status == 3);
    BOOST_TEST(contains(missing.err, "\"code\": \"job.file-missing\", \"file\": null"));
    BOOST_TEST(missing.err.front() == '[');
}

BOOST_AUTO_TEST_CASE(dumps_are_text_and_leave_the_pdf_alone) {
    for (const char* stage : {"flow", "pages", "tags"}) {
        const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "--dump", stage});
        BOOST_TEST(outcome.status == 0, outcome.err);
        BOOST_TEST(contains(outcome.out, "About"), stage);
        const Outcome again = build({"--dump", stage});
        BOOST_TEST(again.out.empty());
        BOOST_TEST((read(*this / "old.pdf") == outcome.out));
    }
    BOOST_TEST(!fs::exists(*this / "out"));
}

BOOST_AUTO_TEST_CASE(quiet_is_quiet) {
    const Outcome outcome = build({"--quiet"});
    BOOST_TEST(outcome.status == 0);
    BOOST_TEST(outcome.out.empty());
    BOOST_TEST(outcome.err.empty(), outcome.err);
}

BOOST_AUTO_TEST_CASE(list_help_and_version) {
    Setting setting;
    setting.home = SOURCE_DIR;
    const Outcome list = run({"list"}, setting);
    BOOST_TEST(list.status == 0, list.err);
    BOOST_TEST(contains(list.out, "chronic-back-pain"), list.out);
    BOOST_TEST(contains(list.out, "booklet-a5"), list.out);
    BOOST_TEST(contains(list.out, "Noto Serif regular"), list.out);
    change("fonts/fonts.xml", "NotoSerif-Regular.ttf", "NoSuchFont.ttf");
    BOOST_TEST(contains(run({"list"}).out, "missing: NoSuchFont.ttf; install fonts-noto-core"));
    BOOST_TEST(contains(run({"--help"}).out, "carefold build GUIDE"));
    BOOST_TEST(run({"help", "build"}).out == run({"build", "--help"}).out);
    BOOST_TEST(run({"--version"}).out.rfind("carefold ", 0) == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
