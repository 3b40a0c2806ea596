// What stands inside a paragraph.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::flow;
using sample::make;
using sample::make_blocks;
using sample::words;

namespace {

/// The element an inline stands in.
const InlineElement& element_of(const Paragraph& text, std::size_t item) {
    return text.elements.at(static_cast<std::size_t>(text.inlines.at(item).element));
}

} // namespace

BOOST_AUTO_TEST_CASE(emphasis_is_a_style_and_no_tag) {
    const auto made = make_blocks("<p id='p'>A <em>b</em> <strong>c</strong></p>",
                                  "<style match='em' slant='italic'/>"
                                  "<style match='strong' weight='bold'/>");
    const Paragraph& text = made.block("p").text;
    BOOST_TEST(words(text) == "A b c");
    BOOST_TEST(text.elements.empty());
    BOOST_TEST(made.style(text.inlines.at(1)).italic);
    BOOST_TEST(made.style(text.inlines.at(3)).bold);
    BOOST_TEST(!made.style(text.inlines.at(0)).bold);
}

BOOST_AUTO_TEST_CASE(foreign_words_are_spans_of_their_language) {
    const auto made = make_blocks("<p id='p'>Say <foreign xml:lang='de'>ja</foreign>.</p>");
    const Paragraph& text = made.block("p").text;
    BOOST_TEST((element_of(text, 1).role == Role::span));
    BOOST_TEST(element_of(text, 1).language.text() == "de");
    BOOST_TEST(made.style(text.inlines.at(1)).language.text() == "de");
    BOOST_TEST(text.inlines.at(2).element == -1);
}

BOOST_AUTO_TEST_CASE(a_cross_reference_names_a_page) {
    const auto made = make_blocks("<p id='p'>See <xref to='q'/>.</p>"
                                  "<p id='q'>Or <xref to='s'>this <em>one</em></xref></p>");
    const Paragraph& bare = made.block("p").text;
    BOOST_TEST(words(bare) == "See page {n}@q.");
    BOOST_TEST(bare.has_page_numbers);
    BOOST_TEST((element_of(bare, 1).role == Role::link));
    BOOST_TEST(element_of(bare, 1).destination == "q");
    const Paragraph& worded = made.block("q").text;
    BOOST_TEST(words(worded) == "Or this one (page {n})@s");
    BOOST_TEST(element_of(worded, 1).contents == "Section");
    BOOST_TEST(worded.elements.size() == 1U);
    BOOST_TEST(made.codes() == "");
}

BOOST_AUTO_TEST_CASE(a_reference_to_what_the_layout_leaves_out_is_an_error) {
    sample::Case given;
    given.sections = "<section id='a' role='about'><title id='at'>A</title>\n<p id='p'>See <xref "
                     "to='b'/></p></section><section id='b' role='areas'><title id='bt'>B</title>"
                     "</section>";
    given.puts = "<put frame='main' select='section[1]'/>";
    const auto made = make(given);
    BOOST_TEST(made.codes() == "flow.missing-place");
    BOOST_TEST(made.sink.all().at(0).span.line == 2U);
    BOOST_TEST(made.sink.all().at(0).message == "`b` is not in the client edition");
}

BOOST_AUTO_TEST_CASE(links_show_words_or_a_short_address) {
    const auto made = make_blocks("<p id='p'><link href='https://example.org/'/></p>"
                                  "<p id='q'><link href='mailto:a@b.org'>Write</link></p>");
    const Paragraph& bare = made.block("p").text;
    BOOST_TEST(words(bare) == "example.org");
    BOOST_TEST(element_of(bare, 0).uri == "https://example.org/");
    BOOST_TEST(element_of(bare, 0).contents == "https://example.org/");
    BOOST_TEST(words(made.block("q").text) == "Write");
    BOOST_TEST(element_of(made.block("q").text, 0).contents == "Write");
}

