// What layouts say of copyfitting: read, complained about, applied.
#include "unit/design/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace carefold;
using namespace carefold::design;

namespace {

constexpr std::string_view fold = "  <fold multiple";

std::string with(std::string_view copyfit, std::string text = sample::small()) {
    return sample::replaced(std::move(text), fold, std::string(copyfit) + "\n" + std::string(fold));
}

constexpr std::string_view three_fits_and_omits =
    "<copyfit pages='8'><fit property='size' style='base' least='10pt' most='13pt'/>"
    "<fit property='leading' least='13pt' most='18pt'/>"
    "<fit property='space' least='0.5' most='1.5'/>"
    "<omit match='technique | p'/><omit match='benefit' one-by-one='yes'/></copyfit>";

std::unique_ptr<const Layout> with_copyfit(const std::string& text,
                                           std::string_view audience = "client") {
    diag::Sink sink;
    auto layout = load_layout(text, "small.xml", {audience}, sink);
    BOOST_TEST(sink.all().empty(), sample::told(sink));
    BOOST_TEST_REQUIRE(layout != nullptr);
    return layout;
}

double size_of(const Layout& layout, std::string_view style) {
    Computed computed;
    computed.apply(layout.style(style)->properties);
    return computed.length(Property::size, {}, layout.grid).to_pt();
}

double space_before(const Layout& layout) {
    for (const Style& style : layout.styles) {
        for (const auto& [property, value] : style.properties) {
            if (property == Property::space_before) {
                return value.number;
            }
        }
    }
    return 0;
}

} // namespace

BOOST_AUTO_TEST_SUITE(copyfit)

BOOST_AUTO_TEST_CASE(gentle_ones_come_first) {
    const auto layout = with_copyfit(with(three_fits_and_omits));
    const Copyfit& copyfit = *layout->copyfit;
    BOOST_TEST(copyfit.pages == 8);
    BOOST_TEST_REQUIRE(copyfit.fits.size() == 3U);
    BOOST_TEST((copyfit.fits[0].property == Fit::Property::space));
    BOOST_TEST(copyfit.fits[0].ideal == 1);
    BOOST_TEST((copyfit.fits[1].property == Fit::Property::leading));
    BOOST_TEST(copyfit.fits[1].ideal == 16);
    BOOST_TEST((copyfit.fits[2].property == Fit::Property::size));
    BOOST_TEST(copyfit.fits[2].ideal == 12);
    BOOST_TEST_REQUIRE(copyfit.omits.size() == 2U);
    BOOST_TEST(!copyfit.omits[0].one_by_one);
    BOOST_TEST(copyfit.omits[1].one_by_one);
}

BOOST_AUTO_TEST_CASE(without_one_there_is_none) {
    BOOST_TEST(!with_copyfit(sample::small())->copyfit.has_value());
}

BOOST_AUTO_TEST_CASE(the_ends_are_the_bounds_and_every_step_counts) {
    const Copyfit copyfit = *with_copyfit(with(three_fits_and_omits))->copyfit;
    const std::vector<double> least{0.5, 13, 10};
    const std::vector<double> ideal{1, 16, 12};
    const std::vector<double> most{1.5, 18, 13};
    BOOST_TEST((fit_values(copyfit, -1) == least));
    BOOST_TEST((fit_values(copyfit, 0) == ideal));
    BOOST_TEST((fit_values(copyfit, 1) == most));
    std::vector<double> before = least;
    for (int step = -31; step <= 32; ++step) {
        const std::vector<double> values = fit_values(copyfit, step / 32.0);
        BOOST_TEST((values != before), "step " << step);
        for (std::size_t i = 0; i < values.size(); ++i) {
            BOOST_TEST(values[i] >= before[i]);
        }
        before = values;
    }
    const std::vector<double> gentle = fit_values(copyfit, -0.2);
    BOOST_TEST(gentle[0] < 1);
    BOOST_TEST(gentle[2] == 12);
}

BOOST_AUTO_TEST_CASE(a_fitted_layout_has_the_values_and_nothing_else_changed) {
    const auto layout = with_copyfit(with(three_fits_and_omits));
    const Layout same = fitted(*layout, fit_values(*layout->copyfit, 0));
    BOOST_TEST((same.grid == layout->grid));
    BOOST_TEST(size_of(same, "body") == 12);
    BOOST_TEST(space_before(same) == 1.5);
    const Layout tight = fitted(*layout, fit_values(*layout->copyfit, -1));
    BOOST_TEST(tight.grid.to_pt() == 13, boost::test_tools::tolerance(1e-6));
    BOOST_TEST(size_of(tight, "base") == 10, boost::test_tools::tolerance(1e-4));
    BOOST_TEST(size_of(tight, "body") == 10, boost::test_tools::tolerance(1e-4)); // based on it
    BOOST_TEST(size_of(tight, "label") == 5, boost::test_tools::tolerance(1e-4)); // half of it
    BOOST_TEST(space_before(tight) == 0.75);
}

