// PDF's own notation (ISO 32000-1, 7.3): numbers, strings, references, name and number trees.
#pragma once

#include "base/base.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace carefold::pdf {

/// Number of an indirect object; 0: none.
using Ref = std::uint32_t;

/// Thousandths: of a point for coordinates, of the unit itself for factors. Every number in a
/// content stream lies on this grid, so that sums of what was written carry no drift.
using Milli = std::int64_t;

inline Milli to_milli(Length length) {
    return (length.units() * 1000 + 32768) >> 16;
}

/// A place on a PDF page: origin at the bottom left, y grows upwards.
struct Spot {
    Milli x = 0, y = 0;
    bool operator==(const Spot&) const = default;
};

inline void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// 12345 -> "12.345", 500 -> ".5": no exponent, no trailing zeros.
inline void append_milli(std::string& out, Milli value) {
    if (value < 0) {
        out += '-';
        value = -value;
    }
    const Milli whole = value / 1000;
    Milli rest = value % 1000;
    if (whole != 0 || rest == 0) {
        append_integer(out, whole);
    }
    if (rest != 0) {
        out += '.';
        for (Milli digit = 100; rest != 0; digit /= 10) {
            out += static_cast<char>('0' + rest / digit);
            rest %= digit;
        }
    }
}

/// "12 0 R"
inline void append_ref(std::string& out, Ref ref) {
    append_integer(out, ref);
    out += " 0 R";
}

std::string to_ref(Ref ref);

/// Two hexadecimal digits a byte.
void append_hex(std::string& out, std::uint32_t value, int bytes);

/// UTF-16BE as hexadecimal digits, without brackets and byte order mark. Characters that a
/// Unicode map may not name (ISO 19005-2, 6.2.11.7.2) become U+200B, controls a space.
void append_utf16_hex(std::string& out, std::string_view utf8);

/// Text string (7.9.2.2): a literal when printable ASCII, UTF-16BE otherwise.
void append_text(std::string& out, std::string_view utf8);

/// Byte string in parentheses, with (, ), \ and carriage return escaped.
void append_literal(std::string& out, std::string_view bytes);

} // namespace carefold::pdf
