// Total fit: D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines", Software: Practice and
// Experience 11 (1981). Lines are judged together: each break that some sequence of good lines can
// reach is kept active with the cheapest way to it, and a new break is tried from all active ones.
// A line's badness is 100 |r|^3, r its stretch or shrink as a share of what its spaces can give;
// as with microtype's font expansion the glyphs give a little too, and that counts here already.
// Demerits square badness and penalty, and punish neighbours: lines of unlike tightness, hyphens in
// a row, a hyphen before the last line. Two ways to one break differ for what follows only in the
// number of lines (while measures change), tightness of the last, and hyphens in a row; the
// cheapest of each kind stays. A break falls out of the active ones once a line from it is
// too long, so the work is the number of breaks times those that fit in a line.
#include "text/parts.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::text {

namespace {

// The weights of plain TeX (The TeXbook, chapter 14).
constexpr double line_penalty = 10;
constexpr double unlike_demerits = 10000;
constexpr double double_hyphen_demerits = 10000;
constexpr double final_hyphen_demerits = 5000;
// Ours.
constexpr double short_last_demerits = 2e6; // rather than spaces of 1.8 times their width
constexpr double fragment_demerits = 1e10;  // rather than spaces of four times theirs
constexpr double overfull_demerits = 1e12;
constexpr double ragged_share = 0.15; // of the measure: a line this short is as bad as one with
                                      // spaces stretched by half
constexpr double dense_share = 0.04;  // where lines can end nearly anywhere
constexpr double ragged_hyphen_penalty = 150;
constexpr double rigid = 1e4; // the ratio of a line that has nothing to stretch

enum Fitness : std::uint8_t { tight, decent, loose, very_loose };

Fitness fitness_of(double ratio) {
    return ratio < -0.5 ? tight : ratio <= 0.5 ? decent : ratio <= 1 ? loose : very_loose;
}

struct Node {
    std::uint32_t at = 0; // index of the break
    std::uint32_t line = 0;
    std::uint32_t previous = 0;
    int hyphens = 0; // lines in a row that end with one
    Fitness fitness = decent;
    double demerits = 0;
};

struct Trial {
    double ratio = 0;
    bool too_long = false; // and so will every longer line be
};

class Fitter {
  public:
    explicit Fitter(const Fit& fit)
        : fit_(fit), breaks_(*fit.breaks), options_(*fit.options),
          ragged_(fit.options->align != Align::justify) {}

    std::vector<std::uint32_t> run() {
        nodes_.push_back({});
        active_.push_back(0);
        for (std::uint32_t i = 1; i < breaks_.size(); ++i) {
            if (!visit(i)) {
                return {};
            }
        }
        std::vector<std::uint32_t> chosen;
        for (std::uint32_t node = best_of(active_); node != 0; node = nodes_[node].previous) {
            chosen.push_back(nodes_[node].at);
        }
        std::reverse(chosen.begin(), chosen.end());
        return chosen;
    }

  private:
    std::uint32_t best_of(const std::vector<std::uint32_t>& list) const {
        return *std::min_element(list.begin(), list.end(), [this](auto a, auto b) {
            return nodes_[a].demerits < nodes_[b].demerits;
        });
    }

    // False when no active break is left.
    bool visit(std::uint32_t at) {
        fresh_.clear();
        dropped_.clear();
        std::size_t kept = 0;
        for (const std::uint32_t from : active_) {
            const Trial trial = try_line(nodes_[from], at);
            if (!trial.too_long && trial.ratio >= -1 && trial.ratio <= fit_.tolerance &&
                (fit_.last_chance || last_line_demerits(nodes_[from], breaks_[at]) == 0) &&
                !is_twin(nodes_[from].at, at)) {
                offer(from, at, trial.ratio, 0);
            }
            if (trial.too_long || breaks_[at].forced) {
                dropped_.push_back(from);
            } else {
                active_[kept++] = from;
            }
        }
        active_.resize(kept);
        if (active_.empty() && fresh_.empty()) {
            if (!fit_.last_chance) {
                return false;
            }
            for (const std::uint32_t from : dropped_) {
                offer(from, at, -1, overfull_demerits * (1 + excess(nodes_[from], at)));
            }
        }
        keep_fresh();
        return !active_.empty();
    }

    // Both for one place: no line lies between them.
    bool is_twin(std::uint32_t from, std::uint32_t to) const {
        return from > 0 && !breaks_[to].forced && breaks_[from].next == breaks_[to].next;
    }

