// Where each page of the document ends up in the file: on a page of its own, or as a form on a
// press sheet. Links, destinations and figures' boxes follow it there.
#pragma once

#include "pdf/content.hpp"
#include "pdf/objects.hpp"

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
    std::vector<Seat> seats;    // by page of the document
    std::vector<PdfPage> pages; // of the file, in order
};

/// Every page as a PDF page. `resources`: shared by all content streams.
Seating seat_on_pages(Objects& objects, const pages::Document& document,
                      const std::vector<Content>& contents, Ref resources);

/// Every page as a form with its own marked content, drawn on its sheet.
Seating seat_on_sheets(Objects& objects, const pages::Document& document,
                       const std::vector<Content>& contents, const pages::Imposition& imposition,
                       Ref resources);

} // namespace carefold::pdf
