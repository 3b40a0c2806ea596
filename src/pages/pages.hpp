// pages: finished pages as plain data: positioned glyphs, paths, pictures, links, the tag tree.
// Enters: what layout decided. Leaves: Document, for impose, pdf, check and --dump.
// Never here: decisions, PDF.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "font/font.hpp"
#include "image/image.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carefold::pages {

using TagId = std::int32_t;
inline constexpr TagId artifact = -1;

/// A node of the structure tree. Content (items, links) belongs to nodes of role `none`, the
/// leaves, so that text and inline elements keep their order inside a paragraph.
struct Tag {
    Role role = Role::none;
    TagId parent = -1; // -1 for the root, which is tags[0], the Document
    std::vector<TagId> children;
    LanguageTag language;    // "und": the parent's
    std::string alt;         // figures; links: what they lead to
    std::string actual_text; // replaces what is drawn, when it is not the text (dots of a scale)
    std::string title;       // headings' own text: outline
    std::string id;          // of the guide's element; may be empty
    int column_span = 1, row_span = 1;
    enum class Scope : std::uint8_t { none, row, column } scope = Scope::none;
    enum class Numbering : std::uint8_t { none, disc, decimal } numbering = Numbering::none;
    std::vector<TagId> headers; // data cells: their header cells
    diag::Span span;
};

struct Glyph {
    std::uint32_t id = 0;
    Length advance;         // to the next glyph, before `stretch`
    Length natural_advance; // the font's own width at this size
    Length dx, dy;          // dy up
    std::uint32_t text_begin = 0,
                  text_length = 0; // bytes of Text::text; 0 length: belongs to the one before
};

struct Text {
    font::FacePtr face;
    Length size;
    Point origin;         // baseline start
    double stretch = 1.0; // horizontal scale
    Color color;
    std::string text; // logical order; at a line's end perhaps a space or U+200B not drawn: what
                      // it was broken at
    std::vector<Glyph> glyphs;
    bool right_to_left = false;
};

struct Box {
    Rect rect;
    std::optional<Color> fill;
    std::optional<Color> stroke;
    Length line_width;
    Length radius; // of the corners
};

struct Rule {
    Point from, to;
    Length thickness;
    Color color;
    bool round_dots = false; // a row of round dots `thickness` wide, `gap` apart (leaders)
    Length gap;
    Length dash = {}; // above zero: dashes of that length, `gap` apart
};

struct Disc {
    Point center;
    Length radius;
    std::optional<Color> fill;
    std::optional<Color> stroke;
    Length line_width;
};

struct Placed {
    image::PicturePtr picture;
    Rect rect;
};

struct Item {
    std::variant<Text, Box, Rule, Disc, Placed> what;
    TagId tag = artifact;       // a leaf, or artifact
    bool running = false;       // artifact of page furniture (header, footer): Pagination artifact
    std::uint32_t node = 0;     // content::Node::order, for late complaints
    std::int32_t personal = -1; // one reader's own: which line of an Imprint it is of
};

/// The lines that are one reader's own, by Item::personal. A line may stand on several pages, at
/// the same place of each.
using Imprint = std::vector<std::vector<Item>>;

/// What readers' names are likely to need of a face, so that fonts can be made beforehand.
struct Exemplar {
    font::FacePtr face;
    std::string characters;
};

/// An active area: to a named place in the document or to a URI.
struct Link {
    Rect rect;
    std::string destination; // Document::places key; empty for a URI
    std::string uri;
    TagId tag = artifact; // the Link tag itself, not a leaf
    std::string contents; // what a reader announces
};

/// A body baseline, for tests of the grid and of line quality. Not drawn.
struct LineRecord {
    Point baseline; // of the line's start
    double space_ratio = 1, max_space_ratio = 1;
    Length mean_space;
    bool justified = false, hyphenated = false, overfull = false, last = false;
    bool first = false, body = false, heading = false;
    std::uint32_t paragraph = 0; // running number of the paragraph in the document
    std::uint32_t frame = 0;     // running number of frame or column on the page
};

struct Page {
    std::string label; // as printed: "", "ii", "7"
    std::string master;
    Size size;
    std::vector<Item> items; // painting order = reading order within a tag
    std::vector<Link> links;
    std::vector<LineRecord> lines;
};

struct Place {
    std::size_t page = 0;
    Point at;
};

struct OutlineEntry {
    std::string title;
    std::string destination;
    int level = 1; // 1 = top
};

struct Metadata {
    std::string title, subject, author, creator, keywords;
    LanguageTag language;
    std::string date; // ISO 8601 "2026-11-21T00:00:00Z"; empty: none
};

struct Document {
    Metadata metadata;
    std::vector<Page> pages;
    std::vector<Tag> tags; // [0] is the Document element
    std::map<std::string, Place> places;
    std::vector<OutlineEntry> outline;
    std::vector<Exemplar> exemplars; // of the faces of lines that are one reader's own
    bool right_to_left = false;      // page progression
};

/// One cell of a press sheet: which page, placed how. Missing page: blank.
struct Placement {
    std::optional<std::size_t> page;
    Point at;         // top left on the sheet, also of a turned page
    int rotation = 0; // degrees clockwise: 0 or 180
};

/// For those who print, cut and fold; always outside what is kept or on its edge. A registration
/// mark is several of these.
struct Mark {
    enum class Kind : std::uint8_t { cut, fold, registration } kind = Kind::cut;
    std::variant<Rule, Box, Disc> shape;
};

/// Text beside the pages that says how to print and fold. Items lie in a frame of `area`'s size,
/// or of its height and width when it is turned; all are artifacts.
struct Strip {
    Rect area;        // on the sheet
    int rotation = 0; // degrees clockwise: 0 or 90
    std::vector<Item> items;
};

struct Sheet {
    Size size;
    std::vector<Placement> placements;
    std::vector<Mark> marks;
    std::vector<Strip> strips;
    bool back = false;
};

/// Sheets refer to the pages of the document they were made from.
struct Imposition {
    std::vector<Sheet> sheets; // fronts and backs in printing order
    enum class Flip : std::uint8_t { short_edge, long_edge } flip = Flip::short_edge;
};

/// Whether some line of it is one reader's own.
bool is_personal(const Document& document);

/// Readable text of pages or tags, for --dump and golden tests. Coordinates in points, 2 decimals.
std::string dump_pages(const Document& document);
std::string dump_tags(const Document& document);

} // namespace carefold::pages
