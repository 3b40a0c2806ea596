#include "job/sources.hpp"

#include "job/files.hpp"
#include "job/places.hpp"
#include "locale/locale.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

/// Nothing when the name is a link that leads out of the folder.
std::optional<std::string> read_parent(const fs::path& folder, const fs::path& path) {
    std::error_code error;
    const fs::path real_folder = fs::canonical(folder.empty() ? "." : folder, error);
    const bool inside = fs::canonical(path, error).parent_path() == real_folder;
    return !error && inside ? read_if_present(path.string(), most_xml_bytes) : std::nullopt;
}

std::string hint_for_parent(std::string_view name, const std::string& from,
                            const std::string& home) {
    std::vector<std::string> names = layout_names(home);
    for (const std::string& file : names_in(fs::absolute(from).parent_path().string(), ".xml")) {
        names.push_back(fs::path(file).stem().string());
    }
    std::string near =
        diag::did_you_mean(name, std::vector<std::string_view>(names.begin(), names.end()));
    return near.empty() ? "a layout extends one that lies beside it or among the house's layouts"
                        : near;
}

std::string hint_for_layout(const std::string& wanted, const std::string& home) {
    const std::vector<std::string> names = layout_names(home);
    std::string near =
        diag::did_you_mean(wanted, std::vector<std::string_view>(names.begin(), names.end()));
    if (!near.empty()) {
        return near;
    }
    std::string list;
    for (const std::string& name : names) {
        list += (list.empty() ? "`" : ", `") + name + "`";
    }
    return list.empty() ? "set CAREFOLD_HOME to the folder that has layouts, content and fonts"
                        : "there is: " + list;
}

/// Of the language the document will be in.
std::string script_of(const Request& request, const content::Guide* guide) {
    const auto wanted = LanguageTag::parse(request.language);
    return wanted ? locale::script(*wanted) : guide ? locale::script(guide->root.language) : "Latn";
}

std::string read_layout(const Paths& paths) {
    if (is_layout_path(paths.layout_name)) {
        return read_file({"layout", paths.layout, ""}, most_xml_bytes);
    }
    std::optional<std::string> text = read_if_present(paths.layout, most_xml_bytes);
    if (!text) {
        throw diag::EnvironmentError("job.file-missing",
                                     "there is no layout `" + paths.layout_name +
                                         "` (looked for `" + paths.layout + "`)",
                                     hint_for_layout(paths.layout_name, paths.home));
    }
    return std::move(*text);
}

font::Declaration declaration(design::FontFile&& file) {
    const font::Style style = file.style == "serif"  ? font::Style::serif
                              : file.style == "sans" ? font::Style::sans
                                                     : font::Style::any;
    return {std::move(file.family),
            file.bold,
            file.italic,
            std::move(file.file),
            file.index,
            std::move(file.package),
            std::move(file.scripts),
            std::move(file.languages),
            style,
            std::move(file.version),
            std::move(file.span)};
}

/// The booklet of the brand's paper, if there is one.
void note_missing_booklet(const content::Brand& brand, const Paths& paths, diag::Sink& sink) {
    const std::string wanted = brand.paper ? booklet_for(brand.paper->paper) : paths.layout_name;
    if (wanted != paths.layout_name) {
        sink.report({diag::Severity::note,
                     "job.no-layout",
                     brand.paper->span,
                     "there is no layout `" + wanted + "` for this paper: `" + paths.layout_name +
                         "` is used",
                     "name a layout with --layout; `carefold list` shows them",
                     {}});
    }
}

} // namespace

Paths find_paths(const Request& request) {
    Paths paths;
    paths.home = find_home();
    paths.guide = request.guide;
    paths.brand = request.brand.empty() ? brand_path(request.guide, paths.home) : request.brand;
    paths.layout_name =
        request.layout.empty() ? usual_layout(paths.brand, paths.home) : request.layout;
    paths.layout = layout_path(paths.layout_name, paths.home);
    paths.words = words_path(paths.layout, paths.home);
    paths.fonts = fonts_path(paths.home);
    return paths;
}

font::Library load_library(const std::string& fonts_file, const std::string& home,
                           diag::Sink& sink) {
    std::vector<font::Declaration> declarations;
    const Wanted wanted{"font list", fonts_file,
                        "set CAREFOLD_HOME to the folder that has layouts, content and fonts"};
    for (design::FontFile& file :
         design::load_fonts(read_file(wanted, most_xml_bytes), fonts_file, sink)) {
        declarations.push_back(declaration(std::move(file)));
    }
    return {std::move(declarations), font_folders(home)};
}

design::ParentLoader parent_loader(const std::string& home) {
    return [home](std::string_view name, const std::string& from) {
        for (const fs::path& folder : {fs::path(from).parent_path(), fs::path(home) / "layouts"}) {
            const fs::path path = folder / (std::string(name) + ".xml");
            if (std::optional<std::string> text = read_parent(folder, path)) {
                return design::Parent{shown(path.string()), std::move(text), {}};
            }
        }
        return design::Parent{{}, std::nullopt, hint_for_parent(name, from, home)};
    };
}

Sources load_sources(const Request& request, const Paths& paths, Stopwatch& watch,
                     diag::Sink& sink) {
    Sources sources;
    sources.guide =
        load_guide(paths.guide, read_file({"guide", paths.guide, ""}, most_xml_bytes), sink);
    watch.lap("guide");
    const std::string script = script_of(request, sources.guide.get());
    sources.layout = design::load_layout(read_layout(paths), paths.layout,
                                         {content::to_string(request.audience), script}, sink,
                                         parent_loader(paths.home));
    watch.lap("layout file");
    sources.words = design::load_words(read_file({"word list", paths.words, ""}, most_xml_bytes),
                                       paths.words, sink);
    if (!paths.brand.empty()) {
        sources.brand = content::load_brand(read_file({"brand", paths.brand, ""}, most_xml_bytes),
                                            paths.brand, sink);
    }
    sources.fonts.emplace(load_library(paths.fonts, paths.home, sink));
    if (request.layout.empty()) {
        note_missing_booklet(sources.brand, paths, sink);
    }
    apply_brand(request, sources, sink);
    watch.lap("words, brand, fonts");
    return sources;
}

} // namespace carefold::job
