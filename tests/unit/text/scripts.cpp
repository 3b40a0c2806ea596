// Lines of ideographs, Hangul and Thai: breaks, white space, filling.
#include "writing.hpp"

using namespace helpers;

namespace {

constexpr std::string_view japanese =
    "「痛み」は、けがの大きさではありません。マッサージ（もみほぐし）を受けると、筋肉の"
    "こわばりがやわらぎ、ゆっくりとした呼吸ができるようになります。「ちょっと待って」と"
    "言ってもかまいません。10回ほど続けると、VASの点数が2点ほど下がることがあります。";

} // namespace

BOOST_FIXTURE_TEST_SUITE(scripts, Writing)

BOOST_AUTO_TEST_CASE(kinsoku) {
    for (double measure = 42; measure < 300; measure += 7) {
        const auto lines = set("ja", japanese, options(measure));
        BOOST_TEST(joined(lines) == japanese);
        for (const text::Line& line : lines) {
            const std::string words = line_text(line);
            BOOST_TEST(
                !starts_with_one_of(words, {"、", "。", "」", "）", "ー", "っ", "ょ", "ゆる"}),
                words);
            BOOST_TEST(!ends_with_one_of(words, {"「", "（"}), words);
        }
    }
}

BOOST_AUTO_TEST_CASE(lines_of_titles_end_between_phrases) {
    const std::string title = "慢性の背中・腰の痛みのためのマッサージ療法";
    const std::vector<std::string> phrases{"慢性の", "背中・",     "腰の", "痛みの",
                                           "ための", "マッサージ", "療法"};
    std::vector<std::string> ends;
    std::string so_far;
    for (const std::string& phrase : phrases) {
        ends.push_back(so_far += phrase);
    }
    for (double measure = 20; measure < 260; measure += 5) {
        text::Options how = options(measure, text::Align::start);
        how.phrases = true;
        how.shortest_last_line = {};
        const auto lines = set("ja", title, how);
        BOOST_TEST(joined(lines) == title);
        std::string before;
        for (const text::Line& line : lines) {
            before += line_text(line);
            BOOST_TEST(!line.overfull);
            // A measure that the longest of them does not fit parts them after all.
            BOOST_TEST((measure < 50 || std::find(ends.begin(), ends.end(), before) != ends.end()),
                       measure << ": " << before);
        }
    }
}

BOOST_AUTO_TEST_CASE(ideographs_fill_their_measure_without_spaces) {
    const auto lines = set("ja", japanese, options(153));
    BOOST_REQUIRE(lines.size() > 5U);
    for (const text::Line& line : lines) {
        BOOST_TEST((line.stretch == 1.0)); // squares stay square
        BOOST_TEST(!line.overfull);
        if (!line.last) {
            const double edge = right_edge(line).to_pt();
            const bool punctuation = ends_with_one_of(line_text(line), {"、", "。", "」", "）"});
            // Its blank half, or all of it, stands outside.
            BOOST_TEST(
                (std::abs(edge - 153) < 0.01 ||
                 (punctuation && (std::abs(edge - 158) < 0.01 || std::abs(edge - 163) < 0.01))),
                edge << line_text(line));
        }
    }
}

BOOST_AUTO_TEST_CASE(punctuation_hangs_only_where_asked) {
    const auto hanging = [&](bool asked) {
        int count = 0;
        for (double measure = 80; measure < 300; measure += 5) {
            text::Options how = options(measure);
            how.hang_punctuation = asked;
            for (const text::Line& line : set("ja", japanese, how)) {
                count += right_edge(line).to_pt() > measure + 7 ? 1 : 0;
            }
        }
        return count;
    };
    BOOST_TEST(hanging(true) > 0);
    BOOST_TEST(hanging(false) == 0);
}

BOOST_AUTO_TEST_CASE(full_width_punctuation_closes_up) {
    for (const std::string_view language : {"ja", "zh-Hans"}) {
        BOOST_TEST(std::abs(width(language, "中」「中") - 35) < 0.01);
        BOOST_TEST(std::abs(width(language, "中「「中") - 35) < 0.01);
        BOOST_TEST(std::abs(width(language, "中」。中") - 35) < 0.01);
        BOOST_TEST(std::abs(width(language, "中（中）中") - 50) < 0.01);
    }
    BOOST_TEST(std::abs(width("zh-Hans", "中：“中") - 35) < 0.01); // quotes from the same face
    const auto lines = set("ja", "「中」", options(100, text::Align::start));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST((lines[0].runs[0].x == Length::pt(-5))); // the blank half stands outside
}

