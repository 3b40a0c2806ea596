// What copyfitting may leave out of this edition, in steps.
#include "flow/profile.hpp"

#include <algorithm>
#include <unordered_set>

namespace carefold::flow {

namespace {

using content::Node;

/// Orders of the elements the document shows, and of all they stand in.
class Shown {
  public:
    Shown(const Profile& profile, const Document& document) : profile_(profile) {
        for (const Part& part : document.parts) {
            for (const Filling& filling : part.fillings) {
                add(filling.blocks);
            }
        }
        add(document.notes);
    }
    bool has(std::uint32_t order) const { return orders_.contains(order); }

  private:
    void add(const std::vector<Block>& blocks) {
        for (const Block& block : blocks) {
            const Node* node = block.node == 0 ? nullptr : profile_.node(block.node);
            while (node != nullptr && orders_.insert(node->order).second) {
                node = profile_.parent(*node);
            }
            add(block.children);
        }
    }
    const Profile& profile_;
    std::unordered_set<std::uint32_t> orders_;
};

std::string name_of(const Node& node) {
    const std::string kind(content::to_string(node.kind));
    return node.id.empty() ? kind + " at line " + std::to_string(node.span.line)
                           : kind + " `" + node.id + "`";
}

} // namespace

std::vector<Omission> omissions(const Request& request, const Document& document) {
    std::vector<Omission> steps;
    if (!request.layout->copyfit) {
        return steps;
    }
    const Profile profile(*request.guide, request.audience, request.fields, {});
    const Shown shown(profile, document);
    std::unordered_set<const Node*> gone;
    const auto is_gone = [&](const Node* node) {
        while (node != nullptr && !gone.contains(node)) {
            node = profile.parent(*node);
        }
        return node != nullptr;
    };
    for (const design::Omit& rule : request.layout->copyfit->omits) {
        if (!rule.match) {
            continue;
        }
        std::vector<Omission> own;
        for (const std::uint32_t order : content::select(*request.guide, *rule.match)) {
            const Node* node = profile.node(order);
            if (node == nullptr || !shown.has(order) || is_gone(node)) {
                continue;
            }
            gone.insert(node);
            if (own.empty() || rule.one_by_one) {
                own.push_back({{}, {}, &rule});
            }
            own.back().elements.push_back(order);
            own.back().names.push_back(name_of(*node));
        }
        steps.insert(steps.end(), own.rbegin(), own.rend());
    }
    return steps;
}

} // namespace carefold::flow
