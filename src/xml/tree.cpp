// Document, Node and Query over pugixml.
#include "xml/tree.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

bool is_text_node(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

bool is_declaration(std::string_view attribute) {
    return attribute == "xmlns" || attribute.substr(0, 6) == "xmlns:";
}

pugi::xml_attribute find_attribute(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
        if (name == attribute.name()) {
            return attribute;
        }
    }
    return {};
}

void append_text(pugi::xml_node node, std::string& out) {
    // Depth is bounded by Limits::depth before a tree exists.
    for (const pugi::xml_node child : node.children()) {
        if (is_text_node(child)) {
            out += child.value();
        } else {
            append_text(child, out);
        }
    }
}

} // namespace

bool Node::is_element() const {
    return as_pugi(impl_).type() == pugi::node_element;
}

bool Node::is_text() const {
    return is_text_node(as_pugi(impl_));
}

std::string_view Node::name() const {
    return as_pugi(impl_).name();
}

std::string_view Node::value() const {
    return as_pugi(impl_).value();
}

std::optional<std::string_view> Node::attribute(std::string_view name) const {
    const pugi::xml_attribute found = find_attribute(as_pugi(impl_), name);
    return found ? std::optional<std::string_view>(found.value()) : std::nullopt;
}

std::vector<std::string_view> Node::attribute_names() const {
    std::vector<std::string_view> names;
    for (const pugi::xml_attribute attribute : as_pugi(impl_).attributes()) {
        if (!is_declaration(attribute.name())) {
            names.emplace_back(attribute.name());
        }
    }
    return names;
}

std::vector<std::pair<std::string_view, std::string_view>> Node::attributes() const {
    std::vector<std::pair<std::string_view, std::string_view>> found;
    for (const pugi::xml_attribute attribute : as_pugi(impl_).attributes()) {
        const std::string_view name = attribute.name();
        if (!is_declaration(name)) {
            found.emplace_back(name, attribute.value());
        }
    }
    return found;
}

Node Node::parent() const {
    const pugi::xml_node parent = as_pugi(impl_).parent();
    return parent.type() == pugi::node_element ? Node(parent.internal_object(), tree_) : Node();
}

Node Node::first_child() const {
    return {as_pugi(impl_).first_child().internal_object(), tree_};
}

Node Node::next_sibling() const {
    return {as_pugi(impl_).next_sibling().internal_object(), tree_};
}

std::vector<Node> Node::elements() const {
    std::vector<Node> found;
    for (const pugi::xml_node child : as_pugi(impl_).children()) {
        if (child.type() == pugi::node_element) {
            found.push_back(Node(child.internal_object(), tree_));
        }
    }
    return found;
}

Node Node::child(std::string_view name) const {
    for (const pugi::xml_node child : as_pugi(impl_).children()) {
        if (child.type() == pugi::node_element && name == child.name()) {
            return {child.internal_object(), tree_};
        }
    }
    return {};
}

std::string Node::text() const {
    std::string out = is_text() ? std::string(value()) : std::string();
    append_text(as_pugi(impl_), out);
    return out;
}

diag::Span Node::span() const {
    if (!impl_) {
        return {};
    }
    const std::uint32_t offset = tree_->offset(as_pugi(impl_));
    return tree_->source.span(is_element() && offset > 0 ? offset - 1 : offset);
}

diag::Span Node::attribute_span(std::string_view name) const {
    const pugi::xml_attribute found = find_attribute(as_pugi(impl_), name);
    if (!found || !tree_->in_buffer(found.name())) {
        return span();
    }
    return tree_->source.span(static_cast<std::size_t>(found.name() - tree_->buffer.data()));
}

std::uint32_t Node::order() const {
    const auto& offsets = tree_->offsets;
    const auto at = std::lower_bound(offsets.begin(), offsets.end(), tree_->offset(as_pugi(impl_)));
    return static_cast<std::uint32_t>(at - offsets.begin());
}

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Node Document::root() const {
    return {tree_->xml.document_element().internal_object(), tree_.get()};
}

const std::string& Document::file() const {
    return tree_->source.file();
}

} // namespace carefold::xml
