// Brings what was written to the disk twice a second, beside the work. Inside the room only.
#pragma once

#include "batch/folder.hpp"
#include "batch/manifest.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace carefold::batch {

class Syncer {
  public:
    Syncer(const Folder& folder, const Manifest& manifest)
        : folder_(folder), manifest_(manifest),
          thread_([this](const std::stop_token& stop) { work(stop); }) {}
    /// Throws what went wrong meanwhile: a disk may be full only when it is written to.
    void rethrow() {
        const std::lock_guard lock(mutex_);
        if (failure_) {
            std::rethrow_exception(failure_);
        }
    }

  private:
    void work(const std::stop_token& stop) {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, stop, std::chrono::milliseconds(500), [] { return false; }) &&
               !stop.stop_requested()) {
            lock.unlock();
            std::exception_ptr failure;
            try {
                manifest_.sync();
                folder_.sync();
            } catch (...) {
                failure = std::current_exception();
            }
            lock.lock();
            failure_ = failure ? failure : failure_;
        }
    }

    const Folder& folder_;
    const Manifest& manifest_;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::exception_ptr failure_;
    std::jthread thread_; // last: it uses all of the above
};

} // namespace carefold::batch
