// The three doors: layout, words, fonts. Elements are read leniently here; what is wrong with one
// has been said by validate().
#include "design/vocabulary.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace carefold::design {

namespace {

void require(const Lineage& lineage, std::string_view name, const Reader& reader,
             diag::Sink& sink) {
    for (const xml::Document& document : lineage.documents) {
        for (const xml::Node& element : document.root().elements()) {
            if (element.name() == name && is_for(element, reader)) {
                return;
            }
        }
    }
    const xml::Node root = lineage.documents.back().root();
    sink.error("design.missing-element", root.span(),
               "<" + std::string(root.name()) + "> needs <" + std::string(name) + ">");
}

void load_palette(const xml::Node& palette, Layout& layout, const Reader& reader,
                  diag::Sink& sink) {
    for (const xml::Node& element : palette.elements()) {
        const auto value = parse_color(element.attribute("value").value_or(""));
        if (value && is_for(element, reader)) {
            const std::string name = attribute_text(element, "name");
            layout.palette[name] = *value;
            layout.inks[name] = load_ink(element, sink);
            layout.fixed_colors.erase(name); // as a layout it extends may have it
            if (element.attribute("fixed") == "yes") {
                layout.fixed_colors.insert(name);
            }
        }
    }
}

void load_families(const xml::Node& fonts, Layout& layout, const Reader& reader) {
    for (const xml::Node& element : fonts.elements()) {
        if (is_for(element, reader)) {
            layout.families[attribute_text(element, "role")] = attribute_text(element, "name");
        }
    }
}

void load_root(const xml::Node& root, Layout& layout, diag::Sink& sink) {
    for (const std::string_view name : {"page-width", "page-height"}) {
        if (!root.attribute(name) && !root.attribute("extends")) {
            sink.error("design.missing-attribute", root.span(),
                       "<layout> needs " + diag::quoted(name));
        }
    }
    layout.id = attribute_text(root, "id");
    layout.title = attribute_text(root, "title");
    layout.screen = root.attribute("medium").value_or(layout.screen ? "screen" : "") == "screen";
    layout.page = {attribute_length(root, "page-width").value_or(layout.page.width),
                   attribute_length(root, "page-height").value_or(layout.page.height)};
    layout.minimum_size = attribute_length(root, "minimum-size").value_or(layout.minimum_size);
}

/// Of one file; what the files it extends say is there already.
void load_parts(const xml::Node& root, Layout& layout, const Reader& reader, diag::Sink& sink) {
    for (const xml::Node& element : root.elements()) {
        const std::string_view name = element.name();
        if (!is_for(element, reader)) {
            continue;
        }
        if (name == "grid") {
            layout.grid = attribute_length(element, "leading").value_or(Length());
        } else if (name == "palette") {
            load_palette(element, layout, reader, sink);
        } else if (name == "fonts") {
            load_families(element, layout, reader);
        } else if (name == "styles") {
            load_styles(element, layout, reader, sink);
        } else if (name == "masters") {
            load_masters(element, layout, reader, sink);
        } else if (name == "sequence") {
            load_sequence(element, layout, reader, sink);
        } else if (name == "fold") {
            layout.fold = load_fold(element, sink);
        } else if (name == "press") {
            layout.press = load_press(element, sink);
        } else if (name == "copyfit") {
            load_copyfit(element, layout, reader, sink);
        }
    }
}

FontFile read_family(const xml::Node& element) {
    FontFile family;
    family.family = attribute_text(element, "name");
    family.package = attribute_text(element, "package");
    family.style = attribute_text(element, "style");
    family.version = attribute_text(element, "version");
    for (const std::string_view script : split_words(element.attribute("scripts").value_or(""))) {
        family.scripts.emplace_back(script);
    }
    for (const std::string_view each : split_words(element.attribute("languages").value_or(""))) {
        if (const auto language = LanguageTag::parse(each)) {
            family.languages.push_back(language->text());
        }
    }
    return family;
}

} // namespace

std::string attribute_text(const xml::Node& element, std::string_view name) {
    return std::string(element.attribute(name).value_or(""));
}

