#include "mail/header.hpp"

#include "base/base.hpp"
#include "mail/digest.hpp"

#include <algorithm>
#include <vector>

namespace carefold::mail {

namespace {

constexpr std::size_t longest_line = 76; // of encoded words; RFC 2047, 2
constexpr std::string_view fold = "\r\n ";

bool turns_direction(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
           c == 0x200F || c == 0x061C;
}

bool breaks_lines(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029;
}

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; }) &&
           text.find("=?") == std::string_view::npos; // would be read as an encoded word
}

/// Plain words on lines that are short enough; nothing when a word is too long for that.
std::string folded(std::string_view text, std::size_t column) {
    std::string out;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        const bool first = out.empty();
        if (word.size() + (first ? column : 1) > longest_line) {
            return {};
        }
        if (!first && column + 1 + word.size() > longest_line) {
            out += fold;
            column = 1;
        } else if (!first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    }
    return out;
}

/// Encoded words of whole characters, one a line.
std::string encoded(std::string_view text, std::size_t column) {
    constexpr std::string_view opening = "=?UTF-8?B?";
    constexpr std::string_view closing = "?=";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t room = longest_line - std::min(column, longest_line - 20);
        const std::size_t bytes = (room - opening.size() - closing.size()) / 4 * 3;
        std::size_t end = at;
        for (std::size_t next = at; next < text.size();) {
            next_utf8(text, next);
            if (next - at > bytes && end > at) {
                break;
            }
            end = next;
        }
        out.append(out.empty() ? "" : fold).append(opening);
        out.append(base64(text.substr(at, end - at))).append(closing);
        column = 1;
        at = end;
    }
    return out;
}

std::string phrase_or_words(std::string_view text, std::size_t column) {
    std::string out = is_plain(text) ? folded(text, column) : std::string();
    return out.empty() && !text.empty() ? encoded(text, column) : out;
}

/// RFC 5322 quoted-string.
std::string quoted_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? "\\" : "";
        out += c;
    }
    return out + "\"";
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "!#$&+-.^_`{}~"; // RFC 2231 attribute-char, less some
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos;
        if (letter) {
            out += c;
        } else {
            out += '%';
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

} // namespace

std::string one_line(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        if (c == U' ' || breaks_lines(c) || turns_direction(c)) {
            out += out.empty() || out.back() == ' ' ? "" : " ";
        } else {
            append_utf8(out, c);
        }
    }
    return out.ends_with(' ') ? out.substr(0, out.size() - 1) : out;
}

std::string unstructured(std::string_view name, std::string_view text) {
    const std::string start = std::string(name) + ": ";
    return start + phrase_or_words(one_line(text), start.size());
}

std::string mailbox(std::string_view name, std::string_view display, std::string_view address) {
    const std::string start = std::string(name) + ": ";
    const std::string shown = one_line(display);
    const std::string bracketed = "<" + std::string(address) + ">";
    if (shown.empty()) {
        return start + bracketed;
    }
    const bool plain = is_plain(shown) && start.size() + shown.size() + 8 < longest_line;
    std::string out = start + (plain ? quoted_string(shown) : encoded(shown, start.size()));
    const std::size_t last = out.rfind('\n');
    const std::size_t column = out.size() - (last == std::string::npos ? 0 : last + 1);
    out += column + 1 + bracketed.size() > longest_line ? fold : std::string_view(" ");
    return out + bracketed;
}

std::string with_parameter(std::string_view name, std::string_view value,
                           std::string_view parameter, std::string_view text) {
    std::string out = std::string(name) + ": " + std::string(value) + ";";
    out += fold;
    const std::string plain = std::string(parameter) + "=" + quoted_string(text);
    if (is_plain(text) && plain.size() < longest_line) {
        return out + plain;
    }
    const std::string escaped = percent_encoded(text);
    constexpr std::size_t piece = 50;
    if (escaped.size() <= piece) {
        return out + std::string(parameter) + "*=UTF-8''" + escaped;
    }
    std::size_t number = 0;
    for (std::size_t at = 0; at < escaped.size();) {
        std::size_t length = std::min(piece, escaped.size() - at);
        const std::size_t percent = escaped.rfind('%', at + length - 1);
        if (at + length < escaped.size() && percent != std::string::npos && percent > at &&
            percent + 3 > at + length) {
            length = percent - at; // an octet stays whole
        }
        out.append(number == 0 ? "" : std::string(";") + std::string(fold));
        out += std::string(parameter) + "*" + std::to_string(number) +
               "*=" + (number == 0 ? "UTF-8''" : "") + escaped.substr(at, length);
        at += length;
        ++number;
    }
    return out;
}

std::string file_name(std::string_view title, std::string_view extension) {
    constexpr std::u32string_view reserved = U"/\\:*?\"<>|%";
    constexpr std::size_t longest = 100;
    std::string out;
    const std::string line = one_line(title);
    for (std::size_t at = 0; at < line.size();) {
        const char32_t c = next_utf8(line, at);
        const std::size_t before = out.size();
        append_utf8(out, reserved.find(c) == std::u32string_view::npos ? c : U' ');
        if (out.size() > longest) {
            out.resize(before);
            break;
        }
    }
    out = one_line(out);
    while (!out.empty() && (out.front() == '.' || out.front() == '-' || out.front() == ' ')) {
        out.erase(0, 1);
    }
    while (!out.empty() && (out.back() == '.' || out.back() == ' ')) {
        out.pop_back();
    }
    return (out.empty() ? "booklet" : out) + std::string(extension);
}

} // namespace carefold::mail
