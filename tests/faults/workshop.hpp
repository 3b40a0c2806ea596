// A folder to spoil things in, and the program run in it.
#pragma once

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace faults {

struct Outcome {
    int status = -1; // exit status; 128 + signal when killed
    std::string out, err;
    long peak_kilobytes = 0; // of memory
    bool says(std::string_view part) const { return err.find(part) != std::string::npos; }
};

/// What a run of the program gets besides its arguments.
struct Setting {
    std::string home;                     // CAREFOLD_HOME; empty: the workshop
    std::vector<std::string> environment; // "NAME=value"
    long long file_size_limit = -1;       // RLIMIT_FSIZE
    long long memory_limit = -1;          // RLIMIT_AS
    int kill_after_microseconds = -1;
    std::atomic<pid_t>* process = nullptr; // told as soon as it runs
};

Outcome run_program(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                    const Setting& setting);

std::string read(const std::filesystem::path& path);
void write(const std::filesystem::path& path, std::string_view text);

/// A copy of the sample guide, layout, words and fonts, which is the home too, with a good older
/// old.pdf. All runs are made in it, so that messages name files as "guide.xml".
class Workshop {
  public:
    Workshop();
    ~Workshop();
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    /// Replaces the first `old` in the file, which must be there.
    void change(std::string_view file, std::string_view old, std::string_view now) const;
    /// "file:line:column" of the first `text` in the file, columns in characters.
    std::string at(std::string_view file, std::string_view text, std::size_t skip = 0) const;
    std::vector<std::string> everything() const; // paths in it, sorted

    Outcome run(const std::vector<std::string>& arguments, const Setting& setting = {}) const;
    /// carefold build guide.xml --layout plain -o old.pdf, and more.
    Outcome build(std::vector<std::string> more = {}, const Setting& setting = {}) const;

    /// Runs build() and checks that it fails with `status`, says "place: error[code]: " on the
    /// standard error stream, writes nothing else, leaves no file behind and old.pdf as it was.
    /// `place` may be empty: anywhere.
    Outcome expect_failure(int status, std::string_view place, std::string_view code,
                           const Setting& setting = {}) const;

  private:
    std::filesystem::path path_;
};

} // namespace faults
