// Attributes against the vocabulary. Inside the room only.
#pragma once

#include "content/ids.hpp"
#include "content/vocabulary.hpp"

namespace carefold::content {

/// Fills in a Node's id, language, audiences and own attributes, and reports what is wrong.
class AttributeReader {
  public:
    /// `fields`: the names that fields may have.
    AttributeReader(Ids& ids, std::vector<std::string_view> fields, diag::Sink& sink)
        : ids_(ids), fields_(std::move(fields)), sink_(sink) {}

    /// `node` comes with its parent's language and audiences; `top` is said of the guide's
    /// sections.
    void read(const xml::Node& element, bool top, Node& node);
    /// After the children are known: is there an id where there must be one?
    void require_id(const xml::Node& element, const Node& node);
    const std::vector<Reference>& references() const { return references_; }

  private:
    using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;

    void read_one(const xml::Node& element, std::string_view name, std::string_view value,
                  Node& node);
    void read_id(const xml::Node& element, std::string_view value, Node& node);
    void read_audience(const xml::Node& element, std::string_view value, Node& node);
    void read_language(const xml::Node& element, std::string_view value, Node& node);
    void read_value(const xml::Node& element, const AttributeRule& rule, std::string_view value,
                    Node& node);
    void report_unknown(const xml::Node& element, std::string_view name, const ElementRule& rule);
    void require(const xml::Node& element, const Attributes& attributes, bool top);
    void bad_value(const xml::Node& element, std::string_view name, std::string message,
                   std::string hint);

    Ids& ids_;
    std::vector<std::string_view> fields_;
    diag::Sink& sink_;
    std::vector<Reference> references_;
};

} // namespace carefold::content
