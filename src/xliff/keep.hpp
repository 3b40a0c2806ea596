// What an update must carry over, and whether it did. Inside the room only.
#pragma once

#include "xliff/xliff.hpp"

namespace carefold::xliff {

using Declarations = std::map<std::string, std::string>; // "xmlns:prefix", URI

/// Prefixes declared on elements that are written anew: what is copied may use them.
Declarations declarations(const Translation& old);

/// A note `update` wrote itself and writes again.
bool is_our_note(const xml::Node& element);

/// Attributes, texts and comments of the old file that `text` lacks, in words.
std::vector<std::string> what_is_lost(const Translation& old, const std::string& text);

} // namespace carefold::xliff
