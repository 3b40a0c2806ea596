#include "pdf/navigation.hpp"

#include "pdf/tree.hpp"

#include <charconv>

namespace carefold::pdf {

namespace {

/// "[page/XYZ left top null]": zoom as it is. Empty when there is no such place in the file.
std::string destination(const pages::Document& document, const std::vector<Seat>& seats,
                        const std::string& name) {
    const auto place = document.places.find(name);
    if (place == document.places.end() || place->second.page >= seats.size() ||
        seats[place->second.page].page == 0) {
        return {};
    }
    const Seat& seat = seats[place->second.page];
    const Spot at = seat.spot(place->second.at);
    std::string out = "[" + to_ref(seat.page) + "/XYZ ";
    append_milli(out, at.x);
    out += ' ';
    append_milli(out, at.y);
    return out + " null]";
}

/// URIs are ASCII (12.6.4.7); other bytes are percent-encoded (RFC 3987, 3.1).
std::string ascii_uri(const std::string& uri) {
    std::string out;
    for (const char byte : uri) {
        if (byte > ' ' && byte <= '~') {
            out += byte;
        } else {
            out += '%';
            append_hex(out, static_cast<unsigned char>(byte), 1);
        }
    }
    return out;
}

std::string target(const pages::Document& document, const std::vector<Seat>& seats,
                   const pages::Link& link) {
    if (link.destination.empty()) {
        std::string out = "/A<</S/URI/URI";
        append_literal(out, ascii_uri(link.uri));
        return out + ">>";
    }
    const std::string place = destination(document, seats, link.destination);
    return place.empty() ? place : "/Dest" + place;
}

// ISO 14289-1, 7.18.1: Contents tells what the link is.
std::string contents(const pages::Link& link, const pages::Tag& tag) {
    if (!link.contents.empty()) {
        return link.contents;
    }
    if (!tag.alt.empty()) {
        return tag.alt;
    }
    return link.uri.empty() ? link.destination : link.uri;
}

} // namespace

std::vector<Annotation> write_links(Objects& objects, const pages::Document& document,
                                    const TagTree& tags, const std::vector<Seat>& seats) {
    std::vector<Annotation> annotations;
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
        for (const pages::Link& link : document.pages[page].links) {
            const pages::TagId owner = tags.owner_of(link.tag);
            if (seats[page].page == 0 || owner == no_tag || tags.at(owner).role != Role::link) {
                continue;
            }
            const std::string where = target(document, seats, link);
            if (where.empty()) {
                continue;
            }
            // F 4: printed, never hidden (ISO 19005-2, 6.3.2).
            std::string out = "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[" +
                              seats[page].box(link.rect) + "]/StructParent " +
                              std::to_string(document.pages.size() + annotations.size()) +
                              "/Contents";
            append_text(out, contents(link, tags.at(owner)));
            annotations.push_back({objects.add(out + where), owner, page});
        }
    }
    return annotations;
}

namespace {

struct OutlineNode {
    Ref ref = 0;
    std::size_t parent = 0, previous = 0, next = 0, first = 0, last = 0; // 0: the root, or none
    std::int64_t descendants = 0;
};

/// A flat list of levels -> a tree; [0] is the root. A level may be skipped.
std::vector<OutlineNode> outline_tree(const std::vector<pages::OutlineEntry>& outline) {
    std::vector<OutlineNode> nodes(outline.size() + 1);
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        std::size_t parent = i - 1;
        while (parent != 0 && outline[parent - 1].level >= outline[i - 1].level) {
            parent = nodes[parent].parent;
        }
        nodes[i].parent = parent;
        nodes[i].previous = nodes[parent].last;
        (nodes[parent].last != 0 ? nodes[nodes[parent].last].next : nodes[parent].first) = i;
        nodes[parent].last = i;
    }
    for (std::size_t i = nodes.size() - 1; i > 0; --i) {
        nodes[nodes[i].parent].descendants += nodes[i].descendants + 1;
    }
    return nodes;
}

std::string outline_links(const std::vector<OutlineNode>& nodes, const OutlineNode& node) {
    const std::pair<const char*, std::size_t> links[] = {{"/Prev ", node.previous},
                                                         {"/Next ", node.next},
                                                         {"/First ", node.first},
                                                         {"/Last ", node.last}};
    std::string out;
    for (const auto& [key, to] : links) {
        if (to != 0) {
            out += key + to_ref(nodes[to].ref);
        }
    }
    return out;
}

} // namespace

Ref write_outline(Objects& objects, const pages::Document& document,
                  const std::vector<Seat>& seats) {
    if (document.outline.empty()) {
        return 0;
    }
    std::vector<OutlineNode> nodes = outline_tree(document.outline);
    std::int64_t top = 0;
    for (OutlineNode& node : nodes) {
        node.ref = objects.reserve();
        top += &node != nodes.data() && node.parent == 0 ? 1 : 0;
    }
    // Top entries are seen at first, what is below them is folded (a negative Count).
    objects.fill(nodes[0].ref,
                 "/Type/Outlines/Count " + std::to_string(top) + outline_links(nodes, nodes[0]));
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        const pages::OutlineEntry& entry = document.outline[i - 1];
        std::string out = "/Title";
        append_text(out, entry.title);
        out += "/Parent " + to_ref(nodes[nodes[i].parent].ref) + outline_links(nodes, nodes[i]);
        if (nodes[i].descendants > 0) {
            out += "/Count " + std::to_string(-nodes[i].descendants);
        }
        const std::string place = destination(document, seats, entry.destination);
        if (!place.empty()) {
            out += "/Dest" + place;
        }
        objects.fill(nodes[i].ref, std::move(out));
    }
    return nodes[0].ref;
}

namespace {

/// The label as a number; -1 when it is none, or not written plainly.
long decimal(const std::string& label) {
    long value = -1;
    const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), value);
    const bool whole = error == std::errc{} && end == label.data() + label.size();
    return whole && value > 0 && label.front() != '0' ? value : -1;
}

std::vector<std::string> labels(const pages::Document& document,
                                const pages::Imposition* imposition) {
    std::vector<std::string> all;
    if (imposition == nullptr) {
        for (const pages::Page& page : document.pages) {
            all.push_back(page.label);
        }
        return all;
    }
    int number = 0;
    for (const pages::Sheet& sheet : imposition->sheets) {
        number += sheet.back ? 0 : 1;
        all.push_back(std::to_string(number) + (sheet.back ? " back" : " front"));
    }
    return all;
}

} // namespace

Ref write_page_labels(Objects& objects, const pages::Document& document,
                      const pages::Imposition* imposition) {
    std::vector<TreeEntry> tree;
    long previous = -1;
    const std::vector<std::string> all = labels(document, imposition);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const long value = decimal(all[i]);
        if (value < 0 || value != previous + 1 || previous < 0) { // else the range goes on
            std::string label = "<<";
            if (value > 0) {
                label += "/S/D/St " + std::to_string(value);
            } else if (!all[i].empty()) {
                label += "/P";
                append_text(label, all[i]);
            }
            tree.emplace_back(std::to_string(i), label + ">>");
        }
        previous = value;
    }
    return write_tree(objects, TreeKind::numbers, tree);
}

} // namespace carefold::pdf
