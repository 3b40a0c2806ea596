#include "helpers.hpp"

using namespace helpers;

namespace {

struct Setting {
    text::Shaper shaper{fallback};
    std::vector<text::Missing> missing;

    std::vector<text::Line> set(const text::Paragraph& what, const text::Options& how) {
        auto lines = shaper.set(what, how, missing);
        for (const text::Line& line : lines) {
            check_line(line);
        }
        return lines;
    }
    std::vector<std::string> texts(std::string_view words, const text::Options& how) {
        std::vector<std::string> all;
        for (const text::Line& line : set(paragraph(words, style(10)), how)) {
            all.push_back(line_text(line));
        }
        return all;
    }
};

using Texts = std::vector<std::string>;

} // namespace

BOOST_FIXTURE_TEST_SUITE(lines, Setting)

BOOST_AUTO_TEST_CASE(nothing_gives_no_lines) {
    BOOST_TEST(texts("", options(100)).empty());
    BOOST_TEST(texts("  \t ", options(100)).empty());
    text::Paragraph bare;
    BOOST_TEST(set(bare, options(100)).empty());
    text::Options none;
    BOOST_TEST(set(paragraph("word", style(10)), none).empty());
}

BOOST_AUTO_TEST_CASE(white_space_collapses) {
    BOOST_TEST((texts("  one\t two  \r three ", options(500)) == Texts{"one two three"}));
}

BOOST_AUTO_TEST_CASE(newlines_force_breaks) {
    BOOST_TEST((texts("one \n two", options(500)) == Texts{"one", "two"}));
    BOOST_TEST((texts("one\n\ntwo\n", options(500)) == Texts{"one", "", "two"}));
    const auto all = set(paragraph("one\n\ntwo", style(10)), options(500));
    BOOST_REQUIRE(all.size() == 3U);
    for (const text::Line& line : all) {
        BOOST_TEST(line.last);
        BOOST_TEST(!line.justified);
        BOOST_TEST((line.ascent == Length::pt(10.69)));
        BOOST_TEST((line.descent == Length::pt(2.93)));
    }
}

BOOST_AUTO_TEST_CASE(spaces_collapse_across_spans) {
    text::Paragraph p = paragraph("one  two", style(10));
    p.styles.push_back(style(10, "NotoSerif-Italic"));
    p.spans = {{0, 4, 0, 1, {}}, {4, 8, 1, 2, {}}};
    const auto all = set(p, options(500));
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_REQUIRE(all[0].runs.size() == 2U);
    BOOST_TEST(all[0].runs[0].text == "one ");
    BOOST_TEST(all[0].runs[1].text == "two");
    BOOST_TEST(all[0].runs[1].style == 1U);
    BOOST_TEST(all[0].runs[1].owner == 2U);
}

BOOST_AUTO_TEST_CASE(owners_split_runs) {
    text::Paragraph p = paragraph("one two", style(10));
    p.spans = {{0, 3, 0, 1, {}}, {3, 4, 0, 2, {}}, {4, 7, 0, 2, {}}};
    const auto all = set(p, options(500));
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_REQUIRE(all[0].runs.size() == 2U); // equal neighbours are joined
    BOOST_TEST(all[0].runs[1].text == " two");
}

BOOST_AUTO_TEST_CASE(a_no_break_space_holds_and_stretches) {
    const std::string words = "aaa aaa aaa 10\u00A0kg aaa aaa aaa aaa aaa aaa";
    for (double measure = 20; measure < 160; measure += 3) {
        for (const std::string& line : texts(words, options(measure))) {
            BOOST_TEST(!line.ends_with("10"));
            BOOST_TEST(!line.starts_with("kg"));
        }
    }
    const auto extent = shaper.measure(paragraph("a\u00A0b cccccc", style(10)), missing);
    const double wider = extent.natural.to_pt() + 2;
    const auto all = set(paragraph("a\u00A0b cccccc cccccccc", style(10)), options(wider));
    BOOST_REQUIRE(all[0].justified);
    const auto& glyphs = all[0].runs[0].glyphs;
    BOOST_TEST(std::abs((glyphs[1].advance - glyphs[3].advance).units()) <= 2);
    BOOST_TEST((glyphs[1].advance != glyphs[1].natural_advance));
}

