#include "text/parts.hpp"

#include <algorithm>

namespace carefold::text {

namespace {

bool starts_with_at(std::string_view text, std::size_t at, std::string_view what) {
    return text.substr(at, what.size()) == what;
}

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view object_character = "\uFFFC";

class Preparer {
  public:
    Preparer(Prepared& prepared, Words& words) : p_(prepared), words_(words) {
        for (const Style& style : p_.paragraph->styles) {
            founts_.push_back(style.face ? words_.fount(style) : 0);
        }
        if (p_.clean.bidi || base_level() == 1) {
            levels_ = bidi_levels(p_.clean.text, p_.paragraph->direction);
        }
        p_.pieces.reserve(p_.clean.text.size() / 3 + 8);
    }

    void add_span(std::uint32_t index) {
        const Span& span = p_.clean.spans[index];
        const std::string_view text = p_.clean.text;
        span_ = index;
        if (text.substr(span.begin, span.end - span.begin) == object_character) {
            p_.pieces.push_back({span.begin, span.end, index, Kind::object, level(span.begin),
                                 founts_[span.style], nullptr, max(span.object_width, Length())});
            return;
        }
        for (std::size_t at = span.begin; at < span.end;) {
            const std::size_t begin = at;
            if (text[at] == '\n') {
                add(begin, ++at, Kind::newline);
            } else if (const std::size_t space = space_at(at); space > 0) {
                at += space;
                add(begin, at, Kind::space);
            } else {
                at = word_end(at, span.end);
                add(begin, at, Kind::word);
            }
        }
    }

  private:
    std::uint8_t base_level() const {
        return p_.paragraph->direction == locale::Direction::right_to_left ? 1 : 0;
    }
    std::uint8_t level(std::size_t at) const { return levels_.empty() ? 0 : levels_[at]; }

    std::size_t space_at(std::size_t at) const {
        const std::string_view text = p_.clean.text;
        if (text[at] == ' ') {
            return 1;
        }
        return starts_with_at(text, at, no_break_space) ? no_break_space.size() : 0;
    }

    std::size_t word_end(std::size_t at, std::size_t end) const {
        const std::uint8_t own = level(at);
        while (at < end && p_.clean.text[at] != '\n' && space_at(at) == 0 && level(at) == own) {
            ++at;
        }
        return at;
    }

    void add(std::size_t begin, std::size_t end, Kind kind) {
        const Span& span = p_.clean.spans[span_];
        const Style& style = p_.paragraph->styles[span.style];
        Piece piece{static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(end),
                    span_,
                    kind,
                    level(begin),
                    founts_[span.style],
                    nullptr,
                    Length()};
        if (kind != Kind::newline) {
            if (kind == Kind::space) {
                piece.fount = space_fount(style, piece.fount);
            }
            piece.shaped = &words_.shape(piece.fount, p_.text(piece), (piece.level & 1U) != 0);
            piece.width = style.size.scaled(piece.shaped->em) +
                          style.tracking * static_cast<std::int64_t>(piece.shaped->clusters);
        }
        p_.pieces.push_back(piece);
    }

    // Between words of a fallback face its own space is the right one, and the run stays whole.
    std::uint32_t space_fount(const Style& style, std::uint32_t otherwise) {
        if (p_.pieces.empty() || p_.pieces.back().span != span_ ||
            p_.pieces.back().shaped == nullptr || p_.pieces.back().shaped->parts.empty()) {
            return otherwise;
        }
        const ShapedWord& before = *p_.pieces.back().shaped;
        const auto& part = before.right_to_left ? before.parts.front() : before.parts.back();
        if (part.face == style.face || !part.face->covers(' ')) {
            return otherwise;
        }
        Style other = style;
        other.face = part.face;
        return words_.fount(other);
    }

    Prepared& p_;
    Words& words_;
    std::vector<std::uint32_t> founts_;
    std::vector<std::uint8_t> levels_;
    std::uint32_t span_ = 0;
};

// The language of the most bytes; of equals the first.
LanguageTag main_language(const Prepared& p) {
    std::vector<std::size_t> bytes(p.paragraph->styles.size());
    for (const Span& span : p.clean.spans) {
        const LanguageTag& language = p.paragraph->styles[span.style].language;
        std::size_t i = 0;
        while (p.paragraph->styles[i].language != language) {
            ++i;
        }
        bytes[i] += span.end - span.begin;
    }
    const auto most = std::max_element(bytes.begin(), bytes.end());
    return p.paragraph->styles[static_cast<std::size_t>(most - bytes.begin())].language;
}

} // namespace

Prepared prepare(const Paragraph& paragraph, Words& words, Breaker& breaker) {
    Prepared prepared;
    prepared.paragraph = &paragraph;
    prepared.clean = collapse(paragraph);
    if (prepared.clean.spans.empty()) {
        return prepared;
    }
    Preparer preparer(prepared, words);
    for (std::uint32_t i = 0; i < prepared.clean.spans.size(); ++i) {
        preparer.add_span(i);
    }
    prepared.language = main_language(prepared);
    breaker.find(prepared.clean.text, prepared.language, prepared.opportunities);
    return prepared;
}

} // namespace carefold::text
