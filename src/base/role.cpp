#include "base/role.hpp"

#include <array>
#include <cstddef>

namespace carefold {

namespace {

// In the order of enum Role. The standard structure types of ISO 32000-1, tables 333 to 340.
constexpr std::array<std::string_view, 33> names = {
    "",      "",      "Document", "Part", "Sect", "Div",      "H1",     "H2",    "H3",
    "H4",    "H5",    "H6",       "P",    "L",    "LI",       "Lbl",    "LBody", "Table",
    "THead", "TBody", "TR",       "TH",   "TD",   "Caption",  "Figure", "Link",  "Reference",
    "Note",  "Span",  "Quote",    "TOC",  "TOCI", "BibEntry",
};
static_assert(static_cast<std::size_t>(Role::bibliography_entry) + 1 == names.size());

} // namespace

std::string_view role_name(Role role) {
    return names[static_cast<std::size_t>(role)];
}

} // namespace carefold
