// SHA-256, chance and Base64 by OpenSSL. Inside the room only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace carefold::mail {

/// 64 hexadecimal digits.
std::string sha256(std::string_view bytes);
/// From the system's source of chance, in hexadecimal.
std::string random_hex(std::size_t bytes);
/// In lines of 76 characters with CR LF between them, none at the end (RFC 2045, 6.8).
std::string base64_lines(std::string_view bytes);
/// In one line.
std::string base64(std::string_view bytes);

} // namespace carefold::mail
