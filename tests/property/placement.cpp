// Items lie on their pages, each has one owner, nothing is painted over the trim by accident.
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace carefold;

BOOST_AUTO_TEST_CASE(text_stays_on_its_page_and_inside_its_margins) {
    for (const auto audience : sample::audiences) {
        const pages::Document& document = sample::document(audience);
        for (std::size_t page = 0; page < document.pages.size(); ++page) {
            for (const pages::Item& item : document.pages[page].items) {
                const auto* text = std::get_if<pages::Text>(&item.what);
                if (text == nullptr) {
                    continue;
                }
                Length width;
                for (const pages::Glyph& glyph : text->glyphs) {
                    width += glyph.advance.scaled(text->stretch);
                }
                const double left = text->origin.x.to_mm();
                const double right = (text->origin.x + width).to_mm();
                const double margin = 12; // hanging punctuation reaches a little into it
                BOOST_TEST(left >= margin, "page " << page + 1 << ": " << text->text);
                BOOST_TEST(right <= 148 - margin, "page " << page + 1 << ": " << text->text);
                BOOST_TEST(text->origin.y.to_mm() <= 204, "page " << page + 1);
                BOOST_TEST(text->origin.y.to_mm() >= 8, "page " << page + 1);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(every_item_belongs_to_one_leaf_or_is_an_artifact) {
    for (const auto audience : sample::audiences) {
        const pages::Document& document = sample::document(audience);
        for (const pages::Page& page : document.pages) {
            for (const pages::Item& item : page.items) {
                if (item.tag == pages::artifact) {
                    continue;
                }
                BOOST_REQUIRE(item.tag < static_cast<pages::TagId>(document.tags.size()));
                BOOST_TEST((document.tags[static_cast<std::size_t>(item.tag)].role == Role::none));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(lines_of_one_frame_do_not_collide) {
    for (const auto audience : sample::audiences) {
        for (const pages::Page& page : sample::document(audience).pages) {
            std::set<std::pair<std::int64_t, std::int64_t>> origins;
            for (const pages::Item& item : page.items) {
                if (const auto* text = std::get_if<pages::Text>(&item.what)) {
                    BOOST_TEST(
                        origins
                            .emplace(text->origin.x.units() / 65536, text->origin.y.units() / 65536)
                            .second,
                        "two texts at one place: " << text->text);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(page_count_is_a_multiple_of_four_with_no_empty_page) {
    for (const auto audience : sample::audiences) {
        const pages::Document& document = sample::document(audience);
        BOOST_TEST(document.pages.size() % 4 == 0U);
        for (const pages::Page& page : document.pages) {
            BOOST_TEST(page.items.size() > 2U, "page " << page.label << " is blank");
        }
    }
}

BOOST_AUTO_TEST_CASE(links_lead_somewhere) {
    for (const auto audience : sample::audiences) {
        const pages::Document& document = sample::document(audience);
        std::size_t links = 0;
        for (const pages::Page& page : document.pages) {
            for (const pages::Link& link : page.links) {
                ++links;
                BOOST_TEST((!link.uri.empty() || document.places.count(link.destination) == 1),
                           link.destination);
                BOOST_TEST(!link.contents.empty());
            }
        }
        BOOST_TEST(links > 10U);
        for (const pages::OutlineEntry& entry : document.outline) {
            BOOST_TEST(document.places.count(entry.destination) == 1U, entry.title);
        }
    }
}
