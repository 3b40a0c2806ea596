// What may be wrong with a layout and with fonts.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

using namespace faults;

namespace {
constexpr int content_errors = 1;
constexpr std::string_view layout = "layouts/plain.xml";
} // namespace

BOOST_FIXTURE_TEST_SUITE(layout_faults, Workshop)

BOOST_AUTO_TEST_CASE(a_master_it_needs_is_missing) {
    change(layout, "<master name=\"page\">", "<master name=\"side\">");
    expect_failure(content_errors, at(layout, "<flow "), "design.missing-master");
}

BOOST_AUTO_TEST_CASE(a_frame_it_needs_is_missing) {
    change(layout, "<put frame=\"main\"", "<put frame=\"mian\"");
    expect_failure(content_errors, at(layout, "<put frame=\"mian"), "design.missing-frame");
}

BOOST_AUTO_TEST_CASE(a_frame_too_small_for_its_content) {
    change(layout, "height=\"420pt\"", "height=\"10pt\"");
    expect_failure(content_errors, "", "layout.frame-too-small");
}

BOOST_AUTO_TEST_CASE(a_frame_too_narrow_for_its_content) {
    change(layout, "outer=\"15mm\"", "width=\"1mm\"");
    const Outcome outcome = build();
    BOOST_TEST(outcome.status == content_errors, outcome.err);
}

BOOST_AUTO_TEST_CASE(a_font_file_is_missing) {
    change("fonts/fonts.xml", "NotoSerif-Regular.ttf", "NoSuchFont.ttf");
    const Outcome outcome = expect_failure(content_errors, "", "font.missing-file");
    BOOST_TEST(outcome.says("fonts-noto-core"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_font_file_is_no_font) {
    write(*this / "fonts/NoFont.ttf", "just words");
    change("fonts/fonts.xml", "NotoSerif-Regular.ttf", "NoFont.ttf");
    const Outcome outcome = build();
    BOOST_TEST(outcome.status == content_errors, outcome.err);
    BOOST_TEST(outcome.says("error[font."), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_family_nobody_declares) {
    change(layout, "Noto Serif", "Noto Sefir");
    const Outcome outcome = expect_failure(content_errors, "", "font.unknown-family");
    BOOST_TEST(outcome.says("Noto Serif"), outcome.err);
}

BOOST_AUTO_TEST_CASE(unknown_property) {
    change(layout, "leading=\"1grid\"", "leaidng=\"1grid\"");
    const Outcome outcome =
        expect_failure(content_errors, at(layout, "leaidng"), "design.unknown-attribute");
    BOOST_TEST(outcome.says("did you mean `leading`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(malformed_xpath) {
    change(layout, "match=\"title\"", "match=\"title[\"");
    expect_failure(content_errors, at(layout, "match=\"title["), "xml.bad-xpath");
}

BOOST_AUTO_TEST_CASE(its_drawings_are_in_its_own_folder) {
    for (const std::string_view icon : {"../art/dot.svg", "/etc/passwd", "gone.svg"}) {
        const Workshop fresh;
        const std::string style = "<style match=\"section\" icon-size=\"9pt\" icon=\"";
        fresh.change(layout, "<style name=\"heading\"",
                     style + std::string(icon) + "\"/>\n    <style name=\"heading\"");
        fresh.expect_failure(content_errors, "", "flow.missing-picture");
    }
}

BOOST_AUTO_TEST_CASE(two_pages_do_not_fit_the_paper) {
    change(layout, "paper-width=\"297mm\"", "paper-width=\"200mm\"");
    const Outcome outcome = build({"--edition", "imposed"});
    BOOST_TEST(outcome.status == content_errors, outcome.err);
    BOOST_TEST(outcome.says("layouts/plain.xml"), outcome.err);
}

BOOST_AUTO_TEST_SUITE_END()
