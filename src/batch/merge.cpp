// Shards' manifests -> one. Each shard's is sorted by record already, so they are read side by side
// and the least record's lines go first; nothing is kept in memory but sums of names.
#include "batch/digest.hpp"
#include "batch/list.hpp"
#include "batch/manifest.hpp"
#include "batch/names.hpp"
#include "batch/survey.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

/// One line of a shard, ready to be written.
struct Placed {
    std::size_t record = 0;
    std::uint64_t offset = 0;
    std::size_t part = 0;
};

/// One shard's manifest.
struct Part {
    std::string folder, path;
    Shard shard;
    Handle file;
    std::optional<Closing> closing;
    diag::Span span(std::size_t line) const {
        return {std::make_shared<const std::string>(path), static_cast<std::uint32_t>(line), 1};
    }
};

std::string shown(const Shard& shard) {
    return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

class Merge {
  public:
    Merge(const std::vector<std::string>& folders, diag::Sink& sink) : sink_(sink) {
        for (const std::string& folder : folders) {
            for (const std::string& name : manifests_in(folder)) {
                add(folder, name);
            }
        }
    }
    bool check();
    Merged write(const std::string& into);

  private:
    void add(const std::string& folder, const std::string& name);
    void read(std::size_t part);
    void check_complete();
    void check_agreement();
    void bring(Folder& target, const Part& part, const Line& line);
    std::optional<Line> line_of(const Placed& placed, std::string& text) const;
    std::string merge_failed(Folder& target) const;

    diag::Sink& sink_;
    std::vector<Part> parts_;
    std::vector<Placed> lines_;
    Names names_;
};

void Merge::add(const std::string& folder, const std::string& name) {
    const auto shard = shard_of_manifest(name);
    if (!shard || shard->whole()) {
        return;
    }
    const std::string path = (fs::path(folder) / name).string();
    Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) {
        throw diag::EnvironmentError("batch.no-manifest",
                                     "`" + path + "` cannot be read: " + std::strerror(errno));
    }
    parts_.push_back({folder, path, *shard, std::move(file), {}});
}

void Merge::read(std::size_t index) {
    Part& part = parts_[index];
    std::size_t number = 0;
    each_line(part.file.number(), [&](std::string_view text, std::uint64_t offset) {
        ++number;
        part.closing = parse_closing(text);
        if (part.closing) {
            return;
        }
        const auto line = parse_line(text);
        if (!line) {
            sink_.error("batch.bad-line", part.span(number), "this is no line of a manifest");
        } else if (line->record == 0 || !is_ours(part.shard, line->record)) {
            sink_.error("batch.shards-differ", part.span(number),
                        "record " + std::to_string(line->record) + " is not of shard " +
                            shown(part.shard),
                        "empty the folder and run that shard again");
        } else {
            names_.add(line->name, lines_.size() + 1);
            lines_.push_back({line->record, offset, index});
        }
    });
    if (!part.closing) {
        sink_.error("batch.unfinished-shard", diag::file_span(part.path),
                    "shard " + shown(part.shard) + " did not end", "run it again");
    }
}

/// Every shard once.
void Merge::check_complete() {
    if (parts_.empty()) {
        sink_.error("batch.missing-shard", {}, "there are no shards to merge",
                    "name the folders that `carefold batch --shard` wrote to");
        return;
    }
    const std::size_t count = parts_.front().shard.count;
    std::set<std::size_t> there;
    for (const Part& part : parts_) {
        if (part.shard.count != count) {
            sink_.error("batch.shards-differ", diag::file_span(part.path),
                        "this is a shard of " + std::to_string(part.shard.count) +
                            ", others are of " + std::to_string(count));
        } else if (!there.insert(part.shard.index).second) {
            sink_.error("batch.shards-differ", diag::file_span(part.path),
                        "shard " + shown(part.shard) + " is there twice",
                        "name only one of the folders");
        }
    }
    for (std::size_t i = 1; i <= count; ++i) {
        if (there.count(i) == 0) {
            sink_.error("batch.missing-shard", {}, "shard " + shown({i, count}) + " is missing",
                        "run it with --shard " + shown({i, count}));
        }
    }
}

