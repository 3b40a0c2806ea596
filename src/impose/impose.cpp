#include "impose/impose.hpp"

#include <cmath>

namespace carefold::impose {

namespace {

// Two units of 1/65536 pt a page: A4 is one rounding away from twice A5's width.
const Length rounding = Length::raw(4);

std::string in_millimetres(Size size) {
    const auto text = [](Length length) { return std::to_string(std::lround(length.to_mm())); };
    return text(size.width) + " × " + text(size.height) + " mm";
}

/// The smallest rectangle that every page fits.
Size largest_page(const pages::Document& document) {
    Size largest;
    for (const pages::Page& page : document.pages) {
        largest.width = max(largest.width, page.size.width);
        largest.height = max(largest.height, page.size.height);
    }
    return largest;
}

bool check(const pages::Document& document, const SaddleStitch& plan, const diag::Span& span,
           diag::Sink& sink) {
    const std::size_t count = document.pages.size();
    if (count == 0 || count % 4 != 0) {
        sink.error("impose.page-count", span,
                   "a saddle-stitched booklet cannot have " + std::to_string(count) + " pages",
                   "the number of pages must be a multiple of four; let the layout pad with notes");
    }
    const Size page = largest_page(document);
    if (plan.paper.width + rounding < page.width * 2 ||
        plan.paper.height + rounding < page.height) {
        sink.error("impose.paper-too-small", span,
                   "two pages of " + in_millimetres(page) + " do not fit on paper of " +
                       in_millimetres(plan.paper),
                   "choose landscape paper of " + in_millimetres({page.width * 2, page.height}) +
                       " or more");
        return false;
    }
    return count != 0 && count % 4 == 0;
}

/// The page lies beside the fold and half-way up the sheet, moved over the fold by `creep`.
pages::Placement place(const pages::Document& document, std::size_t page, bool left,
                       const SaddleStitch& plan, Length creep) {
    const Size size = document.pages[page].size;
    const Length fold = plan.paper.width / 2;
    pages::Placement placement;
    placement.page = page;
    placement.at = {left ? fold - size.width + creep : fold - creep,
                    (plan.paper.height - size.height) / 2};
    return placement;
}

pages::Mark mark(Length x, Length top, Length bottom) {
    pages::Mark mark;
    mark.rule.from = {x, top};
    mark.rule.to = {x, bottom};
    mark.rule.thickness = Length::pt(0.25);
    mark.rule.color = Color{0, 0, 0};
    return mark;
}

// Outside the trim a mark may be as long as it likes; it is cut off or never seen. Pages that leave
// no room get the shortest mark that still guides a hand, at the paper's printable edge and only on
// the inner face of the sheet, where the fold hides it and no cover shows it.
void add_fold_marks(pages::Sheet& sheet, Length page_height, const SaddleStitch& plan) {
    const Length clearance = Length::mm(1);
    const Length longest = Length::mm(5);
    const Length shortest = Length::mm(2);
    const Length trim_top = (plan.paper.height - page_height) / 2;
    const Length start = plan.unprintable;
    const Length room = trim_top - clearance - start;
    const bool outside = room >= shortest;
    if (!outside && !sheet.back) {
        return;
    }
    const Length end = start + (outside ? min(room, longest) : shortest);
    const Length fold = plan.paper.width / 2;
    sheet.marks.push_back(mark(fold, start, end));
    sheet.marks.push_back(mark(fold, plan.paper.height - end, plan.paper.height - start));
}

} // namespace

// Sheet s of n, counted from the outside, holds leaves s and n-1-s of the open stack. Its front
// carries the pages the closed booklet shows first and last, 2s and N-1-2s (from 0); its back the
// ones behind them, 2s+1 and N-2-2s. Turned over on the short edge left and right change places,
// so each page stays upright and meets its own leaf's other side. Bound on the right, the two
// halves change places.
//
// Creep: n folded sheets lie inside one another, so sheet s is pushed out at the fore edge by the
// thickness of the s sheets around it. Its pages move that far over the fold, and after trimming
// all outer margins are equal.
pages::Imposition arrange(const pages::Document& document, const SaddleStitch& plan,
                          const diag::Span& span, diag::Sink& sink) {
    pages::Imposition imposition;
    imposition.flip = pages::Imposition::Flip::short_edge;
    if (!check(document, plan, span, sink)) {
        return imposition;
    }
    const std::size_t count = document.pages.size();
    const Length page_height = largest_page(document).height;
    for (std::size_t depth = 0; depth < count / 4; ++depth) {
        const Length creep = plan.paper_thickness * static_cast<std::int64_t>(depth);
        for (const bool back : {false, true}) {
            const std::size_t early = 2 * depth + (back ? 1 : 0);
            const std::size_t late = count - 1 - early;
            const bool early_left = back != document.right_to_left;
            pages::Sheet sheet;
            sheet.size = plan.paper;
            sheet.back = back;
            sheet.placements = {place(document, early_left ? early : late, true, plan, creep),
                                place(document, early_left ? late : early, false, plan, creep)};
            if (plan.fold_marks) {
                add_fold_marks(sheet, page_height, plan);
            }
            imposition.sheets.push_back(std::move(sheet));
        }
    }
    return imposition;
}

} // namespace carefold::impose
