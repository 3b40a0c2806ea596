// The guide as one audience reads it: what shows, what is cited, what is above what.
// Private to flow.
#pragma once

#include "content/content.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::flow {

class Profile {
  public:
    /// `fields`: what elements may need a value of; nullptr: there are none.
    Profile(const content::Guide& guide, content::Audience audience, const content::Fields* fields,
            const std::vector<std::uint32_t>& omitted);

    bool shows(const content::Node& node) const { return is_for_reader(node) && !omits(node); }
    bool is_for_reader(const content::Node& node) const {
        return node.audiences[static_cast<std::size_t>(audience_)];
    }
    /// It, or something it is in, was left out for want of room or of a value it needs.
    bool omits(const content::Node& node) const {
        return node.order < omitted_.size() && omitted_[node.order] &&
               node.kind != content::Kind::text;
    }
    bool omits_any() const { return !omitted_.empty(); }
    /// The fields that elements for this reader need values of.
    const std::set<std::string, std::less<>>& needed() const { return needed_; }
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
    void omit(std::uint32_t order);
    bool lacks(const content::Node& node);

    content::Audience audience_;
    const content::Fields* fields_;
    std::vector<Entry> entries_; // by order
    std::vector<bool> omitted_;  // by order, with all below
    std::set<std::string, std::less<>> needed_;
    std::vector<const content::Node*> cited_;
    std::map<std::string, int, std::less<>> numbers_;
};

} // namespace carefold::flow
