#include "batch/inputs.hpp"

#include "batch/batch.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

/// Changes with whatever makes the same inputs give other bytes and is no new version.
constexpr std::string_view key_form = "carefold.batch.1";

std::string_view epoch() {
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    return text == nullptr ? "" : text;
}

std::string name_of(const std::string& path) {
    return fs::path(path).filename().string();
}

} // namespace

std::optional<std::string> read_small(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(file), {}};
    if (!file.is_open() || file.bad() || fs::is_directory(path, error)) {
        throw diag::EnvironmentError("batch.file-unreadable",
                                     "`" + path + "` cannot be read: " + std::strerror(errno));
    }
    return text;
}

Inputs::Stamp Inputs::stamp_of(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return {};
    }
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

const Inputs::File& Inputs::file(const std::string& path) {
    const auto known = files_.find(path);
    if (known != files_.end()) {
        return known->second;
    }
    File file{stamp_of(path), {}}; // before it is read: what changes meanwhile shows
    const int open = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (open >= 0) {
        const auto sum = sha256_of_open(open);
        ::close(open);
        file.sum = sum ? hex(*sum) : std::string();
    }
    return files_.emplace(path, std::move(file)).first->second;
}

const std::string& Inputs::of(const job::Request& request) {
    auto& known = known_[{request.guide, request.layout, request.language}];
    if (!known.empty()) {
        return known;
    }
    diag::Sink unheard; // who makes the document will tell what is wrong with its files
    const job::Ground ground = job::ground_of(request, unheard);
    Sha256 sum;
    for (const std::string& path : ground.files) {
        sum.add_field(name_of(path)).add_field(file(path).sum);
    }
    // Faces are large and many; another edition of one has another size.
    for (const std::string& path : ground.faces) {
        sum.add_field(name_of(path)).add_field(std::to_string(stamp_of(path).size));
    }
    known = hex(sum.finish());
    return known;
}

std::optional<std::string> Inputs::changed() const {
    for (const auto& [path, file] : files_) {
        if (stamp_of(path) != file.stamp) {
            return path;
        }
    }
    return std::nullopt;
}

std::string key_of(const job::Request& request, const std::string& inputs) {
    thread_local Sha256 sum;
    sum.add_field(key_form).add_field(CAREFOLD_VERSION).add_field(epoch()).add_field(inputs);
    sum.add_field(to_string(request.edition)).add_field(content::to_string(request.audience));
    sum.add_field(request.language);
    sum.add_field(request.techniques ? std::to_string(request.techniques->size()) : "all");
    if (request.techniques) {
        for (const std::string& id : *request.techniques) {
            sum.add_field(id);
        }
    }
    for (const auto& [name, value] : request.personal.values) {
        sum.add_field(name).add_field(value);
    }
    return hex(sum.finish());
}

} // namespace carefold::batch
