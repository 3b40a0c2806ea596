// The guide as one audience reads it: what shows, what is cited, what is above what.
// Private to flow.
#pragma once

#include "content/content.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::flow {

class Profile {
  public:
    Profile(const content::Guide& guide, content::Audience audience,
            const std::vector<std::uint32_t>& omitted);

    bool shows(const content::Node& node) const { return is_for_reader(node) && !omits(node); }
    bool is_for_reader(const content::Node& node) const {
        return node.audiences[static_cast<std::size_t>(audience_)];
    }
    /// It, or something it is in, was left out for want of room.
    bool omits(const content::Node& node) const {
        return node.order < omitted_.size() && omitted_[node.order] &&
               node.kind != content::Kind::text;
    }
    /// nullptr for an order no element has.
    const content::Node* node(std::uint32_t order) const;
    const content::Node* parent(const content::Node& node) const; // nullptr above the guide
    /// The first child of that kind that shows; nullptr when there is none.
    const content::Node* child(const content::Node& node, content::Kind kind) const;

    /// Sources in the order of their first citation; their numbers count from 1.
    const std::vector<const content::Node*>& cited() const { return cited_; }
    int number(std::string_view source) const; // 0: never cited

  private:
    struct Entry {
        const content::Node* node = nullptr;
        const content::Node* parent = nullptr;
    };
    void index(const content::Guide& guide, const content::Node& node, const content::Node* parent);

    content::Audience audience_;
    std::vector<Entry> entries_; // by order
    std::vector<bool> omitted_;  // by order, with all below
    std::vector<const content::Node*> cited_;
    std::map<std::string, int, std::less<>> numbers_;
};

} // namespace carefold::flow
