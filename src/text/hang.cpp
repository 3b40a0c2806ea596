// Optical margins: punctuation that stands a little outside makes the edge look straight (Hàn Thế
// Thành, "Micro-typographic extensions to the TeX typesetting system", 2000). The shares follow
// microtype's defaults; letters get so little that it only evens out their white.
#include "text/parts.hpp"

#include <algorithm>
#include <array>

namespace carefold::text {

namespace {

struct Shares {
    char32_t character;
    double start, end;
};

constexpr std::array<Shares, 34> table{{
    {'!', 0, 0.10},       {'"', 0.50, 0.50},    {'\'', 0.50, 0.60},   {'(', 0.05, 0},
    {')', 0, 0.05},       {',', 0, 0.60},       {'-', 0.40, 0.60},    {'.', 0, 0.65},
    {'/', 0.10, 0.20},    {':', 0, 0.45},       {';', 0, 0.35},       {'?', 0, 0.10},
    {'A', 0.05, 0.05},    {'T', 0.05, 0.05},    {'V', 0.05, 0.05},    {'W', 0.05, 0.05},
    {'Y', 0.05, 0.05},    {'v', 0.04, 0.04},    {'w', 0.04, 0.04},    {'y', 0.04, 0.04},
    {0x00AB, 0.25, 0.25}, {0x00B7, 0.30, 0.30}, {0x00BB, 0.25, 0.25}, {0x2010, 0.40, 0.60},
    {0x2013, 0.30, 0.30}, {0x2014, 0.20, 0.25}, {0x2018, 0.50, 0.60}, {0x2019, 0.50, 0.60},
    {0x201A, 0.40, 0.40}, {0x201C, 0.50, 0.50}, {0x201D, 0.50, 0.50}, {0x201E, 0.40, 0.40},
    {0x2039, 0.35, 0.35}, {0x203A, 0.35, 0.35},
}};

} // namespace

double hang_share(char32_t character, bool at_end) {
    const auto found =
        std::lower_bound(table.begin(), table.end(), character,
                         [](const Shares& s, char32_t c) { return s.character < c; });
    if (found == table.end() || found->character != character) {
        return 0;
    }
    return at_end ? found->end : found->start;
}

} // namespace carefold::text
