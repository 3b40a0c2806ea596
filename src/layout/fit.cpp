// Copyfitting: the search for the setting closest to what the designer wanted.
//
// What is closest. The layout says how it ought to look and how far it may give way; one tightness
// moves all it allows, gentle changes first (design/copyfit.cpp), and blocks that may go do so in
// the layout's order. A setting is thus a pair (omissions, step), and the closest that fits is the
// first of: fewest omissions, then the smallest step either way. One setting serves the whole
// document, so that no page looks squeezed beside its neighbour. Nothing that was written goes
// while type can still be set within the designer's range, since words matter more than a tenth of
// a point.
//
// How it is found. Text gets shorter as it gets tighter, nearly always: so the first step that fits
// is searched between one that does not and one that does. A draft tells by how much the fullest
// frame is over, not only that it is; the next step to try comes from regula falsi over the
// logarithm of that (Dowell and Jarratt 1971, on why it must be safeguarded: after a few tries the
// middle is taken), against the height the layout's values let expect instead of the bare step,
// because no straight line goes through spaces, leading and size. Usually three or four drafts do:
// the ideal, the guess, its neighbour. "Nearly": a paragraph may need a line more at a smaller
// size, when hyphens are no longer called for. Where a failing neighbour lacks no more than such a
// line, steps still closer to the ideal are tried too.
//
// Why not one search per page, or per paragraph, as in Knuth's loosely and tightly set paragraphs:
// a reader sees unequal leading across a fold at once, and equal lines are what a grid is for.
#include "layout/fit.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::layout {

namespace {

constexpr double hair = 1e-4; // what is over by keeps alone is over by so much
constexpr int smooth_tries = 4;
constexpr int freak_tries = 2;
constexpr double freak_lines = 1.25;

void too_many_pages(const Extent& extent, std::size_t excess_pages, Verdict& verdict) {
    // Pages go one by one off the flow whose last is emptiest.
    const Fullness* best = nullptr;
    double least = 0;
    for (const Fullness& each : extent.frames) {
        const double over =
            (each.need + each.room * static_cast<std::int64_t>(excess_pages - 1U)).to_pt();
        if (each.flow && each.pages > 0 && (best == nullptr || over < least)) {
            best = &each;
            least = over;
        }
    }
    if (best == nullptr) {
        verdict.over = std::max(verdict.over, 1.0);
        return;
    }
    const double held = best->room.to_pt() * std::max(0.5, static_cast<double>(best->pages) -
                                                               static_cast<double>(excess_pages));
    if (least / held > verdict.over) {
        verdict.over = std::max(least / held, hair);
        verdict.lines = std::max(1.0, std::ceil(least / extent.line.to_pt() - 0.01));
        verdict.at = best;
    }
}

void too_few_pages(const Extent& extent, std::size_t lacking, Verdict& verdict) {
    const Fullness* best = nullptr;
    double least = 0;
    for (const Fullness& each : extent.frames) {
        const double missing =
            (each.room - each.need + each.room * static_cast<std::int64_t>(lacking - 1U)).to_pt();
        if (each.flow && each.pages > 0 && (best == nullptr || missing < least)) {
            best = &each;
            least = missing;
        }
    }
    verdict.missing = 1;
    if (best != nullptr) {
        least = std::max(least, 0.0) + extent.line.to_pt();
        const double held =
            (best->room * static_cast<std::int64_t>(best->pages - 1U) + best->need).to_pt();
        verdict.missing = std::max(least / std::max(held, 1.0), hair);
        verdict.lines = std::max(1.0, std::ceil(least / extent.line.to_pt() - 0.01));
        verdict.at = best;
    }
}

/// Room to spare, as a share: over becomes that much negative.
double spare(const Extent& extent, std::size_t pages) {
    double spare = -1;
    const std::size_t count = extent.pages - extent.pads;
    for (const Fullness& each : extent.frames) {
        const double room = each.room.to_pt();
        double left = room - each.need.to_pt();
        double held = room;
        if (each.flow) {
            left += room * static_cast<double>(pages - count);
            held *= static_cast<double>(each.pages + pages - count);
        }
        if (held > 0) {
            spare = std::max(spare, -left / held);
        }
    }
    return std::min(spare, 0.0);
}

} // namespace

