// Blocks -> material: groups, boxes, lists, figures, writing lines.
#include "layout/compose.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace carefold::layout {

using flow::Block;

Composer::Composer(const flow::Document& flow, const Resources& resources, diag::Sink& sink)
    : flow_(flow), resources_(resources), sink_(sink),
      own_shaper_(resources.shaper ? nullptr : make_shaper(*resources.fonts, sink)),
      shaper_(resources.shaper ? *resources.shaper : *own_shaper_),
      right_to_left_(flow.direction == locale::Direction::right_to_left) {
    for (const flow::CharStyle& each : flow.styles) {
        text::Style style;
        style.face = resources.fonts->find(each.family, each.bold, each.italic, each.span, sink);
        usable_ = usable_ && style.face != nullptr;
        style.size = each.size;
        style.features.small_caps = each.small_caps;
        style.features.oldstyle_figures = each.figures == flow::Figures::oldstyle;
        style.features.tabular_figures = each.figures == flow::Figures::tabular;
        style.tracking = each.tracking;
        style.rise = each.rise;
        style.color = each.color;
        style.language = each.language;
        style.bold = each.bold;
        style.italic = each.italic;
        style.hyphenator =
            resources.hyphenation ? resources.hyphenation->find(each.language) : nullptr;
        styles_.push_back(std::move(style));
    }
}

// Blocks are written for either direction: only here is said which side the start is on.
Column Composer::cut(Column column, Length at_start, Length at_end) const {
    return {column.x + (right_to_left_ ? at_end : at_start), column.width - at_start - at_end};
}

Column Composer::at_start(Column column, Length width) const {
    return cut(column, {}, column.width - width);
}

Column Composer::at_end(Column column, Length width) const {
    return cut(column, column.width - width, {});
}

Material Composer::compose_one(const Block& block, Column column, const TagIndex& tags) {
    Material out;
    this->block(block, column, {tags}, out);
    return out;
}

Material Composer::compose(const std::vector<Block>& blocks, Column column, const TagIndex& tags) {
    Material out;
    const Context context{tags};
    for (const Block& each : blocks) {
        block(each, column, context, out);
    }
    return out;
}

void Composer::block(const Block& block, Column column, const Context& context, Material& out) {
    const flow::BlockStyle& style = block.style;
    Column inner = cut(column, style.start_indent, style.end_indent);
    if (style.width_percent < 100) {
        inner = at_start(inner, inner.width * style.width_percent / 100);
    }
    if (inner.width < Length::pt(8)) { // less than a letter and its neighbour
        sink_.error("layout.frame-too-small", block.span,
                    fmt::format("only {:.1f} pt are left for the text", inner.width.to_pt()),
                    "reduce indents or padding, or widen the frame");
        return;
    }
    Material made;
    const bool decorated = style.fill || style.frame_color || style.bar_color || style.icon;
    if (decorated && block.kind == Block::Kind::group) {
        boxed(block, inner, context, made);
    } else {
        body(block, inner, context, made);
    }
    if (made.empty()) {
        return;
    }
    adorn(block, column.x, inner, made);
    Atom& first = made.front();
    if (!out.empty() && out.back().keep_next && first.before != Break::forced) {
        first.before = Break::forbidden;
    }
    out.insert(out.end(), std::make_move_iterator(made.begin()),
               std::make_move_iterator(made.end()));
    if (style.keep_with_next) {
        out.back().keep_next = true;
    }
}

/// What a block's style asks of its first and last atoms.
void Composer::adorn(const Block& block, Length left, Column inner, Material& made) {
    const flow::BlockStyle& style = block.style;
    Atom& first = made.front();
    first.space_before = max(first.space_before, style.space_before);
    made.back().space_after = max(made.back().space_after, style.space_after);
    if (style.break_before || style.break_column) {
        first.before = Break::forced;
        first.next_column = !style.break_before;
    }
    if (!block.id.empty()) {
        first.places.emplace_back(block.id, Point{left, Length{}});
    }
    if (block.running_title) {
        first.running = block.running_text;
        first.has_running = true;
    }
    if (style.keep_together && made.size() > 1) {
        for (std::size_t i = 1; i < made.size(); ++i) {
            made[i].before = Break::avoid;
        }
    }
    const bool boxed = style.fill || style.frame_color || style.bar_color || style.icon;
    if (style.rule_color && !boxed && block.kind != Block::Kind::table) {
        pages::Item item;
        item.what = pages::Rule{{inner.x, Length{}},
                                {inner.x + inner.width, Length{}},
                                style.rule_width,
                                *style.rule_color,
                                false,
                                Length{}};
        shift(first, {Length{}, style.padding});
        first.height += style.padding;
        first.items.insert(first.items.begin(), item);
    }
}

