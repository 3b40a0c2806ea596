// Days and times as a language's readers write them.
#include "locale/icu_text.hpp"
#include "locale/locale.hpp"

#include <unicode/udat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace carefold::locale {

namespace {

constexpr double second = 1e3; // in ICU's milliseconds

std::optional<int> read_number(std::string_view digits) {
    int value = 0;
    const char* end = digits.data() + digits.size();
    const auto result = std::from_chars(digits.data(), end, value);
    const bool signless = !digits.empty() && digits[0] != '-';
    return signless && result.ec == std::errc() && result.ptr == end ? std::optional(value)
                                                                     : std::nullopt;
}

/// Noon of "YYYY-MM-DD", in seconds since 1970; nullopt for anything that is no date.
std::optional<double> read_date(std::string_view iso) {
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
    const auto days = std::chrono::sys_days(date).time_since_epoch().count();
    return static_cast<double>(days) * 86400 + 43200;
}

/// "HH:MM" in seconds since midnight.
std::optional<double> read_time(std::string_view iso) {
    if (iso.size() != 5 || iso[2] != ':') {
        return std::nullopt;
    }
    const auto hours = read_number(iso.substr(0, 2));
    const auto minutes = read_number(iso.substr(3, 2));
    if (!hours || !minutes || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    return *hours * 3600 + *minutes * 60;
}

struct Close {
    void operator()(UDateFormat* format) const { udat_close(format); }
};

/// ICU's format for a language, opened when it is first needed.
class Format {
  public:
    Format(UDateFormatStyle time, UDateFormatStyle date) : time_(time), date_(date) {}

    /// What was asked for last is remembered: clients of a day follow one another.
    const std::string& operator()(std::string_view iso, double seconds,
                                  const LanguageTag& language) {
        if (iso != last_) {
            last_ = iso;
            text_ = format(seconds, language);
            if (text_.empty()) {
                text_ = iso; // no locale data: anyone can read it still
            }
        }
        return text_;
    }

  private:
    std::string format(double seconds, const LanguageTag& language) {
        UErrorCode status = U_ZERO_ERROR;
        if (!format_) {
            format_.reset(udat_open(time_, date_, language.text().c_str(), u"Etc/UTC", -1, nullptr,
                                    0, &status));
        }
        std::array<UChar, 128> text{};
        const int32_t length =
            U_SUCCESS(status) ? udat_format(format_.get(), seconds * second, text.data(),
                                            static_cast<int32_t>(text.size()), nullptr, &status)
                              : 0;
        if (U_FAILURE(status) || length <= 0 || length > static_cast<int32_t>(text.size())) {
            return {};
        }
        // CLDR 42 puts a narrow space before "PM", which few faces have.
        std::replace(text.begin(), text.end(), u'\u202f', u'\u00a0');
        return to_utf8(text.data(), length);
    }

    UDateFormatStyle time_, date_;
    std::unique_ptr<UDateFormat, Close> format_;
    std::string last_, text_;
};

} // namespace

struct Dates::Impl {
    LanguageTag language;
    Format day{UDAT_NONE, UDAT_LONG};
    Format time{UDAT_SHORT, UDAT_NONE};
};

Dates::Dates(const LanguageTag& language) : impl_(std::make_unique<Impl>()) {
    impl_->language = language;
}
Dates::~Dates() = default;

std::optional<std::string> Dates::long_date(std::string_view iso) {
    const auto seconds = read_date(iso);
    return seconds ? std::optional(impl_->day(iso, *seconds, impl_->language)) : std::nullopt;
}

std::optional<std::string> Dates::short_time(std::string_view iso) {
    const auto seconds = read_time(iso);
    return seconds ? std::optional(impl_->time(iso, *seconds, impl_->language)) : std::nullopt;
}

std::optional<std::string> long_date(std::string_view iso, const LanguageTag& language) {
    return Dates(language).long_date(iso);
}

std::optional<std::string> short_time(std::string_view iso, const LanguageTag& language) {
    return Dates(language).short_time(iso);
}

} // namespace carefold::locale
