#include "support.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace carefold;
using namespace carefold::content;

namespace {

struct Sample {
    Brand brand;
    diag::Sink sink;

    std::string only_finding() const {
        if (sink.all().size() != 1) {
            return std::to_string(sink.all().size()) + " findings";
        }
        const auto& d = sink.all().front();
        return std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " + d.code;
    }
};

Sample brand_with(const std::string& inner) {
    Sample sample;
    sample.brand = load_brand("<brand xmlns='urn:carefold:brand:1'>\n" + inner + "</brand>",
                              "brand.xml", sample.sink);
    return sample;
}

/// "line:column code" of each finding.
std::vector<std::string> findings(const std::string& inner) {
    std::vector<std::string> found;
    const Sample sample = brand_with(inner);
    for (const auto& d : sample.sink.all()) {
        found.push_back(std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " +
                        d.code);
    }
    return found;
}

using Found = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(brand)

BOOST_AUTO_TEST_CASE(gives_the_clinics_values) {
    const Sample sample = brand_with("<field name='clinic.name'> A &amp;\n B </field>"
                                     "<field name='clinic.phone'>  </field>");
    const Fields& fields = sample.brand.fields;
    BOOST_TEST(sample.sink.all().empty());
    BOOST_TEST(*fields.find("clinic.name") == "A & B");
    BOOST_TEST(fields.find("clinic.phone") == nullptr); // blank: a line to write on
    BOOST_TEST(fields.find("clinic.web") == nullptr);
    BOOST_TEST(!sample.brand.logo);
    BOOST_TEST(!sample.brand.paper);
}

BOOST_AUTO_TEST_CASE(mistakes_are_placed) {
    const Sample misspelt = brand_with("<field name='clinic.phoen'>1</field>");
    BOOST_TEST(misspelt.only_finding() == "2:8 content.unknown-field");
    BOOST_TEST(misspelt.sink.all()[0].hint == "did you mean `clinic.phone`?");
    BOOST_TEST(brand_with("<field name='client.name'>x</field>").only_finding() ==
               "2:8 content.unknown-field"); // not the clinic's to say
    BOOST_TEST(brand_with("<field>x</field>").only_finding() == "2:1 content.missing-attribute");
    const Sample unheard = brand_with("<font/>");
    BOOST_TEST(unheard.only_finding() == "2:1 content.unknown-element");
    BOOST_TEST(unheard.sink.all()[0].hint == "did you mean `fonts`?");
    BOOST_TEST(
        brand_with("<field name='clinic.name'>a</field>\n <field name='clinic.name'>b</field>")
            .only_finding() == "3:9 content.bad-value");
    diag::Sink sink;
    BOOST_TEST(load_brand("<brand/>", "brand.xml", sink).fields.values.empty());
    BOOST_TEST(sink.all()[0].code == "xml.wrong-namespace");
}

BOOST_AUTO_TEST_CASE(gives_logo_colours_families_paper_and_languages) {
    const Sample sample = brand_with(
        "<logo src='art/logo.svg'><alt> A\nwave </alt></logo>"
        "<colors><color name='primary' value='#123456'/><color name='ink' value='#000'/></colors>"
        "<fonts><family role='text' name='Noto Serif'/></fonts>"
        "<paper default='Letter'/><languages default='en es pt-br'/>");
    BOOST_TEST(sample.sink.all().empty());
    BOOST_TEST_REQUIRE(sample.brand.logo.has_value());
    BOOST_TEST(sample.brand.logo->src == "art/logo.svg");
    BOOST_TEST(sample.brand.logo->alt == "A wave");
    BOOST_TEST_REQUIRE(sample.brand.colors.size() == 2U);
    BOOST_TEST((sample.brand.colors[0].value == Color{0x12, 0x34, 0x56}));
    BOOST_TEST(sample.brand.colors[0].value_span.column > sample.brand.colors[0].name_span.column);
    BOOST_TEST_REQUIRE(sample.brand.families.size() == 1U);
    BOOST_TEST(sample.brand.families[0].name == "Noto Serif");
    BOOST_TEST((sample.brand.paper->paper == Paper::letter));
    BOOST_TEST_REQUIRE(sample.brand.languages.size() == 3U);
    BOOST_TEST(sample.brand.languages[2].text() == "pt-BR");
}

BOOST_AUTO_TEST_CASE(a_look_is_checked_value_by_value) {
    BOOST_TEST(findings("<logo src='l.svg'/>") == Found{"2:1 content.missing-alt"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<logo><alt>a</alt></logo>") == Found{"2:1 content.missing-attribute"},
               boost::test_tools::per_element());
    for (const char* outside : {"../l.svg", "/etc/passwd", "http://x/l.svg", "a//b", ".git/x"}) {
        BOOST_TEST(findings("<logo src='" + std::string(outside) + "'><alt>a</alt></logo>") ==
                       Found{"2:7 content.bad-value"},
                   boost::test_tools::per_element());
    }
    BOOST_TEST(findings("<colors><color name='ink' value='black'/></colors>") ==
                   Found{"2:27 content.bad-value"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<colors><color value='#000'/><colour/></colors>") ==
                   (Found{"2:30 content.unknown-element", "2:9 content.missing-attribute"}),
               boost::test_tools::per_element());
    BOOST_TEST(findings("<colors><color name='a' value='#000'/>\n<color name='a' value='#fff'/>"
                        "</colors>") == Found{"3:8 content.bad-value"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<fonts><family role='text' nmae='x'/></fonts>") ==
                   (Found{"2:28 content.unknown-attribute", "2:8 content.missing-attribute"}),
               boost::test_tools::per_element());
    BOOST_TEST(findings("<paper default='A3'/>") == Found{"2:8 content.bad-value"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<languages default='en, es'/>") == Found{"2:12 content.bad-value"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<paper default='A4'/>\n<paper default='A4'/>") ==
                   Found{"3:1 content.misplaced-element"},
               boost::test_tools::per_element());
    BOOST_TEST(findings("<colors>blue</colors>") == Found{"2:9 content.unexpected-text"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(links_are_links) {
    const auto field = [](const std::string& name, const std::string& value) {
        return findings("<field name='clinic." + name + "'>" + value + "</field>");
    };
    BOOST_TEST(field("booking", "https://a.example/b?c=d").empty());
    BOOST_TEST(field("booking", "tel:+15550142").empty());
    BOOST_TEST(field("web", "http://a.example").empty());
    BOOST_TEST(field("email", "a@b.example").empty());
    for (const auto& [name, value] :
         {std::pair("booking", "a.example/book"), std::pair("booking", "https://a example"),
          std::pair("web", "javascript:alert(1)"), std::pair("web", "https://"),
          std::pair("email", "a.example"), std::pair("email", "a@b@c"),
          std::pair("email", "@b.example")}) {
        BOOST_TEST(field(name, value).size() == 1U, value);
        BOOST_TEST(field(name, value).front().ends_with("content.bad-value"), value);
    }
}

BOOST_AUTO_TEST_CASE(the_invented_clinic_fills_every_field_of_its_own) {
    diag::Sink sink;
    const Brand brand =
        load_brand(read_file(std::string(SOURCE_DIR) + "/content/brand.xml"), "brand.xml", sink);
    const Fields& fields = brand.fields;
    BOOST_TEST(sink.all().empty());
    for (const std::string_view name : field_names()) {
        BOOST_TEST((fields.find(name) != nullptr) == (name.substr(0, 7) == "clinic."), name);
    }
}

BOOST_AUTO_TEST_CASE(field_names_are_those_of_the_docs) {
    const std::string docs = read_file(std::string(SOURCE_DIR) + "/docs/guide-format.md");
    BOOST_TEST(field_names().size() == 12U);
    for (const std::string_view name : field_names()) {
        BOOST_TEST((docs.find("`" + std::string(name) + "`") != std::string::npos), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
