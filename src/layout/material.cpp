#include "layout/material.hpp"

namespace carefold::layout {

namespace {

void shift_item(pages::Item& item, Point by) {
    struct Shift {
        Point by;
        void operator()(pages::Text& text) const { text.origin = text.origin + by; }
        void operator()(pages::Box& box) const { box.rect = box.rect.shifted(by); }
        void operator()(pages::Rule& rule) const {
            rule.from = rule.from + by;
            rule.to = rule.to + by;
        }
        void operator()(pages::Disc& disc) const { disc.center = disc.center + by; }
        void operator()(pages::Placed& placed) const { placed.rect = placed.rect.shifted(by); }
    };
    std::visit(Shift{by}, item.what);
}

template <typename Container>
void append(Container& to, Container& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

} // namespace

void shift(Atom& atom, Point by) {
    for (pages::Item& item : atom.items) {
        shift_item(item, by);
    }
    for (pages::Link& link : atom.links) {
        link.rect = link.rect.shifted(by);
    }
    for (pages::LineRecord& line : atom.lines) {
        line.baseline = line.baseline + by;
    }
    for (auto& [name, point] : atom.places) {
        point = point + by;
    }
    for (Anchor& anchor : atom.anchors) {
        anchor.at = anchor.at + by;
    }
    for (NoteRef& note : atom.notes) {
        note.baseline += by.y;
    }
}

void absorb(Atom& atom, Atom&& other, Point by) {
    shift(other, by);
    append(atom.items, other.items);
    append(atom.links, other.links);
    append(atom.lines, other.lines);
    append(atom.places, other.places);
    append(atom.anchors, other.anchors);
    append(atom.notes, other.notes);
    if (other.has_running && !atom.has_running) {
        atom.running = std::move(other.running);
        atom.has_running = true;
    }
}

Atom stack(Material&& material) {
    Atom whole;
    Length y;
    Length pending;
    bool first = true;
    for (Atom& atom : material) {
        if (first) {
            whole.space_before = atom.space_before;
            whole.before = atom.before;
            whole.node = atom.node;
            whole.span = atom.span;
        } else {
            y += max(pending, atom.space_before);
        }
        first = false;
        pending = atom.space_after;
        whole.keep_next = atom.keep_next;
        const Length height = atom.height;
        absorb(whole, std::move(atom), {Length{}, y});
        y += height;
    }
    whole.space_after = pending;
    whole.height = y;
    return whole;
}

void place(Atom&& atom, Point at, pages::Page& page) {
    shift(atom, at);
    append(page.items, atom.items);
    append(page.links, atom.links);
    append(page.lines, atom.lines);
}

void repeat(const Atom& atom, Point at, pages::Page& page) {
    for (const pages::Item& item : atom.items) {
        page.items.push_back(item);
        pages::Item& placed = page.items.back();
        shift_item(placed, at);
        placed.tag = pages::artifact;
        placed.running = true;
    }
}

} // namespace carefold::layout
