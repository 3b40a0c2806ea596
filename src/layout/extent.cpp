// How full frames are, for copyfitting.
#include "layout/press_room.hpp"

namespace carefold::layout {

void PressRoom::note_fullness(const BreakResult& result, const Material& material,
                              const Channel& channel, bool flow) {
    const std::size_t last = result.pages.back().frame;
    Fullness fullness;
    fullness.frame = channel.frame;
    fullness.flow = flow;
    fullness.pages = flow ? last / channel.columns + 1 : 1;
    fullness.page = document_.pages.size() + (flow ? fullness.pages : 0);
    fullness.holds = result.too_tall.empty() && (flow || last < channel.columns);
    const FrameSpec column = spec(channel, flow ? last : 0);
    fullness.room = column.height * static_cast<std::int64_t>(channel.columns);
    for (const PagePlan& plan : result.pages) {
        if (flow && plan.frame / channel.columns + 1 < fullness.pages) {
            continue;
        }
        fullness.need += plan.used;
        if (channel.side || plan.notes.empty()) {
            continue;
        }
        fullness.need += column.note_gap;
        for (const int number : plan.notes) {
            fullness.need += note_heights_[static_cast<std::size_t>(number - 1)];
        }
    }
    note_longest(material, fullness);
    if (!result.too_tall.empty()) {
        const Atom& tall = material[result.too_tall.front()];
        fullness.longest = tall.span;
        fullness.need = max(fullness.need, tall.height);
    }
    extent_.frames.push_back(std::move(fullness));
}

/// Atoms of one block stand together.
void PressRoom::note_longest(const Material& material, Fullness& fullness) const {
    Length most;
    for (std::size_t from = 0; from < material.size();) {
        std::size_t to = from;
        Length height;
        while (to < material.size() && material[to].node == material[from].node) {
            height += material[to++].height;
        }
        if (height > most && material[from].node != 0) {
            most = height;
            fullness.longest = material[from].span;
        }
        from = to;
    }
}

} // namespace carefold::layout
