#include "text/parts.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace carefold::text {

namespace {

bool starts_with_at(std::string_view text, std::size_t at, std::string_view what) {
    return text.substr(at, what.size()) == what;
}

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view object_character = "\uFFFC";
constexpr std::size_t longest_piece = 240; // bytes, of one that can be cut

class Preparer {
  public:
    Preparer(Prepared& prepared, Words& words) : p_(prepared), words_(words) {
        for (const Style& style : p_.paragraph->styles) {
            founts_.push_back(style.face ? words_.fount(style) : 0);
        }
        if (p_.clean.bidi || base_level() == 1) {
            levels_ = bidi_levels(p_.clean, p_.paragraph->direction);
        }
        p_.pieces.reserve(p_.clean.text.size() / 3 + 8);
    }

    void add_span(std::uint32_t index) {
        const Span& span = p_.clean.spans[index];
        const std::string_view text = p_.clean.text;
        span_ = index;
        if (text.substr(span.begin, span.end - span.begin) == object_character) {
            p_.pieces.push_back({span.begin, span.end, index, Kind::object, level(span.begin),
                                 false, founts_[span.style], nullptr,
                                 max(span.object_width, Length())});
            return;
        }
        for (std::size_t at = span.begin; at < span.end;) {
            const std::size_t begin = at;
            wide_ = false;
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

    // Behind each piece that another follows with no space between.
    void add_gaps() {
        p_.gaps.resize(p_.pieces.size());
        for (std::size_t i = 0; i + 1 < p_.pieces.size(); ++i) {
            const Piece& left = p_.pieces[i];
            const Piece& right = p_.pieces[i + 1];
            const bool even = ((left.level | right.level) & 1U) == 0;
            const Style& a = p_.style(left);
            const Style& b = p_.style(right);
            if (left.kind != Kind::word || right.kind != Kind::word || !even || a.rise != b.rise) {
                continue;
            }
            const char32_t before = char_before(p_.clean.text, left.end);
            const char32_t after = char_at(p_.clean.text, right.begin);
            if (left.wide || right.wide) {
                p_.gaps[i] = gap_between({before, a.size, left.shaped->trail, left.wide},
                                         {after, b.size, right.shaped->lead, right.wide});
            } else if ((is_unparted(before) || is_unparted(after)) &&
                       std::binary_search(p_.opportunities.begin(), p_.opportunities.end(),
                                          left.end)) {
                p_.gaps[i] = gap_between_words(a.size);
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

    std::size_t word_end(std::size_t at, std::size_t end) {
        const std::size_t begin = at;
        const std::uint8_t own = level(at);
        while (at < end && p_.clean.text[at] != '\n' && space_at(at) == 0 && level(at) == own) {
            ++at;
        }
        return p_.clean.dense || at - begin > longest_piece ? first_cut(begin, at) : at;
    }

    std::size_t first_cut(std::size_t begin, std::size_t end) {
        wide_ = is_wide(begin);
        std::size_t at = begin + 1;
        while (at < end && !is_cut(begin, at)) {
            ++at;
        }
        return at;
    }

    // Text without spaces comes in pieces all the same: each cluster on a square alone, others from
    // opportunity to opportunity. Any word of great length, too, lest each of its breaks be
    // measured from its start.
    bool is_cut(std::size_t begin, std::size_t at) const {
        const std::string_view text = p_.clean.text;
        const char32_t c = char_at(text, at);
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U || is_mark(c)) {
            return false;
        }
        if (wide_ || is_wide(at)) {
            return true;
        }
        const bool unparted = is_unparted(c) || is_unparted(char_before(text, at));
        return (unparted || at - begin >= longest_piece) &&
               std::binary_search(p_.opportunities.begin(), p_.opportunities.end(), at);
    }

    bool is_wide(std::size_t at) const {
        const std::string_view text = p_.clean.text;
        const char32_t c = char_at(text, at);
        const LanguageTag& language = p_.paragraph->styles[p_.clean.spans[span_].style].language;
        if (is_ideographic(c)) {
            return language.language() != "ko"; // Hanja are letters among Hangul
        }
        if (!is_ambiguous(c) || !is_cjk_language(language)) {
            return false;
        }
        std::size_t next = at;
        next_utf8(text, next);
        const auto narrow = [](char32_t each) {
            return each < 0x2E80 && u_isalnum(static_cast<UChar32>(each)) != 0;
        };
        return !narrow(char_before(text, at)) || !narrow(char_at(text, next)); // "don’t"
    }

    void add(std::size_t begin, std::size_t end, Kind kind) {
        const Span& span = p_.clean.spans[span_];
        const Style& style = p_.paragraph->styles[span.style];
        Piece piece{static_cast<std::uint32_t>(begin),
                    static_cast<std::uint32_t>(end),
                    span_,
                    kind,
                    level(begin),
                    wide_,
                    founts_[span.style],
                    nullptr,
                    Length()};
        if (kind != Kind::newline) {
            if (kind == Kind::space) {
                piece.fount = space_fount(style, piece.fount);
            }
            piece.shaped = &words_.shape(piece.fount, p_.text(piece), (piece.level & 1U) != 0);
            piece.width =
                style.size.scaled(piece.shaped->em) +
                piece.shaped->tracking(style) * static_cast<std::int64_t>(piece.shaped->clusters);
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
    bool wide_ = false; // the word being cut starts with a square
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

// A note's sign or a source's number stays with what it belongs to: neither opens a line, though a
// letter may leave an ideograph and a bracket a full stop.
void hold_raised_signs(Prepared& p) {
    for (std::size_t i = 1; i < p.clean.spans.size(); ++i) {
        const Span& before = p.clean.spans[i - 1];
        const Span& sign = p.clean.spans[i];
        const std::vector<Style>& styles = p.paragraph->styles;
        const bool raised = styles[sign.style].rise > max(styles[before.style].rise, Length());
        const char last = p.clean.text[sign.begin - 1];
        if (raised && last != ' ' && last != '\n') {
            const auto at =
                std::lower_bound(p.opportunities.begin(), p.opportunities.end(), sign.begin);
            if (at != p.opportunities.end() && *at == sign.begin) {
                p.opportunities.erase(at);
            }
        }
    }
}

} // namespace

Prepared prepare(const Paragraph& paragraph, Words& words, Breaker& breaker, bool phrases) {
    Prepared prepared;
    prepared.paragraph = &paragraph;
    prepared.clean = collapse(paragraph);
    if (prepared.clean.spans.empty()) {
        return prepared;
    }
    prepared.language = main_language(prepared);
    prepared.phrases = phrases && Breaker::knows_phrases(prepared.language);
    breaker.find(prepared.clean.text, prepared.language, prepared.phrases, prepared.opportunities);
    hold_raised_signs(prepared);
    Preparer preparer(prepared, words);
    for (std::uint32_t i = 0; i < prepared.clean.spans.size(); ++i) {
        preparer.add_span(i);
    }
    if (prepared.clean.dense) {
        preparer.add_gaps();
    }
    return prepared;
}

} // namespace carefold::text
