// Every kind, over random numbers and sizes of pages: nothing lost, nothing twice, fronts and
// backs register, all on the paper.
#include "impose/impose.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <random>

namespace impose = carefold::impose;
namespace pages = carefold::pages;
namespace diag = carefold::diag;
using carefold::Length;
using carefold::Rect;
using carefold::Size;
using impose::Kind;

namespace {

constexpr Kind kinds[]{Kind::saddle, Kind::signatures, Kind::perfect,   Kind::letter,
                       Kind::z,      Kind::n_up,       Kind::cut_stack, Kind::none};

impose::Pages pages_of(std::size_t count, Size size, bool right_to_left = false) {
    return {{count, {size, Rect{}}}, right_to_left};
}

impose::Plan plan_of(Kind kind, Size paper) {
    impose::Plan plan;
    plan.kind = kind;
    plan.paper = paper;
    plan.flip = impose::upright_flip(paper);
    plan.pad = true;
    return plan;
}

pages::Imposition arranged(const impose::Pages& what, const impose::Plan& plan) {
    diag::Sink sink;
    auto result = impose::arrange(what, plan, {}, sink);
    for (const auto& each : sink.all()) {
        BOOST_TEST((each.severity != diag::Severity::error), each.message);
    }
    return result;
}

std::vector<std::string> codes(const impose::Pages& what, const impose::Plan& plan) {
    diag::Sink sink;
    const auto result = impose::arrange(what, plan, {}, sink);
    std::vector<std::string> list;
    for (const auto& each : sink.all()) {
        list.push_back(each.code);
    }
    BOOST_TEST(result.sheets.empty() == sink.has_errors());
    return list;
}

/// Pages of one side by their left edges, of the first row only.
std::vector<int> row(const pages::Sheet& sheet, std::size_t columns) {
    std::vector<int> list;
    for (std::size_t i = 0; i < columns; ++i) {
        list.push_back(static_cast<int>(*sheet.placements.at(i).page) + 1);
    }
    return list;
}

/// What each kind takes, whatever the page is like: a big enough sheet of either shape.
Size roomy(Kind kind, Size page, const impose::Plan& plan, std::mt19937& random) {
    const int across = kind == Kind::letter || kind == Kind::z         ? 3
                       : kind == Kind::n_up || kind == Kind::cut_stack ? plan.columns
                       : kind == Kind::none                            ? 1
                                                                       : 2;
    const int down = kind == Kind::n_up || kind == Kind::cut_stack ? plan.rows : 1;
    const auto extra = [&] { return Length::mm(static_cast<double>(random() % 40)); };
    return {page.width * across + plan.gutter * across + extra(),
            page.height * down + plan.gutter * down + extra()};
}

/// Where a side's placement lies when the sheet is seen through from its front.
Rect from_front(const pages::Placement& placement, const pages::Imposition& imposition,
                const impose::Pages& what, bool back) {
    const Size size = what.faces[*placement.page].size;
    const Size paper = imposition.sheets.front().size;
    const Rect rect{placement.at.x, placement.at.y, size.width, size.height};
    if (!back) {
        return rect;
    }
    // Flipped about the upright axis x is mirrored, about the level one y.
    const bool landscape = paper.width >= paper.height;
    const bool upright = (imposition.flip == impose::Flip::short_edge) == landscape;
    return upright ? Rect{paper.width - rect.right(), rect.y, rect.width, rect.height}
                   : Rect{rect.x, paper.height - rect.bottom(), rect.width, rect.height};
}

void check_sheet(const pages::Imposition& imposition, std::size_t front, const impose::Pages& what,
                 Kind kind) {
    const auto& sheets = imposition.sheets;
    const Size paper = sheets[front].size;
    BOOST_TEST(!sheets[front].back);
    BOOST_TEST(sheets[front + 1].back);
    for (const auto& behind : sheets[front + 1].placements) {
        const Rect rect = from_front(behind, imposition, what, true);
        const auto before = std::find_if(
            sheets[front].placements.begin(), sheets[front].placements.end(),
            [&](const auto& each) { return from_front(each, imposition, what, false) == rect; });
        if (before == sheets[front].placements.end()) { // a blank page before it
            BOOST_TEST(what.faces.size() % impose::multiple(kind) != 0U);
            continue;
        }
        const auto page = static_cast<int>(*behind.page);
        const auto other = static_cast<int>(*before->page);
        if (kind == Kind::letter || kind == Kind::z) {
            continue; // pairs of their own: folding_test
        }
        BOOST_TEST(std::min(page, other) % 2 == 0);
        BOOST_TEST(std::abs(page - other) == 1);
    }
    for (const std::size_t side : {front, front + 1}) {
        for (const auto& placement : sheets[side].placements) {
            const Size size = what.faces[*placement.page].size;
            BOOST_TEST((placement.at.x >= Length() && placement.at.y >= Length()));
            BOOST_TEST((placement.at.x + size.width <= paper.width));
            BOOST_TEST((placement.at.y + size.height <= paper.height));
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(kinds_of_fold)

BOOST_AUTO_TEST_CASE(each_kind_is_a_permutation_and_registers) {
    std::mt19937 random(4); // NOLINT: the same every time
    for (int round = 0; round < 400; ++round) {
        const Kind kind = kinds[random() % std::size(kinds)];
        const Size size{Length::mm(40 + static_cast<double>(random() % 200)),
                        Length::mm(40 + static_cast<double>(random() % 200))};
        const impose::Pages what = pages_of(1 + random() % 70, size, random() % 2 == 0);
        impose::Plan plan = plan_of(kind, {});
        plan.sheets = static_cast<int>(random() % 6);
        plan.columns = 1 + static_cast<int>(random() % 4);
        plan.rows = 1 + static_cast<int>(random() % 4);
        plan.gutter = Length::mm(static_cast<double>(random() % 8));
        plan.paper = roomy(kind, size, plan, random);
        plan.flip = random() % 2 == 0 ? impose::Flip::short_edge : impose::Flip::long_edge;
        const auto imposition = arranged(what, plan);

        std::map<std::size_t, int> seen;
        BOOST_TEST_REQUIRE(imposition.sheets.size() % 2 == 0U);
        for (std::size_t front = 0; front < imposition.sheets.size(); front += 2) {
            check_sheet(imposition, front, what, kind);
            for (const std::size_t side : {front, front + 1}) {
                for (const auto& placement : imposition.sheets[side].placements) {
                    ++seen[*placement.page];
                }
            }
        }
        BOOST_TEST(seen.size() == what.faces.size());
        const int times = kind == Kind::n_up ? plan.columns * plan.rows : 1;
        for (const auto& [page, count] : seen) {
            BOOST_TEST(count == times);
        }
    }
}

BOOST_AUTO_TEST_CASE(signatures_are_saddles_one_upon_another) {
    impose::Plan plan = plan_of(Kind::signatures, {Length::mm(297), Length::mm(210)});
    plan.sheets = 2;
    plan.paper_thickness = Length::mm(0.1);
    const auto sheets = arranged(pages_of(20, {Length::mm(148), Length::mm(210)}), plan).sheets;
    BOOST_TEST_REQUIRE(sheets.size() == 10U);
    const std::vector<std::vector<int>> expected{{8, 1},   {2, 7},   {6, 3},   {4, 5},   {16, 9},
                                                 {10, 15}, {14, 11}, {12, 13}, {20, 17}, {18, 19}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BOOST_TEST(row(sheets[i], 2) == expected[i], boost::test_tools::per_element());
    }
    // Creep starts anew in each section; the last is smaller.
    const auto right_of_fold = [&](std::size_t sheet) { return sheets[sheet].placements[1].at.x; };
    BOOST_TEST((right_of_fold(0) == right_of_fold(4)));
    BOOST_TEST((right_of_fold(0) == right_of_fold(8)));
    BOOST_TEST((right_of_fold(2) == right_of_fold(0) - Length::mm(0.1)));
}

BOOST_AUTO_TEST_CASE(perfect_binding_gathers_folded_sheets_and_mills_the_fold) {
    impose::Plan plan = plan_of(Kind::perfect, {Length::mm(320), Length::mm(225)});
    plan.gutter = Length::mm(6);
    const Size a5{Length::mm(148), Length::mm(210)};
    const auto sheets = arranged(pages_of(8, a5), plan).sheets;
    const std::vector<std::vector<int>> expected{{4, 1}, {2, 3}, {8, 5}, {6, 7}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        BOOST_TEST(row(sheets[i], 2) == expected[i], boost::test_tools::per_element());
        const auto& cells = sheets[i].placements;
        BOOST_TEST((cells[1].at.x - cells[0].at.x - a5.width).to_mm() == 6,
                   boost::test_tools::tolerance(1e-4));
    }
}

BOOST_AUTO_TEST_CASE(cut_piles_are_in_order) {
    for (const bool right_to_left : {false, true}) {
        impose::Plan plan = plan_of(Kind::cut_stack, {Length::mm(210), Length::mm(297)});
        const Size a6{Length::mm(105), Length::mm(148)};
        const impose::Pages what = pages_of(26, a6, right_to_left); // 13 leaves on 4 sheets
        const auto imposition = arranged(what, plan);
        BOOST_TEST_REQUIRE(imposition.sheets.size() == 8U);
        // Cut: piles by reading order of the cells; laid one upon another, read through.
        std::vector<int> order;
        for (int pile = 0; pile < 4; ++pile) {
            const bool left = (pile % 2 == 0) != right_to_left;
            for (std::size_t sheet = 0; sheet < 8; sheet += 2) {
                for (const bool back : {false, true}) {
                    for (const auto& each : imposition.sheets[sheet + (back ? 1 : 0)].placements) {
                        const Rect rect = from_front(each, imposition, what, back);
                        const bool here = (rect.x < Length::mm(50)) == left &&
                                          (rect.y < Length::mm(70)) == (pile < 2);
                        if (here) {
                            order.push_back(static_cast<int>(*each.page));
                        }
                    }
                }
            }
        }
        BOOST_TEST_REQUIRE(order.size() == 26U);
        for (std::size_t i = 0; i < order.size(); ++i) {
            BOOST_TEST(order[i] == static_cast<int>(i));
        }
    }
}

BOOST_AUTO_TEST_CASE(cards_get_cut_marks_and_gutters) {
    impose::Plan plan = plan_of(Kind::n_up, {Length::mm(210), Length::mm(297)});
    plan.gutter = Length::mm(4);
    plan.unprintable = Length::mm(4.2);
    const Size card{Length::mm(85), Length::mm(55)};
    const auto sheets = arranged(pages_of(2, card), plan).sheets;
    BOOST_TEST_REQUIRE(sheets.size() == 2U);
    for (const auto& sheet : sheets) {
        BOOST_TEST(sheet.placements.size() == 4U);
        BOOST_TEST(sheet.marks.size() == 16U); // four upright cuts, four level, at both ends
        BOOST_TEST(!sheet.strips.empty());
        for (const auto& mark : sheet.marks) {
            BOOST_TEST((mark.kind == pages::Mark::Kind::cut));
            BOOST_TEST((std::get<pages::Rule>(mark.shape).dash == Length()));
        }
    }
    // Cards that fill the paper: the cuts show on the backs only.
    plan.gutter = {};
    const auto full = arranged(pages_of(2, {Length::mm(105), Length::mm(148.5)}), plan).sheets;
    BOOST_TEST(full[0].marks.empty());
    BOOST_TEST(full[1].marks.size() == 4U);
    BOOST_TEST(full[0].strips.empty());
}

BOOST_AUTO_TEST_CASE(strips_keep_clear_of_pages_marks_and_the_papers_edge) {
    std::mt19937 random(5); // NOLINT
    int found = 0;
    for (int round = 0; round < 200; ++round) {
        const Kind kind = kinds[random() % std::size(kinds)];
        const Size size{Length::mm(60), Length::mm(90)};
        impose::Plan plan = plan_of(kind, {});
        plan.unprintable = Length::mm(static_cast<double>(random() % 6));
        plan.paper = roomy(kind, size, plan, random);
        plan.flip = random() % 2 == 0 ? impose::Flip::short_edge : impose::Flip::long_edge;
        const impose::Pages what = pages_of(12, size, random() % 2 == 0);
        for (const auto& sheet : arranged(what, plan).sheets) {
            const auto apart = [](const Rect& a, const Rect& b) {
                return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y ||
                       b.bottom() <= a.y;
            };
            for (const auto& strip : sheet.strips) {
                ++found;
                BOOST_TEST((strip.area.x >= plan.unprintable && strip.area.y >= plan.unprintable));
                BOOST_TEST((strip.area.right() <= plan.paper.width - plan.unprintable));
                BOOST_TEST((strip.area.bottom() <= plan.paper.height - plan.unprintable));
                for (const auto& placement : sheet.placements) {
                    BOOST_TEST(apart(strip.area,
                                     {placement.at.x, placement.at.y, size.width, size.height}));
                }
                for (const auto& mark : sheet.marks) {
                    const auto& rule = std::get<pages::Rule>(mark.shape);
                    BOOST_TEST(apart(strip.area, {rule.from.x, rule.from.y, rule.to.x - rule.from.x,
                                                  rule.to.y - rule.from.y}));
                }
            }
        }
    }
    BOOST_TEST(found > 100);
}

BOOST_AUTO_TEST_CASE(blank_pages_are_told) {
    const Size a5{Length::mm(148), Length::mm(210)};
    impose::Plan plan = plan_of(Kind::saddle, {Length::mm(297), Length::mm(210)});
    BOOST_TEST(codes(pages_of(5, a5), plan) == std::vector<std::string>{"impose.blank-pages"},
               boost::test_tools::per_element());
    BOOST_TEST(codes(pages_of(8, a5), plan).empty());
    plan.pad = false;
    BOOST_TEST(codes(pages_of(5, a5), plan) == std::vector<std::string>{"impose.page-count"},
               boost::test_tools::per_element());
    plan.pad = true;
    BOOST_TEST(codes(pages_of(0, a5), plan) == std::vector<std::string>{"impose.page-count"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(text_in_the_unprintable_margin_is_told) {
    const Size a5{Length::mm(148), Length::mm(210)};
    impose::Plan plan = plan_of(Kind::saddle, {Length::mm(297), Length::mm(210)});
    plan.unprintable = Length::mm(5);
    impose::Pages what = pages_of(4, a5);
    const auto severity = [&] {
        diag::Sink sink;
        (void)impose::arrange(what, plan, {}, sink);
        BOOST_TEST_REQUIRE(sink.all().size() == 1U);
        BOOST_TEST(sink.all().front().code == "impose.unprintable");
        return sink.all().front().severity;
    };
    what.faces[2].ink = Rect{Length::mm(10), Length::mm(3), Length::mm(50), Length::mm(10)};
    BOOST_TEST((severity() == diag::Severity::warning));
    what.faces[2].ink.reset(); // a page from elsewhere
    BOOST_TEST((severity() == diag::Severity::note));
    what.faces[2].ink = Rect{Length::mm(10), Length::mm(6), Length::mm(50), Length::mm(10)};
    BOOST_TEST(codes(what, plan).empty());
}

BOOST_AUTO_TEST_CASE(senseless_grids_are_refused) {
    impose::Plan plan = plan_of(Kind::n_up, {Length::mm(210), Length::mm(297)});
    const auto code = [&](int columns, int rows) {
        plan.columns = columns;
        plan.rows = rows;
        return codes(pages_of(2, {Length::mm(1), Length::mm(1)}), plan);
    };
    const std::vector<std::string> refused{"impose.too-many-cells"};
    BOOST_TEST(code(0, 1) == refused, boost::test_tools::per_element());
    BOOST_TEST(code(999, 999) == refused, boost::test_tools::per_element());
    BOOST_TEST(code(-1, -1) == refused, boost::test_tools::per_element());
    BOOST_TEST(code(20, 20).empty());
}

BOOST_AUTO_TEST_CASE(pages_of_mixed_sizes_keep_to_the_fold) {
    impose::Pages what = pages_of(4, {Length::mm(148), Length::mm(210)});
    what.faces[0].size = {Length::mm(100), Length::mm(180)};
    impose::Plan plan = plan_of(Kind::saddle, {Length::mm(297), Length::mm(210)});
    const auto sheets = arranged(what, plan).sheets;
    const auto& cover = sheets[0].placements;
    const auto first =
        std::find_if(cover.begin(), cover.end(), [](const auto& each) { return *each.page == 0; });
    BOOST_TEST_REQUIRE((first != cover.end()));
    BOOST_TEST((first->at.x == plan.paper.width / 2));
    BOOST_TEST(first->at.y.to_mm() == 15, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_SUITE_END()
