// A mutation fuzzer small enough to run with every test: same seed, same inputs, on any machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

/// SplitMix64 (Steele, Lea, Flood 2014): unlike std's distributions the same everywhere.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : next() % bound; }

  private:
    std::uint64_t state_;
};

struct Campaign {
    std::string name;
    std::vector<std::string> seeds;                 // whole, sound inputs
    std::vector<std::string_view> dictionary;       // pieces to strew in
    std::function<void(std::string_view)> target;   // throws std::logic_error when a promise breaks
    std::function<std::string(std::string)> repair; // e.g. checksums; for half of the inputs
    std::function<void(std::string&, Random&)>
        rearrange;     // keeps the grammar; for half of the inputs
    bool text = false; // strewn bytes are mostly printable
    int rounds = 2000;
};

/// Runs `rounds` mutants, or as many as fit 8 seconds; the number run is printed, and when a mutant
/// crashes, breaks a promise or takes over 5 seconds, so is its round. `program --only ROUND`
/// writes that mutant to mutant.bin and runs it alone. Gives main's exit status.
int run(const Campaign& campaign, int argc, char** argv);

std::string read_file(const std::string& path);
/// Files of that extension below `folder`, sorted by name; none when there is no such folder.
std::vector<std::string> files_below(const std::string& folder, std::string_view extension);

} // namespace fuzz
