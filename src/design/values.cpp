// What attributes may hold, and how to say so.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <charconv>

namespace carefold::design {

namespace {

template <typename Test>
bool all_words(std::string_view text, Test test) {
    const std::vector<std::string_view> words = split_words(text);
    return !words.empty() && std::all_of(words.begin(), words.end(), [&](std::string_view word) {
        return static_cast<bool>(test(word));
    });
}

} // namespace

bool is_script(std::string_view word) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    return word.size() == 4 && word[0] >= 'A' && word[0] <= 'Z' &&
           std::all_of(word.begin() + 1, word.end(), lower);
}

std::string one_of(const std::vector<std::string_view>& choices) {
    std::string list = "one of";
    for (const std::string_view choice : choices) {
        list += (choice == choices.front() ? " " : ", ") + diag::quoted(choice);
    }
    return choices.size() == 1 ? "only " + diag::quoted(choices.front()) + " is possible" : list;
}

std::string meant(std::string_view word, const std::vector<std::string_view>& choices) {
    std::string hint = diag::did_you_mean(word, choices);
    return hint.empty() && !choices.empty() ? one_of(choices) : hint;
}

std::string_view expected(Type type) {
    switch (type) {
    case Type::length:
        return "a length is a number and its unit: 12pt or 4mm";
    case Type::positive:
        return "a length above zero with its unit: 12pt or 4mm";
    case Type::count:
        return "a whole number from 0 to 999";
    case Type::flag:
        return "`yes` or `no`";
    case Type::hex:
        return "a colour is written #rrggbb";
    case Type::process:
        return "percent of cyan, magenta, yellow and black, each from 0 to 100: 0 52 58 20";
    case Type::language:
        return "a language tag such as en or pt-BR";
    case Type::languages:
        return "language tags such as en or pt-BR, separated by spaces";
    case Type::scripts:
        return "ISO 15924 codes such as Latn or Arab, separated by spaces";
    case Type::group:
        return "one word that is no code of ISO 15924: `tall`";
    default:
        return "it must not be empty";
    }
}

std::string_view expected(ValueType type) {
    switch (type) {
    case ValueType::length:
        return "a number and its unit: 12pt, 4mm, 1.5em or 0.5grid";
    case ValueType::number:
        return "a number from 0 to 1000";
    default:
        return "`yes` or `no`";
    }
}

bool is_plain_value(Type type, std::string_view text) {
    switch (type) {
    case Type::length:
        return parse_length(text).has_value();
    case Type::positive:
        return parse_length(text).value_or(Length()) > Length();
    case Type::count: {
        unsigned number = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && rest == text.data() + text.size() && number < 1000;
    }
    case Type::flag:
        return text == "yes" || text == "no";
    case Type::hex:
        return parse_color(text).has_value();
    case Type::process:
        return parse_process(text).has_value();
    case Type::language:
        return LanguageTag::parse(text).has_value();
    case Type::languages:
        return all_words(text, [](std::string_view word) { return LanguageTag::parse(word); });
    case Type::scripts:
        return all_words(text, is_script);
    case Type::layout:
        return true;
    case Type::group:
        return split_words(text).size() == 1 && !is_script(text);
    default:
        return !text.empty();
    }
}

} // namespace carefold::design
