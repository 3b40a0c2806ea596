// Pages on press sheets. Part of pages' face.
#pragma once

#include "pages/items.hpp"

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

namespace carefold::pages {

/// One cell of a press sheet: which page, placed how. Missing page: blank.
struct Placement {
    std::optional<std::size_t> page;
    Point at;         // top left on the sheet, also of a turned page
    int rotation = 0; // degrees clockwise: 0 or 180
};

/// For those who print, cut and fold; always outside what is kept or on its edge. A registration
/// mark is several of these.
struct Mark {
    enum class Kind : std::uint8_t { cut, fold, registration } kind = Kind::cut;
    std::variant<Rule, Box, Disc> shape;
};

/// Text beside the pages that says how to print and fold. Items lie in a frame of `area`'s size,
/// or of its height and width when it is turned; all are artifacts.
struct Strip {
    Rect area;        // on the sheet
    int rotation = 0; // degrees clockwise: 0 or 90
    std::vector<Item> items;
};

struct Sheet {
    Size size;
    std::vector<Placement> placements;
    std::vector<Mark> marks;
    std::vector<Strip> strips;
    bool back = false;
};

/// Sheets refer to the pages of the document they were made from.
struct Imposition {
    std::vector<Sheet> sheets; // fronts and backs in printing order
    enum class Flip : std::uint8_t { short_edge, long_edge } flip = Flip::short_edge;
};

} // namespace carefold::pages