BOOST_AUTO_TEST_CASE(a_quarter_em_beside_latin) {
    const double alone = width("ja", "痛") + width("ja", "VAS");
    BOOST_TEST(std::abs(width("ja", "痛VAS") - alone - 2.5) < 0.01);
    BOOST_TEST(std::abs(width("ja", "VAS痛") - alone - 2.5) < 0.01);
    BOOST_TEST(std::abs(width("ja", "VAS。") - width("ja", "VAS") - 10) < 0.01);
    const auto lines = set("ja", "週2回", options(100));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_TEST(line_text(lines[0]) == "週2回"); // no character stands for it
}

BOOST_AUTO_TEST_CASE(an_apostrophe_among_letters_stays_narrow) {
    BOOST_TEST(width("zh-Hans", "don’t") == width("en-US", "don’t"));
}

BOOST_AUTO_TEST_CASE(a_note_sign_never_opens_a_line) {
    text::Paragraph p = paragraph("痛みはけがの大きさではありません1と言えます", latin("ja"));
    p.styles.push_back(latin("ja", 6));
    p.styles[1].rise = Length::pt(3);
    const auto sign = static_cast<std::uint32_t>(p.text.find('1'));
    p.spans = {{0, sign, 0, 1, {}},
               {sign, sign + 1, 1, 2, {}},
               {sign + 1, static_cast<std::uint32_t>(p.text.size()), 0, 1, {}}};
    for (double measure = 40; measure < 200; measure += 3) {
        for (const text::Line& line : set(p, options(measure))) {
            BOOST_TEST(!line_text(line).starts_with("1"));
        }
    }
}

BOOST_AUTO_TEST_CASE(korean_keeps_words_whole) {
    const std::string_view words = "통증이 몇 달째 이어진다고 해서 몸이 다쳤다는 뜻은 아닙니다. "
                                   "마사지 치료사(안마사)에게 12주 동안의 변화를 알려 주세요.";
    int cut = 0;
    int count = 0;
    for (double measure = 160; measure < 300; measure += 7) {
        const auto lines = set("ko", words, options(measure));
        BOOST_TEST(joined(lines) == words);
        for (const text::Line& line : lines) {
            BOOST_TEST(!starts_with_one_of(line_text(line), {".", ")"}));
            BOOST_TEST(!starts_with_one_of(line_text(line), {"주 ", "에게", "안마사"}));
            cut += line.joined ? 1 : 0;
            ++count;
        }
    }
    BOOST_TEST(cut * 5 < count, cut << " of " << count);
    const auto narrow = set("ko", words, options(28));
    BOOST_TEST(joined(narrow) == words);
    BOOST_TEST(
        std::none_of(narrow.begin(), narrow.end(), [](auto& line) { return line.overfull; }));
    for (const text::Line& line : set("ko", words, options(100, text::Align::start))) {
        BOOST_TEST(!line.joined, line_text(line)); // ragged lines may be short
    }
    text::Options heading = options(28, text::Align::start);
    heading.hyphenate = false;
    for (const text::Line& line : set("ko", words, heading)) {
        BOOST_TEST(!line.overfull);
    }
}

BOOST_AUTO_TEST_CASE(thai_parts_at_words) {
    const std::string_view words = "การนวดช่วยให้กล้ามเนื้อคลายตัวและหายใจได้ลึกขึ้น แต่ไม่อาจรักษาสาเหตุของ"
                                   "อาการปวดได้ทั้งหมด โปรดปรึกษาแพทย์";
    const auto lines = set("th", words, options(200));
    BOOST_REQUIRE(lines.size() > 2U);
    BOOST_TEST(joined(lines) == words);
    BOOST_TEST(line_text(lines[0]).starts_with("การนวดช่วยให้กล้ามเนื้อคลายตัว"));
    for (const text::Line& line : lines) {
        BOOST_TEST((line.last || line.justified), line_text(line) << line.natural_width.to_pt());
    }
}

BOOST_AUTO_TEST_SUITE_END()
