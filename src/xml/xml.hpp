// xml: bytes -> a located tree; XPath over it.
// Enters: a whole file as text, its name, the namespace it must be in. Leaves: Document.
// Never here: reading files, entities or DTDs (refused), knowledge of any vocabulary.
// Names are local names: elements in the document's own namespace, prefixed or not, are seen
// without prefix; xml:lang and xml:id keep theirs.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::xml {

struct Limits {
    std::size_t bytes = 8U << 20U;
    std::size_t depth = 64;
    std::size_t nodes = 400'000;
};

class Document;
struct Tree; // inside the room

/// A view of one element or text node; valid while its Document lives, wherever that is moved to.
/// Cheap to copy.
class Node {
  public:
    Node() = default;
    explicit operator bool() const { return impl_ != nullptr; }
    bool is_element() const;
    bool is_text() const;
    std::string_view name() const;  // element's local name
    std::string_view value() const; // text node's characters
    /// Attribute's value, or nullopt. Names as written ("xml:lang", "id").
    std::optional<std::string_view> attribute(std::string_view name) const;
    std::vector<std::string_view> attribute_names() const;
    std::vector<std::pair<std::string_view, std::string_view>> attributes() const; // name, value
    Node parent() const;
    Node first_child() const;
    Node next_sibling() const;
    std::vector<Node> elements() const;      // child elements
    Node child(std::string_view name) const; // first child element of that name
    std::string text() const;                // all characters below, as they stand
    /// The element as the file has it, from its start tag to its end tag, byte for byte.
    std::string_view source_text() const;
    /// Namespaces declared on this element: "xmlns" or "xmlns:prefix", and the URI.
    std::vector<std::pair<std::string_view, std::string_view>> declarations() const;
    diag::Span span() const;
    diag::Span attribute_span(std::string_view name) const;
    std::uint32_t order() const; // position in document order, from 0; unique in the document
    bool operator==(const Node& other) const { return impl_ == other.impl_; }

  private:
    friend class Document;
    friend class Query;
    Node(void* impl, const Tree* tree) : impl_(impl), tree_(tree) {}
    void* impl_ = nullptr; // pugi::xml_node_struct
    const Tree* tree_ = nullptr;
};

/// A compiled XPath 1.0 expression.
class Query {
  public:
    /// Reports a malformed expression at `span` and returns nullopt.
    static std::optional<Query> compile(std::string_view expression, const diag::Span& span,
                                        diag::Sink& sink);
    /// Elements selected, in document order. Non-node results and text nodes give none.
    std::vector<Node> select(const Node& context) const;

  private:
    struct Impl;
    std::shared_ptr<const Impl> impl_;
};

class Document {
  public:
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();
    Node root() const;
    const std::string& file() const;
    const std::string& text() const; // as it was read

  private:
    friend std::optional<Document> parse(std::string, const std::string&, std::string_view,
                                         std::string_view, diag::Sink&, const Limits&);
    explicit Document(std::unique_ptr<Tree> tree);
    std::unique_ptr<Tree> tree_;
};

/// Parses `text`; the root must be `root_name` in `namespace_uri`. All problems go to the sink;
/// nullopt when no usable tree came out. Codes: xml.empty, xml.not-utf8, xml.syntax, xml.doctype,
/// xml.wrong-namespace, xml.wrong-root, xml.duplicate-attribute, xml.too-large, xml.too-deep.
/// Query: xml.bad-xpath.
std::optional<Document> parse(std::string text, const std::string& file,
                              std::string_view namespace_uri, std::string_view root_name,
                              diag::Sink& sink, const Limits& limits = {});

} // namespace carefold::xml
