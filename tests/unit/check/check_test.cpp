// One fault at a time in a document that is otherwise fine.
#include "check/check.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <variant>
#include <vector>

using namespace carefold;

namespace {

pages::Tag tag(Role role, pages::TagId parent, std::uint32_t line) {
    pages::Tag made;
    made.role = role;
    made.parent = parent;
    made.span = diag::file_span("g.xml");
    made.span.line = line;
    made.span.column = 1;
    return made;
}

struct Sample {
    Sample() {
        pages.metadata.title = "Title";
        pages.metadata.language = *LanguageTag::parse("en");
        add(Role::document, -1);
        heading = add(Role::h1, 0);
        leaf = add(Role::none, heading);
        pages.tags.back().span = {}; // leaves have none of their own
        pages::Page page;
        page.size = {Length::mm(148), Length::mm(210)};
        pages.pages.push_back(page);
        put_text(Point{Length::mm(20), Length::mm(20)}, Color{});
    }

    pages::TagId add(Role role, pages::TagId parent) {
        const auto id = static_cast<pages::TagId>(pages.tags.size());
        pages.tags.push_back(tag(role, parent, static_cast<std::uint32_t>(id) + 1));
        if (parent >= 0) {
            pages.tags[static_cast<std::size_t>(parent)].children.push_back(id);
        }
        return id;
    }

    void put_text(Point at, Color color, std::uint32_t glyph = 7) {
        pages::Text text;
        text.size = Length::pt(10);
        text.origin = at;
        text.color = color;
        text.text = "word";
        pages::Glyph one;
        one.id = glyph;
        one.advance = Length::pt(5);
        text.glyphs.assign(4, one);
        put(text);
    }

    template <class What>
    void put(What what) {
        pages::Item item;
        item.what = std::move(what);
        item.tag = leaf;
        pages.pages.back().items.push_back(std::move(item));
    }

    /// "code line" of each finding.
    std::vector<std::string> findings() const {
        diag::Sink sink;
        check::inspect(pages, flow, sink);
        std::vector<std::string> found;
        for (const diag::Diagnostic& each : sink.all()) {
            found.push_back(each.code + " " + std::to_string(each.span.line));
        }
        return found;
    }

    pages::Document pages;
    flow::Document flow;
    pages::TagId heading = 0, leaf = 0;
};

using Found = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(check_suite, Sample)

BOOST_AUTO_TEST_CASE(nothing_to_say_about_a_sound_document) {
    BOOST_TEST(findings() == Found{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_document_needs_text_title_and_language) {
    pages.pages.clear();
    pages.metadata = {};
    BOOST_TEST(findings() ==
                   (Found{"check.empty-document 1", "check.no-title 1", "check.no-language 1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_at_all_is_no_crash) {
    pages = {};
    BOOST_TEST(findings().size() == 3U);
}

BOOST_AUTO_TEST_CASE(text_off_the_page) {
    put_text(Point{Length::mm(145), Length::mm(20)}, Color{});
    BOOST_TEST(findings() == Found{"check.outside-page 2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(areas_may_bleed_but_not_go_on_for_ever) {
    pages::Box box;
    box.rect = {Length::mm(-3), Length::mm(-3), Length::mm(154), Length::mm(216)};
    put(box);
    BOOST_TEST(findings().empty());
    box.rect.width = Length::mm(160);
    put(box);
    BOOST_TEST(findings() == Found{"check.outside-page 2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_missing_glyph) {
    put_text(Point{Length::mm(20), Length::mm(30)}, Color{}, 0);
    BOOST_TEST(findings() == Found{"check.missing-glyph 2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(headings_go_down_one_at_a_time_and_up_as_they_like) {
    add(Role::h2, 0);
    add(Role::h3, 0);
    add(Role::h1, 0);
    BOOST_TEST(findings().empty());
    const pages::TagId skipped = add(Role::h3, 0);
    BOOST_TEST(findings() == Found{"check.heading-skipped " + std::to_string(skipped + 1)},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_first_heading_is_of_level_one) {
    pages.tags[static_cast<std::size_t>(heading)].role = Role::h2;
    BOOST_TEST(findings() == Found{"check.heading-skipped 2"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_figure_without_words) {
    const pages::TagId figure = add(Role::figure, 0);
    BOOST_TEST(findings() == Found{"check.figure-without-alt 4"}, boost::test_tools::per_element());
    pages.tags[static_cast<std::size_t>(figure)].alt = "two hands";
    BOOST_TEST(findings().empty());
}

BOOST_AUTO_TEST_CASE(a_table_without_headers) {
    const pages::TagId table = add(Role::table, 0);
    const pages::TagId row = add(Role::row, table);
    add(Role::data_cell, row);
    BOOST_TEST(findings() == Found{"check.table-without-headers 4"},
               boost::test_tools::per_element());
    add(Role::header_cell, row);
    BOOST_TEST(findings().empty());
}

BOOST_AUTO_TEST_CASE(links_say_where_they_lead_and_lead_there) {
    pages::Link link;
    link.destination = "gone";
    link.tag = heading;
    pages.pages.back().links.push_back(link);
    BOOST_TEST(findings() == (Found{"check.link-without-contents 2", "check.dangling-link 2"}),
               boost::test_tools::per_element());
    pages.places["gone"] = {};
    pages.pages.back().links.back().contents = "section 2";
    BOOST_TEST(findings().empty());
}

BOOST_AUTO_TEST_CASE(contrast_is_against_what_lies_below) {
    put_text(Point{Length::mm(20), Length::mm(40)}, Color{255, 255, 255});
    BOOST_TEST(findings() == Found{"check.low-contrast 0"}, boost::test_tools::per_element());
    pages.pages.back().items.pop_back();
    pages::Box box;
    box.rect = {Length::mm(10), Length::mm(30), Length::mm(80), Length::mm(20)};
    box.fill = Color{0, 60, 60};
    put(box);
    put_text(Point{Length::mm(20), Length::mm(40)}, Color{255, 255, 255});
    BOOST_TEST(findings().empty());
    put_text(Point{Length::mm(20), Length::mm(45)}, Color{});
    BOOST_TEST(findings() == Found{"check.low-contrast 0"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(bullets_and_large_text_need_less_contrast) {
    const Color accent{192, 105, 74}; // 3.9 : 1
    put_text(Point{Length::mm(20), Length::mm(40)}, accent);
    BOOST_TEST(findings().size() == 1U);
    auto& text = std::get<pages::Text>(pages.pages.back().items.back().what);
    text.text = "\u2022";
    BOOST_TEST(findings().empty());
    text.text = "word";
    text.size = Length::pt(18);
    BOOST_TEST(findings().empty());
}

BOOST_AUTO_TEST_CASE(text_over_a_picture_is_left_to_people) {
    pages::Placed placed;
    placed.rect = {Length::mm(10), Length::mm(30), Length::mm(80), Length::mm(20)};
    put(placed);
    put_text(Point{Length::mm(20), Length::mm(40)}, Color{255, 255, 255});
    BOOST_TEST(findings().empty());
}

BOOST_AUTO_TEST_SUITE_END()
