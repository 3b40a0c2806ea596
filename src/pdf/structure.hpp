// The tag tree as structure elements (ISO 32000-1, 14.7), with the trees that lead from content
// and annotations back to them.
#pragma once

#include "pdf/content.hpp"
#include "pdf/seats.hpp"

#include <vector>

namespace carefold::pdf {

/// A link annotation as written.
struct Annotation {
    Ref ref = 0;
    pages::TagId tag = no_tag; // its Link
    std::size_t page = 0;      // of the document
};

struct StructureInput {
    const TagTree& tags;
    const LanguageTag& language; // the document's
    const std::vector<Content>& contents;
    const std::vector<Seat>& seats;
    const std::vector<Annotation>& annotations; // number i has key (number of pages) + i
};

/// Writes everything; the StructTreeRoot.
Ref write_structure(Objects& objects, const StructureInput& input);

} // namespace carefold::pdf
