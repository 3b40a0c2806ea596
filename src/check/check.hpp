// check: is what came out fit to hand over? Pages and their structure, as a reader would meet them.
// Enters: finished pages, and the flow they came from (for where a style was written). Leaves:
// diagnostics.
// Never here: mending anything, content's own rules (content), PDF syntax (pdf).
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "pages/pages.hpp"

namespace carefold::check {

/// Codes: check.empty-document, .no-title, .no-language, .outside-page, .missing-glyph,
/// .link-without-contents, .dangling-link, .figure-without-alt, .heading-skipped,
/// .table-without-headers; .low-contrast (warning).
void inspect(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

/// The parts of it.
void inspect_pages(const pages::Document& pages, diag::Sink& sink);
void inspect_structure(const pages::Document& pages, diag::Sink& sink);
void inspect_contrast(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink);

} // namespace carefold::check
