// What the layout puts where: selections, contents, words, the review line, lines to write on.
#include "flow/context.hpp"

#include <algorithm>
#include <unordered_set>

namespace carefold::flow {

using content::Kind;
using content::Node;
using design::Property;
using design::Put;

namespace {

/// Elements for this audience, without those inside others of them.
std::vector<const Node*> selected(const Context& context, const Put& put) {
    std::vector<const Node*> nodes;
    std::unordered_set<const Node*> taken;
    for (const std::uint32_t order : content::select(*context.request.guide, *put.select)) {
        const Node* node = context.profile.node(order);
        if (node == nullptr || !context.profile.shows(*node)) {
            continue;
        }
        const Node* above = context.profile.parent(*node);
        while (above != nullptr && !taken.contains(above)) {
            above = context.profile.parent(*above);
        }
        if (above == nullptr) {
            taken.insert(node);
            nodes.push_back(node);
        }
    }
    return nodes;
}

/// The look of an element as it follows from all those above it.
Cascade::Id look_of(Context& context, const Node* node) {
    if (node == nullptr) {
        return Cascade::initial;
    }
    return context.cascade.element(look_of(context, context.profile.parent(*node)), node->order);
}

void put_selection(Context& context, const Put& put, std::vector<Block>& out) {
    const std::vector<const Node*> nodes = selected(context, put);
    if (nodes.empty() && context.profile.omits_any()) {
        return; // perhaps all was left out
    }
    if (nodes.empty()) {
        context.sink.warning("flow.nothing-selected", put.span,
                             "nothing in this edition of the guide is selected here",
                             "the frame `" + put.frame + "` stays without it");
        return;
    }
    Scope scope;
    scope.language = context.request.guide->root.language;
    scope.level = context.top_level;
    const Node* before = nullptr;
    for (const Node* node : nodes) {
        const Node* parent = context.profile.parent(*node);
        scope.look = look_of(context, parent);
        scope.picked = true;
        scope.after_p = before != nullptr && parent == context.profile.parent(*before) &&
                        ends_as_p(context, *before);
        const std::size_t size = out.size();
        add_element(context, *node, scope, out);
        before = out.size() > size ? node : before;
    }
}

Run guide_run(const Context& context, Cascade::Id look) {
    return {look, -1, context.request.guide->root.language};
}

Block word_block(Context& context, const std::string& word, std::string_view style,
                 const diag::Span& span) {
    const Cascade::Id look = context.cascade.named(context.guide_look, style);
    const std::string words = context.word(word, span);
    Block block = generated(context, word, words, look);
    block.text.first_indent = Length{};
    block.span = span;
    const Look& made = context.cascade[look];
    if (made.computed[Property::outline].flag() || made.block.keep_with_next) {
        make_heading(context, block, context.top_level, words, look);
    }
    return block;
}

/// TOCI: a link over the title, the dots and the number.
Block contents_entry(Context& context, const Node& section, const Node& title, Cascade::Id look) {
    const Run run = guide_run(context, look);
    Paragraph text = start_paragraph(context, run);
    text.has_page_numbers = true;
    InlineElement reference;
    reference.role = Role::reference;
    InlineElement link;
    link.role = Role::link;
    link.parent = 0;
    link.destination = section.id;
    link.contents = content::plain_text(title);
    const Run within{look, 1, run.language};
    text.elements = {std::move(reference), std::move(link)};
    append_text(context, text, text.elements[1].contents, within);

    Inline leader;
    leader.kind = Inline::Kind::leader;
    leader.style = context.cascade.style(look, run.language);
    leader.element = within.element;
    Inline number = leader;
    number.kind = Inline::Kind::page_number;
    number.text = "{n}";
    number.target = section.id;
    text.inlines.push_back(std::move(leader));
    text.inlines.push_back(std::move(number));

    context.references.emplace_back(section.id, section.span);
    Block entry = generated(context, std::move(text), look);
    entry.role = Role::toc_item;
    entry.span = section.span;
    entry.node = section.order;
    return entry;
}

Block contents_group(const diag::Span& span) {
    Block group;
    group.kind = Block::Kind::group;
    group.role = Role::toc;
    group.span = span;
    return group;
}

/// Deeper levels are contents within contents, after their section's entry.
void add_entries(Context& context, const Node& section, int level, int depth, Block& group) {
    const Node* title = context.profile.child(section, Kind::title);
    if (title == nullptr) {
        return;
    }
    const Cascade::Id look =
        context.cascade.named(context.guide_look, "toc-" + std::to_string(level));
    group.children.push_back(contents_entry(context, section, *title, look));
    if (level >= depth) {
        return;
    }
    Block deeper = contents_group(section.span);
    for (const Node& child : section.children) {
        if (child.kind == Kind::section && context.profile.shows(child)) {
            add_entries(context, child, level + 1, depth, deeper);
        }
    }
    if (!deeper.children.empty()) {
        group.children.push_back(std::move(deeper));
    }
}

void put_contents(Context& context, const Put& put, std::vector<Block>& out) {
    if (!put.word.empty()) {
        const std::string_view style =
            put.style.empty() ? "toc-title" : std::string_view(put.style);
        out.push_back(word_block(context, put.word, style, put.span));
    }
    std::vector<const Node*> sections;
    if (put.select) {
        sections = selected(context, put);
    } else {
        for (const Node& child : context.request.guide->root.children) {
            if (child.kind == Kind::section && context.profile.shows(child)) {
                sections.push_back(&child);
            }
        }
    }
    if (out.empty() || out.back().role != Role::toc) { // else it goes on with one begun before
        out.push_back(contents_group(put.span));
    }
    for (const Node* section : sections) {
        add_entries(context, *section, 1, put.depth, out.back());
    }
    if (out.back().children.empty()) {
        out.pop_back();
        context.sink.warning("flow.nothing-selected", put.span, "no section for the contents",
                             "`contents` selects sections with titles");
    }
}

void put_review(Context& context, const Put& put, std::vector<Block>& out) {
    const Metadata metadata = metadata_of(context);
    const std::string* status = context.find_word("status." + metadata.review_status);
    const std::string date =
        locale::long_date(metadata.review_date, metadata.language).value_or(metadata.review_date);
    std::string words = context.word("review", put.span);
    words = filled(std::move(words), "{version}", metadata.version);
    words = filled(std::move(words), "{date}", date);
    words = filled(std::move(words), "{status}", status ? *status : metadata.review_status);
    const Cascade::Id look = context.cascade.named(context.guide_look, put.style);
    Block block = generated(context, "review", words, look);
    block.text.first_indent = Length{};
    block.span = put.span;
    out.push_back(std::move(block));
    if (context.request.guide->awaits_review) { // readers must know who has not yet read it
        constexpr std::string_view pending = "translation.pending";
        Block note = generated(context, pending, context.word(pending, put.span), look);
        note.text.first_indent = Length{};
        note.span = put.span;
        out.push_back(std::move(note));
    }
}

/// Standing in the text the logo is read aloud; as fixed matter of a master it is not.
void put_logo(Context& context, const Put& put, std::vector<Block>& out) {
    if (image::PicturePtr picture = context.logo()) {
        const Cascade::Id look = context.cascade.named(context.guide_look, put.style);
        Block figure;
        figure.kind = Block::Kind::figure;
        figure.role = Role::figure;
        figure.span = context.request.logo->span;
        figure.style = context.cascade[look].block;
        figure.picture = std::move(picture);
        figure.alt = context.request.logo->alt;
        out.push_back(std::move(figure));
    }
}

void put_into(Context& context, const Put& put, std::vector<Block>& out) {
    switch (put.kind) {
    case Put::Kind::select:
        if (put.select) {
            put_selection(context, put, out);
        }
        break;
    case Put::Kind::contents:
        put_contents(context, put, out);
        break;
    case Put::Kind::word:
        out.push_back(word_block(context, put.word, put.style, put.span));
        break;
    case Put::Kind::review:
        put_review(context, put, out);
        break;
    case Put::Kind::logo:
        put_logo(context, put, out);
        break;
    case Put::Kind::writing: {
        Block lines = ruled_lines(context, 0, context.cascade.named(context.guide_look, put.style));
        lines.span = put.span;
        out.push_back(std::move(lines));
        break;
    }
    }
}

/// A fixed heading with nothing under it, as over sources when none is cited, is left out.
void drop_lone_heading(const Put& before, const Put& put, std::size_t size,
                       std::vector<Block>& blocks) {
    if (before.kind == Put::Kind::word && before.frame == put.frame &&
        put.kind == Put::Kind::select && blocks.size() == size && !blocks.empty() &&
        blocks.back().heading_level > 0) {
        blocks.pop_back();
    }
}

Part part_of(Context& context, const design::Part& design) {
    Part part;
    part.kind = design.kind;
    part.design = &design;
    const Put* before = nullptr;
    for (const Put& put : design.puts) {
        auto filling = std::find_if(part.fillings.begin(), part.fillings.end(),
                                    [&](const Filling& each) { return each.frame == put.frame; });
        if (filling == part.fillings.end()) {
            part.fillings.push_back({put.frame, {}});
            filling = part.fillings.end() - 1;
        }
        const std::size_t size = filling->blocks.size();
        put_into(context, put, filling->blocks);
        if (before != nullptr) {
            drop_lone_heading(*before, put, size, filling->blocks);
        }
        before = &put;
    }
    return part;
}

/// What must be known before the first block is made.
void look_ahead(Context& context) {
    for (const design::Part& part : context.request.layout->parts) {
        for (const Put& put : part.puts) {
            if (put.kind != Put::Kind::select || !put.select) {
                continue;
            }
            for (const Node* node : selected(context, put)) {
                const Node* parent = context.profile.parent(*node);
                const bool metadata = node->kind == Kind::metadata || node->kind == Kind::guide;
                if (metadata || (node->kind == Kind::title && parent != nullptr &&
                                 parent->kind == Kind::metadata)) {
                    context.top_level = 2; // below the document's title
                }
                context.sources_listed |= metadata || node->kind == Kind::sources;
            }
        }
    }
}

} // namespace

void fill_parts(Context& context, Document& document) {
    context.guide_look = look_of(context, &context.request.guide->root);
    look_ahead(context);
    for (const design::Part& part : context.request.layout->parts) {
        document.parts.push_back(part_of(context, part));
    }
}

} // namespace carefold::flow
