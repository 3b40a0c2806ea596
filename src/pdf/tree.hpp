// Number and name trees (ISO 32000-1, 7.9.6 and 7.9.7).
#pragma once

#include "pdf/objects.hpp"

#include <string>
#include <utility>
#include <vector>

namespace carefold::pdf {

/// A key as printed ("12" or "(n00012)") and its value.
using TreeEntry = std::pair<std::string, std::string>;

enum class TreeKind : std::uint8_t { numbers, names };

/// Entries in ascending order of key. Split into Kids when long.
Ref write_tree(Objects& objects, TreeKind kind, const std::vector<TreeEntry>& entries);

} // namespace carefold::pdf