BOOST_AUTO_TEST_CASE(each_audience_and_script_has_its_own) {
    const std::string text =
        with("<copyfit multiple='4' audience='practitioner'>"
             "<fit property='size' style='base' least='9pt' most='10pt'/>"
             "<fit property='size' style='base' least='5pt' most='10pt' scripts='Latn'/>"
             "<fit property='leading' least='1pt' most='2pt' audience='client'/></copyfit>");
    BOOST_TEST(!with_copyfit(text)->copyfit.has_value());
    const auto other = with_copyfit(text, "practitioner");
    BOOST_TEST_REQUIRE(other->copyfit.has_value());
    BOOST_TEST(other->copyfit->multiple == 4);
    BOOST_TEST_REQUIRE(other->copyfit->fits.size() == 1U);
    BOOST_TEST(other->copyfit->fits[0].least == 5); // the later counts
    BOOST_TEST(other->copyfit->fits[0].ideal == 9.5);
}

BOOST_AUTO_TEST_CASE(gaps_of_columns_move_in_proportion) {
    const auto layout = with_copyfit(
        with("<copyfit pages='8'><fit property='column-gap' least='8pt' most='16pt'/></copyfit>",
             sample::replaced(sample::small(), "space-before=\"1.5grid\"",
                              "columns=\"2\" column-gap=\"1grid\"")));
    BOOST_TEST(layout->copyfit->fits[0].ideal == 16);
    const Layout tight = fitted(*layout, fit_values(*layout->copyfit, -1));
    bool found = false;
    for (const Style& style : tight.styles) {
        for (const auto& [property, value] : style.properties) {
            if (property == Property::column_gap) {
                found = true;
                BOOST_TEST(value.number == 8);
                BOOST_TEST((value.unit == Value::Unit::points));
            }
        }
    }
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_CASE(slips_are_told_where_they_are) {
    struct Slip {
        std::string_view copyfit, code, hint;
    };
    // clang-format off
    const Slip slips[]{
        {"^<copyfit/>", "design.missing-attribute", "exactly six"},
        {"^<copyfit pages='4' multiple='4'/>", "design.bad-value", "exactly six"},
        {"<copyfit ^pages='0'/>", "design.bad-value", "at least 1"},
        {"<copyfit ^pages='six'/>", "design.bad-value", "whole number"},
        {"<copyfit pages='8'>^<bend/></copyfit>", "design.unknown-element", "one of `fit`, `omit`"},
        {"<copyfit pages='8'><fit ^property='weight' least='1pt' most='2pt'/></copyfit>", "design.bad-value", "one of"},
        {"<copyfit pages='8'>^<fit property='leading' most='20pt'/></copyfit>", "design.missing-attribute", ""},
        {"<copyfit pages='8'>^<fit property='size' least='10pt' most='14pt'/></copyfit>", "design.missing-attribute", "relative"},
        {"<copyfit pages='8'><fit property='size' ^style='bass' least='10pt' most='14pt'/></copyfit>", "design.unknown-style", "did you mean `base`?"},
        {"<copyfit pages='8'>^<fit property='size' style='label' least='10pt' most='14pt'/></copyfit>", "design.bad-value", "relative"},
        {"<copyfit pages='8'><fit property='leading' ^style='base' least='10pt' most='20pt'/></copyfit>", "design.bad-value", "leave `style` out"},
        {"<copyfit pages='8'><fit property='leading' ^least='10' most='20pt'/></copyfit>", "design.bad-value", "12pt or 4mm"},
        {"<copyfit pages='8'><fit property='space' least='0.5' ^most='2pt'/></copyfit>", "design.bad-value", "a factor"},
        {"<copyfit pages='8'><fit property='leading' ^least='20pt' most='10pt'/></copyfit>", "design.bad-value", "exchange"},
        {"<copyfit pages='8'>^<fit property='leading' least='10pt' most='15pt'/></copyfit>", "design.bad-value", "must hold"},
        {"<copyfit pages='8'>^<fit property='column-gap' least='1pt' most='9pt'/></copyfit>", "design.bad-value", "column-gap"},
        {"<copyfit pages='8'><omit ^match='p['/></copyfit>", "xml.bad-xpath", ""},
        {"<copyfit pages='8'><omit match='p' ^one-by-one='maybe'/></copyfit>", "design.bad-value", "`yes`, `no`"},
        {"^<copyfit pages='1'/>", "design.bad-value", "2 pages"},
    };
    // clang-format on
    for (const Slip& slip : slips) {
        std::string text = with(slip.copyfit);
        const diag::Span place = sample::take_mark(text);
        diag::Sink sink;
        load_layout(text, "small.xml", {"client"}, sink);
        BOOST_TEST_CONTEXT(slip.copyfit << "\n" << sample::told(sink)) {
            BOOST_TEST_REQUIRE(sink.all().size() == 1U);
            const diag::Diagnostic& found = sink.all().front();
            BOOST_TEST(found.code == slip.code);
            BOOST_TEST(found.span.line == place.line);
            BOOST_TEST(found.span.column == place.column);
            BOOST_TEST((found.hint.find(slip.hint) != std::string::npos));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
