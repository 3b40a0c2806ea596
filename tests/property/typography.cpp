// The measures of good setting, asserted on every line of the sample guide.
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

using namespace carefold;

namespace {

template <typename Visit>
void each_line(const pages::Document& document, Visit&& visit) {
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
        for (const pages::LineRecord& line : document.pages[page].lines) {
            visit(page, line);
        }
    }
}

/// Lines of one frame of one page, from top to bottom.
std::map<std::pair<std::size_t, std::uint32_t>, std::vector<pages::LineRecord>>
frames(const pages::Document& document) {
    std::map<std::pair<std::size_t, std::uint32_t>, std::vector<pages::LineRecord>> made;
    each_line(document, [&](std::size_t page, const pages::LineRecord& line) {
        made[{page, line.frame}].push_back(line);
    });
    for (auto& [key, lines] : made) {
        std::stable_sort(lines.begin(), lines.end(),
                         [](const auto& a, const auto& b) { return a.baseline.y < b.baseline.y; });
    }
    return made;
}

} // namespace

BOOST_AUTO_TEST_CASE(no_line_is_overfull) {
    for (const auto audience : sample::audiences) {
        each_line(sample::document(audience), [](std::size_t page, const pages::LineRecord& line) {
            BOOST_TEST(!line.overfull, "overfull line on page " << page + 1);
        });
    }
}

BOOST_AUTO_TEST_CASE(word_spaces_stay_near_natural) {
    for (const auto audience : sample::audiences) {
        std::size_t all = 0;
        std::size_t good = 0;
        each_line(sample::document(audience), [&](std::size_t page, const pages::LineRecord& line) {
            if (!line.justified || line.mean_space <= Length{}) {
                return;
            }
            ++all;
            good += line.space_ratio >= 0.75 && line.space_ratio <= 1.5 ? 1 : 0;
            BOOST_TEST(line.max_space_ratio <= 2.0,
                       "word space of " << line.max_space_ratio << " on page " << page + 1);
        });
        BOOST_TEST(all > 60U);
        BOOST_TEST(static_cast<double>(good) >= 0.95 * static_cast<double>(all),
                   good << " of " << all << " lines within 75% and 150%");
    }
}

BOOST_AUTO_TEST_CASE(justified_text_is_as_even_as_microtype) {
    for (const auto audience : sample::audiences) {
        std::vector<double> spaces;
        each_line(sample::document(audience), [&](std::size_t, const pages::LineRecord& line) {
            if (line.justified && line.body && line.mean_space > Length{}) {
                spaces.push_back(line.mean_space.to_pt());
            }
        });
        BOOST_REQUIRE(spaces.size() > 60U);
        std::sort(spaces.begin(), spaces.end());
        const double median = spaces[spaces.size() / 2];
        double mean = 0;
        for (double& space : spaces) {
            space /= median;
            mean += space;
        }
        mean /= static_cast<double>(spaces.size());
        double variance = 0;
        for (const double space : spaces) {
            variance += (space - mean) * (space - mean);
        }
        const double deviation = std::sqrt(variance / static_cast<double>(spaces.size()));
        BOOST_TEST_MESSAGE("evenness " << deviation << " over " << spaces.size() << " lines");
        BOOST_TEST(deviation <= 0.12);
    }
}

BOOST_AUTO_TEST_CASE(hyphens_are_few_and_never_end_a_page) {
    for (const auto audience : sample::audiences) {
        for (const auto& [key, lines] : frames(sample::document(audience))) {
            int run = 0;
            for (const pages::LineRecord& line : lines) {
                run = line.hyphenated ? run + 1 : 0;
                BOOST_TEST(run <= 2, "three hyphens in a row on page " << key.first + 1);
            }
            BOOST_TEST(!lines.back().hyphenated, "hyphen ends page " << key.first + 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_widows_orphans_or_stranded_headings) {
    for (const auto audience : sample::audiences) {
        std::map<std::uint32_t, std::map<std::pair<std::size_t, std::uint32_t>, int>> parts;
        const auto by_frame = frames(sample::document(audience));
        for (const auto& [key, lines] : by_frame) {
            for (const pages::LineRecord& line : lines) {
                if (line.body || line.heading) {
                    ++parts[line.paragraph][key];
                }
            }
            const bool opening = sample::document(audience).pages[key.first].master == "cover";
            BOOST_TEST((opening || !lines.back().heading || lines.size() == 1),
                       "heading stranded at the foot of page " << key.first + 1);
        }
        for (const auto& [paragraph, places] : parts) {
            if (places.size() < 2) {
                continue;
            }
            for (const auto& [key, count] : places) {
                BOOST_TEST(count >= 2, "paragraph leaves one line on page " << key.first + 1);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(body_baselines_agree_on_all_pages) {
    for (const auto audience : sample::audiences) {
        const double grid = sample::grid(audience);
        double origin = -1;
        std::size_t lines = 0;
        each_line(sample::document(audience), [&](std::size_t page, const pages::LineRecord& line) {
            // The running pages; cover and back have no page beside them to agree with.
            const std::string& master = sample::document(audience).pages[page].master;
            if (!line.body || (master != "left" && master != "right")) {
                return;
            }
            ++lines;
            const double offset = std::fmod(line.baseline.y.to_pt(), grid);
            if (origin < 0) {
                origin = offset;
            }
            const double apart = std::abs(offset - origin);
            BOOST_TEST(std::min(apart, grid - apart) <= 0.1,
                       "baseline off the grid by " << apart << " pt on page " << page + 1);
        });
        BOOST_TEST(lines > 150U);
    }
}
