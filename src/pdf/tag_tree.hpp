// What the writer asks about the tag tree: order, and who owns a leaf. Computed once, without
// recursion: a hostile nesting depth must not overflow the stack.
#pragma once

#include "pages/pages.hpp"

#include <vector>

namespace carefold::pdf {

inline constexpr pages::TagId no_tag = -1;

struct TagTree {
    /// with_links: there are annotations; without them a Link says no more than a Span (ISO
    /// 14289-1, 7.18.5 ties the two together).
    explicit TagTree(const pages::Document& document, bool with_links = true);

    const std::vector<pages::Tag>& tags;
    const bool links;
    std::vector<pages::TagId> order; // depth first, from the root; without artifacts' subtrees
    // By tag; no_tag for tags outside `order`.
    std::vector<pages::TagId> owner;  // the nearest with a role of its own, perhaps itself
    std::vector<pages::TagId> block;  // the nearest that ends lines: paragraph, cell, label, …
    std::vector<pages::TagId> figure; // the Figure it is part of, captions excluded

    const pages::Tag& at(pages::TagId id) const { return tags[static_cast<std::size_t>(id)]; }
    Role role(pages::TagId id) const {
        const Role own = at(id).role;
        return own == Role::link && !links ? Role::span : own;
    }
    /// Owner of a leaf an item names; no_tag for artifacts and ids out of range.
    pages::TagId owner_of(pages::TagId leaf) const {
        return leaf < 0 || static_cast<std::size_t>(leaf) >= tags.size()
                   ? no_tag
                   : owner[static_cast<std::size_t>(leaf)];
    }
};

} // namespace carefold::pdf
