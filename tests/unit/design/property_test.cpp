// Measures, values and the cascade.
#include "design/design.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace carefold;
using design::Property;
using design::Value;
using design::ValueType;

BOOST_AUTO_TEST_CASE(measures) {
    const auto check = [](std::string_view text, Value::Unit unit, double number) {
        const auto value = design::parse_measure(text);
        BOOST_TEST_REQUIRE(value.has_value(), text);
        BOOST_TEST((value->unit == unit), text);
        BOOST_TEST(value->number == number, boost::test_tools::tolerance(1e-5));
    };
    check("12pt", Value::Unit::points, 12);
    check("-0.3pt", Value::Unit::points, -0.3);
    check("25.4mm", Value::Unit::points, 72);
    check("1.25em", Value::Unit::em, 1.25);
    check("0.5grid", Value::Unit::grid, 0.5);
    for (const std::string_view bad :
         {"", "pt", "12", "12 pt", " 12pt", "12px", "1,5em", "nanpt", "infpt", "1e9pt", "12ptx"}) {
        BOOST_TEST(!design::parse_measure(bad).has_value(), bad);
    }
    BOOST_TEST(design::parse_length("4mm")->to_mm() == 4.0, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(!design::parse_length("1em").has_value());
    BOOST_TEST(!design::parse_length("1grid").has_value());
}

BOOST_AUTO_TEST_CASE(the_table_is_whole) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < design::property_count; ++i) {
        const auto property = static_cast<Property>(i);
        const design::PropertyInfo& row = design::info(property);
        BOOST_TEST(names.insert(row.name).second, row.name);
        BOOST_TEST((design::find_property(row.name) == property), row.name);
        BOOST_TEST((design::parse_value(row, row.initial).has_value()), row.name);
        BOOST_TEST(((row.type == ValueType::choice) == !row.choices.empty()), row.name);
    }
    BOOST_TEST(!design::find_property("colour").has_value());
    BOOST_TEST((design::info(Property::off_grid).name == "off-grid"));
}

BOOST_AUTO_TEST_CASE(values_are_of_their_type) {
    const auto good = [](Property property, std::string_view text) {
        return design::parse_value(design::info(property), text).has_value();
    };
    BOOST_TEST(good(Property::align, "justify"));
    BOOST_TEST(!good(Property::align, "just"));
    BOOST_TEST(!good(Property::align, ""));
    BOOST_TEST(!good(Property::align, "start center"));
    BOOST_TEST(good(Property::columns, "2"));
    BOOST_TEST(!good(Property::columns, "-1"));
    BOOST_TEST(!good(Property::columns, "2pt"));
    BOOST_TEST(good(Property::hyphenate, "no"));
    BOOST_TEST(!good(Property::hyphenate, "No"));
    BOOST_TEST(!good(Property::size, "12"));
}

BOOST_AUTO_TEST_CASE(children_inherit_some) {
    design::Computed parent;
    const auto set = [&](Property property, std::string_view text) {
        parent.apply({{property, *design::parse_value(design::info(property), text)}});
    };
    set(Property::color, "primary");
    set(Property::fill, "tint");
    set(Property::space_before, "2grid");
    const design::Computed child = parent.inherit();
    BOOST_TEST(child[Property::color].word == "primary");
    BOOST_TEST(child[Property::fill].word.empty());
    BOOST_TEST(child[Property::space_before].number == 0.0);
    BOOST_TEST(child[Property::align].word == "justify");
}

BOOST_AUTO_TEST_CASE(lengths_resolve_against_size_and_grid) {
    design::Computed computed;
    const auto set = [&](Property property, std::string_view text) {
        computed.apply({{property, *design::parse_value(design::info(property), text)}});
    };
    set(Property::size, "1.5em"); // of the inherited 12pt
    BOOST_TEST(computed[Property::size].number == 18.0);
    BOOST_TEST((computed[Property::size].unit == Value::Unit::points));
    set(Property::first_indent, "1.5em");
    set(Property::space_after, "0.5grid");
    set(Property::end_indent, "4pt");
    const Length size = Length::pt(18);
    const Length grid = Length::pt(16);
    BOOST_TEST(computed.length(Property::first_indent, size, grid).to_pt() == 27.0);
    BOOST_TEST(computed.length(Property::space_after, size, grid).to_pt() == 8.0);
    BOOST_TEST(computed.length(Property::end_indent, size, grid).to_pt() == 4.0);
    BOOST_TEST(computed.length(Property::leading, size, grid).to_pt() == 16.0);
    BOOST_TEST(computed.inherit()[Property::size].number == 18.0);
}
