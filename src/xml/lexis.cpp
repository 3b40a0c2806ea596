#include "xml/lexis.hpp"

#include "base/base.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace carefold::xml {

namespace {

struct Range {
    char32_t first, last;
};

// Production 4, NameStartChar, beyond ASCII.
constexpr std::array<Range, 12> name_starts = {{{0xC0, 0xD6},
                                                {0xD8, 0xF6},
                                                {0xF8, 0x2FF},
                                                {0x370, 0x37D},
                                                {0x37F, 0x1FFF},
                                                {0x200C, 0x200D},
                                                {0x2070, 0x218F},
                                                {0x2C00, 0x2FEF},
                                                {0x3001, 0xD7FF},
                                                {0xF900, 0xFDCF},
                                                {0xFDF0, 0xFFFD},
                                                {0x10000, 0xEFFFF}}};

constexpr bool is_name_start(char32_t c) {
    if (c < 0x80) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    }
    return std::any_of(name_starts.begin(), name_starts.end(),
                       [c](Range range) { return c >= range.first && c <= range.last; });
}

// Production 4a, NameChar.
constexpr bool is_name_character(char32_t c) {
    return is_name_start(c) || c == '-' || c == '.' || (c >= '0' && c <= '9') || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

// The same for ASCII, where nearly every name lives.
constexpr std::uint8_t begins = 1;
constexpr std::uint8_t continues = 2;

constexpr std::array<std::uint8_t, 128> tabulate_names() {
    std::array<std::uint8_t, 128> table{};
    for (char32_t c = 0; c < 128; ++c) {
        table[c] = static_cast<std::uint8_t>((is_name_start(c) ? begins : 0) |
                                             (is_name_character(c) ? continues : 0));
    }
    return table;
}

constexpr std::array<std::uint8_t, 128> ascii_names = tabulate_names();

struct Entity {
    std::string_view name;
    char32_t character;
};

// HTML's names that authors bring along most often. Sorted.
constexpr std::array<Entity, 24> html_entities = {
    {{"bull", 0x2022},  {"copy", 0xA9},    {"deg", 0xB0},     {"eacute", 0xE9},  {"egrave", 0xE8},
     {"euro", 0x20AC},  {"frac12", 0xBD},  {"ge", 0x2265},    {"half", 0xBD},    {"hellip", 0x2026},
     {"iuml", 0xEF},    {"laquo", 0xAB},   {"ldquo", 0x201C}, {"le", 0x2264},    {"lsquo", 0x2018},
     {"mdash", 0x2014}, {"middot", 0xB7},  {"nbsp", 0xA0},    {"ndash", 0x2013}, {"raquo", 0xBB},
     {"rdquo", 0x201D}, {"rsquo", 0x2019}, {"shy", 0xAD},     {"times", 0xD7}}};

std::string hexadecimal(char32_t character) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (auto rest = static_cast<std::uint32_t>(character); rest > 0 || text.size() < 4;
         rest /= 16) {
        text.insert(text.begin(), digits[rest % 16]);
    }
    return text;
}

Complaint unknown_entity(std::string_view name) {
    const std::string message = "entity `&" + std::string(name) + ";` is not known";
    const auto known = std::find_if(html_entities.begin(), html_entities.end(),
                                    [&](const Entity& entity) { return entity.name == name; });
    if (known == html_entities.end()) {
        return {message, "type the character itself, or its number: `&#8211;` for an en dash"};
    }
    const auto number = static_cast<std::uint32_t>(known->character);
    return {message, "type the character U+" + hexadecimal(known->character) +
                         " itself or write `&#" + std::to_string(number) + ";`"};
}

std::optional<Complaint> check_number(std::string_view reference) {
    const bool hex = reference.size() > 1 && reference[1] == 'x';
    const std::string_view digits = reference.substr(hex ? 2 : 1);
    char32_t value = 0;
    bool good = !digits.empty();
    for (const char c : digits) {
        const bool decimal = c >= '0' && c <= '9';
        const char folded = c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c;
        good = good && (decimal || (hex && folded >= 'a' && folded <= 'f'));
        const int digit = decimal ? c - '0' : folded - 'a' + 10;
        value =
            std::min<char32_t>(value * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
    }
    if (good && is_allowed(value)) {
        return std::nullopt;
    }
    return Complaint{"`&" + std::string(reference) + ";` names no character that XML allows",
                     "write `&#` and the decimal number, or `&#x` and the hexadecimal one"};
}

// Are the eight bytes at `p` free of control characters and of 0xEF, which begins U+FFFE? The usual
// tests for "a byte less than n" and "a zero byte" in a word; they may cry wolf, never miss.
bool is_plain(const char* p) {
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    std::uint64_t block = 0;
    std::memcpy(&block, p, 8);
    const std::uint64_t suspect = block ^ (ones * 0xEF);
    const std::uint64_t controls = (block - ones * 0x20) & ~block;
    const std::uint64_t marks = (suspect - ones) & ~suspect;
    return ((controls | marks) & (ones * 0x80)) == 0;
}

} // namespace

