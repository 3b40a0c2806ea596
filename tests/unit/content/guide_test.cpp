// What a good guide becomes.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::content;

namespace {

/// The tree as text: kind, and what a text says. Enough to see where white space went.
std::string outline(const Node& node) {
    if (node.kind == Kind::text) {
        return "[" + node.text + "]";
    }
    std::string text = std::string(to_string(node.kind)) + "(";
    for (const Node& child : node.children) {
        text += outline(child);
    }
    return text + ")";
}

std::string outline_of(const std::string& blocks, const std::string& id) {
    const Loaded loaded = load(guide_with(blocks));
    BOOST_TEST(loaded.sink.errors() == 0U);
    return outline(*loaded.guide->by_id.at(id));
}

} // namespace

BOOST_AUTO_TEST_SUITE(guide)

BOOST_AUTO_TEST_CASE(everything_loads) {
    const Loaded loaded = load(read_file(samples() / "valid-everything.xml"));
    BOOST_TEST(loaded.sink.all().empty());
    BOOST_REQUIRE(loaded.guide);
    const Node& root = loaded.guide->root;
    BOOST_TEST((root.kind == Kind::guide));
    BOOST_TEST(root.language.text() == "en");
    BOOST_TEST(root.order == 0U);
    BOOST_TEST((root.children.front().kind == Kind::metadata));
    BOOST_TEST(root.child(Kind::section)->attribute("role") == "about");
    BOOST_TEST(root.child(Kind::section)->attribute("level") == "");
    BOOST_TEST(root.child(Kind::table) == nullptr);
    BOOST_TEST(loaded.guide->by_id.size() == 62U);
    for (const auto& [id, node] : loaded.guide->by_id) {
        BOOST_TEST(node->id == id);
    }
    BOOST_TEST(loaded.guide->by_id.at("about.stroke")->attribute("pressure") == "3");
    BOOST_TEST(loaded.guide->by_id.at("about.stroke")->span.line == 30U);
    BOOST_TEST(loaded.guide->by_id.at("about.stroke")->span.column == 5U);
}

BOOST_AUTO_TEST_CASE(the_sample_guide_loads) {
    const std::string path = std::string(SOURCE_DIR) + "/content/chronic-back-pain/guide.xml";
    diag::Sink sink;
    const auto guide = load_guide(read_file(path), path, sink);
    for (const auto& diagnostic : sink.all()) {
        BOOST_TEST_MESSAGE(diag::format_human(diagnostic));
    }
    BOOST_TEST(sink.all().empty());
    BOOST_REQUIRE(guide);
    BOOST_TEST(*guide->root.span.file == path);
}

BOOST_AUTO_TEST_CASE(white_space_is_collapsed) {
    BOOST_TEST(outline_of("<p id='p'>\n  a \t b\n</p>", "p") == "p([a b])");
    BOOST_TEST(outline_of("<p id='p'> a <em> b </em> c </p>", "p") == "p([a ]em([b ])[c])");
    BOOST_TEST(outline_of("<p id='p'>a<em> b</em></p>", "p") == "p([a]em([ b]))");
    BOOST_TEST(outline_of("<p id='p'><em>a </em> </p>", "p") == "p(em([a]))");
    BOOST_TEST(outline_of("<p id='p'> <em> <strong> a </strong> </em> </p>", "p") ==
               "p(em(strong([a])))");
    BOOST_TEST(outline_of("<p id='p'>a <field name='client.name'/> </p>", "p") == "p([a ]field())");
    BOOST_TEST(outline_of("<p id='p'><cite source='src'/> a</p>", "p") == "p(cite()[ a])");
    BOOST_TEST(outline_of("<p id='p'>a <footnote id='f'> n </footnote> b</p>", "p") ==
               "p([a ]footnote([n])[ b])");
    BOOST_TEST(outline_of("<p id='p'>\xC2\xA0"
                          "a\xC2\xA0 \xC2\xA0"
                          "b </p>",
                          "p") == "p([\xC2\xA0"
                                  "a\xC2\xA0 \xC2\xA0"
                                  "b])");
    BOOST_TEST(outline_of("<p id='p'>a<!-- x --> <![CDATA[ b]]></p>", "p") == "p([a b])");
    BOOST_TEST(outline_of("<list> <item id='i'> a </item> </list>", "i") == "item([a])");
    BOOST_TEST(outline_of("<writing lines='3'/><p id='p'>a</p>", "s") ==
               "section(title([A])writing()p([a]))");
}

BOOST_AUTO_TEST_CASE(plain_text_leaves_footnotes_out) {
    const Loaded loaded = load(guide_with(
        "<p id='p'> One <em>two</em><footnote id='f'>Note</footnote> <cite source='src'/> three "
        "<field name='client.name'/>.</p><list><item id='i'>x</item><item id='j'>y</item></list>"));
    BOOST_TEST(plain_text(*loaded.guide->by_id.at("p")) == "One two three .");
    BOOST_TEST(plain_text(*loaded.guide->by_id.at("s")) == "A One two three . x y");
    BOOST_TEST(plain_text(*loaded.guide->by_id.at("f")) == ""); // it is all footnote
}

