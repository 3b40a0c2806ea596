// Characters that have no business in a value, whatever its type.
#include "records/values.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace carefold::records {

namespace {

constexpr char32_t line_separator = 0x2028, paragraph_separator = 0x2029, next_line = 0x85;

bool is_plain(char c) {
    return c >= 0x20 && c < 0x7F;
}

/// White at the ends of what people paste: spaces of all widths, line ends, byte order marks.
bool is_outer_white(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == next_line || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200B) || c == line_separator || c == paragraph_separator ||
           c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// Embeddings, overrides and isolates (UAX #9): they reach beyond the value they stand in.
bool is_direction_mark(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_line_end(char32_t c) {
    return c == '\n' || c == '\r' || c == next_line || c == line_separator ||
           c == paragraph_separator || c == 0x0B;
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c & 0xFFFEU) == 0xFFFE ||
           (c >= 0xFDD0 && c <= 0xFDEF);
}

std::string_view trim(std::string_view text) {
    text = trimmed(text);
    while (!text.empty()) {
        std::size_t next = 0;
        if (!is_outer_white(next_utf8(text, next))) {
            break;
        }
        text.remove_prefix(next);
    }
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) {
            --last;
        }
        std::size_t next = last;
        if (!is_outer_white(next_utf8(text, next))) {
            break;
        }
        text = text.substr(0, last);
    }
    return text;
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string code_point(char32_t c) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(c));
    return text.data();
}

std::string control_hint(const Field& field, char32_t c) {
    if (is_line_end(c)) {
        return quote(field.name) + " is one line; a field of type `lines` may have several";
    }
    return "delete it; such characters often come along when text is pasted";
}

} // namespace

std::optional<std::string_view> Cleaner::clean(const Field& field, std::string_view value,
                                               const diag::Span& span, diag::Sink& sink) {
    if (value.size() <= field.most && std::all_of(value.begin(), value.end(), is_plain)) {
        return trimmed(value);
    }
    if (find_invalid_utf8(value)) {
        sink.error("records.not-utf-8", span,
                   quote(field.name) + " has a character that is not UTF-8",
                   "save the list as UTF-8");
        return std::nullopt;
    }
    value = trim(value);
    if (value.size() > field.most && count_characters(value) > field.most) {
        sink.error("records.too-long", span,
                   quote(field.name) + " has " + std::to_string(count_characters(value)) +
                       " characters; at most " + std::to_string(field.most),
                   "shorten it, or raise `most` of the field in record.xml");
        return std::nullopt;
    }
    out_.clear();
    bool marks = false;
    for (std::size_t at = 0; at < value.size();) {
        const char32_t c = next_utf8(value, at);
        if (is_direction_mark(c)) {
            marks = true;
        } else if (c == '\t') {
            out_ += ' ';
        } else if (is_line_end(c) && field.type == Type::lines) {
            at += c == '\r' && at < value.size() && value[at] == '\n' ? 1U : 0U;
            out_ += '\n';
        } else if (is_control(c) || is_line_end(c)) {
            sink.error(
                "records.control-character", span,
                quote(field.name) + " has " +
                    (is_line_end(c) ? "a line end" : "the control character " + code_point(c)) +
                    " in it",
                control_hint(field, c));
            return std::nullopt;
        } else {
            append_utf8(out_, c);
        }
    }
    if (marks) {
        sink.warning("records.direction-mark", span,
                     "characters that turn the direction of writing are left out of " +
                         quote(field.name),
                     "the direction comes from the letters themselves");
    }
    return trim(out_);
}

} // namespace carefold::records
