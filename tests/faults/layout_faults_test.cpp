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

BOOST_AUTO_TEST_CASE(a_page_count_that_cannot_be) {
    change(layout, "</layout>",
           "<copyfit pages=\"8\"><fit property=\"size\" style=\"body\" least=\"9pt\" "
           "most=\"11pt\"/></copyfit></layout>");
    const Outcome outcome =
        expect_failure(content_errors, at(layout, "<copyfit "), "layout.copyfit-impossible");
    BOOST_TEST(outcome.says("too short for 8 pages, even at its loosest"), outcome.err);
    BOOST_TEST(outcome.says("let `size` of `body` go up to about"), outcome.err);
}

BOOST_AUTO_TEST_CASE(too_much_for_the_pages_there_are) {
    change(layout, "height=\"420pt\"", "height=\"340pt\"");
    change(layout, "<pad name=\"notes\" left=\"page\" right=\"page\">",
           "<page name=\"end\" master=\"page\">");
    change(layout, "</pad>", "</page>");
    change(layout, "</layout>",
           "<copyfit pages=\"2\"><fit property=\"leading\" least=\"12pt\" most=\"14pt\"/>"
           "</copyfit></layout>");
    const Outcome outcome =
        expect_failure(content_errors, at(layout, "<copyfit "), "layout.copyfit-impossible");
    BOOST_TEST(outcome.says("too long for 2 pages, even at its tightest"), outcome.err);
    BOOST_TEST(outcome.says("let `size` give way with a <fit>"), outcome.err);
    BOOST_TEST(outcome.says("<omit>"), outcome.err);
    BOOST_TEST(outcome.says("guide.xml:"), outcome.err);
}

BOOST_AUTO_TEST_CASE(what_copyfitting_chose_is_reported) {
    change(layout, "height=\"420pt\"", "height=\"340pt\"");
    change(
        layout, "</layout>",
        "<copyfit multiple=\"4\"><fit property=\"space\" least=\"0.5\" most=\"1.5\"/>"
        "<fit property=\"size\" style=\"body\" least=\"9pt\" most=\"11pt\"/></copyfit></layout>");
    const Outcome json =
        run({"build", "guide.xml", "--layout", "plain", "-o", "new.pdf", "--report", "json"});
    BOOST_TEST(json.status == 0, json.err);
    BOOST_TEST(json.out.find("\"copyfit\": {\"pages\": ") != std::string::npos, json.out);
    BOOST_TEST(json.out.find("\"property\": \"size\", \"style\": \"body\"") != std::string::npos,
               json.out);
    const Outcome timings =
        run({"build", "guide.xml", "--layout", "plain", "-o", "new.pdf", "--timings"});
    BOOST_TEST(timings.out.find("size of body") != std::string::npos, timings.out);
    BOOST_TEST(timings.out.find("tightness") != std::string::npos, timings.out);
}

BOOST_AUTO_TEST_CASE(two_pages_do_not_fit_the_paper) {
    change(layout, "paper-width=\"297mm\"", "paper-width=\"200mm\"");
    const Outcome outcome = build({"--edition", "imposed"});
    BOOST_TEST(outcome.status == content_errors, outcome.err);
    BOOST_TEST(outcome.says("layouts/plain.xml"), outcome.err);
}

BOOST_AUTO_TEST_CASE(it_extends_one_that_is_not_there) {
    change(layout, "id=\"plain\"", "id=\"plain\" extends=\"pain\"");
    const Outcome outcome =
        expect_failure(content_errors, at(layout, "extends="), "design.missing-parent");
    BOOST_TEST(outcome.says("did you mean `plain`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(it_extends_itself) {
    change(layout, "id=\"plain\"", "id=\"plain\" extends=\"other\"");
    write(*this / "layouts/other.xml", "<layout xmlns=\"urn:carefold:layout:1\" id=\"o\"\n"
                                       " extends=\"plain\"/>");
    expect_failure(content_errors, "layouts/other.xml:2:2", "design.circular-extends");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_parent_is_told_there) {
    write(*this / "layouts/child.xml",
          "<layout xmlns=\"urn:carefold:layout:1\" id=\"child\" extends=\"plain\"/>");
    change(layout, "color=\"ink\"", "color=\"inc\"");
    const Outcome outcome = run({"build", "guide.xml", "--layout", "child"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says(at(layout, "color=\"inc") + ": error[design.unknown-color]"),
               outcome.err);
}

BOOST_AUTO_TEST_CASE(a_parent_stays_among_the_layouts) {
    const std::filesystem::path outside = *this / "elsewhere.xml";
    std::filesystem::rename(*this / layout, outside);
    std::filesystem::create_symlink(outside, *this / "layouts/link.xml");
    for (const std::string parent : {"../elsewhere", "link"}) {
        write(*this / layout,
              "<layout xmlns=\"urn:carefold:layout:1\" id=\"child\" extends=\"" + parent + "\"/>");
        expect_failure(content_errors, at(layout, "extends="),
                       parent == "link" ? "design.missing-parent" : "design.bad-value");
    }
}

BOOST_AUTO_TEST_CASE(a_layout_elsewhere_extends_one_of_the_house) {
    std::filesystem::create_directories(*this / "mine");
    write(*this / "mine/own.xml",
          "<layout xmlns=\"urn:carefold:layout:1\" id=\"own\" extends=\"plain\"/>");
    const Outcome outcome = run({"build", "guide.xml", "--layout", "mine/own.xml"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    const Outcome over =
        run({"build", "guide.xml", "--layout", "mine/own.xml", "-o", "layouts/plain.xml"});
    BOOST_TEST(over.says("made from this file"), over.err);
    BOOST_TEST(read(*this / "layouts/plain.xml").starts_with("<?xml"));
}

BOOST_AUTO_TEST_CASE(names_that_nothing_bears) {
    for (const auto& [name, code] : {std::pair("based-on=\"bass\"", "design.unknown-style"),
                                     std::pair("color=\"inc\"", "design.unknown-color"),
                                     std::pair("scripts=\"tall\"", "design.bad-value")}) {
        const Workshop fresh;
        fresh.change(layout, "<style name=\"heading\"",
                     "<style name=\"heading\" " + std::string(name));
        fresh.expect_failure(content_errors, fresh.at(layout, name), code);
    }
}

BOOST_AUTO_TEST_CASE(a_frame_for_notes_that_is_not_there) {
    change(layout, "<frame name=\"main\"", "<frame name=\"main\" notes=\"side\"");
    expect_failure(content_errors, at(layout, "<frame"), "design.missing-frame");
}

BOOST_AUTO_TEST_CASE(columns_leave_no_room) {
    change(layout, "<frame name=\"main\"", "<frame name=\"main\" columns=\"9\" column-gap=\"2cm\"");
    expect_failure(content_errors, at(layout, "column-gap"), "design.bad-value");
    change(layout, "2cm", "20mm");
    expect_failure(content_errors, at(layout, "<frame"), "design.frame-outside-page");
}

BOOST_AUTO_TEST_SUITE_END()