BOOST_AUTO_TEST_CASE(hyphens_are_drawn_and_marked) {
    const auto all = set(paragraph("Considerations", style(10)), options(45));
    BOOST_REQUIRE(all.size() >= 2U);
    BOOST_TEST(all[0].hyphenated);
    BOOST_TEST(line_text(all[0]).ends_with("\u00AD"));
    const text::Glyph& hyphen = all[0].runs.back().glyphs.back();
    BOOST_TEST(hyphen.id == face("NotoSerif-Regular")->glyph(0x2010));
    BOOST_TEST(hyphen.text_length == 2U);
    text::Options never = options(45);
    never.hyphenate = false;
    const auto whole = set(paragraph("Considerations", style(10)), never);
    BOOST_REQUIRE(whole.size() == 1U);
    BOOST_TEST(whole[0].overfull);
}

BOOST_AUTO_TEST_CASE(numbers_addresses_and_joined_words_are_left_whole) {
    for (const char* word : {"consideration2", "consideration-consideration", "x@consideration.org",
                             "www.considerations.org", "considerations/considerations"}) {
        for (const text::Line& line : set(paragraph(word, style(10)), options(30))) {
            BOOST_TEST(!line.hyphenated, word);
        }
    }
    BOOST_TEST((texts("well-known", options(30)) == Texts{"well-", "known"}));
}

BOOST_AUTO_TEST_CASE(soft_hyphens_are_honoured) {
    text::Options never = options(40);
    never.hyphenate = false;
    BOOST_TEST((texts("strength\u00ADless", never) == Texts{"strength\u00AD", "less"}));
    BOOST_TEST((texts("strength\u00ADless", options(500)) == Texts{"strengthless"}));
    BOOST_TEST((texts("\u00ADa\u00AD \u00AD\u00AD b\u00AD", options(500)) == Texts{"a b"}));
}

BOOST_AUTO_TEST_CASE(a_hopeless_line_stays_short) {
    text::Options never = options(150);
    never.hyphenate = false;
    const auto all = set(paragraph("to be considerations considerations", style(10)), never);
    BOOST_REQUIRE(all.size() == 2U);
    BOOST_TEST(!all[0].justified);
    BOOST_TEST(!all[0].overfull);
    BOOST_TEST(all[0].space_ratio <= 2.0 + 1e-4);
    BOOST_TEST((right_edge(all[0]) < Length::pt(149)));
}

BOOST_AUTO_TEST_CASE(letters_part_before_spaces_gape) {
    const auto natural = shaper.measure(paragraph("to be considerations", style(10)), missing);
    text::Options never = options(natural.natural.to_pt() + 8);
    never.hyphenate = false;
    const auto all = set(paragraph("to be considerations considerations", style(10)), never);
    BOOST_TEST(all[0].justified);
    const auto& glyphs = all[0].runs[0].glyphs;
    BOOST_TEST((glyphs[7].advance > glyphs[7].natural_advance)); // inside the word
    BOOST_TEST((glyphs[7].advance < glyphs[7].natural_advance + Length::pt(0.26)));
}

BOOST_AUTO_TEST_CASE(objects_take_their_width) {
    text::Paragraph p = paragraph("see \uFFFC here", style(10));
    p.spans = {{0, 4, 0, 1, {}}, {4, 7, 0, 2, Length::pt(33)}, {7, 12, 0, 1, {}}};
    const auto all = set(p, options(500));
    BOOST_REQUIRE(all.size() == 1U);
    BOOST_REQUIRE(all[0].runs.size() == 3U);
    BOOST_TEST(all[0].runs[1].object);
    BOOST_TEST(all[0].runs[1].glyphs.empty());
    BOOST_TEST((all[0].runs[1].width == Length::pt(33)));
}

BOOST_AUTO_TEST_CASE(a_word_too_wide_stands_alone) {
    text::Options never = options(50);
    never.hyphenate = false;
    const auto all = set(paragraph("a b Unverständlichkeit c d", style(10)), never);
    BOOST_REQUIRE(all.size() == 3U);
    BOOST_TEST(line_text(all[1]) == "Unverständlichkeit");
    BOOST_TEST(!all[0].overfull);
    BOOST_TEST(all[1].overfull);
    BOOST_TEST(!all[2].overfull);
}

BOOST_AUTO_TEST_CASE(a_measure_of_nothing_gives_a_word_a_line) {
    for (const double measure : {0.0, -10.0, 1e-3}) {
        text::Options never = options(measure);
        never.hyphenate = false;
        const auto all = set(paragraph("one two three", style(10)), never);
        BOOST_REQUIRE(all.size() == 3U);
        BOOST_TEST(all[2].overfull);
    }
}

