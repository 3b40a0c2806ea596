// What each language asks of words, signs and directions, and what holds in all.
#include "samples.hpp"
#include "writing.hpp"

using namespace helpers;

BOOST_FIXTURE_TEST_SUITE(languages, Writing)

BOOST_AUTO_TEST_CASE(joining_scripts_are_not_tracked) {
    for (const auto& [language, words] : {std::pair("ar", "ألم مزمن"), {"hi", "पुराना दर्द"}}) {
        text::Paragraph p = paragraph(words, latin(language));
        const auto plain = shaper.measure(p, missing).natural;
        const auto untracked = set(p, options(200)).at(0).natural_width;
        p.styles[0].tracking = Length::pt(2);
        BOOST_TEST((shaper.measure(p, missing).natural == plain), words);
        for (const text::Line& line : set(p, options(200))) {
            BOOST_TEST((line.natural_width == untracked));
        }
    }
}

BOOST_AUTO_TEST_CASE(signs_go_with_the_letters_of_their_script) {
    const auto lines = set("hi", "(दर्द)।", options(200));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_REQUIRE(lines[0].runs.size() == 1U);
    BOOST_TEST((lines[0].runs[0].face == face("NotoSerifDevanagari-Regular")));
}

BOOST_AUTO_TEST_CASE(brackets_are_mirrored) {
    const auto lines = set("he", "(כאב)", options(200));
    BOOST_REQUIRE(lines.size() == 1U);
    const text::Run& right = lines[0].runs.back(); // what opens stands at the right
    BOOST_TEST(right.text == "(");
    BOOST_TEST(right.glyphs.at(0).id == face("NotoSerif-Regular")->glyph(U')'));
}

BOOST_AUTO_TEST_CASE(numbers_and_addresses_keep_their_order_in_arabic) {
    const auto visual = [&](std::string_view words) {
        std::vector<std::string> runs;
        const auto lines = set("ar", words, options(400));
        for (const text::Run& run : lines.at(0).runs) {
            runs.push_back(run.text);
        }
        return runs;
    };
    const auto has = [](const std::vector<std::string>& runs, std::string_view what) {
        return std::find(runs.begin(), runs.end(), what) != runs.end();
    };
    BOOST_TEST(has(visual("مرة (12 أسبوعًا) كل"), "12"));
    BOOST_TEST(has(visual("اكتب إلى info@example.com الآن"), "info@example.com"));
    BOOST_TEST(has(visual("انظر https://example.com/a-b?c=1 الآن"), "https://example.com/a-b?c=1"));
    const auto range = visual("من 3–5 مرات"); // read from the right: 3 first
    const auto three = std::find(range.begin(), range.end(), "3");
    const auto five = std::find(range.begin(), range.end(), "5");
    BOOST_REQUIRE((three != range.end() && five != range.end()));
    BOOST_TEST((five < three));
    const auto isolated = visual("قال \u2067نعم \u2066(a \u2067ب\u2069 c)\u2069\u2069 ثم");
    BOOST_TEST(isolated.size() >= 3U);
}

BOOST_AUTO_TEST_CASE(french_spaces_hold) {
    for (const std::string_view space : {"\u202F", "\u00A0"}) {
        const std::string words = "Avez" + std::string("-vous mal") + std::string(space) + "? Oui" +
                                  std::string(space) + "! Le «" + std::string(space) + "dos" +
                                  std::string(space) + "» souffre" + std::string(space) +
                                  "; il se repose.";
        for (const char* name : {"NotoSerif-Regular", "NotoSerifThai-Regular"}) {
            for (double measure = 20; measure < 200; measure += 3) {
                const auto lines = set(paragraph(words, style(10, name, "fr")), options(measure));
                for (const text::Line& line : lines) {
                    BOOST_TEST(!starts_with_one_of(line_text(line), {"?", "!", ";", "»", "dos"}));
                }
                BOOST_TEST(joined(lines) == words);
            }
        }
    }
    // A face without U+202F makes it from its space, and narrower.
    const auto thai = face("NotoSerifThai-Regular");
    BOOST_REQUIRE(!thai->covers(0x202F));
    const auto extent = [&](std::string_view words) {
        return shaper.measure(paragraph(words, style(10, "NotoSerifThai-Regular", "fr")), missing)
            .natural;
    };
    BOOST_TEST((extent("a\u202F!") > extent("a!") + Length::pt(0.8)));
    BOOST_TEST((extent("a\u202F!") < extent("a\u00A0!")));
}

