#include "flow/context.hpp"

#include <algorithm>

namespace carefold::flow {

using content::Kind;
using content::Node;
using design::Insert;
using design::Property;

namespace {

bool is_heading(Kind kind) {
    return kind == Kind::title || kind == Kind::name;
}

/// Running text, whose lines agree with the body's when their leading does.
bool is_body(Kind kind) {
    switch (kind) {
    case Kind::p:
    case Kind::item:
    case Kind::step:
    case Kind::check:
    case Kind::essence:
    case Kind::feel:
    case Kind::suits:
    case Kind::care:
    case Kind::meaning:
    case Kind::line:
        return true;
    default:
        return false;
    }
}

Role container_role(Kind kind) {
    switch (kind) {
    case Kind::section:
    case Kind::technique:
    case Kind::benefit:
    case Kind::consideration:
        return Role::sect;
    default:
        return Role::div;
    }
}

/// A block's summary is shown instead of the block, where the layout selects it.
bool stands_in(const Node& block, const Node& child) {
    return child.kind == Kind::summary && block.kind != Kind::metadata;
}

/// A place for the section when only its title is in the booklet, not the section as a whole.
void take_place_of_section(const Context& context, const Node& node, const Scope& scope,
                           Block& block) {
    const Node* parent = context.profile.parent(node);
    if (node.kind == Kind::title && scope.picked && parent != nullptr &&
        parent->kind == Kind::section) {
        block.id = parent->id;
    }
}

Block paragraph_block(Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    Block block = start_block(context, node, look, scope);
    block.text = paragraph_of(context, node, look);
    block.body_text = is_body(node.kind) && scope.on_grid && !block.style.off_grid &&
                      block.text.leading == context.request.layout->grid;
    if (node.kind == Kind::p && !scope.after_p) {
        block.text.first_indent = Length{};
    }
    if (!is_heading(node.kind)) {
        block.role = node.kind == Kind::caption ? Role::caption : Role::p;
        return block;
    }
    const Node* parent = context.profile.parent(node);
    int level = scope.level;
    if (parent != nullptr && parent->kind == Kind::metadata) {
        if (context.title_set) { // shown once more: words, but no second title
            block.role = Role::p;
            return block;
        }
        context.title_set = true;
        level = 1;
    }
    take_place_of_section(context, node, scope, block);
    make_heading(context, block, level, content::plain_text(node), look);
    return block;
}

/// The picture before a callout's words.
void add_icon(Context& context, const Node& node, Cascade::Id look, Block& block) {
    const std::string& icon = context.cascade[look].word(Property::icon);
    if (!icon.empty() && icon != "none") {
        block.style.icon = context.picture("layout:" + icon, node.span);
    }
}

/// The layout may say itself where the kind of a callout is named.
bool layout_names_kind(const Context& context, const Node& callout) {
    const auto names = [&](const Node& node) {
        for (const Insert* insert : context.cascade.inserts(node.order)) {
            if (insert->attribute == "kind") {
                return true;
            }
        }
        return false;
    };
    for (const Node& child : callout.children) {
        if (context.profile.shows(child) && names(child)) {
            return true;
        }
    }
    return names(callout);
}

void add_callout_label(Context& context, const Node& node, Cascade::Id look, Block& block) {
    if (context.profile.child(node, Kind::title) != nullptr || layout_names_kind(context, node)) {
        return;
    }
    const std::string id = "callout." + std::string(node.attribute("kind"));
    const Cascade::Id label = context.cascade.named(look, "callout-label");
    Block made = generated(context, id, context.word(id, node.span), label);
    const LanguageTag& language = context.word_language(id);
    made.language = language == node.language ? LanguageTag() : language;
    made.span = node.span;
    made.node = node.order;
    made.style.keep_with_next = true;
    block.children.push_back(std::move(made));
}

void add_container(Context& context, const Node& node, Cascade::Id look, const Scope& scope,
                   std::vector<Block>& out) {
    Block block = start_block(context, node, look, scope);
    block.kind = Block::Kind::group;
    block.role = container_role(node.kind);
    add_icon(context, node, look, block);
    if (node.kind == Kind::callout) {
        add_callout_label(context, node, look, block);
    }
    const Scope within = inside(context, node, look, scope);
    add_children(context, node, within, block.children);
    add_inserts(context, node, Insert::Place::end, within, block.children);
    if (!block.children.empty()) {
        out.push_back(std::move(block));
    }
}

void add_known(Context& context, const Node& node, Cascade::Id look, const Scope& scope,
               std::vector<Block>& out) {
    switch (node.kind) {
    case Kind::text:
    case Kind::alt:
    case Kind::review:
        return;
    case Kind::guide:
    case Kind::metadata:
    case Kind::keywords: {
        Scope within = inside(context, node, look, scope);
        --within.level; // not a level of its own
        return add_children(context, node, within, out);
    }
    case Kind::section:
    case Kind::technique:
    case Kind::benefit:
    case Kind::consideration:
    case Kind::callout:
    case Kind::contact:
        return add_container(context, node, look, scope, out);
    case Kind::list:
    case Kind::steps:
    case Kind::checklist:
    case Kind::definitions:
    case Kind::sources: {
        Block block = list_of(context, node, look, scope);
        if (!block.children.empty()) {
            out.push_back(std::move(block));
        }
        return;
    }
    case Kind::table:
        out.push_back(table_of(context, node, look, scope));
        return;
    case Kind::figure:
    case Kind::cover:
    case Kind::qr:
        return add_figure(context, node, look, scope, out);
    case Kind::writing:
        return add_writing(context, node, look, scope, out);
    default:
        out.push_back(paragraph_block(context, node, look, scope));
        return;
    }
}

} // namespace

void add_element(Context& context, const Node& node, const Scope& scope, std::vector<Block>& out) {
    if (!context.profile.shows(node)) {
        return;
    }
    const Cascade::Id look = context.cascade.element(scope.look, node.order);
    if (context.cascade[look].hidden) {
        return;
    }
    const std::size_t size = out.size();
    add_inserts(context, node, Insert::Place::before, scope, out);
    Scope own = scope;
    own.after_p = scope.after_p && out.size() == size;
    add_known(context, node, look, own, out);
    add_inserts(context, node, Insert::Place::after, scope, out);
}

bool ends_as_p(const Context& context, const Node& node) {
    if (node.kind != Kind::p) {
        return false;
    }
    const auto inserts = context.cascade.inserts(node.order);
    return std::none_of(inserts.begin(), inserts.end(),
                        [](const Insert* insert) { return insert->place == Insert::Place::after; });
}

void add_children(Context& context, const Node& node, const Scope& scope, std::vector<Block>& out) {
    Scope child_scope = scope;
    child_scope.picked = false;
    for (const Node& child : node.children) {
        if (stands_in(node, child)) {
            continue;
        }
        const std::size_t size = out.size();
        child_scope.level = is_heading(child.kind) ? scope.level : scope.level + 1;
        add_element(context, child, child_scope, out);
        if (out.size() > size) {
            child_scope.after_p = ends_as_p(context, child);
        }
    }
}

Block start_block(Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    Block block;
    block.id = node.id;
    block.span = node.span;
    block.node = node.order;
    if (node.language != scope.language) {
        block.language = node.language;
    }
    block.style = context.cascade[look].block;
    return block;
}

Scope inside(const Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    const BlockStyle& style = context.cascade[look].block;
    Scope within = scope;
    within.look = look;
    within.language = node.language;
    const bool boxed = style.fill || style.frame_color || style.bar_color || style.icon;
    within.on_grid = scope.on_grid && !style.off_grid && !boxed;
    within.after_p = false;
    within.picked = false;
    return within;
}

Block generated(Context& context, Paragraph text, Cascade::Id look) {
    Block block;
    block.role = Role::p;
    block.span = context.request.guide->root.span;
    block.style = context.cascade[look].block;
    block.text = std::move(text);
    return block;
}

Block generated(Context& context, std::string_view id, std::string_view words, Cascade::Id look) {
    const LanguageTag& language = context.word_language(id);
    Block block = generated(context, paragraph_of(context, words, {look, -1, language}), look);
    if (language != context.request.guide->root.language) {
        block.language = language;
    }
    return block;
}

void make_heading(Context& context, Block& block, int level, std::string title, Cascade::Id look) {
    block.heading_level = std::min(level, 6);
    block.role = static_cast<Role>(static_cast<int>(Role::h1) + block.heading_level - 1);
    if (level == context.top_level) {
        block.running_title = true;
        block.running_text = title;
    }
    if (context.cascade[look].computed[Property::outline].flag()) {
        block.outline_title = std::move(title);
    }
}

} // namespace carefold::flow
