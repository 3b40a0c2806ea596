// impose: pages -> press sheets.
// Enters: number, sizes and direction of pages, the paper, how it is folded and cut. Leaves:
// Imposition: where each page goes, marks, and room for a strip of text.
// Never here: page content (it is reused as it is), words, PDF.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "pages/pages.hpp"

#include <optional>
#include <vector>

namespace carefold::impose {

using Flip = pages::Imposition::Flip;

enum class Kind : std::uint8_t {
    saddle,     // sheets inside one another, folded once, stapled in the fold
    signatures, // several saddles one upon another, sewn or stapled
    perfect,    // the same with sheets folded singly and glued at the fold
    letter,     // three panels, the last folded inwards
    z,          // three panels, zigzag
    n_up,       // each page several times on its sheet, to be cut apart
    cut_stack,  // several pages on a sheet; cut piles laid one upon another are in order
    none,       // one page a side
};

struct Plan {
    Kind kind = Kind::saddle;
    Size paper;
    Length paper_thickness; // of one sheet, for creep; zero: none
    Length unprintable;     // margin the printer cannot reach; marks and strips stay inside it
    Flip flip = Flip::short_edge;
    int sheets = 0;            // signatures and perfect: at most so many in a section; 0: 4 and 1
    int columns = 2, rows = 2; // n-up, cut-stack
    Length gutter;             // between cells; perfect: what is milled off, both pages together
    bool marks = true;
    bool pad = false; // too few pages for the last sheet: blank ones, with a note; else an error
};

/// One page as far as imposing goes. `ink`: where its text stands, in page coordinates; absent: not
/// known, perhaps everywhere.
struct Face {
    Size size;
    std::optional<Rect> ink;
};

struct Pages {
    std::vector<Face> faces;
    bool right_to_left = false;
};
Pages measure(const pages::Document& document);

/// So many pages make a whole sheet: 4, 6 or 1.
std::size_t multiple(Kind kind);
/// At most so many sheets lie inside one another; 0: all, or none do.
std::size_t section_sheets(const Plan& plan);
/// The flip that keeps backs upright.
Flip upright_flip(Size paper);

/// Pages are never scaled. Right-to-left documents are mirrored. Creep: each sheet further inside
/// is moved towards the fold by the paper's thickness times its depth, so that the outermost sheet
/// stays and margins are equal after trimming. Codes: impose.page-count, impose.paper-too-small,
/// impose.too-many-cells (errors, and an empty imposition); impose.wide-flap,
/// impose.uneven-panels, impose.unprintable (warnings, the last a note when ink is not known),
/// impose.blank-pages (note).
pages::Imposition arrange(const Pages& pages, const Plan& plan, const diag::Span& span,
                          diag::Sink& sink);

} // namespace carefold::impose
