// Messages on their way to the clinic's server. Part of the room's face, mail.hpp.
#pragma once

#include "mail/clinic.hpp"
#include "mail/outbox.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace carefold::mail {

/// How far a conversation with the server came.
enum class Stage : std::uint8_t { connect, greeting, hello, login, sender, recipient, data, body };

/// What became of one attempt.
enum class Result : std::uint8_t {
    sent,
    deferred,  // the server wants it later, or cannot be reached
    failed,    // the server will not have it
    uncertain, // handed over, no answer
    again,     // nothing is known of the message: it stays queued
};
/// What it says of the server, for the messages after it.
enum class Trouble : std::uint8_t { none, connection, configuration };

struct Verdict {
    Result result = Result::again;
    Trouble trouble = Trouble::none;
    std::string reason, hint;
};

/// What is known after an attempt, without any of libcurl's types.
struct Evidence {
    bool done = false; // libcurl is content
    Stage stage = Stage::connect;
    bool handed_over = false;
    bool logged_in = false; // or tried to
    int reply = 0;          // of the server to the last command; 0: none came, or only part of one
    std::string text;       // that reply
    enum class Failure : std::uint8_t {
        none,
        unknown_host,
        refused,
        timeout,
        login,
        no_tls,      // the server offers none
        certificate, // it is not the server, or nobody vouches for it
        authority,   // the file of certificates cannot be used
        stopped,     // by us
        unsent,      // the connection broke while we wrote
        lost,        // or while we waited
    } failure = Failure::none;
    std::string detail; // libcurl's words
};
Verdict judge(const Evidence& evidence);

struct DeliveryOptions {
    bool insecure = false;             // loopback only: no TLS, or any certificate
    std::function<bool()> stop_wanted; // may be empty
};

/// One connection to one server, kept from message to message.
class Courier {
  public:
    /// Throws diag::EnvironmentError: mail.insecure (what only --insecure allows, or not even
    /// that).
    Courier(const Clinic& clinic, std::string secret, DeliveryOptions options);
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    struct Parcel {
        std::string sender, recipient;
        std::string bytes;
    };
    /// `handing_over` is called once, before the last bytes go out; what it throws ends the
    /// attempt before the server can have them, and is thrown on.
    Verdict deliver(const Parcel& parcel, const std::function<void()>& handing_over);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct SendOptions {
    DeliveryOptions delivery;
    std::size_t limit = 0; // messages; 0: all
    bool watch = false;    // keep looking for more
    /// Of every message settled. May be empty.
    std::function<void(const Claim&, const Settlement&)> told;
};
struct SendReport {
    std::size_t sent = 0, deferred = 0, failed = 0, uncertain = 0, cancelled = 0;
    std::size_t recovered = 0, recovered_uncertain = 0; // of senders that died
    Trouble trouble = Trouble::none;                    // that ended the run
    std::string reason, hint;
};
/// Delivers what is due. Throws diag::EnvironmentError; findings about clinic.xml's files go to the
/// sink, and nothing is sent when they are errors.
SendReport send(Outbox& outbox, const Clinic& clinic, const SendOptions& options, diag::Sink& sink);

} // namespace carefold::mail