BOOST_AUTO_TEST_CASE(language_and_audience_are_inherited) {
    const Loaded loaded = load(guide_with(
        "<callout kind='tip' audience='client' xml:lang='DE'><p id='p'>a <foreign xml:lang='fr'>"
        "b</foreign></p><p id='q' audience='client practitioner'>c</p></callout>"));
    BOOST_TEST(loaded.sink.all().empty());
    const Node& p = *loaded.guide->by_id.at("p");
    BOOST_TEST(p.language.text() == "de");
    BOOST_TEST(p.children[0].language.text() == "de");
    BOOST_TEST(p.children[1].language.text() == "fr");
    BOOST_TEST(p.children[1].children[0].language.text() == "fr");
    const std::array<bool, 2> client{true, false};
    BOOST_TEST((p.audiences == client));
    BOOST_TEST((p.children[0].audiences == client));
    BOOST_TEST((loaded.guide->by_id.at("q")->audiences == client));
    BOOST_TEST((loaded.guide->by_id.at("s")->audiences == std::array<bool, 2>{true, true}));
}

BOOST_AUTO_TEST_CASE(attributes_are_kept_but_common_ones) {
    const Loaded loaded = load(guide_with("<figure id='f' xml:lang='fr' audience='client' "
                                          "src='art/a b.png'><alt id='a'>x</alt></figure>"));
    const Node& figure = *loaded.guide->by_id.at("f");
    BOOST_REQUIRE(figure.attributes.size() == 1U);
    BOOST_TEST(figure.attributes[0].first == "src");
    BOOST_TEST(figure.attribute("src") == "art/a b.png");
}

BOOST_AUTO_TEST_CASE(importance_is_an_attribute_of_any_block) {
    const Loaded loaded =
        load(guide_with("<p id='p' importance='low'>a</p><list importance='high'><item id='i' "
                        "importance='medium'>x</item></list>"));
    BOOST_TEST(loaded.sink.all().empty());
    BOOST_TEST(loaded.guide->by_id.at("p")->attribute("importance") == "low");
    BOOST_TEST(loaded.guide->by_id.at("i")->attribute("importance") == "medium");
}

BOOST_AUTO_TEST_CASE(inline_containers_are_known) {
    const auto is_inline = [](Kind kind) {
        Node node;
        node.kind = kind;
        return node.is_inline_container();
    };
    for (const Kind kind :
         {Kind::p, Kind::title, Kind::cell, Kind::alt, Kind::em, Kind::footnote}) {
        BOOST_TEST(is_inline(kind), to_string(kind));
    }
    for (const Kind kind : {Kind::text, Kind::guide, Kind::list, Kind::field, Kind::table}) {
        BOOST_TEST(!is_inline(kind), to_string(kind));
    }
}

BOOST_AUTO_TEST_CASE(names_come_back) {
    BOOST_TEST(to_string(Kind::text) == "text");
    BOOST_TEST(to_string(Kind::guide) == "guide");
    BOOST_TEST(to_string(Kind::link) == "link");
    BOOST_TEST((parse_audience("client") == Audience::client));
    BOOST_TEST((parse_audience("practitioner") == Audience::practitioner));
    BOOST_TEST(!parse_audience("Client"));
    BOOST_TEST(to_string(Audience::practitioner) == "practitioner");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(selecting)

BOOST_AUTO_TEST_CASE(gives_orders_of_elements) {
    const Loaded loaded = load(guide_with("<p id='p'>a <em>b</em></p><list><item id='i'>c</item>"
                                          "</list>"));
    const auto orders = [&](std::string_view expression) {
        diag::Sink sink;
        return select(*loaded.guide, *xml::Query::compile(expression, {}, sink));
    };
    const auto& by_id = loaded.guide->by_id;
    const std::vector<std::uint32_t> both = {by_id.at("p")->order, by_id.at("i")->order};
    BOOST_TEST((orders("section/p | //item") == both));
    BOOST_TEST((orders("section[@role='about']/p/em") ==
                std::vector<std::uint32_t>{by_id.at("p")->children[1].order}));
    BOOST_TEST((orders(".") == std::vector<std::uint32_t>{0}));
    BOOST_TEST(orders("section/table").empty());
}

BOOST_AUTO_TEST_CASE(prefixes_make_no_difference) {
    const Loaded loaded = load(read_file(samples() / "valid-prefixed.xml"));
    diag::Sink sink;
    BOOST_TEST(select(*loaded.guide, *xml::Query::compile("section/p", {}, sink)).size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
