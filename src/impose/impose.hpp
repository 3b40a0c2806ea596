// impose: pages -> press sheets.
// Enters: number and size of pages, the paper. Leaves: Imposition: where each page goes.
// Never here: page content (it is reused as it is), PDF.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "pages/pages.hpp"

namespace carefold::impose {

struct SaddleStitch {
    Size paper;             // landscape sheet, two pages side by side
    Length paper_thickness; // one sheet of paper, for creep
    Length
        unprintable; // margin the printer cannot reach; pages are never scaled, marks stay inside
    bool fold_marks = true;
};

/// Saddle stitch, two up. The number of pages must be a multiple of four and two pages must fit on
/// the paper, else impose.page-count / impose.paper-too-small and an empty imposition.
/// Right-to-left documents bind on the right. Creep: each sheet further inside is moved towards the
/// fold by the paper's thickness (times its depth), shared so that the outermost sheet stays and
/// inner pages shift inwards.
pages::Imposition arrange(const pages::Document& document, const SaddleStitch& plan,
                          const diag::Span& span, diag::Sink& sink);

} // namespace carefold::impose
