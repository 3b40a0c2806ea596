// The layout that docs/make-your-own-layout.md makes: columns, and notes beside the text.
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace carefold;

namespace {

const pages::Document& square(const std::string& language, const std::string& layout = "square") {
    static std::map<std::string, pages::Document> made;
    const std::string key = layout + " " + language;
    if (made.count(key) == 0) {
        job::Request request = sample::request(content::Audience::client);
        request.layout = std::string(SOURCE_DIR) + "/docs/examples/" + layout + ".xml";
        request.language = language;
        diag::Sink sink;
        made[key] = job::typeset(request, sink);
        for (const diag::Diagnostic& each : sink.all()) {
            BOOST_TEST((each.severity != diag::Severity::error), diag::format_human(each));
        }
    }
    return made[key];
}

const std::vector<std::string> languages{"en", "de", "ar", "ja"};

/// First and last baseline of each column of a page, by number.
std::map<std::uint32_t, std::pair<pages::LineRecord, Length>> columns(const pages::Page& page) {
    std::map<std::uint32_t, std::pair<pages::LineRecord, Length>> made;
    for (const pages::LineRecord& line : page.lines) {
        auto& [first, last] = made.try_emplace(line.frame, line, line.baseline.y).first->second;
        first = line.baseline.y < first.baseline.y ? line : first;
        last = max(last, line.baseline.y);
    }
    return made;
}

} // namespace

BOOST_AUTO_TEST_CASE(columns_run_from_the_side_the_text_starts_at) {
    for (const std::string& language : languages) {
        std::size_t seen = 0;
        for (const pages::Page& page : square(language).pages) {
            const auto found = columns(page);
            if (page.master != "columns" || found.size() < 2) {
                continue;
            }
            BOOST_TEST_REQUIRE(found.count(0) == 1U);
            BOOST_TEST_REQUIRE(found.count(100) == 1U);
            const bool first_is_left = found.at(0).first.baseline.x < page.size.width / 2;
            const bool second_is_left = found.at(100).first.baseline.x < page.size.width / 2;
            BOOST_TEST(first_is_left == (language != "ar"), language);
            BOOST_TEST(second_is_left == (language == "ar"), language);
            ++seen;
        }
        BOOST_TEST(seen >= 2U, language);
    }
}

BOOST_AUTO_TEST_CASE(the_last_columns_are_nearly_level) {
    std::size_t seen = 0;
    for (const char* language : {"en", "de", "ar", "ja", "fr", "es", "it", "ko", "ru", "tr"}) {
        const auto& all = square(language).pages;
        const auto last = std::find_if(all.rbegin(), all.rend(), [](const pages::Page& page) {
            return page.master == "columns";
        });
        BOOST_TEST_REQUIRE((last != all.rend()));
        const auto found = columns(*last);
        if (found.size() == 1) {
            continue; // one entry was left, which is kept whole
        }
        ++seen;
        const Length difference = found.at(0).second - found.at(100).second;
        // An entry is kept whole: at most one stands at the end of one column alone.
        BOOST_TEST(max(difference, -difference).to_pt() < 8 * 14, language);
    }
    BOOST_TEST(seen >= 1U);
}

BOOST_AUTO_TEST_CASE(notes_stand_beside_their_lines_one_below_another) {
    for (const std::string& language : languages) {
        std::size_t level = 0;
        std::size_t notes = 0;
        for (const pages::Page& page : square(language).pages) {
            if (page.master != "wide-margin") {
                continue;
            }
            std::vector<Length> in_text;
            for (const pages::LineRecord& line : page.lines) {
                in_text.push_back(line.baseline.y);
            }
            std::vector<std::pair<Length, Length>> beside; // baseline, size
            for (const pages::Item& item : page.items) {
                const auto* text = std::get_if<pages::Text>(&item.what);
                const bool small = text != nullptr && text->size < Length::pt(8.5) &&
                                   text->size > Length::pt(7.5) && item.tag != pages::artifact;
                if (small && (beside.empty() || beside.back().first != text->origin.y)) {
                    beside.emplace_back(text->origin.y, text->size);
                }
            }
            BOOST_TEST(std::is_sorted(beside.begin(), beside.end()), language);
            if (!beside.empty()) {
                ++notes;
                BOOST_TEST(beside.back().first.to_pt() < 16 * 72 / 25.4 + 350, language);
                const bool meets = std::any_of(in_text.begin(), in_text.end(), [&](Length y) {
                    return max(y - beside.front().first, beside.front().first - y) <
                           Length::pt(0.1);
                });
                level += meets ? 1U : 0U;
            }
        }
        BOOST_TEST(notes >= 1U, language);
        BOOST_TEST(level == notes, language);
    }
}

BOOST_AUTO_TEST_CASE(the_larger_one_has_no_small_type) {
    for (const std::string& language : languages) {
        for (const pages::Page& page : square(language, "square-large").pages) {
            for (const pages::Item& item : page.items) {
                const auto* text = std::get_if<pages::Text>(&item.what);
                BOOST_TEST((text == nullptr || text->size >= Length::pt(11)), page.label);
            }
        }
    }
}
