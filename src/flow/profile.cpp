#include "flow/profile.hpp"

#include <algorithm>

namespace carefold::flow {

using content::Kind;
using content::Node;

Profile::Profile(const content::Guide& guide, content::Audience audience,
                 const content::Fields* fields, const std::vector<std::uint32_t>& omitted)
    : audience_(audience), fields_(fields) {
    entries_.reserve(2048);
    for (const std::uint32_t order : omitted) {
        omit(order);
    }
    index(guide, guide.root, nullptr);
}

void Profile::omit(std::uint32_t order) {
    omitted_.resize(std::max<std::size_t>(omitted_.size(), order + 1U));
    omitted_[order] = true;
}

/// The value that it is there for.
bool Profile::lacks(const Node& node) {
    const std::string_view name = node.attribute("needs");
    if (name.empty() || !is_for_reader(node)) {
        return false;
    }
    needed_.emplace(name);
    const std::string* value = fields_ == nullptr ? nullptr : fields_->find(name);
    return value == nullptr || value->empty();
}

void Profile::index(const content::Guide& guide, const Node& node, const Node* above) {
    if (node.kind == Kind::text) {
        return;
    }
    if (node.order >= entries_.size()) {
        entries_.resize(node.order + 1);
    }
    entries_[node.order] = {&node, above};
    if (lacks(node) || (above != nullptr && omits(*above))) {
        omit(node.order);
    }
    if (node.kind == Kind::cite && shows(node)) {
        const std::string_view source = node.attribute("source");
        const auto found = guide.by_id.find(source);
        if (found != guide.by_id.end() && numbers_.find(source) == numbers_.end()) {
            cited_.push_back(found->second);
            numbers_.emplace(std::string(source), static_cast<int>(cited_.size()));
        }
    }
    for (const Node& below : node.children) {
        index(guide, below, &node);
    }
}

const Node* Profile::node(std::uint32_t order) const {
    return order < entries_.size() ? entries_[order].node : nullptr;
}

const Node* Profile::parent(const Node& node) const {
    return node.order < entries_.size() ? entries_[node.order].parent : nullptr;
}

const Node* Profile::child(const Node& node, Kind kind) const {
    for (const Node& below : node.children) {
        if (below.kind == kind && shows(below)) {
            return &below;
        }
    }
    return nullptr;
}

int Profile::number(std::string_view source) const {
    const auto found = numbers_.find(source);
    return found == numbers_.end() ? 0 : found->second;
}

} // namespace carefold::flow
