// What libcurl would send, written down: it composes messages only while sending them, so it gets a
// server of our own behind a socket that is in no folder. Inside the room only.
#pragma once

#include <string>

struct curl_slist;
using CURL = void;

namespace carefold::mail {

/// Performs the transfer that `handle` is set up for (its URL, addresses and CURLOPT_MIMEPOST or
/// data) against a server that takes everything, and gives the message as that got it, dots
/// unstuffed. Throws diag::EnvironmentError (mail.compose).
std::string transcript(CURL* handle);

} // namespace carefold::mail