/// The same was asked of all, for the same list.
void Merge::check_agreement() {
    for (const Part& part : parts_) {
        const auto& first = parts_.front().closing;
        if (part.closing && first &&
            (part.closing->list != first->list || part.closing->plan != first->plan)) {
            sink_.error("batch.shards-differ", diag::file_span(part.path),
                        part.closing->list != first->list
                            ? "this shard was made of another list than the first"
                            : "something else was asked of this shard than of the first",
                        "run it again with the same list and options");
        }
    }
}

std::optional<Line> Merge::line_of(const Placed& placed, std::string& text) const {
    text.clear();
    std::array<char, 1024> buffer{};
    for (std::size_t end = std::string::npos; end == std::string::npos; end = text.find('\n')) {
        const ssize_t got = ::pread(parts_[placed.part].file.number(), buffer.data(), buffer.size(),
                                    static_cast<off_t>(placed.offset + text.size()));
        if (got <= 0 && !(got < 0 && errno == EINTR)) {
            return std::nullopt;
        }
        text.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    }
    text.resize(text.find('\n'));
    return parse_line(text);
}

bool Merge::check() {
    check_complete();
    for (std::size_t i = 0; i < parts_.size() && !sink_.has_errors(); ++i) {
        read(i);
    }
    if (!sink_.has_errors()) {
        check_agreement();
    }
    constexpr std::size_t most_told = 20;
    for (const Names::Clash& each : names_.clashes(most_told)) {
        std::string text;
        const Placed& second = lines_[each.second - 1];
        const auto line = line_of(second, text);
        sink_.error("batch.same-name", diag::file_span(parts_[second.part].path),
                    "`" + (line ? line->name : "") + "` is the name of two documents");
    }
    std::stable_sort(lines_.begin(), lines_.end(),
                     [](const Placed& a, const Placed& b) { return a.record < b.record; });
    return !sink_.has_errors();
}

/// A document of another folder, should it be as its line says.
void Merge::bring(Folder& target, const Part& part, const Line& line) {
    const std::string from = (fs::path(part.folder) / line.name).string();
    std::error_code error;
    if (fs::equivalent(part.folder, target.path(), error)) {
        return;
    }
    const Handle file(::open(from.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    const auto sum = file ? sha256_of_open(file.number()) : std::nullopt;
    if (!sum || hex(*sum) != line.sha256) {
        sink_.error("batch.changed-file", diag::file_span(from),
                    "`" + line.name + "` is missing or not as it was made", "run its shard again");
        return;
    }
    target.take(file, line.name);
}

/// One after the other: the first line of a CSV list stands above all.
std::string Merge::merge_failed(Folder& target) const {
    for (const char* ending : {".csv", ".json", ".jsonl"}) {
        const bool json = std::string_view(ending) == ".json";
        std::string all;
        for (const Part& part : parts_) {
            const std::string path =
                (fs::path(part.folder) / ("failed" + shard_mark(part.shard) + ending)).string();
            std::string text = read_small(path).value_or("");
            if (json && text.size() > 4) {
                text = text.substr(2, text.size() - 5); // without "[\n" and "\n]\n"
                all += (all.empty() ? "[\n" : ",\n") + text;
            } else if (!text.empty()) {
                const bool first = all.empty() || std::string_view(ending) == ".jsonl";
                all += first ? text : text.substr(text.find('\n') + 1);
            }
        }
        const std::string name = std::string("failed") + ending;
        if (all.empty()) {
            target.remove(name);
            continue;
        }
        Draft draft(target, name);
        draft.write(all + (json ? "\n]\n" : ""));
        draft.place();
        return target.path_of(name);
    }
    return {};
}

Merged Merge::write(const std::string& into) {
    Folder target(into, {});
    Draft manifest(target, manifest_name({}));
    std::string text;
    for (const Placed& each : lines_) {
        if (const auto line = line_of(each, text)) {
            bring(target, parts_[each.part], *line);
            manifest.write(text + "\n");
        }
    }
    Merged merged{parts_.size(), lines_.size(), target.path_of(manifest_name({})), {}};
    if (!sink_.has_errors()) {
        merged.failed_list = merge_failed(target);
        manifest.place();
        target.sync();
    }
    return merged;
}

} // namespace

Merged merge(const std::vector<std::string>& folders, const std::string& into, diag::Sink& sink) {
    Merge merge(folders, sink);
    return merge.check() ? merge.write(into.empty() ? folders.front() : into) : Merged{};
}

} // namespace carefold::batch
