#include "job/press.hpp"

#include "impose/impose.hpp"
#include "job/files.hpp"
#include "job/pictures.hpp"
#include "job/sheets.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_profile_bytes = 32U << 20U;
constexpr std::string_view system_folders[] = {"/usr/share/color/icc", "/usr/local/share/color/icc",
                                               "/var/lib/color/icc"};

bool is_profile_file(const fs::path& path) {
    std::string end = path.extension().string();
    std::transform(end.begin(), end.end(), end.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return end == ".icc" || end == ".icm";
}

/// The first in order of path, at most a few levels deep; empty when there is none.
std::string find_below(const fs::path& folder, const std::string& name) {
    std::vector<std::string> found;
    std::error_code error;
    fs::recursive_directory_iterator each(folder, fs::directory_options::skip_permission_denied,
                                          error);
    for (const fs::recursive_directory_iterator end; !error && each != end; each.increment(error)) {
        if (is_profile_file(each->path()) && each->path().stem() == name) {
            found.push_back(each->path().string());
        }
        if (each.depth() > 4) {
            each.disable_recursion_pending();
        }
    }
    std::sort(found.begin(), found.end());
    return found.empty() ? std::string() : found.front();
}

/// The layout, or the one it extends, that speaks of the press.
const std::string& file_of_press(const design::Layout& layout) {
    return layout.press.span.file ? *layout.press.span.file : layout.file;
}

std::vector<fs::path> profile_folders(const design::Layout& layout, const std::string& home) {
    return {fs::path(file_of_press(layout)).parent_path() / "profiles",
            fs::path(home) / "layouts/profiles"};
}

/// Empty when nothing is there.
std::string find_profile(const design::Layout& layout, const std::string& home) {
    const std::string& name = layout.press.profile;
    if (name.find('/') != std::string::npos || is_profile_file(name)) {
        return path_inside(file_of_press(layout), name);
    }
    for (const fs::path& folder : profile_folders(layout, home)) {
        for (const char* end : {".icc", ".icm"}) {
            const fs::path path = folder / (name + end);
            std::error_code error;
            if (fs::is_regular_file(path, error)) {
                return path.string();
            }
        }
    }
    for (const std::string_view folder : system_folders) {
        std::string path = find_below(folder, name);
        if (!path.empty()) {
            return path;
        }
    }
    return {};
}

std::string hint_for_profile(const design::Layout& layout, const std::string& home) {
    std::vector<std::string> names;
    for (const fs::path& folder : profile_folders(layout, home)) {
        for (const std::string& file : names_in(folder.string(), ".icc")) {
            names.push_back(fs::path(file).stem().string());
        }
    }
    std::string near = diag::did_you_mean(
        layout.press.profile, std::vector<std::string_view>(names.begin(), names.end()));
    return near.empty() ? "put the print shop's ICC profile into the folder `profiles` beside the "
                          "layout and give its name without `.icc`"
                        : near;
}

std::vector<color::Swatch> swatches(const design::Layout& layout) {
    std::vector<color::Swatch> swatches;
    for (const auto& [name, shown] : layout.palette) {
        color::Swatch swatch;
        swatch.shown = shown;
        swatch.black = name == "ink";
        if (const auto ink = layout.inks.find(name); ink != layout.inks.end()) {
            swatch.spot = ink->second.spot;
            swatch.span = ink->second.span;
            if (ink->second.process) {
                swatch.process = color::Cmyk{*ink->second.process};
            }
        }
        swatches.push_back(std::move(swatch));
    }
    // Of colours that look alike the one with an ink of its own is meant.
    std::stable_partition(swatches.begin(), swatches.end(), [](const color::Swatch& swatch) {
        return !swatch.spot.empty() || swatch.process;
    });
    return swatches;
}

/// What an item covers with colour that paper would show beside.
std::optional<Rect> colored_area(const pages::Item& item) {
    if (const auto* box = std::get_if<pages::Box>(&item.what)) {
        const bool colored = box->fill && *box->fill != Color{255, 255, 255};
        return colored ? std::optional(box->rect) : std::nullopt;
    }
    if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
        return placed->rect;
    }
    return std::nullopt;
}

