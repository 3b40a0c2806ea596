// Every element of the vocabulary as a block.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::flow;
using sample::make;
using sample::make_blocks;
using sample::roles;
using sample::words;

namespace {

const std::string technique =
    "<technique id='t1' pressure='3'><name id='n'>Name</name><essence id='e'>Essence</essence>"
    "<feel id='f'>Warm</feel><suits id='su'>All</suits><care id='ca'>Care</care></technique>";
const std::string square =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><rect width='40' "
    "height='20' class='fill-accent'/></svg>";

} // namespace

BOOST_AUTO_TEST_CASE(headings_never_skip_a_level) {
    const auto made =
        make_blocks("<section id='deep'><title id='t2'>Deeper</title>" + technique +
                    "<callout kind='tip'><title id='ct'>Tip</title><p id='p'>P</p></callout>"
                    "</section><checklist><title id='cl'>Tick</title><check id='c'>C</check>"
                    "</checklist>");
    BOOST_TEST(made.block("title").heading_level == 1);
    BOOST_TEST((made.block("title").role == Role::h1));
    BOOST_TEST(made.block("t").heading_level == 2);
    BOOST_TEST(made.block("t2").heading_level == 3);
    BOOST_TEST(made.block("n").heading_level == 4);
    BOOST_TEST(made.block("ct").heading_level == 4);
    BOOST_TEST((made.block("cl").role == Role::h3));
    BOOST_TEST(made.block("t").running_title);
    BOOST_TEST(made.block("t").running_text == "Section");
    BOOST_TEST(!made.block("t2").running_title);
}

BOOST_AUTO_TEST_CASE(sections_are_first_when_no_title_is_shown) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title>"
                     "<section id='deep'><title id='t2'>U</title></section></section>";
    given.puts = "<put frame='main' select='section'/>";
    given.styles = "<style match='section/title' outline='yes'/>";
    const auto made = make(given);
    BOOST_TEST((made.block("t").role == Role::h1));
    BOOST_TEST(made.block("t").outline_title == "T");
    BOOST_TEST((made.block("t2").role == Role::h2));
}

BOOST_AUTO_TEST_CASE(a_section_without_its_title_keeps_its_place) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title><p id='p'>See <xref "
                     "to='s'/></p><section id='deep'><title id='t2'>U</title></section></section>";
    given.puts = "<put frame='main' select='section/section'/>"
                 "<put frame='main' select='section/*[not(self::section)]'/>";
    const auto made = make(given);
    BOOST_TEST(made.codes() == "");
    BOOST_TEST(roles(made.blocks()) == "Sect(H1) H1 P");
    BOOST_TEST(made.blocks().at(1).id == "s");
}

BOOST_AUTO_TEST_CASE(only_the_audience_is_addressed) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>T</title><p id='p' "
                     "audience='client'>C</p><p id='q' audience='practitioner'>P</p>"
                     "<list><item id='i'>I</item></list></section>";
    given.audience = content::Audience::practitioner;
    const auto made = make(given);
    BOOST_TEST(roles(made.blocks()) == "H1 Sect(H2 P L(LI(P)))");
    BOOST_TEST(made.block("q").id == "q");
}

BOOST_AUTO_TEST_CASE(lists_have_markers) {
    const auto made = make_blocks(
        "<list><item id='a'>A</item></list><steps><step id='b'>B</step><step "
        "id='c'>C</step></steps>"
        "<checklist><check id='d'>D</check></checklist><list><item id='e'>E</item></list>",
        "<style name='red' color='accent'/>"
        "<style match='item' marker-style='red' marker-width='2em'/>"
        "<style match='list[2]' marker='dash' marker-width='10pt'/>");
    BOOST_TEST(words(*made.block("a").marker) == "•");
    BOOST_TEST((made.style(made.block("a").marker->inlines.at(0)).color == Color{0xaa, 0, 0}));
    BOOST_TEST(made.block("a").marker_width.to_pt() == 24);
    BOOST_TEST(words(*made.block("c").marker) == "2.");
    BOOST_TEST(words(*made.block("d").marker) == "#");
    BOOST_TEST(words(*made.block("e").marker) == "–");
    BOOST_TEST(made.block("e").marker_width.to_pt() == 10);
    BOOST_TEST(roles(made.blocks()) == "H1 Sect(H2 L(LI(P)) L(LI(P) LI(P)) L(LI(P)) L(LI(P)))");
}

BOOST_AUTO_TEST_CASE(a_checklist_with_a_title_is_a_group_with_the_box) {
    const auto made = make_blocks("<checklist><title id='cl'>Tick</title><check id='c'>C</check>"
                                  "</checklist>",
                                  "<style match='checklist' fill='accent' padding='5pt'/>");
    const Block& group = made.blocks().at(1).children.at(1);
    BOOST_TEST(roles({group}) == "Div(H3 L(LI(P)))");
    BOOST_TEST((group.style.fill.has_value()));
    BOOST_TEST((!group.children.at(1).style.fill));
}

