// What may be wrong with a guide. Exit status 1, a located complaint, nothing written.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace faults;

namespace {

constexpr int content_errors = 1;

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(guide_faults, Workshop)

BOOST_AUTO_TEST_CASE(empty) {
    write(*this / "guide.xml", "");
    expect_failure(content_errors, "guide.xml:1:1", "xml.empty");
}

BOOST_AUTO_TEST_CASE(not_xml) {
    write(*this / "guide.xml", "Dear reader,\nthis is a letter.\n");
    expect_failure(content_errors, "guide.xml:1:1", "xml.syntax");
    write(*this / "guide.xml", std::string("%PDF-1.7\n\0\1\2", 12));
    expect_failure(content_errors, "", "xml.syntax");
}

BOOST_AUTO_TEST_CASE(broken_xml) {
    change("guide.xml", "</section>\n  <section id=\"more\"", "<section id=\"more\"");
    expect_failure(content_errors, at("guide.xml", "</guide>"), "xml.syntax");
}

BOOST_AUTO_TEST_CASE(cut_off_in_the_middle) {
    const std::string text = read(*this / "guide.xml");
    write(*this / "guide.xml", text.substr(0, text.size() / 2));
    expect_failure(content_errors, "", "xml.syntax");
}

BOOST_AUTO_TEST_CASE(not_utf8) {
    change("guide.xml", "A paragraph that", "Na\xEFve text that");
    expect_failure(content_errors, at("guide.xml", "Na\xEF", 2), "xml.not-utf8");
}

BOOST_AUTO_TEST_CASE(wrong_namespace) {
    change("guide.xml", "urn:carefold:guide:1", "http://docbook.org/ns/docbook");
    expect_failure(content_errors, at("guide.xml", "<guide"), "xml.wrong-namespace");
}

BOOST_AUTO_TEST_CASE(a_document_type_declaration_is_refused) {
    change("guide.xml", "<guide", "<!DOCTYPE guide [<!ENTITY a \"aaaa\">]>\n<guide");
    expect_failure(content_errors, at("guide.xml", "<!DOCTYPE"), "xml.doctype");
}

BOOST_AUTO_TEST_CASE(unknown_element) {
    change("guide.xml", "<p id=\"more.p1\">", "<pp id=\"more.p1\">");
    change("guide.xml", "more.</p>", "more.</pp>");
    expect_failure(content_errors, at("guide.xml", "<pp "), "content.unknown-element");
}

BOOST_AUTO_TEST_CASE(misspelt_element_gets_a_hint) {
    change("guide.xml", "<figure id", "<figrue id");
    change("guide.xml", "</figure>", "</figrue>");
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "<figrue"), "content.unknown-element");
    BOOST_TEST(outcome.says("did you mean `figure`?"));
}

BOOST_AUTO_TEST_CASE(unknown_attribute) {
    change("guide.xml", "role=\"benefits\"", "roel=\"benefits\"");
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "roel="), "content.unknown-attribute");
    BOOST_TEST(outcome.says("did you mean `role`?"));
}

BOOST_AUTO_TEST_CASE(duplicate_id) {
    change("guide.xml", "id=\"more.p1\"", "id=\"about.p1\"");
    expect_failure(content_errors, at("guide.xml", "<p id=\"about.p1\">Ask", 3),
                   "content.duplicate-id");
}

BOOST_AUTO_TEST_CASE(dangling_id) {
    change("guide.xml", "to=\"more\"", "to=\"mroe\"");
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "to=\"mroe"), "content.dangling-id");
    BOOST_TEST(outcome.says("did you mean `more`?"));
}

BOOST_AUTO_TEST_CASE(unknown_field) {
    change("guide.xml", "clinic.name", "clinic.nmae");
    const Outcome outcome = expect_failure(content_errors, at("guide.xml", "name=\"clinic.nmae"),
                                           "content.unknown-field");
    BOOST_TEST(outcome.says("did you mean `clinic.name`?"));
}

BOOST_AUTO_TEST_CASE(unknown_source) {
    change("guide.xml", "source=\"src.one\"", "source=\"src.two\"");
    expect_failure(content_errors, at("guide.xml", "source=\"src.two"), "content.unknown-source");
}

BOOST_AUTO_TEST_CASE(figure_without_alternative_text) {
    change("guide.xml", "<alt id=\"about.alt\">A dot.</alt>", "");
    expect_failure(content_errors, at("guide.xml", "<figure"), "content.missing-alt");
}

BOOST_AUTO_TEST_CASE(image_missing) {
    change("guide.xml", "art/dot.svg", "art/dto.svg");
    expect_failure(content_errors, at("guide.xml", "<figure"), "flow.missing-picture");
}

