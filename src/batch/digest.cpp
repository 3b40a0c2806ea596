#include "batch/digest.hpp"

#include <openssl/evp.h>

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>
#include <vector>

namespace carefold::batch {

namespace {

constexpr std::size_t read_size = 1U << 17U;

/// Fetched once: to look the algorithm up costs more than to sum a line.
const EVP_MD* algorithm() {
    static const std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> found(
        EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
    return found.get();
}

/// Only memory can be short here.
void require(bool worked) {
    if (!worked) {
        throw std::bad_alloc();
    }
}

} // namespace

struct Sha256::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() { require(context != nullptr); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    require(EVP_DigestInit_ex(state_->context, algorithm(), nullptr) == 1);
}

Sha256::Sha256(const Sha256& other) : state_(std::make_unique<State>()) {
    require(EVP_MD_CTX_copy_ex(state_->context, other.state_->context) == 1);
}

Sha256& Sha256::operator=(const Sha256& other) {
    if (this != &other) {
        require(EVP_MD_CTX_copy_ex(state_->context, other.state_->context) == 1);
    }
    return *this;
}

Sha256::~Sha256() = default;

Sha256& Sha256::add(std::string_view bytes) {
    require(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
    return *this;
}

Sha256& Sha256::add_field(std::string_view bytes) {
    const std::uint64_t size = bytes.size();
    std::array<char, 8> length{};
    for (std::size_t i = 0; i < length.size(); ++i) {
        length[i] = static_cast<char>(size >> (8 * i));
    }
    return add({length.data(), length.size()}).add(bytes);
}

Digest Sha256::finish() {
    Digest digest{};
    require(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1);
    require(EVP_DigestInit_ex(state_->context, nullptr, nullptr) == 1);
    return digest;
}

Digest sha256(std::string_view bytes) {
    return Sha256().add(bytes).finish();
}

std::string hex(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * digest.size());
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::uint64_t short_sum(std::string_view text) {
    thread_local Sha256 sum;
    const Digest digest = sum.add(text).finish();
    std::uint64_t value = 0;
    std::memcpy(&value, digest.data(), sizeof value);
    return value;
}

std::optional<Digest> sha256_of_open(int file) {
    thread_local std::vector<char> buffer(read_size);
    Sha256 sum;
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(file, buffer.data(), buffer.size(), at);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return std::nullopt;
        }
        if (got == 0) {
            return sum.finish();
        }
        sum.add({buffer.data(), static_cast<std::size_t>(got)});
        at += got;
    }
}

} // namespace carefold::batch
