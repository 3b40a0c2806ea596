// Words are shaped one at a time and remembered, because a text uses few of them: two thirds of a
// booklet's words have been met before. Results are in font units, so sizes share them. Kerning
// across a space is lost with this, which no reader sees; all inside a word is HarfBuzz's whole
// work.
#include "text/words.hpp"

#include "text/scripts.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>

namespace carefold::text {

namespace {

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

std::vector<hb_feature_t> features_of(const Style& style, bool tracked) {
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
    if (tracked) { // spaced letters must not be glued together here and there
        put(HB_TAG('l', 'i', 'g', 'a'), false);
        put(HB_TAG('c', 'l', 'i', 'g'), false);
    }
    return list;
}

// The face says which half is blank: in fonts for Japan and mainland China commas stand left in
// their squares, in those for Taiwan in the middle.
void measure_blanks(ShapedWord& word) {
    std::size_t at = 0;
    if (word.glyphs.size() != 1 || square_of(next_utf8(word.text, at)) == Square::none ||
        at < word.text.size()) {
        return;
    }
    const font::Face& face = *word.parts.front().face;
    const double em = face.metrics().units_per_em;
    hb_glyph_extents_t ink{};
    if (word.glyphs[0].advance < 0.9 * em ||
        hb_font_get_glyph_extents(face.shaper(), word.glyphs[0].id, &ink) == 0) {
        return;
    }
    word.lead = ink.x_bearing > 0.45 * em ? 0.5 : 0;
    word.trail = ink.x_bearing + ink.width < 0.55 * em ? 0.5 : 0;
}

} // namespace

const std::vector<hb_feature_t>& Words::Fount::features_for(hb_script_t each) const {
    return is_joining_script(each) ? joined_features : features;
}

std::size_t Words::KeyHash::operator()(const Key& key) const {
    return std::hash<std::string_view>()(key.text) + key.fount * 0x9E3779B97F4A7C15ULL +
           (key.right_to_left ? 1U : 0U);
}

Words::Words(Fallback fallback) : fallback_(std::move(fallback)), buffer_(hb_buffer_create()) {
    known_.reserve(2048);
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
    founts_.push_back({style,
                       hb_language_from_string(tag.data(), static_cast<int>(tag.size())),
                       script_of(style.language),
                       features_of(style, tracked),
                       features_of(style, false),
                       hyphen,
                       is_cjk_language(style.language),
                       {}});
    for (char32_t c = ' '; c < 127; ++c) {
        founts_.back().covers[c] = style.face->covers(c);
    }
    return static_cast<std::uint32_t>(founts_.size() - 1);
}

void Words::forget() {
    known_ = {};
    shaped_ = {};
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
        made.joined = made.joined || is_joining_script(stretch.script);
        shape_stretch(fount, stretch, made);
    }
    measure_blanks(made);
    std::uint32_t before = UINT32_MAX;
    for (const ShapedGlyph& glyph : made.glyphs) {
        made.clusters += glyph.cluster != before ? 1U : 0U;
        before = glyph.cluster;
    }
    known_.emplace(Key{fount, right_to_left, made.text}, &made);
    return made;
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
    const auto& features = founts_[fount].features_for(stretch.script);
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
    const auto& features = founts_[fount].features_for(stretch.script);
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
    word.glyphs.reserve(begin + count + 1);
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

Length width_until(const ShapedWord& word, std::size_t bytes, const Style& style) {
    double em = 0;
    std::int64_t clusters = 0;
    const auto& glyphs = word.glyphs;
    const std::size_t count = glyphs.size();
    const auto logical = [&](std::size_t i) { return word.right_to_left ? count - 1 - i : i; };
    for (std::size_t i = 0; i < count;) {
        const std::uint32_t begin = glyphs[logical(i)].cluster;
        std::size_t next = i;
        std::int64_t advance = 0;
        while (next < count && glyphs[logical(next)].cluster == begin) {
            advance += glyphs[logical(next++)].advance;
        }
        const std::size_t end = next < count ? glyphs[logical(next)].cluster : word.text.size();
        if (begin >= bytes) {
            break;
        }
        int units_per_em = 1000;
        for (const FacePart& part : word.parts) {
            if (logical(i) >= part.begin && logical(i) < part.end) {
                units_per_em = part.face->metrics().units_per_em;
            }
        }
        const double share =
            end <= bytes ? 1.0
                         : static_cast<double>(bytes - begin) / static_cast<double>(end - begin);
        em += share * static_cast<double>(advance) / units_per_em;
        ++clusters;
        i = next;
    }
    return style.size.scaled(em) + word.tracking(style) * clusters;
}

} // namespace carefold::text
