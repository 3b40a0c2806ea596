// What names are written with.
#include "locale/locale.hpp"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

#include <memory>
#include <set>

namespace carefold::locale {

namespace {

constexpr std::string_view signs = " '\u2019\"-\u2010\u2013.,:;/()&+0123456789";

struct CloseExemplars {
    void operator()(USet* set) const { uset_close(set); }
    void operator()(ULocaleData* data) const { ulocdata_close(data); }
};

bool keeps_its_forms(std::string_view script) {
    return script == "Latn" || script == "Cyrl" || script == "Grek" || script == "Hebr";
}

void add_both_cases(char32_t letter, std::set<char32_t>& into) {
    into.insert(letter);
    into.insert(static_cast<char32_t>(u_toupper(static_cast<UChar32>(letter))));
}

/// CLDR's exemplar characters (UTS #35, Part 2, "Exemplars").
void add_exemplars(const LanguageTag& language, std::set<char32_t>& into) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<ULocaleData, CloseExemplars> data(
        ulocdata_open(language.text().c_str(), &status));
    if (U_FAILURE(status)) {
        return;
    }
    const std::unique_ptr<USet, CloseExemplars> letters(
        ulocdata_getExemplarSet(data.get(), nullptr, 0, ULOCDATA_ES_STANDARD, &status));
    if (U_FAILURE(status)) {
        return;
    }
    for (std::int32_t i = 0; i < uset_getItemCount(letters.get()); ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        const std::int32_t length =
            uset_getItem(letters.get(), i, &first, &last, nullptr, 0, &status);
        if (U_FAILURE(status) || length != 0) { // a sequence: its letters are in the set too
            status = U_ZERO_ERROR;
            continue;
        }
        for (UChar32 letter = first; letter <= last; ++letter) {
            add_both_cases(static_cast<char32_t>(letter), into);
        }
    }
}

} // namespace

std::string name_characters(const LanguageTag& language) {
    std::set<char32_t> all;
    for (std::size_t at = 0; at < signs.size();) {
        all.insert(next_utf8(signs, at));
    }
    for (char32_t letter = U'a'; letter <= U'z'; ++letter) { // names from elsewhere
        add_both_cases(letter, all);
    }
    if (keeps_its_forms(script(language))) {
        add_exemplars(language, all);
    }
    std::string text;
    for (const char32_t each : all) {
        append_utf8(text, each);
    }
    return text;
}

} // namespace carefold::locale
