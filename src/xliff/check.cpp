// What a proof-reader would see without knowing the language well.
#include "xliff/xliff.hpp"

#include "locale/locale.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>

namespace carefold::xliff {

namespace {

constexpr int least_letters = 2; // fewer say nothing about a script

bool in_script(char32_t character, const std::vector<UScriptCode>& scripts) {
    return std::any_of(scripts.begin(), scripts.end(), [&](UScriptCode script) {
        return uscript_hasScript(static_cast<UChar32>(character), script) != 0;
    });
}

/// The scripts mixed in a language's writing: Jpan is Han with both kana.
std::vector<UScriptCode> scripts_of(const LanguageTag& language) {
    const std::string name = locale::likely_script(language);
    std::vector<UScriptCode> scripts;
    if (name == "Jpan") {
        scripts = {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA};
    } else if (name == "Kore") {
        scripts = {USCRIPT_HANGUL, USCRIPT_HAN};
    } else if (name == "Hans" || name == "Hant") {
        scripts = {USCRIPT_HAN, USCRIPT_BOPOMOFO};
    } else if (const int32_t value = u_getPropertyValueEnum(UCHAR_SCRIPT, name.c_str());
               value > USCRIPT_INHERITED) {
        scripts = {static_cast<UScriptCode>(value)};
    }
    return scripts;
}

bool is_letter(char32_t character) {
    return u_isalpha(static_cast<UChar32>(character)) != 0;
}

/// Letters of a target that are of the language's script, Latin, or neither; words that stand in
/// the source (names, abbreviations) are not counted.
struct Letters {
    std::size_t own = 0, latin = 0;
    std::string strange; // the first of a third script
};

Letters letters_of(const std::string& text, const std::string& source,
                   const std::vector<UScriptCode>& scripts) {
    Letters found;
    const std::vector<char32_t> all = decode_utf8(text);
    for (std::size_t at = 0; at < all.size();) {
        if (!is_letter(all[at])) {
            ++at;
            continue;
        }
        std::string word;
        const std::size_t first = at;
        for (; at < all.size() && is_letter(all[at]); ++at) {
            append_utf8(word, all[at]);
        }
        if (source.find(word) != std::string::npos) {
            continue;
        }
        for (std::size_t i = first; i < at; ++i) {
            const bool own = in_script(all[i], scripts);
            const bool latin = in_script(all[i], {USCRIPT_LATIN});
            const bool common = in_script(all[i], {USCRIPT_COMMON, USCRIPT_INHERITED});
            found.own += own ? 1U : 0U;
            found.latin += !own && latin ? 1U : 0U;
            if (!own && !latin && !common && found.strange.empty()) {
                append_utf8(found.strange, all[i]);
            }
        }
    }
    return found;
}

/// Digits of any script as values; separators of groups and decimals inside a number do not tell
/// numbers apart.
std::vector<std::string> numbers_in(const std::string& text) {
    std::vector<std::string> numbers;
    const std::vector<char32_t> all = decode_utf8(text);
    const auto digit = [&](std::size_t at) {
        return at < all.size() ? u_charDigitValue(static_cast<UChar32>(all[at])) : -1;
    };
    constexpr std::u32string_view separators = U".,'’\u00a0\u202f\u066b\u066c";
    for (std::size_t at = 0; at < all.size();) {
        if (digit(at) < 0) {
            ++at;
            continue;
        }
        std::string number;
        while (digit(at) >= 0) {
            number += static_cast<char>('0' + digit(at++));
            const bool joined =
                at < all.size() && separators.find(all[at]) != std::u32string_view::npos;
            at += joined && digit(at + 1) >= 0 ? 1U : 0U;
        }
        numbers.push_back(std::move(number));
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

std::string listed(const std::vector<std::string>& numbers) {
    std::string list;
    for (const std::string& number : numbers) {
        list += (list.empty() ? "" : ", ") + number;
    }
    return list.empty() ? "none" : list;
}

bool has_stray_space(const std::string& text) {
    constexpr std::string_view white = " \t\r\n";
    return text.empty() || white.find(text.front()) != std::string_view::npos ||
           white.find(text.back()) != std::string_view::npos ||
           text.find("  ") != std::string::npos || text.find('\t') != std::string::npos ||
           text.find('\n') != std::string::npos || text.find("\ufeff") != std::string::npos;
}

/// A tag stands for characters: white space beside it is not at an end.
std::string with_tags(const Text& text) {
    std::string out;
    for (const Piece& piece : text) {
        out += piece.kind == Piece::Kind::text    ? piece.text
               : piece.kind == Piece::Kind::empty ? "\ufffc"
                                                  : "";
    }
    return out;
}

bool has_two_words(const std::string& text) {
    const std::size_t gap = text.find(' ');
    return gap != std::string::npos && text.find_first_not_of(' ', gap) != std::string::npos;
}

class Checker {
  public:
    Checker(const Translation& translation, diag::Sink& sink)
        : translation_(translation), sink_(sink), scripts_(scripts_of(translation.language)) {}

    void check(const Unit& unit) {
        const Entry* entry = translation_.find(unit.id);
        if (entry == nullptr) {
            sink_.warning("xliff.missing-unit", diag::file_span(translation_.file),
                          "there is no unit " + diag::quoted(unit.id),
                          "bring the file up to date with `carefold translate export`");
            return;
        }
        if (canonical(entry->source) != canonical(unit.source)) {
            warn(*entry, "outdated", "is of an older source",
                 "bring the file up to date with `carefold translate export`");
            return;
        }
        if (!entry->has_target()) {
            warn(*entry, "untranslated", "is not translated");
            return;
        }
        for (const std::string& fault : tag_faults(unit.source, entry->target)) {
            sink_.error("xliff.broken-target", entry->target_span,
                        "in the translation of " + diag::quoted(unit.id) + " " + fault,
                        "each tag of the source belongs in the target once");
        }
        check_words(unit, *entry);
    }

  private:
    void check_words(const Unit& unit, const Entry& entry) {
        const std::string source = characters(unit.source);
        const std::string target = characters(entry.target);
        if (canonical(entry.target) == canonical(unit.source) && has_two_words(source)) {
            warn(entry, "identical", "is the same as the source");
        }
        if (const std::string whole = with_tags(entry.target); has_stray_space(whole)) {
            warn(entry, "stray-space", "has white space at an end, doubled or broken",
                 "one space between words, none at the ends");
        }
        check_script(unit, entry);
        const std::vector<std::string> wanted = numbers_in(source);
        const std::vector<std::string> given = numbers_in(target);
        if (wanted != given) {
            warn(entry, "numbers-differ",
                 "has other numbers: " + listed(given) + "; the source: " + listed(wanted),
                 "fine where the language writes one as a word");
        }
    }

    void check_script(const Unit& unit, const Entry& entry) {
        if (scripts_.empty()) {
            return;
        }
        // Tags of the target may have lost their types: the source tells which words are foreign.
        Text target = entry.target;
        for (Piece& piece : target) {
            const auto same =
                std::find_if(unit.source.begin(), unit.source.end(), [&](const Piece& each) {
                    return each.kind == Piece::Kind::open && each.id == piece.id;
                });
            piece.ctype = same == unit.source.end() ? piece.ctype : same->ctype;
        }
        const Letters letters =
            letters_of(characters(target, "x-foreign"), characters(unit.source), scripts_);
        if (!letters.strange.empty()) {
            warn(entry, "wrong-script",
                 "has a letter of another script: " + diag::quoted(letters.strange));
        } else if (letters.latin > letters.own && letters.latin >= least_letters) {
            warn(entry, "wrong-script",
                 "is not written in the script of `" + translation_.language.text() + "`");
        }
    }

    void warn(const Entry& entry, const std::string& code, const std::string& what,
              std::string hint = {}) {
        sink_.warning("xliff." + code, entry.target_span,
                      "the translation of " + diag::quoted(entry.id) + " " + what, std::move(hint));
    }

    const Translation& translation_;
    diag::Sink& sink_;
    std::vector<UScriptCode> scripts_;
};

} // namespace

void check(const Source& source, const Translation& translation, diag::Sink& sink) {
    Checker checker(translation, sink);
    std::map<std::string_view, bool> known;
    for (const Unit& unit : source.units) {
        known[unit.id] = true;
        checker.check(unit);
    }
    for (const Entry& entry : translation.entries) {
        if (!entry.retired && !known.contains(entry.id)) {
            sink.warning("xliff.unknown-unit", entry.span,
                         "the source has no unit " + diag::quoted(entry.id),
                         "bring the file up to date with `carefold translate export`");
        }
    }
}

std::vector<std::pair<std::string, std::size_t>> count_states(const Source& source,
                                                              const Translation& translation) {
    std::vector<std::pair<std::string, std::size_t>> counts;
    for (const char* name : {"missing", "outdated", "new", "needs-translation", "needs-adaptation",
                             "needs-l10n", "needs-review-translation", "needs-review-adaptation",
                             "needs-review-l10n", "translated", "signed-off", "final"}) {
        counts.emplace_back(name, 0);
    }
    const auto add = [&](const std::string& state) {
        for (auto& [name, count] : counts) {
            if (name == state) {
                ++count;
                return;
            }
        }
        counts.emplace_back(state, 1); // one of a tool's own, "x-…"
    };
    for (const Unit& unit : source.units) {
        const Entry* entry = translation.find(unit.id);
        if (entry == nullptr) {
            add("missing");
        } else if (canonical(entry->source) != canonical(unit.source)) {
            add("outdated");
        } else if (is_blank(entry->target)) {
            add(level_of(entry->state) == Level::untranslated && !entry->state.empty()
                    ? entry->state
                    : "new"); // whatever it says of itself, there is nothing
        } else {
            add(entry->state.empty() ? "translated" : entry->state);
        }
    }
    return counts;
}

} // namespace carefold::xliff
