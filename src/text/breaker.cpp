#include "text/parts.hpp"

#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

namespace carefold::text {

namespace {

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

std::u16string to_utf16(std::string_view text) {
    std::u16string wide(text.size(), u'\0'); // never longer in units than UTF-8 is in bytes
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(wide.data(), static_cast<int32_t>(wide.size()), &length, text.data(),
                         static_cast<int32_t>(text.size()), 0xFFFD, nullptr, &status);
    wide.resize(U_SUCCESS(status) ? static_cast<std::size_t>(length) : 0);
    return wide;
}

} // namespace

char32_t char_before(std::string_view text, std::size_t at) {
    std::size_t from = at;
    while (from > 0 && at - from < 4) {
        --from;
        if ((static_cast<unsigned char>(text[from]) & 0xC0U) != 0x80U) {
            break;
        }
    }
    return from < at ? next_utf8(text, from) : 0;
}
char32_t char_at(std::string_view text, std::size_t at) {
    return at < text.size() ? next_utf8(text, at) : 0;
}

struct Breaker::Iterator {
    LanguageTag language;
    bool phrases = false;
    UBreakIterator* iterator = nullptr; // nullptr: ICU has no data; breaks after spaces only
};

Breaker::Breaker() = default;

Breaker::~Breaker() {
    for (const Iterator& each : iterators_) {
        ubrk_close(each.iterator);
    }
}

// ICU has a dictionary of Japanese for this (CSS Text 4, 3.3, `auto-phrase`).
bool Breaker::knows_phrases(const LanguageTag& language) {
    return language.language() == "ja";
}

void Breaker::find(std::string_view text, const LanguageTag& language, bool phrases,
                   std::vector<std::uint32_t>& out) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator* iterator = nullptr;
    bool known = false;
    for (const Iterator& each : iterators_) {
        if (each.language == language && each.phrases == phrases) {
            iterator = each.iterator;
            known = true;
        }
    }
    if (!known) {
        // Kinsoku to the letter: no small kana or long-vowel mark opens a line (CSS Text 3, 5.2).
        const std::string locale =
            is_cjk_language(language)
                ? std::string(language.language()) + "@lb=strict" + (phrases ? ";lw=phrase" : "")
                : language.text();
        iterator = ubrk_open(UBRK_LINE, locale.c_str(), nullptr, 0, &status);
        iterators_.push_back({language, phrases, U_SUCCESS(status) ? iterator : nullptr});
    }
    out.clear();
    UText input = UTEXT_INITIALIZER;
    utext_openUTF8(&input, text.data(), static_cast<int64_t>(text.size()), &status);
    if (iterator != nullptr && U_SUCCESS(status)) {
        ubrk_setUText(iterator, &input, &status);
    }
    if (iterator != nullptr && U_SUCCESS(status)) {
        for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
            out.push_back(static_cast<std::uint32_t>(at));
        }
    } else {
        for (std::size_t i = 1; i < text.size(); ++i) {
            if (text[i - 1] == ' ') {
                out.push_back(static_cast<std::uint32_t>(i));
            }
        }
        out.push_back(static_cast<std::uint32_t>(text.size()));
    }
    utext_close(&input);
}

// The isolates that were taken out of the text are put back for this: they have a say in it.
std::vector<std::uint8_t> bidi_levels(const Clean& clean, locale::Direction direction) {
    const std::uint8_t base = direction == locale::Direction::right_to_left ? 1 : 0;
    std::vector<std::uint8_t> levels(clean.text.size(), base);
    std::string whole;
    std::vector<std::uint32_t> origin; // of each byte of `whole`; past the end: an isolate's
    const auto past = static_cast<std::uint32_t>(clean.text.size());
    auto isolate = clean.isolates.begin();
    for (std::uint32_t at = 0; at <= past; ++at) {
        for (; isolate != clean.isolates.end() && (isolate->first <= at || at == past); ++isolate) {
            append_utf8(whole, isolate->second);
            origin.resize(whole.size(), past);
        }
        if (at < past) {
            whole += clean.text[at];
            origin.push_back(at);
        }
    }
    const std::u16string wide = to_utf16(whole);
    const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setPara(bidi.get(), wide.data(), static_cast<int32_t>(wide.size()), base, nullptr,
                  &status);
    const UBiDiLevel* found = ubidi_getLevels(bidi.get(), &status);
    if (U_FAILURE(status)) {
        return levels;
    }
    std::size_t unit = 0;
    for (std::size_t at = 0; at < whole.size() && unit < wide.size();) {
        const std::size_t from = at;
        next_utf8(whole, at);
        for (std::size_t byte = from; byte < at && origin[from] < past; ++byte) {
            levels[origin[byte]] = found[unit];
        }
        unit += U16_IS_LEAD(wide[unit]) ? 2 : 1;
    }
    return levels;
}

} // namespace carefold::text
