// What may be wrong with a brand, and what a sound one changes.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {
constexpr int content_errors = 1;
constexpr std::string_view brand = "brand.xml";
constexpr std::string_view end = "</brand>";
} // namespace

BOOST_FIXTURE_TEST_SUITE(brand_faults, Workshop)

BOOST_AUTO_TEST_CASE(colours_without_contrast_are_refused_with_the_nearest_that_pass) {
    change(brand, end, "<colors><color name=\"ink\" value=\"#8a8a8a\"/></colors></brand>");
    const Outcome outcome =
        expect_failure(content_errors, at(brand, "value=\"#8a"), "check.low-contrast");
    BOOST_TEST(outcome.says("the nearest that passes is `#595959`"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_colour_that_passes_is_used) {
    change(brand, end, "<colors><color name=\"ink\" value=\"#402010\"/></colors></brand>");
    const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "--dump", "pages"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.out.find("#402010") != std::string::npos);
    BOOST_TEST(outcome.out.find("#222222") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_layout_may_keep_its_colour) {
    change("layouts/plain.xml", "value=\"#222222\"", "value=\"#222222\" fixed=\"yes\"");
    change(brand, end, "<colors><color name=\"ink\" value=\"#8a8a8a\"/></colors></brand>");
    BOOST_TEST(build().status == 0);
}

BOOST_AUTO_TEST_CASE(a_colour_no_layout_has) {
    change(brand, end, "<colors><color name=\"inc\" value=\"#000000\"/></colors></brand>");
    const Outcome outcome =
        expect_failure(content_errors, at(brand, "name=\"inc"), "design.unknown-color");
    BOOST_TEST(outcome.says("did you mean `ink`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_usual_colour_this_layout_has_no_use_for) {
    change(brand, end, "<colors><color name=\"accent\" value=\"#ffff00\"/></colors></brand>");
    BOOST_TEST(build().status == 0);
}

BOOST_AUTO_TEST_CASE(a_family_nobody_knows) {
    change(brand, end, "<fonts><family role=\"text\" name=\"Comic Notes\"/></fonts></brand>");
    const Outcome outcome =
        expect_failure(content_errors, at(brand, "name=\"Comic"), "font.unknown-family");
    BOOST_TEST(outcome.says("`Noto Serif`"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_family_is_used_for_the_scripts_it_covers) {
    change(brand, end, "<fonts><family role=\"text\" name=\"Noto Serif CJK KR\"/></fonts></brand>");
    const Outcome latin = run({"build", "guide.xml", "--layout", "plain", "--dump", "flow"});
    BOOST_TEST(latin.status == 0, latin.err);
    BOOST_TEST(latin.out.find("CJK") == std::string::npos); // declared for Korean
    change("guide.xml", "xml:lang=\"en\"", "xml:lang=\"ko\"");
    const Outcome korean = run({"build", "guide.xml", "--layout", "plain", "--dump", "flow"});
    BOOST_TEST(korean.out.find("Noto Serif CJK KR") != std::string::npos, korean.err);
}

BOOST_AUTO_TEST_CASE(a_role_no_layout_has) {
    change(brand, end, "<fonts><family role=\"txet\" name=\"Noto Serif\"/></fonts></brand>");
    const Outcome outcome =
        expect_failure(content_errors, at(brand, "role=\"txet"), "design.unknown-role");
    BOOST_TEST(outcome.says("did you mean `text`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(paper_chooses_the_booklet) {
    fs::rename(*this / "layouts/plain.xml", *this / "layouts/booklet-a5.xml");
    change(brand, end, "<paper default=\"Letter\"/></brand>");
    const Outcome missing = run({"build", "guide.xml", "-o", "x.pdf"});
    BOOST_TEST(missing.status == 0, missing.err);
    BOOST_TEST(missing.says(at(brand, "default=") + ": note[job.no-layout]"), missing.err);
    fs::copy(*this / "layouts/booklet-a5.xml", *this / "layouts/booklet-half-letter.xml");
    change("layouts/booklet-half-letter.xml", "page-width=\"148mm\"", "page-width=\"139.7mm\"");
    const Outcome found = run({"build", "guide.xml", "--dump", "pages"});
    BOOST_TEST(found.status == 0, found.err);
    BOOST_TEST(!found.says("job.no-layout"), found.err);
    BOOST_TEST(found.out.find("396") != std::string::npos, found.out.substr(0, 300));
    fs::create_directory(*this / "content");
    fs::copy(*this / "brand.xml", *this / "content/brand.xml");
    const Outcome list = run({"list"});
    const auto line = list.out.find("booklet-half-letter");
    BOOST_TEST_REQUIRE(line != std::string::npos);
    BOOST_TEST(list.out.substr(line, 200).find("built when none is named") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_clinics_languages) {
    const Outcome none = run({"build", "guide.xml", "--layout", "plain", "--lang", "clinic"});
    BOOST_TEST(none.status == content_errors);
    BOOST_TEST(none.says("brand.xml: error[job.no-languages]"), none.err);
    change(brand, end, "<languages default=\"en xx\"/></brand>");
    const Outcome some =
        run({"build", "guide.xml", "--layout", "plain", "--lang", "clinic", "-o", "made"});
    BOOST_TEST(some.status == content_errors);
    BOOST_TEST(some.says("error[job.no-translation]"), some.err);
    BOOST_TEST(fs::exists(*this / "made" / (path().filename().string() + "-client-en-reader.pdf")));
}

BOOST_AUTO_TEST_CASE(a_booking_link_that_is_none) {
    change(brand, end, "<field name=\"clinic.booking\">www.example.org</field></brand>");
    const Outcome outcome = expect_failure(content_errors, at(brand, "www."), "content.bad-value");
    BOOST_TEST(outcome.says("`https://www.example.org`"), outcome.err);
}

BOOST_AUTO_TEST_SUITE_END()
