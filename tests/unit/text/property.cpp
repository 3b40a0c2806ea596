// Whatever goes in: nothing crashes, no text is lost, every line holds together.
#include "helpers.hpp"
#include "prose.hpp"

#include <array>
#include <random>

using namespace helpers;

namespace {

// White space as text does it, soft hyphens out.
std::string collapsed(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (text.substr(i, 2) == "\u00AD") {
            ++i;
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            if (!out.empty() && out.back() != ' ') {
                out += ' ';
            }
        } else {
            out += c;
        }
    }
    if (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

// Lines of left-to-right text follow each other in the source: with a space between, or with
// nothing where a line ends inside a word.
void check_text_survives(const std::vector<text::Line>& lines, const std::string& source) {
    const std::string wanted = collapsed(source);
    std::size_t at = 0;
    for (const text::Line& line : lines) {
        std::string shown = line_text(line);
        if (line.hyphenated) {
            BOOST_REQUIRE(shown.ends_with("\u00AD"));
            shown.resize(shown.size() - 2);
        }
        if (at > 0 && at < wanted.size() && wanted[at] == ' ' && !shown.empty()) {
            ++at;
        }
        BOOST_REQUIRE_EQUAL(wanted.substr(at, shown.size()), shown);
        at += shown.size();
    }
    BOOST_TEST(at == wanted.size(), "lost: " << wanted.substr(at) << " of: " << wanted);
}

text::Paragraph random_paragraph(std::mt19937& random, const std::vector<std::string>& alphabet) {
    text::Paragraph p;
    p.styles = {style(10), style(14, "NotoSans-Bold"), style(7, "NotoSerif-Italic", "de")};
    p.styles[2].tracking = Length::pt(0.4);
    p.styles[2].rise = Length::pt(3);
    const auto pick = [&](std::size_t n) { return random() % n; };
    const std::size_t spans = pick(6);
    for (std::size_t s = 0; s < spans; ++s) {
        const auto begin = static_cast<std::uint32_t>(p.text.size());
        for (std::size_t n = pick(40); n > 0; --n) {
            p.text += alphabet[pick(alphabet.size())];
        }
        const auto style_index = static_cast<std::uint32_t>(pick(3));
        p.spans.push_back({begin, static_cast<std::uint32_t>(p.text.size()), style_index,
                           static_cast<std::uint32_t>(pick(3)), Length::pt(5)});
    }
    return p;
}

text::Options random_options(std::mt19937& random) {
    constexpr std::array aligns{text::Align::justify, text::Align::start, text::Align::center,
                                text::Align::end};
    text::Options how = options(static_cast<double>(random() % 300), aligns[random() % 4]);
    how.hyphenate = random() % 3 != 0;
    how.hang_punctuation = random() % 2 == 0;
    how.first_indent = Length::pt(static_cast<double>(random() % 20));
    how.shortest_last_line = Length::pt(static_cast<double>(random() % 50));
    if (random() % 3 == 0) {
        how.measures.push_back(Length::pt(static_cast<double>(random() % 200)));
    }
    return how;
}

} // namespace

BOOST_AUTO_TEST_SUITE(property)

BOOST_AUTO_TEST_CASE(prose_survives_every_measure) {
    text::Shaper shaper(nullptr);
    std::vector<text::Missing> missing;
    for (const std::string_view words : prose) {
        for (const double measure : {40.0, 90.0, 156.0, 300.0}) {
            const auto lines = shaper.set(paragraph(words, style(9.5)), options(measure), missing);
            check_text_survives(lines, std::string(words));
        }
    }
}

BOOST_AUTO_TEST_CASE(random_latin_text_survives) {
    const std::vector<std::string> alphabet{
        "a",      "e",      "fi",     "ffl",    "consideration", "Practitioner", " ",      " ", " ",
        "  ",     "\t",     "\n",     "-",      "\u2014",        "\u2013",       "/",      ".", ",",
        "\u00AD", "\u00A0", "\uFFFC", "\u00E9", "e\u0301",       "\u201C",       "\u201D", "'", "(",
        ")",      "7",      "3.5",    "\u4E00", "\u200B",        "AV",           "\u202F"};
    std::mt19937 random(20261121);
    text::Shaper shaper(fallback);
    for (int round = 0; round < 400; ++round) {
        std::vector<text::Missing> missing;
        const text::Paragraph p = random_paragraph(random, alphabet);
        const auto lines = shaper.set(p, random_options(random), missing);
        for (const text::Line& line : lines) {
            check_line(line);
        }
        check_text_survives(lines, p.text);
    }
}

BOOST_AUTO_TEST_CASE(random_bytes_and_scripts_do_no_harm) {
    const std::vector<std::string> alphabet{"\u0628",
                                            "\u0651",
                                            "\u064E",
                                            "\u0644\u0627",
                                            "\u05D0",
                                            "\u05B8",
                                            "\u0915",
                                            "\u094D",
                                            "\u093F",
                                            "\u0E01",
                                            "\u0E33",
                                            "\u0301",
                                            "\u0301\u0301",
                                            "\u200D",
                                            "\u200C",
                                            "\uFE0F",
                                            "\u202E",
                                            "\u2066",
                                            "\u2069",
                                            "\U0001F600",
                                            "\x01",
                                            "\x7F",
                                            "\xFF",
                                            "\xC3",
                                            "\xE2\x80",
                                            std::string(1, '\0'),
                                            "1",
                                            "a",
                                            " ",
                                            "\n",
                                            "\u2028",
                                            "\uFFFC",
                                            "\u1100\u1161",
                                            "\u2060",
                                            "\uFEFF",
                                            "("};
    std::mt19937 random(7);
    text::Shaper shaper(fallback);
    for (int round = 0; round < 400; ++round) {
        std::vector<text::Missing> missing;
        text::Paragraph p = random_paragraph(random, alphabet);
        p.direction =
            random() % 2 == 0 ? locale::Direction::right_to_left : locale::Direction::left_to_right;
        for (const text::Line& line : shaper.set(p, random_options(random), missing)) {
            check_line(line);
        }
        shaper.measure(p, missing);
    }
}

BOOST_AUTO_TEST_CASE(great_lengths) {
    text::Shaper shaper(fallback);
    std::vector<text::Missing> missing;
    std::string marks = "a";
    std::string spaces;
    std::string word;
    for (int i = 0; i < 5000; ++i) {
        marks += "\u0301";
        spaces += " \u00A0";
        word += "consider";
    }
    for (const std::string& text : {marks, spaces, word}) {
        for (const text::Line& line :
             shaper.set(paragraph(text, style(10)), options(200), missing)) {
            check_line(line);
        }
    }
}

BOOST_AUTO_TEST_CASE(is_the_same_every_time) {
    std::vector<text::Missing> missing;
    text::Shaper warm(nullptr);
    for (const std::string_view words : prose) {
        text::Shaper cold(nullptr);
        const auto a = warm.set(paragraph(words, style(11)), options(200), missing);
        const auto b = cold.set(paragraph(words, style(11)), options(200), missing);
        BOOST_REQUIRE(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            BOOST_TEST(line_text(a[i]) == line_text(b[i]));
            BOOST_TEST((right_edge(a[i]) == right_edge(b[i])));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
