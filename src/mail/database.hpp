// SQLite with its errors turned into ours and everything closed when it goes out of scope. Inside
// the room only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace carefold::mail {

class Database;

/// One statement on its way. Parameters are bound in order, columns read by number from 0.
class Statement {
  public:
    Statement(const Database& database, std::string_view sql);
    Statement& bind(std::int64_t value);
    Statement& bind(std::string_view value);
    Statement& bind_blob(std::string_view value);
    Statement& bind_null();
    /// True when there is a row.
    bool step();
    /// For statements that give no rows.
    void run();
    std::int64_t number(int column) const;
    std::string text(int column) const; // "" for null
    bool is_null(int column) const;

  private:
    const Database& database_;
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> handle_;
    int next_ = 1;
};

/// Throws diag::EnvironmentError: mail.outbox-damaged, mail.outbox-busy, mail.disk-full,
/// mail.outbox-unusable.
class Database {
  public:
    /// The file must be there. Sets what every connection needs: foreign keys, synchronous=FULL.
    explicit Database(std::string path);
    void execute(const char* sql) const;
    std::int64_t number(std::string_view sql) const; // the first column of the first row
    std::int64_t changes() const;                    // rows the last statement changed
    std::int64_t last_row() const;
    [[noreturn]] void fail(int code) const;
    sqlite3* handle() const { return handle_.get(); }
    const std::string& path() const { return path_; }

  private:
    std::string path_;
    std::unique_ptr<sqlite3, int (*)(sqlite3*)> handle_;
};

/// All or nothing; rolled back unless committed. Takes the right to write at once.
class Transaction {
  public:
    /// `later`: on the disk with the next transaction that waits for it.
    enum class Disk : std::uint8_t { now, later };
    explicit Transaction(const Database& database, Disk disk = Disk::now);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    void give_up() const;
    const Database& database_;
    Disk disk_;
    bool open_ = true;
};

} // namespace carefold::mail
