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
    const std::string_view all = text_;
    marks_.reserve(all.size() / stride + 1);
    lines_.push_back(0);
    std::size_t total = 0;
    std::size_t break_at = all.find('\n');
    for (std::size_t at = 0; at <= all.size(); at += stride) {
        marks_.push_back(
            {static_cast<std::uint32_t>(lines_.size() - 1), static_cast<std::uint32_t>(total)});
        const std::size_t end = std::min(at + stride, all.size());
        for (; break_at < end; break_at = all.find('\n', break_at + 1)) {
            const std::size_t before = count_characters(all.substr(at, break_at + 1 - at));
            lines_.push_back(static_cast<std::uint32_t>(total + before));
        }
        total += count_characters(all.substr(at, end - at));
    }
}

diag::Span Source::span(std::size_t offset) const {
    offset = std::min(offset, text_.size());
    const Mark& mark = marks_[offset / stride];
    const std::size_t from = offset / stride * stride;
    const std::string_view rest = std::string_view(text_).substr(from, offset - from);
    const auto breaks = std::count(rest.begin(), rest.end(), '\n');
    const std::size_t line = mark.lines + static_cast<std::size_t>(breaks);
    const std::size_t column = mark.characters + count_characters(rest) - lines_[line] + 1;
    return {file_, static_cast<std::uint32_t>(line + 1), static_cast<std::uint32_t>(column)};
}

} // namespace carefold::xml
