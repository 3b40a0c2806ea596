// Whole or not at all.
#include "job/job.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace fs = std::filesystem;
using carefold::diag::EnvironmentError;
using carefold::job::write_whole;

namespace {

struct Folder {
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "carefold-write-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    std::size_t entries() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), {}));
    }
    fs::path path;
};

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string code_of_failure(const fs::path& path, const std::string& bytes) {
    try {
        write_whole(path.string(), bytes);
    } catch (const EnvironmentError& error) {
        return error.code();
    }
    return "none";
}

/// Files may not grow beyond this while it lives.
class SizeLimit {
  public:
    explicit SizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    ~SizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }

  private:
    rlimit before_{};
    void (*handler_)(int);
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(write_whole_suite, Folder)

BOOST_AUTO_TEST_CASE(writes_all_bytes_and_leaves_nothing_else) {
    const std::string bytes(3'000'000, '\x7f');
    write_whole((path / "a.pdf").string(), bytes);
    BOOST_TEST((contents(path / "a.pdf") == bytes));
    BOOST_TEST(entries() == 1U);
}

BOOST_AUTO_TEST_CASE(replaces_an_older_file_and_makes_folders) {
    write_whole((path / "deep/er/a.pdf").string(), "old");
    write_whole((path / "deep/er/a.pdf").string(), "new");
    BOOST_TEST(contents(path / "deep/er/a.pdf") == "new");
}

BOOST_AUTO_TEST_CASE(gives_the_usual_mode_less_the_umask) {
    const mode_t before = ::umask(027);
    write_whole((path / "a.pdf").string(), "x");
    ::umask(before);
    struct stat status {};
    BOOST_REQUIRE(::stat((path / "a.pdf").c_str(), &status) == 0);
    BOOST_TEST((status.st_mode & 0777U) == 0640U);
}

BOOST_AUTO_TEST_CASE(a_link_stays_and_what_it_points_to_is_replaced) {
    write_whole((path / "real.pdf").string(), "old");
    fs::create_symlink("real.pdf", path / "link.pdf");
    write_whole((path / "link.pdf").string(), "new");
    BOOST_TEST(fs::is_symlink(path / "link.pdf"));
    BOOST_TEST(contents(path / "real.pdf") == "new");
}

BOOST_AUTO_TEST_CASE(a_device_is_written_into_not_replaced) {
    write_whole("/dev/null", "x");
    BOOST_TEST(fs::is_character_file("/dev/null"));
    BOOST_TEST(code_of_failure("/dev/full", "x") == "job.disk-full");
    BOOST_TEST(fs::is_character_file("/dev/full"));
}

BOOST_AUTO_TEST_CASE(a_folder_or_a_path_below_a_file_cannot_be_written) {
    write_whole((path / "file").string(), "x");
    BOOST_TEST(code_of_failure(path, "x") == "job.output-unwritable");
    BOOST_TEST(code_of_failure(path / "file/a.pdf", "x") == "job.output-unwritable");
    BOOST_TEST(code_of_failure(path / "", "x") == "job.output-unwritable");
    BOOST_TEST(entries() == 1U);
}

BOOST_AUTO_TEST_CASE(an_older_file_survives_a_failed_write) {
    write_whole((path / "a.pdf").string(), "old");
    {
        const SizeLimit limit(4096);
        BOOST_TEST(code_of_failure(path / "a.pdf", std::string(100'000, 'x')) == "job.disk-full");
    }
    BOOST_TEST(contents(path / "a.pdf") == "old");
    BOOST_TEST(entries() == 1U);
}

BOOST_AUTO_TEST_CASE(a_name_of_any_length_the_system_takes) {
    const std::string longest(255, 'n');
    const std::string code = code_of_failure(path / longest, "x");
    BOOST_TEST((code == "none" || code == "job.output-unwritable"));
    BOOST_TEST(entries() == (code == "none" ? 1U : 0U));
    write_whole((path / std::string(200, 'n')).string(), "x");
}

BOOST_AUTO_TEST_SUITE_END()
