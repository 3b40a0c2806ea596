// What the layout puts where, metadata, fixtures, and what is complained about.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::flow;
using sample::make;
using sample::roles;
using sample::words;

namespace {

const std::string two_sections =
    "<section id='a' role='about'><title id='at'>First <em>one</em></title><p id='p'>P</p>"
    "<section id='a1'><title id='a1t'>Inside</title></section></section>"
    "<section id='x' role='areas' audience='practitioner'><title id='xt'>Hidden</title></section>"
    "<section id='b' role='causes'><title id='bt'>Second</title></section>";

sample::Case with_puts(const std::string& puts) {
    sample::Case given;
    given.sections = two_sections;
    given.puts = puts;
    return given;
}

} // namespace

BOOST_AUTO_TEST_CASE(contents_lead_to_sections) {
    const auto made = make(with_puts("<put frame='main' contents='section' depth='2' "
                                     "word='contents'/><put frame='main' select='section'/>"));
    BOOST_TEST(roles({made.blocks().at(0), made.blocks().at(1)}) == "P TOC(TOCI TOC(TOCI) TOCI)");
    BOOST_TEST(words(made.blocks().at(0).text) == "Contents");
    const Paragraph& entry = made.blocks().at(1).children.at(0).text;
    BOOST_TEST(words(entry) == "First one...{n}@a");
    BOOST_TEST(entry.has_page_numbers);
    BOOST_TEST((entry.elements.at(0).role == Role::reference));
    BOOST_TEST((entry.elements.at(1).role == Role::link));
    BOOST_TEST(entry.elements.at(1).destination == "a");
    BOOST_TEST(entry.elements.at(1).contents == "First one");
}

BOOST_AUTO_TEST_CASE(contents_go_on_in_the_same_list) {
    const auto made = make(with_puts("<put frame='main' contents='section[1]'/>"
                                     "<put frame='main' contents='section[3]'/>"
                                     "<put frame='main' select='section'/>"));
    BOOST_TEST(roles({made.blocks().at(0)}) == "TOC(TOCI TOCI)");
}

BOOST_AUTO_TEST_CASE(words_are_headings_when_kept_with_what_follows) {
    auto given = with_puts("<put frame='main' select='metadata/title | section'/>"
                           "<put frame='main' word='contents'/>"
                           "<put frame='main' word='contents' style='h'/>");
    given.styles = "<style name='h' keep-with-next='yes' outline='yes'/>";
    const auto made = make(given);
    const auto& blocks = made.blocks();
    BOOST_TEST((blocks.at(blocks.size() - 2).role == Role::p));
    BOOST_TEST((blocks.back().role == Role::h2));
    BOOST_TEST(blocks.back().outline_title == "Contents");
}

BOOST_AUTO_TEST_CASE(a_heading_over_no_sources_is_left_out) {
    auto given = with_puts("<put frame='main' select='section'/>"
                           "<put frame='main' word='heading' style='h'/>"
                           "<put frame='main' select='metadata/sources'/>");
    given.styles = "<style name='h' keep-with-next='yes'/>";
    BOOST_TEST(roles(make(given).blocks()) == "Sect(H1 P Sect(H2)) Sect(H1)");
    given.sections += "<section id='c' role='benefits'><title id='ct'>T</title>"
                      "<p id='cp'>C<cite source='s1'/></p></section>";
    BOOST_TEST(roles(make(given).blocks()) ==
               "Sect(H1 P Sect(H2)) Sect(H1) Sect(H1 P) H1 L(LI(P))");
}

BOOST_AUTO_TEST_CASE(review_line_and_lines_to_write_on) {
    const auto made = make(with_puts("<put frame='main' review='yes'/>"
                                     "<put frame='main' writing='yes'/>"));
    BOOST_TEST(words(made.blocks().at(0).text) == "Version 1.2, November 21, 2026: draft");
    BOOST_TEST((made.blocks().at(1).kind == Block::Kind::writing));
    BOOST_TEST(made.blocks().at(1).lines == 0);
}

BOOST_AUTO_TEST_CASE(nested_selections_come_once) {
    const auto made = make(with_puts("<put frame='main' select='//section | //p'/>"));
    BOOST_TEST(roles(made.blocks()) == "Sect(H1 P Sect(H2)) Sect(H1)");
}

