// A message: words of the clinic's language around one booklet. Part of the room's face, mail.hpp.
#pragma once

#include "content/content.hpp"
#include "design/design.hpp"
#include "mail/clinic.hpp"
#include "mail/outbox.hpp"

#include <optional>
#include <string>

namespace carefold::mail {

/// Bytes of a whole message that servers usually take: 25 MB.
inline constexpr std::size_t most_bytes = 25'000'000;

/// What a message is written from.
struct Writing {
    const Clinic* clinic = nullptr; // not null
    const design::Words* words =
        nullptr;            // content/mail/words.xml in the reader's language; not null
    content::Fields fields; // as they are to be read; client.*, appointment.*, clinic.*
    Address recipient;
    std::string title, version; // of the guide, in the reader's language
    bool locked = false;        // the PDF has a password
    Time date;
    std::string id; // Key::id(): the same message has the same bytes
};

/// The text, as a person reads it. Codes: mail.missing-word.
struct Wording {
    std::string subject, text, html;
};
std::optional<Wording> put_into_words(const Writing& writing, diag::Sink& sink);

/// The whole message, by libcurl's MIME. Codes: mail.missing-word, mail.too-large.
/// Throws diag::EnvironmentError (mail.compose).
std::optional<Letter> compose(const Writing& writing, const std::string& pdf, diag::Sink& sink);

} // namespace carefold::mail
