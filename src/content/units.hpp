// Which elements are translated, and how their inline elements are numbered. Inside the room only.
#pragma once

#include "content/vocabulary.hpp"

namespace carefold::content {

/// A text of its own for translators: it has an id and holds text. Sources are not translated.
bool is_unit(const Node& node);

/// Inline elements of a unit in document order: element N has number N + 1 in XLIFF. What is
/// inside a footnote belongs to the footnote.
std::vector<const Node*> inline_elements(const Node& unit);

/// It wraps words that are translated with the unit: `g`, else `x`.
bool wraps_words(const Node& element);

/// The unit's text with its tags, as XLIFF has it.
xliff::Text text_of(const Node& unit);

} // namespace carefold::content
