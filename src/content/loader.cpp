// Element by element: attributes, then children against the vocabulary, then what only the whole
// element can tell. Depth is bounded by xml::Limits, so recursion is safe.
#include "content/loader.hpp"

#include "content/formats.hpp"

#include <algorithm>

namespace carefold::content {

namespace {

std::string element_name(Kind kind) {
    return "`" + std::string(to_string(kind)) + "`";
}

std::string start_tag(Kind kind, const std::string& id) {
    return "<" + std::string(to_string(kind)) + (id.empty() ? "" : " id=\"" + id + "\"") + ">";
}

/// The place of the first character of `text` that is not white space.
diag::Span first_solid(const xml::Node& text) {
    diag::Span span = text.span();
    for (const char c : text.value()) {
        if (!is_blank({&c, 1})) {
            break;
        }
        span.line += c == '\n' ? 1U : 0U;
        span.column = c == '\n' ? 1U : span.column + 1;
    }
    return span;
}

/// The allowed kind that a name of HTML or DocBook, or a slip of the pen, stands for.
std::optional<Kind> kind_meant(std::string_view name, Kinds allowed) {
    constexpr std::array<std::pair<std::string_view, Kind>, 21> others = {
        {{"a", Kind::link},        {"b", Kind::strong},     {"blockquote", Kind::callout},
         {"dd", Kind::meaning},    {"div", Kind::section},  {"dl", Kind::definitions},
         {"dt", Kind::term},       {"h1", Kind::title},     {"h2", Kind::title},
         {"heading", Kind::title}, {"i", Kind::em},         {"img", Kind::figure},
         {"li", Kind::item},       {"note", Kind::callout}, {"ol", Kind::steps},
         {"para", Kind::p},        {"paragraph", Kind::p},  {"span", Kind::foreign},
         {"td", Kind::cell},       {"tr", Kind::row},       {"ul", Kind::list}}};
    for (const auto& [other, kind] : others) {
        if (name == other && contains(allowed, kind)) {
            return kind;
        }
    }
    return kind_named(diag::nearest(name, names_of(allowed)));
}

bool has_content(const Node& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const Node& child) {
        return child.kind != Kind::text || !is_blank(child.text);
    });
}

} // namespace

struct Loader::Place {
    const xml::Node& element;
    const ElementRule& rule;
    Node& node;
    bool complete = true;                  // nothing was left out
    std::size_t slot = 0;                  // the furthest one reached
    std::array<std::uint32_t, 8> counts{}; // by slot
};

Node Loader::build_root(const xml::Node& root) {
    Node node;
    build(root, Kind::guide, nullptr, node);
    return node;
}

void Loader::build(const xml::Node& element, Kind kind, const Node* parent, Node& node) {
    node.kind = kind;
    node.span = element.span();
    node.order = element.order();
    if (parent) {
        node.language = parent->language;
        node.audiences = parent->audiences;
    }
    attributes_.read(element, parent && parent->kind == Kind::guide, node);
    const bool outer_footnote = in_footnote_;
    in_footnote_ = in_footnote_ || kind == Kind::footnote;

    Place place{element, rule_of(kind), node};
    add_children(place);
    in_footnote_ = outer_footnote;
    check_content(element, node, place.complete);
    report_missing(place);
}

void Loader::add_children(Place& place) {
    std::size_t count = 0;
    for (xml::Node child = place.element.first_child(); child; child = child.next_sibling()) {
        count += child.is_element() || place.rule.model != Model::elements ? 1U : 0U;
    }
    place.node.children.reserve(count); // a Node is costly to move
    for (xml::Node child = place.element.first_child(); child; child = child.next_sibling()) {
        if (child.is_text()) {
            add_text(place, child);
        } else {
            add_element(place, child);
        }
    }
}

void Loader::add_text(Place& place, const xml::Node& text) {
    const Model model = place.rule.model;
    if (model == Model::elements || model == Model::nothing) {
        if (!is_blank(text.value())) {
            const bool takes_p = contains(allowed_in(place.node.kind), Kind::p);
            sink_.error("content.unexpected-text", first_solid(text),
                        "no text may stand directly in " + element_name(place.node.kind),
                        takes_p ? "put it in a `p`" : "put it in an element, or delete it");
        }
        return;
    }
    if (!place.node.children.empty() && place.node.children.back().kind == Kind::text) {
        place.node.children.back().text += text.value(); // a comment or CDATA had split it
        return;
    }
    Node& run = place.node.children.emplace_back();
    run.text = text.value();
    run.span = text.span();
    run.language = place.node.language;
    run.audiences = place.node.audiences;
    run.order = text.order();
}

void Loader::add_element(Place& place, const xml::Node& child) {
    const auto kind = kind_named(child.name());
    if (!kind) {
        report_unknown(place, child);
        place.complete = false;
        return;
    }
    const bool stays = may_stand(place, child, *kind);
    build(child, *kind, &place.node, place.node.children.emplace_back());
    if (!stays) {
        place.node.children.pop_back();
        place.complete = false;
    }
}