BOOST_AUTO_TEST_CASE(image_outside_the_guides_folder) {
    for (const std::string_view path : {"/etc/passwd", "../dot.svg", "art/../../dot.svg"}) {
        const Workshop fresh;
        fresh.change("guide.xml", "art/dot.svg", path);
        fresh.expect_failure(content_errors, fresh.at("guide.xml", "src=\"" + std::string(path)),
                             "content.bad-value");
    }
}

BOOST_AUTO_TEST_CASE(image_behind_a_link_that_leads_outside) {
    std::filesystem::create_symlink("/etc/passwd", *this / "art/way-out.svg");
    change("guide.xml", "art/dot.svg", "art/way-out.svg");
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "<figure"), "flow.missing-picture");
    BOOST_TEST(outcome.says("note[job.picture-outside]"), outcome.err);
}

BOOST_AUTO_TEST_CASE(image_corrupt) {
    write(*this / "art/dot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle");
    expect_failure(content_errors, at("guide.xml", "<figure"), "image.corrupt");
    write(*this / "art/dot.svg", std::string("\x89PNG\r\n\x1a\n\0\0\0", 11));
    expect_failure(content_errors, at("guide.xml", "<figure"), "image.corrupt");
    write(*this / "art/dot.svg", "just words");
    expect_failure(content_errors, at("guide.xml", "<figure"), "image.unknown-format");
}

BOOST_AUTO_TEST_CASE(a_character_no_font_covers) {
    change("guide.xml", "A paragraph that", "A \U0010FFFD that"); // for private use
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "<p id=\"about.p1"), "layout.missing-glyph");
    BOOST_TEST(outcome.says("another character"), outcome.err);
}

BOOST_AUTO_TEST_CASE(nesting_beyond_the_limit) {
    constexpr int depth = 100'000;
    change("guide.xml", "A paragraph that",
           repeated("<em>", depth) + "x" + repeated("</em>", depth));
    expect_failure(content_errors, "", "xml.too-deep");
}

BOOST_AUTO_TEST_CASE(nesting_that_is_never_closed) {
    write(*this / "guide.xml",
          "<guide xmlns=\"urn:carefold:guide:1\">" + repeated("<section>", 100'000));
    expect_failure(content_errors, "", "xml.too-deep");
}

BOOST_AUTO_TEST_CASE(size_beyond_the_limit) {
    change("guide.xml", "A paragraph that", std::string(9U << 20U, 'x'));
    expect_failure(content_errors, "guide.xml:1:1", "xml.too-large");
}

BOOST_AUTO_TEST_CASE(too_many_elements) {
    change("guide.xml", "A paragraph that", repeated("<em>x</em>", 250'000));
    expect_failure(content_errors, "", "xml.too-large");
}

BOOST_AUTO_TEST_CASE(no_such_language) {
    const Outcome outcome = build({"--lang", "de"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says(at("guide.xml", "<guide") + ": error[job.no-translation]: "));
    BOOST_TEST(outcome.says("there is: `en`"));
}

BOOST_AUTO_TEST_CASE(all_problems_are_told_in_one_run) {
    change("guide.xml", "<figure id", "<figrue id");
    change("guide.xml", "</figure>", "</figrue>");
    change("guide.xml", "to=\"more\"", "to=\"mroe\"");
    change("guide.xml", "clinic.name", "clinic.nmae");
    change("guide.xml", "src.one\"/>", "src.two\"/>");
    change("layouts/plain.xml", "color=\"ink\"", "color=\"inc\"");
    change("brand.xml", "clinic.name", "clinic.nmae");
    change("fonts/fonts.xml", "file=", "flie=");
    change("layouts/words.xml", "<word id", "<wrod id");
    change("layouts/words.xml", "</word>", "</wrod>");
    const Outcome outcome =
        expect_failure(content_errors, at("guide.xml", "<figrue"), "content.unknown-element");
    for (const std::string& expected :
         {at("guide.xml", "to=\"mroe") + ": error[content.dangling-id]",
          at("guide.xml", "name=\"clinic.nmae") + ": error[content.unknown-field]",
          at("guide.xml", "source=\"src.two") + ": error[content.unknown-source]",
          at("layouts/plain.xml", "color=\"inc") + ": error[design.unknown-color]",
          at("brand.xml", "name=\"clinic.nmae") + ": error[content.unknown-field]",
          at("fonts/fonts.xml", "flie=") + ": error[design.unknown-attribute]",
          at("layouts/words.xml", "<wrod") + ": error[design.unknown-element]"}) {
        BOOST_TEST(outcome.says(expected), "no `" << expected << "` in:\n" << outcome.err);
    }
    BOOST_TEST(outcome.says("nothing was written"));
}

BOOST_AUTO_TEST_SUITE_END()