void Composer::body(const Block& block, Column column, const Context& context, Material& out) {
    using Kind = Block::Kind;
    switch (block.kind) {
    case Kind::paragraph:
        out = paragraph(block.text, block, column, context);
        break;
    case Kind::item:
        item(block, column, context, out);
        break;
    case Kind::figure:
        figure(block, column, context, out);
        break;
    case Kind::table:
        table(block, column, context, out);
        break;
    case Kind::writing:
        writing(block, column, out);
        break;
    default:
        if (block.style.columns > 1) {
            columns(block, column, context, out);
        } else {
            group(block, column, context, out);
        }
        break;
    }
}

void Composer::group(const Block& block, Column column, const Context& context, Material& out) {
    for (const Block& child : block.children) {
        this->block(child, column, context, out);
    }
}

// Headings, tables, figures and boxes span the columns; so does what comes before the first group
// or item, when there is one. Everything else flows in columns, balanced when pages are made.
void Composer::columns(const Block& block, Column column, const Context& context, Material& out) {
    const int count = block.style.columns;
    const Length gap = block.style.column_gap;
    const Column narrow = at_start(column, (column.width - gap * (count - 1)) / count);
    const Length pitch = right_to_left_ ? -(narrow.width + gap) : narrow.width + gap;
    const auto groups = [](const Block& child) {
        const bool boxed = child.style.fill || child.style.frame_color || child.style.bar_color;
        return (child.kind == Block::Kind::group && !boxed) || child.kind == Block::Kind::item;
    };
    const bool has_groups = std::any_of(block.children.begin(), block.children.end(), groups);
    int passage = 0;
    for (const Block& child : block.children) {
        const bool text = child.kind == Block::Kind::paragraph && child.heading_level == 0;
        const bool inside = has_groups ? groups(child) : text;
        if (!inside) {
            passage = 0;
            this->block(child, column, context, out);
            continue;
        }
        if (passage == 0) {
            passage = ++passage_number_;
        }
        const std::size_t from = out.size();
        this->block(child, narrow, context, out);
        for (std::size_t i = from; i < out.size(); ++i) {
            out[i].columns = count;
            out[i].passage = passage;
            out[i].column_pitch = pitch;
        }
    }
}

void Composer::boxed(const Block& block, Column column, const Context& context, Material& out) {
    const flow::BlockStyle& style = block.style;
    const Column padded = cut(column, style.padding + style.bar_width, style.padding);
    const Length icon_room = style.icon ? style.icon_size + style.padding : Length{};
    const Column inner = cut(padded, icon_room, {});
    Context boxed_context = context;
    boxed_context.decorated = true;
    Material material;
    for (const Block& child : block.children) {
        this->block(child, inner, boxed_context, material);
    }
    if (material.empty()) {
        return;
    }
    material.front().space_before = Length{};
    Atom content = stack(std::move(material));
    Atom box;
    box.height = max(content.height, style.icon ? style.icon_size : Length{}) + style.padding * 2;
    box.node = block.node;
    box.span = block.span;
    const Rect whole{column.x, Length{}, column.width, box.height};
    pages::Item item;
    if (style.fill || style.frame_color) {
        item.what =
            pages::Box{whole, style.fill, style.frame_color, style.frame_width, style.radius};
        box.items.push_back(item);
    }
    if (style.bar_color) {
        const Column bar = at_start(column, style.bar_width);
        item.what = pages::Box{{bar.x, Length{}, bar.width, box.height},
                               style.bar_color,
                               std::nullopt,
                               Length{},
                               Length{}};
        box.items.push_back(item);
    }
    if (style.icon) {
        item.what = pages::Placed{
            style.icon,
            {at_start(padded, style.icon_size).x, style.padding, style.icon_size, style.icon_size}};
        box.items.push_back(item);
    }
    absorb(box, std::move(content), {Length{}, style.padding});
    out.push_back(std::move(box));
}

