// Text through the columns of frames, page after page, and the notes beside it.
#include "layout/press_room.hpp"

#include <algorithm>

namespace carefold::layout {

PressRoom::Channel PressRoom::channel(const flow::Part& part, std::string_view frame,
                                      std::size_t first) const {
    const design::Master& master = *master_for(part, first);
    const design::Frame& found = *master.frame(frame);
    Channel made{&part, frame, first, static_cast<std::size_t>(found.columns), {}, {}, false};
    made.width = found.column_width(frame_rect(master, frame, first).width);
    made.side = !found.notes.empty();
    made.notes_width = made.side ? frame_rect(master, found.notes, first).width : made.width;
    return made;
}

// Columns share a frame for side notes: none takes more than its part of it.
FrameSpec PressRoom::spec(const Channel& channel, std::size_t number) const {
    const std::size_t page = channel.page(number);
    const design::Master& master = *master_for(*channel.part, page);
    const Length grid = flow_.layout->grid;
    FrameSpec made{frame_rect(master, channel.frame, page).height,
                   grid,
                   &note_heights_,
                   channel.side ? Length{} : grid,
                   {},
                   number % channel.columns == 0};
    if (channel.side) {
        made.side = frame_rect(master, master.frame(channel.frame)->notes, page).height /
                    static_cast<std::int64_t>(channel.columns);
    }
    return made;
}

BreakResult PressRoom::fill(const Channel& channel, const Material& material) {
    const auto frame = [&](std::size_t number) { return spec(channel, number); };
    BreakResult result = break_pages(material, frame);
    for (const std::size_t at : result.too_tall) {
        complaints_.push_back({material[at].span, material[at].height, spec(channel, 0).height});
    }
    level_columns(material, frame, channel.columns, result);
    return result;
}

void PressRoom::place_plans(const Channel& channel, std::vector<PagePlan>& plans,
                            Material& material) {
    const bool rtl = flow_.direction == locale::Direction::right_to_left;
    for (auto plan = plans.begin(); plan != plans.end();) {
        const std::size_t page = channel.page(plan->frame);
        while (document_.pages.size() <= page) {
            start_page(*channel.part);
        }
        const design::Master& master = *master_for(*channel.part, page);
        const design::Frame& frame = *master.frame(channel.frame);
        const Rect whole = frame_rect(master, channel.frame, page);
        std::vector<SideNote> side;
        std::size_t column = 0;
        Length depth;
        for (; plan != plans.end() && channel.page(plan->frame) == page; ++plan) {
            column = plan->frame % channel.columns;
            const Rect at = frame.column(whole, static_cast<int>(column), rtl);
            const bool foot = !channel.side && !plan->notes.empty();
            depth = max(depth, foot ? whole.height : plan->used);
            gather_side_notes(*plan, material, whole.y, side);
            place_plan(*plan, material, at, {page, column});
            if (!channel.side) {
                place_notes(*plan, at, page);
            }
        }
        place_column_rules(frame, {whole.x, whole.y, whole.width, depth}, column, page);
        if (channel.side) {
            place_side_notes(std::move(side), frame_rect(master, frame.notes, page), page);
        }
    }
}

void PressRoom::place_column_rules(const design::Frame& frame, Rect whole, std::size_t last,
                                   std::size_t page) {
    const auto color = flow_.layout->palette.find(frame.column_rule);
    if (color == flow_.layout->palette.end()) {
        return;
    }
    const bool rtl = flow_.direction == locale::Direction::right_to_left;
    for (std::size_t column = 0; column < last; ++column) {
        const Rect at = frame.column(whole, static_cast<int>(column), rtl);
        const Length half = frame.column_gap / 2;
        const Length x = rtl ? at.x - half : at.right() + half;
        pages::Item item;
        item.what = pages::Rule{{x, at.y}, {x, at.bottom()}, Length::pt(0.5), color->second,
                                false,     Length{}};
        document_.pages[page].items.push_back(item);
    }
}

void PressRoom::gather_side_notes(const PagePlan& plan, const Material& material, Length top,
                                  std::vector<SideNote>& notes) {
    for (const Slot& slot : plan.slots) {
        if (!slot.head) {
            for (const NoteRef& note : material[slot.atom].notes) {
                notes.push_back({note.number, top + slot.at.y + note.baseline});
            }
        }
    }
}

// Each stands level with its reference, first line to line. From the top, one that would lie over
// the note before it is pushed down; from the foot, those that went past the frame are pushed up.
void PressRoom::place_side_notes(std::vector<SideNote> notes, Rect side, std::size_t page) {
    std::stable_sort(notes.begin(), notes.end(),
                     [](const SideNote& a, const SideNote& b) { return a.level < b.level; });
    std::vector<Length> tops;
    Length free = side.y;
    for (const SideNote& note : notes) {
        const auto at = static_cast<std::size_t>(note.number - 1);
        const auto& lines = notes_[at].lines;
        const Length baseline = lines.empty() ? Length{} : lines.front().baseline.y;
        tops.push_back(max(free, note.level - baseline));
        free = tops.back() + note_heights_[at];
    }
    Length foot = side.bottom() + flow_.layout->grid / 4;
    for (std::size_t i = notes.size(); i > 0; --i) {
        const auto at = static_cast<std::size_t>(notes[i - 1].number - 1);
        tops[i - 1] = max(side.y, min(tops[i - 1], foot - note_heights_[at]));
        foot = tops[i - 1];
    }
    for (std::size_t i = 0; i < notes.size(); ++i) {
        Atom& note = notes_[static_cast<std::size_t>(notes[i].number - 1)];
        place_atom(note, {side.x, tops[i]}, side, page);
    }
}

} // namespace carefold::layout
