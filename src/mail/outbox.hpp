// The outbox: every message there ever was, what became of it, and which booklet went to whom.
// Part of the room's face, mail.hpp.
#pragma once

#include "diag/diag.hpp"
#include "mail/clinic.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::mail {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;
Time now();
/// "2026-11-24T09:30:00Z"
std::string to_string(Time time);

/// `sending`: a sender has it. `uncertain`: handed over whole, no answer came: only a person
/// decides what is next.
enum class State : std::uint8_t { queued, sending, sent, deferred, failed, uncertain, cancelled };
std::string_view to_string(State state);

/// What makes a message that message: the same again is not queued.
struct Key {
    std::string client, address, guide, version, language, layout, campaign;
    std::string id() const; // SHA-256 in hexadecimal
};

/// A message as it will be sent, each time the same: head + Base64 of the attachment + tail.
struct Letter {
    std::string sender, recipient; // of the envelope
    std::string subject;           // as text
    std::string head, tail;
    std::string text; // what a person reads, for a preview
    std::string file; // the attachment's name
};

struct Message {
    std::string id;
    Key key;
    State state = State::queued;
    std::string recipient, subject, file, attachment, reason; // attachment: SHA-256
    std::size_t bytes = 0;                                    // of the attachment
    int attempts = 0;
    Time queued, next; // next: not tried before
};

struct Event {
    Time at;
    std::string what, detail;
};

/// How a message is settled that a sender had.
struct Settlement {
    State state = State::queued;
    std::string reason; // the server's answer, or ours
    Time next;          // of deferred
    bool counts = true; // as an attempt
};

/// A message a sender has taken.
struct Claim {
    std::int64_t number = 0;
    std::string id, sender, recipient;
    int attempts = 0; // before this one
    Time first;       // attempt; now when this is it
    Time slot;        // not before: the rate all senders share
};

struct PurgeReport {
    std::size_t messages = 0, files = 0, bytes = 0;
};

class Outbox {
  public:
    enum class Opening : std::uint8_t { make, existing };
    /// A folder with outbox.db and attachments/, for its owner only. Throws diag::EnvironmentError:
    /// mail.no-outbox, .outbox-damaged, .outbox-newer, .outbox-busy, .outbox-unusable, .disk-full.
    Outbox(const std::string& folder, Opening opening);
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    bool has(const Key& key) const;
    /// False when it is there already. On the disk when this returns.
    bool add(const Key& key, const Letter& letter, const std::string& attachment, Time at);

    /// All of `states`, or all; in the order they were queued.
    std::vector<Message> list(const std::vector<State>& states = {}) const;
    std::vector<std::pair<State, std::size_t>> counts() const; // of every state
    /// Messages whose id begins so.
    std::vector<Message> find(std::string_view prefix) const;
    std::vector<Event> events(const std::string& id) const;
    /// The bytes that are sent. Throws diag::EnvironmentError: mail.attachment-missing,
    /// mail.message-damaged, mail.purged.
    std::string bytes(const std::string& id) const;
    std::string text(const std::string& id) const; // what the reader reads; "" when purged

    /// Back among the queued; nothing for a message that is sent, being sent or queued. False then.
    bool retry(const std::string& id, Time at);
    /// False for one that is sent, being sent or cancelled.
    bool cancel(const std::string& id, Time at);

    /// Takes the next message that is due, for this sender alone; and a place in the rate.
    std::optional<Claim> claim(Time at, std::chrono::milliseconds interval);
    /// From here on the server may have the whole message. On the disk when this returns.
    void hand_over(const Claim& claim, Time at);
    void settle(const Claim& claim, const Settlement& settlement, Time at);
    /// Messages whose sender died: queued again, or uncertain when they were handed over. Gives how
    /// many of each.
    std::pair<std::size_t, std::size_t> recover(Time at);
    std::optional<Time> next_due() const;

    /// RFC 4180: what was sent or may have been; `everything`: all that happened.
    std::string log_csv(bool everything) const;
    /// Texts and booklets of messages that have been done with since before `before`.
    PurgeReport purge(Time before, Time at);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Before the attempt after `attempts`; `chance` from 0 to 1 spreads it by a quarter either way.
std::chrono::milliseconds back_off(int attempts, const Patience& patience, double chance);

} // namespace carefold::mail
