#include "fuzz.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

// Present when a sanitizer is linked in: it ends the process without a signal.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace fuzz {

namespace {

std::atomic<int> current_round{-1}; // for the signal handler

/// Only calls that are safe when memory is broken.
void tell_round() {
    char text[64] = "\nfuzz: round ";
    std::size_t length = std::strlen(text);
    char digits[12];
    std::size_t count = 0;
    for (int rest = std::max(0, current_round.load()); rest > 0 || count == 0; rest /= 10) {
        digits[count++] = static_cast<char>('0' + rest % 10);
    }
    while (count > 0) {
        text[length++] = digits[--count];
    }
    text[length++] = '\n';
    [[maybe_unused]] const auto written = write(STDERR_FILENO, text, length);
}

void on_signal(int signal) {
    tell_round();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void mutate_once(std::string& bytes, const Campaign& campaign, Random& random) {
    const std::size_t at = random.below(bytes.size() + 1);
    const std::size_t length = 1 + random.below(random.below(4) == 0 ? 200 : 8);
    const auto where = bytes.begin() + static_cast<std::ptrdiff_t>(at);
    switch (random.below(8)) {
    case 0: // flip a bit
        if (at < bytes.size()) {
            bytes[at] = static_cast<char>(bytes[at] ^ (1U << random.below(campaign.text ? 5 : 8)));
        }
        break;
    case 1: // a byte of the ones that matter
        if (at < bytes.size() && !campaign.text) {
            constexpr std::string_view telling("\0\xff\x7f\x80\x01<>&\"'/0-:", 14);
            bytes[at] = telling[random.below(telling.size())];
        }
        break;
    case 2: // drop
        bytes.erase(at, length);
        break;
    case 3: // repeat
        bytes.insert(at, bytes.substr(random.below(bytes.size() + 1), length));
        break;
    case 4: // a word of the format
    case 5:
        if (!campaign.dictionary.empty()) {
            bytes.insert(at, campaign.dictionary[random.below(campaign.dictionary.size())]);
        }
        break;
    case 6: { // a piece of another input
        const std::string& other = campaign.seeds[random.below(campaign.seeds.size())];
        bytes.insert(at, other.substr(random.below(other.size() + 1), length * 4));
        break;
    }
    default: // random bytes, seldom the end
        if (random.below(16) == 0) {
            bytes.resize(at);
        } else {
            const bool printable = campaign.text && random.below(8) != 0;
            std::generate_n(where, std::min(length, bytes.size() - at), [&] {
                return static_cast<char>(printable ? 32 + random.below(95) : random.below(256));
            });
        }
    }
}

std::string mutant(const Campaign& campaign, int round) {
    Random random(0xca4ef01dU + static_cast<std::uint64_t>(round) * 0x9e3779b9U);
    std::string bytes = campaign.seeds[random.below(campaign.seeds.size())];
    const bool orderly = campaign.rearrange && random.below(2) == 0;
    for (std::size_t count = 1 + random.below(orderly || !campaign.text ? 6 : 3); count > 0;
         --count) {
        if (orderly) {
            campaign.rearrange(bytes, random);
        } else {
            mutate_once(bytes, campaign, random);
        }
    }
    return campaign.repair && random.below(2) == 0 ? campaign.repair(std::move(bytes)) : bytes;
}

/// False when the mutant broke a promise.
bool run_round(const Campaign& campaign, int round, const std::string& bytes) {
    using Clock = std::chrono::steady_clock;
    current_round = round;
    const auto start = Clock::now();
    try {
        campaign.target(bytes);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "fuzz: round %d: %s\n", round, error.what());
        return false;
    }
    if (Clock::now() - start > std::chrono::seconds(5)) {
        std::fprintf(stderr, "fuzz: round %d took over five seconds\n", round);
        return false;
    }
    return true;
}

} // namespace

std::uint64_t Random::next() {
    state_ += 0x9e3779b97f4a7c15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

int run(const Campaign& campaign, int argc, char** argv) {
    if (campaign.seeds.empty()) {
        std::fprintf(stderr, "fuzz: %s has nothing to mutate\n", campaign.name.c_str());
        return 1;
    }
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(tell_round);
    } else {
        for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) {
            std::signal(signal, on_signal);
        }
    }
    if (argc == 3 && std::string_view(argv[1]) == "--only") {
        const int round = std::atoi(argv[2]);
        const std::string bytes = mutant(campaign, round);
        std::ofstream("mutant.bin", std::ios::binary) << bytes;
        return run_round(campaign, round, bytes) ? 0 : 1;
    }
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(8);
    int round = 0;
    bool sound = true;
    for (const std::string& seed : campaign.seeds) {
        sound = run_round(campaign, -1, seed) && sound;
    }
    for (; round < campaign.rounds && std::chrono::steady_clock::now() < end; ++round) {
        sound = run_round(campaign, round, mutant(campaign, round)) && sound;
    }
    std::printf("fuzz: %s, %d of %d mutants%s\n", campaign.name.c_str(), round, campaign.rounds,
                sound ? "" : ", promises broken");
    return sound ? 0 : 1;
}

std::string read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> files_below(const std::string& folder, std::string_view extension) {
    std::vector<std::string> names;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (entry.is_regular_file() && entry.path().extension() == extension) {
                names.push_back(entry.path().string());
            }
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace fuzz
