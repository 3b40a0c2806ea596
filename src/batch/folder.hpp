// The folder a batch works in: locked, written into beside, renamed into place. Inside the room
// only.
#pragma once

#include "batch/batch.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace carefold::batch {

/// Closed when it goes out of scope.
class Handle {
  public:
    explicit Handle(int number = -1) : number_(number) {}
    Handle(Handle&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Handle();
    explicit operator bool() const { return number_ >= 0; }
    int number() const { return number_; }

  private:
    int number_;
};

/// "", or "-2-of-4" in the names of a shard's files.
std::string shard_mark(const Shard& shard);

/// Throws what an errno means for a file of the folder: batch.disk-full, .folder-gone,
/// .output-unwritable.
[[noreturn]] void fail_writing(const std::string& path, int error);

/// Gives an errno, 0 when both are written.
int write_both(int file, std::string_view first, std::string_view second);

/// Made when it is not there (0700). Shards share a folder with one another, a whole batch shares
/// with nobody; batch.busy. Drafts that an earlier batch left are removed.
class Folder {
  public:
    Folder(const std::string& path, const Shard& shard);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    const std::string& path() const { return path_; }
    std::string path_of(std::string_view name) const;
    /// The folder itself: for openat.
    int number() const { return folder_.number(); }

    /// Writes both pieces as a draft (0600); gives its name. Safe from several threads.
    std::string draft(std::string_view first, std::string_view second);
    /// Gives a draft its name, in the place of an older file; folders on the way are made.
    void place(const std::string& draft, const std::string& name);
    void drop(const std::string& draft);
    /// Puts a copy of an open file into its place.
    void take(const Handle& file, const std::string& name);
    /// A draft to be written bit by bit.
    Handle begin(const std::string& draft);
    void remove(const std::string& name);
    /// All that was written is on the disk when it returns.
    void sync() const;

    /// Empty: there is no such plain file.
    Handle open(const std::string& name) const;

  private:
    void lock(const Shard& shard);
    void clean() const;

    std::string path_;
    Handle folder_, drafts_, lock_, shard_lock_;
};

/// A file of many lines, written beside and put in its place when it is whole.
class Draft {
  public:
    Draft(Folder& folder, std::string name);
    void write(std::string_view text);
    /// On the disk when it returns; gives the open file.
    Handle place();

  private:
    void flush();
    Folder& folder_;
    std::string name_, waiting_;
    Handle file_;
};

/// Locks a folder that is there, without making anything in it; batch.busy.
Handle hold(const std::string& path);

} // namespace carefold::batch
