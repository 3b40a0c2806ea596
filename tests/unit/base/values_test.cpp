#include "base/base.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

BOOST_AUTO_TEST_SUITE(color)

BOOST_AUTO_TEST_CASE(reads_long_and_short_forms) {
    BOOST_TEST((parse_color("#1a2B3c") == Color{0x1a, 0x2b, 0x3c}));
    BOOST_TEST((parse_color("#fa0") == Color{0xff, 0xaa, 0x00}));
}

BOOST_AUTO_TEST_CASE(refuses_everything_else) {
    for (const char* text : {"", "#", "1a2b3c", "#12", "#1234", "#12345", "#1234567", "#12345g",
                             "#-12", "red", " #123", "#123 "}) {
        BOOST_TEST(!parse_color(text), text);
    }
}

BOOST_AUTO_TEST_CASE(prints_what_it_read) {
    for (const char* text : {"#000000", "#ffffff", "#0a1b2c"}) {
        BOOST_TEST(to_string(*parse_color(text)) == text);
    }
}

BOOST_AUTO_TEST_CASE(contrast_is_wcags) {
    const Color black{0, 0, 0};
    const Color white{255, 255, 255};
    BOOST_TEST(contrast(black, white) == 21.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(contrast(white, black) == 21.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(contrast(white, white) == 1.0, boost::test_tools::tolerance(1e-9));
    // #767676 is the lightest grey that passes AA on white.
    BOOST_TEST(contrast(*parse_color("#767676"), white) >= 4.5);
    BOOST_TEST(contrast(*parse_color("#777777"), white) < 4.5);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(role)

BOOST_AUTO_TEST_CASE(names_are_those_of_the_standard) {
    BOOST_TEST(role_name(Role::none).empty());
    BOOST_TEST(role_name(Role::artifact).empty());
    BOOST_TEST(role_name(Role::document) == "Document");
    BOOST_TEST(role_name(Role::h6) == "H6");
    BOOST_TEST(role_name(Role::list) == "L");
    BOOST_TEST(role_name(Role::item) == "LI");
    BOOST_TEST(role_name(Role::body) == "LBody");
    BOOST_TEST(role_name(Role::header_cell) == "TH");
    BOOST_TEST(role_name(Role::figure) == "Figure");
    BOOST_TEST(role_name(Role::toc_item) == "TOCI");
    BOOST_TEST(role_name(Role::bibliography_entry) == "BibEntry");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(plain_values)

BOOST_AUTO_TEST_CASE(lengths_are_exact_sums) {
    Length sum;
    for (int i = 0; i < 1000; ++i) {
        sum += Length::mm(0.1);
    }
    BOOST_TEST(sum.units() == 1000 * Length::mm(0.1).units());
    BOOST_TEST(Length::pt(72).to_mm() == 25.4, boost::test_tools::tolerance(1e-9));
    BOOST_TEST((max(Length::pt(1), Length::pt(2)) == Length::pt(2)));
    BOOST_TEST((min(Length::pt(1), Length::pt(2)) == Length::pt(1)));
    BOOST_TEST((-Length::pt(1) < Length()));
}

BOOST_AUTO_TEST_CASE(hash_is_fnv_1a) {
    BOOST_TEST(Hash().value() == 0xcbf29ce484222325ULL);
    BOOST_TEST(Hash().add("a").value() == 0xaf63dc4c8601ec8cULL);
    BOOST_TEST(Hash().add("foo").add("bar").value() == Hash().add("foobar").value());
    BOOST_TEST(Hash().add("foobar").value() == 0x85944171f73967e8ULL);
}

BOOST_AUTO_TEST_SUITE_END()
