#include "records/input.hpp"

#include <algorithm>
#include <cstring>

namespace carefold::records {

namespace {
constexpr std::size_t stride = 256U << 10U;
}

void Place::pass(std::string_view text) {
    for (const char c : text) {
        if (c == '\n') {
            line += after_return ? 0 : 1;
            column = 1;
            after_return = false;
        } else if (c == '\r') {
            ++line;
            column = 1;
            after_return = true;
        } else {
            // Bytes that go on with a character (10xxxxxx) stand in no column of their own.
            column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
            after_return = false;
        }
    }
}

Input::Input(Source source, std::string file)
    : source_(std::move(source)), file_(std::make_shared<const std::string>(std::move(file))) {}

bool Input::more() {
    if (ended_) {
        return false;
    }
    if (mark_ > 0) {
        std::memmove(buffer_.get(), buffer_.get() + mark_, end_ - mark_);
        at_ -= mark_;
        end_ -= mark_;
        mark_ = 0;
    }
    if (size_ - end_ < stride) {
        const std::size_t wanted = std::max(end_ + stride, 2 * size_);
        std::unique_ptr<char[]> larger(new char[wanted]);
        std::copy_n(buffer_.get(), end_, larger.get());
        buffer_ = std::move(larger);
        size_ = wanted;
    }
    const std::size_t read = source_(buffer_.get() + end_, size_ - end_);
    ended_ = read == 0;
    end_ += read;
    return !ended_;
}

void Input::pass(std::size_t count) {
    place_.pass(rest().substr(0, count));
    at_ += count;
}

void Input::mark() {
    mark_ = at_;
    marked_place_ = place_;
}

void Input::back() {
    at_ = mark_;
    place_ = marked_place_;
}

bool Input::pass_line() {
    bool kept = true;
    while (has_more()) {
        const std::size_t end = rest().find_first_of("\r\n");
        pass(std::min(end, rest().size()));
        if (!kept || marked().size() > Reader::most_bytes) {
            kept = false;
            mark();
        }
        if (end != std::string_view::npos) {
            break;
        }
    }
    return kept;
}

void Raw::clear() {
    text.clear();
    cells.clear();
    broken = false;
}

const std::string& Splitter::head() const {
    static const std::string none;
    return none;
}

} // namespace carefold::records
