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
#include <string>
#include <utility>
#include <vector>

namespace carefold::layout {

struct Resources {
    font::Library* fonts = nullptr;
    const locale::Hyphenation* hyphenation = nullptr; // nullptr: none
};

/// Codes: layout.frame-too-small, layout.overfull-line (warning), layout.missing-glyph,
/// layout.unstable-contents (warning), locale.no-hyphenation (note), and those of font.
pages::Document paginate(const flow::Document& flow, const Resources& resources, diag::Sink& sink);

/// Small type beside the pages of a sheet.
struct StripStyle {
    std::string family;
    Length size;
    LanguageTag language;
};

struct SetStrip {
    std::vector<pages::Item> items; // artifacts; their frame's top left is the origin
    Length height;
};

/// Each text as lines of `width`, in the language's direction. Codes: those of font.
std::vector<SetStrip> set_strips(const std::vector<std::pair<std::string, Length>>& texts,
                                 const StripStyle& style, const Resources& resources,
                                 diag::Sink& sink);

} // namespace carefold::layout
