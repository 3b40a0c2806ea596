// The file as it was read, and where in it an offset lies. Inside the room only.
#pragma once

#include "diag/diag.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace carefold::xml {

class Source {
  public:
    Source(std::string text, const std::string& file);

    const std::string& text() const { return text_; }
    const std::string& file() const { return *file_; }
    /// Line and column, in characters, of the byte at `offset`: O(log lines), however long a line.
    diag::Span span(std::size_t offset) const;

  private:
    std::size_t characters_before(std::size_t offset) const;

    std::string text_;
    std::shared_ptr<const std::string> file_; // one string for all spans
    std::vector<std::uint32_t> lines_;        // offset at which each line begins
    std::vector<std::uint32_t> characters_;   // characters before every stride-th byte
};

} // namespace carefold::xml
