#include "text/parts.hpp"

namespace carefold::text {

namespace {

// Letters and controls of the right-to-left blocks, and the directional formatting characters.
bool runs_right_to_left(char32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xFB1D && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFE) || (c >= 0x10800 && c <= 0x10FFF) ||
           (c >= 0x1E800 && c <= 0x1EFFF);
}

class Collapser {
  public:
    explicit Collapser(const Paragraph& paragraph) : source_(paragraph.text) {
        clean_.text.reserve(source_.size());
        clean_.spans.reserve(paragraph.spans.size());
    }

    void add(const Span& span) {
        const std::size_t end = std::min<std::size_t>(span.end, source_.size());
        for (std::size_t at = span.begin; at < end;) {
            take(at);
        }
        // Not the size on entry: a forced break may have taken back an earlier span's space.
        const std::uint32_t before = clean_.spans.empty() ? 0 : clean_.spans.back().end;
        clean_.spans.push_back(span);
        clean_.spans.back().begin = before;
        clean_.spans.back().end = size();
    }

    Clean finish() {
        drop_trailing_space();
        keep_marks_with_bases();
        std::erase_if(clean_.spans, [](const Span& span) { return span.begin >= span.end; });
        return std::move(clean_);
    }

  private:
    std::uint32_t size() const { return static_cast<std::uint32_t>(clean_.text.size()); }

    // Copies the character at `at`, or what stands for it, and steps past it.
    void take(std::size_t& at) {
        const char byte = source_[at];
        if (byte == ' ' || byte == '\t' || byte == '\r') {
            ++at;
            if (!clean_.text.empty() && clean_.text.back() != ' ' && clean_.text.back() != '\n') {
                clean_.text += ' ';
            }
        } else if (byte == '\n') {
            ++at;
            drop_trailing_space();
            clean_.text += '\n';
        } else if (static_cast<unsigned char>(byte) < 0x80) {
            ++at;
            clean_.text += byte;
        } else {
            take_beyond_ascii(at);
        }
    }

    void take_beyond_ascii(std::size_t& at) {
        const std::size_t from = at;
        const char32_t c = next_utf8(source_, at);
        if (c == 0xAD) {
            clean_.soft_hyphens.push_back(size());
        } else if (c >= 0x2066 && c <= 0x2069) {
            clean_.isolates.emplace_back(size(), c);
            clean_.bidi = true;
        } else if (c == 0x2028 || c == 0x2029) { // line and paragraph separator
            drop_trailing_space();
            clean_.text += '\n';
        } else {
            clean_.bidi = clean_.bidi || runs_right_to_left(c);
            if (c >= 0xE00) {
                clean_.dense = clean_.dense || is_ideographic(c) || is_unparted(c);
                clean_.hangul = clean_.hangul || is_hangul(c);
            }
            clean_.text.append(source_, from, at - from);
        }
    }

    // The space may belong to an earlier span than the one being read: move all ends in.
    void drop_trailing_space() {
        if (clean_.text.empty() || clean_.text.back() != ' ') {
            return;
        }
        clean_.text.pop_back();
        for (auto span = clean_.spans.rbegin(); span != clean_.spans.rend(); ++span) {
            if (span->end <= size()) {
                break;
            }
            span->end = size();
            span->begin = std::min(span->begin, size());
        }
    }

    // A mark that opens a span goes with the letter it stands on.
    void keep_marks_with_bases() {
        for (std::size_t i = 1; i < clean_.spans.size(); ++i) {
            Span& span = clean_.spans[i];
            std::size_t at = span.begin;
            while (at < span.end && static_cast<unsigned char>(clean_.text[at]) >= 0xCC) {
                std::size_t next = at;
                if (!is_mark(next_utf8(clean_.text, next))) {
                    break;
                }
                at = next;
            }
            const char before = span.begin == 0 ? ' ' : clean_.text[span.begin - 1];
            if (at > span.begin && before != ' ' && before != '\n' && !ends_with_object(span)) {
                span.begin = static_cast<std::uint32_t>(at);
                take_up_to(i, span.begin);
            }
        }
    }

    bool ends_with_object(const Span& span) const {
        constexpr std::string_view object = "\uFFFC";
        return std::string_view(clean_.text).substr(0, span.begin).ends_with(object);
    }

    // The nearest span before `i` that has text grows up to `end`; empty ones between move along.
    void take_up_to(std::size_t i, std::uint32_t end) {
        while (i-- > 0) {
            Span& span = clean_.spans[i];
            const bool empty = span.begin == span.end;
            span.end = end;
            if (!empty) {
                break;
            }
            span.begin = end;
        }
    }

    const std::string& source_;
    Clean clean_;
};

} // namespace

Clean collapse(const Paragraph& paragraph) {
    Collapser collapser(paragraph);
    for (const Span& span : paragraph.spans) {
        if (span.style < paragraph.styles.size() && paragraph.styles[span.style].face) {
            collapser.add(span);
        }
    }
    return collapser.finish();
}

} // namespace carefold::text