Verdict judge(const Extent& extent, std::size_t pages) {
    Verdict verdict;
    for (const Fullness& each : extent.frames) {
        const double share = each.need.to_pt() / std::max(each.room.to_pt(), 1.0) - 1;
        if (!each.holds && std::max(share, hair) > verdict.over) {
            verdict.over = std::max(share, hair);
            verdict.lines = std::max(
                1.0, std::ceil((each.need - each.room).to_pt() / extent.line.to_pt() - 0.01));
            verdict.at = &each;
        }
    }
    const std::size_t count = extent.pages - extent.pads;
    if (count > pages) {
        too_many_pages(extent, count - pages, verdict);
        return verdict;
    }
    // Pads make up for all but the pages that would make another multiple.
    const std::size_t padded = extent.pad_multiple > 0 ? extent.pad_multiple - 1 : 0;
    if (count + padded < pages) {
        too_few_pages(extent, pages - padded - count, verdict);
    } else if (extent.pages != pages) { // a multiple of pads that is none of the pages wanted
        verdict.missing = 1;
    }
    if (verdict.over <= 0) {
        verdict.over = spare(extent, pages);
    }
    return verdict;
}

const Extent& Copyfitter::extent(Setting setting) {
    const auto known = known_.find(setting);
    if (known != known_.end()) {
        return known->second;
    }
    ++drafts_;
    return known_.emplace(setting, measure_(setting)).first->second;
}

double Copyfitter::excess(const Stretch& stretch, int steps) {
    const bool tighter = stretch.way == Way::tighter;
    const Verdict found = verdict({stretch.omissions, tighter ? -steps : steps}, stretch.pages);
    return std::log1p(std::max(tighter ? found.over : found.missing, -0.9));
}

double Copyfitter::progress(const Stretch& stretch, int steps) const {
    const double guess =
        aim_.guess ? aim_.guess(stretch.way == Way::tighter ? -steps : steps) : 0.0;
    // Where nothing is guessed to change, steps still count for something.
    return (guess > 0 ? std::abs(std::log(guess)) : 0.01 * steps) + 1e-6 * steps;
}

/// The first step this way, from none to the most, that is not too long (tighter) or not too short
/// (looser).
std::optional<Setting> Copyfitter::along(const Stretch& stretch) {
    const auto result = [&](int steps) {
        return Setting{stretch.omissions, stretch.way == Way::tighter ? -steps : steps};
    };
    double low_excess = excess(stretch, 0);
    if (low_excess <= 0) {
        return result(0);
    }
    int low = 0;
    int high = stretch.most + 1;
    double high_excess = 0;
    if (known_.contains(result(stretch.most)) && excess(stretch, stretch.most) <= 0) {
        high = stretch.most;
        high_excess = excess(stretch, high);
    }
    for (int tries = 0; high - low > 1; ++tries) {
        const double from = progress(stretch, low);
        double slope = 1;
        if (high <= stretch.most) {
            slope = (low_excess - high_excess) / (progress(stretch, high) - from);
        }
        int next = low + 1;
        while (next + 1 < high && (progress(stretch, next) - from) * slope < low_excess) {
            ++next;
        }
        if (tries >= smooth_tries) {
            next = (low + high) / 2;
        }
        const double found = excess(stretch, next);
        (found > 0 ? low : high) = next;
        (found > 0 ? low_excess : high_excess) = found;
    }
    if (high > stretch.most) {
        return std::nullopt;
    }
    return result(nearer(stretch, high).value_or(high));
}

