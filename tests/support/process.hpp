// Runs other people's tools and keeps what they say.
#pragma once

#include <string>

namespace carefold::test {

struct Outcome {
    int status = -1;
    std::string output; // standard output and error together
};

/// Runs a shell command line.
Outcome run(const std::string& command);
/// Runs it and returns standard output; throws when it fails.
std::string output_of(const std::string& command);

} // namespace carefold::test