/// Reaches an edge of the page, but not as far beyond it as the bleed.
bool lacks_bleed(const Rect& area, const Size& page, Length bleed) {
    const Length slack = Length::mm(0.1);
    const auto lacks = [&](Length beyond) { return beyond >= -slack && beyond < bleed - slack; };
    return lacks(-area.x) || lacks(-area.y) || lacks(area.right() - page.width) ||
           lacks(area.bottom() - page.height);
}

void mark_fold(pdf::FoldedEdges& edges, bool left) {
    (left ? edges.left : edges.right) = true;
}

} // namespace

std::optional<color::Inks> load_inks(const design::Layout& layout, const std::string& home,
                                     diag::Sink& sink) {
    const design::Press& press = layout.press;
    const diag::Span span = press.span.file ? press.span : diag::file_span(layout.file);
    const std::string path = find_profile(layout, home);
    std::optional<std::string> bytes =
        path.empty() ? std::nullopt : read_if_present(path, most_profile_bytes);
    if (!bytes) {
        sink.error("job.missing-profile", span,
                   "there is no colour profile " + diag::quoted(press.profile),
                   hint_for_profile(layout, home));
        return std::nullopt;
    }
    std::string why_not;
    color::ProfilePtr profile = color::Profile::read(std::move(*bytes), why_not);
    if (!profile) {
        sink.error("job.bad-profile", span,
                   "the colour profile " + diag::quoted(press.profile) +
                       " cannot be printed with: " + why_not,
                   "ask the print shop for the ICC profile of its CMYK printing condition");
        return std::nullopt;
    }
    return color::Inks(std::move(profile), swatches(layout), press.ink_limit);
}

// Where two pages lie edge to edge on a sheet that is folded, the edge is a fold. Glued spines are
// milled, and cards are cut apart.
std::vector<pdf::FoldedEdges> folded_edges(const pages::Document& document,
                                           const design::Layout& layout) {
    using Kind = design::Fold::Kind;
    std::vector<pdf::FoldedEdges> folds(document.pages.size());
    const Kind kind = layout.fold.kind;
    const bool folded =
        kind == Kind::saddle || kind == Kind::signatures || kind == Kind::letter || kind == Kind::z;
    if (!folded || layout.fold.paper.width <= Length()) {
        return folds;
    }
    impose::Plan plan = plan_of(layout.fold);
    plan.paper_thickness = Length(); // creep would lay edges over one another
    diag::Sink unheard; // whether the office's paper is large enough does not matter here
    const pages::Imposition sheets =
        impose::arrange(impose::measure(document), plan, layout.fold.span, unheard);
    const Length near = Length::mm(0.1);
    for (const pages::Sheet& sheet : sheets.sheets) {
        for (const pages::Placement& left : sheet.placements) {
            for (const pages::Placement& right : sheet.placements) {
                if (left.page && right.page) {
                    const Length edge = left.at.x + document.pages[*left.page].size.width;
                    if (edge - right.at.x < near && right.at.x - edge < near) {
                        mark_fold(folds[*left.page], left.rotation == 180);
                        mark_fold(folds[*right.page], right.rotation != 180);
                    }
                }
            }
        }
    }
    return folds;
}

void check_for_press(const pages::Document& document, const design::Layout& layout,
                     diag::Sink& sink) {
    if (document.metadata.date.empty()) {
        sink.error("press.no-date", diag::file_span(layout.file),
                   "a file for the press needs a date",
                   "give the guide the date of its review, or set SOURCE_DATE_EPOCH");
    }
    for (const pages::Page& page : document.pages) {
        const design::Master* master = layout.master(page.master);
        for (const pages::Item& item : page.items) {
            const std::optional<Rect> area = colored_area(item);
            if (!area || !lacks_bleed(*area, page.size, layout.press.bleed)) {
                continue;
            }
            const bool tagged = item.tag >= 0;
            sink.warning(
                "press.no-bleed",
                tagged   ? document.tags[static_cast<std::size_t>(item.tag)].span
                : master ? master->span
                         : diag::file_span(layout.file),
                std::string("colour reaches the edge of ") +
                    (page.master.empty() ? "a page" : "pages of " + diag::quoted(page.master)) +
                    " but ends there: paper shows where the cut is a hair off",
                "let it reach over the edge by the bleed, like inner=\"-3mm\"");
        }
    }
}

} // namespace carefold::job
