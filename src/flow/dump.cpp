// The document as indented text: one line for each block, one for its words.
#include "flow/flow.hpp"

#include <cstdio>

namespace carefold::flow {

namespace {

using Field = std::pair<std::string_view, std::string>;

/// "12", "13.5", "0.25": points with two decimals at most.
std::string points(Length length) {
    char text[32];
    const int size = std::snprintf(text, sizeof text, "%.2f", length.to_pt());
    std::string out(text, static_cast<std::size_t>(size));
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) {
        out.pop_back();
    }
    return out == "-0" ? "0" : out;
}

class Dump {
  public:
    std::string of(const Document& document) {
        metadata(document);
        for (const Part& part : document.parts) {
            constexpr std::string_view kinds[] = {"page", "flow", "pad"};
            line(0, "part " + std::string(kinds[static_cast<std::size_t>(part.kind)]) + " " +
                        (part.design == nullptr ? "" : part.design->name));
            for (const Filling& filling : part.fillings) {
                line(1, "frame " + filling.frame);
                blocks(filling.blocks, 2);
            }
        }
        if (!document.notes.empty()) {
            line(0, "notes");
            blocks(document.notes, 1);
        }
        fixtures(document);
        styles(document);
        return std::move(out_);
    }

  private:
    void line(int depth, const std::string& text) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ');
        out_ += text;
        out_ += '\n';
    }

    void metadata(const Document& document) {
        const Metadata& metadata = document.metadata;
        const bool rtl = document.direction == locale::Direction::right_to_left;
        line(0, "document " + metadata.language.text() + (rtl ? " right-to-left" : ""));
        for (const auto& [name, value] :
             {Field("title", metadata.title), Field("subject", metadata.subject),
              Field("keywords", metadata.keywords), Field("author", metadata.author),
              Field("version", metadata.version),
              Field("review", metadata.review_date + " " + metadata.review_status)}) {
            line(1, std::string(name) + ": " + value);
        }
    }

    void blocks(const std::vector<Block>& all, int depth) {
        for (const Block& each : all) {
            block(each, depth);
        }
    }

    static std::string head(const Block& block) {
        constexpr std::string_view kinds[] = {"paragraph", "group", "item",   "table",
                                              "row",       "cell",  "figure", "writing"};
        std::string text(kinds[static_cast<std::size_t>(block.kind)]);
        const std::string_view role = role_name(block.role);
        text += " ";
        text += role.empty() ? (block.role == Role::artifact ? "artifact" : "-") : role;
        text += block.id.empty() ? "" : " #" + block.id;
        if (block.language != LanguageTag()) {
            text += " " + block.language.text();
        }
        return text;
    }

    void block(const Block& block, int depth) {
        std::string text = head(block) + box(block.style) + traits(block);
        if (block.kind == Block::Kind::paragraph) {
            text += setting(block.text);
        }
        line(depth, text);
        if (block.marker) {
            line(depth + 1, "marker " + points(block.marker_width) + setting(*block.marker));
            words(*block.marker, depth + 2);
        }
        if (block.kind == Block::Kind::paragraph) {
            words(block.text, depth + 1);
        }
        blocks(block.children, depth + 1);
    }

    static void add(std::string& text, std::string_view name, const std::string& value) {
        text += " " + std::string(name) + "=" + value;
    }

    static void add(std::string& text, std::string_view name, Length length) {
        if (length != Length{}) {
            add(text, name, points(length));
        }
    }

    static void add(std::string& text, std::string_view name, const std::optional<Color>& color,
                    Length width) {
        if (color) {
            add(text, name, to_string(*color) + (width == Length{} ? "" : "/" + points(width)));
        }
    }

    static void add(std::string& text, std::string_view name, bool flag) {
        if (flag) {
            text += " " + std::string(name);
        }
    }

    static std::string box(const BlockStyle& style) {
        std::string text;
        add(text, "before", style.space_before);
        add(text, "after", style.space_after);
        add(text, "start", style.start_indent);
        add(text, "end", style.end_indent);
        if (style.width_percent != 100) {
            add(text, "width", std::to_string(style.width_percent) + "%");
        }
        add(text, "keep-with-next", style.keep_with_next);
        add(text, "keep-together", style.keep_together);
        add(text, "break-before", style.break_before);
        add(text, "break-column", style.break_column);
        add(text, "fill", style.fill, Length{});
        add(text, "bar", style.bar_color, style.bar_width);
        add(text, "frame", style.frame_color, style.frame_width);
        add(text, "rule", style.rule_color, style.rule_width);
        add(text, "padding", style.padding);
        add(text, "radius", style.radius);
        add(text, "icon", style.icon ? style.icon_size : Length{});
        if (style.columns > 1) {
            add(text, "columns", std::to_string(style.columns) + "/" + points(style.column_gap));
        }
        add(text, "max-height", style.max_height);
        add(text, "centred", style.position == BlockStyle::Position::center);
        add(text, "at-end", style.position == BlockStyle::Position::end);
        add(text, "off-grid", style.off_grid);
        return text;
    }

