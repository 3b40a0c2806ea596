// The sheet is folded in numbers: what lies behind what, which way round, and how far from the
// fold.
#include "impose/impose.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

namespace impose = carefold::impose;
namespace pages = carefold::pages;
namespace diag = carefold::diag;
using carefold::Length;
using carefold::Size;

namespace {

const Size a5{Length::mm(148), Length::mm(210)};
const Size a4_landscape{Length::mm(297), Length::mm(210)};

impose::Pages document(std::size_t count, bool right_to_left = false, Size size = a5) {
    return {{count, {size, carefold::Rect{}}}, right_to_left};
}

impose::Plan plan() {
    impose::Plan result;
    result.paper = a4_landscape;
    result.paper_thickness = Length::mm(0.1);
    result.unprintable = Length::mm(4.2);
    return result;
}

pages::Imposition arrange(const impose::Pages& what, const impose::Plan& how = plan()) {
    diag::Sink sink;
    auto result = impose::arrange(what, how, {}, sink);
    BOOST_TEST(!sink.has_errors());
    return result;
}

std::size_t page_at(const pages::Sheet& sheet, std::size_t cell) {
    return sheet.placements.at(cell).page.value();
}

std::string only_code(const impose::Pages& what, const impose::Plan& how) {
    diag::Sink sink;
    const auto result = impose::arrange(what, how, {}, sink);
    BOOST_TEST(result.sheets.empty());
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(!sink.all().front().hint.empty());
    return sink.all().front().code;
}

} // namespace

BOOST_AUTO_TEST_SUITE(saddle_stitch)

BOOST_AUTO_TEST_CASE(eight_pages_as_in_the_books) {
    const auto imposition = arrange(document(8));
    BOOST_TEST_REQUIRE(imposition.sheets.size() == 4U);
    const std::size_t expected[4][2] = {{8, 1}, {2, 7}, {6, 3}, {4, 5}}; // from 1
    for (std::size_t i = 0; i < 4; ++i) {
        BOOST_TEST(page_at(imposition.sheets[i], 0) + 1 == expected[i][0]);
        BOOST_TEST(page_at(imposition.sheets[i], 1) + 1 == expected[i][1]);
        BOOST_TEST(imposition.sheets[i].back == (i % 2 == 1));
        BOOST_TEST((imposition.sheets[i].size == a4_landscape));
    }
    BOOST_TEST((imposition.flip == pages::Imposition::Flip::short_edge));
}

BOOST_AUTO_TEST_CASE(every_page_appears_exactly_once) {
    for (std::size_t count = 4; count <= 96; count += 4) {
        for (const bool right_to_left : {false, true}) {
            std::multiset<std::size_t> seen;
            for (const auto& sheet : arrange(document(count, right_to_left)).sheets) {
                BOOST_TEST(sheet.placements.size() == 2U);
                for (const auto& placement : sheet.placements) {
                    seen.insert(placement.page.value());
                    BOOST_TEST(placement.rotation == 0);
                }
            }
            BOOST_TEST(seen.size() == count);
            BOOST_TEST((std::set(seen.begin(), seen.end()).size() == count));
            BOOST_TEST(*seen.rbegin() == count - 1);
        }
    }
}

// Turned over on its short edge, the sheet's left cell lies behind the front's right cell.
BOOST_AUTO_TEST_CASE(leaves_are_back_to_back) {
    for (std::size_t count = 4; count <= 48; count += 4) {
        for (const bool right_to_left : {false, true}) {
            const auto sheets = arrange(document(count, right_to_left)).sheets;
            for (std::size_t i = 0; i < sheets.size(); i += 2) {
                for (const std::size_t cell : {std::size_t(0), std::size_t(1)}) {
                    const std::size_t front = page_at(sheets[i], cell);
                    const std::size_t back = page_at(sheets[i + 1], 1 - cell);
                    BOOST_TEST(std::min(front, back) % 2 == 0U);
                    BOOST_TEST(std::max(front, back) - std::min(front, back) == 1U);
                }
            }
        }
    }
}

// Stacked and folded, the pages met from outside in are 1, 2, 3, …: the early half of the sheets in
// order, front then back, and the late half on the way out.
BOOST_AUTO_TEST_CASE(folded_stack_reads_in_order) {
    for (const bool right_to_left : {false, true}) {
        const auto sheets = arrange(document(24, right_to_left)).sheets;
        const std::size_t front_early = right_to_left ? 0 : 1;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < sheets.size(); i += 2) {
            order.push_back(page_at(sheets[i], front_early));
            order.push_back(page_at(sheets[i + 1], 1 - front_early));
        }
        for (std::size_t i = sheets.size(); i > 0; i -= 2) {
            order.push_back(page_at(sheets[i - 1], front_early));
            order.push_back(page_at(sheets[i - 2], 1 - front_early));
        }
        for (std::size_t i = 0; i < order.size(); ++i) {
            BOOST_TEST(order[i] == i);
        }
    }
}

