#include "locale/icu_text.hpp"
#include "locale/locale.hpp"

#include <unicode/uloc.h>
#include <unicode/unumsys.h>

#include <algorithm>
#include <array>

namespace carefold::locale {

namespace {

/// What ICU would say of these, without its opening a table for it.
bool is_common_latin(const LanguageTag& language) {
    constexpr std::array<std::string_view, 9> latin{"en", "es", "fr", "de", "pt",
                                                    "it", "pl", "tr", "vi"};
    return std::find(latin.begin(), latin.end(), language.text()) != latin.end();
}

} // namespace

Direction direction(const LanguageTag& language) {
    if (is_common_latin(language)) {
        return Direction::left_to_right;
    }
    return uloc_isRightToLeft(language.text().c_str()) != 0 ? Direction::right_to_left
                                                            : Direction::left_to_right;
}

// ICU's data for "likely subtags" (UTS 35): zh-TW -> zh-Hant-TW, uk -> uk-Cyrl-UA.
std::string likely_script(const LanguageTag& language) {
    std::string name(language.language());
    if (name.size() < 2) {
        return {}; // private use: "x-…"
    }
    if (!language.script().empty()) {
        return std::string(language.script());
    }
    if (is_common_latin(language)) {
        return "Latn";
    }
    if (!language.region().empty()) {
        name += "_" + std::string(language.region());
    }
    std::array<char, ULOC_FULLNAME_CAPACITY> full{};
    std::array<char, ULOC_SCRIPT_CAPACITY> script{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(name.c_str(), full.data(), full.size(), &status);
    uloc_getScript(full.data(), script.data(), script.size(), &status);
    return U_SUCCESS(status) ? script.data() : "";
}

std::string script(const LanguageTag& language) {
    const std::string likely = likely_script(language);
    return likely.empty() ? "Latn" : likely;
}

bool parts_words(const LanguageTag& language) {
    return language.language() != "ja" && language.language() != "zh";
}

Digits::Digits(const LanguageTag& language) {
    if (script(language) == "Latn") {
        return;
    }
    UErrorCode status = U_ZERO_ERROR;
    UNumberingSystem* system = unumsys_open(language.text().c_str(), &status);
    std::array<UChar, 40> description{};
    const int32_t length =
        U_SUCCESS(status) && !unumsys_isAlgorithmic(system)
            ? unumsys_getDescription(system, description.data(),
                                     static_cast<int32_t>(description.size()), &status)
            : 0;
    unumsys_close(system);
    if (U_FAILURE(status) || length < 10 || description[0] == u'0') {
        return;
    }
    const std::string all = to_utf8(description.data(), length);
    std::size_t at = 0;
    for (std::string& digit : digits_) {
        const std::size_t from = at;
        next_utf8(all, at);
        digit = all.substr(from, at - from);
    }
}

std::string Digits::operator()(long long number) const {
    std::string text = std::to_string(number);
    if (digits_[0].empty()) {
        return text;
    }
    std::string out;
    for (const char c : text) {
        out +=
            c >= '0' && c <= '9' ? digits_[static_cast<std::size_t>(c - '0')] : std::string(1, c);
    }
    return out;
}

std::string display_name(const LanguageTag& language) {
    std::array<UChar, 128> text{};
    UErrorCode status = U_ZERO_ERROR;
    const char* tag = language.text().c_str();
    const int32_t length =
        uloc_getDisplayName(tag, tag, text.data(), static_cast<int32_t>(text.size()), &status);
    if (U_FAILURE(status) || length <= 0) {
        return language.text();
    }
    return to_utf8(text.data(), length);
}

} // namespace carefold::locale
