// Vertical material: what blocks become before pages are broken.
#pragma once

#include "base/base.hpp"
#include "pages/pages.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carefold::layout {

/// May a page or column end before this atom?
enum class Break : std::uint8_t {
    allowed,
    avoid,     // widow, orphan, keep: only when nothing else works
    forbidden, // inside a whole
    forced,
};

/// A footnote referred to, and the baseline its sign is on.
struct NoteRef {
    int number = 0; // from 1
    Length baseline;
};

/// Where a line that is one reader's own begins.
struct Anchor {
    std::int32_t line = 0; // pages::Item::personal
    Point at;
};

/// An unbreakable slice of a frame's material: a line, a table row, a boxed callout. Coordinates
/// are relative to its own top and to the frame's left edge.
struct Atom {
    Length space_before; // dropped at the top of a frame
    Length space_after;  // collapses with the next atom's space before: the larger counts
    Length height;
    Break before = Break::allowed;
    bool next_column = false;         // forced: to the frame's next column, not to a page
    bool keep_next = false;           // no page or column ends after it
    bool continues = false;           // a further line of the paragraph above it
    bool snap = false;                // its top must lie on the baseline grid
    bool hyphenated = false;          // ends in a broken word: no page ends here
    bool fill = false;                // takes what is left of the frame (ruled lines)
    int columns = 0;                  // > 0: member of a passage in that many columns
    int passage = 0;                  // passages are told apart by this
    Length column_pitch;              // from one column's left edge to the next one's
    std::shared_ptr<const Atom> head; // repeated above it when it starts a page
    std::vector<NoteRef> notes;
    std::vector<pages::Item> items;
    std::vector<pages::Link> links;
    std::vector<pages::LineRecord> lines;
    std::vector<Anchor> anchors;
    std::vector<std::pair<std::string, Point>> places;
    std::string running; // section named in running heads from here on
    bool has_running = false;
    std::uint32_t node = 0;
    diag::Span span;
    Length fill_spacing, fill_thickness;
    Color fill_color;
    Length fill_width;
};

using Material = std::vector<Atom>;

/// Moves everything in the atom.
void shift(Atom& atom, Point by);
/// Adds what `other` holds to `atom`, moved by `by`.
void absorb(Atom& atom, Atom&& other, Point by);
/// Stacks the material into one atom with spaces between; grid is not kept inside.
Atom stack(Material&& material);
/// Puts all that is drawn onto the page.
void place(Atom&& atom, Point at, pages::Page& page);
/// Copies of the items alone, as page furniture: repeated heads, running matter.
void repeat(const Atom& atom, Point at, pages::Page& page);

} // namespace carefold::layout
