// Every code of the room, with its place.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace std::string_literals;

namespace {

struct Case {
    std::string inner;
    std::string finding;
    bool usable; // a tree came out all the same
};

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

bool hint_has(const Parsed& parsed, std::string_view wanted) {
    return !parsed.sink.all().empty() &&
           parsed.sink.all()[0].hint.find(wanted) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(bytes)

BOOST_AUTO_TEST_CASE(empty_files) {
    for (const char* text : {"", "\xEF\xBB\xBF", " \n\t\r\n"}) {
        const Parsed parsed = parse(text);
        BOOST_TEST(!parsed.document);
        BOOST_TEST(parsed.only_finding() == "1:1 xml.empty");
    }
}

BOOST_AUTO_TEST_CASE(not_utf8) {
    const std::string good = "<a xmlns='urn:a'>\n caf";
    BOOST_TEST(parse(good + "\xE9</a>").only_finding() == "2:5 xml.not-utf8");
    BOOST_TEST(parse(good + "é\xC3</a>").only_finding() == "2:6 xml.not-utf8");
    BOOST_TEST(parse("\xFF\xFE<\0a\0"s).only_finding() == "1:1 xml.not-utf8");
    BOOST_TEST(parse("\xFE\xFF\0<\0a"s).only_finding() == "1:1 xml.not-utf8");
    BOOST_TEST(parse("<\0a\0/\0>\0"s).only_finding() == "1:1 xml.not-utf8");
    const Parsed declared = parse("<?xml version='1.0' encoding='latin1'?><a xmlns='urn:a'/>");
    BOOST_TEST(declared.only_finding() == "1:31 xml.not-utf8");
    BOOST_TEST(parse("<?xml version='1.0' encoding='utf-8'?><a xmlns='urn:a'/>").only_finding() ==
               "0 findings");
}

BOOST_AUTO_TEST_CASE(too_large) {
    xml::Limits limits;
    limits.bytes = 20;
    BOOST_TEST(parse("<a xmlns='urn:a'></a>", limits).only_finding() == "1:1 xml.too-large");
    BOOST_TEST(parse("<a xmlns='urn:a' />", limits).only_finding() == "0 findings");
    limits = {};
    limits.nodes = 4;
    BOOST_TEST(parse("<a xmlns='urn:a'>x<b/>y</a>", limits).only_finding() == "0 findings");
    const Parsed parsed = parse("<a xmlns='urn:a'>x<b/>y<c/></a>", limits);
    BOOST_TEST(parsed.only_finding() == "1:24 xml.too-large");
    BOOST_TEST(!parsed.document);
    std::string tag = "<a xmlns='urn:a'";
    for (int i = 0; i < 64; ++i) {
        tag += " n" + std::to_string(i) + "=''";
    }
    BOOST_TEST(parse(tag + "/>").only_finding() == "1:449 xml.too-large");
}

BOOST_AUTO_TEST_CASE(too_deep) {
    const Parsed good = parse_inside(repeated("<b>", 63) + repeated("</b>", 63));
    BOOST_TEST(good.only_finding() == "0 findings");
    BOOST_TEST(parse_inside(repeated("<b>", 64) + repeated("</b>", 64)).only_finding() ==
               "2:190 xml.too-deep");
    BOOST_TEST(parse_inside(repeated("<b>", 63) + "<b/>").only_finding() == "2:190 xml.too-deep");
    // Far beyond any stack, closed or not.
    const std::size_t many = 1'000'000;
    BOOST_TEST(parse_inside(repeated("<b>", many)).only_finding() == "2:190 xml.too-deep");
    BOOST_TEST(parse_inside(repeated("<b>", many) + repeated("</b>", many)).only_finding() ==
               "2:190 xml.too-deep");
    BOOST_TEST(parse(repeated("<a>", many)).findings().size() == 2U); // and it is the wrong root
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(root)

BOOST_AUTO_TEST_CASE(wrong_root) {
    const Parsed parsed = parse("<!-- x -->\n<b xmlns='urn:a'/>");
    BOOST_TEST(parsed.only_finding() == "2:1 xml.wrong-root");
    BOOST_TEST(!parsed.document);
    BOOST_TEST(hint_has(parsed, "<a xmlns=\"urn:a\">"));
    BOOST_TEST(parse("<html><p>x</html>").findings().front() == "1:11 xml.syntax");
    BOOST_TEST(parse("<html><p>x</html>").findings().back() == "1:1 xml.wrong-root");
}

BOOST_AUTO_TEST_CASE(wrong_namespace) {
    const Parsed none = parse("<?xml version='1.0'?>\n  <a><b/></a>");
    BOOST_TEST(none.only_finding() == "2:3 xml.wrong-namespace");
    BOOST_TEST(hint_has(none, "<a xmlns=\"urn:a\">"));
    BOOST_TEST(!none.document);
    BOOST_TEST(parse("<a xmlns='urn:b'/>").only_finding() == "1:1 xml.wrong-namespace");
    BOOST_TEST(parse("<p:a xmlns:p='urn:b' xmlns='urn:a'/>").only_finding() ==
               "1:1 xml.wrong-namespace");
}

BOOST_AUTO_TEST_CASE(outside_the_root) {
    BOOST_TEST(parse("x <a xmlns='urn:a'/>").only_finding() == "1:1 xml.syntax");
    BOOST_TEST(parse("<a xmlns='urn:a'/>\n x").only_finding() == "2:2 xml.syntax");
    BOOST_TEST(parse("<a xmlns='urn:a'/><![CDATA[x]]>").only_finding() == "1:19 xml.syntax");
    BOOST_TEST(parse("<a xmlns='urn:a'/>\n<a/>").only_finding() == "2:1 xml.syntax");
    BOOST_TEST(parse(" <?xml version='1.0'?><a xmlns='urn:a'/>").only_finding() ==
               "1:2 xml.syntax");
    BOOST_TEST(parse("{\"a\": 1}").only_finding() == "1:1 xml.syntax");
    BOOST_TEST(parse("PK\x03\x04\xFF\xFE").only_finding() == "1:1 xml.syntax");
    BOOST_TEST(parse("<!-- nothing -->").only_finding() == "1:1 xml.syntax");
    BOOST_TEST(parse("</a>").findings().front() == "1:1 xml.syntax");
}

BOOST_AUTO_TEST_CASE(doctype) {
    const Parsed plain = parse("<!DOCTYPE a>\n<a xmlns='urn:a'><b/></a>");
    BOOST_TEST(plain.only_finding() == "1:1 xml.doctype");
    BOOST_TEST(static_cast<bool>(plain.document)); // so that later mistakes are found as well
    BOOST_TEST(parse("<!DOCTYPE a [ <!ENTITY x \"]>\"> <!-- ]> ' --> ]>\n<a xmlns='urn:a'/>")
                   .only_finding() == "1:1 xml.doctype");
    BOOST_TEST(parse("<!doctype html>\n<a xmlns='urn:a'/>").only_finding() == "1:1 xml.doctype");
    BOOST_TEST((parse("<!DOCTYPE a SYSTEM 'file:///etc/passwd' [<!ENTITY x SYSTEM 'y'>]>\n"
                      "<a xmlns='urn:a'>&x;</a>")
                    .findings() == std::vector<std::string>{"1:1 xml.doctype", "2:18 xml.syntax"}));
    BOOST_TEST(!parse("<!DOCTYPE a [").document);
    BOOST_TEST(!parse("<!DOCTYPE a '").document);
    BOOST_TEST(!parse("<!DOCTYPE a <!--").document);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(syntax)

BOOST_AUTO_TEST_CASE(each_mistake_is_placed) {
    const std::vector<Case> cases = {
        {"<b id='1' c='2' id='3'/>", "2:17 xml.duplicate-attribute", true},
        {"x &nbsp; y", "2:3 xml.syntax", true},
        {"x & y", "2:3 xml.syntax", true},
        {"x &amp y", "2:3 xml.syntax", true},
        {"x &#0; y", "2:3 xml.syntax", true},
        {"x &#xD800; y", "2:3 xml.syntax", true},
        {"x &#12a; y", "2:3 xml.syntax", true},
        {"x &#; y", "2:3 xml.syntax", true},
        {"x &#99999999999999999999; y", "2:3 xml.syntax", true},
        {"<b c='&x;'/>", "2:7 xml.syntax", true},
        {"x ]]> y", "2:3 xml.syntax", true},
        {"é\x01", "2:2 xml.syntax", true},
        {"x\xEF\xBF\xBF", "2:2 xml.syntax", true},
        {"<!-- a -- b -->", "2:8 xml.syntax", true},
        {"<p:b/>", "2:2 xml.syntax", true},
        {"<b p:c=''/>", "2:4 xml.syntax", true},
        {"<b:c:d xmlns:b='x'/>", "2:2 xml.syntax", true},
        {"<b xml:1='x'/>", "2:4 xml.syntax", true},
        {"<?xml version='1.0'?>", "2:1 xml.syntax", true},
        {"<b><c></b>", "2:7 xml.syntax", false},
        {"<b><c></b></c>", "2:7 xml.syntax", false},
        {"<b></bb>", "2:4 xml.syntax", false},
        {"</b>", "2:1 xml.syntax", false},
        {"x < y", "2:3 xml.syntax", false},
        {"<1/>", "2:1 xml.syntax", false},
        {"<b c=1/>", "2:4 xml.syntax", false},
        {"<b c/>", "2:4 xml.syntax", false},
        {"<b c='1'd='2'/>", "2:9 xml.syntax", false},
        {"<b c='1/>", "2:4 xml.syntax", false},
        {"<b c='<'/>", "2:4 xml.syntax", false},
        {"<b =''/>", "2:4 xml.syntax", false},
        {"<b/ >", "2:3 xml.syntax", false},
        {"<!-- a", "2:1 xml.syntax", false},
        {"<![CDATA[ a", "2:1 xml.syntax", false},
        {"<?p a", "2:1 xml.syntax", false},
        {"<? p?>", "2:1 xml.syntax", false},
        {"<?p'q?>", "2:1 xml.syntax", false},
        {"<b", "2:1 xml.syntax", false},
        {"</", "2:1 xml.syntax", false},
    };
    for (const Case& tried : cases) {
        BOOST_TEST_CONTEXT(tried.inner) {
            const Parsed parsed = parse_inside(tried.inner);
            BOOST_TEST(parsed.only_finding() == tried.finding);
            BOOST_TEST(static_cast<bool>(parsed.document) == tried.usable);
            BOOST_TEST((parsed.sink.all().empty() || !parsed.sink.all()[0].hint.empty()));
        }
    }
}

BOOST_AUTO_TEST_CASE(declarations) {
    for (const char* good : {"version='1.0'", "version=\"1.1\" encoding='US-ASCII'",
                             "version = '1.0'  standalone='yes' "}) {
        BOOST_TEST(parse("<?xml " + std::string(good) + "?><a xmlns='urn:a'/>").sink.errors() ==
                   0U);
    }
    for (const char* bad : {"", "encoding='UTF-8'", "version='2.0'", "version='1.'", "version=1.0",
                            "version='1.0", "version='1.0'encoding='UTF-8'", "Version='1.0'",
                            "encoding='UTF-8' version='1.0'", "version='1.0' encoding='a b'"}) {
        const Parsed parsed = parse("<?xml " + std::string(bad) + "?><a xmlns='urn:a'/>");
        BOOST_TEST(parsed.only_finding() == "1:1 xml.syntax", bad);
    }
    BOOST_TEST(parse("<?xml version='1.0'>\n<a xmlns='urn:a'/>").only_finding() ==
               "1:1 xml.syntax");
}

BOOST_AUTO_TEST_CASE(unclosed_elements_are_named) {
    const Parsed parsed = parse("<a xmlns='urn:a'>\n <b>\n  <c>");
    BOOST_TEST(parsed.only_finding() == "3:3 xml.syntax");
    BOOST_TEST(parsed.sink.all()[0].message == "element `c` is never closed (nor are 2 around it)");
    const Parsed crossed = parse_inside("<b><c></b>");
    BOOST_TEST(crossed.sink.all()[0].message == "element `c` is closed by `</b>`");
    BOOST_TEST(crossed.sink.all()[0].hint ==
               "write `</c>` first; `c` was opened at line 2, column 4");
}

BOOST_AUTO_TEST_CASE(hints_name_the_character) {
    BOOST_TEST(hint_has(parse_inside("&nbsp;"), "U+00A0"));
    BOOST_TEST(hint_has(parse_inside("&nbsp;"), "`&#160;`"));
    BOOST_TEST(hint_has(parse_inside("&ndash;"), "`&#8211;`"));
    BOOST_TEST(hint_has(parse_inside("R&D"), "`&amp;`"));
}

BOOST_AUTO_TEST_CASE(all_are_reported_in_one_run) {
    const Parsed parsed = parse_inside("&x; <b c='1' c='2'/> \x02\n<d>&y;</b></d>");
    const std::vector<std::string> expected = {"2:22 xml.syntax", "2:1 xml.syntax",
                                               "2:14 xml.duplicate-attribute", "3:4 xml.syntax",
                                               "3:7 xml.syntax"};
    BOOST_TEST(parsed.findings() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(reporting_ends_some_time) {
    BOOST_TEST(parse_inside(repeated("&", 100'000)).findings().size() == 50U);
}

BOOST_AUTO_TEST_SUITE_END()