/// A step below the one found that fits against the run of things.
std::optional<int> Copyfitter::nearer(const Stretch& stretch, int found) {
    std::optional<int> best;
    const int sign = stretch.way == Way::tighter ? -1 : 1;
    int left = freak_tries;
    for (int steps = found - 1; steps > 0; --steps) {
        const Setting setting{stretch.omissions, sign * steps};
        if (!known_.contains(setting) && left-- == 0) {
            break;
        }
        const Verdict here = verdict(setting, stretch.pages);
        if (here.fits()) {
            best = steps;
            left = freak_tries;
        } else if (here.lines > freak_lines) {
            break;
        }
    }
    return best;
}

/// The fewest omissions with which the tightest setting is not too long, then as little tightness
/// as they leave needed.
Copyfitter::Answer Copyfitter::with_omissions(std::size_t pages, int most) {
    int low = 0;
    int high = aim_.omissions + 1;
    double low_over = std::log1p(verdict({0, -most}, pages).over);
    double slope = 0; // unknown
    while (high - low > 1) {
        int next = low + 1;
        if (slope > 0) {
            next =
                std::clamp(low + static_cast<int>(std::ceil(low_over / slope)), low + 1, high - 1);
        }
        const double over = std::log1p(std::max(verdict({next, -most}, pages).over, -0.9));
        slope = std::max((low_over - over) / (next - low), low_over / (high - low));
        if (over > 0) {
            low = next;
            low_over = over;
        } else {
            high = next;
        }
    }
    for (int omissions = high; omissions <= aim_.omissions; ++omissions) {
        const auto tight = along({Way::tighter, omissions, pages, most});
        if (tight && verdict(*tight, pages).fits()) {
            return {true, *tight, pages};
        }
        if (tight && tight->step == 0) { // more went than had to
            const auto loose = along({Way::looser, omissions, pages, most});
            if (loose && verdict(*loose, pages).fits()) {
                return {true, *loose, pages};
            }
        }
    }
    return {false, {high - 1, -most}, pages}; // the last that is too long
}

Copyfitter::Answer Copyfitter::aim_at(std::size_t pages, int most) {
    const Verdict ideal = verdict({}, pages);
    if (ideal.fits()) {
        return {true, {}, pages};
    }
    if (ideal.over <= 0) {
        const auto loose = along({Way::looser, 0, pages, most});
        const bool good = loose && verdict(*loose, pages).fits();
        return {good, loose.value_or(Setting{0, most}), pages};
    }
    const auto tight = along({Way::tighter, 0, pages, most});
    if (tight && verdict(*tight, pages).fits()) {
        return {true, *tight, pages};
    }
    const Answer fewer = with_omissions(pages, most);
    return fewer.found || !tight ? fewer : Answer{false, *tight, pages};
}

Copyfitter::Answer Copyfitter::find() {
    if (aim_.pages > 0) {
        return aim_at(static_cast<std::size_t>(aim_.pages), Setting::finest);
    }
    // Of two multiples the one that is nearer by step; the fuller booklet, if both are.
    const Extent& ideal = extent({});
    const auto multiple = static_cast<std::size_t>(std::max(aim_.multiple, 1));
    const std::size_t below = ideal.pages / multiple * multiple;
    const std::size_t above = (ideal.pages + multiple - 1) / multiple * multiple;
    if (below == above || below == 0) {
        return aim_at(above, Setting::finest);
    }
    const Answer shorter = aim_at(below, Setting::finest);
    if (verdict({}, above).over > 0) { // it can only get tighter
        return shorter;
    }
    const bool plain = shorter.found && shorter.setting.omissions == 0;
    const int most = plain ? -shorter.setting.step - 1 : Setting::finest;
    if (most == 0) {
        return shorter;
    }
    const Answer longer = aim_at(above, most);
    return longer.found || !shorter.found ? longer : shorter;
}

} // namespace carefold::layout
