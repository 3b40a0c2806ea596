// Which face shows which part of a word, and in which script it is shaped.
#include "text/scripts.hpp"
#include "text/words.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace carefold::text {

namespace {

bool is_ignorable(char32_t c) {
    return c >= 0xAD &&
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool is_space(char32_t c) {
    return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

// Whether HarfBuzz will find something to draw for `c` after `before`: the glyph itself, its
// parts, the two composed, or one of the stand-ins it knows.
bool shows(const font::Face& face, char32_t c, char32_t before) {
    if (face.covers(c) || is_ignorable(c) || (is_space(c) && face.covers(' ')) ||
        (c == 0x2011 && face.covers(0x2010))) {
        return true;
    }
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t a = 0;
    hb_codepoint_t b = 0;
    if (hb_unicode_decompose(unicode, c, &a, &b) != 0) {
        return shows(face, a, 0) && (b == 0 || face.covers(b));
    }
    return before != 0 && hb_unicode_compose(unicode, before, c, &a) != 0 && face.covers(a);
}

// The first character of the cluster that the face cannot show; 0 when it can show all.
char32_t first_missing(const font::Face& face, std::string_view cluster) {
    char32_t before = 0;
    for (std::size_t at = 0; at < cluster.size();) {
        const char32_t c = next_utf8(cluster, at);
        if (!shows(face, c, before)) {
            return c;
        }
        before = c;
    }
    return 0;
}

bool is_sign(char32_t c) {
    return u_ispunct(static_cast<UChar32>(c)) != 0;
}

hb_script_t script_of(char32_t c) {
    if (c < 0x80) {
        const char32_t lower = c | 0x20U;
        return lower >= 'a' && lower <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    }
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
    return script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN ? HB_SCRIPT_COMMON : script;
}

} // namespace

bool is_mark(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    return c >= 0x300 && ((U_GET_GC_MASK(code) & U_GC_M_MASK) != 0 || c == 0x200D || c == 0x200C);
}

// The face for ideographs, when `word` is a sign that is to be as wide as they are.
font::FacePtr Words::square_face(const Fount& fount, std::string_view word) const {
    constexpr char32_t one = 0x4E00;
    std::size_t at = 0;
    const char32_t c = next_utf8(word, at);
    if (!fount.cjk || at < word.size() || !is_ambiguous(c)) {
        return nullptr;
    }
    const font::FacePtr& own = fount.style.face;
    font::FacePtr face = own->covers(one) ? own : fallback_ ? fallback_(one, fount.style) : nullptr;
    return face && face->covers(c) ? face : nullptr;
}

// Signs before the letters of a fallback face are drawn by it too, as those behind them are.
void Words::join_opening_signs(std::vector<Stretch>& stretches, std::string_view text) {
    if (stretches.size() < 2 || stretches[0].script != HB_SCRIPT_COMMON ||
        stretches[1].script == HB_SCRIPT_COMMON) {
        return;
    }
    for (std::size_t at = 0; at < stretches[0].end;) {
        const char32_t c = next_utf8(text, at);
        if (!is_sign(c) || !stretches[1].face->covers(c)) {
            return;
        }
    }
    stretches[1].begin = 0;
    stretches.erase(stretches.begin());
}

// Cuts the word where face or script changes. A character common to scripts goes with the one
// before it, at the start with the first one after.
std::vector<Words::Stretch> Words::itemize(const Fount& fount, ShapedWord& word) const {
    std::vector<Stretch> stretches;
    const std::string_view text = word.text;
    const auto plain = [&](char c) {
        return static_cast<unsigned char>(c) < 128 && fount.covers[static_cast<unsigned char>(c)];
    };
    if (std::all_of(text.begin(), text.end(), plain)) {
        const bool letters = std::any_of(text.begin(), text.end(), [](char c) {
            return script_of(static_cast<unsigned char>(c)) == HB_SCRIPT_LATIN;
        });
        stretches.push_back({0, static_cast<std::uint32_t>(text.size()), fount.style.face,
                             letters ? HB_SCRIPT_LATIN : fount.script});
        return stretches;
    }
    if (font::FacePtr square = square_face(fount, text)) {
        stretches.push_back(
            {0, static_cast<std::uint32_t>(text.size()), std::move(square), HB_SCRIPT_HAN});
        return stretches;
    }
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t base = next_utf8(text, at);
        for (std::size_t next = at; next < text.size() && is_mark(next_utf8(text, next));) {
            at = next;
        }
        const font::FacePtr before = stretches.empty() ? nullptr : stretches.back().face;
        const hb_script_t script = script_of(base);
        const std::string_view cluster = text.substr(begin, at - begin);
        const bool follows = before && before != fount.style.face && is_sign(base) &&
                             stretches.back().script != HB_SCRIPT_COMMON &&
                             first_missing(*before, cluster) == 0;
        const font::FacePtr face = follows ? before : choose_face(fount, cluster, before, word);
        const auto end = static_cast<std::uint32_t>(at);
        if (before == face &&
            (script == HB_SCRIPT_COMMON || stretches.back().script == HB_SCRIPT_COMMON ||
             stretches.back().script == script)) {
            stretches.back().end = end;
            if (stretches.back().script == HB_SCRIPT_COMMON) {
                stretches.back().script = script;
            }
        } else {
            stretches.push_back({static_cast<std::uint32_t>(begin), end, face, script});
        }
    }
    join_opening_signs(stretches, text);
    for (Stretch& stretch : stretches) {
        if (stretch.script == HB_SCRIPT_COMMON) {
            stretch.script = fount.script;
        }
    }
    return stretches;
}

font::FacePtr Words::choose_face(const Fount& fount, std::string_view cluster,
                                 const font::FacePtr& before, ShapedWord& word) const {
    const font::FacePtr& own = fount.style.face;
    const char32_t lacking = first_missing(*own, cluster);
    if (lacking == 0) {
        return own;
    }
    // Stay with the fallback already in use rather than change hands within a word.
    if (before && before != own && first_missing(*before, cluster) == 0) {
        return before;
    }
    font::FacePtr other = fallback_ ? fallback_(lacking, fount.style) : nullptr;
    if (!other) {
        word.missing.push_back(lacking);
        return own;
    }
    const char32_t still = first_missing(*other, cluster);
    if (still != 0) {
        word.missing.push_back(still);
    }
    return other;
}

} // namespace carefold::text
