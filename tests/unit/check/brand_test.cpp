#include "check/check.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <string>

using namespace carefold;

namespace {

Color color(const char* text) {
    return *parse_color(text);
}

double hue(Color c) { // of HSL; enough to see that it stayed
    const double r = c.red / 255.0;
    const double g = c.green / 255.0;
    const double b = c.blue / 255.0;
    return std::atan2(std::sqrt(3.0) * (g - b), 2 * r - g - b);
}

/// The palette of the house with a brand's colours in it; what is said of them.
std::vector<std::string> said(const std::map<std::string, std::string>& brand) {
    design::Layout layout;
    layout.palette = {{"ink", color("#1d2b2f")},    {"primary", color("#1f5a5e")},
                      {"accent", color("#c0694a")}, {"tint", color("#e6f0ef")},
                      {"paper", color("#ffffff")},  {"alert", color("#8f2f1b")}};
    std::uint32_t line = 1;
    for (const auto& [name, value] : brand) {
        layout.palette[name] = color(value.c_str());
        diag::Span span = diag::file_span("brand.xml");
        span.line = ++line;
        layout.branded[name] = span;
    }
    diag::Sink sink;
    check::inspect_brand(layout, sink);
    std::vector<std::string> found;
    for (const auto& each : sink.all()) {
        BOOST_TEST((each.severity == diag::Severity::error));
        BOOST_TEST(each.code == "check.low-contrast");
        found.push_back(std::to_string(each.span.line) + " " + each.hint);
    }
    return found;
}

} // namespace

BOOST_AUTO_TEST_SUITE(brand_colors)

BOOST_AUTO_TEST_CASE(known_ratios) {
    // Published values: WCAG's own extremes and the grays people learn by heart.
    BOOST_TEST(contrast(color("#000"), color("#fff")) == 21.0, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(contrast(color("#767676"), color("#fff")) == 4.54,
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(contrast(color("#777777"), color("#fff")) == 4.48,
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(contrast(color("#595959"), color("#fff")) == 7.0,
               boost::test_tools::tolerance(1e-2));
    BOOST_TEST(contrast(color("#ff0000"), color("#fff")) == 4.0,
               boost::test_tools::tolerance(1e-3));
    BOOST_TEST(contrast(color("#0000ff"), color("#fff")) == 8.59,
               boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(the_nearest_gray_is_the_known_one) {
    const Color white = color("#fff");
    BOOST_TEST(to_string(*check::nearest_passing(color("#999999"), {{white, 4.5}})) == "#767676");
    BOOST_TEST(to_string(*check::nearest_passing(color("#777777"), {{white, 4.5}})) == "#767676");
    BOOST_TEST(to_string(*check::nearest_passing(color("#aaaaaa"), {{white, 7.0}})) == "#595959");
    BOOST_TEST(to_string(*check::nearest_passing(color("#333333"), {{color("#000"), 4.5}})) ==
               "#757575");
    BOOST_TEST(to_string(*check::nearest_passing(color("#123456"), {{white, 4.5}})) == "#123456");
}

BOOST_AUTO_TEST_CASE(the_hue_stays_and_the_ratio_is_just_met) {
    const Color white = color("#fff");
    for (const char* each : {"#7fb5b5", "#ff8080", "#f0c040", "#80ff80", "#a0a0ff", "#00e5ff"}) {
        const auto found = check::nearest_passing(color(each), {{white, 4.5}});
        BOOST_TEST_REQUIRE(found.has_value());
        const double ratio = contrast(*found, white);
        BOOST_TEST(ratio >= 4.5);
        BOOST_TEST(ratio < 4.75, each << " -> " << to_string(*found));
        const double turn =
            std::abs(std::remainder(hue(*found) - hue(color(each)), 2 * 3.14159265));
        BOOST_TEST(turn < 0.5, each << " -> " << to_string(*found));
    }
}

BOOST_AUTO_TEST_CASE(some_grounds_leave_nothing) {
    BOOST_TEST(!check::nearest_passing(color("#1f5a5e"), {{color("#888888"), 7.0}}));
    BOOST_TEST(!check::nearest_passing(color("#888888"),
                                       {{color("#ffffff"), 7.0}, {color("#000000"), 7.0}}));
}

BOOST_AUTO_TEST_CASE(the_house_and_its_own_colours_are_not_questioned) {
    BOOST_TEST(said({}).empty());
    BOOST_TEST(said({{"primary", "#1f5a5e"}, {"tint", "#e6f0ef"}, {"accent", "#c0694a"}}).empty());
    BOOST_TEST(said({{"skin", "#ffffff"}}).empty()); // nothing stands on it
}

BOOST_AUTO_TEST_CASE(each_colour_is_refused_once_with_one_that_passes_everywhere) {
    const auto pale = said({{"primary", "#7fb5b5"}});
    BOOST_TEST_REQUIRE(pale.size() == 1U);
    BOOST_TEST(pale.front().starts_with("2 the nearest that passes is `#"), pale.front());
    const Color nearest = color(pale.front().substr(pale.front().size() - 8, 7).c_str());
    BOOST_TEST(contrast(nearest, color("#ffffff")) >= 4.5);
    BOOST_TEST(contrast(nearest, color("#e6f0ef")) >= 4.5);
    BOOST_TEST(said({{"accent", "#f5d9a0"}, {"ink", "#888888"}, {"primary", "#99ccff"}}).size() ==
               3U);
}

BOOST_AUTO_TEST_CASE(a_strong_tint_is_to_blame_itself) {
    const auto strong = said({{"primary", "#1f5a5e"}, {"tint", "#5f8f8c"}});
    BOOST_TEST_REQUIRE(strong.size() == 1U);
    BOOST_TEST(strong.front().starts_with("3 the nearest that passes is"), strong.front());
    const auto dark = said({{"paper", "#202020"}});
    BOOST_TEST_REQUIRE(!dark.empty());
    BOOST_TEST(dark.front().starts_with("2 the nearest that passes is"), dark.front());
}

BOOST_AUTO_TEST_SUITE_END()
