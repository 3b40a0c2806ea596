// layout: flow -> finished pages: line and page breaking, keeps, footnotes, contents.
// Enters: flow::Document, a font library. Leaves: pages::Document.
// Never here: content's meaning, styles' cascade, PDF.
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "font/font.hpp"
#include "locale/locale.hpp"
#include "pages/pages.hpp"

#include <memory>

namespace carefold::layout {

struct Resources {
    font::Library* fonts = nullptr;
    const locale::Hyphenation* hyphenation = nullptr; // nullptr: none
};

/// Codes: layout.frame-too-small, layout.overfull-line (warning), layout.missing-glyph,
/// layout.unstable-contents (warning), locale.no-hyphenation (note), and those of font.
pages::Document paginate(const flow::Document& flow, const Resources& resources, diag::Sink& sink);

} // namespace carefold::layout
