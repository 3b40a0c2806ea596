// check: is what came out fit to hand over? Pages and their structure, as a reader would meet them.
// Enters: finished pages, and the flow they came from (to say where a style or master was written).
// Leaves: diagnostics.
// Never here: mending anything, content's own rules (content), PDF syntax (pdf).
#pragma once

#include "design/design.hpp"
#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "pages/pages.hpp"

#include <optional>
#include <vector>

namespace carefold::check {

/// Everything below. Linear in what is on the pages.
void inspect(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.empty-document, check.no-title, check.no-language (PDF/UA-1, 7.1 and 7.2).
void inspect_document(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.missing-glyph, check.outside-page (an error for text; for pictures and areas that
/// leave page and bleed, a warning), check.low-resolution (a warning: a raster on paper with fewer
/// than 200 pixels an inch).
void inspect_pages(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.figure-without-alt, .heading-skipped, .table-without-headers,
/// .link-without-contents, .dangling-link (PDF/UA-1, 7.3 to 7.5 and 7.18.5).
void inspect_structure(const pages::Document& pages, diag::Sink& sink);

/// A brand's colours in the layout's palette, before anything is set with them. Code:
/// check.low-contrast (error) at the colour, with the nearest that passes: against paper and tint,
/// ink 7 : 1 (WCAG 2.1, 1.4.6), primary and alert 4.5 : 1 (1.4.3), accent 3 : 1 (1.4.11).
void inspect_brand(const design::Layout& layout, diag::Sink& sink);

/// A colour and the contrast it must have with another.
struct Against {
    Color color;
    double ratio;
};
/// The nearest colour of the same hue (OKLCH, lightness moved, chroma kept as far as sRGB goes)
/// that has them all; nullopt when there is none.
std::optional<Color> nearest_passing(Color color, const std::vector<Against>& against);

/// Code: check.low-contrast: a warning, an error where a colour is the brand's: text against what
/// is painted below it (WCAG 2.1, 1.4.3). Signs such as bullets count as graphics (1.4.11). Text
/// over pictures is left to people; a QR code without contrast is an error.
void inspect_contrast(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

} // namespace carefold::check
