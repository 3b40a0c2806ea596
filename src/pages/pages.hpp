// pages: finished pages as plain data: positioned glyphs, paths, pictures, links, the tag tree.
// Enters: what layout decided. Leaves: Document, for impose, pdf, check and --dump.
// Never here: decisions, PDF.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "pages/items.hpp"
#include "pages/sheets.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace carefold::pages {

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

/// Whether some line of it is one reader's own.
bool is_personal(const Document& document);

/// Readable text of pages or tags, for --dump and golden tests. Coordinates in points, 2 decimals.
std::string dump_pages(const Document& document);
std::string dump_tags(const Document& document);

} // namespace carefold::pages
