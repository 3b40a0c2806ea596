#include "support.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace carefold;
using namespace carefold::content;

namespace {

struct Brand {
    Fields fields;
    diag::Sink sink;

    std::string only_finding() const {
        if (sink.all().size() != 1) {
            return std::to_string(sink.all().size()) + " findings";
        }
        const auto& d = sink.all().front();
        return std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " + d.code;
    }
};

Brand brand_with(const std::string& inner) {
    Brand brand;
    brand.fields = load_brand("<brand xmlns='urn:carefold:brand:1'>\n" + inner + "</brand>",
                              "brand.xml", brand.sink);
    return brand;
}

} // namespace

BOOST_AUTO_TEST_SUITE(brand)

BOOST_AUTO_TEST_CASE(gives_the_clinics_values) {
    const Brand brand = brand_with("<field name='clinic.name'> A &amp;\n B </field>"
                                   "<field name='clinic.phone'>  </field>");
    BOOST_TEST(brand.sink.all().empty());
    BOOST_TEST(*brand.fields.find("clinic.name") == "A & B");
    BOOST_TEST(brand.fields.find("clinic.phone") == nullptr); // blank: a line to write on
    BOOST_TEST(brand.fields.find("clinic.web") == nullptr);
}

BOOST_AUTO_TEST_CASE(mistakes_are_placed) {
    const Brand misspelt = brand_with("<field name='clinic.phoen'>1</field>");
    BOOST_TEST(misspelt.only_finding() == "2:8 content.unknown-field");
    BOOST_TEST(misspelt.sink.all()[0].hint == "did you mean `clinic.phone`?");
    BOOST_TEST(brand_with("<field name='client.name'>x</field>").only_finding() ==
               "2:8 content.unknown-field"); // not the clinic's to say
    BOOST_TEST(brand_with("<field>x</field>").only_finding() == "2:1 content.missing-attribute");
    BOOST_TEST(brand_with("<logo/>").only_finding() == "2:1 content.unknown-element");
    BOOST_TEST(
        brand_with("<field name='clinic.name'>a</field>\n <field name='clinic.name'>b</field>")
            .only_finding() == "3:9 content.bad-value");
    diag::Sink sink;
    BOOST_TEST(load_brand("<brand/>", "brand.xml", sink).values.empty());
    BOOST_TEST(sink.all()[0].code == "xml.wrong-namespace");
}

BOOST_AUTO_TEST_CASE(the_invented_clinic_fills_every_field_of_its_own) {
    diag::Sink sink;
    const Fields fields =
        load_brand(read_file(std::string(SOURCE_DIR) + "/content/brand.xml"), "brand.xml", sink);
    BOOST_TEST(sink.all().empty());
    for (const std::string_view name : field_names()) {
        BOOST_TEST((fields.find(name) != nullptr) == (name.substr(0, 7) == "clinic."), name);
    }
}

BOOST_AUTO_TEST_CASE(field_names_are_those_of_the_docs) {
    const std::string docs = read_file(std::string(SOURCE_DIR) + "/docs/guide-format.md");
    BOOST_TEST(field_names().size() == 11U);
    for (const std::string_view name : field_names()) {
        BOOST_TEST((docs.find("`" + std::string(name) + "`") != std::string::npos), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
