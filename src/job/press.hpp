// What the press edition needs besides pages: the profile, the palette's inks, folds, bleed.
// Inside the room only.
#pragma once

#include "color/color.hpp"
#include "design/design.hpp"
#include "diag/diag.hpp"
#include "pages/pages.hpp"
#include "pdf/pdf.hpp"

#include <optional>
#include <string>
#include <vector>

namespace carefold::job {

/// With the profile the layout names: in `profiles` beside the layout, then home's, then the
/// system's colour folders; or at a path beside the layout. Codes: job.missing-profile,
/// job.bad-profile.
std::optional<color::Inks> load_inks(const design::Layout& layout, const std::string& home,
                                     diag::Sink& sink);

std::vector<pdf::FoldedEdges> folded_edges(const pages::Document& document,
                                           const design::Layout& layout);

/// Colour that reaches the page's edge must go on beyond it, or a cut a hair off shows paper:
/// warning press.no-bleed. A press file needs a date: error press.no-date.
void check_for_press(const pages::Document& document, const design::Layout& layout,
                     diag::Sink& sink);

} // namespace carefold::job
