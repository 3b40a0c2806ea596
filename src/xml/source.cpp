#include "xml/source.hpp"

#include <algorithm>
#include <cstring>

namespace carefold::xml {

namespace {

// Counting characters from here, not from the line's beginning, keeps files without line breaks
// fast.
constexpr std::size_t stride = 64;

// Bytes that begin a character: all but 10xxxxxx. Eight at a time, since every byte of a file
// passes here once.
std::size_t count_characters(std::string_view text) {
    std::size_t followers = 0;
    std::size_t at = 0;
    for (; text.size() - at >= 8; at += 8) {
        std::uint64_t block = 0;
        std::memcpy(&block, text.data() + at, 8);
        const std::uint64_t marks = (block & ~(block << 1U) & 0x8080808080808080ULL) >> 7U;
        followers += static_cast<std::size_t>((marks * 0x0101010101010101ULL) >> 56U);
    }
    for (; at < text.size(); ++at) {
        followers += (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U ? 1U : 0U;
    }
    return text.size() - followers;
}

} // namespace

Source::Source(std::string text, const std::string& file)
    : text_(std::move(text)), file_(std::make_shared<const std::string>(file)) {
    lines_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos;
         at = text_.find('\n', at + 1)) {
        lines_.push_back(static_cast<std::uint32_t>(at + 1));
    }
    std::size_t total = 0;
    for (std::size_t at = 0; at <= text_.size(); at += stride) {
        characters_.push_back(static_cast<std::uint32_t>(total));
        total += count_characters(std::string_view(text_).substr(at, stride));
    }
}

std::size_t Source::characters_before(std::size_t offset) const {
    const std::size_t from = offset / stride * stride;
    return characters_[offset / stride] +
           count_characters(std::string_view(text_).substr(from, offset - from));
}

diag::Span Source::span(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const std::size_t column = characters_before(offset) - characters_before(*(next - 1)) + 1;
    return {file_, static_cast<std::uint32_t>(next - lines_.begin()),
            static_cast<std::uint32_t>(column)};
}

} // namespace carefold::xml
