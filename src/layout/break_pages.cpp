// Page breaking by dynamic programming, after Plass, "Optimal Pagination Techniques for Automatic
// Typesetting Systems" (1981): the state is a legal break; from each, one walk down the page meets
// every break that page could end at. A page costs the square of what it leaves empty, plus what
// its end costs: splitting a keep (a widow, an orphan, a short table end), ending in a broken word,
// cutting a paragraph while there is room for more of it.
// Positions depend on the page's start alone (grid snapping, dropped space, repeated table heads),
// so a walk from the start is exact and nothing needs to be adjusted afterwards.
#include "layout/break_pages.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace carefold::layout {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double keep_cost = 1e6;
constexpr double hyphen_cost = 1e5;
constexpr double page_cost = 40;
constexpr double early_cost = 200;
constexpr double lonely_cost = 300; // above what it takes to end the page before it early

double break_cost(const Material& material, std::size_t at) {
    if (at >= material.size()) {
        return 0;
    }
    switch (material[at].before) {
    case Break::forbidden:
        return never;
    case Break::avoid:
        return keep_cost;
    case Break::forced:
        return 0;
    default:
        return at > 0 && material[at - 1].hyphenated ? hyphen_cost : 0;
    }
}

Length snapped(Length y, const Atom& atom, Length grid) {
    if (!atom.snap || grid <= Length{}) {
        return y;
    }
    // A hair of tolerance: sums of rounded lengths may be a few units over a grid line.
    const std::int64_t unit = grid.units();
    const std::int64_t lines = (y.units() - 64 + unit - 1) / unit;
    return Length::raw(std::max<std::int64_t>(lines, 0) * unit);
}

/// One walk down a page.
class Walk {
  public:
    Walk(const Material& material, std::size_t begin, const FrameSpec& frame)
        : material_(material), begin_(begin), frame_(frame) {}

    /// Calls `at_break(end, used)` for every place the page may end at. Stops when it is full.
    template <typename AtBreak>
    void run(AtBreak&& at_break) {
        std::size_t at = begin_;
        add_head();
        while (at < material_.size()) {
            if (at > begin_ && material_[at].before == Break::forced) {
                return;
            }
            const bool fits = material_[at].columns > 0 ? passage(at, at_break) : single(at);
            if (!fits) {
                return;
            }
            if (break_cost(material_, at) < never) {
                at_break(at, y_);
            }
        }
    }
    /// Lays out exactly [begin, end); the same walk, remembering.
    PagePlan lay(std::size_t end) {
        plan_.emplace();
        plan_->begin = begin_;
        std::size_t at = begin_;
        add_head();
        while (at < end) {
            if (material_[at].columns > 0) {
                const std::size_t stop = std::min(end, passage_end(at));
                const Length top = next_top(at);
                const std::vector<std::uint32_t> columns = balance(at, stop, top);
                y_ = fill_columns(at, stop, top, columns);
                collect_notes(at, stop);
                at = stop;
            } else {
                force_single(at);
            }
        }
        plan_->used = y_;
        plan_->notes = notes_;
        return std::move(*plan_);
    }

