// Pages and tags as text, one line a thing, for --dump and golden tests.
#include "pages/pages.hpp"

#include <cstdio>

namespace carefold::pages {

namespace {

std::string pt(Length length) {
    char digits[48];
    // Rounded in integers first: "-0.00" and the last bit of a double must not differ by machine.
    const std::int64_t units = length.units();
    const std::int64_t hundredths = (units * 100 + (units < 0 ? -32768 : 32768)) / 65536;
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    std::snprintf(digits, sizeof digits, "%s%lld.%02lld", hundredths < 0 ? "-" : "",
                  static_cast<long long>(size / 100), static_cast<long long>(size % 100));
    return digits;
}

std::string pt(Point at) {
    return pt(at.x) + ' ' + pt(at.y);
}

std::string pt(const Rect& rect) {
    return pt(Point{rect.x, rect.y}) + ' ' + pt(rect.width) + " x " + pt(rect.height);
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t character = next_utf8(text, at);
        if (character == U'"' || character == U'\\') {
            out += '\\';
            out += static_cast<char>(character);
        } else if (character < 0x20) {
            out += ' ';
        } else if (character == 0x00AD) { // or it would not be seen
            out += "\\-";
        } else {
            out.append(text, begin, at - begin);
        }
    }
    return out + '"';
}

Length width(const Text& text) {
    Length sum;
    for (const Glyph& glyph : text.glyphs) {
        sum += glyph.advance;
    }
    return sum.scaled(text.stretch);
}

std::string paint(const std::optional<Color>& fill, const std::optional<Color>& stroke,
                  Length line_width) {
    std::string out;
    if (fill) {
        out += " fill " + to_string(*fill);
    }
    if (stroke) {
        out += " stroke " + to_string(*stroke) + ' ' + pt(line_width);
    }
    return out;
}

struct Describe {
    std::string operator()(const Text& text) const {
        std::string out = "text " + pt(text.origin) + " width " + pt(width(text)) + ' ' +
                          (text.face ? text.face->postscript_name() : "no-face") + ' ' +
                          pt(text.size) + ' ' + to_string(text.color);
        if (text.stretch != 1.0) {
            char digits[32];
            std::snprintf(digits, sizeof digits, " stretch %.4f", text.stretch);
            out += digits;
        }
        out += text.right_to_left ? " rtl " : " ";
        return out + quoted(text.text);
    }
    std::string operator()(const Box& box) const {
        std::string out = "box " + pt(box.rect) + paint(box.fill, box.stroke, box.line_width);
        return box.radius > Length{} ? out + " radius " + pt(box.radius) : out;
    }
    std::string operator()(const Rule& rule) const {
        std::string out = "rule " + pt(rule.from) + " to " + pt(rule.to) + ' ' +
                          pt(rule.thickness) + ' ' + to_string(rule.color);
        if (rule.dash > Length{}) {
            out += " dashes " + pt(rule.dash) + ' ' + pt(rule.gap);
        }
        return rule.round_dots ? out + " dots " + pt(rule.gap) : out;
    }
    std::string operator()(const Disc& disc) const {
        return "disc " + pt(disc.center) + " radius " + pt(disc.radius) +
               paint(disc.fill, disc.stroke, disc.line_width);
    }
    std::string operator()(const Placed& placed) const {
        std::string out = "picture " + pt(placed.rect);
        if (!placed.picture) {
            return out + " none";
        }
        const image::Picture& picture = *placed.picture;
        if (const auto* vector = std::get_if<image::Vector>(&picture.data)) {
            return out + " vector " + std::to_string(vector->shapes.size()) + " shapes";
        }
        out += std::holds_alternative<image::Jpeg>(picture.data) ? " jpeg " : " raster ";
        return out + std::to_string(picture.pixel_width) + " x " +
               std::to_string(picture.pixel_height);
    }
};

bool is_tag(const Document& document, TagId id) {
    return id >= 0 && static_cast<std::size_t>(id) < document.tags.size();
}

const Tag& tag_of(const Document& document, TagId id) {
    return document.tags[static_cast<std::size_t>(id)];
}

/// "[P 12]": the nearest role and the leaf's number.
std::string owner(const Document& document, TagId leaf, bool running) {
    if (!is_tag(document, leaf)) {
        return running ? "[running]" : "[artifact]";
    }
    TagId at = leaf;
    while (tag_of(document, at).role == Role::none &&
           is_tag(document, tag_of(document, at).parent)) {
        at = tag_of(document, at).parent;
    }
    return '[' + std::string(role_name(tag_of(document, at).role)) + ' ' + std::to_string(leaf) +
           ']';
}

} // namespace

