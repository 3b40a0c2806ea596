// text: characters + styles -> shaped, hyphenated, justified lines.
// Enters: one Paragraph and its measures. Leaves: Lines of positioned glyphs that keep their text.
// Never here: pages, colours' meaning, structure. `owner` is the caller's and comes back untouched.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "font/font.hpp"
#include "locale/locale.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace carefold::text {

struct Features {
    bool small_caps = false;
    bool oldstyle_figures = false;
    bool tabular_figures = false;
    bool operator==(const Features&) const = default;
};

struct Style {
    font::FacePtr face;
    Length size;
    Features features;
    Length tracking; // added after every cluster, but not in scripts that join
    Length rise;     // baseline shift, up is positive
    Color color;
    LanguageTag language;
    bool bold = false, italic = false; // what was asked for, to find a fallback face
    std::shared_ptr<const locale::Hyphenator> hyphenator; // of its language; nullptr: none
};

/// A stretch of the paragraph's text in one style with one owner.
struct Span {
    std::uint32_t begin = 0, end = 0; // bytes of Paragraph::text, contiguous and ascending
    std::uint32_t style = 0;          // index into Paragraph::styles
    std::uint32_t owner = 0;
    Length object_width; // > 0: the span is one U+FFFC, an object of this width with no glyphs
};

struct Paragraph {
    std::string text;
    std::vector<Span> spans;
    std::vector<Style> styles;
    locale::Direction direction = locale::Direction::left_to_right;
};

/// One glyph. The glyphs of a cluster share its text; the first has it, the rest have length 0.
/// Drawn, advance and dx are multiplied by Line::stretch.
struct Glyph {
    std::uint32_t id = 0;
    Length advance;         // after justification and tracking, before run's stretch
    Length natural_advance; // the font's own (before kerning): what the PDF viewer would step
    Length dx, dy;          // offset, dy up
    std::uint32_t text_begin = 0, text_length = 0; // bytes in Run::text
};

/// Glyphs of one face, style and owner on one line, in visual order.
struct Run {
    std::uint32_t style = 0, owner = 0;
    font::FacePtr face;        // style's or a fallback
    Length x;                  // from the line's start edge of the measure (left)
    Length width;              // as drawn
    std::vector<Glyph> glyphs; // empty for an object
    std::string text; // source text, logical order; a soft hyphen drawn at a line's end is U+00AD
    bool right_to_left = false;
    bool object = false;
};

struct Line {
    std::vector<Run> runs;
    Length width;         // measure it was set to
    Length natural_width; // of its material, trimmed
    double stretch = 1.0; // horizontal scale of all glyphs, spaces included, but not of objects:
                          // Run::width = sum of advances * stretch, and runs abut
    double space_ratio = 1.0; // mean word space as drawn / natural word space
    double max_space_ratio = 1.0;
    Length mean_space;       // mean word space as drawn; zero when the line has none
    bool justified = false;  // fills its measure exactly; false for last lines, in ragged setting
                             // and where spaces would have to be more than doubled
    bool hyphenated = false; // a hyphen is drawn at its end (U+00AD in the text)
    bool overfull = false;
    bool last = false;      // of the paragraph or before a forced break
    bool joined = false;    // the next line goes on without a space
    Length ascent, descent; // largest on the line, from the baseline, both positive
};

enum class Align : std::uint8_t { justify, start, center, end };

struct Options {
    Align align = Align::justify;
    bool hyphenate = true;
    bool phrases = false; // ends ragged lines between phrases where they fit, as in headings: in
                          // Japanese, whose words no spaces part
    Length first_indent;  // of the first line
    std::vector<Length> measures; // width of line 1, 2, …; the last repeats. Not empty.
    bool hang_punctuation = true;
    double max_glyph_stretch = 0.03; // ± share of glyph width, reached by hard lines only
    Length shortest_last_line;       // avoid last lines shorter than this
    int max_consecutive_hyphens = 2;
};

/// A character no face covers, for the caller's diagnostics (reported once per character by it).
struct Missing {
    char32_t character;
    std::uint32_t owner;
};

/// Fallback for a character the style's face lacks; nullptr when none.
using Fallback = std::function<font::FacePtr(char32_t, const Style&)>;

/// Shapes words, remembering them: (face, size-free, features, language, word) -> glyphs.
/// One per document or thread.
class Shaper {
  public:
    explicit Shaper(Fallback fallback);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Breaks by total fit (Knuth & Plass, "Breaking Paragraphs into Lines", 1981). "\n" in the
    /// text forces a break. Never fails: a line that cannot fit is set as it is and marked
    /// overfull. White space is collapsed; the texts of all runs, joined by a space between lines
    /// but by nothing after a hyphenated line, whose U+00AD goes, or after a line that breaks
    /// without a space (after "-"), are the paragraph's text. Its own soft hyphens, where unused,
    /// go too. A paragraph of nothing but white space has no lines.
    std::vector<Line> set(const Paragraph& paragraph, const Options& options,
                          std::vector<Missing>& missing);
    /// Width of the text on one line, unbroken; and of its widest unbreakable part.
    struct Extent {
        Length natural, minimum;
    };
    Extent measure(const Paragraph& paragraph, std::vector<Missing>& missing);

    /// Gives back the memory of words.
    void forget();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace carefold::text
