// What attribute values look like, and how to say what they should be. Inside the room only.
#pragma once

#include "content/vocabulary.hpp"

namespace carefold::content {

/// `fields`: the names that fields may have.
bool is_good(std::string_view value, const AttributeRule& rule,
             const std::vector<std::string_view>& fields = field_names());
/// What would be right instead of `value`.
std::string hint_for(std::string_view value, const AttributeRule& rule,
                     const std::vector<std::string_view>& fields = field_names());

/// The words of a list separated by single spaces.
std::vector<std::string_view> words(std::string_view text);
/// "`a`, `b`"
std::string joined(const std::vector<std::string_view>& names);
/// Quoted for a message: "`text`", shortened when long.
std::string quote(std::string_view text);

} // namespace carefold::content