void Loader::report_unknown(Place& place, const xml::Node& child) {
    const std::string_view name = child.name();
    std::string message = "there is no element " + quote(name);
    std::string hint;
    const Kinds allowed = allowed_in(place.node.kind);
    if (name.find_first_of("{:") != std::string_view::npos) {
        message = "element " + quote(name) + " is not of the guide's namespace";
        hint = "a guide holds elements of " + std::string(guide_namespace) + " only";
    } else if (const auto meant = kind_meant(name, allowed)) {
        hint = "did you mean " + element_name(*meant) + "?";
        count_slip(place, *meant);
    } else {
        hint = diag::did_you_mean(name, names_of(~set_of(Kind::text)));
        if (hint.empty() && allowed != 0) {
            hint = element_name(place.node.kind) + " may hold " + joined(names_of(allowed));
        }
    }
    sink_.error("content.unknown-element", child.span(), std::move(message), std::move(hint));
}

/// A misspelt element is there all the same: it is not reported again as missing.
void Loader::count_slip(Place& place, Kind meant) {
    for (std::size_t i = 0; i < place.counts.size(); ++i) {
        place.counts[i] += contains(place.rule.slots[i].kinds, meant) ? 1U : 0U;
    }
}

void Loader::report_misplaced(const Place& place, const xml::Node& child, std::string hint) {
    sink_.error("content.misplaced-element", child.span(),
                quote(child.name()) + " may not stand here in " + element_name(place.node.kind),
                std::move(hint));
}

bool Loader::may_stand(Place& place, const xml::Node& child, Kind kind) {
    if (!contains(allowed_in(place.node.kind), kind)) {
        const Kinds parents = parents_of(kind);
        report_misplaced(place, child,
                         parents == 0 ? "delete it"
                         : contains(inline_kinds, kind)
                             ? "it belongs inside running text, in a `p` for instance"
                             : "it belongs in " + joined(names_of(parents)));
        return false;
    }
    if (kind == Kind::footnote && in_footnote_) {
        report_misplaced(place, child,
                         "a footnote cannot have footnotes; make it part of the text");
        return false;
    }
    return place.rule.model != Model::elements || fits_slots(place, child, kind);
}

bool Loader::fits_slots(Place& place, const xml::Node& child, Kind kind) {
    const auto& slots = place.rule.slots;
    const auto found = std::find_if(slots.begin(), slots.end(),
                                    [&](const Slot& slot) { return contains(slot.kinds, kind); });
    const auto index = static_cast<std::size_t>(found - slots.begin());
    ++place.counts[index];
    if (index < place.slot) {
        const bool first = place.node.children.empty();
        report_misplaced(place, child,
                         first ? "move it further up"
                               : "it must come before " +
                                     element_name(place.node.children.back().kind));
        return false;
    }
    place.slot = index;
    if (found->most != 0 && place.counts[index] > found->most) {
        report_misplaced(place, child,
                         "there may be only one " + element_name(kind) + "; keep one of them");
        return false;
    }
    return true;
}

void Loader::report_missing(const Place& place) {
    const auto& slots = place.rule.slots;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (place.counts[i] >= slots[i].least) {
            continue;
        }
        const auto names = names_of(slots[i].kinds);
        const Kind wanted = *kind_named(names.front());
        const bool has_id = rule_of(wanted).id == Id::required;
        const std::string tag =
            start_tag(wanted, has_id ? ids_.suggest_child(place.element, names.front()) : "");
        if (wanted == Kind::alt) {
            sink_.error("content.missing-alt", place.element.span(),
                        element_name(place.node.kind) + " has no alternative text",
                        "say what the picture shows in " + tag + ", first thing inside");
        } else {
            sink_.error("content.missing-element", place.element.span(),
                        element_name(place.node.kind) + " has no " + joined(names),
                        "add " + tag + (i == 0 ? " as its first element" : ""));
        }
    }
}

void Loader::check_content(const xml::Node& element, Node& node, bool complete) {
    const Model model = rule_of(node.kind).model;
    if (model == Model::inlines || model == Model::text) {
        const bool blank = !has_content(node);
        if (blank && complete && node.kind == Kind::alt) {
            sink_.error("content.missing-alt", node.span, "the alternative text is empty",
                        "say in a sentence what the picture shows");
        } else if (blank && complete && !contains(may_be_blank, node.kind)) {
            sink_.error("content.empty", node.span, element_name(node.kind) + " is empty",
                        "give it words, or delete it");
        }
        if (!contains(span_kinds, node.kind)) {
            collapse(node);
        }
    }
    attributes_.require_id(element, node);
    if (node.kind == Kind::table) {
        check_table(node);
    } else if (node.kind == Kind::metadata) {
        check_titles(node);
    }
}

void Loader::check_table(const Node& table) {
    const Node* head = table.child(Kind::head);
    if (!head) {
        return;
    }
    for (const Node& row : table.children) {
        if (row.kind == Kind::row && row.children.size() != head->children.size()) {
            sink_.error("content.bad-value", row.span,
                        "cells in this row: " + std::to_string(row.children.size()) +
                            ", in the head of its table: " + std::to_string(head->children.size()),
                        "every row has as many cells as the head; one may be empty: <cell/>");
        }
    }
}

void Loader::check_titles(const Node& metadata) {
    for (const Audience audience : {Audience::client, Audience::practitioner}) {
        const auto reader = static_cast<std::size_t>(audience);
        const bool has_title =
            std::any_of(metadata.children.begin(), metadata.children.end(), [&](const Node& child) {
                return child.kind == Kind::title && child.audiences[reader];
            });
        if (!has_title && metadata.child(Kind::title)) {
            sink_.error("content.missing-element", metadata.span,
                        "there is no `title` for the " + std::string(to_string(audience)),
                        "add one, or take `audience` off a title");
        }
    }
}

} // namespace carefold::content
