// flow: content matched with a layout: every style, role, number and field resolved.
// Enters: Guide, Layout, Words, Fields, audience. Leaves: Document: parts with blocks, ready to
// set. Never here: faces, line or page breaking, page numbers (placeholders stay), files (a loader
// is given). Tag roles are born here and only carried later.
#pragma once

#include "base/base.hpp"
#include "content/content.hpp"
#include "design/design.hpp"
#include "diag/diag.hpp"
#include "flow/ask.hpp"
#include "image/image.hpp"
#include "locale/locale.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace carefold::flow {

enum class Figures : std::uint8_t { normal, oldstyle, tabular };

/// How characters look. Shared: Document::styles holds each distinct one once.
struct CharStyle {
    std::string family;
    bool bold = false, italic = false;
    Length size;
    bool small_caps = false;
    Figures figures = Figures::normal;
    Length tracking, rise;
    Color color;
    LanguageTag language;
    diag::Span span; // of the layout's rule, for font complaints; not part of equality
    bool same_look(const CharStyle& other) const;
};

/// An inline element that is a tag of its own: Link, Reference, Note reference, Span (language).
struct InlineElement {
    Role role = Role::span;
    int parent = -1;         // index of an enclosing inline element
    LanguageTag language;    // "und": none of its own
    std::string destination; // id of a place in the document: a link to it
    std::string uri;         // or a link to the outside
    std::string contents;    // what a screen reader announces for a link
    std::string actual_text;
};

struct Inline {
    enum class Kind : std::uint8_t {
        text,
        page_number, // of `target`'s place; `text` is a template with {n}, "page {n}"
        note,        // reference to Document::notes[number - 1]; `text` is its sign
        disc,        // a dot of a scale: number 1 = filled, 0 = ring
        box,         // a check box, 4 mm square
        blank,       // a line to write on; `width`
        line_break,
        leader, // contents: dots up to the number
    } kind = Kind::text;
    std::string text;
    std::uint32_t style = 0; // Document::styles
    int element = -1;        // Paragraph::elements, -1: the paragraph itself
    std::string target;
    int number = 0;
    Length width;
    std::string field;  // of text that is one reader's own: which value it is
    bool upper = false; // such text is set in capitals
};

struct Paragraph {
    std::vector<Inline> inlines;
    std::vector<InlineElement> elements;
    enum class Align : std::uint8_t { justify, start, center, end } align = Align::justify;
    bool hyphenate = true, phrases = false; // where its lines end: design::Property
    Length leading;
    Length first_indent;
    LanguageTag language;
    locale::Direction direction = locale::Direction::left_to_right; // of the language
    bool has_page_numbers = false; // must be set again when page numbers change
    bool personal = false;         // has a reader's own values: see imprint
};

/// Everything about a block that is not its text.
struct BlockStyle {
    Length space_before, space_after;
    Length start_indent, end_indent;
    int width_percent = 100;
    bool keep_with_next = false, keep_together = false;
    bool break_before = false, break_column = false; // page, column of the frame
    std::optional<Color> fill, bar_color, frame_color, rule_color;
    Length bar_width, frame_width, rule_width; // rule: above the block (below each table row)
    Length padding, radius;
    image::PicturePtr icon;
    Length icon_size;
    int columns = 1;
    Length column_gap;
    Length max_height; // figures; zero: natural size, at most the measure wide
    enum class Position : std::uint8_t { start, center, end } position = Position::start;
    bool off_grid = false; // its baselines need not agree with the grid
};

struct Block {
    enum class Kind : std::uint8_t {
        paragraph, // `text`
        group,     // `children` below one another, with `style`'s box; columns > 1: side by side
        item,      // list item: `marker` hangs before `children`
        table,     // children: rows; each row's children: cells (groups of paragraphs)
        row,
        cell,
        figure,  // `picture`; children: caption
        writing, // `lines` ruled lines; 0: fill what is left of the frame
    } kind = Kind::paragraph;
    Role role = Role::p;
    std::string id; // a place of this name is made; may be empty
    diag::Span span;
    std::uint32_t node = 0; // content::Node::order
    LanguageTag language;   // "und": that of what is around it
    BlockStyle style;
    Paragraph text;
    std::vector<Block> children;
    // item
    std::optional<Paragraph> marker; // Lbl; absent: none
    Length marker_width;             // zero: the marker stands above the children
    // list (group of role list)
    bool ordered = false;
    // headings
    int heading_level = 0;      // 1–6; 0: none
    std::string outline_title;  // not empty: goes into the outline at heading_level
    bool running_title = false; // names the section in running heads
    std::string running_text;
    // tables
    bool header_row = false;
    bool header_cell = false; // with row scope outside header rows
    bool numeric = false;
    // figures
    image::PicturePtr picture;
    std::string alt;
    // writing
    int lines = 0;
    Length line_spacing;
    Color line_color;
    Length line_thickness;
    bool body_text = false; // set in the body style: baselines are on the grid
};

/// What stands in one frame of a part, in order.
struct Filling {
    std::string frame;
    std::vector<Block> blocks;
};

struct Part {
    design::Part::Kind kind = design::Part::Kind::page;
    const design::Part* design = nullptr;
    std::vector<Filling> fillings;
};

struct Metadata {
    std::string title, subject, keywords, author;
    LanguageTag language;
    std::string version, review_date, review_status;
};

struct Document {
    Metadata metadata;
    const design::Layout* layout = nullptr; // outlives the document
    std::vector<CharStyle> styles;
    std::vector<Part> parts;
    std::vector<Block> notes; // footnotes, in order of first reference; group of role note
    /// For text fixtures: style index by (style name) and fields/words already looked up.
    std::uint32_t fixture_style(std::string_view style_name) const;
    std::vector<std::pair<std::string, std::uint32_t>> fixture_styles;
    std::vector<std::pair<std::string, Length>> fixture_leadings;
    std::vector<std::pair<std::string, std::string>> fixture_words; // "word:x" / "field:x" -> text
    std::vector<std::pair<std::string, image::PicturePtr>> fixture_pictures; // of picture fixtures
    locale::Direction direction = locale::Direction::left_to_right;
    locale::Digits digits;                       // of page numbers
    std::set<std::string, std::less<>> personal; // fields of running matter that are a reader's own
    std::set<std::string, std::less<>> asked;    // fields that values were wanted of
    std::set<std::string> bound; // fields whose values went where they cannot be exchanged
};

/// In the layout's order, of what the document shows.
std::vector<Omission> omissions(const Request& request, const Document& document);

/// Codes: flow.missing-picture, flow.unknown-word, flow.missing-place (a link to something the
/// layout leaves out), flow.long-code, flow.empty, flow.small-code and flow.nothing-selected
/// (warnings), flow.no-value (note), and those of image.
Document resolve(const Request& request, diag::Sink& sink);

/// Puts another reader's values in the place of those the document was resolved with. The same
/// fields have to have values, and those of `bound` the same ones.
void imprint(Document& document, const content::Fields& personal);

/// Readable text, for --dump flow and golden tests.
std::string dump(const Document& document);

} // namespace carefold::flow
