// What stands behind Document and Node. Inside the room only.
#pragma once

#include "xml/source.hpp"
#include "xml/xml.hpp"

#include <pugixml.hpp>

#include <unordered_map>

namespace carefold::xml {

struct Tree {
    Tree(Source read, std::string fit) : source(std::move(read)), buffer(std::move(fit)) {}

    Source source;
    std::string buffer; // parsed in place: names and values point into it, which is how nodes
                        // know their offset in the source
    pugi::xml_document xml;
    std::vector<std::uint32_t> offsets; // of elements (name) and text, in document order
    struct Placed {
        pugi::xml_node node;
        std::uint32_t order; // in `offsets`
    };
    std::unordered_map<std::string_view, std::vector<Placed>> by_name; // elements
    std::unordered_map<const void*, std::uint32_t> renamed; // offsets of names outside the buffer

    bool in_buffer(const char* p) const {
        const std::less_equal<const char*> not_after;
        return not_after(buffer.data(), p) && not_after(p, buffer.data() + buffer.size());
    }
    std::uint32_t offset(pugi::xml_node node) const {
        const bool element = node.type() == pugi::node_element;
        const char* start = element ? node.name() : node.value();
        if (!in_buffer(start)) {
            const auto found = renamed.find(node.internal_object());
            return found == renamed.end() ? 0 : found->second;
        }
        return static_cast<std::uint32_t>(start - buffer.data());
    }
};

inline pugi::xml_node as_pugi(void* impl) {
    return pugi::xml_node(static_cast<pugi::xml_node_struct*>(impl));
}

} // namespace carefold::xml
