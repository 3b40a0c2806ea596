// Reading level (Flesch–Kincaid grade: Kincaid et al., 1975) and length of the sample guide.
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <cctype>
#include <string>

using namespace carefold;
using content::Kind;
using content::Node;

namespace {

struct Counts {
    int words = 0, sentences = 0, syllables = 0;
    double grade() const { return 0.39 * words / sentences + 11.8 * syllables / words - 15.59; }
};

bool is_vowel(char c) {
    return std::string("aeiouy").find(c) != std::string::npos;
}

int syllables(const std::string& word) {
    int count = 0;
    bool before = false;
    for (const char c : word) {
        const bool vowel = is_vowel(c);
        count += vowel && !before ? 1 : 0;
        before = vowel;
    }
    const std::size_t n = word.size();
    const bool silent_e = n > 2 && word[n - 1] == 'e' && !is_vowel(word[n - 2]) &&
                          !(word[n - 2] == 'l' && n > 3 && !is_vowel(word[n - 3]));
    const bool silent_ed =
        n > 3 && word.ends_with("ed") && word[n - 3] != 't' && word[n - 3] != 'd';
    count -= (silent_e || silent_ed) && count > 1 ? 1 : 0;
    return count > 0 ? count : 1;
}

/// `prose`: counts sentences and syllables too.
void count(const std::string& text, bool prose, Counts& all, Counts& counts) {
    std::string word;
    int words = 0;
    const auto end_word = [&] {
        if (!word.empty()) {
            ++words;
            ++all.words;
            if (prose) {
                ++counts.words;
                counts.syllables += syllables(word);
            }
        }
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (std::isalpha(c) != 0) {
            word += static_cast<char>(std::tolower(c));
        } else if (text.compare(i, 3, "’") == 0 && !word.empty()) {
            i += 2;
        } else {
            end_word();
            const bool stop = c == '.' || c == '!' || c == '?' || c == ':' || c == ';';
            if (stop && words > 0 && prose) {
                ++counts.sentences;
                words = 0;
            }
        }
    }
    end_word();
    if (words > 0 && prose) {
        ++counts.sentences;
    }
}

/// Titles and names are words, but no sentences.
bool holds_sentences(Kind kind) {
    return kind != Kind::title && kind != Kind::name && kind != Kind::cell && kind != Kind::line &&
           kind != Kind::label && kind != Kind::term;
}

/// The short texts of blocks, which say in other layouts what the booklet says at length.
void walk_summaries(const Node& node, content::Audience audience, Counts& counts) {
    if (!node.audiences[static_cast<std::size_t>(audience)] || node.kind == Kind::metadata) {
        return;
    }
    if (node.kind == Kind::summary) {
        Counts all;
        count(content::plain_text(node), true, all, counts);
    }
    for (const Node& child : node.children) {
        walk_summaries(child, audience, counts);
    }
}

bool is_block_summary(const Node& node, const Node& parent) {
    return node.kind == Kind::summary && parent.kind != Kind::metadata;
}

void walk(const Node& node, content::Audience audience, Counts& all, Counts& prose) {
    if (!node.audiences[static_cast<std::size_t>(audience)] || node.kind == Kind::alt ||
        node.kind == Kind::sources || node.kind == Kind::keywords || node.kind == Kind::version) {
        return;
    }
    if (node.is_inline_container()) {
        count(content::plain_text(node), holds_sentences(node.kind), all, prose);
        return;
    }
    for (const Node& child : node.children) {
        if (!is_block_summary(child, node)) {
            walk(child, audience, all, prose);
        }
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(client_guide_reads_at_grade_six_or_below) {
    Counts all;
    Counts prose;
    walk(sample::guide().root, content::Audience::client, all, prose);
    BOOST_TEST_MESSAGE("client: " << all.words << " words, grade " << prose.grade());
    BOOST_TEST(prose.grade() <= 6.0);
    BOOST_TEST(all.words >= 2300);
    BOOST_TEST(all.words <= 3000);
}

BOOST_AUTO_TEST_CASE(short_texts_are_short_and_read_at_grade_six_or_below) {
    Counts prose;
    walk_summaries(sample::guide().root, content::Audience::client, prose);
    BOOST_TEST_MESSAGE("short texts: " << prose.words << " words, grade " << prose.grade());
    BOOST_TEST(prose.grade() <= 6.0);
    BOOST_TEST(prose.words >= 350);
    BOOST_TEST(prose.words <= 800);
}

BOOST_AUTO_TEST_CASE(practitioner_guide_reads_at_grade_twelve_or_below) {
    Counts all;
    Counts prose;
    walk(sample::guide().root, content::Audience::practitioner, all, prose);
    BOOST_TEST_MESSAGE("practitioner: " << all.words << " words, grade " << prose.grade());
    BOOST_TEST(prose.grade() <= 12.0);
    BOOST_TEST(all.words >= 2300);
    BOOST_TEST(all.words <= 3000);
}
