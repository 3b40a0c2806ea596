#include "locale/liang.hpp"
#include "locale/locale.hpp"

#include "../text/prose.hpp"
#include "tag.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <hyphen.h>
#include <set>
#include <thread>
#include <unistd.h>

using namespace carefold;

namespace {

const std::vector<std::string> system_folders{"/usr/share/hyphen"};

std::string hyphenate(const locale::Hyphenator& hyphenator, std::string_view word) {
    std::string out;
    std::size_t from = 0;
    for (const std::uint32_t point : hyphenator.points(word)) {
        out.append(word.substr(from, point - from)).append("-");
        from = point;
    }
    return out.append(word.substr(from));
}

// A folder with one dictionary of our own.
struct OwnDictionary {
    std::filesystem::path folder;
    OwnDictionary(const std::string& name, const std::string& text)
        : folder(std::filesystem::temp_directory_path() /
                 ("carefold-hyphen-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder);
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    ~OwnDictionary() { std::filesystem::remove_all(folder); }
    std::shared_ptr<const locale::Hyphenator> load(std::string_view language) const {
        return locale::Hyphenator::load(tag(language), {folder.string()});
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(hyphenator_)

BOOST_AUTO_TEST_CASE(breaks_english_words) {
    const auto english = locale::Hyphenator::load(tag("en-US"), system_folders);
    BOOST_REQUIRE(english);
    BOOST_TEST(hyphenate(*english, "hyphenation") == "hy-phen-ation");
    BOOST_TEST(hyphenate(*english, "practitioner") == "prac-ti-tioner");
    BOOST_TEST(hyphenate(*english, "Considerations") == "Con-sid-er-a-tions");
    BOOST_TEST(hyphenate(*english, "COMFORTABLE") == "COM-FORT-ABLE");
    for (const char* whole : {"", "a", "be", "the", "back", "pain"}) {
        BOOST_TEST(english->points(whole).empty());
    }
    BOOST_TEST(english->points(std::string(100000, 'a')).empty());
    BOOST_TEST(english->points("\xFF\xC3").empty());
}

BOOST_AUTO_TEST_CASE(agrees_with_libhyphen) {
    for (const char* language : {"en_US", "en_GB"}) {
        const std::string path = "/usr/share/hyphen/hyph_" + std::string(language) + ".dic";
        HyphenDict* dictionary = hnj_hyphen_load(path.c_str());
        if (dictionary == nullptr) {
            continue; // not installed here
        }
        std::string dashed = language;
        dashed[2] = '-';
        const auto ours = locale::Hyphenator::load(tag(dashed), system_folders);
        std::set<std::string> words;
        for (const std::string_view paragraph : prose) {
            std::string word;
            for (const char c : paragraph) {
                const char low = static_cast<char>(c | 0x20);
                if (low >= 'a' && low <= 'z') {
                    word += low;
                } else {
                    words.insert(word);
                    word.clear();
                }
            }
        }
        for (const std::string& word : words) {
            std::string marks(word.size() + 6, '\0');
            char** respelt = nullptr;
            int* where = nullptr;
            int* cut = nullptr;
            hnj_hyphen_hyphenate2(dictionary, word.c_str(), static_cast<int>(word.size()),
                                  marks.data(), nullptr, &respelt, &where, &cut);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i + 1 < word.size(); ++i) {
                if ((marks[i] & 1) != 0) {
                    expected.push_back(i + 1);
                }
            }
            BOOST_TEST(ours->points(word) == expected, word);
        }
        hnj_hyphen_free(dictionary);
    }
}

BOOST_AUTO_TEST_CASE(chooses_region_then_language) {
    const auto available = locale::Hyphenator::load(tag("en-NZ"), system_folders);
    BOOST_REQUIRE(available); // English of another region
    BOOST_TEST(hyphenate(*available, "hyphenation") == "hy-phen-ation");
    BOOST_TEST(!locale::Hyphenator::load(tag("qaa"), system_folders));
    BOOST_TEST(!locale::Hyphenator::load(tag("en"), {"/nowhere"}));
    const OwnDictionary own("hyph_de_DE.dic", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\na1b\n");
    BOOST_REQUIRE(own.load("de")); // the usual region
    BOOST_TEST(hyphenate(*own.load("de"), "aabb") == "aa-bb");
}

BOOST_AUTO_TEST_CASE(keeps_the_minima) {
    const OwnDictionary none("hyph_xx.dic", "UTF-8\na1a\n");
    BOOST_TEST(hyphenate(*none.load("xx"), "aaaaaa") == "aa-a-aaa"); // 2 and 3
    const OwnDictionary own("hyph_yy.dic",
                            "UTF-8\r\nLEFTHYPHENMIN 3\r\nRIGHTHYPHENMIN 1\r\na1a\r\n");
    BOOST_TEST(hyphenate(*own.load("yy"), "aaaaa") == "aaa-a-a");
}

BOOST_AUTO_TEST_CASE(counts_characters_not_bytes_and_lowers_them) {
    const OwnDictionary own("hyph_xx.dic", "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n\xC3\xA9"
                                           "1\xC3\xA9\n");
    BOOST_TEST(hyphenate(*own.load("xx"), "ÉÉéé") == "ÉÉ-éé");
}

BOOST_AUTO_TEST_CASE(reads_other_charsets) {
    const OwnDictionary own("hyph_xx.dic", "ISO8859-1\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n\xE9"
                                           "1\xE9\n");
    BOOST_TEST(hyphenate(*own.load("xx"), "éééé") == "éé-éé");
}

BOOST_AUTO_TEST_CASE(leaves_extended_dictionaries_to_libhyphen) {
    BOOST_TEST(!locale::Liang::parse("UTF-8\nf1f/ff=f,1,2\n"));
    BOOST_TEST(!locale::Liang::parse("UTF-8\n1a\nNEXTLEVEL\nOTHER 1\n1b\n"));
    BOOST_TEST(locale::Liang::parse("UTF-8\n# f/ff in a comment\n1a\n").has_value());
    const OwnDictionary own("hyph_xx.dic",
                            "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\nf1f/ff=f,1,2\na1b\n");
    BOOST_TEST(hyphenate(*own.load("xx"), "schiffahrt") == "schiffahrt"); // would change spelling
    BOOST_TEST(hyphenate(*own.load("xx"), "aaabbb") == "aaa-bbb");
}

BOOST_AUTO_TEST_CASE(is_safe_to_share) {
    const auto english = locale::Hyphenator::load(tag("en-US"), system_folders);
    BOOST_REQUIRE(english);
    std::vector<std::vector<std::uint32_t>> found(4);
    std::vector<std::thread> threads;
    for (auto& points : found) {
        threads.emplace_back([&] { points = english->points("considerations"); });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    for (const auto& points : found) {
        BOOST_TEST(points == found[0]);
        BOOST_TEST(points.size() == 4U);
    }
}

BOOST_AUTO_TEST_SUITE_END()
