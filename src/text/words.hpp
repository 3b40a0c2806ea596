// Private to text: shaped words and the memory of them.
#pragma once

#include "text/text.hpp"

#include <hb.h>

#include <array>
#include <deque>
#include <string_view>
#include <unordered_map>

namespace carefold::text {

/// Font units of its part's face. `cluster`: byte in the word.
struct ShapedGlyph {
    std::uint32_t id = 0, cluster = 0;
    std::int32_t advance = 0, natural = 0, dx = 0, dy = 0;
};
struct FacePart {
    font::FacePtr face;
    std::uint32_t begin = 0, end = 0; // glyphs, in visual order
};
struct ShapedWord {
    std::string text;
    bool right_to_left = false;
    std::vector<ShapedGlyph> glyphs; // visual order
    std::vector<FacePart> parts;
    std::vector<char32_t> missing;
    double em = 0;              // sum of advances, in ems
    std::uint32_t clusters = 0; // for tracking
    bool joined = false;        // its letters join: no tracking
    double lead = 0, trail = 0; // blank halves of a full-width sign's square, in ems
    Length tracking(const Style& style) const { return joined ? Length() : style.tracking; }
    const locale::Hyphenator* hyphenated_by = nullptr;
    std::vector<std::uint32_t> hyphens; // valid for hyphenated_by
};

/// Shaped words by (face, features, language, direction, text); size and colour play no part.
class Words {
  public:
    explicit Words(Fallback fallback);
    ~Words();
    Words(const Words&) = delete;
    Words& operator=(const Words&) = delete;

    std::uint32_t fount(const Style& style);
    ShapedWord& shape(std::uint32_t fount, std::string_view word, bool right_to_left);
    /// References to shaped words end.
    void forget();
    std::string_view hyphen(std::uint32_t fount) const { return founts_[fount].hyphen; }

  private:
    struct Fount {
        Style style;
        hb_language_t language;
        hb_script_t script;
        std::vector<hb_feature_t> features, joined_features; // of scripts that join
        std::string_view hyphen;
        bool cjk = false; // of a language set on squares
        const std::vector<hb_feature_t>& features_for(hb_script_t each) const;
        std::array<bool, 128> covers{}; // ASCII: most words ask no further
    };
    struct Stretch {
        std::uint32_t begin = 0, end = 0;
        font::FacePtr face;
        hb_script_t script = HB_SCRIPT_COMMON;
    };
    struct Key {
        std::uint32_t fount;
        bool right_to_left;
        std::string_view text;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Plan {
        hb_face_t* face;
        hb_script_t script;
        std::uint32_t fount;
        bool right_to_left;
        hb_shape_plan_t* plan;
    };
    std::vector<Stretch> itemize(const Fount& fount, ShapedWord& word) const;
    static void join_opening_signs(std::vector<Stretch>& stretches, std::string_view text);
    font::FacePtr square_face(const Fount& fount, std::string_view word) const;
    font::FacePtr choose_face(const Fount& fount, std::string_view cluster,
                              const font::FacePtr& before, ShapedWord& word) const;
    void shape_stretch(std::uint32_t fount, const Stretch& stretch, ShapedWord& word);
    hb_shape_plan_t* plan(std::uint32_t fount, const Stretch& stretch, bool right_to_left);

    Fallback fallback_;
    hb_buffer_t* buffer_;
    std::vector<Fount> founts_;
    std::vector<Plan> plans_;
    std::deque<ShapedWord> shaped_;
    std::unordered_map<Key, ShapedWord*, KeyHash> known_;
};

/// A combining mark or joiner: never without the character before it.
bool is_mark(char32_t c);

/// Width of `word`'s first bytes, a ligature shared out evenly.
Length width_until(const ShapedWord& word, std::size_t bytes, const Style& style);

} // namespace carefold::text
