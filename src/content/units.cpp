// A guide as a list of texts to translate.
#include "content/units.hpp"

#include "content/loader.hpp"

#include <algorithm>

namespace carefold::content {

namespace {

using xliff::Piece;

constexpr Kinds untranslated_kinds = set_of(Kind::source) | set_of(Kind::version);

void gather_inline(const Node& node, std::vector<const Node*>& out) {
    for (const Node& child : node.children) {
        if (child.kind == Kind::text) {
            continue;
        }
        out.push_back(&child);
        if (wraps_words(child)) {
            gather_inline(child, out);
        }
    }
}

/// What a translator may take an empty element for: "{clinic.name}".
std::string stand_in(const Node& element) {
    switch (element.kind) {
    case Kind::field:
        return "{" + std::string(element.attribute("name")) + "}";
    case Kind::cite:
        return "[" + std::string(element.attribute("source")) + "]";
    case Kind::xref:
        return "{" + std::string(element.attribute("to")) + "}";
    case Kind::link:
        return std::string(element.attribute("href"));
    case Kind::footnote:
        return "{" + element.id + "}";
    default:
        return {};
    }
}

void append_pieces(const Node& node, int& number, xliff::Text& out) {
    for (const Node& child : node.children) {
        if (child.kind == Kind::text) {
            out.push_back({Piece::Kind::text, child.text});
            continue;
        }
        Piece tag;
        tag.id = std::to_string(++number);
        tag.ctype = "x-" + std::string(to_string(child.kind));
        if (!wraps_words(child)) {
            tag.kind = Piece::Kind::empty;
            tag.equiv = stand_in(child);
            out.push_back(std::move(tag));
            continue;
        }
        tag.kind = Piece::Kind::open;
        const std::string id = tag.id;
        out.push_back(std::move(tag));
        append_pieces(child, number, out);
        out.push_back({Piece::Kind::close, {}, id});
    }
}

std::string readers(const Node& node) {
    return node.audiences[0] == node.audiences[1] ? "everyone"
           : node.audiences[0]                    ? "clients"
                                                  : "practitioners";
}

std::string role_of(const Node& element) {
    switch (element.kind) {
    case Kind::em:
        return "emphasis";
    case Kind::strong:
        return "strong emphasis";
    case Kind::foreign:
        return "words in " + element.language.text();
    case Kind::field:
        return "the value of " + std::string(element.attribute("name"));
    case Kind::cite:
        return "number of a source; it stays behind what it proves";
    case Kind::xref:
        return wraps_words(element) ? "reference; \"(page 7)\" is added after it"
                                    : "becomes \"page 7\"";
    case Kind::footnote:
        return "place of the footnote " + element.id;
    case Kind::link:
        return "link to " + std::string(element.attribute("href"));
    default:
        return std::string(to_string(element.kind));
    }
}

/// "p in considerations, consideration; for clients. 1: emphasis"
std::string note_of(const Node& unit, const std::string& place) {
    std::string note =
        std::string(to_string(unit.kind)) + " in " + place + "; for " + readers(unit);
    int number = 0;
    for (const Node* element : inline_elements(unit)) {
        note += (number == 0 ? ". " : "; ") + std::to_string(number + 1) + ": " + role_of(*element);
        ++number;
    }
    return note;
}

struct Walk {
    std::vector<xliff::Unit> units;
    std::string group;

    void add(const Node& node, const std::string& place) {
        units.push_back({node.id, group, text_of(node), note_of(node, place), node.span});
        for (const Node* element : inline_elements(node)) {
            if (is_unit(*element)) {
                add(*element, place + ", " + std::string(to_string(node.kind)));
            }
        }
    }

    void walk(const Node& node, const std::string& place) {
        for (const Node& child : node.children) {
            if (node.kind == Kind::guide) {
                group = child.id.empty() ? std::string(to_string(child.kind)) : child.id;
            }
            if (is_unit(child)) {
                add(child, place);
            } else if (child.kind != Kind::text) {
                const std::string_view detail =
                    !child.attribute("role").empty()   ? child.attribute("role")
                    : !child.attribute("kind").empty() ? child.attribute("kind")
                                                       : child.attribute("level");
                walk(child, place + (place.empty() ? "" : ", ") +
                                std::string(to_string(child.kind)) +
                                (detail.empty() ? "" : " (" + std::string(detail) + ")"));
            }
        }
    }
};

} // namespace

bool is_unit(const Node& node) {
    return !node.id.empty() && node.is_inline_container() &&
           !contains(untranslated_kinds, node.kind);
}

std::vector<const Node*> inline_elements(const Node& unit) {
    std::vector<const Node*> elements;
    gather_inline(unit, elements);
    return elements;
}

bool wraps_words(const Node& element) {
    return contains(span_kinds, element.kind) &&
           std::any_of(element.children.begin(), element.children.end(), [](const Node& child) {
               return child.kind != Kind::text || !is_blank(child.text);
           });
}

xliff::Text text_of(const Node& unit) {
    xliff::Text text;
    int number = 0;
    append_pieces(unit, number, text);
    return text;
}

std::vector<xliff::Unit> units(const Guide& guide) {
    Walk walk;
    walk.walk(guide.root, "");
    return std::move(walk.units);
}

} // namespace carefold::content