  private:
    void add_head() {
        const Atom& first = material_[begin_];
        if (first.head) {
            if (plan_) {
                plan_->slots.push_back({begin_, {}, 0, true});
            }
            y_ = first.head->height;
        }
    }
    Length next_top(std::size_t at) const {
        Length top = y_;
        if (at > begin_) {
            top += max(material_[at - 1].space_after, material_[at].space_before);
        }
        return snapped(top, material_[at], frame_.grid) + slack(at, top);
    }
    /// What the grid will ask for inside a chain of keeps (a heading and its first line) goes in
    /// front of the chain, so that a heading stays close to what it heads. At a page's head only
    /// a heading right above the text gives way; an opening with a lead stands at the very top.
    Length slack(std::size_t at, Length y) const {
        const Atom& first = material_[at];
        if (first.snap || first.continues || (at > begin_ && first.before == Break::forbidden)) {
            return {};
        }
        const std::size_t start = at;
        while (at + 1 < material_.size() &&
               (material_[at + 1].before == Break::forbidden || material_[at + 1].continues)) {
            y += material_[at].height +
                 max(material_[at].space_after, material_[at + 1].space_before);
            ++at;
            if (material_[at].snap) {
                return start == begin_ && at > start + 1
                           ? Length{}
                           : snapped(y, material_[at], frame_.grid) - y;
            }
        }
        return {};
    }
    Length note_area(const std::vector<NoteRef>& more) const {
        Length area = note_height_;
        bool any = !notes_.empty();
        for (const NoteRef& note : more) {
            area += (*frame_.notes)[static_cast<std::size_t>(note.number - 1)];
            area += any ? Length{} : frame_.note_gap;
            any = true;
        }
        return area;
    }
    bool full(Length bottom, const std::vector<NoteRef>& more) const {
        const Length notes = note_area(more);
        const Length hair = Length::raw(64);
        return frame_.side > Length{} ? bottom > frame_.height + hair || notes > frame_.side + hair
                                      : bottom + notes > frame_.height + hair;
    }
    void collect_notes(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            note_height_ = note_area(material_[i].notes);
            for (const NoteRef& note : material_[i].notes) {
                notes_.push_back(note.number);
            }
        }
    }
    void force_single(std::size_t& at) {
        const Length top = next_top(at);
        if (plan_) {
            plan_->slots.push_back({at, {Length{}, top}, 0, false});
        }
        y_ = top + material_[at].height;
        collect_notes(at, at + 1);
        ++at;
    }
    bool single(std::size_t& at) {
        if (full(next_top(at) + material_[at].height, material_[at].notes)) {
            return false;
        }
        force_single(at);
        return true;
    }
    std::size_t passage_end(std::size_t at) const {
        const int passage = material_[at].passage;
        while (at < material_.size() && material_[at].columns > 0 &&
               material_[at].passage == passage) {
            ++at;
        }
        return at;
    }

    /// A passage in columns, whole or as much as fits.
    template <typename AtBreak>
    bool passage(std::size_t& at, AtBreak&& at_break) {
        const std::size_t end = passage_end(at);
        const Length top = next_top(at);
        std::vector<NoteRef> more;
        for (std::size_t stop = at + 1; stop <= end; ++stop) {
            const auto& notes = material_[stop - 1].notes;
            more.insert(more.end(), notes.begin(), notes.end());
            if (stop < end && break_cost(material_, stop) >= keep_cost) {
                continue;
            }
            const Length bottom = column_bottom(at, stop, top, balance(at, stop, top));
            if (full(bottom, more)) {
                return false;
            }
            if (stop < end) {
                at_break(stop, bottom);
            } else {
                y_ = bottom;
            }
        }
        collect_notes(at, end);
        at = end;
        return true;
    }

    /// Column of each atom in [from, to) when columns are at most `height` high; empty: too low.
    std::vector<std::uint32_t> greedy(std::size_t from, std::size_t to, Length top,
                                      Length height) const {
        std::vector<std::uint32_t> columns(to - from, 0);
        const auto count = static_cast<std::uint32_t>(material_[from].columns);
        std::uint32_t column = 0;
        std::size_t start = from;
        Length y = top;
        std::size_t last_legal = from;
        for (std::size_t i = from; i < to;) {
            Length atom_top = y;
            if (i > start) {
                atom_top += max(material_[i - 1].space_after, material_[i].space_before);
                if (break_cost(material_, i) < keep_cost) {
                    last_legal = i;
                }
            }
            atom_top = snapped(atom_top, material_[i], frame_.grid);
            if (atom_top + material_[i].height > top + height) {
                if (last_legal == start || ++column >= count) {
                    return {};
                }
                i = start = last_legal;
                y = top;
                continue;
            }
            columns[i - from] = column;
            y = atom_top + material_[i].height;
            ++i;
        }
        return columns;
    }

    /// The lowest columns that hold everything, by bisection.
    std::vector<std::uint32_t> balance(std::size_t from, std::size_t to, Length top) const {
        Length high;
        for (std::size_t i = from; i < to; ++i) {
            high += material_[i].height + max(material_[i].space_before, material_[i].space_after) +
                    frame_.grid;
        }
        Length low = high / (material_[from].columns + 1) / 2;
        std::vector<std::uint32_t> best = greedy(from, to, top, high);
        for (int step = 0; step < 12 && !best.empty(); ++step) {
            const Length middle = (low + high) / 2;
            std::vector<std::uint32_t> tried = greedy(from, to, top, middle);
            if (tried.empty()) {
                low = middle;
            } else {
                high = middle;
                best = std::move(tried);
            }
        }
        return best.empty() ? std::vector<std::uint32_t>(to - from, 0) : best;
    }

    template <typename Visit>
    Length each_in_columns(std::size_t from, std::size_t to, Length top,
                           const std::vector<std::uint32_t>& columns, Visit&& visit) const {
        Length y = top;
        Length bottom = top;
        for (std::size_t i = from; i < to; ++i) {
            const bool starts = i == from || columns[i - from] != columns[i - from - 1];
            Length atom_top = top;
            if (!starts) {
                atom_top = y + max(material_[i - 1].space_after, material_[i].space_before);
            }
            atom_top = snapped(atom_top, material_[i], frame_.grid);
            visit(i, atom_top, columns[i - from]);
            y = atom_top + material_[i].height;
            bottom = max(bottom, y);
        }
        return bottom;
    }
    Length column_bottom(std::size_t from, std::size_t to, Length top,
                         const std::vector<std::uint32_t>& columns) const {
        return each_in_columns(from, to, top, columns, [](std::size_t, Length, std::uint32_t) {});
    }
    Length fill_columns(std::size_t from, std::size_t to, Length top,
                        const std::vector<std::uint32_t>& columns) {
        return each_in_columns(
            from, to, top, columns, [this](std::size_t i, Length y, std::uint32_t column) {
                plan_->slots.push_back({i, {material_[i].column_pitch * column, y}, column, false});
            });
    }

    const Material& material_;
    std::size_t begin_;
    FrameSpec frame_;
    Length y_;
    Length note_height_;
    std::vector<int> notes_;
    std::optional<PagePlan> plan_;
};