BOOST_AUTO_TEST_CASE(definitions_are_lists_of_terms) {
    const std::string text = "<definitions><definition id='d'><term id='dt'>Term</term><meaning "
                             "id='dm'>Meaning</meaning></definition></definitions>";
    const auto above = make_blocks(text);
    BOOST_TEST(words(*above.block("d").marker) == "Term");
    BOOST_TEST((above.block("d").marker_width == Length{}));
    BOOST_TEST(words(above.block("d").children.at(0).text) == "Meaning");
    const auto beside =
        make_blocks(text, "<style match='definition' marker='term' marker-width='50pt'/>");
    BOOST_TEST(beside.block("d").marker_width.to_pt() == 50);
}

BOOST_AUTO_TEST_CASE(techniques_have_labels_and_a_scale) {
    const auto made = make_blocks(
        technique, "<style name='dots' color='accent'/><style name='scale' marker-style='dots' "
                   "size='8pt'/><style name='label' weight='bold'/>"
                   "<style match='feel' prefix='feel' prefix-style='label'/>"
                   "<insert match='essence' kind='scale' attribute='pressure' words='pressure' "
                   "steps='5' style='scale'/>");
    const Block& group = made.block("t1");
    BOOST_TEST(roles({group}) == "Sect(H3 P P P P P)");
    const Paragraph& scale = group.children.at(2).text;
    BOOST_TEST(words(scale) == "***oo medium, 3 of 5");
    BOOST_TEST((made.style(scale.inlines.at(0)).color == Color{0xaa, 0, 0}));
    BOOST_TEST((made.style(scale.inlines.back()).color == Color{0, 0, 0x11}));
    BOOST_TEST(words(made.block("f").text) == "Feels like: Warm");
    BOOST_TEST(made.style(made.block("f").text.inlines.at(0)).bold);
    BOOST_TEST(!made.style(made.block("f").text.inlines.at(2)).bold);
}

BOOST_AUTO_TEST_CASE(words_run_in_at_the_end) {
    const auto made = make_blocks("<benefit id='b' evidence='low'><name id='n'>Name</name>"
                                  "<p id='p'>P</p></benefit>",
                                  "<insert match='benefit/name' place='end' attribute='evidence' "
                                  "words='evidence'/>"
                                  "<insert match='benefit/p' place='before' attribute='evidence' "
                                  "words='evidence'/>");
    BOOST_TEST(words(made.block("n").text) == "Name low");
    BOOST_TEST(made.block("n").outline_title.empty());
    BOOST_TEST(roles({made.block("b")}) == "Sect(H3 P P)");
    BOOST_TEST(words(made.block("b").children.at(1).text) == "low");
}

BOOST_AUTO_TEST_CASE(an_insert_of_a_hidden_style_is_not_there) {
    const auto made = make_blocks("<benefit id='b' evidence='low'><name id='n'>Name</name>"
                                  "<p id='p'>P</p></benefit>",
                                  "<style name='gone' display='none'/>"
                                  "<insert match='benefit/name' place='end' attribute='evidence' "
                                  "words='evidence' style='gone'/>"
                                  "<insert match='benefit/p' place='before' attribute='evidence' "
                                  "words='evidence' style='gone'/>");
    BOOST_TEST(words(made.block("n").text) == "Name");
    BOOST_TEST(roles({made.block("b")}) == "Sect(H3 P)");
}

BOOST_AUTO_TEST_CASE(callouts_say_what_they_are) {
    const std::string text = "<callout kind='caution'><p id='p'>P</p></callout>";
    const auto plain = make_blocks(text, "<style name='callout-label' weight='bold'/>");
    const Block& box = *sample::first(plain.blocks(), Role::div);
    BOOST_TEST(roles({box}) == "Div(P P)");
    BOOST_TEST(words(box.children.at(0).text) == "Caution");
    BOOST_TEST(plain.style(box.children.at(0).text.inlines.at(0)).bold);
    BOOST_TEST(box.children.at(0).style.keep_with_next);
    // The layout may say it instead.
    const auto own = make_blocks(text, "<insert match='callout/p[1]' place='before' "
                                       "attribute='kind' words='callout'/>");
    BOOST_TEST(roles({*sample::first(own.blocks(), Role::div)}) == "Div(P P)");
}

