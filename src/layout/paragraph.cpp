// Paragraphs: inlines -> text::Paragraph -> lines -> atoms with tags.
#include "layout/compose.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace carefold::layout {

using flow::Inline;

namespace {

constexpr std::string_view zero_width_space = "\u200B";
constexpr std::string_view object_character = "\xEF\xBF\xBC"; // U+FFFC

bool is_object(const Inline& each) {
    return each.kind == Inline::Kind::disc || each.kind == Inline::Kind::box ||
           each.kind == Inline::Kind::blank;
}

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

text::Align to_align(flow::Paragraph::Align align) {
    switch (align) {
    case flow::Paragraph::Align::start:
        return text::Align::start;
    case flow::Paragraph::Align::center:
        return text::Align::center;
    case flow::Paragraph::Align::end:
        return text::Align::end;
    default:
        return text::Align::justify;
    }
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

std::string Composer::inline_text(const Inline& each) const {
    if (each.kind == Inline::Kind::line_break) {
        return "\n";
    }
    if (is_object(each)) {
        return std::string(object_character);
    }
    if (each.kind != Inline::Kind::page_number) {
        return each.text;
    }
    std::string label = "00";
    if (labels_ != nullptr) {
        if (const auto found = labels_->find(each.target); found != labels_->end()) {
            label = found->second;
        }
    }
    std::string text = each.text;
    if (const auto at = text.find("{n}"); at != std::string::npos) {
        text.replace(at, 3, label);
    }
    return text;
}

Length Composer::object_width(const flow::Paragraph& paragraph, const Inline& each) const {
    const Length size = flow_.styles[each.style].size;
    switch (each.kind) {
    case Inline::Kind::disc:
        return size.scaled(0.78);
    case Inline::Kind::box:
        return Length::mm(4);
    default:
        (void)paragraph;
        return max(each.width, Length::pt(1));
    }
}

text::Paragraph Composer::prepare(const flow::Paragraph& paragraph, std::size_t begin,
                                  std::size_t end) {
    text::Paragraph made;
    made.direction = paragraph.language == LanguageTag() ? flow_.direction
                                                         : locale::direction(paragraph.language);
    std::vector<int> index(styles_.size(), -1); // of each document style among the paragraph's own
    for (std::size_t i = begin; i < end; ++i) {
        const Inline& each = paragraph.inlines[i];
        const std::string text = inline_text(each);
        if (text.empty()) {
            continue;
        }
        text::Span span;
        span.begin = static_cast<std::uint32_t>(made.text.size());
        made.text += text;
        span.end = static_cast<std::uint32_t>(made.text.size());
        int& style = index[each.style];
        if (style < 0) {
            style = static_cast<int>(made.styles.size());
            made.styles.push_back(styles_[each.style]);
        }
        span.style = static_cast<std::uint32_t>(style);
        span.owner = static_cast<std::uint32_t>(i);
        if (is_object(each)) {
            span.object_width = object_width(paragraph, each);
        }
        made.spans.push_back(span);
    }
    return made;
}

void Composer::complain(const std::vector<text::Missing>& missing, const flow::Block& block) {
    for (const text::Missing& each : missing) {
        if (!complained_.insert(each.character).second) {
            continue;
        }
        std::string shown;
        append_utf8(shown, each.character);
        sink_.error("layout.missing-glyph", block.span,
                    fmt::format("no font covers “{}” (U+{:04X})", shown,
                                static_cast<std::uint32_t>(each.character)),
                    resources_.fonts->remedy(each.character));
    }
}

// Once for each language: the document can be made, but its lines are looser than they need be.
void Composer::note_lack_of_patterns(const text::Paragraph& paragraph, const flow::Block& block) {
    for (const text::Style& style : paragraph.styles) {
        if (style.hyphenator || !lacking_.insert(style.language).second) {
            continue;
        }
        if (const auto package = locale::hyphenation_package(style.language)) {
            sink_.report({diag::Severity::note,
                          "locale.no-hyphenation",
                          block.span,
                          "no hyphenation dictionary for " + diag::quoted(style.language.text()) +
                              "; its words stay whole",
                          package->empty() ? "add one to the hyphenation folder, hyph_" +
                                                 std::string(style.language.language()) + ".dic"
                                           : "install the package " + *package,
                          {}});
        }
    }
}

std::vector<text::Line> Composer::set(const flow::Paragraph& paragraph, Length width,
                                      const flow::Block& block) {
    std::vector<text::Missing> missing;
    text::Options options;
    options.align = to_align(paragraph.align);
    options.hyphenate = paragraph.hyphenate;
    options.first_indent = paragraph.first_indent;
    options.measures = {width};
    options.shortest_last_line =
        max(paragraph.first_indent + paragraph.leading, paragraph.leading * 5 / 2);
    const text::Paragraph prepared = prepare(paragraph, 0, paragraph.inlines.size());
    if (paragraph.hyphenate) {
        note_lack_of_patterns(prepared, block);
    }
    std::vector<text::Line> lines = shaper_.set(prepared, options, missing);
    complain(missing, block);
    for (const text::Line& line : lines) {
        if (line.overfull) {
            sink_.warning(
                "layout.overfull-line", block.span,
                fmt::format("a word is wider than its measure of {:.0f} pt", width.to_pt()),
                "allow a break with U+00AD, or widen the frame or column");
            break;
        }
    }
    return lines;
}

const std::vector<text::Line>& Composer::lines(const flow::Paragraph& paragraph, Length width,
                                               const flow::Block& block) {
    if (paragraph.has_page_numbers) {
        scratch_ = set(paragraph, width, block);
        return scratch_;
    }
    const Key key{&paragraph, width};
    auto found = set_.find(key);
    if (found == set_.end()) {
        found = set_.emplace(key, set(paragraph, width, block)).first;
    }
    return found->second;
}

Material Composer::paragraph(const flow::Paragraph& paragraph, const flow::Block& block,
                             Column column, const Context& context) {
    for (const Inline& each : paragraph.inlines) {
        if (each.kind == Inline::Kind::leader) {
            return with_leader(paragraph, block, column, context);
        }
    }
    Material material;
    const std::vector<text::Line>& set_lines = lines(paragraph, column.width, block);
    const std::uint32_t number = paragraph_number_++;
    const bool on_grid = block.body_text && !context.decorated && !block.style.off_grid;
    const std::size_t count = set_lines.size();
    for (std::size_t i = 0; i < count; ++i) {
        Atom atom = line_atom(set_lines[i], paragraph, column, context);
        atom.snap = on_grid;
        atom.continues = i > 0;
        atom.node = block.node;
        atom.span = block.span;
        atom.hyphenated = set_lines[i].hyphenated;
        if (i > 0) {
            // Orphan and widow control: two lines at least on either side of a page's end.
            const bool narrow = i == 1 || i + 1 == count;
            atom.before = block.heading_level > 0 ? Break::forbidden
                          : narrow                ? Break::avoid
                                                  : Break::allowed;
        }
        for (pages::LineRecord& record : atom.lines) {
            record.body = on_grid;
            record.heading = block.heading_level > 0;
            record.paragraph = number;
            record.first = i == 0;
        }
        material.push_back(std::move(atom));
    }
    return material;
}

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
    const bool rtl = locale::direction(paragraph.language) == locale::Direction::right_to_left;
    for (const std::size_t number : reading_order(line.runs, rtl)) {
        const text::Run& run = line.runs[number];
        if (!draft_) {
            const std::string_view tail = &run == &line.runs.back() ? tail_of(line) : "";
            add_run(run, {paragraph, tags, line.stretch, {column.x, baseline}, tail}, atom);
        }
        const Inline& each = paragraph.inlines[run.owner];
        if (each.kind == Inline::Kind::note &&
            (atom.notes.empty() || atom.notes.back() != each.number)) {
            atom.notes.push_back(each.number);
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

Length Composer::natural_width(const flow::Paragraph& paragraph) {
    std::vector<text::Missing> missing;
    return shaper_.measure(prepare(paragraph, 0, paragraph.inlines.size()), missing).natural;
}

// A contents entry: the words set ragged beside the number's width, the number at the end of the
// last line, a row of dots between.
Material Composer::with_leader(const flow::Paragraph& paragraph, const flow::Block& block,
                               Column column, const Context& context) {
    std::size_t at = 0;
    while (paragraph.inlines[at].kind != Inline::Kind::leader) {
        ++at;
    }
    std::vector<text::Missing> missing;
    const text::Paragraph number = prepare(paragraph, at + 1, paragraph.inlines.size());
    const Length number_width = shaper_.measure(number, missing).natural;
    const Length room = styles_[paragraph.inlines[at].style].size.scaled(2.4);
    text::Options options;
    options.align = text::Align::start;
    options.hyphenate = false;
    const Column entry = cut(column, {}, max(number_width, room));
    options.measures = {entry.width};
    const std::vector<text::Line> words = shaper_.set(prepare(paragraph, 0, at), options, missing);
    options.measures = {column.width};
    options.align = text::Align::end;
    const std::vector<text::Line> numbers = shaper_.set(number, options, missing);
    complain(missing, block);
    Material material;
    for (std::size_t i = 0; i < words.size(); ++i) {
        Atom atom = line_atom(words[i], paragraph, entry, context);
        atom.before = i > 0 ? Break::forbidden : Break::allowed;
        atom.node = block.node;
        atom.span = block.span;
        if (i + 1 == words.size() && !numbers.empty()) {
            Length used; // of the entry's width by the words
            for (const text::Run& run : words[i].runs) {
                used = max(used, right_to_left_ ? entry.width - run.x : run.x + run.width);
            }
            const Column gap = cut(column, used + Length::pt(6), number_width + Length::pt(6));
            const Length y = atom.lines.front().baseline.y - Length::pt(0.8);
            if (gap.width > Length::pt(6)) {
                pages::Item dots;
                dots.what =
                    pages::Rule{{gap.x, y},    {gap.x + gap.width, y},
                                Length::pt(1), flow_.styles[paragraph.inlines[at].style].color,
                                true,          Length::pt(5)};
                atom.items.push_back(std::move(dots));
            }
            absorb(atom, line_atom(numbers.front(), paragraph, column, context), {});
            atom.lines.resize(1);
        }
        material.push_back(std::move(atom));
    }
    return material;
}

} // namespace carefold::layout
