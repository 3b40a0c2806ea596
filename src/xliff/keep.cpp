// What the old file held against what the new one holds.
#include "xliff/keep.hpp"

#include <algorithm>

namespace carefold::xliff {

namespace {

constexpr std::size_t most_lost = 20; // told one by one

bool is_frame(std::string_view name) {
    return name == "xliff" || name == "file" || name == "body" || name == "group" ||
           name == "trans-unit";
}

xml::Node next_in_order(xml::Node node, const xml::Node& root, bool inside) {
    if (inside && node.first_child()) {
        return node.first_child();
    }
    while (!(node == root) && !node.next_sibling()) {
        node = node.parent();
    }
    return node == root ? xml::Node() : node.next_sibling();
}

/// Follows from the source or from what was done to the unit.
bool is_ours(std::string_view element, std::string_view attribute) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> ours = {
        {{"xliff", "version"},
         {"file", "original"},
         {"file", "datatype"},
         {"file", "source-language"},
         {"file", "target-language"},
         {"group", "id"},
         {"trans-unit", "id"},
         {"trans-unit", "resname"},
         {"trans-unit", "translate"},
         {"trans-unit", "approved"},
         {"source", "xml:lang"},
         {"target", "state"}}};
    return std::find(ours.begin(), ours.end(), std::pair(element, attribute)) != ours.end();
}

using Held = std::map<std::string, std::size_t>;

/// Everything a person or tool may have put there, by how it is said.
Held held_by(const xml::Node& root) {
    Held held;
    bool inside = true;
    for (xml::Node node = root; node; node = next_in_order(node, root, inside)) {
        inside = true;
        if (node.is_text()) {
            const std::string text(trimmed(node.value()));
            held["the text `" + text + "`"] += text.empty() ? 0U : 1U;
            continue;
        }
        const std::string name(node.name());
        const bool source = name == "source" && node.parent().name() == "trans-unit";
        if (source || is_our_note(node)) {
            inside = false;
            continue;
        }
        held["`" + name + "`"] += is_frame(name) ? 0U : 1U;
        for (const auto& [key, value] : node.attributes()) {
            if (!is_ours(name, key)) {
                ++held["`" + std::string(key) + "=\"" + std::string(value) + "\"` of `" + name +
                       "`"];
            }
        }
    }
    return held;
}

/// For a message: at most 80 characters.
std::string shortened(const std::string& text) {
    constexpr std::size_t most = 80;
    std::size_t at = 0;
    for (std::size_t characters = 0; at < text.size() && characters < most; ++characters) {
        next_utf8(text, at);
    }
    return at == text.size() ? text : text.substr(0, at) + "…`";
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos;
         at = text.find(what, at + what.size())) {
        ++found;
    }
    return found;
}

} // namespace

Declarations declarations(const Translation& old) {
    Declarations found;
    const xml::Node root = old.document->root();
    bool inside = true;
    for (xml::Node node = root; node; node = next_in_order(node, root, inside)) {
        inside = is_frame(node.name());
        for (const auto& [name, uri] :
             inside ? node.declarations()
                    : std::vector<std::pair<std::string_view, std::string_view>>()) {
            if (name != "xmlns") {
                found.emplace(name, uri);
            }
        }
    }
    return found;
}

bool is_our_note(const xml::Node& element) {
    return element.name() == "note" && element.attribute("from").value_or("") == "carefold";
}

std::vector<std::string> what_is_lost(const Translation& old, const std::string& text) {
    std::vector<std::string> lost;
    diag::Sink sink;
    const auto made = xml::parse(text, old.file, xliff_namespace, "xliff", sink);
    if (!made || sink.has_errors()) {
        return {"names whose prefix means two things"};
    }
    Held now = held_by(made->root());
    for (const auto& [what, times] : held_by(old.document->root())) {
        if (now[what] < times) {
            lost.push_back(shortened(what));
        }
    }
    for (const auto& [sign, what] : {std::pair("<!--", "comments outside units"),
                                     std::pair("<?", "processing instructions")}) {
        if (count(text, sign) < count(old.document->text(), sign)) {
            lost.emplace_back(what);
        }
    }
    if (lost.size() > most_lost) {
        const std::size_t more = lost.size() - most_lost;
        lost.resize(most_lost);
        lost.push_back("and " + std::to_string(more) + " more");
    }
    return lost;
}

} // namespace carefold::xliff
