// Booklets beside the outbox.
#include "mail/digest.hpp"
#include "mail/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace carefold::mail {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void fail_writing(const std::string& path, int error) {
    const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
    throw diag::EnvironmentError(full ? "mail.disk-full" : "mail.outbox-unusable",
                                 "cannot write `" + path + "`: " + std::strerror(error),
                                 full ? "make room; what was queued before stays, and queueing "
                                        "again adds only the rest"
                                      : "look at its permissions or name another with --outbox");
}

int write_bytes(int file, const std::string& bytes) {
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t put = ::write(file, bytes.data() + done, bytes.size() - done);
        if (put < 0 && errno != EINTR) {
            return errno;
        }
        done += put > 0 ? static_cast<std::size_t>(put) : 0;
    }
    return ::fsync(file) == 0 ? 0 : errno;
}

/// The name itself must last too.
int sync_folder(const std::string& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int error = handle < 0 || ::fsync(handle) != 0 ? errno : 0;
    if (handle >= 0) {
        ::close(handle);
    }
    return error;
}

} // namespace

Attachments::Attachments(const std::string& folder)
    : folder_((fs::path(folder) / "attachments").string()) {}

void Attachments::put(const std::string& sha256, const std::string& bytes) const {
    const std::string path = (fs::path(folder_) / (sha256 + ".pdf")).string();
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0 &&
        static_cast<std::size_t>(status.st_size) == bytes.size()) {
        ::utimensat(AT_FDCWD, path.c_str(), nullptr, 0); // in use: no sweep takes it away now
        return;
    }
    const std::string fresh = path + "." + random_hex(8);
    const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        fail_writing(path, errno);
    }
    int error = write_bytes(file, bytes);
    if (::close(file) != 0 && error == 0) {
        error = errno;
    }
    if (error == 0 && ::rename(fresh.c_str(), path.c_str()) != 0) {
        error = errno;
    }
    if (error == 0) {
        error = sync_folder(folder_);
    }
    if (error != 0) {
        ::unlink(fresh.c_str());
        fail_writing(path, error);
    }
}

std::string Attachments::get(const std::string& sha256) const {
    const std::string path = (fs::path(folder_) / (sha256 + ".pdf")).string();
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw diag::EnvironmentError("mail.attachment-missing",
                                     "the booklet `" + path + "` is not there",
                                     "put it back, or cancel the message and queue it anew");
    }
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (mail::sha256(bytes) != sha256) {
        throw diag::EnvironmentError("mail.message-damaged",
                                     "the booklet `" + path + "` is not what was queued",
                                     "put back a copy");
    }
    return bytes;
}

void Attachments::remove(const std::string& sha256) const {
    std::error_code ignored;
    fs::remove(fs::path(folder_) / (sha256 + ".pdf"), ignored);
}

std::size_t Attachments::sweep(const std::vector<std::string>& known) const {
    std::size_t removed = 0;
    std::error_code error;
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
    for (const auto& each : fs::directory_iterator(folder_, error)) {
        const std::string name = each.path().filename().string();
        const bool wanted = name.size() == 68 && std::find(known.begin(), known.end(),
                                                           name.substr(0, 64)) != known.end();
        if (!wanted && each.last_write_time(error) < old && fs::remove(each.path(), error)) {
            ++removed;
        }
    }
    return removed;
}

} // namespace carefold::mail
