// Words are shaped one at a time and remembered, because a text uses few of them: two thirds of a
// booklet's words have been met before. Results are in font units, so sizes share them. Kerning
// across a space is lost with this, which no reader sees; all inside a word is HarfBuzz's whole
// work.
#include "text/parts.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace carefold::text {

namespace {

bool is_mark(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    return c >= 0x300 && ((U_GET_GC_MASK(code) & U_GC_M_MASK) != 0 || c == 0x200D || c == 0x200C);
}

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

hb_script_t script_of(char32_t c) {
    if (c < 0x80) {
        const char32_t lower = c | 0x20U;
        return lower >= 'a' && lower <= 'z' ? HB_SCRIPT_LATIN : HB_SCRIPT_COMMON;
    }
    const hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
    return script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN ? HB_SCRIPT_COMMON : script;
}

// The script a language is usually written in, for words of digits and signs.
hb_script_t script_of(const LanguageTag& language) {
    const std::string_view tag = language.script();
    if (!tag.empty()) {
        return hb_script_from_string(tag.data(), static_cast<int>(tag.size()));
    }
    std::array<UScriptCode, 4> codes{};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t count = uscript_getCode(std::string(language.language()).c_str(), codes.data(),
                                          codes.size(), &status);
    if (U_FAILURE(status) || count < 1) {
        return HB_SCRIPT_LATIN;
    }
    return hb_script_from_string(uscript_getShortName(codes[0]), -1);
}

std::vector<hb_feature_t> features_of(const Style& style) {
    std::vector<hb_feature_t> list;
    const auto put = [&](hb_tag_t tag, bool on) {
        list.push_back({tag, on ? 1U : 0U, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END});
    };
    if (style.features.small_caps) {
        put(HB_TAG('s', 'm', 'c', 'p'), true);
    }
    put(style.features.oldstyle_figures ? HB_TAG('o', 'n', 'u', 'm') : HB_TAG('l', 'n', 'u', 'm'),
        true);
    put(style.features.tabular_figures ? HB_TAG('t', 'n', 'u', 'm') : HB_TAG('p', 'n', 'u', 'm'),
        true);
    if (style.tracking != Length()) { // spaced letters must not be glued together here and there
        put(HB_TAG('l', 'i', 'g', 'a'), false);
        put(HB_TAG('c', 'l', 'i', 'g'), false);
    }
    return list;
}

} // namespace

std::size_t Words::KeyHash::operator()(const Key& key) const {
    return std::hash<std::string_view>()(key.text) + key.fount * 0x9E3779B97F4A7C15ULL +
           (key.right_to_left ? 1U : 0U);
}

Words::Words(Fallback fallback) : fallback_(std::move(fallback)), buffer_(hb_buffer_create()) {
    hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
}

Words::~Words() {
    for (const Plan& plan : plans_) {
        hb_shape_plan_destroy(plan.plan);
    }
    hb_buffer_destroy(buffer_);
}

std::uint32_t Words::fount(const Style& style) {
    const bool tracked = style.tracking != Length();
    for (std::uint32_t i = 0; i < founts_.size(); ++i) {
        const Style& s = founts_[i].style;
        if (s.face == style.face && s.features == style.features && s.language == style.language &&
            s.bold == style.bold && s.italic == style.italic &&
            (s.tracking != Length()) == tracked) {
            return i;
        }
    }
    const std::string& tag = style.language.text();
    const std::string_view hyphen = style.face->covers(0x2010) ? "\u2010" : "-";
    founts_.push_back({style, hb_language_from_string(tag.data(), static_cast<int>(tag.size())),
                       script_of(style.language), features_of(style), hyphen});
    return static_cast<std::uint32_t>(founts_.size() - 1);
}

