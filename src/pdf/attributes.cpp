#include "pdf/attributes.hpp"

#include <algorithm>

namespace carefold::pdf {

using pages::Tag;
using pages::TagId;

std::string element_id(TagId id) {
    const std::string digits = std::to_string(id);
    return "(t" + std::string(9 - std::min<std::size_t>(digits.size(), 9), '0') + digits + ')';
}

namespace {

// ISO 14289-1, 7.5: a header cell says what it heads; a data cell may name its headers.
std::string cell_attributes(const TagTree& tags, const Tag& tag, const std::vector<bool>& kept) {
    std::string cell;
    if (tag.role == Role::header_cell) {
        cell += tag.scope == Tag::Scope::row ? "/Scope/Row" : "/Scope/Column";
    }
    if (tag.column_span > 1) {
        cell += "/ColSpan " + std::to_string(tag.column_span);
    }
    if (tag.row_span > 1) {
        cell += "/RowSpan " + std::to_string(tag.row_span);
    }
    std::string headers;
    for (const TagId header : tag.headers) {
        if (tags.owner_of(header) == header && kept[static_cast<std::size_t>(header)]) {
            headers += element_id(header);
        }
    }
    if (!headers.empty()) {
        cell += "/Headers[" + headers + ']';
    }
    return cell.empty() ? cell : "/A<</O/Table" + cell + ">>";
}

bool holds_blocks(Role role) {
    switch (role) {
    case Role::p:
    case Role::h1:
    case Role::h2:
    case Role::h3:
    case Role::h4:
    case Role::h5:
    case Role::h6:
    case Role::span:
    case Role::link:
    case Role::quote:
    case Role::label:
    case Role::reference:
        return false;
    default:
        return true;
    }
}

std::string figure_attributes(const TagTree& tags, const Tag& tag, const std::string& box) {
    std::string out = "/A<</O/Layout";
    const TagId parent = tags.owner_of(tag.parent);
    if (parent == no_tag || holds_blocks(tags.at(parent).role)) {
        out += "/Placement/Block";
    }
    return box.empty() ? out + ">>" : out + "/BBox[" + box + "]>>";
}

} // namespace

std::string attributes(const TagTree& tags, TagId id, const std::vector<bool>& kept,
                       const std::string& figure_box) {
    const Tag& tag = tags.at(id);
    switch (tag.role) {
    case Role::header_cell:
    case Role::data_cell:
        return cell_attributes(tags, tag, kept);
    case Role::figure:
        return figure_attributes(tags, tag, figure_box);
    case Role::list:
        return tag.numbering == Tag::Numbering::none   ? ""
               : tag.numbering == Tag::Numbering::disc ? "/A<</O/List/ListNumbering/Disc>>"
                                                       : "/A<</O/List/ListNumbering/Decimal>>";
    default:
        return {};
    }
}

} // namespace carefold::pdf
