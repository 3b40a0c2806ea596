// What the outbox's own files share. Inside the room only.
#pragma once

#include "mail/database.hpp"
#include "mail/outbox.hpp"

#include <memory>
#include <string>

namespace carefold::mail {

inline constexpr const char* database_name = "outbox.db";

/// Opens outbox.db in the folder, makes it when it is not there and `make` says so, brings its
/// schema up to date and looks whether it is whole.
std::unique_ptr<Database> open_database(const std::string& folder, bool make);

/// Booklets under their SHA-256, mode 0600, in a folder of their own.
class Attachments {
  public:
    explicit Attachments(const std::string& folder);
    /// On the disk when it returns; one that is there already stays. Throws: mail.disk-full,
    /// mail.outbox-unusable.
    void put(const std::string& sha256, const std::string& bytes) const;
    /// Throws when it is not there or is another: mail.attachment-missing, mail.message-damaged.
    std::string get(const std::string& sha256) const;
    void remove(const std::string& sha256) const;
    /// Removes files without name in `known` that are older than an hour. Gives how many.
    std::size_t sweep(const std::vector<std::string>& known) const;

  private:
    std::string folder_;
};

/// A sender's sign of life: a locked file, which the system unlocks when the sender ends, however
/// it does.
class Lease {
  public:
    explicit Lease(const std::string& folder);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    const std::string& owner() const { return owner_; }
    /// Whether that sender lives.
    static bool lives(const std::string& folder, const std::string& owner);
    static void forget(const std::string& folder, const std::string& owner);

  private:
    std::string path_, owner_;
    int file_ = -1;
};

struct Outbox::Impl {
    std::string folder;
    std::unique_ptr<Database> database;
    Attachments attachments;
    std::unique_ptr<Lease> lease; // from the first claim on

    void note(std::int64_t message, Time at, std::string_view what,
              std::string_view detail = {}) const;
    /// `update` binds the time, then the message's id, and returns its number when it may be
    /// changed.
    bool change_by_hand(const char* update, const std::string& id, Time at,
                        std::string_view what) const;
    /// Which booklet went to whom, for years.
    void archive(std::int64_t message, Time at, State outcome, std::string_view reply) const;
};

inline std::int64_t ticks(Time time) {
    return time.time_since_epoch().count();
}
inline Time from_ticks(std::int64_t milliseconds) {
    return Time(std::chrono::milliseconds(milliseconds));
}
State parse_state(const std::string& text);

} // namespace carefold::mail