ShapedWord& Words::shape(std::uint32_t fount, std::string_view word, bool right_to_left) {
    const auto known = known_.find(Key{fount, right_to_left, word});
    if (known != known_.end()) {
        return *known->second;
    }
    ShapedWord& made = shaped_.emplace_back();
    made.text = word;
    made.right_to_left = right_to_left;
    std::vector<Stretch> stretches = itemize(founts_[fount], made);
    if (right_to_left) {
        std::reverse(stretches.begin(), stretches.end());
    }
    for (const Stretch& stretch : stretches) {
        shape_stretch(fount, stretch, made);
    }
    std::uint32_t before = UINT32_MAX;
    for (const ShapedGlyph& glyph : made.glyphs) {
        made.clusters += glyph.cluster != before ? 1U : 0U;
        before = glyph.cluster;
    }
    known_.emplace(Key{fount, right_to_left, made.text}, &made);
    return made;
}

// Cuts the word where face or script changes. A character common to scripts goes with the one
// before it, at the start with the first one after.
std::vector<Words::Stretch> Words::itemize(const Fount& fount, ShapedWord& word) const {
    std::vector<Stretch> stretches;
    const std::string_view text = word.text;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t base = next_utf8(text, at);
        for (std::size_t next = at; next < text.size() && is_mark(next_utf8(text, next));) {
            at = next;
        }
        const font::FacePtr before = stretches.empty() ? nullptr : stretches.back().face;
        const font::FacePtr face = choose_face(fount, text.substr(begin, at - begin), before, word);
        const hb_script_t script = script_of(base);
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

hb_shape_plan_t* Words::plan(std::uint32_t fount, const Stretch& stretch, bool right_to_left) {
    hb_face_t* face = stretch.face->tables();
    for (const Plan& known : plans_) {
        if (known.face == face && known.script == stretch.script && known.fount == fount &&
            known.right_to_left == right_to_left) {
            return known.plan;
        }
    }
    hb_segment_properties_t properties{};
    properties.direction = right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
    properties.script = stretch.script;
    properties.language = founts_[fount].language;
    const auto& features = founts_[fount].features;
    hb_shape_plan_t* made = hb_shape_plan_create_cached(
        face, &properties, features.data(), static_cast<unsigned>(features.size()), nullptr);
    plans_.push_back({face, stretch.script, fount, right_to_left, made});
    return made;
}

void Words::shape_stretch(std::uint32_t fount, const Stretch& stretch, ShapedWord& word) {
    hb_buffer_clear_contents(buffer_);
    hb_buffer_set_direction(buffer_, word.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_, stretch.script);
    hb_buffer_set_language(buffer_, founts_[fount].language);
    hb_buffer_add_utf8(buffer_, word.text.data(), static_cast<int>(word.text.size()), stretch.begin,
                       static_cast<int>(stretch.end - stretch.begin));
    const auto& features = founts_[fount].features;
    hb_font_t* font = stretch.face->shaper();
    hb_shape_plan_execute(plan(fount, stretch, word.right_to_left), font, buffer_, features.data(),
                          static_cast<unsigned>(features.size()));
    unsigned count = 0;
    unsigned positions = 0;
    const hb_glyph_info_t* info = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* at = hb_buffer_get_glyph_positions(buffer_, &positions);
    const auto begin = static_cast<std::uint32_t>(word.glyphs.size());
    std::int64_t sum = 0;
    if (hb_buffer_get_content_type(buffer_) != HB_BUFFER_CONTENT_TYPE_GLYPHS || count == 0) {
        word.glyphs.push_back({0, stretch.begin, 0, 0, 0, 0}); // refused, but its text must stay
        count = 0;
    }
    for (unsigned i = 0; i < count; ++i) {
        const hb_codepoint_t glyph = info[i].codepoint;
        word.glyphs.push_back({glyph, info[i].cluster, at[i].x_advance,
                               hb_font_get_glyph_h_advance(font, glyph), at[i].x_offset,
                               at[i].y_offset});
        sum += at[i].x_advance;
    }
    word.parts.push_back({stretch.face, begin, static_cast<std::uint32_t>(word.glyphs.size())});
    word.em += static_cast<double>(sum) / stretch.face->metrics().units_per_em;
}

} // namespace carefold::text
