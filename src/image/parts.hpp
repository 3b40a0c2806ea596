// What the files of this room share; no outsider includes it.
#pragma once

#include "image/image.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::image {

/// Why a picture is refused: a diagnostic in the making. Thrown inside this room only; `decode`
/// turns it into a report.
struct Refusal {
    std::string code;
    std::string message;
    std::string hint;
};

inline constexpr std::size_t max_pixels = 80'000'000;
inline constexpr std::size_t max_decoded_bytes = 64U << 20U;
inline constexpr double default_density = 150; // pixels an inch

/// Size on paper; densities (pixels an inch) outside 10 to 4800 count as unknown.
Size natural_size(int width, int height, double horizontal_density, double vertical_density);

/// Remarks are warnings: the picture is good all the same.
Picture decode_png(std::string_view bytes, std::vector<Refusal>& remarks);
Picture decode_jpeg(std::string_view bytes, std::vector<Refusal>& remarks);
/// One refusal for each unsupported feature found, so they are returned, not thrown.
Picture decode_svg(std::string_view bytes, const Palette& palette, std::vector<Refusal>& refusals);

/// What keeps a PDF from taking the profile for pictures of so many components: "is damaged"; empty
/// when nothing does.
std::string profile_fault(std::string_view profile, int components);
/// Of a sound profile. Such a one says nothing a PDF does not say already.
bool is_srgb(std::string_view profile);
/// What goes along with the picture: the profile, or "" for sRGB. Remarks on one that cannot.
std::string keep_profile(std::string profile, int components, std::string_view kind,
                         std::vector<Refusal>& remarks);
inline constexpr std::size_t max_profile_bytes = 4U << 20U;

namespace svg {

struct Attribute {
    std::string_view name; // with its prefix, as written
    std::string value;
};

struct Element {
    std::string_view name; // local name; empty for elements outside the SVG namespace
    std::vector<Attribute> attributes;
    std::string text; // of style elements only
    std::ptrdiff_t parent = -1;
    std::size_t offset = 0; // of its name in the bytes

    /// "" when absent.
    std::string_view attribute(std::string_view wanted) const;
};

/// Elements in document order; [0] is the root, an `svg`. Names view the bytes parsed.
struct Markup {
    std::vector<Element> elements;
};

/// Well-formed SVG only. A DOCTYPE may name an external subset, which is never read; one that
/// declares anything itself is refused. Throws Refusal.
Markup parse_markup(std::string_view bytes);
/// " (line 12)"
std::string line_note(std::string_view bytes, std::size_t offset);

/// x' = a x + c y + e, y' = b x + d y + f
struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
    double determinant() const { return a * d - b * c; }
};
/// First `inner`, then `outer`.
Matrix compose(const Matrix& outer, const Matrix& inner);

/// Reads numbers separated by white space and at most one comma. Never gives NaN or infinity.
class Numbers {
  public:
    explicit Numbers(std::string_view text) : text_(text) {}
    std::optional<double> next();
    std::optional<bool> next_flag(); // an arc's 0 or 1, which may stand without separators
    char next_letter();              // 0 when no letter comes next
    bool at_end();
    std::size_t position() const { return at_; }

  private:
    void skip_separators();
    std::string_view text_;
    std::size_t at_ = 0;
};

/// Collects a path in user space and keeps it in the picture's. Throws Refusal when coordinates
/// leave sense.
class PathBuilder {
  public:
    explicit PathBuilder(const Matrix& matrix) : matrix_(matrix) {}
    void move(double x, double y);
    void line(double x, double y);
    void curve(const std::array<double, 6>& xy);
    /// Elliptical arc from where the pen is (SVG 1.1, F.6): radii, x axis rotation in degrees.
    struct Arc {
        double rx, ry, rotation;
        bool large, sweep;
        double x, y;
    };
    void arc(const Arc& arc);
    void close();
    /// The finished path; lone trailing moves dropped.
    std::vector<Segment> take();

  private:
    void append(Segment::Verb verb, const std::array<double, 6>& xy, std::size_t count);
    Matrix matrix_;
    double x_ = 0, y_ = 0, start_x_ = 0, start_y_ = 0;
    std::vector<Segment> path_;
};

/// The `d` attribute. Throws Refusal at the first mistake.
void parse_path(std::string_view data, PathBuilder& builder);
/// The `transform` attribute. Throws Refusal.
Matrix parse_transform(std::string_view text);

/// A length in user units: none and px count as such, others 96 to the inch (CSS 2.1, 4.3.2).
struct Measure {
    double value = 0;
    bool physical = false;
};
std::optional<Measure> parse_measure(std::string_view text); // nullopt: %, em, nonsense

/// What stands in the way of a flat reading.
struct Findings {
    struct Finding {
        std::size_t offset = 0; // of the element
        std::string hint;
    };
    std::map<std::string, Finding> unsupported; // feature -> where first
    std::string beyond; // sound, as far as can be told, but needs a whole SVG engine
    std::size_t beyond_offset = 0;
    std::size_t offset = 0; // of the element being read

    void add_unsupported(std::string_view feature, std::string_view hint);
    void add_beyond(std::string_view what);
};

/// The properties that matter to flat shapes, inherited from element to element.
struct Style {
    std::optional<Color> fill = Color{}, stroke;
    Color current;
    Stroke pen; // its colour is unused; lengths in user units
    double dash_offset = 0;
    bool even_odd = false;
    bool visible = true;
    bool displayed = true;
};
void apply_style(const Element& element, const Palette& palette, Style& style, Findings& findings);

/// Worthless while its findings name anything.
struct Reading {
    Vector drawing;
    double width = 0, height = 0; // points
    Findings findings;
};
Reading read_markup(const Markup& markup, const Palette& palette);

/// The same drawing as librsvg and cairo see it: an SVG of nothing but flat paths, `scale` times
/// the size given. Throws Refusal.
std::string normalize(std::string_view bytes, const Palette& palette, double width, double height);

} // namespace svg
} // namespace carefold::image
