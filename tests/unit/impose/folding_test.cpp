// Leaflets folded in numbers: the sheet is two faces cut into panels; each fold turns the panels
// beyond a line over onto the others. What lies where then must be what a reader expects.
#include "impose/impose.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>

namespace impose = carefold::impose;
namespace pages = carefold::pages;
namespace diag = carefold::diag;
using carefold::Length;
using carefold::Rect;
using carefold::Size;

namespace {

const Size leaflet_paper{Length::mm(297), Length::mm(210)};

/// Six panels of a letter fold: the second and fifth narrower.
impose::Pages leaflet(bool right_to_left, Length wide = Length::mm(100),
                      Length narrow = Length::mm(97)) {
    impose::Pages result;
    for (int page = 0; page < 6; ++page) {
        const bool flap = page == 1 || page == 4;
        result.faces.push_back({{flap ? narrow : wide, Length::mm(210)}, Rect{}});
    }
    result.right_to_left = right_to_left;
    return result;
}

pages::Imposition arranged(const impose::Pages& what, impose::Kind kind, impose::Flip flip) {
    impose::Plan plan;
    plan.kind = kind;
    plan.paper = leaflet_paper;
    plan.flip = flip;
    plan.unprintable = Length::mm(4.2);
    diag::Sink sink;
    auto result = impose::arrange(what, plan, {}, sink);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST_REQUIRE(result.sheets.size() == 2U);
    return result;
}

/// A panel of the folded sheet. Faces: [0] towards the reader, [1] away. Pages from 1.
struct Panel {
    Length left, right;
    int faces[2] = {0, 0};
    bool upside_down[2] = {false, false};
};

/// The sheet as it lies with its front towards the reader, panels from left to right.
std::vector<Panel> printed(const pages::Imposition& imposition, const impose::Pages& what) {
    std::vector<Panel> panels;
    const auto width = [&](const pages::Placement& p) { return what.faces[*p.page].size.width; };
    for (const auto& placement : imposition.sheets[0].placements) {
        Panel panel{placement.at.x, placement.at.x + width(placement), {}, {}};
        panel.faces[0] = static_cast<int>(*placement.page) + 1;
        panel.upside_down[0] = placement.rotation == 180;
        panels.push_back(panel);
    }
    // Landscape paper. Flipped on the short edge, the sheet turns about its upright axis: x is
    // mirrored. On the long edge it turns about its level axis: x stays, and what was printed
    // upright stands on its head.
    const bool upright = imposition.flip == impose::Flip::short_edge;
    for (const auto& placement : imposition.sheets[1].placements) {
        const Length left = placement.at.x;
        const Length right = left + width(placement);
        const Length seen = upright ? leaflet_paper.width - right : left;
        const auto found = std::find_if(panels.begin(), panels.end(), [&](const Panel& panel) {
            return panel.left == seen && panel.right == seen + (right - left);
        });
        BOOST_TEST_REQUIRE((found != panels.end()), "a back has no front just before it");
        found->faces[1] = static_cast<int>(*placement.page) + 1;
        found->upside_down[1] = (placement.rotation == 180) == upright;
    }
    std::sort(panels.begin(), panels.end(),
              [](const Panel& a, const Panel& b) { return a.left < b.left; });
    return panels;
}

/// The whole sheet turned over like a page.
std::vector<Panel> turned(std::vector<Panel> panels) {
    for (Panel& panel : panels) {
        std::swap(panel.left, panel.right);
        panel.left = leaflet_paper.width - panel.left;
        panel.right = leaflet_paper.width - panel.right;
        std::swap(panel.faces[0], panel.faces[1]);
        std::swap(panel.upside_down[0], panel.upside_down[1]);
    }
    std::reverse(panels.begin(), panels.end());
    return panels;
}

/// The panel turned over about a line, towards the reader.
Panel folded(const Panel& panel, Length line) {
    Panel result = panel;
    result.left = line * 2 - panel.right;
    result.right = line * 2 - panel.left;
    std::swap(result.faces[0], result.faces[1]);
    return result;
}

Length width(const Panel& panel) {
    return panel.right - panel.left;
}

void nothing_on_its_head(const std::vector<Panel>& panels) {
    for (const Panel& panel : panels) {
        BOOST_TEST(!panel.upside_down[0]);
        BOOST_TEST(!panel.upside_down[1]);
    }
}

constexpr impose::Flip flips[]{impose::Flip::short_edge, impose::Flip::long_edge};

} // namespace

BOOST_AUTO_TEST_SUITE(folding)

