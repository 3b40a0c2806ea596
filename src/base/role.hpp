// Structure types of tagged PDF (ISO 32000-1, 14.8.4), born in flow and carried to the bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace carefold {

enum class Role : std::uint8_t {
    none, // nothing of its own: the parent's content
    artifact,
    document,
    part,
    sect,
    div,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    p,
    list,
    item,
    label,
    body,
    table,
    thead,
    tbody,
    row,
    header_cell,
    data_cell,
    caption,
    figure,
    link,
    reference,
    note,
    span,
    quote,
    toc,
    toc_item,
    bibliography_entry,
};

/// The name in the file: "Document", "H1", "LI", "TOCI", …; empty for none and artifact.
std::string_view role_name(Role role);

} // namespace carefold
