// A set line -> an atom: its runs in reading order with their tags, objects, links, and a record of
// the line.
#include "layout/compose.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace carefold::layout {

using flow::Inline;

namespace {

constexpr std::string_view zero_width_space = "\u200B";

/// Runs stand as they are seen, from left to right. Those against the line's direction are read
/// the other way round, each stretch of them at its place.
std::vector<std::size_t> reading_order(const std::vector<text::Run>& runs, bool right_to_left) {
    std::vector<std::size_t> order(runs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (right_to_left) {
        std::reverse(order.begin(), order.end());
    }
    const auto against = [&](std::size_t i) {
        return !runs[i].object && runs[i].right_to_left != right_to_left;
    };
    for (auto from = order.begin(); from != order.end();) {
        const auto to = std::find_if_not(from, order.end(), against);
        std::reverse(from, to);
        from = to == order.end() ? to : to + 1;
    }
    return order;
}

// What a line breaks at and no glyph shows, where its last character does not tell by itself: a
// space in a script that has few, no space in one that has them. Lines that run left to right only:
// there the last run is the last to be read.
std::string_view tail_of(const text::Line& line) {
    const text::Run& run = line.runs.back();
    if (line.last || line.hyphenated || run.right_to_left || run.object || run.text.empty()) {
        return {};
    }
    std::size_t at = run.text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(run.text[at]) & 0xC0U) == 0x80U) {
        --at;
    }
    const char32_t c = next_utf8(run.text, at);
    const bool sign = c >= 0x2000 && c <= 0x206F;
    if (!line.joined) {
        const bool dash = (c >= 0x2010 && c <= 0x2015) || c == '-' || c == '/';
        return (c >= 0xE00 && !sign) || dash ? " " : std::string_view();
    }
    const bool ascii_sign = c < 0x80 && std::isalnum(static_cast<unsigned char>(c)) == 0;
    return ascii_sign || sign ? std::string_view() : zero_width_space;
}

} // namespace

Atom Composer::line_atom(const text::Line& line, const flow::Paragraph& paragraph, Column column,
                         const Context& context) {
    Atom atom;
    atom.height = paragraph.leading;
    // The line's text is centred in its leading by the paragraph's main font, so that equal
    // leadings give equal baselines whatever else stands on the line.
    const text::Style& main =
        styles_[paragraph.inlines.empty() ? 0 : paragraph.inlines.front().style];
    Length baseline = paragraph.leading.scaled(0.75);
    if (main.face) {
        const font::Metrics& metrics = main.face->metrics();
        const double above = static_cast<double>(metrics.ascent) / metrics.units_per_em;
        const double below = -static_cast<double>(metrics.descent) / metrics.units_per_em;
        const Length extent = main.size.scaled(above + below);
        baseline = (paragraph.leading - extent) / 2 + main.size.scaled(above);
    }
    const auto found = context.tags.paragraphs.find(&paragraph);
    const ParagraphTags* tags = found == context.tags.paragraphs.end() ? nullptr : &found->second;
    const bool rtl = paragraph.direction == locale::Direction::right_to_left;
    for (const std::size_t number : reading_order(line.runs, rtl)) {
        const text::Run& run = line.runs[number];
        if (!draft_) {
            const bool last = !rtl && &run == &line.runs.back();
            const std::string_view tail = last ? tail_of(line) : "";
            add_run(run, {paragraph, tags, line.stretch, {column.x, baseline}, tail}, atom);
        }
        const Inline& each = paragraph.inlines[run.owner];
        if (each.kind == Inline::Kind::note &&
            (atom.notes.empty() || atom.notes.back().number != each.number)) {
            atom.notes.push_back({each.number, baseline});
        }
    }
    pages::LineRecord record;
    record.baseline = {column.x, baseline};
    record.space_ratio = line.space_ratio;
    record.max_space_ratio = line.max_space_ratio;
    record.mean_space = line.mean_space;
    record.justified = line.justified;
    record.hyphenated = line.hyphenated;
    record.overfull = line.overfull;
    record.last = line.last;
    atom.lines.push_back(record);
    return atom;
}

