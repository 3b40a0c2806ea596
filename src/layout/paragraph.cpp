// Paragraphs: inlines -> text::Paragraph -> lines -> material. line.cpp makes the atoms.
#include "layout/compose.hpp"

#include <fmt/core.h>

namespace carefold::layout {

using flow::Inline;

namespace {

constexpr std::string_view object_character = "\xEF\xBF\xBC"; // U+FFFC

bool is_object(const Inline& each) {
    return each.kind == Inline::Kind::disc || each.kind == Inline::Kind::box ||
           each.kind == Inline::Kind::blank;
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
    made.direction = paragraph.direction;
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

void Composer::complain(const std::vector<text::Missing>& missing, const flow::Block& block,
                        const flow::Paragraph& paragraph) {
    for (const text::Missing& each : missing) {
        if (!paragraph.personal && !complained_.insert(each.character).second) {
            continue;
        }
        std::string shown;
        append_utf8(shown, each.character);
        sink_for(paragraph).error("layout.missing-glyph", block.span,
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
    options.phrases = paragraph.phrases;
    options.first_indent = paragraph.first_indent;
    options.measures = {width};
    options.shortest_last_line =
        max(paragraph.first_indent + paragraph.leading, paragraph.leading * 5 / 2);
    const text::Paragraph prepared = prepare(paragraph, 0, paragraph.inlines.size());
    if (paragraph.hyphenate) {
        note_lack_of_patterns(prepared, block);
    }
    std::vector<text::Line> lines = shaper_.set(prepared, options, missing);
    complain(missing, block, paragraph);
    for (const text::Line& line : lines) {
        if (line.overfull) {
            sink_for(paragraph).warning(
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
    if (paragraph.has_page_numbers || paragraph.personal) {
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
    if (paragraph.personal) {
        keep_personal(paragraph, block, column, context, material);
    }
    return material;
}

text::Shaper::Extent Composer::extent(const flow::Paragraph& paragraph) {
    rigid_ = rigid_ || paragraph.personal;
    std::vector<text::Missing> missing;
    return shaper_.measure(prepare(paragraph, 0, paragraph.inlines.size()), missing);
}

Length Composer::natural_width(const flow::Paragraph& paragraph) {
    return extent(paragraph).natural;
}

// A contents entry: the words set ragged beside the number's width, the number at the end of the
// last line, a row of dots between.
Material Composer::with_leader(const flow::Paragraph& paragraph, const flow::Block& block,
                               Column column, const Context& context) {
    rigid_ = rigid_ || paragraph.personal;
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
    complain(missing, block, paragraph);
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
