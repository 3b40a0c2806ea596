// Which senders live. A process number could be another's by now, and after a crash of the whole
// machine nothing would tell; a lock on a file is given back by the system in every case.
#include "mail/digest.hpp"
#include "mail/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace carefold::mail {

namespace {

std::string lease_path(const std::string& folder, const std::string& owner) {
    return (std::filesystem::path(folder) / "senders" / owner).string();
}

} // namespace

Lease::Lease(const std::string& folder) : owner_(random_hex(16)) {
    path_ = lease_path(folder, owner_);
    // Between making and locking, somebody who clears up could take the name away: then once more.
    struct stat status {};
    do {
        if (file_ >= 0) {
            ::close(file_);
        }
        file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0 || ::fstat(file_, &status) != 0) {
            throw diag::EnvironmentError(errno == ENOSPC ? "mail.disk-full"
                                                         : "mail.outbox-unusable",
                                         "cannot write `" + path_ + "`: " + std::strerror(errno),
                                         "look at its permissions or name another with --outbox");
        }
    } while (status.st_nlink == 0);
}

Lease::~Lease() {
    ::unlink(path_.c_str());
    ::close(file_);
}

bool Lease::lives(const std::string& folder, const std::string& owner) {
    const int file = ::open(lease_path(folder, owner).c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) {
        return errno != ENOENT; // what we cannot judge lives
    }
    const bool locked = ::flock(file, LOCK_EX | LOCK_NB) != 0;
    ::close(file);
    return locked;
}

void Lease::forget(const std::string& folder, const std::string& owner) {
    ::unlink(lease_path(folder, owner).c_str());
}

} // namespace carefold::mail
