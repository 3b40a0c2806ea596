#include "color/color.hpp"

#include <algorithm>
#include <cstdio>

namespace carefold::color {

namespace {

/// So dark that no one would tell its hue in print.
bool is_nearly_black(Color color) {
    return std::max({color.red, color.green, color.blue}) <= 0x30;
}

std::string percent(int value) {
    return std::to_string(value) + " %";
}

} // namespace

Inks::Inks(ProfilePtr profile, const std::vector<Swatch>& swatches, int limit)
    : profile_(std::move(profile)), limit_(limit) {
    for (const Swatch& swatch : swatches) {
        swatches_.emplace(swatch.shown, swatch);
    }
}

const Inks::Met& Inks::meet(Color color) {
    const auto known = met_.find(color);
    if (known != met_.end()) {
        return known->second;
    }
    Met met;
    const auto found = swatches_.find(color);
    const Swatch* swatch = found == swatches_.end() ? nullptr : &found->second;
    const bool fixed = swatch != nullptr && swatch->process;
    const bool spot = swatch != nullptr && !swatch->spot.empty();
    met.black = !fixed && !spot && (is_nearly_black(color) || (swatch != nullptr && swatch->black));
    met.ink.process = fixed ? *swatch->process : met.black ? black_alone : profile_->convert(color);
    met.black = met.black || met.ink.process == black_alone;
    if (spot) {
        const auto same = [&](const Spot& each) { return each.name == swatch->spot; };
        const auto at = std::find_if(spots_.begin(), spots_.end(), same);
        met.ink.spot = static_cast<std::size_t>(at - spots_.begin());
        if (at == spots_.end()) {
            spots_.push_back({swatch->spot, met.ink.process});
        }
    }
    if (!spot) { // one ink of its own is no load
        check(met.ink.process, to_string(color), swatch != nullptr ? swatch->span : place_, fixed);
    }
    return met_.emplace(color, met).first->second;
}

void Inks::check(const Cmyk& inks, const std::string& what, const diag::Span& span, bool fixed) {
    if (inks.total() > limit_) {
        excesses_.push_back({span,
                             "colour " + diag::quoted(what) + " takes " + percent(inks.total()) +
                                 " of ink; the limit is " + percent(limit_),
                             fixed ? "lower the values of `cmyk`"
                                   : "fix its inks with `cmyk` in the palette, or choose a lighter "
                                     "colour or a profile made for this limit"});
    }
}

Ink Inks::of(Color color, Use use) {
    const Met& met = meet(color);
    Ink ink = met.ink;
    ink.overprint = met.black && !ink.spot && (use == Use::small_text || use == Use::hairline);
    return ink;
}

InkedPixels Inks::pixels(const std::vector<std::uint8_t>& samples, bool gray) {
    InkedPixels inked = gray ? profile_->convert_gray(samples) : profile_->convert(samples, limit_);
    if (inked.highest > limit_) {
        std::array<char, 16> share{};
        std::snprintf(share.data(), share.size(), "%.1f", inked.share_over * 100);
        excesses_.push_back({place_,
                             std::string(share.data()) + " % of the picture takes up to " +
                                 percent(inked.highest) + " of ink; the limit is " +
                                 percent(limit_),
                             "lighten its shadows, or choose a profile made for this limit"});
    }
    return inked;
}

void Inks::report(diag::Sink& sink) const {
    for (const Excess& excess : excesses_) {
        sink.error("press.too-much-ink", excess.span, excess.what, excess.hint);
    }
}

} // namespace carefold::color
