// A document is written as a draft in DIR/.carefold/ and renamed into place, so that its name shows
// it whole or not at all. No file is synced on its own: a rename costs a few microseconds, a sync
// as much as many documents. What a power failure tears is found by its sum in the manifest when
// the batch runs again; the whole file system is synced twice a second and at the end.
#include "batch/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <vector>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

constexpr mode_t file_mode = 0600; // the files name people
constexpr mode_t folder_mode = 0700;
constexpr std::size_t copy_size = 1U << 17U;
constexpr const char* workshop = ".carefold";

[[noreturn]] void fail_opening(const std::string& path, int error) {
    fail_writing(path, error == ENOENT ? EACCES : error);
}

/// As create_directories, but for nobody else.
void make_folders(const fs::path& path) {
    fs::path made;
    for (const fs::path& part : path) {
        made /= part;
        if (::mkdir(made.c_str(), folder_mode) != 0 && errno != EEXIST && errno != EISDIR) {
            const int error = errno;
            std::error_code ignored;
            if (!fs::is_directory(made, ignored)) {
                fail_opening(path.string(), error);
            }
        }
    }
}

Handle open_folder(int base, const char* name, const std::string& shown) {
    Handle folder(::openat(base, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder) {
        fail_opening(shown, errno);
    }
    return folder;
}

/// Of the batch that holds a lock; 0 when it did not say.
long holder_of(const Handle& lock) {
    std::array<char, 32> text{};
    const ssize_t got = ::pread(lock.number(), text.data(), text.size() - 1, 0);
    return got > 0 ? std::strtol(text.data(), nullptr, 10) : 0;
}

[[noreturn]] void fail_busy(const std::string& path, const Handle& lock) {
    const long holder = holder_of(lock);
    throw diag::EnvironmentError(
        "batch.busy",
        "another batch is working in `" + path + "`" +
            (holder > 0 ? " (process " + std::to_string(holder) + ")" : ""),
        "wait until it has ended, or choose another folder with -o");
}

Handle open_lock(int drafts, const std::string& name, const std::string& path) {
    Handle lock(
        ::openat(drafts, name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, file_mode));
    if (!lock) {
        fail_writing(path, errno);
    }
    return lock;
}

void claim(const Handle& lock, int how, const std::string& path) {
    if (::flock(lock.number(), how | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            fail_busy(path, lock);
        }
        fail_writing(path, errno);
    }
    const std::string process = std::to_string(::getpid()) + "\n";
    if (::ftruncate(lock.number(), 0) != 0 ||
        ::pwrite(lock.number(), process.data(), process.size(), 0) < 0) {
        fail_writing(path, errno);
    }
}

} // namespace

std::string shard_mark(const Shard& shard) {
    return shard.whole() ? std::string()
                         : "-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.count);
}

Folder::Folder(const std::string& path, const Shard& shard) : path_(path) {
    make_folders(path);
    folder_ = open_folder(AT_FDCWD, path.c_str(), path);
    if (::mkdirat(folder_.number(), workshop, folder_mode) != 0 && errno != EEXIST) {
        fail_writing(path, errno);
    }
    const Handle inside = open_folder(folder_.number(), workshop, path);
    lock_ = open_lock(inside.number(), "lock", path);
    lock(shard);
    const std::string own = "drafts" + shard_mark(shard);
    if (::mkdirat(inside.number(), own.c_str(), folder_mode) != 0 && errno != EEXIST) {
        fail_writing(path, errno);
    }
    drafts_ = open_folder(inside.number(), own.c_str(), path);
    clean();
}

Folder::~Folder() = default;

void Folder::lock(const Shard& shard) {
    if (shard.whole()) {
        claim(lock_, LOCK_EX, path_);
        return;
    }
    claim(lock_, LOCK_SH, path_);
    const Handle inside = open_folder(folder_.number(), workshop, path_);
    shard_lock_ = open_lock(inside.number(), "lock" + shard_mark(shard), path_);
    claim(shard_lock_, LOCK_EX, path_);
}

void Folder::clean() const {
    const std::string at = "/proc/self/fd/" + std::to_string(drafts_.number());
    std::error_code error;
    for (fs::directory_iterator each(at, error), end; !error && each != end;
         each.increment(error)) {
        ::unlinkat(drafts_.number(), each->path().filename().c_str(), 0);
    }
}

std::string Folder::path_of(std::string_view name) const {
    return (fs::path(path_) / name).string();
}

Handle Folder::begin(const std::string& draft) {
    Handle file(::openat(drafts_.number(), draft.c_str(),
                         O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, file_mode));
    if (!file) {
        fail_writing(path_, errno);
    }
    return file;
}

std::string Folder::draft(std::string_view first, std::string_view second) {
    static std::atomic<std::uint64_t> count{0};
    std::string name = std::to_string(++count) + ".pdf";
    const Handle file = begin(name);
    if (const int error = write_both(file.number(), first, second); error != 0) {
        drop(name);
        fail_writing(path_, error);
    }
    return name;
}

void Folder::place(const std::string& draft, const std::string& name) {
    const auto rename = [&] {
        return ::renameat(drafts_.number(), draft.c_str(), folder_.number(), name.c_str()) == 0;
    };
    if (rename()) {
        return;
    }
    // Most folders are there from the second document on: they are made when they are missed.
    for (std::size_t slash = name.find('/'); errno == ENOENT && slash != std::string::npos;
         slash = name.find('/', slash + 1)) {
        const std::string folder = name.substr(0, slash);
        if (::mkdirat(folder_.number(), folder.c_str(), folder_mode) != 0 && errno != EEXIST) {
            break;
        }
        errno = ENOENT;
    }
    if (errno != ENOENT || !rename()) {
        const int error = errno;
        drop(draft);
        fail_writing(path_of(name), error);
    }
}

void Folder::drop(const std::string& draft) {
    ::unlinkat(drafts_.number(), draft.c_str(), 0);
}

void Folder::take(const Handle& file, const std::string& name) {
    const std::string own = "taken.pdf";
    const Handle copy = begin(own);
    std::vector<char> buffer(copy_size);
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(file.number(), buffer.data(), buffer.size(), at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        const auto part = static_cast<std::size_t>(std::max<ssize_t>(got, 0));
        const int error = got < 0 ? errno : write_both(copy.number(), {buffer.data(), part}, {});
        if (error != 0) {
            drop(own);
            fail_writing(path_of(name), error);
        }
        if (got == 0) {
            break;
        }
        at += got;
    }
    place(own, name);
}

void Folder::remove(const std::string& name) {
    ::unlinkat(folder_.number(), name.c_str(), 0);
}

void Folder::sync() const {
    if (::syncfs(folder_.number()) != 0) {
        fail_writing(path_, errno);
    }
}

Handle Folder::open(const std::string& name) const {
    Handle file(
        ::openat(folder_.number(), name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    const bool plain = file && ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode);
    return plain ? std::move(file) : Handle();
}

Handle hold(const std::string& path) {
    const std::string name = (fs::path(path) / workshop / "lock").string();
    Handle lock(::open(name.c_str(), O_RDWR | O_CLOEXEC));
    if (!lock) {
        lock = Handle(::open(name.c_str(), O_RDONLY | O_CLOEXEC)); // a read-only folder can be seen
    }
    if (lock && ::flock(lock.number(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        fail_busy(path, lock);
    }
    return lock;
}

} // namespace carefold::batch
