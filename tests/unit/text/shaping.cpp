#include "helpers.hpp"

#include <algorithm>

using namespace helpers;

namespace {

struct OneLine {
    text::Shaper shaper{fallback};
    std::vector<text::Missing> missing;

    text::Line one_line(const text::Paragraph& what) {
        const auto lines = shaper.set(what, options(2000), missing);
        BOOST_REQUIRE(lines.size() == 1U);
        check_line(lines[0]);
        return lines[0];
    }
    text::Line one_line(std::string_view words) { return one_line(paragraph(words, style(10))); }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(shaping, OneLine)

BOOST_AUTO_TEST_CASE(kerns) {
    const text::Line line = one_line("AVATAR");
    const auto& glyphs = line.runs[0].glyphs;
    BOOST_TEST((glyphs[0].advance < glyphs[0].natural_advance));
    BOOST_TEST((glyphs[0].natural_advance ==
                Length::pt(10).scaled(face("NotoSerif-Regular")->advance(glyphs[0].id) / 1000.0)));
}

BOOST_AUTO_TEST_CASE(ligatures_keep_their_text) {
    text::Paragraph p = paragraph("affinity office", style(10, "NotoSans-Regular"));
    const text::Line line = one_line(p);
    BOOST_TEST(line_text(line) == "affinity office");
}

BOOST_AUTO_TEST_CASE(sizes_scale_one_shaping) {
    const text::Line small = one_line(paragraph("massage", style(10)));
    const text::Line large = one_line(paragraph("massage", style(20)));
    BOOST_TEST(std::abs((small.natural_width * 2 - large.natural_width).units()) <= 8);
}

BOOST_AUTO_TEST_CASE(features_change_glyphs) {
    text::Style small_caps = style(10);
    small_caps.features.small_caps = true;
    text::Style old = style(10);
    old.features.oldstyle_figures = true;
    text::Style tabular = style(10);
    tabular.features.tabular_figures = true;
    const auto id = [&](const text::Style& s, std::string_view t) {
        return one_line(paragraph(t, s)).runs[0].glyphs[0].id;
    };
    BOOST_TEST(id(small_caps, "a") != id(style(10), "a"));
    BOOST_TEST(id(old, "3") != id(style(10), "3"));
    const text::Line ones = one_line(paragraph("1118", tabular));
    const auto& glyphs = ones.runs[0].glyphs;
    BOOST_TEST((glyphs[0].advance == glyphs[3].advance));
}

BOOST_AUTO_TEST_CASE(a_fallback_face_takes_whole_clusters) {
    const text::Line line = one_line("see \u0928\u092E\u0938\u094D\u0924\u0947 here");
    BOOST_REQUIRE(line.runs.size() == 3U);
    BOOST_TEST(line.runs[1].face == face("NotoSerifDevanagari-Regular"));
    BOOST_TEST(missing.empty());
}

BOOST_AUTO_TEST_CASE(a_fallback_run_keeps_its_spaces) {
    const text::Line line = one_line("\u0E01\u0E32\u0E23 \u0E19\u0E27\u0E14");
    BOOST_TEST(line.runs.size() == 1U);
}

BOOST_AUTO_TEST_CASE(missing_characters_are_reported_once_and_drawn) {
    const text::Line line = one_line("a \u13A0\u13A0 \u13A0 b");
    BOOST_REQUIRE(missing.size() == 1U);
    BOOST_TEST((missing[0].character == char32_t{0x13A0}));
    BOOST_TEST(missing[0].owner == 1U);
    const auto& glyphs = line.runs[0].glyphs;
    BOOST_TEST(std::count_if(glyphs.begin(), glyphs.end(),
                             [](const text::Glyph& g) { return g.id == 0; }) == 3);
}

BOOST_AUTO_TEST_CASE(no_fallback_function_is_no_crash) {
    text::Shaper alone(nullptr);
    const auto lines = alone.set(paragraph("\u4E00", style(10)), options(100), missing);
    BOOST_TEST(lines.size() == 1U);
    BOOST_TEST(missing.size() == 1U);
}

BOOST_AUTO_TEST_CASE(composed_and_decomposed_letters_need_no_fallback) {
    one_line("e\u0301 \u1E69 s\u0323\u0307 10\u202Fkg a\u2011b \u200B");
    BOOST_TEST(missing.empty());
}

BOOST_AUTO_TEST_CASE(isolates_keep_a_number_whole_and_leave_no_trace) {
    const auto visual = [this](std::string_view words) {
        text::Paragraph p = paragraph(words, style(10, "NotoNaskhArabic-Regular", "ar"));
        p.direction = locale::Direction::right_to_left;
        std::string all;
        for (const text::Run& run : one_line(p).runs) {
            all += run.text + "|";
        }
        return all;
    };
    BOOST_TEST(visual("هاتف: \u2068555-0142\u2069") == "555|-|0142|هاتف: |");
    BOOST_TEST(visual("هاتف: 555-0142") != "555|-|0142|هاتف: |");
}

BOOST_AUTO_TEST_CASE(hebrew_runs_right_to_left) {
    text::Paragraph p = paragraph("\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD",
                                  style(10, "NotoSerifHebrew-Regular", "he"));
    p.direction = locale::Direction::right_to_left;
    const text::Line line = one_line(p);
    BOOST_REQUIRE(line.runs.size() == 1U);
    const text::Run& run = line.runs[0];
    BOOST_TEST(run.right_to_left);
    BOOST_TEST(run.text == p.text);                   // logical
    BOOST_TEST(run.glyphs.front().text_begin == 15U); // visual: the last letter stands leftmost
    BOOST_TEST(run.glyphs.back().text_begin == 0U);
    BOOST_TEST((right_edge(line) == line.width)); // starts at the right
}

BOOST_AUTO_TEST_CASE(mixed_directions_reorder) {
    text::Paragraph p = paragraph("\u05D0\u05D1 123 abc \u05D2", style(10));
    p.direction = locale::Direction::right_to_left;
    const text::Line line = one_line(p);
    std::string visual;
    for (const text::Run& run : line.runs) {
        visual += run.text + "|";
    }
    // A space takes the face of the word before it: the one after "abc" is not Hebrew's.
    BOOST_TEST(visual == "\u05D2| |abc| |123|\u05D0\u05D1 |");
}

BOOST_AUTO_TEST_CASE(arabic_joins_and_covers_its_text) {
    text::Paragraph p =
        paragraph("\u0627\u0644\u062A\u062F\u0644\u064A\u0643 \u0644\u0644\u0638\u0647\u0631",
                  style(10, "NotoNaskhArabic-Regular", "ar"));
    p.direction = locale::Direction::right_to_left;
    const text::Line line = one_line(p);
    BOOST_TEST(missing.empty());
    BOOST_TEST(line_text(line) == p.text);
    const auto isolated = face("NotoNaskhArabic-Regular")->glyph(0x0643);
    for (const text::Glyph& glyph : line.runs[0].glyphs) {
        BOOST_TEST(glyph.id != isolated); // final kaf joins
    }
}

BOOST_AUTO_TEST_CASE(thai_breaks_by_dictionary) {
    text::Paragraph p = paragraph(
        "\u0E01\u0E32\u0E23\u0E19\u0E27\u0E14\u0E0A\u0E48\u0E27\u0E22\u0E1A\u0E23\u0E23\u0E40\u0E17"
        "\u0E32\u0E2D\u0E32\u0E01\u0E32\u0E23\u0E1B\u0E27\u0E14\u0E2B\u0E25\u0E31\u0E07",
        style(10, "NotoSerifThai-Regular", "th"));
    const auto lines = shaper.set(p, options(40, text::Align::start), missing);
    BOOST_TEST(lines.size() > 1U);
    std::string all;
    for (const text::Line& line : lines) {
        check_line(line);
        all += line_text(line);
    }
    BOOST_TEST(all == p.text);
}

BOOST_AUTO_TEST_SUITE_END()
