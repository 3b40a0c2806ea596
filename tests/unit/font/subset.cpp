#include "font/font.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <unistd.h>

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

void put(std::string& bytes, std::uint32_t value, int size = 2) {
    for (int i = size - 1; i >= 0; --i) {
        bytes += static_cast<char>(value >> (8 * i));
    }
}

/// A font file around a bare CFF table; its character map leads from U+4E00 to glyph 1.
std::string wrapped(const std::vector<std::uint8_t>& cff, std::uint32_t glyphs) {
    std::string head(54, '\0');
    head.replace(18, 2, "\x03\xE8"); // 1000 units
    head[1] = 1;                     // major versions
    head.replace(12, 4, "\x5F\x0F\x3C\xF5");
    std::string hhea(36, '\0');
    hhea[1] = 1;
    hhea[35] = static_cast<char>(glyphs);
    std::string maxp;
    put(maxp, 0x5000, 4);
    put(maxp, glyphs);
    std::string cmap;
    for (const std::uint32_t half : {0, 1, 3, 10, 0, 12, 12, 0}) {
        put(cmap, half);
    }
    for (const std::uint32_t word : {28, 0, 1, 0x4E00, 0x4E00, 1}) {
        put(cmap, word, 4);
    }
    const std::vector<std::pair<std::string, std::string>> all{
        {"CFF ", {cff.begin(), cff.end()}},      {"cmap", cmap}, {"head", head}, {"hhea", hhea},
        {"hmtx", std::string(4 * glyphs, '\1')}, {"maxp", maxp}};
    std::string file = "OTTO";
    std::string body;
    put(file, static_cast<std::uint32_t>(all.size()));
    file.append(6, '\0');
    for (const auto& [name, bytes] : all) {
        file += name;
        put(file, 0, 4);
        put(file, static_cast<std::uint32_t>(12 + 16 * all.size() + body.size()), 4);
        put(file, static_cast<std::uint32_t>(bytes.size()), 4);
        body += bytes + std::string((4 - bytes.size() % 4) % 4, '\0');
    }
    return file + body;
}

/// The CIDs a subset gives its glyphs: the table ends with them and two bytes more.
std::vector<std::uint32_t> cids(const font::Subset& made) {
    std::vector<std::uint32_t> list;
    for (std::size_t i = made.data.size() - 2 * made.glyphs.size(); i < made.data.size() - 2;
         i += 2) {
        list.push_back(made.data[i] * 256U + made.data[i + 1]);
    }
    return list;
}

} // namespace

BOOST_AUTO_TEST_SUITE(subset_)

BOOST_AUTO_TEST_CASE(a_cff_collection_gives_a_small_bare_table) {
    const auto face =
        font::Face::open("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 1);
    BOOST_REQUIRE(face);
    const std::uint32_t first = face->glyph(0x76F4);
    const std::uint32_t second = face->glyph(0xD55C);
    const auto made = font::subset(*face, {first, second});
    BOOST_REQUIRE(made);
    BOOST_TEST(made->cff);
    BOOST_TEST(made->data.size() < 3000U);
    BOOST_TEST(made->data.front() == 1); // major version: no sfnt around it
    BOOST_TEST(made->glyphs.at(first) == first);
    BOOST_TEST((cids(*made) ==
                std::vector<std::uint32_t>{std::min(first, second), std::max(first, second)}));
}

BOOST_AUTO_TEST_CASE(a_font_cut_down_before_is_numbered_by_its_glyphs_again) {
    const auto whole =
        font::Face::open("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 0);
    BOOST_REQUIRE(whole);
    const auto cut = font::subset(*whole, {2000, 3000, 4000});
    BOOST_REQUIRE(cut);
    BOOST_TEST((cids(*cut) == std::vector<std::uint32_t>{2000, 3000, 4000}));
    const auto path = std::filesystem::temp_directory_path() /
                      ("carefold-" + std::to_string(::getpid()) + "-cut.otf");
    std::ofstream(path, std::ios::binary) << wrapped(cut->data, 4);
    const auto face = font::Face::open(path.string(), 0);
    BOOST_REQUIRE(face);
    BOOST_TEST(face->is_cff());
    BOOST_TEST(face->glyph(0x4E00) == 1U);
    const auto again = font::subset(*face, {1, 3});
    std::filesystem::remove(path);
    BOOST_REQUIRE(again);
    BOOST_TEST(again->glyphs.at(3) == 3U);
    BOOST_TEST((cids(*again) == std::vector<std::uint32_t>{1, 3}));
}

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
