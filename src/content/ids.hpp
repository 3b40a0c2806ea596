// Ids of a guide and what points to them. Inside the room only.
#pragma once

#include "content/content.hpp"

#include <unordered_map>
#include <unordered_set>

namespace carefold::content {

/// Every id of the file, right or wrong, known before anything else is checked.
class Ids {
  public:
    explicit Ids(const xml::Node& root);

    /// The place of the first element with this id; nullptr when there is none.
    const xml::Node* first(std::string_view id) const;
    std::vector<std::string_view> all() const; // sorted
    /// An id nobody has, in the manner of the guide: "causes.p3". Never the same twice.
    std::string suggest(const xml::Node& element);
    /// The same for an element named `name` that `parent` lacks.
    std::string suggest_child(const xml::Node& parent, std::string_view name);

  private:
    std::string free_id(std::string base, std::string_view name);

    std::unordered_map<std::string_view, xml::Node> first_; // views into the document
    std::unordered_set<std::string> suggested_;
    std::unordered_map<std::string, int> counters_; // by what stands before the number
};

/// A place that points somewhere: an xref or a cite.
struct Reference {
    Kind kind;
    std::string target;
    diag::Span span;
    std::array<bool, 2> audiences;
};

/// Reports references that lead nowhere, or to what one of their readers does not get.
void check_references(const std::vector<Reference>& references, const Guide& guide, const Ids& ids,
                      diag::Sink& sink);

} // namespace carefold::content
