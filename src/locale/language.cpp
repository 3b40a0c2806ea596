#include "locale/locale.hpp"

#include <unicode/udat.h>
#include <unicode/uloc.h>
#include <unicode/unumsys.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace carefold::locale {

namespace {

std::string to_utf8(const UChar* text, int32_t length) {
    std::string out(static_cast<std::size_t>(length) * 3, '\0');
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(out.data(), static_cast<int32_t>(out.size()), &size, text, length, &status);
    out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(size) : 0);
    return out;
}

std::optional<int> read_number(std::string_view digits) {
    int value = 0;
    const char* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value);
    const bool signless = !digits.empty() && digits[0] != '-';
    return signless && result.ec == std::errc() && result.ptr == end ? std::optional(value)
                                                                     : std::nullopt;
}

// Days since 1970-01-01 of "YYYY-MM-DD"; nullopt for anything that is no date.
std::optional<long long> read_date(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') {
        return std::nullopt;
    }
    const auto year = read_number(iso.substr(0, 4));
    const auto month = read_number(iso.substr(5, 2));
    const auto day = read_number(iso.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date).time_since_epoch().count();
}

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

std::optional<std::string> long_date(std::string_view iso, const LanguageTag& language) {
    const auto days = read_date(iso);
    if (!days) {
        return std::nullopt;
    }
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat* format = udat_open(UDAT_NONE, UDAT_LONG, language.text().c_str(), u"Etc/UTC", -1,
                                    nullptr, 0, &status);
    std::array<UChar, 128> text{};
    const double noon = static_cast<double>(*days) * 86400e3 + 43200e3;
    const int32_t length = U_SUCCESS(status)
                               ? udat_format(format, noon, text.data(),
                                             static_cast<int32_t>(text.size()), nullptr, &status)
                               : 0;
    udat_close(format);
    if (U_FAILURE(status) || length <= 0 || length > static_cast<int32_t>(text.size())) {
        return std::string(iso); // no locale data: still a date that anyone can read
    }
    return to_utf8(text.data(), length);
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
