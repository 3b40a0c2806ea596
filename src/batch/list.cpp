#include "batch/list.hpp"

#include "batch/digest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace carefold::batch {

namespace {

constexpr std::size_t chunk_size = 1U << 16U;
constexpr std::array endings{".csv", ".json", ".jsonl"}; // by records::Format

} // namespace

List::List(std::string path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
    const std::string name = "the list `" + path_ + "`";
    if (!file_ && (errno == ENOENT || errno == ENOTDIR)) {
        throw diag::EnvironmentError("batch.list-missing", name + " is not there",
                                     "`carefold help batch` tells what a list looks like");
    }
    if (!file_) {
        throw diag::EnvironmentError("batch.list-unreadable",
                                     name + " cannot be read: " + std::strerror(errno));
    }
    struct stat status {};
    if (::fstat(file_.number(), &status) != 0 || !S_ISREG(status.st_mode)) {
        throw diag::EnvironmentError("batch.list-unreadable", name + " is no plain file",
                                     "a list is read twice: save it to a file first");
    }
    stamp_ = stamp();
}

/// Of what the path leads to now.
List::Stamp List::stamp() const {
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) {
        return {};
    }
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

void List::fail_changed() const {
    throw diag::EnvironmentError(
        "batch.list-changed", "the list `" + path_ + "` changed while the batch ran",
        "what is finished stays; run it again when nobody writes to the list any more");
}

std::size_t List::read(std::size_t chunk, std::string& into) const {
    into.resize(chunk_size);
    std::size_t length = 0;
    while (length < chunk_size) {
        const ssize_t got = ::pread(file_.number(), into.data() + length, chunk_size - length,
                                    static_cast<off_t>(chunk * chunk_size + length));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            throw diag::EnvironmentError("batch.list-unreadable",
                                         "the list `" + path_ +
                                             "` cannot be read: " + std::strerror(errno));
        }
        if (got == 0) {
            break;
        }
        length += static_cast<std::size_t>(got);
    }
    into.resize(length);
    return length;
}

/// False at the end.
bool List::next(bool again) {
    const bool more = read(next_chunk_, chunk_) > 0;
    if (again) {
        const bool same =
            more ? next_chunk_ < sums_.size() && short_sum(chunk_) == sums_[next_chunk_]
                 : next_chunk_ == sums_.size();
        if (!same) {
            fail_changed();
        }
    } else if (more) {
        sums_.push_back(short_sum(chunk_));
    }
    next_chunk_ += more ? 1 : 0;
    at_ = 0;
    return more;
}

records::Source List::reading(bool again) {
    at_ = next_chunk_ = 0;
    chunk_.clear();
    return [this, again](char* buffer, std::size_t size) -> std::size_t {
        if (size == 0 || (at_ == chunk_.size() && !next(again))) {
            return 0;
        }
        const std::size_t part = std::min(size, chunk_.size() - at_);
        std::copy_n(chunk_.data() + at_, part, buffer);
        at_ += part;
        return part;
    };
}

records::Source List::first_reading() {
    sums_.clear();
    return reading(false);
}

void List::require_unchanged() const {
    if (stamp() != stamp_) {
        fail_changed();
    }
}

records::Source List::second_reading() {
    require_unchanged();
    return reading(true);
}

std::string List::sum() const {
    Sha256 sum;
    for (const std::uint64_t each : sums_) {
        sum.add({reinterpret_cast<const char*>(&each), sizeof each});
    }
    return hex(sum.finish());
}

void FailedList::add(const records::Record& record, const Shape& shape) {
    if (record.number == last_) {
        return; // another of its documents
    }
    last_ = record.number;
    const bool json = shape.format == records::Format::json;
    const auto whole = [](const std::string& text) {
        return text.empty() || text.back() == '\n' ? text : text + "\n";
    };
    if (!draft_) {
        name_ = "failed" + mark_ + endings.at(static_cast<std::size_t>(shape.format));
        draft_.emplace(folder_, name_);
        tail_ = json ? "\n]\n" : "";
        draft_->write(json ? "[\n" : whole(shape.head));
    } else if (json) {
        draft_->write(",\n");
    }
    draft_->write(json ? record.source : whole(record.source));
}

std::string FailedList::finish() {
    for (const char* ending : endings) {
        const std::string other = "failed" + mark_ + ending;
        if (other != name_) {
            folder_.remove(other);
        }
    }
    if (!draft_) {
        return {};
    }
    draft_->write(tail_);
    draft_->place();
    return folder_.path_of(name_);
}

} // namespace carefold::batch