BOOST_AUTO_TEST_CASE(a_blocks_summary_is_shown_instead_of_the_block) {
    auto given = with_puts("<put frame='main' select='section'/>");
    given.sections =
        "<section id='a' role='techniques'><title id='at'>T</title><summary id='as'>Short</summary>"
        "<technique id='t' pressure='2'><name id='tn'>N</name><summary id='ts'>Stroke</summary>"
        "<essence id='te'>E</essence><feel id='tf'>F</feel><suits id='tu'>S</suits>"
        "<care id='tc'>C</care></technique>"
        "<callout kind='note'><summary id='cs'>Note</summary><p id='cp'>P</p></callout></section>";
    given.styles = "<style match='technique/summary' space-before='3pt'/>";
    BOOST_TEST(roles(make(given).blocks()) == "Sect(H1 Sect(H2 P P P P) Div(P P))");
    given.puts = "<put frame='main' select='section/summary | //technique/summary | "
                 "//callout/summary'/>";
    const auto made = make(given);
    BOOST_TEST(roles(made.blocks()) == "P P P");
    BOOST_TEST(words(made.blocks().at(0).text) == "Short");
    BOOST_TEST(made.blocks().at(0).id == "as");
    BOOST_TEST(words(made.blocks().at(1).text) == "Stroke");
    BOOST_TEST(made.blocks().at(1).style.space_before.to_pt() == 3);
    BOOST_TEST(words(made.blocks().at(2).text) == "Note");
}

BOOST_AUTO_TEST_CASE(metadata_is_for_the_audience) {
    auto given = with_puts("<put frame='main' select='section'/>");
    given.summaries = "<summary id='s1c' audience='client'>For you</summary>"
                      "<summary id='s1p' audience='practitioner'>For them</summary>";
    given.fields = {{"clinic.name", "Riverbank"}};
    const auto made = make(given);
    BOOST_TEST(made.document.metadata.title == "The title");
    BOOST_TEST(made.document.metadata.subject == "For you");
    BOOST_TEST(made.document.metadata.keywords == "one, two");
    BOOST_TEST(made.document.metadata.author == "Riverbank");
    BOOST_TEST(made.document.metadata.version == "1.2");
    BOOST_TEST(made.document.metadata.language.text() == "en");
}

BOOST_AUTO_TEST_CASE(fixtures_have_their_words_and_styles) {
    auto given = with_puts("<put frame='main' select='section'/>");
    given.styles = "<style name='running' size='9pt' leading='11pt'/>";
    given.fixtures = "<text inner='0pt' width='9pt' top='0pt' height='9pt' style='running'>"
                     "<field name='clinic.name'/> <word name='contents'/></text>";
    given.fields = {{"clinic.name", "Riverbank"}};
    const auto made = make(given);
    BOOST_TEST(made.document.styles.at(made.document.fixture_style("running")).size.to_pt() == 9);
    BOOST_TEST(made.document.fixture_leadings.at(0).second.to_pt() == 11);
    BOOST_TEST(made.document.fixture_words.at(0).first == "field:clinic.name");
    BOOST_TEST(made.document.fixture_words.at(0).second == "Riverbank");
    BOOST_TEST(made.document.fixture_words.at(1).second == "Contents");
}

BOOST_AUTO_TEST_CASE(complaints_name_their_place) {
    const auto check = [](const sample::Case& given, std::string_view code, std::string_view hint) {
        const auto made = make(given);
        BOOST_TEST_CONTEXT(code) {
            BOOST_TEST(made.codes() == code);
            BOOST_TEST_REQUIRE(!made.sink.all().empty());
            BOOST_TEST(made.sink.all().at(0).span.line > 0U);
            BOOST_TEST((made.sink.all().at(0).hint.find(hint) != std::string::npos));
        }
    };
    check(with_puts("<put frame='main' select='section'/><put frame='main' word='contens'/>"),
          "flow.unknown-word", "did you mean `contents`?");
    check(with_puts("<put frame='main' select='section'/>"
                    "<put frame='main' select='section[@role=\"areas\"]'/>"),
          "flow.nothing-selected", "main");
    check(with_puts("<put frame='main' select='section/figure'/>"),
          "flow.nothing-selected flow.empty", "main");
}

BOOST_AUTO_TEST_CASE(the_dump_is_stable) {
    sample::Case given;
    given.sections = "<section id='s' role='about'><title id='t'>Sec</title>"
                     "<p id='p'>A <em>b</em><cite source='s2'/></p></section>";
    given.styles = "<style match='em' slant='italic'/>"
                   "<style match='section/title' size='15pt' space-before='1grid'/>";
    const std::string wanted = R"(document en
  title: The title
  subject: 
  keywords: one, two
  author: 
  version: 1.2
  review: 2026-11-21 draft
part flow body
  frame main
    paragraph H1 #title justify/16
      {0}The title
    group Sect #s
      paragraph H2 #t before=16 running justify/16
        {1}Sec
      paragraph P #p body justify/16
        {0}A {2}b<Reference|<Link #s2|{0}[1]>>
    group L ordered
      item LI #s2
        marker 18 start/16 unhyphenated
          {0}1.
        paragraph P justify/16
          {0}Two.
fixtures
styles
  {0} Serif 12 #000011 en
  {1} Serif 15 #000011 en
  {2} Serif 12 #000011 en italic
)";
    BOOST_TEST(dump(make(given).document) == wanted);
}
