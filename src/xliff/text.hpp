// Running text as XLIFF knows it: characters and numbered inline tags. Part of xliff's face.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::xliff {

/// A stretch of characters or one tag: `<g id>`, `</g>`, `<x id/>`, or a tag of another kind.
struct Piece {
    enum class Kind : std::uint8_t { text, open, close, empty, other } kind = Kind::text;
    std::string text{};  // text: characters; other: the tag's name
    std::string id{};    // open, close, empty
    std::string ctype{}; // "x-em"; what the tag stands for
    std::string equiv{}; // empty: what a reader may take it for
};

/// In reading order. Each open has its close, properly nested.
using Text = std::vector<Piece>;

/// White space collapsed, tags with their ids only: equal for texts that say the same.
std::string canonical(const Text& text);
/// As XML, with all attributes and white space as it stands.
std::string markup(const Text& text);
/// Characters only; without those inside tags of type `without`, when given.
std::string characters(const Text& text, std::string_view without = {});
/// Neither characters other than white space nor tags.
bool is_blank(const Text& text);
/// Escapes what may not stand in text or, with `quote`, in an attribute.
std::string escape(std::string_view text, bool quote = false);

/// How the tags and {…} of `target` differ from those of `source`, one sentence each; empty when
/// each is there once, inside the same others, in whatever order.
std::vector<std::string> tag_faults(const Text& source, const Text& target);

} // namespace carefold::xliff
