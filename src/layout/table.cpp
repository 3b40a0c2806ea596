// Tables: column widths by content (CSS 2.1, 17.5.2.2 in spirit), one atom a row, heads repeated.
#include "layout/compose.hpp"

#include <algorithm>

namespace carefold::layout {

using flow::Block;

namespace {

const Length cell_gap = Length::pt(8);

/// Paragraphs of a cell, whatever its shape.
std::vector<const flow::Paragraph*> paragraphs(const Block& cell) {
    if (cell.kind == Block::Kind::paragraph) {
        return {&cell.text};
    }
    std::vector<const flow::Paragraph*> found;
    if (!cell.text.inlines.empty()) {
        found.push_back(&cell.text);
    }
    for (const Block& child : cell.children) {
        if (child.kind == Block::Kind::paragraph) {
            found.push_back(&child.text);
        }
    }
    return found;
}

} // namespace

// Every column gets at least its widest unbreakable part; what is left is shared in proportion to
// how much more each would like, so that long texts get the room and numbers stay narrow.
std::vector<Length> Composer::column_widths(const Block& table, Length width) {
    std::vector<Length> least;
    std::vector<double> wish;
    for (const Block& row : table.children) {
        if (row.kind != Block::Kind::row) {
            continue;
        }
        least.resize(std::max(least.size(), row.children.size()));
        wish.resize(least.size());
        for (std::size_t i = 0; i < row.children.size(); ++i) {
            for (const flow::Paragraph* text : paragraphs(row.children[i])) {
                const text::Shaper::Extent needs = extent(*text);
                least[i] = max(least[i], needs.minimum + cell_gap);
                wish[i] = std::max(wish[i], (needs.natural + cell_gap).to_pt());
            }
        }
    }
    if (least.empty()) {
        return {};
    }
    double least_sum = 0;
    double more_sum = 0;
    const double average = width.to_pt() / static_cast<double>(least.size());
    for (std::size_t i = 0; i < least.size(); ++i) {
        // Columns with nothing in them are there to be written in: a fair share.
        if (wish[i] <= 0) {
            wish[i] = average;
        }
        least_sum += least[i].to_pt();
        // Long texts wish for more, but with the square root, lest one takes all.
        wish[i] = std::min(wish[i], 4 * width.to_pt());
        more_sum += std::max(0.0, wish[i] - least[i].to_pt());
    }
    const double left = width.to_pt() - least_sum;
    std::vector<Length> widths;
    Length used;
    for (std::size_t i = 0; i < least.size(); ++i) {
        double column = least[i].to_pt();
        if (left < 0) {
            column *= width.to_pt() / least_sum;
        } else if (more_sum > 0) {
            column += left * std::max(0.0, wish[i] - column) / more_sum;
        } else {
            column += left / static_cast<double>(least.size());
        }
        widths.push_back(i + 1 == least.size() ? width - used : Length::pt(column));
        used += widths.back();
    }
    return widths;
}

Atom Composer::row(const Block& row, const std::vector<Length>& widths, Column column,
                   const Context& context) {
    Atom atom;
    atom.node = row.node;
    atom.span = row.span;
    const Length padding = row.style.padding;
    Length used;
    for (std::size_t i = 0; i < row.children.size() && i < widths.size(); ++i) {
        const Block& cell = row.children[i];
        const bool last = i + 1 == widths.size();
        const Column whole = at_start(cut(column, used, {}), widths[i]);
        const Column inner = cut(whole, {}, last ? Length{} : cell_gap);
        Material material;
        if (cell.kind == Block::Kind::paragraph || !cell.text.inlines.empty()) {
            material = paragraph(cell.text, cell, inner, context);
        } else {
            for (const Block& child : cell.children) {
                block(child, inner, context, material);
            }
        }
        if (!material.empty()) {
            Atom content = stack(std::move(material));
            const Length height = content.height;
            absorb(atom, std::move(content), {Length{}, padding});
            atom.height = max(atom.height, height);
        }
        used += widths[i];
    }
    atom.height = max(atom.height, row.text.leading) + padding * 2;
    if (row.style.rule_color) {
        pages::Item item;
        item.what = pages::Rule{{column.x, atom.height},
                                {column.x + column.width, atom.height},
                                row.style.rule_width,
                                *row.style.rule_color,
                                false,
                                Length{}};
        atom.items.push_back(item);
    }
    return atom;
}

void Composer::table(const Block& block, Column column, const Context& context, Material& out) {
    Context plain = context;
    plain.decorated = true;
    const std::vector<Length> widths = column_widths(block, column.width);
    std::shared_ptr<const Atom> head;
    std::size_t rows = 0;
    for (const Block& child : block.children) {
        if (child.kind != Block::Kind::row) {
            this->block(child, column, plain, out); // caption
            if (!out.empty()) {
                out.back().keep_next = true;
            }
            continue;
        }
        Atom atom = row(child, widths, column, plain);
        atom.space_before = rows == 0 ? child.style.space_before : Length{};
        if (!out.empty() && (out.back().keep_next || rows == 1)) {
            atom.before = Break::forbidden; // never a head alone
        }
        if (child.header_row) {
            head = std::make_shared<const Atom>(atom);
            atom.keep_next = true;
        } else {
            atom.head = head;
            ++rows;
        }
        out.push_back(std::move(atom));
    }
    if (out.size() > 2) {
        out.back().before = Break::avoid; // nor a last row alone
    }
}

} // namespace carefold::layout
