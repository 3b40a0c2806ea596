// The outbox's file: how it comes to be, how an older one is brought up to date, how a damaged one
// is recognised. Nothing is ever written into a file that does not pass.
#include "mail/store.hpp"

#include "mail/digest.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace carefold::mail {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t application = 0x43466D6C; // "CFml": that it is an outbox at all

constexpr const char* version_1 = R"(
CREATE TABLE attachment (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    purged INTEGER
) STRICT;
CREATE TABLE message (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 64),
    client TEXT NOT NULL, address TEXT NOT NULL, guide TEXT NOT NULL, version TEXT NOT NULL,
    language TEXT NOT NULL, layout TEXT NOT NULL, campaign TEXT NOT NULL,
    sender TEXT NOT NULL, recipient TEXT NOT NULL, subject TEXT NOT NULL,
    head BLOB, tail BLOB, body TEXT, digest TEXT NOT NULL,
    file TEXT NOT NULL, attachment TEXT NOT NULL REFERENCES attachment (sha256),
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'deferred', 'failed',
                                         'uncertain', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    queued INTEGER NOT NULL, first INTEGER, next INTEGER NOT NULL, settled INTEGER,
    owner TEXT, handed INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    CHECK ((state = 'sending') = (owner IS NOT NULL))
) STRICT;
CREATE INDEX message_due ON message (next, number) WHERE state IN ('queued', 'deferred');
CREATE INDEX message_state ON message (state);
CREATE INDEX message_attachment ON message (attachment);
CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES message (number),
    at INTEGER NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX event_message ON event (message);
CREATE TRIGGER event_stays BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'what happened is not changed'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'what happened is not forgotten'); END;
CREATE TABLE archive (
    number INTEGER PRIMARY KEY,
    message TEXT NOT NULL, at INTEGER NOT NULL, outcome TEXT NOT NULL,
    client TEXT NOT NULL, address TEXT NOT NULL, guide TEXT NOT NULL, version TEXT NOT NULL,
    language TEXT NOT NULL, layout TEXT NOT NULL, campaign TEXT NOT NULL,
    file TEXT NOT NULL, sha256 TEXT NOT NULL, reply TEXT NOT NULL
) STRICT;
CREATE TRIGGER archive_stays BEFORE UPDATE ON archive
    BEGIN SELECT RAISE(ABORT, 'what was sent is not changed'); END;
CREATE TRIGGER archive_is_kept BEFORE DELETE ON archive
    BEGIN SELECT RAISE(ABORT, 'what was sent is not forgotten'); END;
)";

// A rate kept by all senders together needs a place all of them see.
constexpr const char* version_2 = R"(
CREATE TABLE pace (one INTEGER PRIMARY KEY CHECK (one = 1), next INTEGER NOT NULL) STRICT;
INSERT INTO pace VALUES (1, 0);
)";

constexpr std::array<const char*, 2> steps = {version_1, version_2};

[[noreturn]] void unusable(const std::string& path, const char* why) {
    throw diag::EnvironmentError("mail.outbox-unusable",
                                 "the outbox `" + path + "` cannot be used: " + why,
                                 "look at its permissions or name another with --outbox");
}

void migrate(const Database& database) {
    Transaction transaction(database);
    const std::int64_t version = database.number("PRAGMA user_version");
    for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
        database.execute(steps[step]);
        database.execute(("PRAGMA user_version=" + std::to_string(step + 1)).c_str());
    }
    transaction.commit();
}

void check(const Database& database) {
    const auto damaged = [&](const std::string& why) {
        throw diag::EnvironmentError("mail.outbox-damaged",
                                     "the outbox `" + database.path() + "` is damaged: " + why,
                                     "nothing in it was changed; put back a copy, or move it away "
                                     "and look at it with sqlite3's `.recover`");
    };
    if (database.number("PRAGMA application_id") != application) {
        damaged("it is no outbox of carefold");
    }
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version > static_cast<std::int64_t>(steps.size())) {
        throw diag::EnvironmentError("mail.outbox-newer",
                                     "the outbox `" + database.path() +
                                         "` was made by a newer carefold (version " +
                                         std::to_string(version) + ")",
                                     "use that one");
    }
    if (version < 1) {
        damaged("it has no version");
    }
    Statement statement(database, "PRAGMA integrity_check(1)");
    if (!statement.step() || statement.text(0) != "ok") {
        damaged(statement.text(0));
    }
}

/// Made beside its name and then given it: a file of that name is always a whole outbox, so that an
/// empty one is known to be damaged.
void make_file(const std::string& path) {
    const std::string fresh = path + "." + random_hex(8);
    const int file = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        unusable(path, std::strerror(errno));
    }
    ::close(file);
    try {
        const Database database(fresh);
        database.execute(("PRAGMA application_id=" + std::to_string(application)).c_str());
        (void)database.number("PRAGMA journal_mode=WAL");
        migrate(database);
    } catch (...) {
        for (const char* end : {"", "-wal", "-shm", "-journal"}) {
            ::unlink((fresh + end).c_str());
        }
        throw;
    }
    const bool made = ::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST;
    const int error = errno;
    ::unlink(fresh.c_str());
    if (!made) {
        unusable(path, std::strerror(error));
    }
}

void make_folder(const std::string& folder) {
    std::error_code error;
    fs::create_directories(fs::path(folder).parent_path(), error);
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        unusable(folder, std::strerror(errno));
    }
}

} // namespace

std::unique_ptr<Database> open_database(const std::string& folder, bool make) {
    const std::string path = (fs::path(folder) / database_name).string();
    struct stat status {};
    const bool there = ::stat(path.c_str(), &status) == 0;
    if (!there && errno != ENOENT && errno != ENOTDIR) {
        unusable(path, std::strerror(errno));
    }
    if (!there && !make) {
        throw diag::EnvironmentError("mail.no-outbox", "there is no outbox in `" + folder + "`",
                                     "`carefold mail queue` makes it; name another folder with "
                                     "--outbox");
    }
    if (!there) {
        make_folder(folder);
        const fs::path attachments = fs::path(folder) / "attachments";
        std::error_code error;
        if (fs::exists(attachments, error) && !fs::is_empty(attachments, error)) {
            throw diag::EnvironmentError(
                "mail.outbox-damaged", "the outbox `" + path + "` is gone, its booklets are there",
                "put back a copy of outbox.db, or move the folder away");
        }
        make_file(path);
    } else if (status.st_size == 0) {
        throw diag::EnvironmentError("mail.outbox-damaged",
                                     "the outbox `" + path + "` is damaged: the file is empty",
                                     "put back a copy, or move the folder away");
    }
    auto database = std::make_unique<Database>(path);
    check(*database);
    migrate(*database);
    for (const char* name : {"attachments", "senders"}) {
        const std::string inner = (fs::path(folder) / name).string();
        if (::mkdir(inner.c_str(), 0700) != 0 && errno != EEXIST) {
            unusable(inner, std::strerror(errno));
        }
    }
    return database;
}

} // namespace carefold::mail
