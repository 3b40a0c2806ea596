// Every complaint of the room, with its place and hint.
#include "unit/design/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace carefold;

namespace {

/// One spoiled place: ^ in `to` marks where the complaint must point.
struct Slip {
    std::string_view from, to, code, hint;
};

void check(std::string text, const Slip& slip, std::string_view audience = "client") {
    text = design::sample::replaced(text, slip.from, slip.to);
    const diag::Span place = design::sample::take_mark(text);
    diag::Sink sink;
    design::load_layout(text, "small.xml", {audience}, sink);
    BOOST_TEST_CONTEXT(slip.to << "\n" << design::sample::told(sink)) {
        BOOST_TEST_REQUIRE(sink.all().size() == 1U);
        const diag::Diagnostic& found = sink.all().front();
        BOOST_TEST(found.code == slip.code);
        BOOST_TEST(found.span.line == place.line);
        BOOST_TEST(found.span.column == place.column);
        BOOST_TEST((found.hint.find(slip.hint) != std::string::npos));
        BOOST_TEST((found.span.file && *found.span.file == "small.xml"));
    }
}

// clang-format off
const Slip slips[]{
    {"<grid leading=\"16pt\" audience=\"client\"/>", "^<gird leading=\"16pt\"/><grid leading=\"16pt\"/>", "design.unknown-element", "did you mean `grid`?"},
    {"<insert match", "^<frame name='x' inner='0pt' width='9pt' top='0pt' height='9pt'/><insert match", "design.unknown-element", "<frame> belongs in <master>"},
    {"<section-title/>", "^<bold/><section-title/>", "design.unknown-element", "one of"},
    {"<page-number/>", "<page-number ^number=\"1\"/>", "design.unknown-attribute", ""},
    {" space-before=", " ^space-befor=", "design.unknown-attribute", "did you mean `space-before`?"},
    {"<lines inner=\"20pt\" ", "<lines inner=\"20pt\" ^spacings=\"1pt\" ", "design.unknown-attribute", "did you mean `spacing`?"},
    {"<family role=\"text\" name", "<family role=\"text\" ^nam='x' name", "design.unknown-attribute", "did you mean `name`?"},
    {"<color name=\"tint\" value=\"#eef\"/>", "<color name=\"tint\" value=\"#eef\"/>^<color name=\"x\"/>", "design.missing-attribute", ""},
    {"<style match=\"feel\"", "^<style prefix=\"x\"/><style match=\"feel\"", "design.missing-attribute", "never used"},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" inner=\"20pt\" ", "design.missing-attribute", ""},
    {"<put frame=\"main\" review=\"yes\" style=\"label\"/>", "^<put frame=\"main\" style=\"label\"/>", "design.missing-attribute", "`review`"},
    {"<fill inner=\"-9pt\" ", "^<fill width=\"9pt\" inner=\"-9pt\" ", "design.bad-value", "leave one out"},
    {"<put frame=\"main\" review=\"yes\"", "^<put frame=\"main\" select=\"p\" review=\"yes\"", "design.bad-value", "`select`"},
    {"page-width=\"200pt\" page-height=\"300pt\"", "page-width=\"200pt\" ^page-height=\"300\"", "design.bad-value", "12pt or 4mm"},
    {"thickness=\"0.5pt\"", "^thickness=\"0pt\"", "design.bad-value", "above zero"},
    {"<fold ", "<fold ^kind=\"leter\" ", "design.bad-value", "did you mean `letter`?"},
    {"<fold ", "<fold ^sheets=\"3\" ", "design.bad-value", "`signatures`, `perfect`"},
    {"<fold ", "<fold kind=\"signatures\" ^sheets=\"0\" ", "design.bad-value", "at least 1"},
    {"<fold ", "<fold ^columns=\"2\" ", "design.bad-value", "`n-up`, `cut-stack`"},
    {"<fold ", "<fold ^gutter=\"2mm\" ", "design.bad-value", "`perfect`"},
    {"<fold multiple=\"4\"", "<fold kind=\"z\" ^multiple=\"4\"", "design.bad-value", "holds 6 pages"},
    {"<fold multiple=\"4\"", "<fold ^multiple=\"6\"", "design.bad-value", "holds 4 pages"},
    {"<fold multiple=\"4\"", "<fold kind=\"none\" ^creep=\"no\" multiple=\"4\"", "design.bad-value", "`saddle`"},
    {"<fold ", "<fold ^flip=\"left\" ", "design.bad-value", "`short`"},
    {"unprintable=\"4mm\"", "^unprintable=\"-4mm\"", "design.bad-value", "0 or more"},
    {"value=\"#112233\"", "^value=\"navy\"", "design.bad-value", "#rrggbb"},
    {"steps=\"3\"", "^steps=\"three\"", "design.bad-value", "whole number"},
    {"space-before=\"1.5grid\"", "^space-before=\"1.5\"", "design.bad-value", "1.5em"},
    {"space-before=\"1.5grid\"", "^columns=\"many\"", "design.bad-value", "a number"},
    {"space-before=\"1.5grid\"", "^outline=\"true\"", "design.bad-value", "`yes` or `no`"},
    {"space-before=\"1.5grid\"", "^align=\"centre\"", "design.bad-value", "did you mean `center`?"},
    {"font=\"text\"", "^font=\"txt\"", "design.bad-value", "did you mean `text`?"},
    {"place=\"end\"", "^place=\"inside\"", "design.bad-value", "one of `before`, `after`, `end`"},
    {"audience=\"client practitioner\"", "^audience=\"clients\"", "design.bad-value", "did you mean `client`?"},
    {"audience=\"client practitioner\"", "^scripts=\"arabic\"", "design.bad-value", "ISO 15924"},
    {"audience=\"client practitioner\"", "^scripts=\"\"", "design.bad-value", "`Arab`"},
    {"audience=\"client practitioner\"", "^scripts=\"tal\"", "design.bad-value", "did you mean `tall`?"},
    {"codes=\"Arab Thai\"", "^codes=\"arab\"", "design.bad-value", "ISO 15924"},
    {"<scripts name=\"tall\"", "<scripts ^name=\"Thai\"", "design.bad-value", "no code"},
    {"<scripts name=\"tall\"", "<scripts ^name=\"very tall\"", "design.bad-value", "one word"},
    {"match=\"feel\"", "^match=\"feel[\"", "xml.bad-xpath", "XPath 1.0"},
    {"select=\"section[@role='about']\"", "^select=\"section[\"", "xml.bad-xpath", "XPath 1.0"},
    {" color=\"ink\"/>\n", " ^color=\"inc\"/>\n", "design.unknown-color", "did you mean `ink`?"},
    {"color=\"tint\"/>", "^color=\"tnt\"/>", "design.unknown-color", "did you mean `tint`?"},
    {"based-on=\"base\"", "^based-on=\"bass\"", "design.unknown-style", "did you mean `base`?"},
    {"prefix-style=\"label\"", "^prefix-style=\"lable\"", "design.unknown-style", "did you mean `label`?"},
    {"style=\"label\" align", "^style=\"lbel\" align", "design.unknown-style", "did you mean `label`?"},
    {"based-on=\"base\" font=\"text\" color=\"ink\"/>\n    <style name=\"label\"", "based-on=\"label\"/>\n    ^<style name=\"label\"", "design.circular-style", "leads back"},
    {"<style name=\"label\"", "<style ^name=\"body\"/><style name=\"label\"", "design.duplicate-name", ""},
    {"<master name=\"right\" side", "<master ^name=\"left\" side=\"left\"><frame name=\"main\" inner=\"0pt\" outer=\"0pt\" top=\"0pt\" height=\"9pt\"/></master><master name=\"right\" side", "design.duplicate-name", ""},
    {"<page name=\"last\" master=\"left\">", "^<page name=\"last\" master=\"lft\">", "design.missing-master", "did you mean `left`?"},
    {"<flow name=\"body\" left=\"left\" right=\"right\">", "^<flow name=\"body\" left=\"right\" right=\"right\">", "design.bad-value", ""},
    {"<put frame=\"main\" review=", "^<put frame=\"mainn\" review=", "design.missing-frame", "did you mean `main`?"},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" inner=\"120pt\" width=\"100pt\" ", "design.frame-outside-page", "<fill>"},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" inner=\"120pt\" outer=\"80pt\" ", "design.frame-outside-page", ""},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" columns='9' column-gap='5mm' inner=\"20pt\" width=\"100pt\" ", "design.frame-outside-page", ""},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "<frame name=\"main\" ^column-rule='nk' inner=\"20pt\" width=\"100pt\" ", "design.unknown-color", "did you mean `ink`?"},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" notes='mian' inner=\"20pt\" width=\"100pt\" ", "design.missing-frame", "did you mean `main`?"},
    {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" ", "^<frame name=\"main\" notes='main' inner=\"20pt\" width=\"100pt\" ", "design.bad-value", "a frame of their own"},
    {"<put frame=\"main\" review=\"yes\" style=\"label\"/>", "<put frame=\"main\" ^style=\"lable\" review=\"yes\"/>", "design.unknown-style", "did you mean `label`?"},
    {"<palette>", "<palette>^loose", "design.unexpected-text", ""},
};
// clang-format on

} // namespace

