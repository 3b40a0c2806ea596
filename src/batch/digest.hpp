// SHA-256 of bytes and files. Inside the room only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace carefold::batch {

using Digest = std::array<std::uint8_t, 32>;

/// A sum on its way. A copy goes on from where the original stands, which is how bytes that many
/// files begin with are summed once.
class Sha256 {
  public:
    Sha256();
    Sha256(const Sha256& other);
    Sha256& operator=(const Sha256& other);
    ~Sha256();
    Sha256& add(std::string_view bytes);
    /// A field of a record of fields: its length goes in first, so that no two records are alike.
    Sha256& add_field(std::string_view bytes);
    /// Of all that was added; afterwards it begins anew.
    Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

Digest sha256(std::string_view bytes);
std::string hex(const Digest& digest);
/// The first eight bytes of the text's sum: an index that nobody can make collide on purpose.
std::uint64_t short_sum(std::string_view text);

/// What a descriptor's file holds from its beginning; nullopt when it cannot be read.
std::optional<Digest> sha256_of_open(int file);

} // namespace carefold::batch
