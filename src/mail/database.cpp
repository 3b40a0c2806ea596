#include "mail/database.hpp"

#include "diag/diag.hpp"

#include <sqlite3.h>

#include <cassert>

namespace carefold::mail {

namespace {

constexpr int patience_milliseconds = 20'000; // for another process that writes

sqlite3* open_handle(const std::string& path) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        nullptr);
    if (code != SQLITE_OK) {
        const std::string why = handle != nullptr ? sqlite3_errmsg(handle) : "no memory";
        sqlite3_close_v2(handle);
        throw diag::EnvironmentError("mail.outbox-unusable",
                                     "the outbox `" + path + "` cannot be opened: " + why,
                                     "look at its permissions or name another with --outbox");
    }
    return handle;
}

} // namespace

Database::Database(std::string path)
    : path_(std::move(path)), handle_(open_handle(path_), &sqlite3_close_v2) {
    sqlite3_busy_timeout(handle(), patience_milliseconds);
    // A file that is no database is noticed here, before anything is written.
    execute(
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; "
        "PRAGMA cell_size_check=ON; PRAGMA secure_delete=ON; SELECT count(*) FROM sqlite_schema");
}

void Database::fail(int code) const {
    const std::string why = sqlite3_errmsg(handle());
    const std::string name = "the outbox `" + path_ + "` ";
    switch (code & 0xFF) {
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        throw diag::EnvironmentError("mail.outbox-damaged", name + "is damaged: " + why,
                                     "nothing in it was changed; put back a copy, or move it "
                                     "away and look at it with sqlite3's `.recover`");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        throw diag::EnvironmentError("mail.outbox-busy", name + "is held by another program",
                                     "end that program or try again");
    case SQLITE_FULL:
    case SQLITE_IOERR:
        throw diag::EnvironmentError(
            "mail.disk-full", name + "cannot be written: " + why,
            "make room; what was queued before stays, and queueing again adds only the rest");
    case SQLITE_NOMEM:
        throw std::bad_alloc();
    default:
        throw diag::EnvironmentError("mail.outbox-unusable", name + "cannot be used: " + why,
                                     "look at its permissions or name another with --outbox");
    }
}

void Database::execute(const char* sql) const {
    if (const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
        code != SQLITE_OK) {
        fail(code);
    }
}

std::int64_t Database::number(std::string_view sql) const {
    Statement statement(*this, sql);
    return statement.step() ? statement.number(0) : 0;
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(handle());
}

std::int64_t Database::last_row() const {
    return sqlite3_last_insert_rowid(handle());
}

Statement::Statement(const Database& database, std::string_view sql)
    : database_(database), handle_(nullptr, &sqlite3_finalize) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                        &statement, nullptr);
    handle_.reset(statement);
    if (code != SQLITE_OK) {
        database.fail(code);
    }
}

Statement& Statement::bind(std::int64_t value) {
    [[maybe_unused]] const int code = sqlite3_bind_int64(handle_.get(), next_++, value);
    assert(code == SQLITE_OK);
    return *this;
}

Statement& Statement::bind(std::string_view value) {
    const char* bytes = value.empty() ? "" : value.data();
    if (const int code = sqlite3_bind_text64(handle_.get(), next_++, bytes, value.size(),
                                             SQLITE_TRANSIENT, SQLITE_UTF8);
        code != SQLITE_OK) {
        database_.fail(code);
    }
    return *this;
}

Statement& Statement::bind_blob(std::string_view value) {
    const char* bytes = value.empty() ? "" : value.data();
    if (const int code =
            sqlite3_bind_blob64(handle_.get(), next_++, bytes, value.size(), SQLITE_TRANSIENT);
        code != SQLITE_OK) {
        database_.fail(code);
    }
    return *this;
}

Statement& Statement::bind_null() {
    ++next_; // what is not bound is null
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(handle_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        database_.fail(code);
    }
    return code == SQLITE_ROW;
}

void Statement::run() {
    while (step()) {
    }
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(handle_.get(), column);
}

std::string Statement::text(int column) const {
    const void* bytes = sqlite3_column_blob(handle_.get(), column);
    const int size = sqlite3_column_bytes(handle_.get(), column);
    return bytes == nullptr
               ? std::string()
               : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

Transaction::Transaction(const Database& database, Disk disk) : database_(database), disk_(disk) {
    if (disk == Disk::later) {
        database_.execute("PRAGMA synchronous=NORMAL");
    }
    try {
        database_.execute("BEGIN IMMEDIATE");
    } catch (...) {
        give_up();
        throw;
    }
}

Transaction::~Transaction() {
    if (open_) {
        give_up();
    }
}

void Transaction::give_up() const {
    // The first fails where there is nothing to roll back, which is as good.
    for (const char* sql : {"ROLLBACK", "PRAGMA synchronous=FULL"}) {
        sqlite3_exec(database_.handle(), sql, nullptr, nullptr, nullptr);
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
    if (disk_ == Disk::later) {
        database_.execute("PRAGMA synchronous=FULL");
    }
}

} // namespace carefold::mail
