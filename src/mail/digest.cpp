#include "mail/digest.hpp"

#include "diag/diag.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>
#include <vector>

namespace carefold::mail {

namespace {

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * size);
    for (std::size_t i = 0; i < size; ++i) {
        text += digits[bytes[i] >> 4U];
        text += digits[bytes[i] & 15U];
    }
    return text;
}

} // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL has no SHA-256");
    }
    return hexadecimal(digest.data(), size);
}

std::string random_hex(std::size_t bytes) {
    std::vector<unsigned char> chance(bytes);
    if (RAND_bytes(chance.data(), static_cast<int>(bytes)) != 1) {
        throw diag::EnvironmentError("mail.no-chance", "the system gives no random numbers");
    }
    return hexadecimal(chance.data(), bytes);
}

std::string base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // and the zero OpenSSL ends with
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                     reinterpret_cast<const unsigned char*>(bytes.data()),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string base64_lines(std::string_view bytes) {
    constexpr std::size_t line = 76;
    const std::string whole = base64(bytes);
    std::string text;
    text.reserve(whole.size() + whole.size() / line * 2);
    for (std::size_t at = 0; at < whole.size(); at += line) {
        text.append(at == 0 ? "" : "\r\n").append(whole, at, line);
    }
    return text;
}

} // namespace carefold::mail
