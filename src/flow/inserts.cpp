#include "flow/context.hpp"

#include <charconv>

namespace carefold::flow {

using content::Node;

namespace {

/// The attribute on the element or its nearest ancestor that has it; "" when none does.
std::string_view inherited_attribute(const Context& context, const Node& node,
                                     std::string_view name) {
    for (const Node* at = &node; at != nullptr; at = context.profile.parent(*at)) {
        const std::string_view value = at->attribute(name);
        if (!value.empty()) {
            return value;
        }
    }
    return {};
}

/// Dots filled up to the value; the words after them say the same.
void append_scale(Context& context, Paragraph& paragraph, std::string_view value, int steps,
                  const Run& run) {
    int filled_steps = 0;
    std::from_chars(value.data(), value.data() + value.size(), filled_steps);
    const std::string dots = context.cascade[run.look].word(design::Property::marker_style);
    const Cascade::Id look = context.cascade.named(run.look, dots);
    for (int step = 1; step <= steps; ++step) {
        Inline disc;
        disc.kind = Inline::Kind::disc;
        disc.number = step <= filled_steps ? 1 : 0;
        disc.style = context.cascade.style(look, run.language);
        disc.element = run.element;
        paragraph.inlines.push_back(std::move(disc));
    }
    append_text(context, paragraph, " ", run);
}

} // namespace

void append_insert(Context& context, Paragraph& paragraph, const Node& node,
                   const design::Insert& insert, const Run& run) {
    const std::string_view value = inherited_attribute(context, node, insert.attribute);
    if (value.empty()) {
        return;
    }
    Run within = run;
    within.look = context.cascade.named(run.look, insert.style);
    if (insert.kind == design::Insert::Kind::scale) {
        append_scale(context, paragraph, value, insert.steps, within);
    }
    if (insert.words.empty()) {
        append_text(context, paragraph, value, within);
        return;
    }
    const std::string id = insert.words + "." + std::string(value);
    append_text(context, paragraph, context.word(id, insert.span),
                in_language(paragraph, context.word_language(id), within));
}

void add_inserts(Context& context, const Node& node, design::Insert::Place place,
                 const Scope& scope, std::vector<Block>& out) {
    for (const design::Insert* insert : context.cascade.inserts(node.order)) {
        if (insert->place != place ||
            inherited_attribute(context, node, insert->attribute).empty()) {
            continue;
        }
        const Run run{scope.look, -1, context.request.guide->root.language};
        const Cascade::Id look = context.cascade.named(scope.look, insert->style);
        if (context.cascade[look].hidden) {
            continue;
        }
        Paragraph paragraph = start_paragraph(context, {look, -1, run.language});
        append_insert(context, paragraph, node, *insert, run);
        Block block = generated(context, std::move(paragraph), look);
        block.span = node.span;
        block.node = node.order;
        out.push_back(std::move(block));
    }
}

} // namespace carefold::flow
