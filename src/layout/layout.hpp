// layout: flow -> finished pages: line and page breaking, keeps, footnotes, contents, copyfitting.
// Enters: flow::Document, a font library. Leaves: pages::Document.
// Never here: content's meaning, styles' cascade, PDF.
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "font/font.hpp"
#include "layout/fit.hpp"
#include "locale/locale.hpp"
#include "pages/pages.hpp"
#include "text/text.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carefold::layout {

struct Resources {
    font::Library* fonts = nullptr;
    const locale::Hyphenation* hyphenation = nullptr; // nullptr: none
    text::Shaper* shaper = nullptr; // of make_shaper, shared by galleys; nullptr: one of its own
    diag::Sink* personal = nullptr; // for what is wrong with a reader's own values; nullptr: none
};

/// Remembers shaped words, which are the same in all sizes. What fallback finds wrong with fonts
/// goes into `sink`.
std::unique_ptr<text::Shaper> make_shaper(font::Library& fonts, diag::Sink& sink);

class PressRoom;

/// One document being set: drafts as often as wanted, then its pages. All it is given outlives it.
class Galley {
  public:
    Galley(const flow::Document& flow, const Resources& resources, diag::Sink& sink);
    ~Galley();
    Galley(const Galley&) = delete;
    Galley& operator=(const Galley&) = delete;

    /// How full a draft's frames are; of pages(), afterwards.
    const Extent& extent();
    /// Codes: those of paginate. Once.
    pages::Document pages();

    /// Whether another reader's values may be set in the places of this one's: nothing but their
    /// own lines depends on them.
    bool imprintable() const;
    /// Sets the values the flow has now (flow::imprint); true when they come to the same lines, so
    /// that a draft or pages with them would be like those there are.
    bool same_room();
    /// After same_room, of what pages() gave: the new lines at their places.
    pages::Imprint imprint();
    /// Nothing else is wanted from now on: gives back what memory it can.
    void settle();

  private:
    const flow::Document& flow_;
    diag::Sink& sink_;
    pages::Document document_;
    std::unique_ptr<PressRoom> room_;
    bool drafted_ = false;
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
