// A disk that fills up, a folder that nobody may write to.
#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/mount.h>
#include <unistd.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr int environment_error = 3;

/// mail as a file system of its own; only root may make one, and not in every container.
class OwnDisk {
  public:
    OwnDisk(const fs::path& path, unsigned long flags, const char* options) : path_(path) {
        fs::create_directory(path);
        works_ = ::mount("tmpfs", path.c_str(), "tmpfs", flags, options) == 0;
        if (!works_) {
            BOOST_TEST_MESSAGE("cannot mount here; this variant is left out");
        }
    }
    OwnDisk(const OwnDisk&) = delete;
    OwnDisk& operator=(const OwnDisk&) = delete;
    ~OwnDisk() {
        if (works_) {
            ::umount(path_.c_str());
        }
    }
    bool works() const { return works_; }
    bool resize(const char* options) const {
        return ::mount("tmpfs", path_.c_str(), "tmpfs", MS_REMOUNT, options) == 0;
    }

  private:
    fs::path path_;
    bool works_ = false;
};

/// What is there is whole; then with room enough all is, and the first ones are not made again.
void check_resumes(const Mailing& mailing, const Outcome& full, std::size_t wanted) {
    BOOST_TEST(full.status == environment_error);
    BOOST_TEST(full.says("error[batch.disk-full]"), full.err);
    const auto names = mailing.documents();
    BOOST_TEST(!names.empty());
    BOOST_TEST(names.size() < wanted);
    for (const std::string& name : names) {
        BOOST_TEST(is_whole_document(read(mailing / "mail" / name)));
    }
    BOOST_TEST(!mailing.verify().says("batch.changed-file"));
    BOOST_TEST(!mailing.verify().says("batch.extra-file"));
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(batch_disk, Mailing)

BOOST_AUTO_TEST_CASE(no_file_may_grow_beyond_a_limit) {
    write_clients(100); // their manifest comes to 60 kB, a document to much less
    Setting setting;
    setting.file_size_limit = 30'000;
    const Outcome full = batch({}, setting);
    check_resumes(*this, full, 100);
    const std::size_t there = documents().size();
    const Outcome again = batch({"--json"});
    BOOST_TEST(again.status == 0, again.err);
    BOOST_TEST(value(last_event(again), "kept") == std::to_string(there));
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(disk_full_in_the_middle) {
    const OwnDisk disk(*this / "mail", 0, "size=600k");
    if (disk.works()) {
        write_clients(200);
        const Outcome full = batch();
        check_resumes(*this, full, 200);
        const std::size_t there = documents().size();
        BOOST_TEST(disk.resize("size=20m"));
        const Outcome again = batch({"--json"});
        BOOST_TEST(again.status == 0, again.err);
        BOOST_TEST(value(last_event(again), "kept") == std::to_string(there));
        BOOST_TEST(verify().status == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_folder_nobody_may_write_to) {
    write_clients(2);
    const auto words = [](const std::string& folder) {
        return std::vector<std::string>{"batch",    "clients.csv", "--guide", "guide.xml",
                                        "--layout", "plain",       "-o",      folder};
    };
    for (const char* folder : {"/proc/mail", "old.pdf", "old.pdf/mail"}) {
        const Outcome outcome = run(words(folder));
        BOOST_TEST(outcome.status == environment_error, outcome.err);
        BOOST_TEST(outcome.says("error[batch.output-unwritable]"), outcome.err);
    }
    const OwnDisk disk(*this / "mail", MS_RDONLY, "size=64k");
    if (disk.works()) {
        BOOST_TEST(batch().says("error[batch.output-unwritable]"));
    }
    if (::geteuid() != 0) {
        fs::create_directory(*this / "closed");
        fs::permissions(*this / "closed", fs::perms::owner_read | fs::perms::owner_exec);
        BOOST_TEST(run(words("closed")).says("error[batch.output-unwritable]"));
    }
}

BOOST_AUTO_TEST_SUITE_END()
