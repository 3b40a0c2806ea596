// White space that is nobody's character. Ideographs and kana stand on squares; half the square of
// a bracket, comma or full stop is blank, and goes where two blanks meet or the line begins or ends
// (JIS X 4051:2004, 4.2-4.7; W3C JLREQ, 3.1.2-3.1.6; CLREQ, 3.1.6). Latin letters and digits keep a
// quarter of an em from ideographs (JLREQ, 3.2.3; CLREQ, 3.2.2). Lines are filled by opening the
// joints between squares a little, those at punctuation and Latin twice as readily, and tightened
// only there, never between ideographs (JLREQ, 3.8.2-3.8.4). Thai and its kin give between words.
#include "text/scripts.hpp"

#include <hb.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

namespace carefold::text {

namespace {

// Shares of an em, at ratio 1 of a line.
constexpr double square_stretch = 0.06;
constexpr double blank_stretch = 0.12;
constexpr double blank_shrink = 0.25;
constexpr double beside_latin = 0.25;
constexpr double beside_latin_give = 0.125;
constexpr double word_stretch = 0.08;

bool in(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

// JLREQ cl-08: their run is one sign.
bool is_leader(char32_t c) {
    return c == 0x2014 || c == 0x2015 || c == 0x2025 || c == 0x2026;
}

bool is_western(char32_t c) {
    return c < 0x2E80 && (u_isalnum(static_cast<UChar32>(c)) != 0 || c == '%' || c == 0xB0);
}

bool is_ideograph(const Beside& side) {
    return side.wide && square_of(side.character) == Square::none;
}

bool has_blank(const Beside& side) {
    return side.blank > 0;
}

} // namespace

bool is_ideographic(char32_t c) {
    return c >= 0x2E80 &&
           (in(c, 0x2E80, 0x312F) || in(c, 0x3190, 0xA4CF) || in(c, 0xF900, 0xFAFF) ||
            in(c, 0xFE30, 0xFE4F) || in(c, 0xFF01, 0xFF60) || in(c, 0xFFE0, 0xFFE6) ||
            in(c, 0x1F200, 0x1F2FF) || in(c, 0x20000, 0x3FFFF));
}

bool is_hangul(char32_t c) {
    return in(c, 0xAC00, 0xD7FF) || in(c, 0x1100, 0x11FF) || in(c, 0x3131, 0x318F) ||
           in(c, 0xA960, 0xA97F);
}

bool is_unparted(char32_t c) {
    return in(c, 0x0E00, 0x0EFF) || in(c, 0x1000, 0x109F) || in(c, 0x1780, 0x17FF) ||
           in(c, 0x1950, 0x19DF) || in(c, 0x1A20, 0x1AAF) || in(c, 0xA9E0, 0xA9FF) ||
           in(c, 0xAA60, 0xAADF);
}

bool is_ambiguous(char32_t c) {
    return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D || c == 0xB7 || is_leader(c);
}

bool is_joining_script(std::uint32_t iso15924) {
    constexpr std::array<hb_script_t, 11> joined{
        HB_SCRIPT_ARABIC,     HB_SCRIPT_SYRIAC,         HB_SCRIPT_NKO,
        HB_SCRIPT_MONGOLIAN,  HB_SCRIPT_MANDAIC,        HB_SCRIPT_ADLAM,
        HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI,        HB_SCRIPT_GURMUKHI,
        HB_SCRIPT_GUJARATI,   HB_SCRIPT_HANIFI_ROHINGYA};
    return std::find(joined.begin(), joined.end(), static_cast<hb_script_t>(iso15924)) !=
           joined.end();
}

bool is_cjk_language(const LanguageTag& language) {
    const std::string_view tag = language.language();
    return tag == "ja" || tag == "zh" || tag == "yue" || tag == "wuu" || tag == "lzh";
}

Square square_of(char32_t c) {
    constexpr std::u32string_view opening = U"‘“〈《「『【〔〖〘〝（［｛｟";
    constexpr std::u32string_view closing = U"’”〉》」』】〕〗〙〞〟！）：；？］｝｠";
    constexpr std::u32string_view commas = U"、，";
    constexpr std::u32string_view stops = U"。．";
    const auto has = [c](std::u32string_view list) { return list.find(c) != list.npos; };
    return c < 0x2018     ? Square::none
           : has(opening) ? Square::opening
           : has(closing) ? Square::closing
           : has(commas)  ? Square::comma
           : has(stops)   ? Square::stop
                          : Square::none;
}

Gap gap_between(const Beside& left, const Beside& right) {
    const Square a = left.wide ? square_of(left.character) : Square::none;
    const Square b = right.wide ? square_of(right.character) : Square::none;
    const Length size = left.wide ? left.size : right.size;
    Gap gap;
    if (a == Square::opening) {
        gap.natural = b == Square::opening ? -right.size.scaled(right.blank) : Length();
    } else if (b != Square::none && b != Square::opening) {
        gap.natural = -left.size.scaled(left.blank); // nothing between 」 and 。
    } else if (has_blank(left) && has_blank(right)) {
        gap = {-right.size.scaled(right.blank), size.scaled(blank_stretch),
               size.scaled(blank_shrink)};
    } else if (has_blank(left) || has_blank(right)) {
        // JLREQ 3.8.3: a full stop's white stays.
        gap = {Length(), size.scaled(blank_stretch),
               a == Square::stop ? Length() : size.scaled(blank_shrink)};
    } else if ((is_ideograph(left) && is_western(right.character)) ||
               (is_western(left.character) && is_ideograph(right))) {
        gap = {size.scaled(beside_latin), size.scaled(beside_latin_give),
               size.scaled(beside_latin_give)};
    } else if (left.wide && right.wide &&
               !(is_leader(left.character) && left.character == right.character)) {
        gap.stretch = size.scaled(square_stretch);
    }
    return gap;
}

Gap gap_between_words(Length size) {
    return {Length(), size.scaled(word_stretch), Length()};
}

} // namespace carefold::text
