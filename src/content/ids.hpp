// Ids of a guide and what points to them. Inside the room only.
#pragma once

#include "content/content.hpp"

#include <unordered_map>
#include <unordered_set>

namespace carefold::content {

/// Every id of the file, right or wrong. A good guide needs only `claim`: the file is searched
/// when somebody first asks for more.
class Ids {
  public:
    explicit Ids(const xml::Node& root) : root_(root) {}

    /// Gives the id to `element` unless another has claimed it before: then that one, which may be
    /// used until the next claim.
    const xml::Node* claim(std::string_view id, const xml::Node& element);
    /// Has any element this id, wherever it stands?
    bool is_used(std::string_view id);
    std::vector<std::string_view> all(); // sorted
    /// An id nobody has, in the manner of the guide: "causes.p3". Never the same twice.
    std::string suggest(const xml::Node& element);
    /// The same for an element named `name` that `parent` lacks.
    std::string suggest_child(const xml::Node& parent, std::string_view name);

  private:
    void search();
    std::string free_id(std::string base, std::string_view name);

    xml::Node root_;
    bool searched_ = false;
    std::unordered_map<std::string_view, xml::Node> claimed_; // views into the document
    std::unordered_set<std::string_view> used_;
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
void check_references(const std::vector<Reference>& references, const Guide& guide, Ids& ids,
                      diag::Sink& sink);

} // namespace carefold::content
