#include "pdf/syntax.hpp"

#include <algorithm>

namespace carefold::pdf {

namespace {

void append_unit(std::string& out, std::uint32_t unit) {
    append_hex(out, unit, 2);
}

char32_t permitted(char32_t character) {
    if (character == 0 || character == 0xFEFF || character == 0xFFFE || character == 0xFFFD) {
        return 0x200B;
    }
    return character < 0x20 ? U' ' : character;
}

} // namespace

std::string to_ref(Ref ref) {
    std::string out;
    append_ref(out, ref);
    return out;
}

void append_hex(std::string& out, std::uint32_t value, int bytes) {
    static constexpr char digits[] = "0123456789ABCDEF";
    for (int shift = bytes * 8 - 4; shift >= 0; shift -= 4) {
        out += digits[(value >> shift) & 15U];
    }
}

void append_utf16_hex(std::string& out, std::string_view utf8) {
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t character = permitted(next_utf8(utf8, at));
        if (character < 0x10000) {
            append_unit(out, character);
        } else {
            append_unit(out, 0xD800U + ((character - 0x10000U) >> 10));
            append_unit(out, 0xDC00U + ((character - 0x10000U) & 0x3FFU));
        }
    }
}

void append_text(std::string& out, std::string_view utf8) {
    const bool plain =
        std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (plain) {
        append_literal(out, utf8);
        return;
    }
    out += "<FEFF";
    append_utf16_hex(out, utf8);
    out += '>';
}

void append_literal(std::string& out, std::string_view bytes) {
    out += '(';
    while (!bytes.empty()) {
        const std::size_t plain = std::min(bytes.find_first_of("()\\\r"), bytes.size());
        out.append(bytes.substr(0, plain));
        if (plain == bytes.size()) {
            break;
        }
        out += '\\'; // a bare carriage return would be read as a line feed (7.3.4.2)
        out += bytes[plain] == '\r' ? 'r' : bytes[plain];
        bytes.remove_prefix(plain + 1);
    }
    out += ')';
}

} // namespace carefold::pdf