BOOST_AUTO_TEST_CASE(right_to_left_binds_on_the_right) {
    const auto left = arrange(document(8)).sheets;
    const auto right = arrange(document(8, true)).sheets;
    BOOST_TEST(page_at(left[0], 1) == 0U); // the cover, right of the fold
    BOOST_TEST(page_at(right[0], 0) == 0U);
    for (std::size_t i = 0; i < left.size(); ++i) {
        BOOST_TEST(page_at(left[i], 0) == page_at(right[i], 1));
        BOOST_TEST(page_at(left[i], 1) == page_at(right[i], 0));
    }
}

BOOST_AUTO_TEST_CASE(creep_moves_inner_sheets_over_the_fold) {
    const auto sheets = arrange(document(20)).sheets;
    const Length fold = a4_landscape.width / 2;
    Length before = Length::mm(-1);
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const Length expected = Length::mm(0.1) * static_cast<std::int64_t>(i / 2);
        const Length left = sheets[i].placements[0].at.x + a5.width - fold;
        const Length right = fold - sheets[i].placements[1].at.x;
        BOOST_TEST(left.units() == expected.units());
        BOOST_TEST(right.units() == expected.units());
        BOOST_TEST((left > before || i % 2 == 1));
        before = left;
    }
    BOOST_TEST((sheets[0].placements[0].at.x + a5.width).units() == fold.units());
}

BOOST_AUTO_TEST_CASE(pages_are_centred_and_never_scaled) {
    auto how = plan();
    how.paper = {Length::mm(420), Length::mm(297)};
    for (const auto& sheet : arrange(document(4), how).sheets) {
        for (const auto& placement : sheet.placements) {
            BOOST_TEST(placement.at.y.to_mm() == 43.5, boost::test_tools::tolerance(1e-4));
        }
    }
}

BOOST_AUTO_TEST_CASE(marks_stay_inside_the_printable_area_and_outside_the_trim) {
    auto how = plan();
    how.paper = {Length::mm(320), Length::mm(250)};
    const Length left = Length::mm(12);
    const Length top = Length::mm(20);
    for (const auto& sheet : arrange(document(8), how).sheets) {
        BOOST_TEST_REQUIRE(sheet.marks.size() == 10U); // a fold and four cuts, at both ends
        std::size_t folds = 0;
        for (const auto& mark : sheet.marks) {
            const auto& rule = std::get<pages::Rule>(mark.shape);
            const bool fold = mark.kind == pages::Mark::Kind::fold;
            folds += fold ? 1U : 0U;
            BOOST_TEST((rule.dash > Length()) == fold);
            BOOST_TEST((!fold || (rule.from.x == how.paper.width / 2 && rule.to.x == rule.from.x)));
            BOOST_TEST((rule.from.x >= how.unprintable && rule.from.y >= how.unprintable));
            BOOST_TEST((rule.to.x <= how.paper.width - how.unprintable));
            BOOST_TEST((rule.to.y <= how.paper.height - how.unprintable));
            const bool beside = rule.to.x < left || rule.from.x > how.paper.width - left;
            const bool over = rule.to.y < top || rule.from.y > how.paper.height - top;
            BOOST_TEST((beside || over));
        }
        BOOST_TEST(folds == 2U);
    }
}

BOOST_AUTO_TEST_CASE(pages_that_fill_the_paper_get_tiny_marks_on_inner_faces) {
    const auto how = plan();
    for (const auto& sheet : arrange(document(8), how).sheets) {
        BOOST_TEST(sheet.marks.size() == (sheet.back ? 2U : 0U));
        BOOST_TEST(sheet.strips.empty());
        for (const auto& mark : sheet.marks) {
            const auto& rule = std::get<pages::Rule>(mark.shape);
            BOOST_TEST((mark.kind == pages::Mark::Kind::fold));
            BOOST_TEST((rule.to.y - rule.from.y).to_mm() <= 2.001);
            BOOST_TEST((rule.from.y >= how.unprintable));
            BOOST_TEST((rule.to.y <= how.paper.height - how.unprintable));
        }
    }
}

BOOST_AUTO_TEST_CASE(marks_can_be_left_out) {
    auto how = plan();
    how.marks = false;
    for (const auto& sheet : arrange(document(8), how).sheets) {
        BOOST_TEST(sheet.marks.empty());
    }
}

BOOST_AUTO_TEST_CASE(wrong_counts_are_refused) {
    for (const std::size_t count : {0U, 1U, 2U, 3U, 5U, 6U, 7U, 13U}) {
        BOOST_TEST(only_code(document(count), plan()) == "impose.page-count");
    }
}

BOOST_AUTO_TEST_CASE(small_paper_is_refused) {
    auto how = plan();
    how.paper = {Length::mm(295), Length::mm(210)};
    BOOST_TEST(only_code(document(4), how) == "impose.paper-too-small");
    how.paper = {Length::mm(297), Length::mm(209)};
    BOOST_TEST(only_code(document(4), how) == "impose.paper-too-small");
    how.paper = {Length::mm(210), Length::mm(297)}; // portrait
    BOOST_TEST(only_code(document(4), how) == "impose.paper-too-small");
}

BOOST_AUTO_TEST_CASE(rounding_of_half_sheets_is_forgiven) {
    const Size half{Length::mm(297 / 2.0), Length::mm(210)};
    BOOST_TEST(arrange(document(4, false, half)).sheets.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()
