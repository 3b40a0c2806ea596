// Lists of every kind: points, steps, boxes to tick, definitions, sources.
#include "flow/context.hpp"

#include <string>

namespace carefold::flow {

using content::Kind;
using content::Node;
using design::Property;

namespace {

std::string_view usual_marker(Kind kind) {
    switch (kind) {
    case Kind::step:
    case Kind::source:
        return "decimal";
    case Kind::check:
        return "box";
    case Kind::definition:
        return "none";
    default:
        return "disc";
    }
}

/// The item's marker, or its list's, or the usual one.
struct MarkerChoice {
    std::string_view word;
    Cascade::Id look; // whose marker-style and marker-width count
    int number = 0;   // of the item in its list
};

MarkerChoice choose_marker(const Context& context, const Node& item, Cascade::Id item_look,
                           Cascade::Id list_look) {
    for (const Cascade::Id look : {item_look, list_look}) {
        const std::string& word = context.cascade[look].word(Property::marker);
        if (!word.empty()) {
            return {word, look, 0};
        }
    }
    return {usual_marker(item.kind), item_look, 0};
}

std::string marker_text(const Context& context, std::string_view marker, int number) {
    if (marker == "decimal" || marker == "number") {
        return context.digits(number) + ".";
    }
    if (marker == "disc" || marker == "bullet") {
        return "\u2022";
    }
    return marker == "dash" ? "\u2013" : std::string(marker);
}

void add_marker(Context& context, const Node& node, const MarkerChoice& choice,
                Cascade::Id item_look, Block& item) {
    if (choice.word == "none") {
        return;
    }
    const std::string style = context.cascade[choice.look].word(Property::marker_style);
    item.marker_width = context.cascade[choice.look].marker_width;
    const Run run{context.cascade.named(item_look, style), -1, node.language};
    Paragraph marker = start_paragraph(context, run);
    marker.align = Paragraph::Align::start;
    marker.hyphenate = false;
    marker.first_indent = Length{};
    marker.leading = context.cascade[item_look].leading;
    if (choice.word == "box") {
        Inline box;
        box.kind = Inline::Kind::box;
        box.style = context.cascade.style(run.look, run.language);
        marker.inlines.push_back(std::move(box));
    } else {
        append_text(context, marker, marker_text(context, choice.word, choice.number), run);
    }
    item.marker = std::move(marker);
}

/// Space, keeps and boxes belong to the item; its body is the text alone.
Block body_of(Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    Block body;
    body.role = Role::p;
    body.span = node.span;
    body.node = node.order;
    body.text = paragraph_of(context, node, look);
    body.body_text = node.kind != Kind::source && scope.on_grid &&
                     !context.cascade[look].block.off_grid &&
                     body.text.leading == context.request.layout->grid;
    return body;
}

void append_address(Context& context, const Node& source, Cascade::Id look, Paragraph& text) {
    const std::string_view uri = source.attribute("href");
    if (uri.empty()) {
        return;
    }
    const Run run{look, -1, source.language};
    append_text(context, text, " ", run);
    InlineElement link;
    link.role = Role::link;
    link.uri = std::string(uri);
    link.contents = link.uri;
    text.elements.push_back(std::move(link));
    const Run within{context.cascade.named(look, "source-link"),
                     static_cast<int>(text.elements.size()) - 1, source.language};
    append_text(context, text, short_address(uri), within);
}

Block item_of(Context& context, const Node& node, const Scope& scope, int number) {
    const Cascade::Id look = context.cascade.element(scope.look, node.order);
    Block item = start_block(context, node, look, scope);
    item.kind = Block::Kind::item;
    item.role = Role::item;
    MarkerChoice choice = choose_marker(context, node, look, scope.look);
    choice.number = number;
    add_marker(context, node, choice, look, item);
    item.children.push_back(body_of(context, node, look, scope));
    if (node.kind == Kind::source) {
        append_address(context, node, look, item.children.back().text);
    }
    return item;
}

/// The term is the label. Without a marker width of its own it stands above its meaning.
Block definition_of(Context& context, const Node& node, const Scope& scope) {
    const Cascade::Id look = context.cascade.element(scope.look, node.order);
    Block item = start_block(context, node, look, scope);
    item.kind = Block::Kind::item;
    item.role = Role::item;
    if (!context.cascade[look].word(Property::marker).empty()) {
        item.marker_width = context.cascade[look].marker_width;
    }
    const Scope within = inside(context, node, look, scope);
    for (const Node& child : node.children) {
        if (!context.profile.shows(child)) {
            continue;
        }
        if (child.kind == Kind::term) {
            const Cascade::Id term = context.cascade.element(look, child.order);
            item.marker = paragraph_of(context, child, term);
        } else {
            add_element(context, child, within, item.children);
        }
    }
    return item;
}

/// A heading stands before its list, not in it (ISO 32000-1, 14.8.4.3.3): a group holds both and
/// has the box.
Block headed(Block list, std::vector<Block> heading) {
    Block group;
    group.kind = Block::Kind::group;
    group.role = Role::div;
    group.id = std::move(list.id);
    group.span = list.span;
    group.node = list.node;
    group.language = std::move(list.language);
    group.style = std::move(list.style);
    group.children = std::move(heading);
    list.id.clear();
    list.language = LanguageTag();
    list.style = BlockStyle{};
    group.children.push_back(std::move(list));
    return group;
}

} // namespace

Block list_of(Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    Block list = start_block(context, node, look, scope);
    list.kind = Block::Kind::group;
    list.role = Role::list;
    list.ordered = node.kind == Kind::steps || node.kind == Kind::sources;
    const Scope within = inside(context, node, look, scope);
    int number = 0;
    if (node.kind == Kind::sources) {
        for (const Node* source : context.profile.cited()) {
            list.children.push_back(item_of(context, *source, within, ++number));
        }
        return list;
    }
    std::vector<Block> heading;
    for (const Node& child : node.children) {
        if (!context.profile.shows(child)) {
            continue;
        }
        if (child.kind == Kind::title) {
            add_element(context, child, within, heading);
        } else if (child.kind == Kind::definition) {
            list.children.push_back(definition_of(context, child, within));
        } else {
            list.children.push_back(item_of(context, child, within, ++number));
        }
    }
    return heading.empty() ? list : headed(std::move(list), std::move(heading));
}

} // namespace carefold::flow