    Trial try_line(const Node& from, std::uint32_t to) const {
        const Break& a = breaks_[from.at];
        const Break& b = breaks_[to];
        const Length bare = b.before - a.after - a.hang_next - b.hang_end;
        const double measure = measure_of(options_, from.line).to_pt();
        const double missing = measure - (bare + b.tail).to_pt();
        const double slack = measure - (bare + min(b.tail, Length())).to_pt();
        if (ragged_) {
            const bool free = b.forced && options_.align != Align::center;
            const double gaps = (b.gaps_before.stretch - a.gaps_after.stretch).to_pt();
            const bool dense = filled_by_gaps(gaps, (b.space_before - a.space_after).to_pt());
            const double unit = std::max(measure * (dense ? dense_share : ragged_share), 1.0);
            return {missing < 0 ? -2 : free ? 0 : missing / unit, slack < 0};
        }
        const double spaces = (b.space_before - a.space_after).to_pt();
        const double glyphs =
            (b.before - a.after).to_pt() - spaces - (b.fixed_before - a.fixed_after).to_pt();
        const Gap& opened = a.gaps_after;
        const double gap_stretch = (b.gaps_before.stretch - opened.stretch).to_pt();
        const bool by_gaps = filled_by_gaps(gap_stretch, spaces);
        const double by_glyphs =
            by_gaps ? gap_stretch : std::max(glyphs, 0.0) * options_.max_glyph_stretch;
        const double shrink =
            spaces * space_shrink +
            (by_gaps ? (b.gaps_before.shrink - opened.shrink).to_pt() : by_glyphs);
        if (missing < 0) {
            return {shrink > 0 ? missing / shrink : -2, slack < -shrink};
        }
        const double stretch = spaces * space_stretch + by_glyphs;
        const bool full = b.forced || missing == 0;
        return {full ? 0 : std::min(rigid, stretch > 0 ? missing / stretch : rigid), false};
    }

    // By how many points a line is too long.
    double excess(const Node& from, std::uint32_t to) const {
        const Length width = breaks_[to].before - breaks_[from.at].after;
        return std::max(0.0, (width - measure_of(options_, from.line)).to_pt());
    }

    double demerits(const Node& from, std::uint32_t to, double ratio, Fitness fitness) const {
        const Break& b = breaks_[to];
        const double badness = 100 * std::abs(ratio * ratio * ratio);
        double penalty = b.penalty;
        if (ragged_ && b.flagged) {
            penalty += ragged_hyphen_penalty;
        }
        double sum = (line_penalty + badness) * (line_penalty + badness) + penalty * penalty;
        if (!ragged_ && std::abs(static_cast<int>(fitness) - static_cast<int>(from.fitness)) > 1) {
            sum += unlike_demerits;
        }
        const bool after_hyphen = breaks_[from.at].flagged && !breaks_[from.at].forced;
        if (after_hyphen) {
            sum += b.forced ? final_hyphen_demerits : b.flagged ? double_hyphen_demerits : 0;
        }
        return sum + last_line_demerits(from, b);
    }

    double last_line_demerits(const Node& from, const Break& end) const {
        const Break& start = breaks_[from.at];
        if (!end.forced || from.at == 0 || start.forced) { // an only line may be short
            return 0;
        }
        const bool one_word = end.space_before == start.space_after;
        const double fragment = start.hyphen && one_word ? fragment_demerits : 0;
        const Length width = end.before - start.after;
        if (width >= options_.shortest_last_line) {
            return fragment;
        }
        const double lack = 1 - width.to_pt() / options_.shortest_last_line.to_pt();
        return fragment + short_last_demerits * (0.5 + lack);
    }

    // A way to break `at`: kept if the cheapest of its kind.
    void offer(std::uint32_t from, std::uint32_t at, double ratio, double extra) {
        const Node& before = nodes_[from];
        Node node;
        node.at = at;
        node.previous = from;
        node.line = before.line + 1;
        node.hyphens = breaks_[at].flagged && !breaks_[at].forced ? before.hyphens + 1 : 0;
        if (node.hyphens > options_.max_consecutive_hyphens && extra == 0) {
            return;
        }
        node.fitness = fitness_of(ratio);
        node.demerits = before.demerits + demerits(before, at, ratio, node.fitness) + extra;
        for (Node& other : fresh_) {
            if (measure_class(other.line) == measure_class(node.line) &&
                other.fitness == node.fitness && other.hyphens == node.hyphens) {
                if (node.demerits < other.demerits) {
                    other = node;
                }
                return;
            }
        }
        fresh_.push_back(node);
    }

    std::uint32_t measure_class(std::uint32_t line) const {
        const auto special = static_cast<std::uint32_t>(options_.measures.size());
        return std::min(line, special);
    }

    // Ways so much dearer than the best that nothing later could make up for it go at once.
    void keep_fresh() {
        const auto best =
            std::min_element(fresh_.begin(), fresh_.end(),
                             [](const Node& a, const Node& b) { return a.demerits < b.demerits; });
        const bool uniform = options_.measures.size() == 1;
        for (const Node& node : fresh_) {
            const bool dear =
                node.demerits > best->demerits + 2 * unlike_demerits + double_hyphen_demerits;
            if (!dear || !uniform || node.hyphens < best->hyphens) {
                active_.push_back(static_cast<std::uint32_t>(nodes_.size()));
                nodes_.push_back(node);
            }
        }
    }

    const Fit& fit_;
    const std::vector<Break>& breaks_;
    const Options& options_;
    bool ragged_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> active_, dropped_;
    std::vector<Node> fresh_;
};

} // namespace

Length measure_of(const Options& options, std::size_t line) {
    const std::size_t last = options.measures.size() - 1;
    const Length measure = options.measures[std::min(line, last)];
    return line == 0 ? measure - options.first_indent : measure;
}

std::vector<std::uint32_t> total_fit(const Fit& fit) {
    return Fitter(fit).run();
}

} // namespace carefold::text
