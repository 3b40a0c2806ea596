#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

std::string place(const diag::Span& span) {
    return std::to_string(span.line) + ":" + std::to_string(span.column);
}

xml::Query compiled(std::string_view expression) {
    diag::Sink sink;
    return *xml::Query::compile(expression, {}, sink);
}

std::string names(const std::vector<xml::Node>& nodes) {
    std::string text;
    for (const xml::Node& node : nodes) {
        text += (text.empty() ? "" : " ") + std::string(node.name());
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(tree)

BOOST_AUTO_TEST_CASE(is_walked_and_read) {
    const Parsed parsed = parse("<a xmlns='urn:a' x='1'> <b y='&lt;2&#233;'/>t<c>u</c></a>");
    BOOST_REQUIRE(parsed.document);
    const xml::Node root = parsed.document->root();
    BOOST_TEST(root.name() == "a");
    BOOST_TEST(root.is_element());
    BOOST_TEST(!root.parent());
    BOOST_TEST(*root.attribute("x") == "1");
    BOOST_TEST(!root.attribute("y"));
    BOOST_TEST((root.attribute_names() == std::vector<std::string_view>{"x"})); // xmlns hidden
    BOOST_TEST(names(root.elements()) == "b c");
    BOOST_TEST(*root.child("b").attribute("y") == "<2é");
    BOOST_TEST(!root.child("d"));
    BOOST_TEST(root.text() == " tu");
    const xml::Node space = root.first_child();
    BOOST_TEST(space.is_text());
    BOOST_TEST(!space.is_element());
    BOOST_TEST(space.value() == " ");
    BOOST_TEST(space.text() == " ");
    BOOST_TEST((space.next_sibling() == root.child("b")));
    BOOST_TEST((root.child("c").parent() == root));
    BOOST_TEST(!root.child("c").next_sibling());
    BOOST_TEST(!xml::Node());
}

BOOST_AUTO_TEST_CASE(order_counts_elements_and_texts) {
    const Parsed parsed = parse("<a xmlns='urn:a'>t<b>u</b><!-- x --><c><![CDATA[]]></c></a>");
    const xml::Node root = parsed.document->root();
    BOOST_TEST(root.order() == 0U);
    BOOST_TEST(root.first_child().order() == 1U);
    BOOST_TEST(root.child("b").order() == 2U);
    BOOST_TEST(root.child("b").first_child().order() == 3U);
    BOOST_TEST(root.child("c").order() == 4U);
}

BOOST_AUTO_TEST_CASE(places_count_characters) {
    const Parsed parsed =
        parse("\xEF\xBB\xBF<a xmlns='urn:a'>\r\né€🙂 <b\n  y='1'/> &amp; <c/>\n</a>");
    BOOST_TEST(parsed.only_finding() == "0 findings");
    const xml::Node root = parsed.document->root();
    BOOST_TEST(place(root.span()) == "1:1"); // the byte order mark is no character of the text
    BOOST_TEST(place(root.attribute_span("xmlns")) == "1:4");
    BOOST_TEST(place(root.child("b").span()) == "2:5");
    BOOST_TEST(place(root.child("b").attribute_span("y")) == "3:3");
    BOOST_TEST(place(root.child("b").attribute_span("z")) == "2:5"); // no such: the element's
    BOOST_TEST(place(root.child("b").next_sibling().span()) == "3:10");
    BOOST_TEST(place(root.child("c").span()) == "3:17");
    BOOST_TEST(*root.span().file == "a.xml");
    BOOST_TEST(root.span().file == root.child("c").span().file); // one name for all
    BOOST_TEST(parsed.document->file() == "a.xml");
}

BOOST_AUTO_TEST_CASE(long_lines_are_counted_right) {
    std::string text = "<a xmlns='urn:a'>";
    for (int i = 0; i < 1000; ++i) {
        text += "é<b/>";
    }
    const Parsed parsed = parse(text + "</a>");
    std::uint32_t column = 19;
    for (const xml::Node& node : parsed.document->root().elements()) {
        BOOST_REQUIRE(node.span().column == column);
        column += 5;
    }
}

BOOST_AUTO_TEST_CASE(nodes_stay_good_when_the_document_moves) {
    Parsed parsed = parse("<a xmlns='urn:a'><b/></a>");
    const xml::Node node = parsed.document->root().child("b");
    const xml::Document moved = std::move(*parsed.document);
    parsed.document.reset();
    BOOST_TEST(place(node.span()) == "1:18");
    BOOST_TEST(node.order() == 1U);
    BOOST_TEST((moved.root().child("b") == node));
}

BOOST_AUTO_TEST_CASE(names_are_those_of_the_documents_namespace) {
    const Parsed parsed = parse("<p:a xmlns:p='urn:a' xmlns:q='urn:q'><p:b id='1' p:x='2'>t</p:b >"
                                "<q:b/><b/><b xmlns='urn:a'><c xmlns=''/><p:d/></b></p:a>");
    BOOST_TEST(parsed.only_finding() == "0 findings");
    const xml::Node root = parsed.document->root();
    BOOST_TEST(root.name() == "a");
    BOOST_TEST(names(root.elements()) == "b q:b {}b b");
    const xml::Node last = root.elements().back();
    BOOST_TEST(names(last.elements()) == "{}c d");
    BOOST_TEST(place(root.elements()[2].span()) == "1:72");
    BOOST_TEST(root.elements()[2].order() == 4U);
    BOOST_TEST(place(last.child("d").span()) == "1:106");
    BOOST_TEST((root.child("b").attribute_names() == std::vector<std::string_view>{"id", "p:x"}));
    BOOST_TEST(names(compiled("//b").select(root)) == "b b");
}

BOOST_AUTO_TEST_CASE(xml_attributes_keep_their_prefix) {
    const Parsed parsed = parse("<a xmlns='urn:a' xml:lang='en' xml:id='i'/>");
    const xml::Node root = parsed.document->root();
    BOOST_TEST(*root.attribute("xml:lang") == "en");
    BOOST_TEST(!root.attribute("lang"));
    BOOST_TEST(place(root.attribute_span("xml:lang")) == "1:18");
    BOOST_TEST(names(compiled("self::*[@xml:lang='en']").select(root)) == "a");
}

BOOST_AUTO_TEST_CASE(text_is_kept_as_it_stands) {
    const Parsed parsed = parse_inside("  x\r\n\ty &amp;<!-- c --><?p i?><![CDATA[<&]]> \xC2\xA0");
    BOOST_TEST(parsed.document->root().text() == "\n  x\n\ty &<& \xC2\xA0");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(query)

BOOST_AUTO_TEST_CASE(selects_elements_in_document_order) {
    const Parsed parsed = parse_inside("<b><c n='1'/></b><c n='2'>x</c><b/>");
    const xml::Node root = parsed.document->root();
    BOOST_TEST(names(compiled("c | b | b/c").select(root)) == "b c c b");
    BOOST_TEST(names(compiled("//c[@n > 1]").select(root)) == "c");
    BOOST_TEST(names(compiled("/a").select(root.child("b"))) == "a");
    BOOST_TEST(names(compiled(".").select(root.child("b"))) == "b");
    BOOST_TEST(compiled("d").select(root).empty());
    BOOST_TEST(compiled("b").select(xml::Node()).empty());
}

BOOST_AUTO_TEST_CASE(gives_nothing_but_elements) {
    const Parsed parsed = parse_inside("<b n='1'>x</b>");
    const xml::Node root = parsed.document->root();
    for (const char* expression : {"//text()", "//@n", "count(//b)", "'b'", "true()", "/"}) {
        BOOST_TEST(compiled(expression).select(root).empty(), expression);
    }
}

BOOST_AUTO_TEST_CASE(a_malformed_one_is_reported) {
    for (const char* expression : {"", "b[", "//", "b]", "foo(", "b[@]", "$x"}) {
        diag::Sink sink;
        diag::Span span = diag::file_span("layout.xml");
        span.line = 7;
        span.column = 3;
        BOOST_TEST(!xml::Query::compile(expression, span, sink), expression);
        BOOST_REQUIRE(sink.errors() == 1U);
        BOOST_TEST(sink.all()[0].code == "xml.bad-xpath");
        BOOST_TEST((sink.all()[0].span == span));
    }
}

BOOST_AUTO_TEST_SUITE_END()
