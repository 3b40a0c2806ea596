// A list of clients -> messages in the outbox. Part of the room's face, mail.hpp.
#pragma once

#include "diag/diag.hpp"
#include "job/job.hpp"
#include "mail/clinic.hpp"
#include "mail/outbox.hpp"
#include "records/records.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace carefold::mail {

struct QueueOptions {
    job::Request request; // guide, layout, brand, the language of those who name none
    std::string words;    // content/mail/words.xml
    std::string campaign;
    std::string encrypt;  // the field with the password; empty: not locked
    bool dry_run = false; // everything but putting messages into the outbox
    /// Of findings as they come, one record's after the other's. May be empty.
    std::function<void(const diag::Sink&)> told;
};

struct QueueReport {
    std::size_t records = 0, queued = 0, already_there = 0;
    std::size_t no_consent = 0, no_address = 0, suppressed = 0, faulty = 0;
    std::size_t bytes = 0; // of the largest message
};

/// Puts one message for each client into the outbox. `outbox`: nullptr when it is a dry run and
/// there is none yet. A record with errors harms no other. Codes of a record: mail.bad-address,
/// mail.no-password, mail.weak-password (warning), mail.password-shown, mail.too-large,
/// mail.unknown-audience, mail.unknown-technique, mail.no-booklet, those of records and of making
/// its booklet.
QueueReport queue(records::Reader& reader, const records::Schema& schema, const Clinic& clinic,
                  const QueueOptions& options, Outbox* outbox);

} // namespace carefold::mail
