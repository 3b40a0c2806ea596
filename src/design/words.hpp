// What comes with layouts: their fixed words in each language, and the list of fonts.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "xliff/xliff.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::design {

inline constexpr std::string_view words_namespace = "urn:carefold:words:1";
inline constexpr std::string_view fonts_namespace = "urn:carefold:fonts:1";

/// Fixed words of layouts by id: "contents", "page-ref" ("page {n}"), "evidence.low".
struct Words {
    LanguageTag language;
    std::map<std::string, std::string, std::less<>> by_id;
    std::vector<std::string> ids;                            // in the file's order
    std::map<std::string, LanguageTag, std::less<>> strange; // those in another language
    diag::Span span;
    const std::string* find(std::string_view id) const;
    const LanguageTag& language_of(std::string_view id) const;
};
std::optional<Words> load_words(std::string text, const std::string& file, diag::Sink& sink);

/// What is to be translated, in the file's order.
std::vector<xliff::Unit> units(const Words& words);
/// The words in the translation's language; one without target stays. Codes: design.untranslated
/// (one warning) and those of xliff::Picker.
Words translate(const Words& words, const xliff::Translation& translation,
                std::optional<xliff::Level> required, diag::Sink& sink);

/// One <face> of fonts.xml.
struct FontFile {
    std::string family, file, package;
    bool bold = false, italic = false;
    unsigned index = 0;
    std::vector<std::string> scripts, languages;
    std::string style, version; // "serif", "sans" or empty
    diag::Span span;
};
std::vector<FontFile> load_fonts(std::string text, const std::string& file, diag::Sink& sink);

} // namespace carefold::design
