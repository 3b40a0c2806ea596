#include "base/utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace carefold {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t character;
    std::size_t length; // 0: not well-formed
};

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0U) == 0x80U;
}

// RFC 3629, section 4: the lead byte fixes the length and the range of the second byte, which is
// where overlong forms, surrogates and values beyond U+10FFFF are ruled out.
Decoded decode_multibyte(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0xC2   ? 0
                               : lead < 0xE0 ? 2
                               : lead < 0xF0 ? 3
                               : lead < 0xF5 ? 4
                                             : 0;
    if (length == 0 || text.size() - at < length) {
        return {replacement, 0};
    }
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (byte(1) < low || byte(1) > high) {
        return {replacement, 0};
    }
    char32_t character = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!is_continuation(byte(i))) {
            return {replacement, 0};
        }
        character = (character << 6U) | (byte(i) & 0x3FU);
    }
    return {character, length};
}

} // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        // Most text is ASCII: eight bytes at a stride.
        if (text.size() - at >= 8) {
            std::uint64_t block = 0;
            std::memcpy(&block, text.data() + at, 8);
            if ((block & 0x8080808080808080ULL) == 0) {
                at += 8;
                continue;
            }
        }
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const Decoded decoded = decode_multibyte(text, at);
        if (decoded.length == 0) {
            return at;
        }
        at += decoded.length;
    }
    return std::nullopt;
}

char32_t next_utf8(std::string_view text, std::size_t& at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
        ++at;
        return lead;
    }
    const Decoded decoded = decode_multibyte(text, at);
    at += std::max<std::size_t>(decoded.length, 1);
    return decoded.character;
}

void append_utf8(std::string& out, char32_t character) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
    if (character > 0x10FFFF || (character >= 0xD800 && character <= 0xDFFF)) {
        character = replacement;
    }
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0U | (character >> 6U));
        put(0x80U | (character & 0x3FU));
    } else if (character < 0x10000) {
        put(0xE0U | (character >> 12U));
        put(0x80U | ((character >> 6U) & 0x3FU));
        put(0x80U | (character & 0x3FU));
    } else {
        put(0xF0U | (character >> 18U));
        put(0x80U | ((character >> 12U) & 0x3FU));
        put(0x80U | ((character >> 6U) & 0x3FU));
        put(0x80U | (character & 0x3FU));
    }
}

std::vector<char32_t> decode_utf8(std::string_view text) {
    std::vector<char32_t> characters;
    characters.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        characters.push_back(next_utf8(text, at));
    }
    return characters;
}

// Optimal string alignment: Levenshtein's distance where swapping two neighbours also costs one,
// but no stretch is edited twice. Three rows of the table are enough.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    const std::vector<char32_t> from = decode_utf8(a);
    const std::vector<char32_t> to = decode_utf8(b);
    std::vector<std::size_t> before(to.size() + 1);
    std::vector<std::size_t> above(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= from.size(); ++i) {
        before.swap(above);
        above.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t change = from[i - 1] == to[j - 1] ? 0 : 1;
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
    }
    return row[to.size()];
}

} // namespace carefold
