// Columns of a last page, as high as each other.
#include "layout/break_pages.hpp"

#include <algorithm>
#include <iterator>

namespace carefold::layout {

namespace {

/// More than any empty space costs, less than a broken word at a column's end.
constexpr double worth_it = 5e4;

/// Where the atoms of the last page begin in the plans.
std::vector<PagePlan>::iterator last_page(std::vector<PagePlan>& plans, std::size_t columns) {
    const std::size_t page = plans.back().frame / columns;
    return std::find_if(plans.begin(), plans.end(),
                        [&](const PagePlan& plan) { return plan.frame / columns == page; });
}

} // namespace

// The least height at which the page still takes all of it, by bisection. Breaks at that height
// must not be worse than those the full height has.
void level_columns(const Material& material, const FrameAt& frame, std::size_t columns,
                   BreakResult& result) {
    if (columns < 2 || result.pages.empty()) {
        return;
    }
    const auto from = last_page(result.pages, columns);
    const std::size_t begin = from->begin;
    const std::size_t number = from->frame / columns * columns;
    const bool fills = std::any_of(material.begin() + static_cast<std::ptrdiff_t>(begin),
                                   material.end(), [](const Atom& atom) { return atom.fill; });
    if (fills) {
        return;
    }
    const auto attempt = [&](Length height) {
        return break_pages(
            material,
            [&](std::size_t n) {
                FrameSpec spec = frame(number + n);
                spec.height = min(spec.height, height);
                return spec;
            },
            begin);
    };
    Length high = frame(number).height;
    Length low;
    BreakResult best = attempt(high);
    const double allowed = std::max(best.cost, worth_it);
    const auto is_good = [&](const BreakResult& tried) {
        return tried.too_tall.empty() && tried.cost <= allowed &&
               tried.pages.back().frame < columns;
    };
    if (!is_good(best)) {
        return;
    }
    for (int step = 0; step < 12; ++step) {
        const Length middle = (low + high) / 2;
        BreakResult tried = attempt(middle);
        if (is_good(tried)) {
            high = middle;
            best = std::move(tried);
        } else {
            low = middle;
        }
    }
    result.pages.erase(from, result.pages.end());
    for (PagePlan& plan : best.pages) {
        plan.frame += number;
        result.pages.push_back(std::move(plan));
    }
}

} // namespace carefold::layout
