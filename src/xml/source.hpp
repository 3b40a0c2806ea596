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
    /// Line and column, in characters, of the byte at `offset`: the same small work wherever it is.
    diag::Span span(std::size_t offset) const;

  private:
    std::string text_;
    std::shared_ptr<const std::string> file_; // one string for all spans
    struct Mark {                             // at every stride-th byte, and counted up to there
        std::uint32_t lines;
        std::uint32_t characters;
    };
    std::vector<Mark> marks_;
    std::vector<std::uint32_t> lines_; // characters before each line
};

} // namespace carefold::xml
