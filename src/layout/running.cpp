// Running matter: a line or two of text in an area of its own.
#include "layout/compose.hpp"

#include <algorithm>

namespace carefold::layout {

namespace {

constexpr std::string_view ellipsis = "\u2026";
constexpr std::string_view isolate_end = "\u2069";

void drop_end(std::string& text, std::string_view end) {
    if (text.ends_with(end)) {
        text.resize(text.size() - end.size());
    }
}

void drop_character(std::string& text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
        text.pop_back();
    }
    if (!text.empty()) {
        text.pop_back();
    }
}

} // namespace

std::vector<text::Line> Composer::fixture_lines(const flow::Paragraph& paragraph, Length width,
                                                text::Align align) {
    text::Options options;
    options.align = align;
    options.hyphenate = false;
    options.hang_punctuation = false;
    options.measures = {width};
    std::vector<text::Missing> missing;
    return shaper_.set(prepare(paragraph, 0, 1), options, missing);
}

/// A character less before the "…"; false when none are left.
bool Composer::shorten(std::string& text) {
    const bool isolated = text.ends_with(isolate_end);
    drop_end(text, isolate_end);
    drop_end(text, ellipsis);
    drop_character(text);
    while (text.ends_with(' ')) {
        text.pop_back();
    }
    if (text.empty()) {
        return false;
    }
    text += ellipsis;
    text += isolated ? isolate_end : std::string_view();
    return true;
}

Atom Composer::fixture(const std::string& text, std::uint32_t style, Size room, text::Align align) {
    flow::Paragraph paragraph;
    flow::Inline each;
    each.text = text;
    each.style = style;
    paragraph.inlines.push_back(each);
    paragraph.direction = flow_.direction;
    paragraph.hyphenate = false;
    paragraph.leading = flow_.styles[style].size.scaled(1.3);
    std::string& words = paragraph.inlines.front().text;
    if (room.height > Length{}) {
        const double fitting = room.height.to_pt() / std::max(1.0, paragraph.leading.to_pt());
        const auto most = std::max<std::int64_t>(1, static_cast<std::int64_t>(fitting + 0.3));
        // Several lines are never quite full.
        const Length all = most > 1 ? room.width.scaled(0.8) * most : room.width;
        while (natural_width(paragraph) > all && shorten(words)) {
        }
    }
    const std::vector<text::Line> set_lines = fixture_lines(paragraph, room.width, align);
    const TagIndex none;
    Material material;
    for (const text::Line& line : set_lines) {
        material.push_back(line_atom(line, paragraph, {Length{}, room.width}, {none}));
    }
    Atom atom = stack(std::move(material));
    atom.lines.clear();
    return atom;
}

} // namespace carefold::layout