    static std::string traits(const Block& block) {
        std::string text;
        add(text, "body", block.body_text);
        add(text, "ordered", block.ordered);
        add(text, "running", block.running_title);
        add(text, "outline", !block.outline_title.empty());
        add(text, "numeric", block.numeric);
        add(text, "head", block.header_row);
        if (block.picture) {
            add(text, "picture",
                points(block.picture->size.width) + "x" + points(block.picture->size.height));
        }
        if (!block.alt.empty()) {
            add(text, "alt", "“" + block.alt + "”");
        }
        if (block.kind == Block::Kind::writing) {
            add(text, "lines", block.lines == 0 ? "fill" : std::to_string(block.lines));
            add(text, "spacing", block.line_spacing);
            add(text, "line", std::optional(block.line_color), block.line_thickness);
        }
        return text;
    }

    static std::string setting(const Paragraph& paragraph) {
        constexpr std::string_view aligns[] = {"justify", "start", "center", "end"};
        std::string text(" ");
        text += aligns[static_cast<std::size_t>(paragraph.align)];
        text += "/" + points(paragraph.leading);
        add(text, "indent", paragraph.first_indent);
        add(text, "unhyphenated", !paragraph.hyphenate);
        add(text, "phrases", paragraph.phrases);
        return text;
    }

    /// {0} before text in style 0; <Link #id|words> around inline elements.
    void words(const Paragraph& paragraph, int depth) {
        std::string text;
        std::vector<int> open;
        std::uint32_t style = ~0U;
        for (const Inline& each : paragraph.inlines) {
            elements(paragraph, each.element, open, text);
            if (each.style != style) {
                style = each.style;
                text += "{" + std::to_string(style) + "}";
            }
            content(each, text);
        }
        elements(paragraph, -1, open, text);
        line(depth, text);
    }

    static void elements(const Paragraph& paragraph, int element, std::vector<int>& open,
                         std::string& text) {
        std::vector<int> wanted;
        for (int at = element; at >= 0;
             at = paragraph.elements[static_cast<std::size_t>(at)].parent) {
            wanted.insert(wanted.begin(), at);
        }
        std::size_t same = 0;
        while (same < open.size() && same < wanted.size() && open[same] == wanted[same]) {
            ++same;
        }
        for (; open.size() > same; open.pop_back()) {
            text += ">";
        }
        for (; same < wanted.size(); ++same) {
            const InlineElement& each = paragraph.elements[static_cast<std::size_t>(wanted[same])];
            text += "<" + std::string(role_name(each.role));
            text += each.language == LanguageTag() ? "" : " " + each.language.text();
            text += each.destination.empty() ? "" : " #" + each.destination;
            text += each.uri.empty() ? "" : " " + each.uri;
            text += each.actual_text.empty() ? "" : " “" + each.actual_text + "”";
            text += "|";
            open.push_back(wanted[same]);
        }
    }

    static void content(const Inline& each, std::string& text) {
        switch (each.kind) {
        case Inline::Kind::text:
            text += each.text;
            break;
        case Inline::Kind::page_number:
            text += each.text + "@" + each.target;
            break;
        case Inline::Kind::note:
            text += "^" + each.text;
            break;
        case Inline::Kind::disc:
            text += each.number == 1 ? "●" : "○";
            break;
        case Inline::Kind::box:
            text += "☐";
            break;
        case Inline::Kind::blank:
            text += "_" + points(each.width) + "_";
            break;
        case Inline::Kind::line_break:
            text += "⏎";
            break;
        case Inline::Kind::leader:
            text += " … ";
            break;
        }
    }

    void fixtures(const Document& document) {
        line(0, "fixtures");
        for (std::size_t i = 0; i < document.fixture_styles.size(); ++i) {
            const auto& [name, style] = document.fixture_styles[i];
            line(1, "style " + name + " {" + std::to_string(style) + "}/" +
                        points(document.fixture_leadings[i].second));
        }
        for (const auto& [key, value] : document.fixture_words) {
            std::string shown = key;
            shown.append(" “").append(value).append("”");
            line(1, shown);
        }
    }

    void styles(const Document& document) {
        line(0, "styles");
        for (std::size_t i = 0; i < document.styles.size(); ++i) {
            const CharStyle& style = document.styles[i];
            std::string text = "{" + std::to_string(i) + "} " + style.family + " " +
                               points(style.size) + " " + to_string(style.color) + " " +
                               style.language.text();
            add(text, "bold", style.bold);
            add(text, "italic", style.italic);
            add(text, "small-caps", style.small_caps);
            add(text, "oldstyle", style.figures == Figures::oldstyle);
            add(text, "tabular", style.figures == Figures::tabular);
            add(text, "tracking", style.tracking);
            add(text, "rise", style.rise);
            line(1, text);
        }
    }

    std::string out_;
};

} // namespace

std::string dump(const Document& document) {
    return Dump().of(document);
}

} // namespace carefold::flow
