// A page's items -> its content stream, every piece of it marked (ISO 32000-1, 14.6): either as
// content of a tag, under a number of its own, or as an artifact.
#pragma once

#include "pdf/canvas.hpp"
#include "pdf/fonts.hpp"
#include "pdf/pictures.hpp"
#include "pdf/tag_tree.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::pdf {

/// Opens and closes marked-content sequences; adjacent items of one leaf share theirs.
class Marks {
  public:
    Marks(Canvas& canvas, const TagTree& tags, std::size_t first = 0)
        : canvas_(canvas), tags_(tags), first_(first) {}

    /// What follows belongs to this leaf, or is an artifact.
    void enter(const pages::Item& item);
    /// A Span of its own whose text replaces what is drawn (14.9.4).
    void enter_replaced(pages::TagId leaf, std::string_view actual_text);
    void leave();
    bool is_artifact(const pages::Item& item) const { return tags_.owner_of(item.tag) == no_tag; }

    std::vector<pages::TagId> leaves; // by MCID, from the first on

  private:
    Canvas& canvas_;
    const TagTree& tags_;
    std::size_t first_;
    bool open_ = false;
    bool running_ = false;
    pages::TagId leaf_ = no_tag;
};

struct Content {
    std::string bytes;
    std::vector<pages::TagId> leaves;     // by MCID
    std::map<pages::TagId, Rect> figures; // what each Figure covers, in page coordinates
    bool soft_edges = false;              // a transparency group is wanted
    /// Where, in `bytes`, lines that are one reader's own are left out; between any two operators
    /// and outside marked content.
    struct Gap {
        std::size_t at = 0;
        std::vector<std::int32_t> lines; // Item::personal
    };
    std::vector<Gap> gaps;
};

/// Everything the pages share while they are painted.
struct Studio {
    const TagTree& tags;
    Fonts& fonts;
    Pictures& pictures;
    bool plain = false;
    color::Inks* inks = nullptr;
};

/// All of it as artifacts: strips beside pages, and pages shown once more.
Content paint_untagged(const pages::Page& page, Studio studio);

struct Occurrence {
    const pages::Item* item;
    std::size_t page;
};

/// In page order. Open: with gaps for what is one reader's own.
std::vector<Content> paint_pages(const pages::Document& document, Studio studio, bool open);

/// What goes into a gap; leaves the graphics state as it was. `first`: its first MCID.
struct GapSeat {
    const pages::Page& page;
    std::size_t first = 0;
};
Content paint_gap(const std::vector<Occurrence>& items, const std::vector<bool>& line_ends,
                  GapSeat seat, Studio studio);

/// One run of glyphs. `space_after`: its line ends here, the paragraph goes on; a space is drawn
/// so that no reader glues the words together.
struct RunContext {
    Canvas& canvas;
    Marks& marks;
    Fonts& fonts;
    Length page_height;
};
void paint_text(RunContext& context, const pages::Item& item, bool space_after);

/// For every item, in painting order: does a space belong after it?
std::vector<bool> find_line_ends(const std::vector<Occurrence>& items, const TagTree& tags);

} // namespace carefold::pdf
