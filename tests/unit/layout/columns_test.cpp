// Frames of several columns, level last pages, notes beside the text.
#include "layout/break_pages.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::layout;

namespace {

const std::vector<Length> nothing;

FrameAt frames(double height, std::size_t columns, const std::vector<Length>* notes = &nothing) {
    return [=](std::size_t number) {
        FrameSpec spec{Length::pt(height), Length::pt(10), notes, Length::pt(10)};
        spec.opens_page = number % columns == 0;
        return spec;
    };
}

Material ten_point_lines(std::size_t count) {
    Atom atom;
    atom.height = Length::pt(10);
    return Material(count, atom);
}

/// "0:10 1:2": number of the frame, atoms in it.
std::string shape(const BreakResult& result) {
    std::string text;
    for (const PagePlan& plan : result.pages) {
        text += (text.empty() ? "" : " ") + std::to_string(plan.frame) + ":" +
                std::to_string(plan.slots.size());
    }
    return text;
}

std::string levelled(const Material& material, const FrameAt& frame, std::size_t columns = 2) {
    BreakResult result = break_pages(material, frame);
    level_columns(material, frame, columns, result);
    return shape(result);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_break_to_a_page_leaves_columns_out) {
    Material material = ten_point_lines(6);
    material[3].before = Break::forced;
    BOOST_TEST(shape(break_pages(material, frames(100, 2))) == "0:3 2:3");
    material[3].next_column = true;
    BOOST_TEST(shape(break_pages(material, frames(100, 2))) == "0:3 1:3");
    material[3].next_column = false;
    BOOST_TEST(shape(break_pages(material, frames(100, 3))) == "0:3 3:3");
}

BOOST_AUTO_TEST_CASE(columns_of_the_last_page_are_level) {
    BOOST_TEST(levelled(ten_point_lines(12), frames(100, 2)) == "0:6 1:6");
    BOOST_TEST(levelled(ten_point_lines(23), frames(100, 2)) == "0:10 1:10 2:2 3:1");
    BOOST_TEST(levelled(ten_point_lines(30), frames(100, 3), 3) == "0:10 1:10 2:10");
    BOOST_TEST(levelled(ten_point_lines(7), frames(100, 1), 1) == "0:7");
    BOOST_TEST(levelled({}, frames(100, 2)) == "");
}

BOOST_AUTO_TEST_CASE(what_belongs_together_stays_so) {
    Material material = ten_point_lines(12);
    for (std::size_t i = 5; i < 12; ++i) {
        material[i].before = Break::forbidden;
    }
    BOOST_TEST(levelled(material, frames(100, 2)) == "0:4 1:8");
    for (std::size_t i = 1; i < 12; ++i) {
        material[i].before = Break::avoid;
    }
    BOOST_TEST(levelled(material, frames(200, 2)) == "0:12");
}

BOOST_AUTO_TEST_CASE(ruled_lines_fill_the_column_they_are_in) {
    Material material = ten_point_lines(4);
    material.back().fill = true;
    BOOST_TEST(levelled(material, frames(100, 2)) == "0:4");
}

BOOST_AUTO_TEST_CASE(footnotes_count_when_columns_are_made_level) {
    const std::vector<Length> notes{Length::pt(30)};
    Material material = ten_point_lines(12);
    material[0].notes = {{1, {}}};
    // 12 lines, a note of three and the gap above it: eight lines' height on either side.
    BOOST_TEST(levelled(material, frames(100, 2, &notes)) == "0:4 1:8");
}

BOOST_AUTO_TEST_CASE(side_notes_take_room_beside_the_text_only) {
    const std::vector<Length> notes{Length::pt(30), Length::pt(30)};
    const auto with_side = [&](double side) {
        return [=, &notes](std::size_t) {
            FrameSpec spec{Length::pt(100), Length::pt(10), &notes, {}};
            spec.side = Length::pt(side);
            return spec;
        };
    };
    Material material = ten_point_lines(10);
    material[0].notes = {{1, {}}};
    material[5].notes = {{2, {}}};
    BOOST_TEST(shape(break_pages(material, with_side(60))) == "0:10");
    BOOST_TEST(shape(break_pages(material, with_side(50))) == "0:5 1:5");
}
