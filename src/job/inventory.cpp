#include "job/files.hpp"
#include "job/job.hpp"
#include "job/places.hpp"
#include "job/sources.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

std::string problems(const diag::Sink& sink) {
    return "cannot be used: " + std::to_string(sink.errors()) +
           (sink.errors() == 1 ? " error" : " errors");
}

/// Whether anything is meant for one audience only; a guide without such parts is one for all.
bool tells_apart(const content::Node& node) {
    return node.audiences[0] != node.audiences[1] ||
           std::any_of(node.children.begin(), node.children.end(), tells_apart);
}

std::string describe(const content::Guide& guide) {
    std::string title = "no title";
    if (const content::Node* metadata = guide.root.child(content::Kind::metadata)) {
        if (const content::Node* node = metadata->child(content::Kind::title)) {
            title = content::plain_text(*node);
        }
    }
    return "“" + title + "” · " + guide.root.language.text() + " · " +
           (tells_apart(guide.root) ? "client, practitioner" : "everyone");
}

std::vector<Inventory::Entry> list_guides(const std::string& home) {
    std::vector<Inventory::Entry> entries;
    const std::string content = (fs::path(home) / "content").string();
    for (const std::string& name : names_in(content, "")) {
        const std::string path = shown((fs::path(content) / name / "guide.xml").string());
        if (std::optional<std::string> text = read_if_present(path, most_xml_bytes)) {
            diag::Sink sink;
            const auto guide = load_guide(path, std::move(*text), sink);
            entries.push_back(
                {name, path, guide && !sink.has_errors() ? describe(*guide) : problems(sink)});
        }
    }
    return entries;
}

std::string millimetres(Length length) {
    return std::to_string(std::lround(length.to_mm()));
}

std::string describe(const design::Layout& layout) {
    return "“" + layout.title + "” · " + millimetres(layout.page.width) + " × " +
           millimetres(layout.page.height) + " mm · pages in multiples of " +
           std::to_string(layout.fold.multiple);
}

std::vector<Inventory::Entry> list_layouts(const std::string& home) {
    std::vector<Inventory::Entry> entries;
    const std::string usual = usual_layout(brand_path("", home), home);
    for (const std::string& name : layout_names(home)) {
        const std::string path = layout_path(name, home);
        if (std::optional<std::string> text = read_if_present(path, most_xml_bytes)) {
            diag::Sink sink;
            const auto layout =
                design::load_layout(std::move(*text), path, {"client"}, sink, parent_loader(home));
            entries.push_back({name, path,
                               (layout && !sink.has_errors() ? describe(*layout) : problems(sink)) +
                                   (name == usual ? " · built when none is named" : "")});
        }
    }
    return entries;
}

std::vector<Inventory::Entry> list_fonts(const std::string& home) {
    std::vector<Inventory::Entry> entries;
    diag::Sink sink;
    const font::Library library = load_library(fonts_path(home), home, sink);
    for (const font::Library::Status& status : library.status()) {
        const font::Declaration& face = *status.declaration;
        const std::string style =
            std::string(face.bold ? " bold" : "") + (face.italic ? " italic"
                                                     : face.bold ? ""
                                                                 : " regular");
        const std::string remedy = face.package.empty() ? "" : "; install " + face.package;
        entries.push_back({face.family + style, status.path,
                           status.path.empty() ? "missing: " + face.file + remedy : "found"});
    }
    return entries;
}

} // namespace

Inventory take_inventory() {
    const std::string home = find_home();
    return {list_guides(home), list_layouts(home), list_fonts(home)};
}

} // namespace carefold::job
