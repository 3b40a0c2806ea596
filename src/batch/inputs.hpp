// What documents are made of, as sums. Inside the room only.
#pragma once

#include "batch/digest.hpp"
#include "job/job.hpp"

#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace carefold::batch {

/// The whole of a small file; nullopt when it is not there. Throws diag::EnvironmentError
/// (batch.file-unreadable).
std::optional<std::string> read_small(const std::string& path);

/// Sums of the files behind documents, each file read once.
class Inputs {
  public:
    /// Hex. Of names (without folders) and bytes, so that all machines come to the same.
    const std::string& of(const job::Request& request);
    /// A file that is not as it was when it was read.
    std::optional<std::string> changed() const;

  private:
    /// What shows, without reading, that a file is another than it was.
    struct Stamp {
        std::uint64_t device = 0, node = 0, size = 0;
        std::int64_t seconds = 0, nanoseconds = 0;
        bool operator==(const Stamp&) const = default;
    };
    struct File {
        Stamp stamp;
        std::string sum; // empty: it cannot be read, which job will tell of
    };
    static Stamp stamp_of(const std::string& path);
    const File& file(const std::string& path);

    std::map<std::string, File> files_;
    std::map<std::tuple<std::string, std::string, std::string>, std::string>
        known_; // guide, layout, language -> sum
};

/// All that a document is made of: the files behind it, and the request. Hex.
std::string key_of(const job::Request& request, const std::string& inputs);

} // namespace carefold::batch
