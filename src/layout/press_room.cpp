#include "layout/press_room.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace carefold::layout {

using design::Master;

namespace {

/// Copies to `to` the tags that `from` has for the block's paragraphs.
void collect_tags(const flow::Block& block, const TagIndex& from, TagIndex& to) {
    const auto copy = [&](const flow::Paragraph& paragraph) {
        if (const auto found = from.paragraphs.find(&paragraph); found != from.paragraphs.end()) {
            to.paragraphs.insert(*found);
        }
    };
    copy(block.text);
    if (block.marker) {
        copy(*block.marker);
    }
    for (const flow::Block& child : block.children) {
        collect_tags(child, from, to);
    }
}

} // namespace

PressRoom::PressRoom(const flow::Document& flow, const Resources& resources, diag::Sink& sink,
                     pages::Document& document)
    : flow_(flow), sink_(sink), document_(document), composer_(flow, resources, sink) {
    make_tags();
}

void PressRoom::make_tags() {
    TagBuilder builder(flow_, document_.tags);
    const pages::TagId root = builder.add(Role::document, -1);
    for (const flow::Part& part : flow_.parts) {
        LaidPart laid;
        laid.part = &part;
        laid.tag = builder.add(Role::part, root);
        if (part.kind != design::Part::Kind::pad) {
            for (const flow::Filling& filling : part.fillings) {
                laid.fillings.push_back({&filling, builder.build(filling.blocks, laid.tag)});
                // A Note's tags are made where its reference stands.
                const TagIndex& made = laid.fillings.back().tags;
                for (const flow::Block& note : flow_.notes) {
                    collect_tags(note, made, note_tags_);
                }
            }
        }
        parts_.push_back(std::move(laid));
    }
}

bool PressRoom::pass(bool draft) {
    document_.pages.clear();
    document_.places.clear();
    complaints_.clear();
    folios_.clear();
    running_.clear();
    current_running_.clear();
    anchors_.clear();
    fixtures_.clear();
    composer_.forget_personal();
    extent_ = {};
    extent_.line = flow_.layout->grid;
    composer_.set_labels(labels_);
    composer_.set_draft(draft);
    for (LaidPart& laid : parts_) {
        switch (laid.part->kind) {
        case design::Part::Kind::flow:
            lay_flow(laid);
            break;
        case design::Part::Kind::page:
            lay_page(laid);
            break;
        case design::Part::Kind::pad:
            lay_pads(laid);
            break;
        }
    }
    extent_.pages = document_.pages.size();
    for (std::size_t page = 0; page < document_.pages.size() && !draft; ++page) {
        add_fixtures(*flow_.layout->master(document_.pages[page].master), page);
    }
    PageLabels labels;
    for (const auto& [name, place] : document_.places) {
        labels[name] = document_.pages[place.page].label;
    }
    const bool stable = labels == labels_;
    labels_ = std::move(labels);
    return stable;
}

// Pads fill up to the fold's multiple. What comes behind them are single pages, known in number.
std::size_t PressRoom::pads_needed(const LaidPart& laid) const {
    std::size_t pages = document_.pages.size();
    bool behind = false;
    for (const LaidPart& other : parts_) {
        pages += behind ? 1U : 0U;
        behind = behind || &other == &laid;
    }
    const auto multiple = static_cast<std::size_t>(std::max(1, flow_.layout->fold.multiple));
    return (multiple - pages % multiple) % multiple;
}

void PressRoom::finish() {
    for (const Complaint& complaint : complaints_) {
        sink_.error("layout.frame-too-small", complaint.span,
                    fmt::format("needs {:.0f} pt, but its frame has {:.0f} pt",
                                complaint.height.to_pt(), complaint.room.to_pt()),
                    "shorten it, or give the layout a larger frame or smaller type");
    }
}

bool PressRoom::left_page(std::size_t page) const {
    const bool verso = page % 2 == 1;
    return verso != (flow_.direction == locale::Direction::right_to_left);
}

const Master* PressRoom::master_for(const flow::Part& part, std::size_t page) const {
    return flow_.layout->master(page % 2 == 1 ? part.design->left : part.design->right);
}

Rect PressRoom::frame_rect(const Master& master, std::string_view frame, std::size_t page) const {
    const design::Frame* found = master.frame(frame);
    return found == nullptr ? Rect{} : found->area.resolve(master.page, left_page(page));
}

pages::Page& PressRoom::start_page(const flow::Part& part) {
    const std::size_t number = document_.pages.size();
    pages::Page page;
    page.label = flow_.digits(static_cast<long long>(number) + 1);
    const Master& master = *master_for(part, number);
    page.size = master.page;
    page.master = master.name;
    folios_.push_back(page.label);
    document_.pages.push_back(std::move(page));
    running_.push_back(current_running_);
    return document_.pages.back();
}

Material PressRoom::compose(const Filled& filled, const Channel& channel) {
    return composer_.compose(filled.filling->blocks, {Length{}, channel.width}, filled.tags);
}

void PressRoom::set_notes(const Channel& channel) {
    notes_.clear();
    note_heights_.clear();
    const std::size_t personal = composer_.personal().size();
    for (const flow::Block& block : flow_.notes) {
        notes_.push_back(
            stack(composer_.compose_one(block, {Length{}, channel.notes_width}, note_tags_)));
        note_heights_.push_back(notes_.back().height +
                                (channel.side ? flow_.layout->grid / 4 : Length{}));
    }
    if (composer_.personal().size() > personal) {
        composer_.set_rigid();
    }
}

