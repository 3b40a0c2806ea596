// Fills a line's measure to the optical edge: how much the glyphs give, how much the spaces, and
// where the line starts. Punctuation that stands a little outside makes the edge look straight (Hàn
// Thế Thành, "Micro-typographic extensions to the TeX typesetting system", 2000); the shares follow
// microtype's defaults, letters getting so little that it only evens out their white.
#include "text/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

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

constexpr double tightest_space = 0.75;
// Where a space would grow beyond the first, the letters part a little too (in shares of the size):
// 2% cannot be seen, a hole of two spaces can.
constexpr double airy_space = 1.33;
constexpr double letter_space = 0.025;
constexpr double loosest_space = 2; // a line that needs more stays short
// How readily a space gives, where glyphs give as readily as their bound.
constexpr double space_ease = 0.1;
constexpr double loosest_gaps = 4; // a quarter of an em between ideographs (JLREQ, 3.8.4)
const Length overfull_slack = Length::raw(2048); // 1/32 pt

// Shares what is missing (or too much) between glyphs and spaces so that the sum of squares of
// both, each measured by its ease, is least; then keeps the spaces in bounds if the glyphs can.
double glyph_share(double glyphs, double spaces, double missing, double most) {
    if (glyphs <= 0 || most <= 0) {
        return 0;
    }
    double bend = missing / glyphs;
    if (spaces > 0) {
        const double a = glyphs * most * most;
        const double b = spaces * space_ease * space_ease;
        const double least = (missing - space_stretch * spaces) / glyphs;
        const double largest = (missing + space_shrink * spaces) / glyphs;
        bend = std::min(std::max(missing * a / (glyphs * a + spaces * b), least), largest);
    }
    return std::clamp(bend, -most, most);
}

// Only where letters stand apart by themselves: a joined or stacked script must not be spaced.
bool may_loosen(const Item& item) {
    std::size_t at = 0;
    return item.piece->kind == Kind::word && (item.piece->level & 1U) == 0 &&
           next_utf8(item.text, at) < 0x0590; // Latin, Greek, Cyrillic, Armenian
}

// Adds `share` of the size after each cluster but the line's last; the sum of what was added.
Length loosen(Material& m, const Prepared& prepared, double share) {
    Length sum;
    for (Item& item : m.items) {
        if (!may_loosen(item)) {
            continue;
        }
        const Length by = prepared.style(*item.piece).size.scaled(share);
        for (std::uint32_t i = item.begin; i < item.end; ++i) {
            const bool line_end = i + 1 == m.glyphs.size();
            const bool cluster_end = i + 1 == item.end || m.glyphs[i + 1].text_length > 0;
            if (cluster_end && !line_end) {
                m.glyphs[i].advance += by;
                item.width += by;
                sum += by;
            }
        }
    }
    return sum;
}

// The most that letters may be asked for.
Length looseness(const Material& m, const Prepared& prepared) {
    Length sum;
    for (const Item& item : m.items) {
        if (may_loosen(item)) {
            sum += prepared.style(*item.piece).size.scaled(letter_space) *
                   static_cast<std::int64_t>(item.end - item.begin);
        }
    }
    return sum;
}

void fill(Setting& setting, Material& m, const Prepared& prepared, Length target, double most) {
    const double glyphs = m.words.to_pt();
    const double spaces = m.spaces.to_pt();
    const double missing = (target - m.words - m.spaces - m.objects).to_pt();
    const double bend = glyph_share(glyphs, spaces, missing, most);
    setting.scale = 1 + bend;
    if (spaces <= 0) {
        setting.full = std::abs(missing - glyphs * bend) < 0.01;
        return;
    }
    double ratio = (missing - glyphs * bend) / spaces + 1;
    if (ratio > airy_space) {
        const double by_letters = looseness(m, prepared).to_pt() * setting.scale;
        const double wanted = (ratio - airy_space) * spaces;
        const double share = std::min(1.0, wanted / std::max(by_letters, 1e-9));
        const Length given = loosen(m, prepared, letter_space * share);
        m.words += given;
        ratio -= given.to_pt() * setting.scale / spaces;
    }
    const double bound = std::clamp(ratio, tightest_space, loosest_space);
    setting.full = ratio == bound;
    setting.spaces = setting.full ? (target - m.objects).scaled(1 / setting.scale) - m.words
                                  : m.spaces.scaled(bound / setting.scale);
}

