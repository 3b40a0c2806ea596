// locale: what a language needs beyond its words.
// Enters: a language tag. Leaves: direction, hyphenation dictionaries and minima, dates, digits.
// Never here: layout or shaping.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::locale {

enum class Direction : std::uint8_t { left_to_right, right_to_left };
Direction direction(const LanguageTag& language);

/// ISO 15924 code of the script the language is written in unless its tag says otherwise: "Arab",
/// "Jpan", "Hans"; "" when nobody knows.
std::string likely_script(const LanguageTag& language);
/// The same, "Latn" when nobody knows.
std::string script(const LanguageTag& language);
/// Words are parted by spaces; false for Japanese and Chinese.
bool parts_words(const LanguageTag& language);

/// Numbers in the digits the language's readers expect (CLDR's default numbering system).
class Digits {
  public:
    Digits() = default; // 0 to 9
    explicit Digits(const LanguageTag& language);
    std::string operator()(long long number) const;

  private:
    std::array<std::string, 10> digits_; // empty: ASCII
};

/// Liang patterns through libhyphen. Immutable after loading; safe to share across threads.
class Hyphenator {
  public:
    /// The dictionary for the language (its region, else its usual one), from `folders` in order,
    /// or patterns of our own; nullptr when there is none or the language is not hyphenated.
    static std::shared_ptr<const Hyphenator> load(const LanguageTag& language,
                                                  const std::vector<std::string>& folders);
    ~Hyphenator();
    /// Byte offsets inside `word` (UTF-8, letters only, any case) where it may be broken,
    /// ascending. The language's own minima before and after are kept.
    std::vector<std::uint32_t> points(std::string_view word) const;
    /// Whether an apostrophe between letters is one of them (Ukrainian "здоров’я").
    bool apostrophes() const { return apostrophes_; }

    Hyphenator(const Hyphenator&) = delete;
    Hyphenator& operator=(const Hyphenator&) = delete;

  private:
    Hyphenator();
    struct Impl;
    std::unique_ptr<Impl> impl_;
    bool apostrophes_ = false;
};

/// Hyphenators by language, each looked for when first asked for and kept from then on. Safe to
/// share across threads and documents.
class Hyphenation {
  public:
    explicit Hyphenation(std::vector<std::string> folders);
    ~Hyphenation();
    /// nullptr: the language is not hyphenated, or there is no dictionary for it.
    std::shared_ptr<const Hyphenator> find(const LanguageTag& language) const;

    Hyphenation(const Hyphenation&) = delete;
    Hyphenation& operator=(const Hyphenation&) = delete;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// nullopt: the language is written without hyphenation. Else the Debian package that has its
/// dictionary; empty when none does.
std::optional<std::string> hyphenation_package(const LanguageTag& language);

/// "2026-11-21" -> the language's long form ("November 21, 2026"); nullopt for a malformed date.
std::optional<std::string> long_date(std::string_view iso, const LanguageTag& language);

/// "14:30" -> the language's short form ("2:30 PM"); nullopt for a malformed time.
std::optional<std::string> short_time(std::string_view iso, const LanguageTag& language);

/// The same for many dates and times of one language: opening ICU's tables takes longer than using
/// them. For one thread.
class Dates {
  public:
    explicit Dates(const LanguageTag& language);
    ~Dates();
    Dates(const Dates&) = delete;
    Dates& operator=(const Dates&) = delete;
    std::optional<std::string> long_date(std::string_view iso);
    std::optional<std::string> short_time(std::string_view iso);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// All capitals by the language's rules ("straße" -> "STRASSE", Turkish "i" -> "İ").
std::string to_upper(std::string_view text, const LanguageTag& language);

/// Letters, digits and signs that names in the language are likely to be made of, in order, each
/// once: the Latin ones, and its own in Cyrillic, Greek and Hebrew. Elsewhere letters have too many
/// forms, or there are too many.
std::string name_characters(const LanguageTag& language);

/// What texts have in common that differ in case or in how their characters are composed (Unicode,
/// NFKC_Casefold): two files of such names are one on some file systems.
std::string fold(std::string_view text);

/// The language's name for people: "English", "Deutsch".
std::string display_name(const LanguageTag& language);

} // namespace carefold::locale
