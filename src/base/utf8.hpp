// UTF-8 (RFC 3629): validation and stepping. Invalid bytes decode to U+FFFD, one byte at a time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold {

/// Offset of the first byte that is not well-formed UTF-8; nullopt when all is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Decodes the character at `at` (at < text.size()) and moves `at` past it.
char32_t next_utf8(std::string_view text, std::size_t& at);

void append_utf8(std::string& out, char32_t character);

std::vector<char32_t> decode_utf8(std::string_view text);

/// Edit distance (optimal string alignment) for "did you mean".
std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace carefold
