#include "font/font.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace carefold;

namespace {

std::set<std::string> tables(const std::vector<std::uint8_t>& sfnt) {
    std::set<std::string> names;
    const std::size_t count = sfnt.size() > 12 ? sfnt[4] * 256U + sfnt[5] : 0U;
    for (std::size_t i = 0; i < count && 12 + 16 * i + 4 <= sfnt.size(); ++i) {
        const auto at = sfnt.begin() + static_cast<std::ptrdiff_t>(12 + 16 * i);
        names.emplace(at, at + 4);
    }
    return names;
}

} // namespace

BOOST_AUTO_TEST_SUITE(subset_)

BOOST_AUTO_TEST_CASE(keeps_outlines_and_widths_only) {
    const auto face = font::Face::open("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    std::vector<std::uint32_t> glyphs;
    for (const char32_t c : std::u32string(U"massage fi")) {
        glyphs.push_back(face->glyph(c));
    }
    const auto made = font::subset(*face, glyphs);
    BOOST_REQUIRE(made);
    BOOST_TEST(!made->cff);
    BOOST_TEST(made->data.size() < 6000U);
    const auto names = tables(made->data);
    for (const char* needed : {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}) {
        BOOST_TEST(names.count(needed) == 1U, needed);
    }
    for (const char* unwanted : {"GSUB", "GPOS", "GDEF", "kern", "name", "cmap", "post", "fpgm"}) {
        BOOST_TEST(names.count(unwanted) == 0U, unwanted);
    }
}

BOOST_AUTO_TEST_CASE(renumbers_in_ascending_order) {
    const auto face = font::Face::open("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    const std::vector<std::uint32_t> glyphs{face->glyph(U'z'), face->glyph(U'a'), face->glyph(U'a'),
                                            face->glyph(U'M'), 0xFFFFFFFF};
    const auto made = font::subset(*face, glyphs);
    BOOST_REQUIRE(made);
    BOOST_TEST(made->glyphs.size() == 4U); // .notdef comes along
    BOOST_TEST(made->glyphs.at(0) == 0U);
    std::uint32_t expected = 0;
    for (const auto& [old, renumbered] : made->glyphs) {
        BOOST_TEST(renumbered == expected++);
    }
}

BOOST_AUTO_TEST_CASE(brings_the_parts_of_composites) {
    const auto face = font::Face::open("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    const auto made = font::subset(*face, {face->glyph(0x1EA4)}); // A with circumflex and acute
    BOOST_REQUIRE(made);
    BOOST_TEST(made->glyphs.size() == 2U); // asked for and .notdef; parts are the font's own affair
    BOOST_TEST(made->data.size() > 300U);
}

BOOST_AUTO_TEST_CASE(is_the_same_bytes_every_time) {
    const auto face = font::Face::open("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    BOOST_TEST(font::subset(*face, {40, 41, 42})->data == font::subset(*face, {42, 41, 40})->data);
}

BOOST_AUTO_TEST_SUITE_END()
