// check: is what came out fit to hand over? Pages and their structure, as a reader would meet them.
// Enters: finished pages, and the flow they came from (to say where a style or master was written).
// Leaves: diagnostics.
// Never here: mending anything, content's own rules (content), PDF syntax (pdf).
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "pages/pages.hpp"

namespace carefold::check {

/// Everything below. Linear in what is on the pages.
void inspect(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.empty-document, check.no-title, check.no-language (PDF/UA-1, 7.1 and 7.2).
void inspect_document(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.missing-glyph, check.outside-page (an error for text; for pictures and areas that
/// leave page and bleed, a warning).
void inspect_pages(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// Codes: check.figure-without-alt, .heading-skipped, .table-without-headers,
/// .link-without-contents, .dangling-link (PDF/UA-1, 7.3 to 7.5 and 7.18.5).
void inspect_structure(const pages::Document& pages, diag::Sink& sink);

/// Code: check.low-contrast (warning): text against what is painted below it (WCAG 2.1, 1.4.3).
/// Signs such as bullets count as graphics (1.4.11). Text over pictures is left to people.
void inspect_contrast(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

} // namespace carefold::check