void PressRoom::lay_flow(const LaidPart& laid) {
    for (const Filled& filled : laid.fillings) {
        const Channel run = channel(*laid.part, filled.filling->frame, document_.pages.size());
        set_notes(run);
        Material material = compose(filled, run);
        BreakResult result = fill(run, material);
        if (!result.pages.empty()) {
            note_fullness(result, material, run, true);
        }
        place_plans(run, result.pages, material);
    }
}

void PressRoom::lay_page(const LaidPart& laid) {
    start_page(*laid.part);
    for (const Filled& filled : laid.fillings) {
        const Channel run = channel(*laid.part, filled.filling->frame, document_.pages.size() - 1);
        set_notes(run);
        Material material = compose(filled, run);
        if (material.empty()) {
            continue;
        }
        BreakResult result = fill(run, material);
        note_fullness(result, material, run, false);
        if (result.pages.back().frame >= run.columns) {
            Length need;
            for (const PagePlan& plan : result.pages) {
                need += plan.used;
            }
            const auto columns = static_cast<std::int64_t>(run.columns);
            complaints_.push_back({material.front().span, need, spec(run, 0).height * columns});
        }
        std::erase_if(result.pages,
                      [&](const PagePlan& plan) { return plan.frame >= run.columns; });
        place_plans(run, result.pages, material);
    }
}

void PressRoom::lay_pads(LaidPart& laid) {
    TagBuilder builder(flow_, document_.tags);
    const std::size_t pads = pads_needed(laid);
    extent_.pads += pads;
    extent_.pad_multiple = static_cast<std::size_t>(std::max(1, flow_.layout->fold.multiple));
    for (std::size_t pad = 0; pad < pads; ++pad) {
        current_running_.clear();
        start_page(*laid.part);
        const std::size_t number = document_.pages.size() - 1;
        for (const flow::Filling& filling : laid.part->fillings) {
            if (pad_tags_.size() <= pad) {
                pad_tags_.push_back(builder.build(filling.blocks, laid.tag));
            }
            const Channel run = channel(*laid.part, filling.frame, number);
            Material material =
                composer_.compose(filling.blocks, {Length{}, run.width}, pad_tags_[pad]);
            BreakResult result = break_pages(material, [&](std::size_t n) { return spec(run, n); });
            std::erase_if(result.pages,
                          [&](const PagePlan& plan) { return plan.frame >= run.columns; });
            place_plans(run, result.pages, material);
        }
    }
}

void PressRoom::place_plan(const PagePlan& plan, Material& material, Rect frame, Where where) {
    const auto [page, column] = where;
    pages::Page& made = document_.pages[page];
    // Passages side by side within a column have numbers of their own.
    const auto first_column = static_cast<std::uint32_t>(column * 100);
    for (const Slot& slot : plan.slots) {
        Atom& atom = material[slot.atom];
        const Point at = Point{frame.x, frame.y} + slot.at;
        if (slot.head) {
            repeat(*atom.head, at, made);
            continue;
        }
        for (pages::LineRecord& line : atom.lines) {
            line.frame = first_column + slot.column;
        }
        if (atom.has_running) {
            current_running_ = atom.running;
            // A section that opens at the page's head names the page; later ones the next.
            const bool at_head = first_column == 0 && slot.at.y < flow_.layout->grid;
            if (at_head || running_[page].empty()) {
                running_[page] = atom.running;
            }
        }
        place_atom(atom, at, frame, page);
    }
}

void PressRoom::place_atom(Atom& atom, Point at, Rect frame, std::size_t page) {
    for (pages::Item& item : atom.items) {
        item.node = atom.node;
    }
    for (const auto& [name, point] : atom.places) {
        document_.places.emplace(name, pages::Place{page, point + at});
    }
    if (atom.fill) {
        place_fill(atom, at, frame, page);
    }
    keep_anchors(atom, at);
    place(std::move(atom), at, document_.pages[page]);
}

void PressRoom::place_fill(const Atom& atom, Point at, Rect frame, std::size_t page) {
    if (atom.fill_spacing <= Length{}) {
        return;
    }
    for (Length y = at.y + atom.fill_spacing; y <= frame.bottom(); y += atom.fill_spacing) {
        pages::Item item;
        item.what = pages::Rule{
            {at.x, y}, {at.x + atom.fill_width, y}, atom.fill_thickness, atom.fill_color, false,
            Length{}};
        document_.pages[page].items.push_back(item);
    }
}

void PressRoom::place_notes(const PagePlan& plan, Rect frame, std::size_t page) {
    if (plan.notes.empty()) {
        return;
    }
    Length height;
    for (const int number : plan.notes) {
        height += note_heights_[static_cast<std::size_t>(number - 1)];
    }
    Length y = frame.bottom() - height;
    const Length rule_y = y - flow_.layout->grid / 3;
    pages::Item rule;
    const bool rtl = flow_.direction == locale::Direction::right_to_left;
    const Length start = rtl ? frame.right() - Length::mm(22) : frame.x;
    const auto ink = flow_.layout->palette.find("ink");
    rule.what =
        pages::Rule{{start, rule_y}, {start + Length::mm(22), rule_y},
                    Length::pt(0.5), ink == flow_.layout->palette.end() ? Color{} : ink->second,
                    false,           Length{}};
    document_.pages[page].items.push_back(rule);
    for (const int number : plan.notes) {
        Atom& note = notes_[static_cast<std::size_t>(number - 1)];
        const Length next = y + note.height;
        place_atom(note, {frame.x, y}, frame, page);
        y = next;
    }
}

} // namespace carefold::layout
