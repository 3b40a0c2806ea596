// FNV-1a, 64 bits: stable ids from content. Not for secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace carefold {

class Hash {
  public:
    Hash& add(std::string_view bytes) {
        for (unsigned char byte : bytes) {
            value_ = (value_ ^ byte) * 0x100000001b3ULL;
        }
        return *this;
    }
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

} // namespace carefold