BOOST_AUTO_TEST_CASE(each_slip_is_located) {
    for (const Slip& slip : slips) {
        check(design::sample::small(), slip);
    }
}

BOOST_AUTO_TEST_CASE(matter_for_the_other_audience_is_checked_too) {
    check(design::sample::small(),
          {"name=\"plain\" audience=\"client\"",
           "name=\"plain\" audience=\"client\" ^sides=\"left\"", "design.unknown-attribute",
           "did you mean `side`?"},
          "practitioner");
    check(design::sample::small(),
          {"<style match=\"feel\"",
           "<style audience=\"client\" ^match=\"a[\" /><style match=\"feel\"", "xml.bad-xpath", ""},
          "practitioner");
    check(design::sample::small(),
          {"<style match=\"feel\"",
           "<style audience=\"client\" match=\"a\" ^color=\"in\"/><style match=\"feel\"",
           "design.unknown-color", "did you mean `ink`?"},
          "practitioner");
}

BOOST_AUTO_TEST_CASE(what_only_the_other_audience_has_is_missing) {
    check(design::sample::small(),
          {"<page name=\"last\" master=\"left\">", "^<page name=\"last\" master=\"plain\">",
           "design.missing-master", ""},
          "practitioner");
}

BOOST_AUTO_TEST_CASE(side_notes_have_a_frame_to_themselves) {
    check(design::sample::small(),
          {"<frame name=\"main\" inner=\"20pt\" width=\"100pt\" bottom=\"40pt\" height=\"160pt\"/>"
           "\n    </master>\n  </masters>\n  <sequence>",
           "<frame name=\"main\" notes=\"side\" inner=\"20pt\" width=\"100pt\" bottom=\"40pt\" "
           "height=\"160pt\"/><frame name=\"side\" outer=\"9pt\" width=\"50pt\" top=\"9pt\" "
           "height=\"99pt\"/></master></masters><sequence><page name=\"x\" master=\"plain\">"
           "^<put frame=\"side\" select=\"p\"/></page>",
           "design.bad-value", "another frame"});
}

