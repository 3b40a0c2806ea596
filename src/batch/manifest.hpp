// manifest.jsonl: one line per document, appended while documents are made. Inside the room only.
#pragma once

#include "batch/batch.hpp"
#include "batch/folder.hpp"

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::batch {

/// One line of JSON, keys always in one order, "\n" at the end.
std::string format(const Line& line);
/// nullopt: no line of a manifest, or one whose name leads out of the folder.
std::optional<Line> parse_line(std::string_view text);

/// How a shard's manifest ends when the shard is finished: what others of its batch must agree in.
struct Closing {
    Shard shard;
    std::string plan; // sum of what was asked for
    std::string list; // sum of the list; "" for a matrix
    std::size_t records = 0, documents = 0, failed = 0;
};
std::string format(const Closing& closing);
std::optional<Closing> parse_closing(std::string_view text);

/// JSON text as a string, quotes and all; what is no UTF-8 is replaced.
std::string quoted_json(std::string_view text);

/// "manifest.jsonl", "manifest-2-of-4.jsonl"
std::string manifest_name(const Shard& shard);

/// Of such a name; nullopt for any other.
std::optional<Shard> shard_of_manifest(std::string_view name);
/// Names of all manifests in the folder, sorted. Throws batch.no-manifest.
std::vector<std::string> manifests_in(const std::string& folder);

/// Calls `each` with every whole line of an open file; a line can be 1 MB long. Gives the offset
/// behind the last whole line.
std::uint64_t each_line(int file, const std::function<void(std::string_view, std::uint64_t)>& each);

/// The manifest of a batch at work. Lines of old are found by a sum of their name, 24 bytes each in
/// memory; the text stays on the disk.
class Manifest {
  public:
    /// A torn last line, and a closing one, are cut off.
    Manifest(Folder& folder, const Shard& shard);
    /// The last line of that name. Safe from several threads.
    std::optional<Line> find(const std::string& name) const;
    /// One write at the end of the file. Safe from several threads.
    void append(const Line& line);
    /// The line found stays as it is.
    void keep(const std::string& name);
    void sync() const;
    /// Sorted by record and name, whole or not at all. Lines of documents that this batch did not
    /// ask for stay as long as their file is there.
    void finish(const std::optional<Closing>& closing);
    /// What this batch has appended: it was made of something else than it says.
    void forget();

  private:
    struct Entry {
        std::uint64_t name = 0, offset = 0;
        std::uint32_t record = 0;
        bool current = false; // of this batch
    };
    std::optional<std::string> read(std::uint64_t offset) const;
    void sort_entries();
    void write_group(Draft& draft, std::size_t first, std::size_t end) const;

    Folder& folder_;
    std::string name_;
    Handle file_;
    mutable std::mutex mutex_;
    std::uint64_t size_ = 0, start_ = 0; // in bytes; when the batch began
    std::vector<Entry> old_;             // by name
    std::vector<Entry> added_;           // as they came
};

} // namespace carefold::batch