// Opens or tightens each gap by its share of `sum`, the last taking what rounding leaves.
void widen_gaps(Material& m, Length sum) {
    const bool open = sum > Length();
    const Length whole = open ? m.gap_stretch : m.gap_shrink;
    Length seen;
    Length set;
    for (Item& item : m.items) {
        if (item.gap == nullptr || item.begin == item.end || whole <= Length()) {
            continue;
        }
        seen += open ? item.gap->stretch : item.gap->shrink;
        const Length until = seen == whole ? sum : sum.scaled(seen.to_pt() / whole.to_pt());
        m.glyphs[item.end - 1].advance += until - set;
        item.width += until - set;
        set = until;
    }
    m.words += set;
}

// The same ratio for gaps and spaces; ideographs and Thai words keep their widths.
void fill_by_gaps(Setting& setting, Material& m, Length target) {
    const Length missing = target - m.words - m.spaces - m.objects;
    const bool open = missing > Length();
    const double gaps = (open ? m.gap_stretch : m.gap_shrink).to_pt();
    const double spaces = m.spaces.to_pt() * (open ? space_stretch : space_shrink);
    const double room = (gaps + spaces) * (open ? loosest_gaps : 1);
    setting.full = missing.to_pt() <= room && -missing.to_pt() <= room;
    const double share = setting.full && gaps + spaces > 0 ? missing.to_pt() / (gaps + spaces)
                         : open                            ? 0
                                                           : -1;
    if (setting.full && spaces <= 0) {
        widen_gaps(m, missing);
        return;
    }
    widen_gaps(m, Length::pt(share * gaps));
    setting.spaces =
        setting.full ? target - m.objects - m.words : m.spaces + Length::pt(share * spaces);
}

// In proportion to their own widths, the last taking what rounding leaves.
void widen_spaces(Material& m, const Setting& setting, Line& line) {
    std::int64_t count = 0;
    Length natural;
    Length set;
    double widest = 0;
    for (Item& item : m.items) {
        if (item.piece->kind != Kind::space || item.begin == item.end || item.width <= Length()) {
            continue;
        }
        const double before = item.width.to_pt();
        natural += item.width;
        const Length until = natural == m.spaces
                                 ? setting.spaces
                                 : setting.spaces.scaled(natural.to_pt() / m.spaces.to_pt());
        m.glyphs[item.end - 1].advance += until - set - item.width;
        item.width = until - set;
        set = until;
        ++count;
        widest = std::max(widest, item.width.to_pt() * setting.scale / before);
    }
    if (count > 0) {
        line.mean_space = set.scaled(setting.scale) / count;
        line.space_ratio = set.to_pt() * setting.scale / natural.to_pt();
        line.max_space_ratio = widest;
    }
}

} // namespace

double hang_share(char32_t character, bool at_end) {
    if (character >= 'a' && character < 'v') { // nearly always
        return 0;
    }
    const auto found =
        std::lower_bound(table.begin(), table.end(), character,
                         [](const Shares& s, char32_t c) { return s.character < c; });
    if (found == table.end() || found->character != character) {
        return 0;
    }
    return at_end ? found->end : found->start;
}

Setting justify(Material& material, const Prepared& prepared, const Options& options, LineEnds ends,
                Line& line) {
    const bool mirrored = prepared.paragraph->direction == locale::Direction::right_to_left;
    const Length indent = ends.number == 0 ? options.first_indent : Length();
    const Length hang_start = ends.from->hang_next;
    const Length hang_end = ends.to->hang_end;
    const Length available = measure_of(options, ends.number);
    const Length target = available + hang_start + hang_end;
    const Length natural = material.words + material.spaces + material.objects;
    Setting setting;
    setting.spaces = material.spaces;
    if (options.align == Align::justify && (natural > target || !ends.to->forced)) {
        if (filled_by_gaps(material.gap_stretch.to_pt(), material.spaces.to_pt())) {
            fill_by_gaps(setting, material, target);
        } else {
            fill(setting, material, prepared, target, options.max_glyph_stretch);
        }
    }
    const Length drawn = (material.words + setting.spaces).scaled(setting.scale) + material.objects;
    line.width = available + indent;
    line.natural_width = natural;
    line.stretch = setting.scale;
    line.last = ends.to->forced;
    line.hyphenated = ends.to->hyphen;
    line.overfull = drawn > target + overfull_slack;
    line.justified = setting.full && !line.last;
    widen_spaces(material, setting, line);

    setting.x = mirrored ? Length() : indent;
    if (options.align == Align::center) {
        setting.x += (target - drawn) / 2 - hang_start;
    } else if (setting.full || (options.align == Align::end) == mirrored) {
        setting.x -= mirrored ? hang_end : hang_start;
    } else {
        setting.x += available + (mirrored ? hang_start : hang_end) - drawn;
    }
    return setting;
}

} // namespace carefold::text
