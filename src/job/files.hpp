// Reading whole files, and what lies near one that is missing. Inside the room only.
#pragma once

#include "xml/xml.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace carefold::job {

/// What the caller calls the file ("guide"), for messages.
struct Wanted {
    std::string kind;
    std::string path;
    std::string hint; // when the file is missing and nothing near it is; may be empty
};

/// One byte more than an XML file may have: enough to see that it is too long.
constexpr std::size_t most_xml_bytes = xml::Limits{}.bytes + 1;

/// The whole file, or its first `most` bytes. Throws diag::EnvironmentError: job.file-missing,
/// job.file-unreadable.
std::string read_file(const Wanted& wanted, std::size_t most);

/// The same for a file that need not exist; nullopt also when it is no regular file.
std::optional<std::string> read_if_present(const std::string& path, std::size_t most);

/// Names in the folder that end in `suffix`, sorted. Empty when it cannot be listed.
std::vector<std::string> names_in(const std::string& folder, const std::string& suffix);

/// "did you mean …" or "there is: …" for a path nothing lies at; may be empty.
std::string near_names(const std::string& path);

/// Both are there and are one file.
bool same_file(const std::string& a, const std::string& b);

/// As a person would write it: relative when it lies below the current directory.
std::string shown(const std::string& path);

} // namespace carefold::job
