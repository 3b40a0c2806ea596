// The list of records on the disk, read twice. Inside the room only.
#pragma once

#include "batch/folder.hpp"
#include "records/records.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carefold::batch {

/// The second reading gives the bytes of the first or throws: every 64 kB are compared, by eight
/// bytes of their sum, before anything is made of them.
class List {
  public:
    /// Throws batch.list-missing, .list-unreadable.
    explicit List(std::string path);
    const std::string& path() const { return path_; }
    records::Source first_reading();
    /// Throws batch.list-changed when a chunk is not as it was, or the file is another.
    records::Source second_reading();
    /// Throws batch.list-changed when the file is another than it was at first.
    void require_unchanged() const;
    /// Of all bytes: hex. After the first reading.
    std::string sum() const;

  private:
    struct Stamp {
        std::uint64_t device = 0, node = 0, size = 0;
        std::int64_t seconds = 0, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };
    Stamp stamp() const;
    std::size_t read(std::size_t chunk, std::string& into) const;
    bool next(bool again);
    records::Source reading(bool again);
    [[noreturn]] void fail_changed() const;

    std::string path_;
    Handle file_;
    Stamp stamp_;
    std::vector<std::uint64_t> sums_; // of chunks
    std::string chunk_;
    std::size_t at_ = 0, next_chunk_ = 0; // in chunk_; of chunks
};

/// What a list of some of its records begins with.
struct Shape {
    records::Format format = records::Format::csv;
    std::string head;
};

/// The records that failed, as a list of the same format, for another run.
class FailedList {
  public:
    FailedList(Folder& folder, const Shard& shard) : folder_(folder), mark_(shard_mark(shard)) {}
    void add(const records::Record& record, const Shape& shape);
    /// Gives its path; "" when nothing failed: then one of an earlier batch is removed.
    std::string finish();

  private:
    Folder& folder_;
    std::string mark_;
    std::optional<Draft> draft_;
    std::string name_, tail_;
    std::size_t last_ = 0; // record
};

} // namespace carefold::batch
