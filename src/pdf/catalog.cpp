#include "pdf/catalog.hpp"

namespace carefold::pdf {

namespace {

std::string viewer_preferences(const pages::Document& document,
                               const pages::Imposition* imposition) {
    std::string out = "<</DisplayDocTitle true"; // ISO 14289-1, 7.1
    if (document.right_to_left) {
        out += "/Direction/R2L";
    }
    if (imposition != nullptr) {
        out += imposition->flip == pages::Imposition::Flip::short_edge
                   ? "/Duplex/DuplexFlipShortEdge"
                   : "/Duplex/DuplexFlipLongEdge";
        out += "/PrintScaling/None/PickTrayByPDFSize true";
    }
    return out + ">>";
}

} // namespace

std::string catalog_entries(Objects& objects, const pages::Document& document,
                            const std::vector<Seat>& seats, const pages::Imposition* imposition) {
    std::string catalog = "/MarkInfo<</Marked true>>/Lang";
    append_text(catalog, document.metadata.language.text());
    catalog += "/ViewerPreferences" + viewer_preferences(document, imposition);
    if (const Ref outline = write_outline(objects, document, seats)) {
        catalog += "/Outlines " + to_ref(outline);
        catalog += imposition ? "" : "/PageMode/UseOutlines";
    }
    catalog += "/PageLabels " + to_ref(write_page_labels(objects, document, imposition));
    return catalog;
}

void finish_pages(Objects& objects, Seating& seating, const std::vector<Annotation>& annotations) {
    for (PdfPage& page : seating.pages) {
        std::string list;
        for (const Annotation& annotation : annotations) {
            if (seating.seats[annotation.page].page == page.ref) {
                list += to_ref(annotation.ref) + ' ';
            }
        }
        if (!list.empty()) {
            page.entries += "/Annots[" + list + ']';
        }
        objects.fill(page.ref, std::move(page.entries));
    }
}

} // namespace carefold::pdf
