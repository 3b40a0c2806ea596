// Messages going in, and what people do with them.
#include "mail/outbox.hpp"

#include "mail/digest.hpp"
#include "mail/store.hpp"

#include <array>
#include <cassert>

namespace carefold::mail {

namespace {

constexpr std::string_view columns =
    "SELECT m.id, client, address, guide, version, language, layout, campaign, state, recipient, "
    "subject, file, attachment, a.bytes, attempts, queued, next, reason "
    "FROM message m JOIN attachment a ON a.sha256 = m.attachment ";

Message message_of(const Statement& row) {
    Message made;
    made.id = row.text(0);
    made.key = {row.text(1), row.text(2), row.text(3), row.text(4),
                row.text(5), row.text(6), row.text(7)};
    made.state = parse_state(row.text(8));
    made.recipient = row.text(9);
    made.subject = row.text(10);
    made.file = row.text(11);
    made.attachment = row.text(12);
    made.bytes = static_cast<std::size_t>(row.number(13));
    made.attempts = static_cast<int>(row.number(14));
    made.queued = from_ticks(row.number(15));
    made.next = from_ticks(row.number(16));
    made.reason = row.text(17);
    return made;
}

std::string digest_of(const std::string& head, const std::string& attachment,
                      const std::string& tail) {
    return sha256(sha256(head) + attachment + sha256(tail));
}

} // namespace

std::string Key::id() const {
    // Each with its length, so that "ab" + "c" is not "a" + "bc".
    std::string all = "carefold mail 1\n";
    for (const std::string* part :
         {&client, &address, &guide, &version, &language, &layout, &campaign}) {
        all += std::to_string(part->size()) + ":" + *part + "\n";
    }
    return sha256(all);
}

void Outbox::Impl::note(std::int64_t message, Time at, std::string_view what,
                        std::string_view detail) const {
    Statement(*database, "INSERT INTO event (message, at, what, detail) VALUES (?, ?, ?, ?)")
        .bind(message)
        .bind(ticks(at))
        .bind(what)
        .bind(detail)
        .run();
}

Outbox::Outbox(const std::string& folder, Opening opening)
    : impl_(new Impl{folder, open_database(folder, opening == Opening::make), Attachments(folder),
                     nullptr}) {}

Outbox::~Outbox() = default;

bool Outbox::has(const Key& key) const {
    return Statement(*impl_->database, "SELECT 1 FROM message WHERE id = ?").bind(key.id()).step();
}

bool Outbox::add(const Key& key, const Letter& letter, const std::string& attachment, Time at) {
    const std::string digest = sha256(attachment);
    const Database& database = *impl_->database;
    Transaction transaction(database); // first, so that no purge takes the file away in between
    impl_->attachments.put(digest, attachment);
    Statement(database, "INSERT INTO attachment (sha256, bytes, stored) VALUES (?, ?, ?) "
                        "ON CONFLICT (sha256) DO UPDATE SET purged = NULL")
        .bind(digest)
        .bind(static_cast<std::int64_t>(attachment.size()))
        .bind(ticks(at))
        .run();
    Statement statement(
        database,
        "INSERT INTO message (id, client, address, guide, version, language, layout, campaign, "
        "sender, recipient, subject, head, tail, body, digest, file, attachment, state, queued, "
        "next) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?) "
        "ON CONFLICT (id) DO NOTHING RETURNING number");
    statement.bind(key.id()).bind(key.client).bind(key.address).bind(key.guide).bind(key.version);
    statement.bind(key.language).bind(key.layout).bind(key.campaign);
    statement.bind(letter.sender).bind(letter.recipient).bind(letter.subject);
    statement.bind_blob(letter.head).bind_blob(letter.tail).bind(letter.text);
    statement.bind(digest_of(letter.head, digest, letter.tail)).bind(letter.file).bind(digest);
    statement.bind(ticks(at)).bind(ticks(at));
    const bool added = statement.step();
    if (added) {
        const std::int64_t number = statement.number(0);
        statement.run();
        impl_->note(number, at, "queued");
    }
    transaction.commit();
    return added;
}

std::vector<Message> Outbox::list(const std::vector<State>& states) const {
    std::vector<Message> found;
    Statement statement(*impl_->database, std::string(columns) + "ORDER BY m.number");
    while (statement.step()) {
        Message message = message_of(statement);
        bool wanted = states.empty();
        for (const State state : states) {
            wanted = wanted || state == message.state;
        }
        if (wanted) {
            found.push_back(std::move(message));
        }
    }
    return found;
}

std::vector<std::pair<State, std::size_t>> Outbox::counts() const {
    std::vector<std::pair<State, std::size_t>> all;
    for (const State state : {State::queued, State::sending, State::sent, State::deferred,
                              State::failed, State::uncertain, State::cancelled}) {
        Statement statement(*impl_->database, "SELECT count(*) FROM message WHERE state = ?");
        statement.bind(to_string(state)).step();
        all.emplace_back(state, static_cast<std::size_t>(statement.number(0)));
    }
    return all;
}

std::vector<Message> Outbox::find(std::string_view prefix) const {
    std::vector<Message> found;
    if (prefix.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
        return found;
    }
    Statement statement(*impl_->database,
                        std::string(columns) + "WHERE m.id BETWEEN ? AND ? ORDER BY m.id");
    statement.bind(prefix).bind(std::string(prefix) + "g"); // behind every digit
    while (statement.step()) {
        found.push_back(message_of(statement));
    }
    return found;
}

std::vector<Event> Outbox::events(const std::string& id) const {
    std::vector<Event> all;
    Statement statement(*impl_->database,
                        "SELECT at, what, detail FROM event WHERE message = "
                        "(SELECT number FROM message WHERE id = ?) ORDER BY number");
    statement.bind(id);
    while (statement.step()) {
        all.push_back({from_ticks(statement.number(0)), statement.text(1), statement.text(2)});
    }
    return all;
}

std::string Outbox::bytes(const std::string& id) const {
    Statement statement(*impl_->database,
                        "SELECT head, tail, digest, attachment FROM message WHERE id = ?");
    if (!statement.bind(id).step() || statement.is_null(0)) {
        throw diag::EnvironmentError("mail.purged", "the text of the message is purged",
                                     "its booklet can be made anew by queueing it in another "
                                     "campaign");
    }
    const std::string head = statement.text(0);
    const std::string tail = statement.text(1);
    const std::string attachment = statement.text(3);
    if (digest_of(head, attachment, tail) != statement.text(2)) {
        throw diag::EnvironmentError("mail.message-damaged",
                                     "the message in the outbox is not what was queued",
                                     "put back a copy of the outbox");
    }
    return head + base64_lines(impl_->attachments.get(attachment)) + tail;
}

std::string Outbox::text(const std::string& id) const {
    Statement statement(*impl_->database, "SELECT body FROM message WHERE id = ?");
    return statement.bind(id).step() ? statement.text(0) : std::string();
}

bool Outbox::Impl::change_by_hand(const char* update, const std::string& id, Time at,
                                  std::string_view what) const {
    Transaction transaction(*database);
    Statement statement(*database, update);
    const bool changed = statement.bind(ticks(at)).bind(id).step();
    if (changed) {
        const std::int64_t number = statement.number(0);
        statement.run();
        note(number, at, what, "by hand");
    }
    transaction.commit();
    return changed;
}

bool Outbox::retry(const std::string& id, Time at) {
    return impl_->change_by_hand(
        "UPDATE message SET state = 'queued', next = ?, first = NULL, handed = 0, settled = NULL "
        "WHERE id = ? AND head IS NOT NULL AND "
        "state IN ('deferred', 'failed', 'uncertain', 'cancelled') RETURNING number",
        id, at, "queued");
}

bool Outbox::cancel(const std::string& id, Time at) {
    return impl_->change_by_hand(
        "UPDATE message SET state = 'cancelled', settled = ? WHERE id = ? AND "
        "state IN ('queued', 'deferred', 'failed', 'uncertain') RETURNING number",
        id, at, "cancelled");
}

} // namespace carefold::mail
