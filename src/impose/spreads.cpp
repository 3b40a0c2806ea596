// Which page lies in front of which, on which sheet, for each kind of fold and cut.
#include "impose/parts.hpp"

#include <algorithm>
#include <array>

namespace carefold::impose {

namespace {

Length middle(Length whole, Length part) {
    return (whole - part) / 2;
}

/// Cuts at the edges of what is kept.
void cut_around(Spread& spread) {
    spread.cut_x = {spread.trim.x, spread.trim.right()};
    spread.cut_y = {spread.trim.y, spread.trim.bottom()};
}

// Sheet d of a section of n pages, counted from the outside, holds leaves d and n/2-1-d of the open
// stack. Its front carries the pages the closed section shows first and last, 2d and n-1-2d (from
// 0), behind them are 2d+1 and n-2-2d. Bound on the right, the two halves change places.
//
// Creep: n folded sheets lie inside one another, so sheet d is pushed out at the fore edge by the
// thickness of the d sheets around it. Its pages move that far over the fold.
Spread folded_sheet(const Stock& stock, std::size_t first, std::size_t count, std::size_t depth) {
    const Plan& plan = stock.plan;
    const Size cell = stock.largest;
    const Length fold = plan.paper.width / 2;
    const Length milled = plan.kind == Kind::perfect ? plan.gutter / 2 : Length();
    const Length creep = plan.paper_thickness * static_cast<std::int64_t>(depth);
    const Length top = middle(plan.paper.height, cell.height);
    const Rect left{fold - milled - cell.width + creep, top, cell.width, cell.height};
    const Rect right{fold + milled - creep, top, cell.width, cell.height};
    const bool mirrored = stock.pages.right_to_left;
    const std::size_t early = first + 2 * depth;
    const std::size_t late = first + count - 1 - 2 * depth;
    Spread spread;
    spread.cells = {{mirrored ? left : right, stock.page(early), stock.page(early + 1),
                     mirrored ? Hold::right : Hold::left},
                    {mirrored ? right : left, stock.page(late), stock.page(late - 1),
                     mirrored ? Hold::left : Hold::right}};
    spread.folds = {fold};
    spread.trim = {fold - milled - cell.width, top, (milled + cell.width) * 2, cell.height};
    cut_around(spread);
    return spread;
}

std::vector<Spread> sections(const Stock& stock, std::size_t most_sheets) {
    std::vector<Spread> spreads;
    const std::size_t most = std::min(most_sheets, stock.count / 4) * 4;
    for (std::size_t first = 0; first < stock.count; first += most) {
        const std::size_t count = std::min(most, stock.count - first);
        for (std::size_t depth = 0; depth < count / 4; ++depth) {
            spreads.push_back(folded_sheet(stock, first, count, depth));
        }
    }
    return spreads;
}

/// Pages of a leaflet from 0: in front and behind, from left to right.
struct Panel {
    std::size_t front, back;
};
using Panels = std::array<Panel, 3>;

// Letter fold: the inside shows 3 4 5. The right panel (5, and 2 behind it) is folded inwards, the
// left one over it, so that 1, behind 3, lies in front and 6, behind 4, at the back; who opens 1
// sees 2. Seen from outside that is 2 6 1.
constexpr Panels letter_panels{{{1, 4}, {5, 3}, {0, 2}}};
// Zigzag: one side reads 1 2 3, the other 4 5 6.
constexpr Panels z_panels{{{0, 5}, {1, 4}, {2, 3}}};

Length width_of(const Stock& stock, std::size_t page) {
    const auto& faces = stock.pages.faces;
    return page < faces.size() ? faces[page].size.width : Length();
}

Spread leaflet(const Stock& stock, std::size_t first) {
    Panels panels = stock.plan.kind == Kind::letter ? letter_panels : z_panels;
    if (stock.pages.right_to_left) {
        std::swap(panels.front(), panels.back());
    }
    std::array<Length, 3> widths;
    Length total;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const Length width =
            max(width_of(stock, first + panels[i].front), width_of(stock, first + panels[i].back));
        widths[i] = width > Length() ? width : stock.largest.width; // two blank pages
        total += widths[i];
    }
    const Size paper = stock.plan.paper;
    const Length height = stock.largest.height;
    Spread spread;
    spread.trim = {middle(paper.width, total), middle(paper.height, height), total, height};
    Length x = spread.trim.x;
    for (std::size_t i = 0; i < panels.size(); ++i) {
        spread.cells.push_back({{x, spread.trim.y, widths[i], height},
                                stock.page(first + panels[i].front),
                                stock.page(first + panels[i].back)});
        x += widths[i];
        if (i + 1 < panels.size()) {
            spread.folds.push_back(x);
        }
    }
    cut_around(spread);
    return spread;
}

void add_edges(std::vector<Length>& cuts, Length from, Length to) {
    if (cuts.empty() || cuts.back() != from) {
        cuts.push_back(from);
    }
    cuts.push_back(to);
}

/// Empty cells in reading order.
Spread grid(const Stock& stock, int columns, int rows) {
    const Size paper = stock.plan.paper;
    const Size cell = stock.largest;
    const Length gutter = columns * rows > 1 ? stock.plan.gutter : Length();
    Spread spread;
    spread.trim.width = cell.width * columns + gutter * (columns - 1);
    spread.trim.height = cell.height * rows + gutter * (rows - 1);
    spread.trim.x = middle(paper.width, spread.trim.width);
    spread.trim.y = middle(paper.height, spread.trim.height);
    const auto x_of = [&](int column) { return spread.trim.x + (cell.width + gutter) * column; };
    const auto y_of = [&](int row) { return spread.trim.y + (cell.height + gutter) * row; };
    for (int column = 0; column < columns; ++column) {
        add_edges(spread.cut_x, x_of(column), x_of(column) + cell.width);
    }
    for (int row = 0; row < rows; ++row) {
        add_edges(spread.cut_y, y_of(row), y_of(row) + cell.height);
        for (int column = 0; column < columns; ++column) {
            const int seen = stock.pages.right_to_left ? columns - 1 - column : column;
            spread.cells.push_back({{x_of(seen), y_of(row), cell.width, cell.height}, {}, {}});
        }
    }
    return spread;
}

std::vector<Spread> repeated(const Stock& stock, int columns, int rows) {
    std::vector<Spread> spreads;
    for (std::size_t first = 0; first < stock.count; first += 2) {
        spreads.push_back(grid(stock, columns, rows));
        for (Cell& cell : spreads.back().cells) {
            cell.front = stock.page(first);
            cell.back = stock.page(first + 1);
        }
    }
    return spreads;
}

// With s sheets the first pile holds leaves 0 … s-1, the next s … 2s-1 and so on: each pile is a
// run of leaves, and the piles laid one upon another are the whole.
std::vector<Spread> stacked(const Stock& stock) {
    Spread empty = grid(stock, stock.plan.columns, stock.plan.rows);
    const std::size_t leaves = (stock.count + 1) / 2;
    const std::size_t sheets = (leaves + empty.cells.size() - 1) / empty.cells.size();
    std::vector<Spread> spreads(sheets, empty);
    for (std::size_t sheet = 0; sheet < sheets; ++sheet) {
        for (std::size_t pile = 0; pile < empty.cells.size(); ++pile) {
            const std::size_t leaf = pile * sheets + sheet;
            spreads[sheet].cells[pile].front = stock.page(2 * leaf);
            spreads[sheet].cells[pile].back = stock.page(2 * leaf + 1);
        }
    }
    return spreads;
}

} // namespace

std::vector<Spread> make_spreads(const Stock& stock) {
    std::vector<Spread> spreads;
    switch (stock.plan.kind) {
    case Kind::saddle:
        return sections(stock, stock.count / 4);
    case Kind::signatures:
    case Kind::perfect:
        return sections(stock, section_sheets(stock.plan));
    case Kind::letter:
    case Kind::z:
        for (std::size_t first = 0; first < stock.count; first += 6) {
            spreads.push_back(leaflet(stock, first));
        }
        return spreads;
    case Kind::n_up:
        return repeated(stock, stock.plan.columns, stock.plan.rows);
    case Kind::cut_stack:
        return stacked(stock);
    case Kind::none:
        break;
    }
    return repeated(stock, 1, 1);
}

} // namespace carefold::impose