void Composer::add_run(const text::Run& run, const Setting& setting, Atom& atom) {
    const auto& [paragraph, tags, stretch, origin, tail] = setting;
    const Inline& each = paragraph.inlines[run.owner];
    const pages::TagId tag = tags == nullptr ? pages::artifact : tags->leaves[run.owner];
    const text::Style& style = styles_[each.style];
    const Point at{origin.x + run.x, origin.y - style.rise};
    const Rect rect{at.x, at.y - style.size.scaled(0.8), run.width, style.size};
    if (run.object) {
        add_object(each, flow_.styles[each.style], rect, tag, atom);
        add_link(paragraph, each, tags, rect, atom);
        return;
    }
    pages::Text text;
    text.face = run.face;
    text.size = style.size;
    text.origin = at;
    text.stretch = stretch;
    text.color = style.color;
    text.text = run.text;
    text.text += tail;
    text.right_to_left = run.right_to_left;
    text.glyphs.reserve(run.glyphs.size());
    for (const text::Glyph& glyph : run.glyphs) {
        text.glyphs.push_back({glyph.id, glyph.advance, glyph.natural_advance, glyph.dx, glyph.dy,
                               glyph.text_begin, glyph.text_length});
    }
    pages::Item item;
    item.what = std::move(text);
    item.tag = tag;
    atom.items.push_back(std::move(item));
    add_link(paragraph, each, tags, rect, atom);
}

void Composer::add_link(const flow::Paragraph& paragraph, const Inline& each,
                        const ParagraphTags* tags, Rect rect, Atom& atom) {
    int number = each.element;
    while (number >= 0) {
        const flow::InlineElement& element = paragraph.elements[static_cast<std::size_t>(number)];
        if (!element.destination.empty() || !element.uri.empty()) {
            break;
        }
        number = element.parent;
    }
    if (number < 0 || tags == nullptr) {
        return;
    }
    const flow::InlineElement& element = paragraph.elements[static_cast<std::size_t>(number)];
    const pages::TagId tag = tags->elements[static_cast<std::size_t>(number)];
    if (!atom.links.empty() && atom.links.back().tag == tag) {
        Rect& whole = atom.links.back().rect; // the same link goes on along the line
        const Length right = max(whole.right(), rect.right());
        whole.x = min(whole.x, rect.x);
        whole.width = right - whole.x;
        return;
    }
    atom.links.push_back({rect, element.destination, element.uri, tag, element.contents});
}

void Composer::add_object(const Inline& each, const flow::CharStyle& style, Rect rect,
                          pages::TagId tag, Atom& atom) {
    const Length baseline = rect.y + style.size.scaled(0.8);
    pages::Item item;
    item.tag = pages::artifact; // the words beside it say the same
    if (each.kind == Inline::Kind::disc) {
        pages::Disc disc;
        disc.radius = style.size.scaled(0.27);
        disc.center = {rect.x + disc.radius, baseline - style.size.scaled(0.33)};
        if (each.number > 0) {
            disc.fill = style.color;
        } else {
            disc.stroke = style.color;
            disc.line_width = style.size.scaled(0.06);
            disc.radius -= disc.line_width / 2;
        }
        item.what = disc;
    } else if (each.kind == Inline::Kind::box) {
        pages::Box box;
        const Length side = Length::mm(4);
        box.rect = {rect.x, baseline - style.size.scaled(0.36) - side / 2, side, side};
        box.stroke = style.color;
        box.line_width = Length::pt(0.8);
        box.radius = Length::pt(1);
        item.what = box;
    } else {
        const Length y = baseline + style.size.scaled(0.12);
        item.what = pages::Rule{{rect.x, y}, {rect.right(), y}, Length::pt(0.5), style.color,
                                false,       Length{}};
    }
    (void)tag;
    atom.items.push_back(std::move(item));
}

} // namespace carefold::layout
