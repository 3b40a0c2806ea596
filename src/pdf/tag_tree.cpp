#include "pdf/tag_tree.hpp"

namespace carefold::pdf {

namespace {

bool is_inline(Role role) {
    switch (role) {
    case Role::none:
    case Role::span:
    case Role::quote:
    case Role::link:
    case Role::reference:
        return true;
    default:
        return false;
    }
}

} // namespace

TagTree::TagTree(const pages::Document& document, bool with_links)
    : tags(document.tags), links(with_links), owner(tags.size(), no_tag),
      block(tags.size(), no_tag), figure(tags.size(), no_tag) {
    std::vector<pages::TagId> open;
    if (!tags.empty()) {
        open.push_back(0);
    }
    while (!open.empty()) {
        const pages::TagId id = open.back();
        open.pop_back();
        const pages::Tag& tag = at(id);
        if (tag.role == Role::artifact) {
            continue;
        }
        const auto self = static_cast<std::size_t>(id);
        const auto parent = static_cast<std::size_t>(tag.parent);
        const bool root = order.empty();
        order.push_back(id);
        owner[self] = tag.role == Role::none && !root ? owner[parent] : id;
        block[self] = is_inline(tag.role) && !root ? block[parent] : id;
        if (tag.role == Role::figure) {
            figure[self] = id;
        } else if (tag.role != Role::caption && !root) {
            figure[self] = figure[parent];
        }
        open.insert(open.end(), tag.children.rbegin(), tag.children.rend());
    }
}

} // namespace carefold::pdf
