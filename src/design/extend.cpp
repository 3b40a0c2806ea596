// Layouts that extend one another, from the one asked for up to the one that extends none.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace carefold::design {

namespace {

/// A name alone, so that nothing beside the layouts' folders can be meant.
bool is_layout_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && !name.ends_with(".xml") &&
           std::none_of(name.begin(), name.end(), [](char c) {
               return c == '/' || c == '\\' || static_cast<unsigned char>(c) < ' ';
           });
}

std::string chain(const std::vector<std::string>& files) {
    std::string text;
    for (const std::string& file : files) {
        text += (text.empty() ? "" : " extends ") + diag::quoted(file);
    }
    return text;
}

/// The parent that `root` names; nullopt when there is none to be had, which is said.
std::optional<Parent> find_parent(const xml::Node& root, std::vector<std::string>& files,
                                  const ParentLoader& parents, diag::Sink& sink) {
    const std::string_view name = *root.attribute("extends");
    const diag::Span place = root.attribute_span("extends");
    if (!is_layout_name(name)) {
        sink.error("design.bad-value", place,
                   "`extends` of <layout> cannot be " + diag::quoted(name),
                   "the name of a layout, without folder and `.xml`: `booklet-a5`");
        return std::nullopt;
    }
    Parent parent = parents ? parents(name, files.back()) : Parent{};
    if (!parent.text) {
        sink.error("design.missing-parent", place, "there is no layout " + diag::quoted(name),
                   std::move(parent.hint));
        return std::nullopt;
    }
    const bool known = std::find(files.begin(), files.end(), parent.file) != files.end();
    files.push_back(parent.file);
    if (known) {
        sink.error("design.circular-extends", place, chain(files),
                   "one of them must stand on its own, without `extends`");
        return std::nullopt;
    }
    return parent;
}

} // namespace

Lineage read_lineage(std::string text, const std::string& file, const ParentLoader& parents,
                     diag::Sink& sink) {
    Lineage lineage;
    std::vector<std::string> files{file};
    while (true) {
        auto document = xml::parse(std::move(text), files.back(), layout_namespace, "layout", sink);
        if (!document) {
            lineage.whole = false;
            break;
        }
        lineage.documents.push_back(*std::move(document));
        const xml::Node root = lineage.documents.back().root();
        if (!root.attribute("extends")) {
            break;
        }
        std::optional<Parent> parent = find_parent(root, files, parents, sink);
        if (!parent) {
            lineage.whole = false;
            break;
        }
        text = *std::move(parent->text);
    }
    std::reverse(lineage.documents.begin(), lineage.documents.end());
    return lineage;
}

// A group said again by a child is the child's.
Reader reader_of(const Lineage& lineage, const Target& target) {
    Reader reader{target, {}};
    for (const xml::Document& document : lineage.documents) {
        for (const xml::Node& element : document.root().elements()) {
            const auto name = element.attribute("name");
            if (element.name() != "scripts" || !name || !is_for(element, reader)) {
                continue;
            }
            std::erase(reader.groups, *name);
            if (has_word(element.attribute("codes").value_or(""), target.script)) {
                reader.groups.push_back(*name);
            }
        }
    }
    return reader;
}

bool same_file(const diag::Span& a, const diag::Span& b) {
    return a.file == b.file || (a.file && b.file && *a.file == *b.file);
}

} // namespace carefold::design
