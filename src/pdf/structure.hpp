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
    const std::vector<bool>* open = nullptr;    // by leaf: its content comes later
};

/// A piece of marked content.
struct Mark {
    std::size_t page = 0, number = 0;
};

/// What an element has below it, in order.
struct Kid {
    enum class Kind : std::uint8_t { element, mark, leaf } kind = Kind::element;
    Ref element = 0;
    Mark mark;
    pages::TagId leaf = no_tag; // all marks that this will have
};

/// An element that has open leaves: it is written when their marks are known.
struct OpenElement {
    Ref ref = 0;
    std::string before, after; // entries on both sides of Pg and K
    std::vector<Kid> kids;
};

/// A page whose line of the parent tree is not whole yet.
struct OpenParents {
    Ref ref = 0;
    std::size_t page = 0;
    std::string owners; // references of the marks there are
};

struct OpenStructure {
    std::vector<OpenElement> elements;
    std::vector<OpenParents> parents; // of the pages asked for
    std::vector<Ref> owners;          // by open leaf
};

/// Pg and K of an element whose kids are all known; marks in place of open leaves.
std::string kids_entries(const std::vector<Kid>& kids, const std::vector<Seat>& seats);

/// Writes everything; the StructTreeRoot.
Ref write_structure(Objects& objects, const StructureInput& input);

/// The same, with what is open reserved and told. `pages`: those with open leaves.
Ref write_open_structure(Objects& objects, const StructureInput& input,
                         const std::vector<bool>& pages, OpenStructure& open);

} // namespace carefold::pdf
