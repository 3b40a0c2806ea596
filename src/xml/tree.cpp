// Document, Node and Query over pugixml.
#include "xml/tree.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

bool is_text_node(pugi::xml_node node) {
    return node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata;
}

/// Where the markup beginning at `at` ends: behind its '>', which in a tag may stand in a value.
std::size_t markup_end(std::string_view text, std::size_t at) {
    const auto behind = [&](std::string_view end) {
        const std::size_t found = text.find(end, at);
        return found == std::string_view::npos ? text.size() : found + end.size();
    };
    if (text.substr(at, 4) == "<!--") {
        return behind("-->");
    }
    if (text.substr(at, 9) == "<![CDATA[") {
        return behind("]]>");
    }
    if (text.substr(at, 2) == "<?") {
        return behind("?>");
    }
    char quote = '\0';
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return text.size();
}

/// The element whose '<' is at `start` in a text the scan has found well-formed.
std::string_view element_at(std::string_view text, std::size_t start) {
    std::size_t depth = 0;
    for (std::size_t at = start; at < text.size(); at = text.find('<', at)) {
        const std::size_t end = markup_end(text, at);
        const char second = at + 1 < text.size() ? text[at + 1] : '\0';
        if (second == '/') {
            --depth;
        } else if (second != '!' && second != '?') {
            depth += text[end - 2] == '/' ? 0U : 1U;
        }
        if (depth == 0 && second != '!' && second != '?') {
            return text.substr(start, end - start);
        }
        at = end;
    }
    return text.substr(start);
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

std::vector<std::pair<std::string_view, std::string_view>> Node::declarations() const {
    std::vector<std::pair<std::string_view, std::string_view>> found;
    for (const pugi::xml_attribute attribute : as_pugi(impl_).attributes()) {
        if (is_declaration(attribute.name())) {
            found.emplace_back(attribute.name(), attribute.value());
        }
    }
    return found;
}

std::string_view Node::source_text() const {
    if (!is_element()) {
        return {};
    }
    const std::uint32_t name = tree_->offset(as_pugi(impl_));
    return element_at(tree_->source.text(), name > 0 ? name - 1 : 0);
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

const std::string& Document::text() const {
    return tree_->source.text();
}

} // namespace carefold::xml
