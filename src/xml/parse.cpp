// The one verb of the room: from bytes to a Document, by way of encoding, scan and tree.
#include "xml/xml.hpp"

#include "xml/lexis.hpp"
#include "xml/scan.hpp"
#include "xml/tree.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_utf16(std::string_view text) {
    using namespace std::string_view_literals;
    return text.substr(0, 2) == "\xFE\xFF"sv || text.substr(0, 2) == "\xFF\xFE"sv ||
           text.substr(0, 2) == "\0<"sv || text.substr(0, 2) == "<\0"sv;
}

/// Is this a text that can be looked into at all?
bool check_bytes(const Source& source, diag::Sink& sink) {
    const std::string& text = source.text();
    if (std::all_of(text.begin(), text.end(), is_space)) {
        sink.error("xml.empty", source.span(0), "the file is empty");
        return false;
    }
    if (is_utf16(text)) {
        sink.error("xml.not-utf8", source.span(0), "the file is UTF-16, not UTF-8",
                   "save it as UTF-8");
        return false;
    }
    if (text.substr(0, 4) == "PK\x03\x04") {
        sink.error("xml.syntax", source.span(0), "this is not XML but a ZIP archive",
                   "word processors write such files; give the XML file instead");
        return false;
    }
    if (const auto at = find_invalid_utf8(text)) {
        sink.error("xml.not-utf8", source.span(*at),
                   "the file is not UTF-8: this byte begins no character", "save it as UTF-8");
        return false;
    }
    return true;
}

bool check_root(const RootTag& root, const diag::Span& span, const RootTag& wanted,
                diag::Sink& sink) {
    const std::string right = "<" + wanted.name + " xmlns=\"" + wanted.space + "\">";
    if (root.name != wanted.name) {
        const std::string guess = diag::did_you_mean(root.name, {wanted.name});
        sink.error("xml.wrong-root", span,
                   "the root element is `" + root.name + "`, not `" + wanted.name + "`",
                   guess.empty() ? "the file begins with " + right : guess);
        return false;
    }
    if (root.space != wanted.space) {
        sink.error("xml.wrong-namespace", span,
                   root.space.empty() ? "element `" + root.name + "` is in no namespace"
                                      : "namespace `" + root.space + "` is not known here",
                   "write " + right);
        return false;
    }
    return true;
}

pugi::xml_node next_in_order(pugi::xml_node node, pugi::xml_node root) {
    if (node.first_child()) {
        return node.first_child();
    }
    while (node != root && !node.next_sibling()) {
        node = node.parent();
    }
    return node == root ? pugi::xml_node() : node.next_sibling();
}

/// Notes every node's offset and gives elements of other namespaces a name no XPath meets by
/// accident.
void index_nodes(Tree& tree, const std::vector<Foreign>& foreign) {
    auto other = foreign.begin();
    const pugi::xml_node root = tree.xml.document_element();
    for (pugi::xml_node node = root; node; node = next_in_order(node, root)) {
        const std::uint32_t offset = tree.offset(node);
        tree.offsets.push_back(offset);
        while (other != foreign.end() && other->offset < offset) {
            ++other;
        }
        if (other != foreign.end() && other->offset == offset) {
            node.set_name(other->name.c_str());
            tree.renamed.emplace(node.internal_object(), offset);
        }
        if (node.type() == pugi::node_element) {
            const auto order = static_cast<std::uint32_t>(tree.offsets.size() - 1);
            tree.by_name[node.name()].push_back({node, order});
        }
    }
}

bool build_tree(Tree& tree, diag::Sink& sink) {
    constexpr unsigned options = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol |
                                 pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
    const pugi::xml_parse_result result = tree.xml.load_buffer_inplace(
        tree.buffer.data(), tree.buffer.size(), options, pugi::encoding_utf8);
    if (!result) { // the scan saw nothing: say at least what is known
        sink.error("xml.syntax", tree.source.span(static_cast<std::size_t>(result.offset)),
                   std::string("not well-formed: ") + result.description());
    }
    return static_cast<bool>(result);
}

} // namespace

// NOLINTNEXTLINE(readability-function-size): two of the six are two halves of one name
std::optional<Document> parse(std::string text, const std::string& file,
                              std::string_view namespace_uri, std::string_view root_name,
                              diag::Sink& sink, const Limits& limits) {
    if (text.size() > limits.bytes) {
        sink.error("xml.too-large", Source({}, file).span(0),
                   "the file has " + std::to_string(text.size()) + " bytes, more than the " +
                       std::to_string(limits.bytes) + " allowed",
                   "split it");
        return std::nullopt;
    }
    if (text.compare(0, byte_order_mark.size(), byte_order_mark) == 0) {
        text.erase(0, byte_order_mark.size());
    }
    Source source(std::move(text), file);
    if (!check_bytes(source, sink)) {
        return std::nullopt;
    }
    Scan scanned = scan(source, namespace_uri, limits, sink);
    const RootTag wanted{0, std::string(root_name), std::string(namespace_uri)};
    if (scanned.root &&
        !check_root(*scanned.root, source.span(scanned.root->offset), wanted, sink)) {
        return std::nullopt;
    }
    if (!scanned.usable) {
        return std::nullopt;
    }
    auto tree = std::make_unique<Tree>(std::move(source), std::move(scanned.text));
    if (!build_tree(*tree, sink)) {
        return std::nullopt;
    }
    index_nodes(*tree, scanned.foreign);
    return Document(std::move(tree));
}

} // namespace carefold::xml
