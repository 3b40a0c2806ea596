// Tables, figures and lines to write on.
#include "flow/context.hpp"

#include <cmath>
#include <string>

namespace carefold::flow {

using content::Kind;
using content::Node;

namespace {

const Length blank_qr_side = Length::mm(26); // when the layout gives no height

void add_cell(Context& context, const Node& node, const Scope& scope, Block& row) {
    const Cascade::Id look = context.cascade.element(scope.look, node.order);
    Block cell = start_block(context, node, look, scope);
    cell.kind = Block::Kind::cell;
    cell.numeric = node.attribute("kind") == "number";
    cell.header_cell = row.header_row || node.attribute("header") == "row";
    cell.role = cell.header_cell ? Role::header_cell : Role::data_cell;
    row.style.padding = max(row.style.padding, cell.style.padding);
    if (!node.children.empty()) {
        Block text;
        text.role = Role::none;
        text.span = node.span;
        text.node = node.order;
        text.text = paragraph_of(context, node, look);
        if (cell.numeric) {
            text.text.align = Paragraph::Align::end;
        }
        cell.children.push_back(std::move(text));
    }
    row.children.push_back(std::move(cell));
}

Block row_of(Context& context, const Node& node, const Scope& scope) {
    const Cascade::Id look = context.cascade.element(scope.look, node.order);
    Block row = start_block(context, node, look, scope);
    row.kind = Block::Kind::row;
    row.role = Role::row;
    row.header_row = node.kind == Kind::head;
    row.text.leading = context.cascade[look].leading; // height of a row of empty cells
    const Scope within = inside(context, node, look, scope);
    for (const Node& cell : node.children) {
        if (cell.kind == Kind::cell) {
            add_cell(context, cell, within, row);
        }
    }
    return row;
}

constexpr double least_square = 0.33; // mm: what phones make out, printed on an office machine

void check_squares(Context& context, const Node& node, const image::Picture& code) {
    const double square = code.size.width.to_mm() / code.pixel_width;
    if (square < least_square) {
        context.sink.warning(
            "flow.small-code", node.span,
            "the squares of the QR code for `" + std::string(node.attribute("field")) + "` are " +
                std::to_string(std::lround(square * 1000)) + " µm wide: phones need 330",
            "use a shorter address, or let the layout give the code " +
                std::to_string(std::lround(std::ceil(least_square * code.pixel_width))) + " mm");
    }
}

image::PicturePtr qr_picture(Context& context, const Node& node, Cascade::Id look) {
    const std::string_view name = node.attribute("field");
    const std::string* value = context.field(name);
    if (context.is_personal(name)) {
        context.bound.emplace(name);
    }
    if (value == nullptr) {
        diag::Diagnostic note;
        note.severity = diag::Severity::note;
        note.code = "flow.no-value";
        note.span = node.span;
        note.message = "no value for `" + std::string(name) + "`: its code is left out";
        note.hint = "give it in brand.xml";
        context.sink.report(std::move(note));
        return nullptr;
    }
    const Length height = context.cascade[look].block.max_height;
    auto picture = image::qr_code(*value, height > Length{} ? height : blank_qr_side);
    if (picture == nullptr) {
        context.sink.error("flow.long-code", node.span,
                           "the value of `" + std::string(name) + "` is too long for a QR code",
                           "use a shorter address");
    } else {
        check_squares(context, node, *picture);
    }
    return picture;
}

} // namespace

Block table_of(Context& context, const Node& node, Cascade::Id look, const Scope& scope) {
    Block table = start_block(context, node, look, scope);
    table.kind = Block::Kind::table;
    table.role = Role::table;
    Scope within = inside(context, node, look, scope);
    within.on_grid = false;
    for (const Node& child : node.children) {
        if (!context.profile.shows(child)) {
            continue;
        }
        if (child.kind == Kind::head || child.kind == Kind::row) {
            table.children.push_back(row_of(context, child, within));
        } else {
            add_element(context, child, within, table.children);
        }
    }
    return table;
}

void add_figure(Context& context, const Node& node, Cascade::Id look, const Scope& scope,
                std::vector<Block>& out) {
    Block figure = start_block(context, node, look, scope);
    figure.kind = Block::Kind::figure;
    figure.role = Role::figure;
    figure.picture = node.kind == Kind::qr
                         ? qr_picture(context, node, look)
                         : context.picture(std::string(node.attribute("src")), node.span);
    if (figure.picture == nullptr) {
        return;
    }
    if (const Node* alt = context.profile.child(node, Kind::alt)) {
        figure.alt = content::plain_text(*alt);
    }
    Scope within = inside(context, node, look, scope);
    within.on_grid = false;
    if (const Node* caption = context.profile.child(node, Kind::caption)) {
        add_element(context, *caption, within, figure.children);
    }
    out.push_back(std::move(figure));
}

void add_writing(Context& context, const Node& node, Cascade::Id look, const Scope& scope,
                 std::vector<Block>& out) {
    Block block = start_block(context, node, look, scope);
    block.kind = Block::Kind::group;
    block.role = Role::div;
    block.style.rule_color.reset(); // it is the lines'
    add_children(context, node, inside(context, node, look, scope), block.children);
    const std::string_view lines = node.attribute("lines");
    Block ruled = ruled_lines(context, lines.empty() ? 0 : std::stoi(std::string(lines)), look);
    ruled.style = BlockStyle{};
    ruled.span = node.span;
    ruled.node = node.order;
    block.children.push_back(std::move(ruled));
    out.push_back(std::move(block));
}

Block ruled_lines(Context& context, int lines, Cascade::Id look) {
    const Look& style = context.cascade[look];
    Block block;
    block.kind = Block::Kind::writing;
    block.role = Role::artifact;
    block.style = style.block;
    block.style.rule_color.reset();
    block.lines = lines;
    block.line_spacing = style.leading;
    block.line_color = style.block.rule_color.value_or(style.chars.color);
    block.line_thickness =
        style.block.rule_width > Length{} ? style.block.rule_width : Length::pt(0.5);
    return block;
}

} // namespace carefold::flow
