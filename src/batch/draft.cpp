// Writing, and what its failures mean.
#include "batch/folder.hpp"

#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace carefold::batch {

namespace {

constexpr std::size_t write_size = 1U << 17U;

} // namespace

Handle::~Handle() {
    if (number_ >= 0) {
        ::close(number_);
    }
}

void fail_writing(const std::string& path, int error) {
    const std::string what = "cannot write `" + path + "`: ";
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) {
        const char* why = error == EFBIG    ? "it is larger than is allowed here"
                          : error == EDQUOT ? "the disk quota is used up"
                                            : "the disk is full";
        throw diag::EnvironmentError(
            "batch.disk-full", what + why,
            "make room and run it again: what is finished stays, the rest is made then");
    }
    if (error == ENOENT) { // it was there when the batch began
        throw diag::EnvironmentError("batch.folder-gone",
                                     what + "the folder was removed while the batch ran",
                                     "run it again");
    }
    throw diag::EnvironmentError("batch.output-unwritable", what + std::strerror(error),
                                 "choose another folder with -o");
}

int write_both(int file, std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        const std::array<iovec, 2> pieces{iovec{const_cast<char*>(first.data()), first.size()},
                                          iovec{const_cast<char*>(second.data()), second.size()}};
        const ssize_t put = ::writev(file, pieces.data(), pieces.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return put == 0 ? ENOSPC : errno;
        }
        const auto done = static_cast<std::size_t>(put);
        const std::size_t of_first = std::min(done, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(done - of_first);
    }
    return 0;
}

Draft::Draft(Folder& folder, std::string name)
    : folder_(folder), name_(std::move(name)), file_(folder.begin(name_ + ".draft")) {}

void Draft::write(std::string_view text) {
    waiting_ += text;
    if (waiting_.size() > write_size) {
        flush();
    }
}

void Draft::flush() {
    if (const int error = write_both(file_.number(), waiting_, {}); error != 0) {
        fail_writing(folder_.path_of(name_), error);
    }
    waiting_.clear();
}

Handle Draft::place() {
    flush();
    if (::fdatasync(file_.number()) != 0) {
        fail_writing(folder_.path_of(name_), errno);
    }
    folder_.place(name_ + ".draft", name_);
    return std::move(file_);
}

} // namespace carefold::batch