BOOST_AUTO_TEST_CASE(a_flow_needs_lines_of_one_length) {
    for (const char* other :
         {"inner=\"20pt\" width=\"140pt\"", "inner=\"20pt\" outer=\"30pt\" columns=\"2\""}) {
        std::string text = design::sample::small();
        const std::size_t right = text.find("<frame", text.find("\"right\" side"));
        text.replace(right, text.find("top", right) - right,
                     "<frame name=\"main\" " + std::string(other) + " ");
        diag::Sink sink;
        design::load_layout(text, "small.xml", {"client"}, sink);
        BOOST_TEST_REQUIRE(sink.all().size() == 1U, other);
        BOOST_TEST(sink.all().front().code == "design.unequal-frames", other);
        BOOST_TEST(sink.all().front().span.line == 33U, other);
    }
}

BOOST_AUTO_TEST_CASE(a_needed_part_is_missing) {
    diag::Sink sink;
    const std::string text = design::sample::replaced(
        design::sample::small(), "<grid leading=\"16pt\" audience=\"client\"/>", "");
    BOOST_TEST((design::load_layout(text, "small.xml", {"client"}, sink) == nullptr));
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(sink.all().front().code == "design.missing-element");
    BOOST_TEST(sink.all().front().span.line == 3U);
    BOOST_TEST((design::load_layout(text, "small.xml", {"practitioner"}, sink) != nullptr));
}

