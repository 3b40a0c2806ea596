// What each language's hyphenation needs to know about itself, and hyphenators by language.
#include "locale/customs.hpp"
#include "locale/locale.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <map>
#include <mutex>

namespace carefold::locale {

namespace {

struct Package {
    std::string_view language, name;
};

// Debian 12. Where regions differ, the language alone is its usual region's.
constexpr std::array packages = std::to_array<Package>({
    {"af", "hyphen-af"},    {"as", "hyphen-as"},       {"be", "hyphen-be"},
    {"bg", "hyphen-bg"},    {"bn", "hyphen-bn"},       {"ca", "hyphen-ca"},
    {"cs", "hyphen-cs"},    {"da", "hyphen-da"},       {"de", "hyphen-de"},
    {"el", "hyphen-el"},    {"en", "hyphen-en-us"},    {"en-GB", "hyphen-en-gb"},
    {"es", "hyphen-es"},    {"et", "myspell-et"},      {"fr", "hyphen-fr"},
    {"gl", "hyphen-gl"},    {"gu", "hyphen-gu"},       {"hi", "hyphen-hi"},
    {"hr", "hyphen-hr"},    {"hu", "hyphen-hu"},       {"id", "hyphen-id"},
    {"is", "hyphen-is"},    {"it", "hyphen-it"},       {"kn", "hyphen-kn"},
    {"lt", "hyphen-lt"},    {"lv", "hyphen-lv"},       {"ml", "hyphen-ml"},
    {"mn", "hyphen-mn"},    {"mr", "hyphen-mr"},       {"nb", "hyphen-no"},
    {"nl", "hyphen-nl"},    {"nn", "hyphen-no"},       {"no", "hyphen-no"},
    {"or", "hyphen-or"},    {"pa", "hyphen-pa"},       {"pl", "hyphen-pl"},
    {"pt", "hyphen-pt-br"}, {"pt-PT", "hyphen-pt-pt"}, {"ro", "hyphen-ro"},
    {"ru", "hyphen-ru"},    {"sk", "hyphen-sk"},       {"sl", "hyphen-sl"},
    {"sr", "hyphen-sr"},    {"sv", "hyphen-sv"},       {"ta", "hyphen-ta"},
    {"te", "hyphen-te"},    {"uk", "hyphen-uk"},       {"zu", "hyphen-zu"},
});

// Languages in alphabets that others hyphenate: of one syllable a word, or none at all.
constexpr std::array whole_words = std::to_array<std::string_view>({"mul", "und", "vi", "zxx"});

bool is_one_of(std::string_view language, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), language) != list.end();
}

// Whether words in the script a language is written in part into syllables at a line's end.
bool has_syllables(const std::string& subtags) {
    std::array<UScriptCode, 4> codes{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t count = uscript_getCode(subtags.c_str(), codes.data(), codes.size(), &status);
    if (U_FAILURE(status) || count != 1) {
        return false;
    }
    return codes[0] == USCRIPT_LATIN || codes[0] == USCRIPT_CYRILLIC || codes[0] == USCRIPT_GREEK ||
           codes[0] == USCRIPT_ARMENIAN || codes[0] == USCRIPT_GEORGIAN;
}

// Of India, with dictionaries of their own.
bool has_syllables_of_signs(std::string_view language) {
    return is_one_of(language, {"as", "bn", "gu", "hi", "kn", "ml", "mr", "or", "pa", "ta", "te"});
}

bool is_hyphenated(const LanguageTag& tag) {
    const std::string_view language = tag.language();
    if (std::find(whole_words.begin(), whole_words.end(), language) != whole_words.end()) {
        return false;
    }
    // Another language's sounds in Latin letters ("th-Latn") follow no pattern.
    const std::string script(tag.script());
    if (has_syllables_of_signs(language)) {
        return script != "Latn";
    }
    const std::string usual(language);
    return has_syllables(usual) && (script.empty() || has_syllables(usual + "_" + script));
}

// Turkish syllables begin at every consonant before a vowel and between two vowels ("kont-rol",
// "sa-at"; Türk Dil Kurumu, Yazım Kılavuzu, "Hece yapısı"), which is all that a dictionary would
// say; Debian has none. Only the consonants a word opens with stay together.
std::string turkish_patterns() {
    const std::array<std::string_view, 11> vowels{"a", "e", "ı", "i", "o", "ö",
                                                  "u", "ü", "â", "î", "û"};
    const std::array<std::string_view, 24> consonants{"b", "c", "ç", "d", "f", "g", "ğ", "h",
                                                      "j", "k", "l", "m", "n", "p", "q", "r",
                                                      "s", "ş", "t", "v", "w", "x", "y", "z"};
    std::string patterns = "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n";
    for (const std::string_view vowel : vowels) {
        for (const std::string_view consonant : consonants) {
            patterns.append("1").append(consonant).append(vowel).append("\n");
        }
        for (const std::string_view other : vowels) {
            patterns.append(other).append("1").append(vowel).append("\n");
        }
    }
    for (const std::string_view first : consonants) {
        for (const std::string_view second : consonants) {
            patterns.append(".").append(first).append("2").append(second).append("2\n");
        }
    }
    return patterns;
}

} // namespace

// TeX's minima for the language's patterns (hyph-utf8, language.dat), which these dictionaries are
// made from; French carries three letters over at least, by the rule of its printers.
Minima custom_minima(const LanguageTag& tag) {
    const std::string_view language = tag.language();
    if (language == "fr") {
        return {2, 3, 2, 3};
    }
    if (is_one_of(language, {"be", "bg", "cs", "da", "de", "es", "hr", "hu", "it", "nb", "no", "pl",
                             "ru", "sl", "sr", "sv", "tr", "uk"})) {
        return {2, 2};
    }
    return {};
}

bool writes_apostrophes(const LanguageTag& language) {
    return is_one_of(language.language(), {"be", "uk"});
}

std::string own_patterns(const LanguageTag& language) {
    return language.language() == "tr" ? turkish_patterns() : std::string();
}

std::optional<std::string> hyphenation_package(const LanguageTag& tag) {
    if (!is_hyphenated(tag)) {
        return std::nullopt;
    }
    const std::string regional = std::string(tag.language()) + "-" + std::string(tag.region());
    for (const std::string_view wanted : {std::string_view(regional), tag.language()}) {
        for (const Package& package : packages) {
            if (package.language == wanted) {
                return std::string(package.name);
            }
        }
    }
    return std::string();
}

struct Hyphenation::Impl {
    std::vector<std::string> folders;
    std::mutex mutex;
    std::map<LanguageTag, std::shared_ptr<const Hyphenator>> known;
};

Hyphenation::Hyphenation(std::vector<std::string> folders) : impl_(std::make_unique<Impl>()) {
    impl_->folders = std::move(folders);
}
Hyphenation::~Hyphenation() = default;

std::shared_ptr<const Hyphenator> Hyphenation::find(const LanguageTag& language) const {
    const std::scoped_lock lock(impl_->mutex);
    const auto [place, fresh] = impl_->known.try_emplace(language);
    if (fresh && is_hyphenated(language)) {
        place->second = Hyphenator::load(language, impl_->folders);
    }
    return place->second;
}

} // namespace carefold::locale
