// Which booklet went to whom, kept for years; and what is not kept that long.
#include "mail/store.hpp"

namespace carefold::mail {

namespace {

/// RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe.
std::string cell(const std::string& text) {
    constexpr std::string_view formulas = "=+-@\t\r";
    const bool formula = !text.empty() && formulas.find(text.front()) != std::string_view::npos;
    std::string out = formula ? "'" + text : text;
    if (out.find_first_of(",\"\r\n") == std::string::npos) {
        return out;
    }
    std::string quoted = "\"";
    for (const char c : out) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string row_of(const Statement& row, int columns) {
    std::string line;
    for (int i = 0; i < columns; ++i) {
        line += i == 0 ? to_string(from_ticks(row.number(0))) : "," + cell(row.text(i));
    }
    return line + "\r\n";
}

} // namespace

void Outbox::Impl::archive(std::int64_t message, Time at, State outcome,
                           std::string_view reply) const {
    Statement(*database,
              "INSERT INTO archive (message, at, outcome, client, address, guide, version, "
              "language, layout, campaign, file, sha256, reply) SELECT id, ?, ?, client, address, "
              "guide, version, language, layout, campaign, file, attachment, ? FROM message "
              "WHERE number = ?")
        .bind(ticks(at))
        .bind(to_string(outcome))
        .bind(reply)
        .bind(message)
        .run();
}

std::string Outbox::log_csv(bool everything) const {
    constexpr int columns = 13;
    std::string text = "time,outcome,client,address,guide,version,language,layout,campaign,file,"
                       "sha256,message,reply\r\n";
    Statement statement(
        *impl_->database,
        everything ? "SELECT e.at, e.what, client, address, guide, version, language, layout, "
                     "campaign, file, attachment, id, e.detail FROM event e JOIN message m "
                     "ON m.number = e.message ORDER BY e.number"
                   : "SELECT at, outcome, client, address, guide, version, language, layout, "
                     "campaign, file, sha256, message, reply FROM archive ORDER BY number");
    while (statement.step()) {
        text += row_of(statement, columns);
    }
    return text;
}

PurgeReport Outbox::purge(Time before, Time at) {
    PurgeReport report;
    const Database& database = *impl_->database;
    Transaction transaction(database);
    Statement done(
        database,
        "UPDATE message SET head = NULL, tail = NULL, body = NULL "
        "WHERE head IS NOT NULL AND state IN ('sent', 'failed', 'cancelled') AND settled < ? "
        "RETURNING number");
    done.bind(ticks(before));
    std::vector<std::int64_t> messages;
    while (done.step()) {
        messages.push_back(done.number(0));
    }
    for (const std::int64_t number : messages) {
        impl_->note(number, at, "purged");
    }
    report.messages = messages.size();
    // A booklet goes with the last message that could still be sent with it.
    Statement unused(database, "UPDATE attachment SET purged = ? WHERE purged IS NULL AND NOT "
                               "EXISTS (SELECT 1 FROM message WHERE attachment = sha256 AND "
                               "head IS NOT NULL) RETURNING sha256, bytes");
    unused.bind(ticks(at));
    while (unused.step()) {
        impl_->attachments.remove(unused.text(0));
        ++report.files;
        report.bytes += static_cast<std::size_t>(unused.number(1));
    }
    std::vector<std::string> known;
    Statement kept(database, "SELECT sha256 FROM attachment WHERE purged IS NULL");
    while (kept.step()) {
        known.push_back(kept.text(0));
    }
    report.files += impl_->attachments.sweep(known);
    transaction.commit();
    return report;
}

} // namespace carefold::mail
