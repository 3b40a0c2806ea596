// Rules, inheritance, and what they come to.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::flow;
using sample::make_blocks;

namespace {

const CharStyle& first_style(const sample::Made& made, std::string_view id) {
    return made.style(made.block(id).text.inlines.at(0));
}

} // namespace

BOOST_AUTO_TEST_CASE(later_rules_win_and_children_inherit) {
    const auto made = make_blocks(
        "<callout kind='tip'><title id='c'>T</title><p id='p'>A <em>b</em></p></callout>"
        "<p id='q'>C</p>",
        "<style match='guide' color='ink' font='text'/>"
        "<style match='callout' color='accent' font='label' space-before='2grid'/>"
        "<style match='p' weight='bold'/>"
        "<style match='callout/p' weight='regular' size='0.5em' leading='2em'/>"
        "<style match='em' size='0.5em'/>");
    const CharStyle& inner = first_style(made, "p");
    BOOST_TEST(inner.family == "Sans");
    BOOST_TEST((inner.color == Color{0xaa, 0, 0}));
    BOOST_TEST(inner.size.to_pt() == 6);
    BOOST_TEST(!inner.bold);
    BOOST_TEST(made.block("p").text.leading.to_pt() == 12);
    BOOST_TEST((made.block("p").style.space_before == Length{})); // not inherited
    BOOST_TEST(made.style(made.block("p").text.inlines.at(1)).size.to_pt() == 3);
    BOOST_TEST(first_style(made, "q").bold);
    BOOST_TEST((first_style(made, "q").color == Color{0, 0, 0x11}));
}

BOOST_AUTO_TEST_CASE(equal_looks_are_kept_once) {
    const auto made = make_blocks("<p id='p'>A <em>b</em> c</p><p id='q'>D</p>",
                                  "<style match='em' size='1em'/>");
    BOOST_TEST(made.block("p").text.inlines.at(0).style ==
               made.block("p").text.inlines.at(1).style);
    for (std::size_t i = 0; i < made.document.styles.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            BOOST_TEST(!made.document.styles[i].same_look(made.document.styles[j]));
        }
    }
}

BOOST_AUTO_TEST_CASE(capitals_follow_the_language) {
    const auto made = make_blocks("<p id='p'>groß, <foreign xml:lang='tr'>iyi</foreign></p>"
                                  "<p id='q'>no</p>",
                                  "<style match='p[1]' caps='all'/>");
    BOOST_TEST(sample::words(made.block("p").text) == "GROSS, İYİ");
    BOOST_TEST(sample::words(made.block("q").text) == "no");
}

BOOST_AUTO_TEST_CASE(box_and_text_settings_arrive) {
    const auto made =
        make_blocks("<p id='p'>A</p>",
                    "<style match='p' fill='accent' padding='1grid' width='50' keep-with-next='yes'"
                    " break-before='page' columns='2' align='center' hyphenate='no' caps='small'"
                    " figures='tabular' tracking='0.1em' rule-color='accent' rule-width='2pt'/>");
    const Block& block = made.block("p");
    BOOST_TEST((block.style.fill == Color{0xaa, 0, 0}));
    BOOST_TEST(block.style.padding.to_pt() == 16);
    BOOST_TEST(block.style.width_percent == 50);
    BOOST_TEST(block.style.keep_with_next);
    BOOST_TEST(block.style.break_before);
    BOOST_TEST(block.style.columns == 2);
    BOOST_TEST(block.style.rule_width.to_pt() == 2);
    BOOST_TEST((block.text.align == Paragraph::Align::center));
    BOOST_TEST(!block.text.hyphenate);
    const CharStyle& style = first_style(made, "p");
    BOOST_TEST(style.small_caps);
    BOOST_TEST((style.figures == Figures::tabular));
    BOOST_TEST(style.tracking.to_pt() == 1.2, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(fonts_complain_at_the_rule_that_chose_them) {
    const auto made = make_blocks("<p id='p'>A</p>", "<style match='guide' size='10pt'/>\n"
                                                     "<style match='section' font='label'/>\n"
                                                     "<style match='p' color='accent'/>");
    BOOST_TEST(first_style(made, "p").span.line == 2U);
}

BOOST_AUTO_TEST_CASE(display_none_leaves_out) {
    const auto made = make_blocks("<p id='p'>A <em>b</em></p><callout kind='tip'>"
                                  "<p id='q'>B</p></callout>",
                                  "<style match='em | callout' display='none'/>");
    BOOST_TEST(sample::words(made.block("p").text) == "A ");
    BOOST_TEST(sample::roles(made.blocks()) == "H1 Sect(H2 P)");
}

BOOST_AUTO_TEST_CASE(a_p_is_indented_after_a_p_only) {
    const auto made = make_blocks("<p id='a'>A</p><p id='b'>B</p>"
                                  "<p id='x' audience='practitioner'>X</p><p id='c'>C</p>"
                                  "<list><item id='i'>I</item></list><p id='d'>D</p>"
                                  "<callout kind='tip'><title id='ct'>T</title><p id='e'>E</p>"
                                  "<p id='f'>F</p></callout><p id='g'>G</p>",
                                  "<style match='p' first-indent='1em'/>");
    std::string indented;
    for (const char* id : {"a", "b", "c", "d", "e", "f", "g"}) {
        indented += made.block(id).text.first_indent > Length{} ? id : "-";
    }
    BOOST_TEST(indented == "-bc--f-");
}

BOOST_AUTO_TEST_CASE(body_text_is_what_can_stand_on_the_grid) {
    const auto made = make_blocks("<p id='a'>A</p><p id='b'>B</p><list><item id='i'>I</item></list>"
                                  "<callout kind='tip'><title id='ct'>T</title><p id='c'>C</p>"
                                  "</callout><technique id='t1' pressure='3'><name id='n'>N</name>"
                                  "<essence id='e'>E</essence><feel id='f'>F</feel>"
                                  "<suits id='su'>S</suits><care id='ca'>C</care></technique>",
                                  "<style match='p[2] | suits' leading='14pt'/>"
                                  "<style match='callout' fill='accent'/>"
                                  "<style match='feel' off-grid='yes'/>");
    BOOST_TEST(made.block("a").body_text);
    BOOST_TEST(!made.block("b").body_text);
    BOOST_TEST(made.block("i").children.at(0).body_text);
    BOOST_TEST(!made.block("c").body_text);
    BOOST_TEST(!made.block("n").body_text);
    BOOST_TEST(made.block("e").body_text);
    BOOST_TEST(!made.block("f").body_text);
    BOOST_TEST(!made.block("su").body_text);
}

BOOST_AUTO_TEST_CASE(no_type_is_smaller_than_the_minimum) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title>"
                     "<p id='p'>A<footnote id='f'>Q</footnote> <em>b</em></p>"
                     "</section>";
    given.styles = "<style match='p' size='10pt' space-before='1em'/>"
                   "<style match='em' size='0.5em'/>";
    given.attributes = "minimum-size='11pt'";
    const auto made = make(given);
    const Block& p = made.block("p");
    BOOST_TEST(p.style.space_before.to_pt() == 11);
    std::size_t signs = 0;
    for (const Inline& each : p.text.inlines) {
        BOOST_TEST(made.style(each).size.to_pt() == 11);
        signs += each.kind == Inline::Kind::note ? 1U : 0U;
    }
    BOOST_TEST(signs == 1U);
}
