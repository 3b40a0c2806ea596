#include "job/files.hpp"

#include "diag/diag.hpp"
#include "job/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_names_shown = 6;

[[noreturn]] void fail_reading(const Wanted& wanted, int error) {
    const std::string name = wanted.kind + " `" + wanted.path + "`";
    if (error == ENOENT || error == ENOTDIR) {
        const std::string near = near_names(wanted.path);
        throw diag::EnvironmentError("job.file-missing", name + " is not there",
                                     near.empty() ? wanted.hint : near);
    }
    std::string hint;
    if (error == EISDIR) {
        const std::string inside = (fs::path(wanted.path) / (wanted.kind + ".xml")).string();
        std::error_code ignored;
        hint = fs::exists(inside, ignored) ? "did you mean `" + inside + "`?" : "name a file in it";
    } else if (error == EACCES) {
        hint = "change its permissions or copy it";
    }
    throw diag::EnvironmentError(
        "job.file-unreadable",
        name + " cannot be read: " + (error == EISDIR ? "it is a folder" : std::strerror(error)),
        hint);
}

/// Gives an errno, 0 when all went well.
int read_open(const Descriptor& file, std::size_t most, std::string& text) {
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) {
        return errno;
    }
    if (S_ISDIR(status.st_mode)) {
        return EISDIR;
    }
    // The size is a guess only: pipes have none, and a file may grow while it is read.
    const auto guess = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    text.resize(std::min(most, std::max<std::size_t>(guess + 1, 4096)));
    std::size_t length = 0;
    while (length < most) {
        if (length == text.size()) {
            text.resize(std::min(most, 2 * text.size()));
        }
        const ssize_t got = ::read(file.number(), text.data() + length, text.size() - length);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return errno;
        }
        if (got == 0) {
            break;
        }
        length += static_cast<std::size_t>(got);
    }
    text.resize(length);
    return 0;
}

/// The deepest part of the path that exists, and the name missing in it.
std::pair<fs::path, fs::path> split_at_missing(const fs::path& path) {
    std::error_code error;
    fs::path missing = path.filename();
    fs::path folder = path.parent_path();
    while (!folder.empty() && !fs::is_directory(folder, error) && folder != folder.root_path()) {
        missing = folder.filename();
        folder = folder.parent_path();
    }
    return {folder.empty() ? fs::path(".") : folder, missing};
}

} // namespace

std::string read_file(const Wanted& wanted, std::size_t most) {
    const Descriptor file(::open(wanted.path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    const int error = file ? read_open(file, most, text) : errno;
    if (error != 0) {
        fail_reading(wanted, error);
    }
    return text;
}

std::optional<std::string> read_if_present(const std::string& path, std::size_t most) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        return std::nullopt; // also keeps a pipe from holding us up for ever
    }
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    if (!file || read_open(file, most, text) != 0) {
        return std::nullopt;
    }
    return text;
}

std::vector<std::string> names_in(const std::string& folder, const std::string& suffix) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator each(folder, error), end; !error && each != end;
         each.increment(error)) {
        const std::string name = each->path().filename().string();
        if (name.size() > suffix.size() && name.front() != '.' &&
            std::string_view(name).substr(name.size() - suffix.size()) == suffix) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string near_names(const std::string& path) {
    const auto [folder, missing] = split_at_missing(fs::path(path));
    const std::vector<std::string> names = names_in(folder.string(), "");
    const std::string near =
        diag::nearest(missing.string(), std::vector<std::string_view>(names.begin(), names.end()));
    const fs::path shown_folder = folder == "." ? fs::path() : folder;
    if (!near.empty()) {
        // What follows the slip may be right: `content/bakc-pain/guide.xml`.
        const fs::path wanted = fs::path(path).lexically_relative(shown_folder / missing);
        const fs::path whole = shown_folder / near / wanted;
        std::error_code error;
        const bool rest = !wanted.empty() && wanted != "." && fs::exists(whole, error);
        return "did you mean `" + (rest ? whole : shown_folder / near).string() + "`?";
    }
    std::string list;
    for (const std::string& name : names) {
        const bool xml = fs::path(name).extension() == ".xml";
        if (xml && std::count(list.begin(), list.end(), '`') / 2 <
                       static_cast<std::ptrdiff_t>(most_names_shown)) {
            list += (list.empty() ? "`" : ", `") + name + "`";
        }
    }
    return list.empty() ? list : "in `" + folder.string() + "` there is: " + list;
}

std::string shown(const std::string& path) {
    std::error_code error;
    const fs::path here = fs::current_path(error);
    const fs::path below = error ? fs::path() : fs::path(path).lexically_relative(here);
    const bool inside = !below.empty() && below != "." && *below.begin() != "..";
    return fs::path(path).is_absolute() && inside ? below.string() : path;
}

bool same_file(const std::string& a, const std::string& b) {
    std::error_code error;
    return !a.empty() && !b.empty() && fs::equivalent(a, b, error);
}

} // namespace carefold::job
