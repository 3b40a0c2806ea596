// Where each page of the document ends up in the file: on a page of its own, or as a form on a
// press sheet. Links, destinations and figures' boxes follow it there.
#pragma once

#include "pdf/content.hpp"
#include "pdf/objects.hpp"

#include <map>
#include <string>
#include <vector>

namespace carefold::pdf {

struct Seat {
    Ref page = 0;        // 0: the page is on no sheet
    Ref form = 0;        // 0: its content is the PDF page's own
    Spot corner;         // of the page's PDF origin on the sheet
    bool turned = false; // by 180 degrees
    Length height;

    Spot spot(Point at) const;
    /// "left bottom right top" on the PDF page.
    std::string box(const Rect& rect) const;
};

struct PdfPage {
    Ref ref = 0;
    std::string entries; // but for Annots
};

struct Seating {
    std::vector<Seat> seats;           // by page of the document
    std::vector<PdfPage> pages;        // of the file, in order
    std::map<std::size_t, Ref> copies; // forms of pages that are shown more than once
};

/// Entries of any page; of one whose content is its own.
std::string page_entries(const Size& size);
struct Source {
    const pages::Page& page;
    const Content& content;
    std::size_t number;
    Ref resources;
};
std::string content_entries(const Source& source);

/// Every page as a PDF page. `resources`: shared by all content streams.
Seating seat_on_pages(Objects& objects, const pages::Document& document,
                      const std::vector<Content>& contents, Ref resources);

/// What sheets are made of.
struct Material {
    const pages::Document& document;
    const std::vector<Content>& contents;
    const Studio& studio;
    Ref resources;
};

/// Every page as a form with its own marked content, drawn on its sheet. A page placed again is
/// drawn again as an artifact: its tags' content is there once.
Seating seat_on_sheets(Objects& objects, const Material& material,
                       const pages::Imposition& imposition);

} // namespace carefold::pdf
