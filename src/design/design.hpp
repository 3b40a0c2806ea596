// design: the layout template as data: masters, frames, styles, palette, sequence, words.
// Enters: text of a layout file, of words.xml, of fonts.xml. Leaves: Layout, Words, font list.
// Never here: content, files, page breaking. docs/layout-format.md is the vocabulary.
#pragma once

#include "base/base.hpp"
#include "design/copyfit.hpp"
#include "design/production.hpp"
#include "design/property.hpp"
#include "design/words.hpp"
#include "diag/diag.hpp"
#include "xml/xml.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::design {

inline constexpr std::string_view layout_namespace = "urn:carefold:layout:1";

/// A named or matching set of properties. Later rules win over earlier ones.
struct Style {
    std::string name;
    std::optional<xml::Query> match; // against the guide, as an XSLT-like pattern
    std::string based_on;
    Properties properties;
    diag::Span span;
};

/// Something generated from an attribute of the guide: a word, or a scale of `steps` dots and the
/// word. Before and after: a paragraph of its own beside the matched element. End: run in at the
/// end of the matched element's text, after a space. Dots take marker-style of `style`.
struct Insert {
    enum class Place : std::uint8_t { before, after, end } place = Place::after;
    enum class Kind : std::uint8_t { scale, word } kind = Kind::word;
    std::optional<xml::Query> match;
    std::string attribute; // on the matched element or its nearest ancestor that has it
    std::string words;     // "evidence" + "low" -> the word "evidence.low"
    int steps = 5;
    std::string style;
    diag::Span span;
};

/// Edges of a page as insets; inner is the binding side. Two of three are given each way.
struct Area {
    std::optional<Length> inner, outer, width;
    std::optional<Length> top, bottom, height;
    /// `left_page`: inner is on the right (left-to-right binding).
    Rect resolve(Size page, bool left_page) const;
};

struct Frame {
    std::string name;
    Area area;
    int columns = 1;
    Length column_gap;
    std::string column_rule; // colour of a thin rule between columns; empty: none
    std::string notes;       // frame of the same master its footnotes go to; empty: its own foot
    diag::Span span;
    Length column_width(Length whole) const;
    /// In reading order, of the frame's `whole` rectangle.
    Rect column(const Rect& whole, int number, bool right_to_left) const;
};

/// Fixed matter on a master: text, a filled area, ruled lines, a picture.
struct Fixture {
    enum class Kind : std::uint8_t { text, fill, lines, picture } kind = Kind::text;
    struct Part {
        enum class Kind : std::uint8_t {
            text,
            section_title,
            page_number,
            field,
            word,
            title
        } kind;
        std::string value;
    };
    Area area;
    std::string style;           // text
    std::string align = "start"; // text, picture: start, center, end, inner, outer
    std::vector<Part> parts;     // text
    std::string color;           // fill, lines
    Length spacing;              // lines
    Length thickness;            // lines
    std::string picture;         // picture: "clinic.logo", or "layout:" and a path
    diag::Span span;
};

struct Master {
    std::string name;
    Size page; // its own, else the layout's
    enum class Side : std::uint8_t { either, left, right } side = Side::either;
    std::vector<Frame> frames;
    std::vector<Fixture> fixtures;
    diag::Span span;
    const Frame* frame(std::string_view frame_name) const;
};

/// What goes into a frame.
struct Put {
    enum class Kind : std::uint8_t {
        select,
        contents,
        word,
        review,
        writing,
        logo
    } kind = Kind::select;
    std::string frame;
    std::optional<xml::Query> select; // select, contents: elements of the guide
    int depth = 1;                    // contents
    std::string word;                 // word: a fixed word as a paragraph; contents: its heading
    std::string style;                // word, review, writing, logo
    diag::Span span;
};

/// A stretch of pages. `flow` parts go on over as many pages as they need, `page` parts take one
/// page, `pad` parts as many pages as the page count needs.
struct Part {
    enum class Kind : std::uint8_t { page, flow, pad } kind = Kind::page;
    std::string name;
    std::string left, right; // masters by side
    std::vector<Put> puts;
    diag::Span span;
};

struct Layout {
    std::string id, title;
    std::string file;
    std::vector<std::string> parents; // files of the layouts it extends, the nearest first
    bool screen = false; // read there only: pictures need not have the resolution of print
    Size page;
    Length grid;         // leading of the body
    Length minimum_size; // of type
    std::map<std::string, Color, std::less<>> palette;
    std::map<std::string, PrintInk, std::less<>> inks;      // by the palette's names
    std::set<std::string, std::less<>> fixed_colors;        // no brand replaces these
    std::map<std::string, diag::Span, std::less<>> branded; // colours that are a brand's, and where
    std::map<std::string, std::string, std::less<>> families; // role -> family name
    std::vector<Style> styles;
    std::vector<Insert> inserts;
    std::vector<Master> masters;
    std::vector<Part> parts;
    Fold fold;
    Press press;
    std::optional<Copyfit> copyfit;
    const Master* master(std::string_view name) const;
    const Style* style(std::string_view name) const;
};

/// Who a layout is loaded for. `script`: of the language set, ISO 15924; "" takes all there is.
struct Target {
    std::string_view audience; // "client"
    std::string_view script = "Latn";
};

/// The file of a layout that another extends.
struct Parent {
    std::string file;                // as diagnostics say it
    std::optional<std::string> text; // nullopt: there is none
    std::string hint;                // then
};
/// Finds it by its name and the file that extends it.
using ParentLoader = std::function<Parent(std::string_view name, const std::string& from)>;

/// The layout for one audience and script: elements for others are left out. nullptr when nothing
/// usable came out. Codes: design.unknown-element, .unknown-attribute, .missing-element,
/// .missing-attribute, .unexpected-text, .bad-value, .duplicate-name, .unknown-color,
/// .unknown-style, .missing-master, .missing-frame, .frame-outside-page, .circular-style,
/// .missing-parent, .circular-extends, and those of xml.
std::unique_ptr<const Layout> load_layout(std::string text, const std::string& file,
                                          const Target& target, diag::Sink& sink,
                                          const ParentLoader& parents = {});

/// A clinic's choices in place of the layout's own.
struct BrandColor {
    std::string name;
    Color value;
    diag::Span name_span, value_span;
};
struct BrandFamily {
    std::string role, name;
    diag::Span role_span;
};
/// The layout in a brand's colours and families. What it has no use for is left out: a brand is for
/// all layouts. Codes: design.unknown-color, design.unknown-role (names no layout uses).
std::unique_ptr<const Layout> rebrand(const Layout& layout, const std::vector<BrandColor>& colors,
                                      const std::vector<BrandFamily>& families, diag::Sink& sink);

} // namespace carefold::design
