// Lines that are one reader's own, and other readers' in their places.
//
// A line's height and baseline come from its paragraph's style, never from its characters. So what
// stands elsewhere depends on a paragraph's text only through the number of its lines and where
// words are broken at their ends; when these agree, nothing else has moved. Where more depends on
// the text (a table's columns, a marker's width, dots of contents, links and notes inside it) the
// composer says it is rigid.
#include "layout/press_room.hpp"

#include <algorithm>

namespace carefold::layout {

namespace {

/// Links, notes and page numbers have places of their own, which move with the text.
bool has_more_than_text(const flow::Paragraph& paragraph) {
    const auto leads = [](const flow::InlineElement& each) {
        return !each.destination.empty() || !each.uri.empty();
    };
    const auto refers = [](const flow::Inline& each) {
        return each.kind == flow::Inline::Kind::note;
    };
    return paragraph.has_page_numbers ||
           std::any_of(paragraph.elements.begin(), paragraph.elements.end(), leads) ||
           std::any_of(paragraph.inlines.begin(), paragraph.inlines.end(), refers);
}

std::vector<bool> hyphened(const std::vector<text::Line>& lines) {
    std::vector<bool> each;
    each.reserve(lines.size());
    for (const text::Line& line : lines) {
        each.push_back(line.hyphenated);
    }
    return each;
}

void mark(Atom& atom, std::int32_t line, const text::Style& style) {
    if (atom.items.empty()) { // its place among the items all the same
        pages::Text nothing;
        nothing.face = style.face;
        nothing.size = style.size;
        atom.items.emplace_back().what = std::move(nothing);
    }
    for (pages::Item& item : atom.items) {
        item.personal = line;
    }
}

} // namespace

diag::Sink& Composer::sink_for(const flow::Paragraph& paragraph) const {
    return paragraph.personal && resources_.personal != nullptr ? *resources_.personal : sink_;
}

void Composer::forget_personal() {
    personal_.clear();
    personal_lines_ = 0;
    rigid_ = false;
}

void Composer::keep_personal(const flow::Paragraph& paragraph, const flow::Block& block,
                             Column column, const Context& context, Material& material) {
    rigid_ = rigid_ || has_more_than_text(paragraph);
    Personal kept{&paragraph,         &block, column, &context.tags, personal_lines_,
                  hyphened(scratch_), {}};
    for (Atom& atom : material) {
        const std::int32_t line = personal_lines_++;
        if (!draft_) {
            mark(atom, line, styles_[paragraph.inlines.front().style]);
        }
        atom.anchors.push_back({line, {}});
    }
    personal_.push_back(std::move(kept));
}

bool Composer::set_personal() {
    bool same = true;
    for (Personal& each : personal_) {
        each.lines = set(*each.paragraph, each.column.width, *each.block);
        same = same && hyphened(each.lines) == each.hyphened;
    }
    return same;
}

Atom Composer::personal_atom(const Personal& each, std::size_t line) {
    Atom atom = line_atom(each.lines[line], *each.paragraph, each.column, {*each.tags});
    mark(atom, each.first + static_cast<std::int32_t>(line),
         styles_[each.paragraph->inlines.front().style]);
    return atom;
}

void PressRoom::keep_anchors(const Atom& atom, Point at) {
    for (const Anchor& anchor : atom.anchors) {
        const auto line = static_cast<std::size_t>(anchor.line);
        if (anchors_.size() <= line) {
            anchors_.resize(line + 1);
        }
        anchors_[line] = {anchor.at + at, atom.node, true};
    }
}

void PressRoom::settle() {
    composer_.settle();
    notes_ = {};
}

bool PressRoom::imprintable() const {
    const auto placed = [](const PlacedAnchor& anchor) { return anchor.placed; };
    return !composer_.rigid() &&
           anchors_.size() == static_cast<std::size_t>(composer_.personal_lines()) &&
           std::all_of(anchors_.begin(), anchors_.end(), placed);
}

pages::Imprint PressRoom::imprint() {
    pages::Imprint made(anchors_.size());
    for (const Composer::Personal& each : composer_.personal()) {
        for (std::size_t i = 0; i < each.lines.size(); ++i) {
            const std::size_t line = static_cast<std::size_t>(each.first) + i;
            Atom atom = composer_.personal_atom(each, i);
            shift(atom, anchors_[line].at);
            for (pages::Item& item : atom.items) {
                item.node = anchors_[line].node;
            }
            made[line] = std::move(atom.items);
        }
    }
    for (const PersonalFixture& each : fixtures_) {
        pages::Page page;
        set_fixture(*each.fixture, each.area, each.page, page);
        for (pages::Item& item : page.items) {
            item.personal = each.line;
        }
        made[static_cast<std::size_t>(each.line)] = std::move(page.items);
    }
    return made;
}

// Running matter that says the same on several pages, at the same place, is one line.
std::int32_t PressRoom::personal_fixture(const design::Fixture& fixture, Rect area,
                                         std::size_t page) {
    const std::string shape = fixture_text(fixture, page, false);
    for (const PersonalFixture& known : fixtures_) {
        if (known.fixture == &fixture && known.area == area && known.shape == shape &&
            align_of(fixture, known.page) == align_of(fixture, page)) {
            return known.line;
        }
    }
    const std::int32_t line = composer_.add_personal_line();
    fixtures_.push_back({&fixture, area, page, shape, line});
    Atom place;
    place.anchors.push_back({line, {}});
    keep_anchors(place, {});
    return line;
}

void PressRoom::add_exemplar(std::uint32_t style, std::string_view characters) {
    const font::FacePtr& face = composer_.style(style).face;
    auto& all = document_.exemplars;
    auto same = std::find_if(all.begin(), all.end(),
                             [&](const pages::Exemplar& each) { return each.face == face; });
    if (same == all.end()) {
        same = all.insert(all.end(), {face, {}});
    }
    same->characters += characters;
}

// What surrounds the values is set with them, but is everybody's.
void PressRoom::gather_exemplars() {
    const std::string likely = locale::name_characters(flow_.metadata.language);
    for (const Composer::Personal& each : composer_.personal()) {
        for (const flow::Inline& part : each.paragraph->inlines) {
            add_exemplar(part.style, part.field.empty() ? part.text : likely);
        }
    }
    for (const PersonalFixture& each : fixtures_) {
        const std::uint32_t style = flow_.fixture_style(each.fixture->style);
        add_exemplar(style, likely);
        add_exemplar(style, each.shape);
    }
}

} // namespace carefold::layout
