// Private to text: what passes between its stages.
// Paragraph -> collapse -> Clean -> prepare -> Prepared -> candidates -> Breaks -> total_fit ->
// chosen Breaks -> make_line -> Lines. Words, kept from paragraph to paragraph, shapes.
#pragma once

#include "text/scripts.hpp"
#include "text/words.hpp"

namespace carefold::text {

/// The paragraph's text as it will be set: white space collapsed to single spaces and trimmed at
/// both ends and around forced breaks, soft hyphens taken out. Spans moved along, empty ones
/// dropped.
struct Clean {
    std::string text;
    std::vector<Span> spans;
    std::vector<std::uint32_t> soft_hyphens;                  // byte offsets where one was
    std::vector<std::pair<std::uint32_t, char32_t>> isolates; // U+2066–U+2069, byte offsets
    bool bidi = false;   // holds characters that run right to left
    bool dense = false;  // … of scripts without spaces between words
    bool hangul = false; // … of Hangul
};
Clean collapse(const Paragraph& paragraph);

/// The character that ends before `at`, or that starts there; 0 at the text's ends.
char32_t char_before(std::string_view text, std::size_t at);
char32_t char_at(std::string_view text, std::size_t at);

/// Where lines may break, by the language's rules (UAX #14 through ICU); iterators are kept.
class Breaker {
  public:
    Breaker();
    ~Breaker();
    /// Ascending byte offsets, the text's end included. `phrases`: between those only, in a
    /// language whose phrases it knows.
    void find(std::string_view text, const LanguageTag& language, bool phrases,
              std::vector<std::uint32_t>& out);
    static bool knows_phrases(const LanguageTag& language);

  private:
    struct Iterator;
    std::vector<Iterator> iterators_;
};
/// Embedding level of each byte (UAX #9 through ICU).
std::vector<std::uint8_t> bidi_levels(const Clean& clean, locale::Direction direction);

enum class Kind : std::uint8_t { word, space, object, newline };

/// The atoms of a paragraph: a word (or the part of it in one span and direction), a space that
/// stretches (also a no-break one), an object, a forced break.
struct Piece {
    std::uint32_t begin = 0, end = 0; // bytes of the clean text
    std::uint32_t span = 0;
    Kind kind = Kind::word;
    std::uint8_t level = 0;
    bool wide = false; // one cluster set on a square of its own
    std::uint32_t fount = 0;
    ShapedWord* shaped = nullptr; // words and spaces
    Length width;                 // with tracking
};

struct Prepared {
    const Paragraph* paragraph = nullptr;
    Clean clean;
    std::vector<Piece> pieces;
    std::vector<Gap> gaps; // behind each piece; empty: none at all
    std::vector<std::uint32_t> opportunities;
    LanguageTag language; // of most of its text: whose rules find the opportunities
    bool phrases = false; // they are between phrases only
    const Span& span(const Piece& piece) const { return clean.spans[piece.span]; }
    const Style& style(const Piece& piece) const { return paragraph->styles[span(piece).style]; }
    std::string_view text(const Piece& piece) const {
        return std::string_view(clean.text).substr(piece.begin, piece.end - piece.begin);
    }
};
/// `phrases`: as Breaker::find.
Prepared prepare(const Paragraph& paragraph, Words& words, Breaker& breaker, bool phrases = false);

/// A place where a line may end. Sums run from the paragraph's start, spaces at natural width.
struct Break {
    std::uint32_t piece = 0; // the line's last piece, or one past it when `offset` is its begin
    std::uint32_t offset = 0, next = 0; // bytes: the line's end; the next line's start
    Length before, after;               // width up to offset; up to next
    Length space_before, space_after;   // of it stretchable spaces
    Length fixed_before, fixed_after;   // of it objects
    Gap gaps_before, gaps_after;        // how far its gaps give; natural widths are not kept
    Length tail;                        // added when broken here: hyphen, less trailing tracking
    Length hang_end, hang_next;         // into the margin: this line's end, the next one's start
    int penalty = 0;
    bool hyphen = false;  // a hyphen is drawn
    bool flagged = false; // the line ends with a hyphen, drawn or written
    bool forced = false;
};
/// Where a word may be cut: nowhere; by hyphenation, and between Hangul syllables at a price; at
/// the price of anything but an overfull line.
enum class Cuts : std::uint8_t { none, some, any };
/// First the paragraph's start, last its end. Two for one place differ in what hangs.
std::vector<Break> candidates(const Prepared& prepared, Words& words, Cuts cuts, bool hang);

/// Share of its width by which a character may hang out at a line's start or end.
double hang_share(char32_t character, bool at_end);

struct Fit {
    const std::vector<Break>* breaks;
    const Options* options;
    double tolerance = 1;     // largest stretch ratio of a line
    bool last_chance = false; // give some answer in any case
};
/// Indexes of the chosen breaks, the start left out; empty when none is good enough.
std::vector<std::uint32_t> total_fit(const Fit& fit);
Length measure_of(const Options& options, std::size_t line);

struct LineEnds {
    const Break* from;
    const Break* to;
    std::size_t number;
};

/// What one piece contributes to a line, in logical order.
struct Item {
    const Piece* piece = nullptr;
    const ShapedWord* shaped = nullptr;
    std::string_view text;            // of the clean text
    bool hyphen = false;              // one is drawn after it: U+00AD in the line's text
    const Gap* gap = nullptr;         // behind it on the line; nullptr: none
    std::uint32_t begin = 0, end = 0; // Material::glyphs, in visual order
    Length width;                     // of glyphs or object, before the line's stretch
};
inline constexpr std::string_view soft_hyphen = "\u00AD";
struct Material {
    std::vector<Item> items;
    std::vector<Glyph> glyphs;     // text ranges count within their item
    Length words, spaces, objects; // gaps at natural width count as words
    Length gap_stretch, gap_shrink;
};
Material gather(const Prepared& prepared, Words& words, LineEnds ends);

/// How a line's material fills its measure.
struct Setting {
    Length x;          // of the leftmost glyph
    double scale = 1;  // of glyphs and spaces
    Length spaces;     // all together, before scale
    bool full = false; // reaches both edges exactly
};
/// Solves the setting, widens the spaces' glyphs and records both in `line`.
Setting justify(Material& material, const Prepared& prepared, const Options& options, LineEnds ends,
                Line& line);
/// The line's runs, in visual order, and its height.
void emit_runs(const Material& material, const Prepared& prepared, const Setting& setting,
               Line& line);

// How far a word space gives, in shares of its natural width. They say how loose and tight lines
// compare; a desperate line stretches further.
inline constexpr double space_stretch = 0.3;
inline constexpr double space_shrink = 0.2;

/// Whether gaps, not words' glyphs and spaces, fill a line: the squares of ideographs keep their
/// width, and what little gaps a line of Latin has stay as they are.
inline bool filled_by_gaps(double gap_stretch, double spaces) {
    return gap_stretch > spaces * space_stretch;
}

} // namespace carefold::text