std::optional<Length> attribute_length(const xml::Node& element, std::string_view name) {
    const auto text = element.attribute(name);
    return text ? parse_length(*text) : std::nullopt;
}

std::optional<int> attribute_count(const xml::Node& element, std::string_view name) {
    const std::string_view text = element.attribute(name).value_or("");
    int number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && rest == text.data() + text.size();
    return whole && number >= 0 && number < 1000 ? std::optional(number) : std::nullopt;
}

std::string collapse(std::string_view text) {
    std::string result;
    for (const char c : text) {
        const bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!white) {
            result += c;
        } else if (!result.ends_with(' ')) {
            result += ' ';
        }
    }
    return result;
}

std::unique_ptr<const Layout> load_layout(std::string text, const std::string& file,
                                          const Target& target, diag::Sink& sink,
                                          const ParentLoader& parents) {
    const Lineage lineage = read_lineage(std::move(text), file, parents, sink);
    if (lineage.documents.empty()) {
        return nullptr;
    }
    const Reader reader = reader_of(lineage, target);
    validate(lineage, layout_vocabulary(), reader, sink);
    auto layout = std::make_unique<Layout>();
    layout->file = file;
    for (const xml::Document& document : lineage.documents) {
        layout->parents.insert(layout->parents.begin(), document.file());
        load_root(document.root(), *layout, sink);
        load_parts(document.root(), *layout, reader, sink);
    }
    layout->parents.erase(layout->parents.begin()); // itself
    if (!lineage.whole) {
        return nullptr;
    }
    for (const std::string_view needed : {"grid", "fonts", "styles", "masters", "sequence"}) {
        require(lineage, needed, reader, sink);
    }
    find_ideals(*layout, sink);
    resolve_bases(*layout, sink);
    if (layout->page.width <= Length() || layout->page.height <= Length()) {
        return nullptr;
    }
    size_masters(*layout);
    check_pages(*layout, sink);
    const bool usable =
        layout->grid > Length() && !layout->masters.empty() && !layout->parts.empty();
    return usable ? std::move(layout) : nullptr;
}

std::optional<Words> load_words(std::string text, const std::string& file, diag::Sink& sink) {
    const auto document = xml::parse(std::move(text), file, words_namespace, "words", sink);
    if (!document) {
        return std::nullopt;
    }
    const xml::Node root = document->root();
    validate(root, words_vocabulary(), sink);
    Words words;
    words.span = root.span();
    words.language =
        LanguageTag::parse(root.attribute("xml:lang").value_or("")).value_or(LanguageTag());
    for (const xml::Node& element : root.elements()) {
        const auto id = element.attribute("id");
        if (!id || element.name() != "word") {
            continue;
        }
        std::string value = collapse(element.text());
        value.erase(0, value.starts_with(' ') ? 1 : 0);
        value.erase(value.size() - (value.ends_with(' ') ? 1 : 0));
        if (!words.by_id.emplace(*id, std::move(value)).second) {
            sink.error("design.duplicate-name", element.attribute_span("id"),
                       "there is already a word `" + std::string(*id) + "`");
        } else {
            words.ids.emplace_back(*id);
        }
    }
    return words;
}

std::vector<FontFile> load_fonts(std::string text, const std::string& file, diag::Sink& sink) {
    std::vector<FontFile> fonts;
    const auto document = xml::parse(std::move(text), file, fonts_namespace, "fonts", sink);
    if (!document) {
        return fonts;
    }
    validate(document->root(), fonts_vocabulary(), sink);
    for (const xml::Node& element : document->root().elements()) {
        const FontFile family = read_family(element);
        for (const xml::Node& face : element.elements()) {
            FontFile font = family;
            font.file = attribute_text(face, "file");
            if (font.family.empty() || font.file.empty()) {
                continue;
            }
            font.bold = face.attribute("weight") == "bold";
            font.italic = face.attribute("slant") == "italic";
            font.index = static_cast<unsigned>(attribute_count(face, "index").value_or(0));
            font.span = face.span();
            fonts.push_back(std::move(font));
        }
    }
    return fonts;
}

} // namespace carefold::design