BOOST_AUTO_TEST_CASE(measures_may_differ_by_line) {
    text::Options how = options(0, text::Align::start);
    how.measures = {Length::pt(60), Length::pt(120), Length::pt(200)};
    how.first_indent = Length::pt(15);
    const auto all = set(
        paragraph("the cat sat on the mat and then the dog sat on the cat and the mat", style(10)),
        how);
    BOOST_REQUIRE(all.size() >= 3U);
    BOOST_TEST((all[0].width == Length::pt(60)));
    BOOST_TEST((all[0].runs[0].x == Length::pt(15)));
    BOOST_TEST((right_edge(all[0]) <= Length::pt(61)));
    BOOST_TEST((all[1].width == Length::pt(120)));
    BOOST_TEST((all[1].runs[0].x <= Length()));
    BOOST_TEST((all.back().width == Length::pt(all.size() == 2 ? 120 : 200)));
}

BOOST_AUTO_TEST_CASE(alignments) {
    const std::string words = "one two three four five six seven eight nine ten";
    for (const auto& line : set(paragraph(words, style(10)), options(100, text::Align::start))) {
        BOOST_TEST((line.runs[0].x <= Length()));
        BOOST_TEST(line.stretch == 1.0);
        BOOST_TEST(line.space_ratio == 1.0);
        BOOST_TEST(!line.justified);
        BOOST_TEST(!line.overfull);
    }
    text::Options how = options(100, text::Align::end);
    how.hang_punctuation = false;
    for (const auto& line : set(paragraph(words, style(10)), how)) {
        BOOST_TEST((right_edge(line) == Length::pt(100)));
    }
    for (const auto& line : set(paragraph(words, style(10)), options(100, text::Align::center))) {
        const Length left = line.runs[0].x;
        const Length right = Length::pt(100) - right_edge(line);
        BOOST_TEST(std::abs((left - right).units()) <= 2);
    }
}

BOOST_AUTO_TEST_CASE(last_lines_are_not_too_short) {
    const std::string words =
        "the room will be warm and you undress only as far as you like and lie down under a towel";
    for (double measure = 150; measure < 300; measure += 7) {
        text::Options how = options(measure);
        how.shortest_last_line = Length::pt(40);
        const auto all = set(paragraph(words, style(10)), how);
        const text::Line& last = all.back();
        BOOST_TEST((last.natural_width >= Length::pt(40)), measure);
    }
}

BOOST_AUTO_TEST_CASE(a_last_line_is_no_fragment_of_a_word) {
    const std::string words = "it is agreed that nothing here is without considerations";
    for (double measure = 150; measure < 300; measure += 3) {
        const auto all = set(paragraph(words, style(10)), options(measure));
        if (all.size() > 1 && all[all.size() - 2].hyphenated) {
            BOOST_TEST(line_text(all.back()).find(' ') != std::string::npos, measure);
        }
    }
}

BOOST_AUTO_TEST_CASE(tracking_widens_all_but_the_end) {
    text::Style wide = style(10);
    wide.tracking = Length::pt(2);
    const auto plain = set(paragraph("office", style(10)), options(500));
    const auto tracked = set(paragraph("abc", wide), options(500));
    const auto untracked = set(paragraph("abc", style(10)), options(500));
    BOOST_TEST((tracked[0].natural_width - untracked[0].natural_width == Length::pt(4)));
    const auto unglued = set(paragraph("office", wide), options(500));
    BOOST_TEST(plain[0].runs[0].glyphs.size() <= unglued[0].runs[0].glyphs.size());
    BOOST_TEST(unglued[0].runs[0].glyphs.size() == 6U);
}

BOOST_AUTO_TEST_CASE(heights_follow_faces_and_rise) {
    text::Paragraph p = paragraph("one two", style(10));
    p.styles.push_back(style(6));
    p.styles[1].rise = Length::pt(8);
    p.spans = {{0, 4, 0, 1, {}}, {4, 7, 1, 2, {}}};
    const auto all = set(p, options(500));
    BOOST_TEST(((all[0].ascent) == Length::pt(6).scaled(1.069) + Length::pt(8)));
    BOOST_TEST((all[0].descent == Length::pt(10).scaled(0.293)));
}

BOOST_AUTO_TEST_CASE(extents) {
    const auto one = shaper.measure(paragraph("a considerable word", style(10)), missing);
    const auto word = shaper.measure(paragraph("considerable", style(10)), missing);
    const auto line = set(paragraph("a considerable word", style(10)), options(900));
    BOOST_TEST(std::abs((one.natural - line[0].natural_width).units()) <= 20);
    BOOST_TEST((one.minimum == word.natural));
    BOOST_TEST((shaper.measure(paragraph("aaa\nbbbbbbb", style(10)), missing).natural ==
                shaper.measure(paragraph("bbbbbbb", style(10)), missing).natural));
    BOOST_TEST((shaper.measure(paragraph("", style(10)), missing).natural == Length()));
}

BOOST_AUTO_TEST_SUITE_END()