struct State {
    double cost = never;
    std::size_t from = 0;
    std::size_t page = 0; // number of the frame that goes on from here
};

/// The frame for what begins at `at`, when the one before it was `last`.
std::size_t next_frame(const Material& material, std::size_t at, std::size_t last,
                       const FrameAt& frame) {
    std::size_t next = last + 1;
    const bool to_page =
        at < material.size() && material[at].before == Break::forced && !material[at].next_column;
    while (to_page && !frame(next).opens_page) {
        ++next;
    }
    return next;
}

/// Relaxes every break reachable from `begin` by one page; false when there is none.
bool relax(const Material& material, std::size_t begin, const FrameAt& frame_at,
           std::vector<State>& states) {
    const State& here = states[begin];
    const FrameSpec frame = frame_at(here.page);
    Walk walk(material, begin, frame);
    std::vector<std::pair<std::size_t, double>> ends; // how empty each leaves the page
    std::size_t farthest = begin;                     // a good one
    walk.run([&](std::size_t end, Length used) {
        ends.emplace_back(end, 1.0 - used.to_pt() / std::max(1.0, frame.height.to_pt()));
        farthest = break_cost(material, end) < keep_cost ? end : farthest;
    });
    for (const auto& [end, empty] : ends) {
        const bool last = end == material.size() || material[end].before == Break::forced;
        // The last page of a stretch may be short, but not a few lines on their own.
        const double waste = last ? (empty > 0.8 ? lonely_cost * empty : 0) : 1000 * empty * empty;
        // Nor is a paragraph cut, or one left for the next page, while there is room for more,
        // unless a heading opens that page.
        const bool early =
            !last && empty > 0.1 &&
            (material[end].continues || (end < farthest && !material[end].keep_next));
        const double cost =
            here.cost + page_cost + waste + (early ? early_cost : 0) + break_cost(material, end);
        if (cost <= states[end].cost) { // of equals, the one with fuller pages before
            states[end] = {cost, begin, next_frame(material, end, here.page, frame_at)};
        }
    }
    return !ends.empty();
}

} // namespace

BreakResult break_pages(const Material& material, const FrameAt& frame, std::size_t first) {
    BreakResult result;
    const std::size_t count = material.size();
    std::vector<State> states(count + 1);
    states[first].cost = 0;
    for (std::size_t begin = first; begin < count; ++begin) {
        if (states[begin].cost == never) {
            continue;
        }
        if (relax(material, begin, frame, states)) {
            continue;
        }
        // Nothing fits: only a dead end if no other way leads past this atom.
        const bool passed =
            std::any_of(states.begin() + static_cast<std::ptrdiff_t>(begin) + 1, states.end(),
                        [](const State& state) { return state.cost < never; });
        if (!passed) {
            std::size_t end = begin + 1;
            const Length height = frame(states[begin].page).height;
            Length y = material[begin].height;
            // Break a chain of keeps where the page is full, or place what is too tall alone.
            while (end < count && y + material[end].space_before + material[end].height < height &&
                   material[end].before != Break::forced) {
                y += max(material[end].space_before, material[end - 1].space_after) +
                     material[end].height;
                ++end;
            }
            if (material[begin].height > height) {
                result.too_tall.push_back(begin);
            }
            states[end] = {states[begin].cost + keep_cost, begin,
                           next_frame(material, end, states[begin].page, frame)};
        }
    }
    std::vector<std::size_t> ends;
    for (std::size_t at = count; at > first; at = states[at].from) {
        ends.push_back(at);
    }
    std::reverse(ends.begin(), ends.end());
    std::size_t begin = first;
    for (const std::size_t end : ends) {
        const std::size_t number = states[begin].page;
        Walk walk(material, begin, frame(number));
        result.pages.push_back(walk.lay(end));
        result.pages.back().frame = number;
        begin = end;
    }
    result.cost = states[count].cost;
    return result;
}

} // namespace carefold::layout
