#include "content/formats.hpp"

#include <algorithm>

namespace carefold::content {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_id(std::string_view text) {
    return !text.empty() && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
           });
}

bool is_date(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00";
    const auto fits = [](char c, char s) { return s == '0' ? is_digit(c) : c == s; };
    if (text.size() != shape.size() || !std::equal(text.begin(), text.end(), shape.begin(), fits)) {
        return false;
    }
    const auto number = [&](std::size_t from, std::size_t length) {
        int sum = 0;
        for (const char c : text.substr(from, length)) {
            sum = sum * 10 + (c - '0');
        }
        return sum;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    return day <= days[static_cast<std::size_t>(month - 1)] + (leap && month == 2 ? 1 : 0);
}

// A path below the guide's own folder, the same on every system: no "..", no drive, no scheme.
bool is_picture(std::string_view text) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('/', from), text.size());
        const std::string_view part = text.substr(from, to - from);
        if (part.empty() || part.front() == '.' ||
            part.find_first_of("\\:") != std::string_view::npos) {
            return false;
        }
        from = to + 1;
    }
    return true;
}

bool is_address(std::string_view text) {
    if (text.find_first_of(" \t\r\n") != std::string_view::npos) {
        return false;
    }
    for (const std::string_view scheme : {"https://", "mailto:", "tel:"}) {
        if (text.size() > scheme.size() && text.substr(0, scheme.size()) == scheme) {
            return true;
        }
    }
    return false;
}

bool is_lines(std::string_view text) {
    if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit) ||
        text.front() == '0') {
        return false;
    }
    return text.size() == 1 || text.front() <= '3' || text == "40";
}

std::string nearest_or_all(std::string_view value, const std::vector<std::string_view>& names) {
    const std::string guess = diag::did_you_mean(value, names);
    return guess.empty() ? "it is one of " + joined(names) : guess;
}

} // namespace

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        found.push_back(text.substr(from, to - from));
        from = to + 1;
    }
    return found;
}

bool is_good(std::string_view value, const AttributeRule& rule,
             const std::vector<std::string_view>& fields) {
    switch (rule.format) {
    case Format::choice: {
        const auto choices = words(rule.choices);
        return std::find(choices.begin(), choices.end(), value) != choices.end();
    }
    case Format::date:
        return is_date(value);
    case Format::picture:
        return is_picture(value);
    case Format::address:
        return is_address(value);
    case Format::field:
        return std::find(fields.begin(), fields.end(), value) != fields.end();
    case Format::id:
    case Format::source:
        return is_id(value);
    case Format::lines:
        return is_lines(value);
    }
    return false;
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) {
        text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    }
    return text;
}

std::string hint_for(std::string_view value, const AttributeRule& rule,
                     const std::vector<std::string_view>& fields) {
    switch (rule.format) {
    case Format::choice:
        return nearest_or_all(value, words(rule.choices));
    case Format::field:
        return nearest_or_all(value, fields);
    case Format::date:
        return "write a day of the calendar as YYYY-MM-DD";
    case Format::picture:
        return "write a path beside or below the guide: `art/cover.svg`";
    case Format::address:
        return "it begins with `https://`, `mailto:` or `tel:` and holds no space";
    case Format::id:
    case Format::source:
        return "an id has letters, digits, `-`, `_` and `.`, and begins with a letter";
    case Format::lines:
        return "write a number from 1 to 40";
    }
    return {};
}

std::string quote(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string out = "`";
    for (std::size_t at = 0; at < text.size();) {
        if (out.size() > longest) {
            out += "…";
            break;
        }
        const char32_t c = next_utf8(text, at);
        append_utf8(out, c < 0x20 ? U' ' : c);
    }
    return out + "`";
}

} // namespace carefold::content
