#include "job/pictures.hpp"

#include "job/files.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view layout_prefix = "layout:";
constexpr std::size_t most_picture_bytes = 256U << 20U;

fs::path canonical_folder_of(const std::string& file) {
    std::error_code error;
    const fs::path folder = fs::weakly_canonical(fs::absolute(file, error), error).parent_path();
    return error ? fs::path() : folder;
}

bool lies_below(const fs::path& path, const fs::path& folder) {
    const auto [in_folder, in_path] =
        std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return in_folder == folder.end() && in_path != path.end();
}

/// Where the picture is once links are followed; empty when that is outside.
fs::path find_inside(const fs::path& folder, std::string_view name) {
    const fs::path relative(name);
    if (folder.empty() || name.empty() || relative.is_absolute() ||
        name.find('\0') != std::string_view::npos) {
        return {};
    }
    std::error_code error;
    const fs::path path = fs::weakly_canonical(folder / relative, error);
    return !error && lies_below(path, folder) ? path : fs::path();
}

} // namespace

std::string path_inside(const std::string& file, std::string_view name) {
    return find_inside(canonical_folder_of(file), name).string();
}

flow::Loader picture_loader(const std::string& guide, const std::vector<std::string>& layouts,
                            diag::Sink& sink) {
    const std::vector<fs::path> beside_guide{canonical_folder_of(guide)};
    std::vector<fs::path> beside_layout;
    std::transform(layouts.begin(), layouts.end(), std::back_inserter(beside_layout),
                   canonical_folder_of);
    const std::string& layout = layouts.front();
    return [=, &sink](const std::string& path) -> std::optional<std::string> {
        const bool of_layout = path.rfind(layout_prefix, 0) == 0;
        const std::string name = of_layout ? path.substr(layout_prefix.size()) : path;
        bool inside = false;
        for (const fs::path& folder : of_layout ? beside_layout : beside_guide) {
            const fs::path found = find_inside(folder, name);
            inside = inside || !found.empty();
            auto bytes =
                found.empty() ? std::nullopt : read_if_present(found.string(), most_picture_bytes);
            if (bytes) {
                return bytes;
            }
        }
        if (!inside) {
            sink.report({diag::Severity::note,
                         "job.picture-outside",
                         diag::file_span(of_layout ? layout : guide),
                         "picture `" + path + "` is outside this file's folder and is not read",
                         "put it beside the file or in a folder below",
                         {}});
        }
        return std::nullopt;
    };
}

} // namespace carefold::job
