#include "layout/break_pages.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::layout;

namespace {

const std::vector<Length> no_notes;

FrameSpec frame(double height, const std::vector<Length>* notes = &no_notes) {
    return {Length::pt(height), Length::pt(10), notes, Length::pt(10)};
}

Atom line(Break before = Break::allowed) {
    Atom atom;
    atom.height = Length::pt(10);
    atom.before = before;
    return atom;
}

Material lines(std::size_t count) {
    return Material(count, line());
}

std::vector<std::size_t> sizes(const BreakResult& result) {
    std::vector<std::size_t> made;
    for (const PagePlan& plan : result.pages) {
        made.push_back(plan.slots.size());
    }
    return made;
}

BreakResult broken(const Material& material, const FrameSpec& spec) {
    return break_pages(material, [&](std::size_t) { return spec; });
}

} // namespace

BOOST_AUTO_TEST_CASE(full_pages_then_the_rest) {
    const BreakResult result = broken(lines(25), frame(100));
    BOOST_TEST((sizes(result) == std::vector<std::size_t>{10, 10, 5}));
    BOOST_TEST(result.too_tall.empty());
}

BOOST_AUTO_TEST_CASE(an_avoided_break_moves_the_page_end_up) {
    Material material = lines(15);
    material[10].before = Break::avoid; // the first page would end before a widow
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{9, 6}));
}

BOOST_AUTO_TEST_CASE(looks_ahead_instead_of_filling_each_page) {
    // Filling page one leads to a block of nine that must stay whole and leaves page two nearly
    // empty; giving up one line early saves nothing here, but keeps must hold everywhere.
    Material material = lines(11);
    for (int i = 0; i < 9; ++i) {
        material.push_back(line(i == 0 ? Break::allowed : Break::forbidden));
    }
    const BreakResult result = broken(material, frame(100));
    std::size_t from = 0;
    for (const PagePlan& plan : result.pages) {
        BOOST_TEST((material[from].before != Break::forbidden));
        from += plan.slots.size();
    }
    BOOST_TEST(from == material.size());
}

BOOST_AUTO_TEST_CASE(no_page_ends_while_there_is_room_for_what_comes_next) {
    Material material;
    for (const int block : {6, 3, 5, 6}) { // each whole
        for (int i = 0; i < block; ++i) {
            material.push_back(line(i == 0 ? Break::allowed : Break::forbidden));
        }
    }
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{9, 5, 6}));
    material[6].keep_next = true; // unless a heading may open the next one: then they are evener
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{6, 8, 6}));
}

BOOST_AUTO_TEST_CASE(but_no_line_is_left_to_a_page_of_its_own) {
    Material material;
    for (const int block : {8, 2, 1}) {
        for (int i = 0; i < block; ++i) {
            material.push_back(line(i == 0 ? Break::allowed : Break::forbidden));
        }
    }
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{8, 3}));
}

BOOST_AUTO_TEST_CASE(a_forced_break_starts_a_page) {
    Material material = lines(6);
    material[3].before = Break::forced;
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{3, 3}));
}

BOOST_AUTO_TEST_CASE(no_page_ends_in_a_broken_word) {
    Material material = lines(12);
    material[9].hyphenated = true;
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{9, 3}));
}

BOOST_AUTO_TEST_CASE(footnotes_take_room_on_the_page_of_their_reference) {
    const std::vector<Length> notes{Length::pt(20)};
    Material material = lines(10);
    material[2].notes = {{1, {}}};
    const BreakResult result = broken(material, frame(100, &notes));
    BOOST_REQUIRE(result.pages.size() == 2U);
    BOOST_TEST((result.pages[0].notes == std::vector<int>{1}));
    BOOST_TEST(result.pages[0].slots.size() <= 7U); // 30 of 100 pt go to the note and its gap
}

BOOST_AUTO_TEST_CASE(body_lines_return_to_the_grid) {
    Material material = lines(3);
    material[1].height = Length::pt(13);
    material[2].snap = true;
    const BreakResult result = broken(material, frame(100));
    BOOST_TEST(result.pages[0].slots[2].at.y.to_pt() == 30.0, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(columns_are_balanced) {
    Material material = lines(8);
    for (Atom& atom : material) {
        atom.columns = 2;
        atom.passage = 1;
        atom.column_pitch = Length::pt(50);
    }
    const BreakResult result = broken(material, frame(100));
    BOOST_REQUIRE(result.pages.size() == 1U);
    BOOST_TEST(result.pages[0].used.to_pt() == 40.0, boost::test_tools::tolerance(0.02));
    BOOST_TEST(result.pages[0].slots[4].column == 1U);
    BOOST_TEST(result.pages[0].slots[4].at.x.to_pt() == 50.0, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(a_long_passage_in_columns_goes_on_over_pages) {
    Material material = lines(50);
    for (Atom& atom : material) {
        atom.columns = 2;
        atom.passage = 1;
        atom.column_pitch = Length::pt(50);
    }
    BOOST_TEST((sizes(broken(material, frame(100))) == std::vector<std::size_t>{20, 20, 10}));
}

BOOST_AUTO_TEST_CASE(table_heads_are_repeated) {
    Material material = lines(12);
    const auto head = std::make_shared<const Atom>(line());
    for (std::size_t i = 1; i < material.size(); ++i) {
        material[i].head = head;
    }
    const BreakResult result = broken(material, frame(100));
    BOOST_REQUIRE(result.pages.size() == 2U);
    BOOST_TEST(result.pages[1].slots.front().head);
    BOOST_TEST(result.pages[1].slots[1].at.y.to_pt() == 10.0, boost::test_tools::tolerance(1e-6));
}

BOOST_AUTO_TEST_CASE(what_fits_nowhere_is_named_and_nothing_is_lost) {
    Material material = lines(5);
    material[2].height = Length::pt(150);
    const BreakResult result = broken(material, frame(100));
    BOOST_TEST((result.too_tall == std::vector<std::size_t>{2}));
    std::size_t placed = 0;
    for (const PagePlan& plan : result.pages) {
        placed += plan.slots.size();
    }
    BOOST_TEST(placed == material.size());
}

BOOST_AUTO_TEST_CASE(keeps_longer_than_a_page_are_broken_where_it_is_full) {
    Material material = lines(30);
    for (std::size_t i = 1; i < material.size(); ++i) {
        material[i].before = Break::forbidden;
    }
    const BreakResult result = broken(material, frame(100));
    BOOST_TEST(result.too_tall.empty());
    for (const PagePlan& plan : result.pages) {
        BOOST_TEST(plan.used.to_pt() <= 100.0);
    }
}