void Composer::item(const Block& block, Column column, const Context& context, Material& out) {
    const Column inner = cut(column, block.marker_width, {});
    for (const Block& child : block.children) {
        this->block(child, inner, context, out);
    }
    if (!block.marker) {
        return;
    }
    const bool wide = natural_width(*block.marker) > block.marker_width;
    const Length room = wide ? column.width : block.marker_width;
    Material marker = paragraph(*block.marker, block, at_start(column, room), context);
    if (out.empty() || wide) {
        for (std::size_t i = 1; i < marker.size(); ++i) {
            marker[i].before = Break::forbidden;
        }
        if (!out.empty()) {
            out.front().before = Break::forbidden;
        }
        out.insert(out.begin(), std::make_move_iterator(marker.begin()),
                   std::make_move_iterator(marker.end()));
        return;
    }
    if (marker.empty()) {
        return;
    }
    Atom& first = out.front();
    const Length shift_by =
        first.lines.empty() || marker.front().lines.empty()
            ? Length{}
            : first.lines.front().baseline.y - marker.front().lines.front().baseline.y;
    marker.front().lines.clear();
    // The label is read before the body: its items come first.
    std::vector<pages::Item> body_items;
    body_items.swap(first.items);
    absorb(first, std::move(marker.front()), {Length{}, shift_by});
    first.items.insert(first.items.end(), std::make_move_iterator(body_items.begin()),
                       std::make_move_iterator(body_items.end()));
}

void Composer::figure(const Block& block, Column column, const Context& context, Material& out) {
    Atom atom;
    atom.node = block.node;
    atom.span = block.span;
    Column caption = column;
    if (block.picture) {
        const Size natural = block.picture->size;
        double scale = column.width.to_pt() / std::max(1.0, natural.width.to_pt());
        if (!std::holds_alternative<image::Vector>(block.picture->data)) {
            scale = std::min(scale, 1.0);
        }
        if (block.style.max_height > Length{}) {
            scale = std::min(scale, block.style.max_height.to_pt() /
                                        std::max(1.0, natural.height.to_pt()));
        }
        const Length width = natural.width.scaled(scale);
        const Length height = natural.height.scaled(scale);
        using Position = flow::BlockStyle::Position;
        const Length x = block.style.position == Position::center
                             ? column.x + (column.width - width) / 2
                         : block.style.position == Position::end ? at_end(column, width).x
                                                                 : at_start(column, width).x;
        pages::Item item;
        item.what = pages::Placed{block.picture, {x, Length{}, width, height}};
        const auto found = context.tags.figures.find(&block);
        item.tag = found == context.tags.figures.end() ? pages::artifact : found->second;
        item.node = block.node;
        atom.items.push_back(std::move(item));
        atom.height = height;
        caption.width = column.width;
    }
    Material material;
    material.push_back(std::move(atom));
    Context plain = context;
    plain.decorated = true;
    for (const Block& child : block.children) {
        this->block(child, caption, plain, material);
    }
    out.push_back(stack(std::move(material)));
}

void Composer::writing(const Block& block, Column column, Material& out) {
    Atom atom;
    atom.node = block.node;
    atom.span = block.span;
    atom.fill_spacing = block.line_spacing;
    atom.fill_thickness = block.line_thickness;
    atom.fill_color = block.line_color;
    atom.fill_width = column.width;
    if (block.lines == 0) {
        atom.fill = true;
        out.push_back(std::move(atom));
        return;
    }
    for (int i = 1; i <= block.lines; ++i) {
        const Length y = block.line_spacing * i;
        pages::Item item;
        item.what = pages::Rule{{column.x, y},
                                {column.x + column.width, y},
                                block.line_thickness,
                                block.line_color,
                                false,
                                Length{}};
        atom.items.push_back(item);
    }
    atom.height = block.line_spacing * block.lines + block.line_thickness;
    out.push_back(std::move(atom));
}

} // namespace carefold::layout
