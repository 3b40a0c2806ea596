// Attributes of structure elements (ISO 32000-1, 14.8.5): tables, lists, figures.
#pragma once

#include "pdf/tag_tree.hpp"

#include <string>
#include <vector>

namespace carefold::pdf {

/// "(t000000012)": of fixed width, so that ids in order of tags are in the order a name tree wants.
std::string element_id(pages::TagId id);

/// "/A<<…>>", or nothing. `kept`: by tag, whether it is written at all; `figure_box`: numbers of
/// a figure's BBox, may be empty.
std::string attributes(const TagTree& tags, pages::TagId id, const std::vector<bool>& kept,
                       const std::string& figure_box);

} // namespace carefold::pdf
