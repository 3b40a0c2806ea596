#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace faults {

namespace {

constexpr std::string_view good = "an older good one";

fs::path make_folder() {
    std::string pattern = (fs::temp_directory_path() / "carefold-faults-XXXXXX").string();
    BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    return fs::canonical(pattern);
}

void redirect(int stream, const fs::path& to) {
    const int file = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || ::dup2(file, stream) < 0) {
        ::_exit(126);
    }
    ::close(file);
}

[[noreturn]] void become_program(const fs::path& folder, const fs::path& streams,
                                 const std::vector<std::string>& arguments,
                                 const Setting& setting) {
    redirect(STDOUT_FILENO, streams / "out");
    redirect(STDERR_FILENO, streams / "err");
    if (::chdir(folder.c_str()) != 0) {
        ::_exit(126);
    }
    ::setenv("CAREFOLD_HOME", (setting.home.empty() ? folder.string() : setting.home).c_str(), 1);
    ::unsetenv("SOURCE_DATE_EPOCH");
    for (const std::string& each : setting.environment) {
        const std::size_t sign = each.find('=');
        ::setenv(each.substr(0, sign).c_str(), each.substr(sign + 1).c_str(), 1);
    }
    if (setting.file_size_limit >= 0) {
        const auto most = static_cast<rlim_t>(setting.file_size_limit);
        const rlimit limit{most, most};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    if (setting.memory_limit >= 0) {
        const auto most = static_cast<rlim_t>(setting.memory_limit);
        const rlimit limit{most, most};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    std::vector<char*> words{const_cast<char*>(CAREFOLD_BINARY)};
    for (const std::string& each : arguments) {
        words.push_back(const_cast<char*>(each.c_str()));
    }
    words.push_back(nullptr);
    ::execv(CAREFOLD_BINARY, words.data());
    ::_exit(127);
}

} // namespace

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    BOOST_REQUIRE(file.good());
}

Outcome run_program(const fs::path& folder, const std::vector<std::string>& arguments,
                    const Setting& setting) {
    const fs::path streams = make_folder();
    const pid_t child = ::fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
        become_program(folder, streams, arguments, setting);
    }
    if (setting.process != nullptr) {
        *setting.process = child;
    }
    if (setting.kill_after_microseconds >= 0) {
        ::usleep(static_cast<useconds_t>(setting.kill_after_microseconds));
        ::kill(child, SIGKILL);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
                    read(streams / "out"), read(streams / "err"), usage.ru_maxrss};
    fs::remove_all(streams);
    return outcome;
}

Workshop::Workshop() : path_(make_folder()) {
    const fs::path source = SOURCE_DIR;
    fs::copy(source / "tests/faults/sample", path_, fs::copy_options::recursive);
    fs::copy(source / "layouts/words.xml", path_ / "layouts/words.xml");
    write(path_ / "old.pdf", good);
}

Workshop::~Workshop() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void Workshop::change(std::string_view file, std::string_view old, std::string_view now) const {
    std::string text = read(path_ / file);
    const std::size_t found = text.find(old);
    BOOST_REQUIRE_MESSAGE(found != std::string::npos, "no `" << old << "` in " << file);
    write(path_ / file, text.replace(found, old.size(), now));
}

std::string Workshop::at(std::string_view file, std::string_view text, std::size_t skip) const {
    const std::string all = read(path_ / file);
    const std::size_t found = all.find(text);
    BOOST_REQUIRE_MESSAGE(found != std::string::npos, "no `" << text << "` in " << file);
    const std::string before = all.substr(0, found + skip);
    const std::size_t line_start = before.rfind('\n') + 1; // 0 when there is none
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto begins_character = [](char c) { return (c & '\xC0') != '\x80'; };
    const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                          before.end(), begins_character);
    return std::string(file) + ":" + std::to_string(line) + ":" + std::to_string(column);
}

std::vector<std::string> Workshop::everything() const {
    std::vector<std::string> names;
    for (const auto& each : fs::recursive_directory_iterator(path_)) {
        names.push_back(each.path().lexically_relative(path_).string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

Outcome Workshop::run(const std::vector<std::string>& arguments, const Setting& setting) const {
    return run_program(path_, arguments, setting);
}

Outcome Workshop::build(std::vector<std::string> more, const Setting& setting) const {
    std::vector<std::string> arguments{"build", "guide.xml", "--layout", "plain", "-o", "old.pdf"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, setting);
}

Outcome Workshop::expect_failure(int status, std::string_view place, std::string_view code,
                                 const Setting& setting) const {
    const std::vector<std::string> before = everything();
    Outcome outcome = build({}, setting);
    const std::string complaint =
        (place.empty() ? "" : std::string(place) + ": ") + "error[" + std::string(code) + "]: ";
    BOOST_TEST(outcome.status == status, "status " << outcome.status << "\n" << outcome.err);
    BOOST_TEST(outcome.says(complaint), "no `" << complaint << "` in:\n" << outcome.err);
    BOOST_TEST(outcome.out.empty());
    BOOST_TEST(everything() == before, boost::test_tools::per_element());
    BOOST_TEST(read(path_ / "old.pdf") == good);
    return outcome;
}

} // namespace faults
