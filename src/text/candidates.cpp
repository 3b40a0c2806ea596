// Every place where a line may end, with running sums, so that the width of any line is a
// subtraction. Widths inside a word come from the whole word's clusters; what really stands there
// once the word is cut (a hyphen, no ligature across the cut) is shaped when the line is made, and
// the hair's breadth between the two goes into its spaces.
#include "text/parts.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace carefold::text {

namespace {

constexpr int hyphen_penalty = 50;
constexpr int capital_penalty = 60; // on top: names are better left whole
constexpr int slash_penalty = 30;
constexpr int dash_penalty = 10;
constexpr int before_dash_penalty = 200; // lines should not open with a dash
constexpr int hanging_penalty = 5;
constexpr int syllable_penalty = 350; // rather than a line stretched by half as much again
constexpr int particle_penalty = 900; // a number from its unit, a bracket from its particle
constexpr int last_penalty = 100000;  // rather than an overfull line

bool is_letter(char32_t c) {
    return c < 0x80 ? (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z'
                    : u_isalpha(static_cast<UChar32>(c)) != 0 ||
                          (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0;
}
bool is_capital(char32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_hyphen(char32_t c) {
    return c == '-' || c == 0x2010;
}
bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}
bool is_dash(char32_t c) {
    return c == 0x2013 || c == 0x2014;
}

// Numbers, addresses and words already joined by a hyphen are never given another.
bool may_hyphenate(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        const bool inner = i > 0 && i + 1 < word.size();
        if ((c >= '0' && c <= '9') || c == '-' || c == '_' || c == '@' || c == '/' || c == '\\' ||
            (inner && (c == '.' || c == ':') &&
             is_letter(static_cast<unsigned char>(word[i + 1])))) {
            return false;
        }
    }
    return word.find("\u2010") == std::string_view::npos &&
           word.find("\u2011") == std::string_view::npos;
}

// Hyphenation points of the word's runs of letters.
std::vector<std::uint32_t> find_hyphens(std::string_view word,
                                        const locale::Hyphenator& hyphenator) {
    const auto belongs = [&](std::size_t& at) { // steps past a letter
        const std::size_t begin = at;
        const char32_t c = next_utf8(word, at);
        return is_letter(c) || (hyphenator.apostrophes() && is_apostrophe(c) && begin > 0 &&
                                is_letter(char_at(word, at)));
    };
    std::vector<std::uint32_t> found;
    if (word.size() < 4 || !may_hyphenate(word)) {
        return found;
    }
    for (std::size_t at = 0; at < word.size();) {
        const std::size_t begin = at;
        std::size_t end = at;
        while (at < word.size() && belongs(at)) {
            end = at;
        }
        for (const std::uint32_t point : hyphenator.points(word.substr(begin, end - begin))) {
            found.push_back(static_cast<std::uint32_t>(begin) + point);
        }
    }
    return found;
}

class Lister {
  public:
    Lister(const Prepared& prepared, Words& words, Cuts cuts, bool hang)
        : p_(prepared), text_(prepared.clean.text), words_(words), cuts_(cuts), hang_(hang) {
        breaks_.reserve(prepared.pieces.size() * (cuts == Cuts::some ? 2 : 1) + 2);
    }

    std::vector<Break> list() {
        Break start;
        start.hang_next = hang_start(0, 0);
        breaks_.push_back(start);
        for (index_ = 0; index_ < p_.pieces.size(); ++index_) {
            add(p_.pieces[index_]);
        }
        if (p_.pieces.empty() || p_.pieces.back().kind != Kind::newline) {
            put(text_.size(), text_.size(), Length()).forced = true;
        }
        return std::move(breaks_);
    }

  private:
    void add(const Piece& piece) {
        switch (piece.kind) {
        case Kind::newline:
            put(piece.begin, piece.end, Length()).forced = true;
            break;
        case Kind::space:
            if (text_[piece.begin] == ' ' && is_opportunity(piece.end)) {
                Break& b = put(piece.begin, piece.end, Length());
                b.after = b.after + piece.width;
                b.space_after = b.space_after + piece.width;
                b.penalty = is_dash(char_at(text_, piece.end)) ? before_dash_penalty : 0;
            }
            space_ += piece.width;
            width_ += piece.width;
            break;
        case Kind::object:
            width_ += piece.width;
            fixed_ += piece.width;
            end_of_piece(piece);
            break;
        case Kind::word:
            inside(piece);
            width_ += piece.width;
            end_of_piece(piece);
            break;
        }
    }

    bool is_opportunity(std::size_t at) {
        while (opportunity_ < p_.opportunities.size() && p_.opportunities[opportunity_] < at) {
            ++opportunity_;
        }
        return opportunity_ < p_.opportunities.size() && p_.opportunities[opportunity_] == at;
    }

    // Between two pieces with no space: the next one starts where this one ends.
    void end_of_piece(const Piece& piece) {
        const std::size_t here = index_;
        if (here + 1 < p_.pieces.size() && p_.pieces[here + 1].kind != Kind::newline &&
            is_opportunity(piece.end) && may_cut(piece.end)) {
            ++index_;
            put(piece.end, piece.end, Length()).penalty = penalty_at(piece.end);
            --index_;
            if (!p_.gaps.empty()) {
                leave_gap(piece, breaks_.back(), p_.gaps[here]);
            }
        }
        if (!p_.gaps.empty()) {
            width_ += p_.gaps[here].natural;
            gaps_.stretch += p_.gaps[here].stretch;
            gaps_.shrink += p_.gaps[here].shrink;
        }
    }

    // The gap at a break goes, as a space does. A comma or full stop may hang out whole where that
    // makes the better line (JLREQ, 3.8.2).
    void leave_gap(const Piece& piece, Break& b, const Gap& gap) {
        b.after += gap.natural;
        b.gaps_after.stretch += gap.stretch;
        b.gaps_after.shrink += gap.shrink;
        const Square square = square_of(char_before(text_, piece.end));
        if (hang_ && b.hang_end > Length() && piece.wide &&
            (square == Square::comma || square == Square::stop)) {
            Break hanging = b;
            hanging.hang_end = piece.width - p_.style(piece).tracking;
            hanging.penalty += hanging_penalty;
            breaks_.push_back(hanging);
        }
    }

    // Korean breaks between words (KLREQ, 3.6.1); between syllables of one, only where it must. A
    // sign of division inside a word is as good a place as ever.
    bool splits_word(std::size_t at) const {
        if (!p_.clean.hangul) {
            return false;
        }
        const char32_t before = char_before(text_, at);
        const char32_t after = char_at(text_, at);
        const bool hanja = p_.language.language() == "ko";
        const auto korean = [&](char32_t c) {
            return is_hangul(c) || (hanja && is_ideographic(c));
        };
        const bool divides = is_hyphen(before) || is_dash(before) || before == '/' ||
                             before == 0xB7 || before == 0x200B || before == 0xFFFC;
        return (korean(before) || korean(after)) && !divides && after != 0xFFFC;
    }
    bool may_cut(std::size_t at) const { return cuts_ != Cuts::none || !splits_word(at); }
    int penalty_at(std::size_t at) const {
        return !splits_word(at) ? plain_penalty(at)
               : cuts_ == Cuts::some
                   ? (is_hangul(char_before(text_, at)) && is_hangul(char_at(text_, at))
                          ? syllable_penalty
                          : particle_penalty)
                   : last_penalty;
    }

    int plain_penalty(std::size_t at) const {
        const char32_t before = char_before(text_, at);
        return is_dash(char_at(text_, at)) ? before_dash_penalty
               : is_hyphen(before)         ? hyphen_penalty
               : before == '/'             ? slash_penalty
               : is_dash(before)           ? dash_penalty
                                           : 0;
    }

    void inside(const Piece& piece) {
        const std::vector<std::uint32_t>& hyphens = hyphens_of(piece);
        std::size_t next_hyphen = 0;
        const auto& soft = p_.clean.soft_hyphens;
        while (soft_ < soft.size() && soft[soft_] <= piece.begin) {
            ++soft_;
        }
        is_opportunity(piece.begin + 1);
        for (;;) {
            const std::uint32_t plain =
                opportunity_ < p_.opportunities.size() ? p_.opportunities[opportunity_] : piece.end;
            const std::uint32_t pattern =
                next_hyphen < hyphens.size() ? piece.begin + hyphens[next_hyphen] : piece.end;
            const std::uint32_t asked = soft_ < soft.size() ? soft[soft_] : piece.end;
            const std::uint32_t at = std::min({plain, pattern, asked});
            if (at >= piece.end) {
                break;
            }
            if (at == plain) {
                if (may_cut(at)) {
                    put_inside(piece, at, false).penalty = penalty_at(at);
                }
            } else {
                put_inside(piece, at, true).penalty =
                    hyphen_penalty + (at != asked && is_name(piece) ? capital_penalty : 0);
            }
            opportunity_ += at == plain ? 1U : 0U;
            next_hyphen += at == pattern ? 1U : 0U;
            while (soft_ < soft.size() && soft[soft_] == at) {
                ++soft_;
            }
        }
    }

    bool is_name(const Piece& piece) const {
        const std::string_view word = p_.text(piece);
        std::size_t at = 0;
        char32_t c = next_utf8(word, at);
        while (!is_letter(c) && at < word.size()) {
            c = next_utf8(word, at);
        }
        return is_capital(c);
    }

    // By its own language's patterns, kept with the word. None for one that runs right to left or a
    // part of a word that goes on in the neighbouring span.
    const std::vector<std::uint32_t>& hyphens_of(const Piece& piece) const {
        static const std::vector<std::uint32_t> none;
        const locale::Hyphenator* hyphenator = p_.style(piece).hyphenator.get();
        if (cuts_ != Cuts::some || hyphenator == nullptr || (piece.level & 1U) != 0 ||
            is_letter(char_before(text_, piece.begin)) || is_letter(char_at(text_, piece.end))) {
            return none;
        }
        ShapedWord& word = *piece.shaped;
        if (word.hyphenated_by != hyphenator) {
            word.hyphens = find_hyphens(p_.text(piece), *hyphenator);
            word.hyphenated_by = hyphenator;
        }
        return word.hyphens;
    }

    Break& put_inside(const Piece& piece, std::uint32_t at, bool hyphen) {
        const Length part = width_until(*piece.shaped, at - piece.begin, p_.style(piece));
        Break& b = put(at, at, part);
        if (hyphen) {
            const Style& style = p_.style(piece);
            const ShapedWord& drawn = words_.shape(piece.fount, words_.hyphen(piece.fount), false);
            b.tail = style.size.scaled(drawn.em);
            b.hang_end = hang_ ? b.tail.scaled(hang_share('-', true)) : Length();
            b.hyphen = true;
            b.flagged = true;
        }
        return b;
    }

    // A break with sums as they stand, `part` of the current piece added.
    Break& put(std::size_t offset, std::size_t next, Length part) {
        Break b;
        b.piece = static_cast<std::uint32_t>(index_);
        b.offset = static_cast<std::uint32_t>(offset);
        b.next = static_cast<std::uint32_t>(next);
        b.before = b.after = width_ + part;
        b.space_before = b.space_after = space_;
        b.fixed_before = b.fixed_after = fixed_;
        b.gaps_before = b.gaps_after = gaps_;
        const std::size_t last = part > Length() || index_ == 0 ? index_ : index_ - 1;
        b.flagged = is_hyphen(char_before(text_, offset));
        if (last < p_.pieces.size() && p_.pieces[last].kind == Kind::word && offset > 0) {
            b.tail = -p_.pieces[last].shaped->tracking(p_.style(p_.pieces[last]));
            b.hang_end = hang(p_.pieces[last], char_before(text_, offset), true);
        }
        b.hang_next = hang_start(next, next > offset ? index_ + 1 : index_);
        breaks_.push_back(b);
        return breaks_.back();
    }

    Length hang_start(std::size_t at, std::size_t piece) const {
        return piece < p_.pieces.size() && p_.pieces[piece].kind == Kind::word
                   ? hang(p_.pieces[piece], char_at(text_, at), false)
                   : Length();
    }

    // Only a piece in the paragraph's own direction is sure to stand at the line's edge.
    Length hang(const Piece& piece, char32_t c, bool at_end) const {
        const bool mirrored = p_.paragraph->direction == locale::Direction::right_to_left;
        if (piece.wide) { // the blank half of its square
            const double blank = at_end ? piece.shaped->trail : piece.shaped->lead;
            return mirrored ? Length() : p_.style(piece).size.scaled(blank);
        }
        const double share = hang_ ? hang_share(c, at_end) : 0;
        if (share == 0 || piece.level != (mirrored ? 1 : 0) || piece.shaped->parts.empty()) {
            return {};
        }
        const font::Face& face = *piece.shaped->parts.back().face;
        return p_.style(piece).size.scaled(share * face.advance(face.glyph(c)) /
                                           face.metrics().units_per_em);
    }

    const Prepared& p_;
    std::string_view text_;
    Words& words_;
    Cuts cuts_;
    bool hang_;
    std::vector<Break> breaks_;
    std::size_t index_ = 0; // piece being listed
    std::size_t opportunity_ = 0, soft_ = 0;
    Length width_, space_, fixed_;
    Gap gaps_;
};

} // namespace

std::vector<Break> candidates(const Prepared& prepared, Words& words, Cuts cuts, bool hang) {
    return Lister(prepared, words, cuts, hang).list();
}

} // namespace carefold::text