BOOST_AUTO_TEST_CASE(each_word_is_hyphenated_by_its_own_language) {
    const std::string polish = "Przeciwwskazania ";
    const std::string english = "considerations ";
    text::Paragraph p = paragraph(polish + english, latin("pl"));
    p.styles.push_back(latin("en-US"));
    const auto cut = static_cast<std::uint32_t>(polish.size());
    p.spans = {{0, cut, 0, 1, {}}, {cut, static_cast<std::uint32_t>(p.text.size()), 1, 1, {}}};
    std::string ends;
    for (const text::Line& line : set(p, options(46))) {
        ends += line_text(line) + "|";
    }
    BOOST_TEST(ends.find("consider\u00AD|") != std::string::npos, ends);
    BOOST_TEST(ends.find("Prze") != std::string::npos, ends);
    p.styles[1].language = *LanguageTag::parse("vi"); // none of its own
    p.styles[1].hyphenator = nullptr;
    ends.clear();
    for (const text::Line& line : set(p, options(46))) {
        ends += line_text(line) + "|";
    }
    BOOST_TEST(ends.find("considerations|") != std::string::npos, ends);
}

BOOST_AUTO_TEST_CASE(marks_stay_with_their_base_across_styles) {
    text::Paragraph p = paragraph("หนึ่", latin("th")); // the tone mark in another style
    p.styles.push_back(style(10, "NotoSerif-Bold", "th"));
    const auto cut = static_cast<std::uint32_t>(p.text.size() - 3);
    p.spans = {{0, cut, 0, 1, {}}, {cut, cut + 3, 1, 2, {}}};
    const auto lines = set(p, options(100));
    BOOST_REQUIRE(lines.size() == 1U);
    BOOST_REQUIRE(lines[0].runs.size() == 1U);
    BOOST_TEST(lines[0].runs[0].text == "หนึ่");
}

BOOST_AUTO_TEST_CASE(local_forms_by_language) {
    // Serbian italic б is another letter than Russian.
    const auto glyphs = [&](std::string_view language) {
        text::Paragraph p = paragraph("б", style(10, "NotoSerif-Italic", language));
        return set(p, options(100)).at(0).runs.at(0).glyphs.at(0).id;
    };
    BOOST_TEST(glyphs("sr") != glyphs("ru"));
}

BOOST_AUTO_TEST_CASE(text_survives_in_eighteen_languages) {
    for (const Sample& sample : samples) {
        for (const double measure : {60.0, 110.0, 180.0, 320.0}) {
            for (const text::Align align : {text::Align::justify, text::Align::start}) {
                const auto lines = set(sample.language, sample.text, options(measure, align));
                const bool mirrored = locale::direction(*LanguageTag::parse(sample.language)) ==
                                      locale::Direction::right_to_left;
                if (!mirrored) { // runs of these are in visual order
                    BOOST_TEST(joined(lines) == sample.text);
                }
                std::size_t letters = 0;
                for (const text::Line& line : lines) {
                    BOOST_TEST((measure < 100 || !line.overfull), line_text(line));
                    letters += line_text(line).size() - (line.hyphenated ? 2 : 0) +
                               (line.joined || line.last ? 0 : 1);
                }
                BOOST_TEST(letters == sample.text.size());
            }
        }
        BOOST_TEST(missing.empty(), sample.language);
    }
}

BOOST_AUTO_TEST_SUITE_END()