BOOST_AUTO_TEST_CASE(tables_know_their_headers) {
    const auto made = make_blocks(
        "<table id='tab'><caption id='cap'>Cap</caption><head><cell id='h1'>A</cell>"
        "<cell id='h2' kind='number'>B</cell></head><row><cell id='r1' header='row'>C</cell>"
        "<cell id='r2' kind='number'>1</cell></row><row><cell id='r3' header='row'>D</cell>"
        "<cell kind='number'/></row></table>",
        "<style match='cell' padding='3pt'/><style match='row' leading='12pt'/>");
    const Block& table = made.block("tab");
    BOOST_TEST(roles({table}) == "Table(Caption TR(TH(-) TH(-)) TR(TH(-) TD(-)) TR(TH(-) TD))");
    BOOST_TEST(table.children.at(1).header_row);
    BOOST_TEST(made.block("r1").header_cell);
    BOOST_TEST(made.block("r2").numeric);
    BOOST_TEST((made.block("r2").children.at(0).text.align == Paragraph::Align::end));
    BOOST_TEST(table.children.at(2).style.padding.to_pt() == 3);
    BOOST_TEST(table.children.at(2).text.leading.to_pt() == 12);
    BOOST_TEST(!made.block("r2").children.at(0).body_text);
}

BOOST_AUTO_TEST_CASE(figures_are_loaded_once_and_described) {
    sample::Case given;
    const std::string figure = " src='art/a.svg'><alt id='a$'>What it shows</alt>"
                               "<caption id='c$'>Caption</caption></figure>";
    given.sections = "<section id='s' role='about'><title id='t'>T</title><figure id='f1'" +
                     figure + "<figure id='f2'" + figure + "</section>";
    for (const char number : {'1', '2'}) {
        for (int i = 0; i < 2; ++i) {
            given.sections.replace(given.sections.find('$'), 1, 1, number);
        }
    }
    given.pictures = {{"art/a.svg", square}};
    const auto made = make(given);
    BOOST_TEST(made.codes() == "");
    BOOST_TEST(made.loads == 1);
    const Block& block = made.block("f1");
    BOOST_TEST(roles({block}) == "Figure(Caption)");
    BOOST_TEST(block.alt == "What it shows");
    BOOST_TEST_REQUIRE((block.picture != nullptr));
    BOOST_TEST((block.picture == made.block("f2").picture));
    const auto& drawing = std::get<image::Vector>(block.picture->data);
    BOOST_TEST((drawing.shapes.at(0).fill == Color{0xaa, 0, 0})); // the layout's palette
}

BOOST_AUTO_TEST_CASE(a_missing_picture_is_told_where_it_is_named) {
    const auto made = make_blocks("\n  <figure id='f' src='art/b.svg'><alt id='a'>B</alt></figure>",
                                  "<style match='callout' icon='art/i.svg'/>");
    BOOST_TEST(made.codes() == "flow.missing-picture");
    BOOST_TEST(made.sink.all().at(0).span.line == 2U);
    BOOST_TEST(made.sink.all().at(0).message == "picture `art/b.svg` is not there");
    BOOST_TEST(!made.sink.all().at(0).hint.empty());
}

BOOST_AUTO_TEST_CASE(codes_need_a_value) {
    sample::Case given;
    given.sections = "<section id='s' role='contact'><title id='t'>T</title><contact>"
                     "<line id='l'>Line</line><qr field='clinic.booking'><alt id='a'>Code</alt>"
                     "</qr></contact></section>";
    const auto without = make(given);
    BOOST_TEST(without.codes() == "flow.no-value");
    BOOST_TEST((without.sink.all().at(0).severity == diag::Severity::note));
    BOOST_TEST((sample::first(without.blocks(), Role::figure) == nullptr));
    given.fields = {{"clinic.booking", "https://example.org/book"}};
    const auto with = make(given);
    const Block* code = sample::first(with.blocks(), Role::figure);
    BOOST_TEST_REQUIRE((code != nullptr));
    BOOST_TEST(code->alt == "Code");
    given.fields = {{"clinic.booking", std::string(4000, 'x')}};
    BOOST_TEST(make(given).codes() == "flow.long-code");
}

BOOST_AUTO_TEST_CASE(writing_has_lines_and_a_label) {
    const auto made = make_blocks("<writing lines='7'><label id='w'>Write here</label></writing>",
                                  "<style match='writing' leading='8mm' rule-color='accent' "
                                  "rule-width='1pt'/>");
    const Block& group = *sample::first(made.blocks(), Role::div);
    const Block& lines = group.children.at(1);
    BOOST_TEST((lines.kind == Block::Kind::writing));
    BOOST_TEST(lines.lines == 7);
    BOOST_TEST((lines.line_spacing == Length::mm(8)));
    BOOST_TEST((lines.line_color == Color{0xaa, 0, 0}));
    BOOST_TEST((!group.style.rule_color));
}
