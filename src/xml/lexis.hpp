// Characters, names and references of XML 1.0 (fifth edition). Inside the room only.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::xml {

inline bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Production 2, Char: what may stand in a file at all.
bool is_allowed(char32_t character);

/// Length in bytes of the name (production 5) at `at`; 0 when none begins there.
std::size_t name_length(std::string_view text, std::size_t at);

/// The encoding an XML declaration names, empty when it names none; nullopt when the declaration
/// (production 23, without its `<?xml` and `?>`) is not well-formed. The view points into `text`.
std::optional<std::string_view> read_declaration(std::string_view text);

/// What is wrong with a reference and what would be right.
struct Complaint {
    std::string message;
    std::string hint;
};

/// Judges the reference at `at`, where '&' stands; nullopt when it is good.
std::optional<Complaint> check_reference(std::string_view text, std::size_t at);

/// Offsets of characters that may not stand in a file; `text` is valid UTF-8.
std::vector<std::size_t> find_forbidden(std::string_view text);

} // namespace carefold::xml