BOOST_AUTO_TEST_CASE(letter_fold_in_numbers) {
    for (const bool right_to_left : {false, true}) {
        for (const impose::Flip flip : flips) {
            const impose::Pages what = leaflet(right_to_left);
            const auto outside = printed(arranged(what, impose::Kind::letter, flip), what);
            nothing_on_its_head(outside);
            // The inside lies towards the reader; the three inner pages read across it.
            std::vector<Panel> inside = turned(outside);
            BOOST_TEST_REQUIRE(inside.size() == 3U);
            const std::size_t first = right_to_left ? 2 : 0;
            const std::size_t last = 2 - first;
            BOOST_TEST(inside[first].faces[0] == 3);
            BOOST_TEST(inside[1].faces[0] == 4);
            BOOST_TEST(inside[last].faces[0] == 5);

            // Fold the last panel inwards, onto the middle one.
            const Length inner = right_to_left ? inside[1].left : inside[1].right;
            const Panel flap = folded(inside[last], inner);
            BOOST_TEST(flap.faces[0] == 2); // seen when the cover is open, beside page 3
            BOOST_TEST(inside[first].faces[0] == 3);
            // It is the narrow one, and ends before the other fold.
            const Length outer = right_to_left ? inside[1].right : inside[1].left;
            BOOST_TEST((width(flap) < width(inside[1])));
            BOOST_TEST((width(flap) < width(inside[first])));
            const Length gap = right_to_left ? outer - flap.right : flap.left - outer;
            BOOST_TEST(gap.to_mm() >= 0.999);

            // Fold the first panel over it: its back is the cover, the middle's back the last page.
            const Panel cover = folded(inside[first], outer);
            BOOST_TEST(cover.faces[0] == 1);
            BOOST_TEST(inside[1].faces[1] == 6);
            BOOST_TEST((cover.left == inside[1].left));
            BOOST_TEST((cover.right == inside[1].right));
            // The spine is where the cover opens: left for left-to-right readers.
            BOOST_TEST((outer == (right_to_left ? inside[1].right : inside[1].left)));
        }
    }
}

BOOST_AUTO_TEST_CASE(z_fold_in_numbers) {
    for (const bool right_to_left : {false, true}) {
        for (const impose::Flip flip : flips) {
            const impose::Pages what = leaflet(right_to_left, Length::mm(99), Length::mm(99));
            auto sheet = printed(arranged(what, impose::Kind::z, flip), what);
            nothing_on_its_head(sheet);
            BOOST_TEST_REQUIRE(sheet.size() == 3U);
            if (right_to_left) {
                std::reverse(sheet.begin(), sheet.end()); // as the reader meets them
            }
            const Panel first = sheet[0];
            const Panel second = sheet[1];
            const Panel third = sheet[2];
            // Spread out, one side reads 1 2 3; turned over like a page the other reads 4 5 6.
            BOOST_TEST(first.faces[0] == 1);
            BOOST_TEST(second.faces[0] == 2);
            BOOST_TEST(third.faces[0] == 3);
            BOOST_TEST(third.faces[1] == 4);
            BOOST_TEST(second.faces[1] == 5);
            BOOST_TEST(first.faces[1] == 6);
            // Zigzag: the second panel goes behind the first, the third behind the second. Folding
            // backwards is folding forwards with the faces named the other way round.
            const Length line = right_to_left ? first.left : first.right;
            const Panel behind = folded(second, line);
            BOOST_TEST((behind.left == first.left));
            BOOST_TEST((behind.right == first.right));
            BOOST_TEST(behind.faces[0] == 5); // faces page 6, the back of the first panel
            const Panel last =
                folded(folded(third, line), right_to_left ? first.right : first.left);
            BOOST_TEST((last.left == first.left));
            BOOST_TEST((last.right == first.right));
            // The closed leaflet shows 1 in front and, on its other side, 4.
            BOOST_TEST(first.faces[0] == 1);
            BOOST_TEST(last.faces[1] == 4);
        }
    }
}

BOOST_AUTO_TEST_CASE(fold_marks_lie_on_the_folds) {
    for (const impose::Flip flip : flips) {
        const auto imposition = arranged(leaflet(false), impose::Kind::letter, flip);
        std::vector<double> folds;
        for (const auto& mark : imposition.sheets[1].marks) {
            BOOST_TEST((mark.kind == pages::Mark::Kind::fold));
            folds.push_back(std::get<pages::Rule>(mark.shape).from.x.to_mm());
        }
        std::sort(folds.begin(), folds.end());
        BOOST_TEST_REQUIRE(folds.size() == 4U);
        // Inside, 100 100 97; printed for the long edge it lies the other way round.
        const bool turned_back = flip == impose::Flip::long_edge;
        BOOST_TEST(folds[0] == (turned_back ? 97 : 100), boost::test_tools::tolerance(1e-4));
        BOOST_TEST(folds[3] == (turned_back ? 197 : 200), boost::test_tools::tolerance(1e-4));
    }
}

BOOST_AUTO_TEST_CASE(panels_that_will_not_fold_well_are_told) {
    const auto code = [](impose::Kind kind, Length narrow) {
        impose::Plan plan;
        plan.kind = kind;
        plan.paper = {Length::mm(320), Length::mm(225)};
        diag::Sink sink;
        const auto made = impose::arrange(leaflet(false, Length::mm(99), narrow), plan, {}, sink);
        BOOST_TEST(made.sheets.size() == 2U);
        return sink.all().empty() ? std::string() : sink.all().front().code;
    };
    BOOST_TEST(code(impose::Kind::letter, Length::mm(99)) == "impose.wide-flap");
    BOOST_TEST(code(impose::Kind::letter, Length::mm(98.8)) == "impose.wide-flap");
    BOOST_TEST(code(impose::Kind::letter, Length::mm(98)).empty());
    BOOST_TEST(code(impose::Kind::z, Length::mm(97)) == "impose.uneven-panels");
    BOOST_TEST(code(impose::Kind::z, Length::mm(99)).empty());
}

BOOST_AUTO_TEST_SUITE_END()
