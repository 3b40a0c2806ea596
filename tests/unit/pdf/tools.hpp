// Other people's programs, run on a file of ours.
#pragma once

#include <string>

namespace tools {

struct Result {
    int status = 0;
    std::string output; // both streams
};

/// Writes the bytes to a temporary file and runs "command" with % replaced by its path.
Result run(const std::string& command, const std::string& bytes);

} // namespace tools