bool is_allowed(char32_t c) {
    if (c < 0x20) {
        return c == '\t' || c == '\n' || c == '\r';
    }
    return !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF && c <= 0x10FFFF;
}

std::size_t name_length(std::string_view text, std::size_t at) {
    const std::size_t start = at;
    while (at < text.size()) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            if ((ascii_names[byte] & (at == start ? begins : continues)) == 0) {
                break;
            }
            ++at;
            continue;
        }
        std::size_t next = at;
        const char32_t c = next_utf8(text, next);
        if (!(at == start ? is_name_start(c) : is_name_character(c))) {
            break;
        }
        at = next;
    }
    return at - start;
}

std::optional<std::string_view> read_declaration(std::string_view text) {
    const std::array<std::string_view, 3> names = {"version", "encoding", "standalone"};
    std::array<std::string_view, 3> values;
    std::size_t next = 0; // they come in this order
    const auto skip_space = [&] {
        const auto solid = std::find_if_not(text.begin(), text.end(), is_space);
        text.remove_prefix(static_cast<std::size_t>(solid - text.begin()));
    };
    while (true) {
        const bool spaced = !text.empty() && is_space(text.front());
        skip_space();
        if (text.empty()) {
            break;
        }
        const std::string_view name = text.substr(0, name_length(text, 0));
        const auto found =
            std::find(names.begin() + static_cast<std::ptrdiff_t>(next), names.end(), name);
        text.remove_prefix(name.size());
        skip_space();
        if (!spaced || found == names.end() || text.substr(0, 1) != "=") {
            return std::nullopt;
        }
        text.remove_prefix(1);
        skip_space();
        const char quote = text.empty() ? ' ' : text.front();
        const std::size_t end = text.find(quote, 1);
        if ((quote != '"' && quote != '\'') || end == std::string_view::npos) {
            return std::nullopt;
        }
        next = static_cast<std::size_t>(found - names.begin()) + 1;
        values[next - 1] = text.substr(1, end - 1);
        if (name_length(values[next - 1], 0) != values[next - 1].size() && next != 1) {
            return std::nullopt;
        }
        text.remove_prefix(end + 1);
    }
    const bool good_version = values[0].substr(0, 2) == "1." && values[0].size() > 2 &&
                              std::all_of(values[0].begin() + 2, values[0].end(),
                                          [](char c) { return c >= '0' && c <= '9'; });
    return good_version ? std::optional(values[1]) : std::nullopt;
}

std::optional<Complaint> check_reference(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 64; // a semicolon further off belongs to the prose
    const std::string_view window = text.substr(at + 1, longest);
    const std::string_view body = window.substr(0, window.find(';'));
    const bool number = !body.empty() && body.front() == '#';
    if (!number && name_length(window, 0) == 0) {
        return Complaint{"`&` does not begin a reference here", "write `&amp;` for an ampersand"};
    }
    if (body.size() == window.size() || (!number && name_length(body, 0) != body.size())) {
        return Complaint{"`&` begins a reference that no `;` ends",
                         "end it with `;`, or write `&amp;` for an ampersand"};
    }
    if (number) {
        return check_number(body);
    }
    constexpr std::array<std::string_view, 5> built_in = {"amp", "lt", "gt", "quot", "apos"};
    if (std::find(built_in.begin(), built_in.end(), body) != built_in.end()) {
        return std::nullopt;
    }
    return unknown_entity(body);
}

std::vector<std::size_t> find_forbidden(std::string_view text) {
    std::vector<std::size_t> found;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text.size() - at >= 8 && is_plain(text.data() + at)) {
            at += 8;
            continue;
        }
        for (const std::size_t end = std::min(at + 8, text.size()); at < end; ++at) {
            const auto byte = static_cast<unsigned char>(text[at]);
            const bool control = byte < 0x20 && !is_space(text[at]);
            if (control || (byte == 0xEF && text[at + 1] == '\xBF' && text[at + 2] >= '\xBE')) {
                found.push_back(at); // the second is U+FFFE or U+FFFF
            }
        }
    }
    return found;
}

} // namespace carefold::xml
