#include "pdf/pdf.hpp"

#include "pdf/catalog.hpp"
#include "pdf/content.hpp"
#include "pdf/metadata.hpp"
#include "pdf/navigation.hpp"
#include "pdf/personal.hpp"
#include "pdf/press.hpp"
#include "pdf/seats.hpp"
#include "pdf/structure.hpp"

#include <new>

namespace carefold::pdf {

namespace {

std::string assemble(const pages::Document& document, const Options& options, diag::Sink& sink) {
    Objects objects(options.compression);
    const Press* press = options.press;
    color::Inks* inks = press ? press->inks : nullptr;
    if (press) {
        objects.limit_version(); // ISO 15930-7 knows PDF up to 1.6
    }
    Fonts fonts;
    Pictures pictures(document, inks);
    const TagTree tags(document, press == nullptr);
    const Studio studio{tags, fonts, pictures, objects.plain(), inks};
    const std::vector<Content> contents = paint_pages(document, studio, false);

    const Ref resources = objects.reserve();
    Seating seating =
        options.imposition
            ? seat_on_sheets(objects, {document, contents, studio, resources}, *options.imposition)
        : press ? seat_on_press(objects, document, contents, *press, resources)
                : seat_on_pages(objects, document, contents, resources);
    // ISO 15930-7: no annotation on what is printed.
    const std::vector<Annotation> links =
        press ? std::vector<Annotation>() : write_links(objects, document, tags, seating.seats);
    finish_pages(objects, seating, links);

    const Ref structure = write_structure(
        objects, {tags, document.metadata.language, contents, seating.seats, links});
    std::string catalog = catalog_entries(objects, document, seating.seats, options.imposition);
    catalog += "/StructTreeRoot " + to_ref(structure);
    catalog += "/Metadata " +
               to_ref(write_metadata(objects, document.metadata,
                                     press ? document_identifier(document.metadata, contents)
                                           : std::string()));
    catalog += "/OutputIntents" + (press ? write_press_intents(objects, *press)
                                         : '[' + to_ref(write_output_intent(objects)) + ']');

    std::string shared = "/Font<<" + fonts.write(objects, sink) + ">>";
    const Ref drawn = press ? objects.reserve() : 0;
    shared += "/XObject<<" + pictures.write(objects, drawn, sink) + ">>";
    if (press) { // pictures met the last inks
        objects.fill(drawn, ink_resources(*inks));
        shared += ink_resources(*inks);
        inks->report(sink);
    }
    objects.fill(resources, std::move(shared));
    objects.fill(objects.catalog(), std::move(catalog));
    return objects.save();
}

} // namespace

std::string write(const pages::Document& document, const Options& options, diag::Sink& sink) {
    try {
        if (options.imposition == nullptr && options.press == nullptr && is_personal(document)) {
            Shell shell(document, options.compression, sink);
            return *shell.shared() + shell.finish(imprint_of(document), sink);
        }
        return assemble(document, options, sink);
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("pdf.writer", "memory ran out while the PDF was written");
    }
}

} // namespace carefold::pdf
