// Fold marks (dashed), cut marks (solid), and where text has room beside them.
#include "impose/parts.hpp"

#include <algorithm>

namespace carefold::impose {

namespace {

using MarkKind = pages::Mark::Kind;

const Length clearance = Length::mm(1); // from what is kept
const Length longest = Length::mm(5);
const Length shortest = Length::mm(2);
const Length least_band = Length::mm(3.5); // one line of small type

pages::Mark line(MarkKind kind, Point from, Point to) {
    pages::Rule rule;
    rule.from = from;
    rule.to = to;
    rule.thickness = Length::pt(0.25);
    rule.color = Color{0, 0, 0};
    if (kind == MarkKind::fold) {
        rule.dash = Length::mm(0.8);
        rule.gap = Length::mm(0.6);
    }
    return {kind, rule};
}

/// One axis of the sheet: lines stand at places along it, marks lie before and behind the trim
/// across it.
struct Axis {
    bool upright;    // lines at x, marks above and below
    Length size;     // of the paper, across
    Length from, to; // the trim, across
};

// Outside the trim a mark may be as long as it likes; it is cut off or never seen. Pages that leave
// no room get the shortest mark that still guides a hand, at the paper's printable edge and only on
// the back, which is the inner face of what is folded: no cover shows it.
void add_pair(pages::Sheet& sheet, MarkKind kind, Length at, const Axis& axis, Length unprintable) {
    const auto add = [&](Length from, Length to) {
        const Point a = axis.upright ? Point{at, from} : Point{from, at};
        const Point b = axis.upright ? Point{at, to} : Point{to, at};
        sheet.marks.push_back(line(kind, a, b));
    };
    const Length edges[2] = {axis.from, axis.size - axis.to};
    for (const bool behind : {false, true}) {
        const Length room = edges[behind ? 1 : 0] - clearance - unprintable;
        const bool outside = room >= shortest;
        if (!outside && !sheet.back) {
            continue;
        }
        const Length end = outside ? edges[behind ? 1 : 0] - clearance : unprintable + shortest;
        const Length begin = outside ? end - min(room, longest) : unprintable;
        if (behind) {
            add(axis.size - end, axis.size - begin);
        } else {
            add(begin, end);
        }
    }
}

/// Lines at the paper's edge need no cut, those beyond what is printable show none.
bool reachable(Length at, Length size, Length unprintable) {
    return at >= unprintable && at <= size - unprintable && at > clearance && at < size - clearance;
}

Length moved_x(const Side& side, Length x) {
    return side.place({x, {}, {}, {}}).x;
}

Length moved_y(const Side& side, Length y) {
    return side.place({{}, y, {}, {}}).y;
}

struct Gap {
    Length from, to;
    Length width() const { return to - from; }
};

/// The widest stretch between the lines, from edge to edge of what can be printed.
Gap widest(std::vector<Length> lines, Length size, Length unprintable) {
    const Length margin = max(unprintable, clearance);
    lines.push_back(margin);
    lines.push_back(size - margin);
    std::sort(lines.begin(), lines.end());
    Gap best;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const Gap gap{max(lines[i - 1], margin) + clearance,
                      min(lines[i], size - margin) - clearance};
        if (gap.width() > best.width()) {
            best = gap;
        }
    }
    return best;
}

} // namespace

void add_marks(pages::Sheet& sheet, const Spread& spread, const Plan& plan, const Side& side) {
    const Rect trim = side.place(spread.trim);
    const Axis upright{true, plan.paper.height, trim.y, trim.bottom()};
    const Axis level{false, plan.paper.width, trim.x, trim.right()};
    for (const Length fold : spread.folds) {
        add_pair(sheet, MarkKind::fold, moved_x(side, fold), upright, plan.unprintable);
    }
    for (const Length cut : spread.cut_x) {
        if (reachable(cut, plan.paper.width, plan.unprintable)) {
            add_pair(sheet, MarkKind::cut, moved_x(side, cut), upright, plan.unprintable);
        }
    }
    for (const Length cut : spread.cut_y) {
        if (reachable(cut, plan.paper.height, plan.unprintable)) {
            add_pair(sheet, MarkKind::cut, moved_y(side, cut), level, plan.unprintable);
        }
    }
}

std::vector<pages::Strip> find_room(const Spread& spread, const Plan& plan, const Side& side) {
    const Rect trim = side.place(spread.trim);
    const Size paper = plan.paper;
    const Length margin = max(plan.unprintable, clearance);
    std::vector<Length> x = spread.cut_x;
    x.insert(x.end(), spread.folds.begin(), spread.folds.end());
    std::vector<Length> y = spread.cut_y;
    std::transform(x.begin(), x.end(), x.begin(), [&](Length at) { return moved_x(side, at); });
    std::transform(y.begin(), y.end(), y.begin(), [&](Length at) { return moved_y(side, at); });
    const Gap across = widest(std::move(x), paper.width, plan.unprintable);
    const Gap down = widest(std::move(y), paper.height, plan.unprintable);
    const Length above = trim.y - clearance - margin;
    const Length below = paper.height - margin - trim.bottom() - clearance;
    const Length before = trim.x - clearance - margin;
    const Length behind = paper.width - margin - trim.right() - clearance;

    std::vector<pages::Strip> strips;
    const auto add = [&](Rect area, int rotation) {
        const Length band = rotation == 90 ? area.width : area.height;
        if (band >= least_band) {
            strips.push_back({area, rotation, {}});
        }
    };
    add({across.from, trim.bottom() + clearance, across.width(), below}, 0);
    add({across.from, margin, across.width(), above}, 0);
    add({margin, down.from, before, down.width()}, 90);
    add({trim.right() + clearance, down.from, behind, down.width()}, 90);
    return strips;
}

} // namespace carefold::impose
