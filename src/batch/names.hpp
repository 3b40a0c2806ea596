// File names: from a pattern, made safe, and no two alike. Inside the room only.
#pragma once

#include "diag/diag.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::batch {

/// As one part of a path, on any system: no separators, controls, signs that turn the writing
/// round, leading dots or dashes, names Windows keeps for itself, or trailing dots and spaces;
/// letters of every script stay. What is too long is cut and told apart by its sum.
std::string safe_part(std::string_view text);

/// "{lang}/{client.id}.pdf"
class Pattern {
  public:
    /// `fields`: those a record may have. Codes: batch.bad-pattern, batch.unknown-field.
    static std::optional<Pattern>
    parse(std::string_view text, const std::vector<std::string_view>& fields, diag::Sink& sink);
    using Lookup = std::function<std::string(std::string_view field)>;
    /// A safe relative path.
    std::string fill(const Lookup& lookup) const;

  private:
    struct Part {
        bool field = false;
        std::string text;
    };
    std::vector<Part> parts_;
};

/// Whether a name from a manifest is one that `fill` could have given.
bool is_safe_name(std::string_view name);

/// Names of all documents of a list, as sums of 16 bytes each with the line it came from.
class Names {
  public:
    struct Clash {
        std::uint64_t sum = 0;
        std::uint32_t first = 0, second = 0; // records' numbers
    };
    /// `number`: from 1.
    void add(std::string_view name, std::size_t number);
    /// The first few names that come more than once, in the order of the list. Sorts.
    std::vector<Clash> clashes(std::size_t most);
    static std::uint64_t sum_of(std::string_view name);

  private:
    struct Seen {
        std::uint64_t sum = 0;
        std::uint32_t number = 0;
    };
    std::deque<Seen> seen_; // grows without moving: a copy would double what it takes
};

} // namespace carefold::batch