std::string dump_pages(const Document& document) {
    std::string out;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Page& page = document.pages[i];
        out += "page " + std::to_string(i + 1) + " label " + quoted(page.label) + " master " +
               (page.master.empty() ? "-" : page.master) + " size " + pt(page.size.width) + " x " +
               pt(page.size.height) + '\n';
        for (const Item& item : page.items) {
            out += "  " + std::visit(Describe{}, item.what) + ' ' +
                   owner(document, item.tag, item.running) + '\n';
        }
        for (const Link& link : page.links) {
            out += "  link " + pt(link.rect) + " to " +
                   quoted(link.destination.empty() ? link.uri : '#' + link.destination) + ' ' +
                   quoted(link.contents) + ' ' + owner(document, link.tag, false) + '\n';
        }
    }
    for (const auto& [name, place] : document.places) {
        out += "place " + quoted(name) + " page " + std::to_string(place.page + 1) + " at " +
               pt(place.at) + '\n';
    }
    for (const OutlineEntry& entry : document.outline) {
        out += "outline " + std::to_string(entry.level) + ' ' + quoted(entry.title) + " to " +
               quoted(entry.destination) + '\n';
    }
    return out;
}

namespace {

/// What lies in each leaf, in painting order: text in quotes, other items by their kind.
std::vector<std::string> contents_of_leaves(const Document& document) {
    std::vector<std::string> contents(document.tags.size());
    std::vector<std::string> texts(document.tags.size());
    std::vector<std::size_t> last_page(document.tags.size(), static_cast<std::size_t>(-1));
    static constexpr const char* kinds[] = {"text", "box", "rule", "disc", "picture"};
    const auto finish = [&](std::size_t leaf) {
        if (!texts[leaf].empty()) {
            contents[leaf] += ' ' + quoted(texts[leaf]);
            texts[leaf].clear();
        }
    };
    for (std::size_t number = 0; number < document.pages.size(); ++number) {
        for (const Item& item : document.pages[number].items) {
            if (!is_tag(document, item.tag)) {
                continue;
            }
            const auto leaf = static_cast<std::size_t>(item.tag);
            const auto* text = std::get_if<Text>(&item.what);
            if (last_page[leaf] != number || !text) {
                finish(leaf);
            }
            if (last_page[leaf] != number) {
                contents[leaf] += " page " + std::to_string(number + 1);
                last_page[leaf] = number;
            }
            if (text) {
                texts[leaf] += (texts[leaf].empty() ? "" : "|") + text->text;
            } else {
                contents[leaf] += ' ' + std::string(kinds[item.what.index()]);
            }
        }
    }
    for (std::size_t leaf = 0; leaf < contents.size(); ++leaf) {
        finish(leaf);
    }
    return contents;
}

std::string attributes(const Tag& tag) {
    std::string out;
    const auto add = [&out](const char* name, const std::string& value) {
        if (!value.empty()) {
            out += std::string(" ") + name + ' ' + quoted(value);
        }
    };
    add("id", tag.id);
    add("lang", tag.language.text() == "und" ? "" : tag.language.text());
    add("alt", tag.alt);
    add("actual", tag.actual_text);
    add("title", tag.title);
    if (tag.column_span > 1 || tag.row_span > 1) {
        out += " span " + std::to_string(tag.column_span) + " x " + std::to_string(tag.row_span);
    }
    if (tag.scope != Tag::Scope::none) {
        out += tag.scope == Tag::Scope::row ? " scope row" : " scope column";
    }
    if (tag.numbering != Tag::Numbering::none) {
        out += tag.numbering == Tag::Numbering::disc ? " disc" : " decimal";
    }
    for (const TagId header : tag.headers) {
        out += " header " + std::to_string(header);
    }
    return out;
}

} // namespace

std::string dump_tags(const Document& document) {
    const std::vector<std::string> contents = contents_of_leaves(document);
    std::vector<std::size_t> links(document.tags.size());
    for (const Page& page : document.pages) {
        for (const Link& link : page.links) {
            if (is_tag(document, link.tag)) {
                ++links[static_cast<std::size_t>(link.tag)];
            }
        }
    }
    std::string out;
    std::vector<std::pair<TagId, std::size_t>> open; // a stack of our own: nesting may be hostile
    if (!document.tags.empty()) {
        open.emplace_back(0, 0);
    }
    while (!open.empty()) {
        const auto [id, depth] = open.back();
        open.pop_back();
        const Tag& tag = tag_of(document, id);
        const auto self = static_cast<std::size_t>(id);
        const bool leaf = tag.role == Role::none;
        const std::string name =
            tag.role == Role::artifact ? "Artifact" : std::string(role_name(tag.role));
        out += std::string(depth * 2, ' ') + (leaf ? "-" : name) + ' ' + std::to_string(id) +
               attributes(tag) + contents[self];
        out += links[self] > 0 ? " links " + std::to_string(links[self]) + '\n' : "\n";
        for (auto child = tag.children.rbegin(); child != tag.children.rend(); ++child) {
            open.emplace_back(*child, depth + 1);
        }
    }
    return out;
}

} // namespace carefold::pages
