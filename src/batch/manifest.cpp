// The order that makes a rerun exact: a document's line is appended first (one write, O_APPEND),
// then the draft is renamed into place. Whenever the program dies, a file that is in place has its
// line; a line whose file is missing or another is found by the file's sum, and the document is
// made again.
#include "batch/manifest.hpp"

#include "batch/digest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace carefold::batch {

Manifest::Manifest(Folder& folder, const Shard& shard)
    : folder_(folder), name_(manifest_name(shard)),
      file_(::openat(folder.number(), name_.c_str(),
                     O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0600)) {
    if (!file_) {
        fail_writing(folder.path_of(name_), errno);
    }
    std::uint64_t closing = 0;
    bool closed = false;
    size_ = each_line(file_.number(), [&](std::string_view text, std::uint64_t offset) {
        if (const auto line = parse_line(text)) {
            old_.push_back(
                {short_sum(line->name), offset, static_cast<std::uint32_t>(line->record), false});
        }
        closed = parse_closing(text).has_value();
        closing = offset;
    });
    size_ = closed ? closing : size_;
    if (::ftruncate(file_.number(), static_cast<off_t>(size_)) != 0) {
        fail_writing(folder.path_of(name_), errno);
    }
    start_ = size_;
    // Of lines of one name the last one counts.
    std::stable_sort(old_.begin(), old_.end(),
                     [](const Entry& a, const Entry& b) { return a.name < b.name; });
    std::vector<Entry> last;
    for (const Entry& each : old_) {
        if (!last.empty() && last.back().name == each.name) {
            last.back() = each;
        } else {
            last.push_back(each);
        }
    }
    old_ = std::move(last);
}

/// Without its end; nullopt when it cannot be read.
std::optional<std::string> Manifest::read(std::uint64_t offset) const {
    std::string text;
    std::array<char, 1024> buffer{};
    for (;;) {
        const ssize_t got = ::pread(file_.number(), buffer.data(), buffer.size(),
                                    static_cast<off_t>(offset + text.size()));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return std::nullopt;
        }
        text.append(buffer.data(), static_cast<std::size_t>(got));
        if (const std::size_t end = text.find('\n'); end != std::string::npos) {
            text.resize(end);
            return text;
        }
    }
}

std::optional<Line> Manifest::find(const std::string& name) const {
    const std::uint64_t sum = short_sum(name);
    const auto found = std::lower_bound(
        old_.begin(), old_.end(), sum,
        [](const Entry& entry, std::uint64_t value) { return entry.name < value; });
    if (found == old_.end() || found->name != sum) {
        return std::nullopt;
    }
    const auto text = read(found->offset);
    auto line = text ? parse_line(*text) : std::nullopt;
    return line && line->name == name ? std::move(line) : std::nullopt;
}

void Manifest::keep(const std::string& name) {
    const std::uint64_t sum = short_sum(name);
    const std::lock_guard lock(mutex_);
    const auto found = std::lower_bound(
        old_.begin(), old_.end(), sum,
        [](const Entry& entry, std::uint64_t value) { return entry.name < value; });
    if (found != old_.end() && found->name == sum) {
        found->current = true;
    }
}

void Manifest::append(const Line& line) {
    const std::string text = format(line);
    const std::uint64_t sum = short_sum(line.name);
    const std::lock_guard lock(mutex_);
    ssize_t put = 0;
    do {
        put = ::write(file_.number(), text.data(), text.size());
    } while (put < 0 && errno == EINTR);
    if (put != static_cast<ssize_t>(text.size())) {
        const int error = put < 0 ? errno : ENOSPC;
        if (::ftruncate(file_.number(), static_cast<off_t>(size_)) != 0) {
            // The half line stays; the next batch cuts it off.
        }
        fail_writing(folder_.path_of(name_), error);
    }
    added_.push_back({sum, size_, static_cast<std::uint32_t>(line.record), true});
    size_ += text.size();
}

void Manifest::sync() const {
    if (::fdatasync(file_.number()) != 0) {
        fail_writing(folder_.path_of(name_), errno);
    }
}

/// All lines that count, by record.
void Manifest::sort_entries() {
    std::sort(added_.begin(), added_.end(),
              [](const Entry& a, const Entry& b) { return a.name < b.name; });
    const auto is_replaced = [&](const Entry& entry) {
        return std::binary_search(added_.begin(), added_.end(), entry,
                                  [](const Entry& a, const Entry& b) { return a.name < b.name; });
    };
    std::erase_if(old_, is_replaced);
    added_.insert(added_.end(), old_.begin(), old_.end());
    old_.clear();
    std::sort(added_.begin(), added_.end(), [](const Entry& a, const Entry& b) {
        return a.record != b.record ? a.record < b.record : a.offset < b.offset;
    });
}

/// Lines of one record, by name.
void Manifest::write_group(Draft& draft, std::size_t first, std::size_t end) const {
    std::vector<std::pair<std::string, std::string>> lines; // name, text
    for (std::size_t i = first; i < end; ++i) {
        auto text = read(added_[i].offset);
        const auto line = text ? parse_line(*text) : std::nullopt;
        if (line && (added_[i].current || folder_.open(line->name))) {
            lines.emplace_back(line->name, std::move(*text));
        }
    }
    std::sort(lines.begin(), lines.end());
    for (const auto& [name, text] : lines) {
        draft.write(text + "\n");
    }
}

void Manifest::finish(const std::optional<Closing>& closing) {
    const std::lock_guard lock(mutex_);
    sort_entries();
    Draft draft(folder_, name_);
    for (std::size_t first = 0; first < added_.size();) {
        std::size_t end = first + 1;
        while (end < added_.size() && added_[end].record == added_[first].record) {
            ++end;
        }
        write_group(draft, first, end);
        first = end;
    }
    if (closing) {
        draft.write(format(*closing));
    }
    file_ = draft.place();
}

void Manifest::forget() {
    const std::lock_guard lock(mutex_);
    if (::ftruncate(file_.number(), static_cast<off_t>(start_)) != 0) {
        fail_writing(folder_.path_of(name_), errno);
    }
}

} // namespace carefold::batch
