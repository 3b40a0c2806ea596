// What is drawn on a page. Part of pages' face.
#pragma once

#include "base/base.hpp"
#include "font/font.hpp"
#include "image/image.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carefold::pages {

using TagId = std::int32_t;
inline constexpr TagId artifact = -1;

struct Glyph {
    std::uint32_t id = 0;
    Length advance;         // to the next glyph, before `stretch`
    Length natural_advance; // the font's own width at this size
    Length dx, dy;          // dy up
    std::uint32_t text_begin = 0,
                  text_length = 0; // bytes of Text::text; 0 length: belongs to the one before
};

struct Text {
    font::FacePtr face;
    Length size;
    Point origin;         // baseline start
    double stretch = 1.0; // horizontal scale
    Color color;
    std::string text; // logical order; at a line's end perhaps a space or U+200B not drawn: what
                      // it was broken at
    std::vector<Glyph> glyphs;
    bool right_to_left = false;
};

struct Box {
    Rect rect;
    std::optional<Color> fill;
    std::optional<Color> stroke;
    Length line_width;
    Length radius; // of the corners
};

struct Rule {
    Point from, to;
    Length thickness;
    Color color;
    bool round_dots = false; // a row of round dots `thickness` wide, `gap` apart (leaders)
    Length gap;
    Length dash = {}; // above zero: dashes of that length, `gap` apart
};

struct Disc {
    Point center;
    Length radius;
    std::optional<Color> fill;
    std::optional<Color> stroke;
    Length line_width;
};

struct Placed {
    image::PicturePtr picture;
    Rect rect;
};

struct Item {
    std::variant<Text, Box, Rule, Disc, Placed> what;
    TagId tag = artifact;       // a leaf, or artifact
    bool running = false;       // artifact of page furniture (header, footer): Pagination artifact
    std::uint32_t node = 0;     // content::Node::order, for late complaints
    std::int32_t personal = -1; // one reader's own: which line of an Imprint it is of
};

/// The lines that are one reader's own, by Item::personal. A line may stand on several pages, at
/// the same place of each.
using Imprint = std::vector<std::vector<Item>>;

/// What readers' names are likely to need of a face, so that fonts can be made beforehand.
struct Exemplar {
    font::FacePtr face;
    std::string characters;
};

} // namespace carefold::pages
