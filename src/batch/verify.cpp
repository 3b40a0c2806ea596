// A folder against its manifest.
#include "batch/digest.hpp"
#include "batch/manifest.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unordered_set>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t lines_at_a_time = 4096;

/// "" when the file is what its line says.
struct Finding {
    std::string code, message, hint;
};

Finding compare(const std::string& folder, const Line& line) {
    const std::string path = (fs::path(folder) / line.name).string();
    const Handle file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status {};
    if (!file || ::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return {"batch.missing-file", "`" + line.name + "` is missing",
                "run the batch again: it is made anew"};
    }
    const auto sum = static_cast<std::size_t>(status.st_size) == line.bytes
                         ? sha256_of_open(file.number())
                         : std::nullopt;
    if (!sum || hex(*sum) != line.sha256) {
        return {"batch.changed-file", "`" + line.name + "` is not as it was made",
                "run the batch again: it is made anew"};
    }
    return {};
}

class Verification {
  public:
    Verification(std::string folder, diag::Sink& sink) : folder_(std::move(folder)), sink_(sink) {}

    void read(const std::string& manifest) {
        const std::string path = (fs::path(folder_) / manifest).string();
        const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file) {
            throw diag::EnvironmentError("batch.no-manifest",
                                         "`" + path + "` cannot be read: " + std::strerror(errno));
        }
        const auto name = std::make_shared<const std::string>(path);
        std::uint32_t number = 0;
        const std::uint64_t end = each_line(file.number(), [&](std::string_view text, auto) {
            ++number;
            const diag::Span span{name, number, 1};
            if (auto line = parse_line(text)) {
                known_.insert(short_sum(line->name));
                waiting_.emplace_back(span, std::move(*line));
            } else if (!parse_closing(text)) {
                sink_.error("batch.bad-line", span, "this is no line of a manifest");
            }
            if (waiting_.size() == lines_at_a_time) {
                compare_waiting();
            }
        });
        struct stat status {};
        if (::fstat(file.number(), &status) == 0 &&
            end < static_cast<std::uint64_t>(status.st_size)) {
            sink_.error("batch.bad-line", {name, number + 1, 1},
                        "the last line is torn: the batch did not end", "run the batch again");
        }
        compare_waiting();
    }

    /// Documents that no line tells of.
    void find_extra() {
        std::error_code error;
        std::vector<std::string> extra;
        for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end;
             at.increment(error)) {
            const std::string name = at->path().lexically_relative(folder_).generic_string();
            std::error_code ignored;
            if (name == ".carefold") {
                at.disable_recursion_pending();
            } else if (!at->is_directory(ignored) && !is_ours(name) &&
                       known_.count(short_sum(name)) == 0) {
                extra.push_back(name);
            }
        }
        std::sort(extra.begin(), extra.end());
        for (const std::string& name : extra) {
            sink_.error("batch.extra-file", diag::file_span((fs::path(folder_) / name).string()),
                        "no line of the manifest tells of this file",
                        "it is of another batch, or of a client who is no longer on the list");
        }
    }

    const Verified& result() const { return verified_; }

  private:
    static bool is_ours(const std::string& name) {
        const std::string_view text = name;
        return text.find('/') == std::string_view::npos &&
               (text.starts_with("manifest") || text.starts_with("timings") ||
                text.starts_with("failed")) &&
               !text.ends_with(".pdf");
    }

    void compare_waiting() {
        std::vector<Finding> findings(waiting_.size());
        tbb::parallel_for(std::size_t{0}, waiting_.size(), [&](std::size_t i) {
            findings[i] = compare(folder_, waiting_[i].second);
        });
        for (std::size_t i = 0; i < findings.size(); ++i) {
            ++verified_.documents;
            if (findings[i].code.empty()) {
                ++verified_.whole;
                verified_.bytes += waiting_[i].second.bytes;
            } else {
                sink_.error(findings[i].code, waiting_[i].first, findings[i].message,
                            findings[i].hint);
            }
        }
        waiting_.clear();
    }

    std::string folder_;
    diag::Sink& sink_;
    std::vector<std::pair<diag::Span, Line>> waiting_;
    std::unordered_set<std::uint64_t> known_; // sums of names; never iterated
    Verified verified_;
};

} // namespace

std::vector<std::string> manifests_in(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (shard_of_manifest(name)) {
            names.push_back(name);
        }
    }
    if (error) {
        throw diag::EnvironmentError("batch.no-manifest",
                                     "`" + folder + "` cannot be read: " + error.message());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Verified verify(const std::string& folder, diag::Sink& sink) {
    std::vector<std::string> names = manifests_in(folder);
    const std::string whole = manifest_name({});
    if (std::find(names.begin(), names.end(), whole) != names.end()) {
        names = {whole}; // shards are in it once they are merged
    }
    if (names.empty()) {
        throw diag::EnvironmentError("batch.no-manifest", "`" + folder + "` has no manifest.jsonl",
                                     "name the folder that a batch was made in");
    }
    const Handle lock = hold(folder);
    Verification verification(folder, sink);
    for (const std::string& name : names) {
        verification.read(name);
    }
    verification.find_extra();
    return verification.result();
}

} // namespace carefold::batch
