// The vocabulary of docs/guide-format.md as one table. Inside the room only.
#pragma once

#include "content/content.hpp"

#include <array>
#include <cstdint>

namespace carefold::content {

using Kinds = std::uint64_t; // a set of Kind
constexpr Kinds set_of(Kind kind) {
    return Kinds{1} << static_cast<unsigned>(kind);
}
constexpr bool contains(Kinds kinds, Kind kind) {
    return (kinds & set_of(kind)) != 0;
}

/// What an element holds: nothing, characters, characters and inline elements, or elements in
/// order.
enum class Model : std::uint8_t { nothing, text, inlines, elements };

enum class Format : std::uint8_t { choice, date, picture, address, field, id, source, lines };

enum class Need : std::uint8_t { optional, required, at_top };

struct AttributeRule {
    std::string_view name; // empty: no rule
    Need need = Need::optional;
    Format format = Format::choice;
    std::string_view choices = {}; // separated by spaces
};

/// One place in an element's content: `kinds` from `least` to `most` times (0: without limit).
struct Slot {
    Kinds kinds = 0; // 0: no slot
    std::uint32_t least = 0;
    std::uint32_t most = 0;
};

enum class Id : std::uint8_t { none, optional, required, unless_empty };

struct ElementRule {
    Kind kind;
    std::string_view name;
    Model model;
    Id id = Id::none;
    bool profiled = false; // takes `audience`, `importance` and `needs`
    std::array<Slot, 8> slots = {};
    std::array<AttributeRule, 2> attributes = {};
};

const ElementRule& rule_of(Kind kind);
std::optional<Kind> kind_named(std::string_view name);

inline constexpr Kinds inline_kinds =
    set_of(Kind::em) | set_of(Kind::strong) | set_of(Kind::foreign) | set_of(Kind::field) |
    set_of(Kind::cite) | set_of(Kind::xref) | set_of(Kind::footnote) | set_of(Kind::link);
/// Inline elements whose text flows with what surrounds them (a footnote's does not).
inline constexpr Kinds span_kinds = set_of(Kind::em) | set_of(Kind::strong) |
                                    set_of(Kind::foreign) | set_of(Kind::xref) | set_of(Kind::link);
/// May hold nothing at all.
inline constexpr Kinds may_be_blank = set_of(Kind::cell) | set_of(Kind::xref) | set_of(Kind::link);
inline constexpr Kinds needs_language = set_of(Kind::guide) | set_of(Kind::foreign);

/// All elements that may stand in `kind`.
Kinds allowed_in(Kind kind);
std::vector<std::string_view> names_of(Kinds kinds);
/// Every element whose content may include `kind`.
Kinds parents_of(Kind kind);

} // namespace carefold::content