BOOST_AUTO_TEST_CASE(fields_show_a_value_or_room_to_write) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title>"
                     "<p id='p'>To <field name='clinic.address'/></p>"
                     "<p id='q'>On <field name='appointment.date'/>.</p></section>";
    given.fields = {{"clinic.address", "Mill Lane 2\nRiverton"}, {"appointment.date", ""}};
    const auto made = make(given);
    BOOST_TEST(words(made.block("p").text) == "To Mill Lane 2/Riverton");
    const Paragraph& blank = made.block("q").text;
    BOOST_TEST(words(blank) == "On _.");
    BOOST_TEST((blank.inlines.at(1).width > Length::mm(20)));
    BOOST_TEST(!element_of(blank, 1).actual_text.empty());
}

BOOST_AUTO_TEST_CASE(footnotes_are_numbered_and_gathered) {
    const auto made = make_blocks("<p id='p'>A<footnote id='n1'>First.</footnote> b"
                                  "<footnote id='n2'>Second, <em>in full</em>.</footnote></p>",
                                  "<style match='p' size='20pt'/>"
                                  "<style match='footnote' size='8pt'/>"
                                  "<style name='note-sign' size='0.5em' rise='0.25em'/>");
    const Paragraph& text = made.block("p").text;
    BOOST_TEST(words(text) == "A^a b^b");
    BOOST_TEST((element_of(text, 1).role == Role::reference));
    BOOST_TEST(made.style(text.inlines.at(1)).size.to_pt() == 10);
    BOOST_TEST(made.style(text.inlines.at(1)).rise.to_pt() == 2.5);
    BOOST_TEST_REQUIRE(made.document.notes.size() == 2U);
    const Block& note = made.document.notes.at(1);
    BOOST_TEST(note.id == "n2");
    BOOST_TEST((note.role == Role::note));
    const Paragraph& body = note.children.at(0).text;
    BOOST_TEST(words(body) == "b\u00a0Second, in full.");
    BOOST_TEST((element_of(body, 0).role == Role::label));
    BOOST_TEST(made.style(body.inlines.at(1)).size.to_pt() == 8);
}

BOOST_AUTO_TEST_CASE(note_signs_are_raised_without_a_style_for_them) {
    const auto made = make_blocks("<p id='p'>A<footnote id='n1'>First.</footnote></p>");
    const CharStyle& sign = made.style(made.block("p").text.inlines.at(1));
    BOOST_TEST((sign.size < Length::pt(12)));
    BOOST_TEST((sign.rise > Length{}));
}

BOOST_AUTO_TEST_CASE(citations_are_numbered_by_first_appearance_in_the_edition) {
    const auto made = make_blocks(
        "<p id='x' audience='practitioner'>No<cite source='s2'/></p>"
        "<p id='p'>A<cite source='s3'/><cite source='s1'/></p><p id='q'>B<cite source='s3'/></p>");
    const Paragraph& text = made.block("p").text;
    BOOST_TEST(words(text) == "A[1][2]");
    BOOST_TEST(words(made.block("q").text) == "B[1]");
    const InlineElement& link = element_of(text, 1);
    BOOST_TEST((link.role == Role::link));
    BOOST_TEST(link.destination == "s3");
    BOOST_TEST((text.elements.at(static_cast<std::size_t>(link.parent)).role == Role::reference));

    const Block& list = made.blocks().back();
    BOOST_TEST(sample::roles({list}) == "L(LI(P) LI(P))");
    BOOST_TEST(list.ordered);
    BOOST_TEST(list.children.at(0).id == "s3");
    BOOST_TEST(words(*list.children.at(0).marker) == "1.");
    BOOST_TEST(list.children.at(1).id == "s1");
    BOOST_TEST(words(list.children.at(1).children.at(0).text) == "One. example.org/one");
    BOOST_TEST(made.codes() == "");
}

BOOST_AUTO_TEST_CASE(citations_lead_nowhere_when_sources_are_not_listed) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title>"
                     "<p id='p'>A<cite source='s3'/></p></section>";
    given.puts = "<put frame='main' select='section'/>";
    const auto made = make(given);
    BOOST_TEST(words(made.block("p").text) == "A[1]");
    BOOST_TEST((element_of(made.block("p").text, 1).role == Role::reference));
    BOOST_TEST(made.codes() == "");
}
