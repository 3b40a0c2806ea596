// Messages going out. A message belongs to one sender from `claim` to `settle`; every step is on
// the disk before the next one begins, so that whenever a sender ends, what it left says what the
// server can have got:
//   sending, not handed over   the server has not had the last byte: it cannot have taken it
//   sending, handed over       nobody knows: uncertain
#include "mail/store.hpp"

#include <algorithm>
#include <stdexcept>

namespace carefold::mail {

namespace {

/// A place in the rate, which every sender of this outbox keeps. Should the clock have been set
/// back, nobody waits for the old time.
Time take_slot(const Database& database, Time at, std::chrono::milliseconds interval) {
    if (interval.count() == 0) {
        return at;
    }
    constexpr int most_waiting = 100; // senders in line
    Time slot = std::max(from_ticks(database.number("SELECT next FROM pace")), at);
    if (slot > at + most_waiting * interval) {
        slot = at;
    }
    Statement(database, "UPDATE pace SET next = ?").bind(ticks(slot + interval)).run();
    return slot;
}

void expect_one(const Database& database) {
    if (database.changes() != 1) {
        throw std::logic_error("a message was settled that this sender does not have");
    }
}

} // namespace

std::optional<Claim> Outbox::claim(Time at, std::chrono::milliseconds interval) {
    if (!impl_->lease) {
        impl_->lease = std::make_unique<Lease>(impl_->folder);
    }
    const Database& database = *impl_->database;
    // Should the power fail, a claim that is lost leaves its message queued, which is what it was;
    // what follows waits for the disk. Saves a third of a sender's time.
    Transaction transaction(database, Transaction::Disk::later);
    Statement statement(database,
                        "UPDATE message SET state = 'sending', owner = ?, handed = 0, "
                        "first = coalesce(first, ?) WHERE number = "
                        "(SELECT number FROM message WHERE state IN ('queued', 'deferred') "
                        "AND next <= ? ORDER BY next, number LIMIT 1) "
                        "RETURNING number, id, sender, recipient, attempts, first");
    statement.bind(impl_->lease->owner()).bind(ticks(at)).bind(ticks(at));
    if (!statement.step()) {
        return std::nullopt;
    }
    Claim claim{statement.number(0),
                statement.text(1),
                statement.text(2),
                statement.text(3),
                static_cast<int>(statement.number(4)),
                from_ticks(statement.number(5)),
                at};
    statement.run();
    claim.slot = take_slot(database, at, interval);
    impl_->note(claim.number, at, "sending");
    transaction.commit();
    return claim;
}

void Outbox::hand_over(const Claim& claim, Time at) {
    const Database& database = *impl_->database;
    Transaction transaction(database);
    Statement(database, "UPDATE message SET handed = 1 WHERE number = ? AND owner = ?")
        .bind(claim.number)
        .bind(impl_->lease->owner())
        .run();
    expect_one(database);
    impl_->note(claim.number, at, "handed over");
    transaction.commit();
}

void Outbox::settle(const Claim& claim, const Settlement& settlement, Time at) {
    const Database& database = *impl_->database;
    Transaction transaction(database);
    const bool due = settlement.state == State::queued || settlement.state == State::deferred;
    Statement statement(database,
                        "UPDATE message SET state = ?, reason = ?, next = ?, settled = ?, "
                        "attempts = attempts + ?, owner = NULL, handed = 0 "
                        "WHERE number = ? AND owner = ?");
    statement.bind(to_string(settlement.state)).bind(settlement.reason);
    statement.bind(ticks(settlement.state == State::deferred ? settlement.next : at));
    due ? statement.bind_null() : statement.bind(ticks(at));
    statement.bind(settlement.counts ? 1 : 0).bind(claim.number).bind(impl_->lease->owner());
    statement.run();
    expect_one(database);
    impl_->note(claim.number, at, to_string(settlement.state), settlement.reason);
    if (settlement.state == State::sent || settlement.state == State::uncertain) {
        impl_->archive(claim.number, at, settlement.state, settlement.reason);
    }
    transaction.commit();
}

std::pair<std::size_t, std::size_t> Outbox::recover(Time at) {
    const Database& database = *impl_->database;
    std::vector<std::string> owners;
    Statement all(database, "SELECT DISTINCT owner FROM message WHERE state = 'sending'");
    while (all.step()) {
        const std::string owner = all.text(0);
        const bool own = impl_->lease && impl_->lease->owner() == owner;
        if (!own && !Lease::lives(impl_->folder, owner)) {
            owners.push_back(owner);
        }
    }
    std::pair<std::size_t, std::size_t> found{0, 0};
    for (const std::string& owner : owners) {
        Transaction transaction(database);
        Statement lost(database, "SELECT number, handed FROM message WHERE owner = ?");
        lost.bind(owner);
        std::vector<std::pair<std::int64_t, bool>> messages;
        while (lost.step()) {
            messages.emplace_back(lost.number(0), lost.number(1) != 0);
        }
        for (const auto& [number, handed] : messages) {
            const State state = handed ? State::uncertain : State::queued;
            const char* reason = handed ? "the sender ended before the server's answer came"
                                        : "the sender ended before the message was handed over";
            Statement(database, "UPDATE message SET state = ?, owner = NULL, handed = 0, "
                                "reason = ?, settled = iif(?, ?, NULL) WHERE number = ?")
                .bind(to_string(state))
                .bind(std::string_view(reason))
                .bind(handed ? 1 : 0)
                .bind(ticks(at))
                .bind(number)
                .run();
            impl_->note(number, at, to_string(state), reason);
            if (handed) {
                impl_->archive(number, at, state, reason);
            }
            ++(handed ? found.second : found.first);
        }
        transaction.commit();
        Lease::forget(impl_->folder, owner);
    }
    return found;
}

std::optional<Time> Outbox::next_due() const {
    Statement statement(*impl_->database, "SELECT min(next) FROM message "
                                          "WHERE state IN ('queued', 'deferred')");
    return statement.step() && !statement.is_null(0)
               ? std::optional(from_ticks(statement.number(0)))
               : std::nullopt;
}

} // namespace carefold::mail