BOOST_AUTO_TEST_CASE(all_problems_in_one_run) {
    using design::sample::replaced;
    std::string text = design::sample::small();
    text = replaced(text, "#112233", "blue");
    text = replaced(text, "based-on=\"base\"", "based-on=\"bass\"");
    text =
        replaced(text, "<page name=\"last\" master=\"left\">", "<page name=\"last\" master=\"x\">");
    text = replaced(text, "match=\"feel\"", "match=\"feel[\"");
    diag::Sink sink;
    design::load_layout(text, "small.xml", {"client"}, sink);
    std::vector<std::string> codes;
    for (const diag::Diagnostic& diagnostic : sink.all()) {
        codes.push_back(diagnostic.code);
    }
    std::sort(codes.begin(), codes.end());
    const std::vector<std::string> expected{"design.bad-value", "design.missing-master",
                                            "design.unknown-style", "xml.bad-xpath"};
    BOOST_TEST(codes == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_style_based_on_itself_still_loads) {
    diag::Sink sink;
    const auto layout = design::load_layout(
        design::sample::replaced(design::sample::small(), "<style name=\"label\" based-on=\"body\"",
                                 "<style name=\"label\" based-on=\"label\""),
        "small.xml", {"client"}, sink);
    BOOST_TEST(sink.all().size() == 1U);
    BOOST_TEST_REQUIRE((layout != nullptr));
    BOOST_TEST(layout->style("label")->properties.size() == 2U);
}

BOOST_AUTO_TEST_CASE(not_a_layout) {
    diag::Sink sink;
    BOOST_TEST((design::load_layout("", "e.xml", {"client"}, sink) == nullptr));
    BOOST_TEST(
        (design::load_layout("<layout xmlns='urn:x'/>", "n.xml", {"client"}, sink) == nullptr));
    BOOST_TEST((design::load_layout("<layout xmlns='urn:carefold:layout:1'/>", "b.xml", {"client"},
                                    sink) == nullptr));
    BOOST_TEST(sink.errors() >= 3U);
}

BOOST_AUTO_TEST_CASE(words_and_fonts_complain_too) {
    diag::Sink sink;
    const auto words = design::load_words("<words xmlns='urn:carefold:words:1' xml:lang='e'>"
                                          "<word id='a'>A</word><word id='a'>B</word><word/>"
                                          "<wort id='c'/></words>",
                                          "w.xml", sink);
    BOOST_TEST_REQUIRE(words.has_value());
    BOOST_TEST(*words->find("a") == "A");
    std::vector<std::string> codes;
    for (const diag::Diagnostic& diagnostic : sink.all()) {
        codes.push_back(diagnostic.code);
    }
    std::sort(codes.begin(), codes.end());
    const std::vector<std::string> expected{"design.bad-value", "design.duplicate-name",
                                            "design.missing-attribute", "design.unknown-element"};
    BOOST_TEST(codes == expected, boost::test_tools::per_element());

    diag::Sink about_fonts;
    const auto fonts = design::load_fonts("<fonts xmlns='urn:carefold:fonts:1'>"
                                          "<family name='A'><face file='a.ttf' weight='black'/>"
                                          "<face/></family></fonts>",
                                          "f.xml", about_fonts);
    BOOST_TEST(fonts.size() == 1U);
    BOOST_TEST(about_fonts.errors() == 2U);
}

BOOST_AUTO_TEST_CASE(a_font_lists_scripts_languages_and_style_or_says_what_they_should_be) {
    diag::Sink sink;
    const auto fonts = design::load_fonts(
        "<fonts xmlns='urn:carefold:fonts:1'>"
        "<family name='A' style='serif' version='2.001' package='p' scripts='Hani Hira'"
        " languages='ja zh-hant'><face file='a.ttc' index='3'/></family></fonts>",
        "f.xml", sink);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST_REQUIRE(fonts.size() == 1U);
    BOOST_TEST((fonts[0].scripts == std::vector<std::string>{"Hani", "Hira"}));
    BOOST_TEST((fonts[0].languages == std::vector<std::string>{"ja", "zh-Hant"}));
    BOOST_TEST(fonts[0].style == "serif");
    BOOST_TEST(fonts[0].version == "2.001");
    BOOST_TEST(fonts[0].index == 3U);
    for (const char* bad : {"style='slab'", "scripts='hani'", "scripts='Han'", "scripts=''",
                            "languages='j'", "languages='ja, ko'"}) {
        diag::Sink about;
        design::load_fonts("<fonts xmlns='urn:carefold:fonts:1'><family name='A' " +
                               std::string(bad) + "><face file='a.ttf'/></family></fonts>",
                           "f.xml", about);
        BOOST_TEST_REQUIRE(about.errors() == 1U, bad);
        BOOST_TEST(about.all().front().code == "design.bad-value", bad);
        BOOST_TEST(!about.all().front().hint.empty(), bad);
    }
}
