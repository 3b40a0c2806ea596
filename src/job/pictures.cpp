#include "job/pictures.hpp"

#include "job/files.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

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

/// Where pictures of one kind lie.
struct Corner {
    std::string_view prefix; // of their names
    std::string file;        // that names them
    std::vector<fs::path> folders;
};

} // namespace

std::string path_inside(const std::string& file, std::string_view name) {
    return find_inside(canonical_folder_of(file), name).string();
}

flow::Loader picture_loader(const Paths& paths, const std::vector<std::string>& layouts,
                            diag::Sink& sink) {
    std::vector<Corner> corners{{"layout:", paths.layout, {}}, {"brand:", paths.brand, {}}};
    corners.push_back({"", paths.guide, {canonical_folder_of(paths.guide)}});
    for (const std::string& layout : layouts) {
        corners[0].folders.push_back(canonical_folder_of(layout));
    }
    if (!paths.brand.empty()) {
        corners[1].folders.push_back(canonical_folder_of(paths.brand));
    }
    return [corners, &sink](const std::string& path) -> std::optional<std::string> {
        const auto corner = std::find_if(corners.begin(), corners.end(), [&](const Corner& each) {
            return path.starts_with(each.prefix);
        });
        const std::string name = path.substr(corner->prefix.size());
        bool inside = false;
        for (const fs::path& folder : corner->folders) {
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
                         diag::file_span(corner->file),
                         "picture `" + name + "` is outside this file's folder and is not read",
                         "put it beside the file or in a folder below",
                         {}});
        }
        return std::nullopt;
    };
}

} // namespace carefold::job
