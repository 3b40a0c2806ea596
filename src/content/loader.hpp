// The walk from located XML to checked Nodes. Inside the room only.
#pragma once

#include "content/attributes.hpp"

namespace carefold::content {

/// The characters below `block` with white space collapsed as in HTML: runs are one space, also
/// across inline elements, and none at either end. Texts that vanish are taken out.
void collapse(Node& block);
/// XML's white space, to which U+00A0 does not belong.
bool is_blank(std::string_view text);
/// Fills Guide::by_id.
void index_ids(const Node& node, Guide& guide);

class Loader {
  public:
    Loader(Ids& ids, std::vector<std::string_view> fields, diag::Sink& sink)
        : sink_(sink), ids_(ids), attributes_(ids, std::move(fields), sink) {}

    /// Elements that may not stand where they do are checked, then left out.
    Node build_root(const xml::Node& root);
    const std::vector<Reference>& references() const { return attributes_.references(); }

  private:
    struct Place; // where children go: their parent, in XML and as a Node

    void build(const xml::Node& element, Kind kind, const Node* parent, Node& node);
    void add_children(Place& place);
    void add_text(Place& place, const xml::Node& text);
    void add_element(Place& place, const xml::Node& child);
    bool may_stand(Place& place, const xml::Node& child, Kind kind);
    bool fits_slots(Place& place, const xml::Node& child, Kind kind);
    void report_missing(const Place& place);
    void report_unknown(Place& place, const xml::Node& child);
    static void count_slip(Place& place, Kind meant);
    void report_misplaced(const Place& place, const xml::Node& child, std::string hint);
    void check_content(const xml::Node& element, Node& node, bool complete);
    void check_table(const Node& table);
    void check_titles(const Node& metadata);

    diag::Sink& sink_;
    Ids& ids_;
    AttributeReader attributes_;
    bool in_footnote_ = false;
};

} // namespace carefold::content
