// A file appears whole or not at all. The bytes go into a file without a name (O_TMPFILE), so that
// not even SIGKILL leaves anything behind; only when they are on the disk does it get a name, and
// a rename puts it in the old one's place. File systems that know no nameless files get a named
// temporary one, removed when anything fails.
#include "diag/diag.hpp"
#include "job/descriptor.hpp"
#include "job/job.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr mode_t mode = 0644; // less the umask
constexpr int most_attempts = 100;

[[noreturn]] void fail(const std::string& path, int error) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        const char* what = error == EFBIG    ? "the file is larger than is allowed here"
                           : error == EDQUOT ? "the disk quota is used up"
                                             : "the disk is full";
        throw diag::EnvironmentError("job.disk-full", "cannot write `" + path + "`: " + what,
                                     "make room or write elsewhere with --output");
    }
    throw diag::EnvironmentError("job.output-unwritable",
                                 "cannot write `" + path + "`: " + std::strerror(error),
                                 "write elsewhere with --output");
}

/// Gives an errno, 0 when all is written.
int write_all(const Descriptor& file, const std::string& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t put = ::write(file.number(), bytes.data() + done, bytes.size() - done);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return put == 0 ? ENOSPC : errno;
        }
        done += static_cast<std::size_t>(put);
    }
    return 0;
}

/// Removes a named temporary file unless it has become the real one.
class TemporaryName {
  public:
    TemporaryName() = default;
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    ~TemporaryName() {
        if (!name_.empty()) {
            ::unlink(name_.c_str());
        }
    }
    void set(std::string name) { name_ = std::move(name); }
    void forget() { name_.clear(); }
    const std::string& text() const { return name_; }

  private:
    std::string name_;
};

/// Calls `attempt` with names beside `target` until one was free; gives an errno.
template <class Attempt>
int claim_name(const fs::path& target, TemporaryName& name, Attempt attempt) {
    const std::string start = "." + target.filename().string() + "." + std::to_string(::getpid());
    for (int i = 0; i < most_attempts; ++i) {
        const fs::path path = target.parent_path() / (start + "." + std::to_string(i) + ".tmp");
        if (attempt(path.c_str())) {
            name.set(path.string());
            return 0;
        }
        if (errno != EEXIST) {
            return errno;
        }
    }
    return EEXIST;
}

int open_named(const fs::path& target, TemporaryName& name, int& number) {
    return claim_name(target, name, [&number](const char* path) {
        number = ::open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        return number >= 0;
    });
}

int give_name(const Descriptor& file, const fs::path& target, TemporaryName& name) {
    const std::string open_file = "/proc/self/fd/" + std::to_string(file.number());
    return claim_name(target, name, [&open_file](const char* path) {
        return ::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
    });
}

/// Gives an errno, 0 when the file stands at `target` with these bytes.
int replace(const fs::path& target, const std::string& bytes) {
    const std::string folder = target.parent_path().string();
    TemporaryName name;
    int number = ::access("/proc/self/fd", X_OK) == 0
                     ? ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, mode)
                     : -1;
    if (number < 0) {
        if (const int error = open_named(target, name, number); error != 0) {
            return error;
        }
    }
    const Descriptor file(number);
    if (const int error = write_all(file, bytes); error != 0) {
        return error;
    }
    if (::fsync(file.number()) != 0) {
        return errno;
    }
    if (name.text().empty()) {
        if (const int error = give_name(file, target, name); error != 0) {
            return error;
        }
    }
    if (::rename(name.text().c_str(), target.c_str()) != 0) {
        return errno;
    }
    name.forget();
    // The folder is not synced: after a crash the name leads to the old file or to the new one,
    // both whole, and a sync more would cost as much as setting the booklet.
    return 0;
}

} // namespace

void write_whole(const std::string& path, const std::string& bytes) {
    std::error_code error;
    // A link keeps pointing where it did; the file it points to is replaced.
    const fs::path target =
        fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : fs::absolute(path, error);
    if (error) {
        fail(path, error.value());
    }
    const fs::file_status status = fs::status(target, error);
    if (fs::is_directory(status) || !target.has_filename()) {
        fail(path, EISDIR);
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        // A device or pipe is written into: replacing /dev/null by a file would be a disaster.
        const Descriptor device(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
        if (const int failure = device ? write_all(device, bytes) : errno; failure != 0) {
            fail(path, failure);
        }
        return;
    }
    fs::create_directories(target.parent_path(), error);
    if (error) {
        fail(path, error.value());
    }
    if (const int failure = replace(target, bytes); failure != 0) {
        fail(path, failure);
    }
}

} // namespace carefold::job
