#include "font/font.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace carefold;

namespace {

const std::string noto = "/usr/share/fonts/truetype/noto/";

std::string temporary(const std::string& name, const std::string& bytes) {
    const auto path = std::filesystem::temp_directory_path() /
                      ("carefold-" + std::to_string(::getpid()) + "-" + name);
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
}

} // namespace

BOOST_AUTO_TEST_SUITE(face)

BOOST_AUTO_TEST_CASE(reads_the_metrics_of_noto_serif) {
    const auto face = font::Face::open(noto + "NotoSerif-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    const font::Metrics& m = face->metrics();
    BOOST_TEST(face->postscript_name() == "NotoSerif-Regular");
    BOOST_TEST(!face->is_cff());
    BOOST_TEST(m.units_per_em == 1000);
    BOOST_TEST(m.ascent == 1069);
    BOOST_TEST(m.descent == -293);
    BOOST_TEST(m.cap_height == 714);
    BOOST_TEST(m.x_height == 536);
    BOOST_TEST(m.weight == 400);
    BOOST_TEST(m.italic_angle == 0.0);
    BOOST_TEST(m.serif);
    BOOST_TEST(!m.fixed_pitch);
    BOOST_TEST(m.x_min < 0);
    BOOST_TEST(m.y_max > m.cap_height);
}

BOOST_AUTO_TEST_CASE(tells_styles_apart) {
    const auto bold = font::Face::open(noto + "NotoSans-Bold.ttf", 0);
    const auto italic = font::Face::open(noto + "NotoSans-Italic.ttf", 0);
    const auto mono = font::Face::open(noto + "NotoSansMono-Regular.ttf", 0);
    BOOST_REQUIRE(bold && italic);
    BOOST_TEST(bold->metrics().weight == 700);
    BOOST_TEST(!bold->metrics().serif);
    BOOST_TEST(italic->metrics().italic_angle == -12.0);
    BOOST_TEST((!mono || mono->metrics().fixed_pitch));
}

BOOST_AUTO_TEST_CASE(knows_glyphs_advances_and_features) {
    const auto face = font::Face::open(noto + "NotoSerif-Regular.ttf", 0);
    BOOST_REQUIRE(face);
    BOOST_TEST(face->covers(U'a'));
    BOOST_TEST(!face->covers(0x4E00));
    BOOST_TEST(face->glyph(0x4E00) == 0U);
    BOOST_TEST(face->advance(face->glyph(U' ')) == 260);
    BOOST_TEST(face->has_feature("smcp"));
    BOOST_TEST(face->has_feature("onum"));
    BOOST_TEST(!face->has_feature("zzzz"));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_font) {
    BOOST_TEST(!font::Face::open("/nowhere/at-all.ttf", 0));
    BOOST_TEST(!font::Face::open("/usr/share/fonts", 0));
    BOOST_TEST(!font::Face::open(noto + "NotoSerif-Regular.ttf", 1));
    for (const std::string& bytes : {std::string(), std::string("no font"), std::string(5000, '\0'),
                                     std::string("\0\1\0\0\0\4", 6)}) {
        const std::string path = temporary("broken.ttf", bytes);
        BOOST_TEST(!font::Face::open(path, 0));
        std::filesystem::remove(path);
    }
}

BOOST_AUTO_TEST_CASE(survives_a_font_cut_short) {
    std::ifstream in(noto + "NotoSans-Regular.ttf", std::ios::binary);
    const std::string whole((std::istreambuf_iterator<char>(in)), {});
    BOOST_REQUIRE(whole.size() > 20000);
    for (const std::size_t size : {std::size_t{12}, std::size_t{300}, whole.size() / 2}) {
        const std::string path = temporary("short.ttf", whole.substr(0, size));
        const auto face = font::Face::open(path, 0);
        if (face) {
            font::subset(*face, {1, 2, 3});
        }
        std::filesystem::remove(path);
    }
}

BOOST_AUTO_TEST_SUITE_END()
