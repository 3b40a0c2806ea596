// Output that cannot be written: whole or not at all, and an older good one survives.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr int environment_error = 3;
constexpr int killed = 128 + 9;

/// A file system of its own; only root may make one, and not in every container.
class Mount {
  public:
    Mount(const fs::path& path, unsigned long flags, const char* options) : path_(path) {
        fs::create_directory(path);
        works_ = ::mount("tmpfs", path.c_str(), "tmpfs", flags, options) == 0;
        if (!works_) {
            BOOST_TEST_MESSAGE("cannot mount here; this variant is left out");
        }
    }
    ~Mount() {
        if (works_) {
            ::umount(path_.c_str());
        }
    }
    bool works() const { return works_; }

  private:
    fs::path path_;
    bool works_ = false;
};

bool is_whole_pdf(const std::string& bytes) {
    const std::string end = "%%EOF\n";
    return bytes.rfind("%PDF-1.7", 0) == 0 && bytes.size() > end.size() &&
           bytes.compare(bytes.size() - end.size(), end.size(), end) == 0;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(output_faults, Workshop)

BOOST_AUTO_TEST_CASE(folder_below_a_regular_file) {
    const auto before = everything();
    const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "-o", "old.pdf/a.pdf"});
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[job.output-unwritable]: cannot write `old.pdf/a.pdf`"),
               outcome.err);
    BOOST_TEST(outcome.out.empty());
    BOOST_TEST(everything() == before, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(folder_where_nobody_may_write) {
    const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "-o", "/proc/a.pdf"});
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[job.output-unwritable]"), outcome.err);
    if (::geteuid() != 0) {
        fs::create_directory(*this / "closed");
        fs::permissions(*this / "closed", fs::perms::owner_read | fs::perms::owner_exec);
        const Outcome closed =
            run({"build", "guide.xml", "--layout", "plain", "-o", "closed/a.pdf"});
        BOOST_TEST(closed.status == environment_error);
        BOOST_TEST(closed.says("error[job.output-unwritable]"), closed.err);
    }
}

BOOST_AUTO_TEST_CASE(read_only_file_system) {
    const Mount mount(*this / "read-only", MS_RDONLY, "size=64k");
    if (mount.works()) {
        const Outcome outcome =
            run({"build", "guide.xml", "--layout", "plain", "-o", "read-only/a.pdf"});
        BOOST_TEST(outcome.status == environment_error);
        BOOST_TEST(outcome.says("error[job.output-unwritable]"), outcome.err);
    }
}

BOOST_AUTO_TEST_CASE(output_is_a_folder_or_a_source) {
    const Outcome folder = run({"build", "guide.xml", "--layout", "plain", "-o", "art"});
    BOOST_TEST(folder.status == environment_error);
    BOOST_TEST(folder.says("error[job.output-unwritable]"), folder.err);
    const std::string guide = read(*this / "guide.xml");
    const Outcome source = run({"build", "guide.xml", "--layout", "plain", "-o", "./guide.xml"});
    BOOST_TEST(source.status == environment_error);
    BOOST_TEST(source.says("made from this file"), source.err);
    BOOST_TEST(read(*this / "guide.xml") == guide);
}

BOOST_AUTO_TEST_CASE(disk_full) {
    const Mount mount(*this / "small", 0, "size=4k");
    if (mount.works()) {
        write(*this / "small/old.pdf", "an older good one");
        const Outcome outcome =
            run({"build", "guide.xml", "--layout", "plain", "-o", "small/old.pdf"});
        BOOST_TEST(outcome.status == environment_error);
        BOOST_TEST(outcome.says("error[job.disk-full]"), outcome.err);
        BOOST_TEST(read(*this / "small/old.pdf") == "an older good one");
        BOOST_TEST(std::distance(fs::directory_iterator(*this / "small"), {}) == 1);
    }
    const Outcome device = run({"build", "guide.xml", "--layout", "plain", "-o", "/dev/full"});
    BOOST_TEST(device.status == environment_error);
    BOOST_TEST(device.says("error[job.disk-full]"), device.err);
    BOOST_TEST(fs::is_character_file("/dev/full"));
}

BOOST_AUTO_TEST_CASE(file_size_limit) {
    Setting setting;
    setting.file_size_limit = 2048;
    expect_failure(environment_error, "", "job.disk-full", setting);
}

BOOST_AUTO_TEST_CASE(standard_output_is_full) {
    // Its own shell: only there can the stream be given away.
    const std::string command = "cd '" + path().string() + "' && CAREFOLD_HOME=. '" +
                                CAREFOLD_BINARY + "' list > /dev/full 2> err";
    const int status = std::system(command.c_str());
    BOOST_TEST(WEXITSTATUS(status) == environment_error);
    BOOST_TEST(read(*this / "err").find("error[cli.output]") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(killed_in_the_middle) {
    const fs::path guide = fs::path(SOURCE_DIR) / "content/chronic-back-pain/guide.xml";
    const auto before = everything();
    Setting setting;
    setting.home = SOURCE_DIR;
    int kills = 0;
    for (int i = 0; i < 24; ++i) {
        setting.kill_after_microseconds = 2000 + 2000 * i;
        const Outcome outcome = run({"build", guide.string(), "-o", "old.pdf"}, setting);
        kills += outcome.status == killed ? 1 : 0;
        const std::string bytes = read(*this / "old.pdf");
        BOOST_TEST((bytes == "an older good one" || is_whole_pdf(bytes)));
        BOOST_TEST(everything() == before, boost::test_tools::per_element());
    }
    BOOST_TEST(kills > 0);
}

BOOST_AUTO_TEST_SUITE_END()
