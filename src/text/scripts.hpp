// Private to text: how scripts that put no space between words are set.
#pragma once

#include "base/base.hpp"

#include <cstdint>

namespace carefold::text {

/// Han, kana and the full-width signs set with them.
bool is_ideographic(char32_t c);
bool is_hangul(char32_t c);
/// Scripts whose words only a dictionary parts: Thai, Lao, Khmer, Myanmar and their kin.
bool is_unparted(char32_t c);
/// Quotes, dashes and dots that are as wide as an ideograph among ideographs, narrow among letters.
bool is_ambiguous(char32_t c);
/// Letters that join or hang from one line: tracking would tear them.
bool is_joining_script(std::uint32_t iso15924);
bool is_cjk_language(const LanguageTag& language);

/// Punctuation by the white in its full-width square (JLREQ, 2.1.2 and 3.1.4; CLREQ, 3.1.6).
enum class Square : std::uint8_t { none, opening, closing, comma, stop };
Square square_of(char32_t c);

/// White between two pieces that no character stands for, and how far it gives.
struct Gap {
    Length natural, stretch, shrink;
};

/// One side of a gap.
struct Beside {
    char32_t character = 0;
    Length size;
    double blank = 0; // of its square, on the gap's side, in ems
    bool wide = false;
};
/// Between neighbours of which one at least is set on squares.
Gap gap_between(const Beside& left, const Beside& right);
/// Between words of a script without spaces.
Gap gap_between_words(Length size);

} // namespace carefold::text
