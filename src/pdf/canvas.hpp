// Operators of a content stream (ISO 32000-1, Annex A), written as bytes. Keeps the graphics
// state it has set, so that nothing is said twice. Coordinates are PDF's: y upwards.
#pragma once

#include "color/color.hpp"
#include "image/image.hpp"
#include "pages/pages.hpp"
#include "pdf/syntax.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::pdf {

/// How a line is drawn (8.4.3).
struct Pen {
    Color color;
    Milli width = 1000;
    image::Cap cap = image::Cap::butt;
    image::Join join = image::Join::miter;
    std::vector<Milli> dashes;
};

struct Paint {
    bool fill = false, stroke = false, even_odd = false;
};

/// Image of the unit square or of a form's own space: x, y scale in millionths, then the corner.
struct Frame {
    std::int64_t scale_x = 1000000, scale_y = 1000000;
    Spot corner;
};

class Canvas {
  public:
    /// plain: strings in hexadecimal, for people to read. With inks colours are ink, else RGB.
    explicit Canvas(bool plain, color::Inks* inks = nullptr) : plain_(plain), inks_(inks) {}

    void set_fill(Color color, color::Use use = color::Use::area);
    void set_pen(const Pen& pen);

    void move(Spot to) { path(to, " m\n"); }
    void line(Spot to) { path(to, " l\n"); }
    void curve(Spot first, Spot second, Spot to);
    void close() { out_ += "h\n"; }
    void rectangle(Spot corner, Spot size);
    void paint(Paint how);

    /// Draws a named XObject inside its own q … Q.
    void draw(std::string_view name, const Frame& frame);

    void begin_text();
    void end_text();
    void set_font(std::size_t font, Milli size);
    void set_stretch(Milli percent); // 100000: natural
    void set_rise(Milli rise);
    void start_line(Spot at); // in a text object
    /// A code of the current font; adjustments move left by 1/1000 em (9.4.3).
    void show(std::uint16_t code);
    void adjust(std::int64_t by);
    void flush_shown();

    /// "/P<</MCID 3>>" or "/Artifact": ends a text object first, so that both nest properly.
    void begin_marked(std::string_view tag_and_properties);
    void end_marked();

    std::string take() { return std::move(out_); }
    std::size_t size() const { return out_.size(); }
    /// What others have set is not known: everything is said anew.
    void expect_anything() { stretch_ = rise_ = unknown; }

  private:
    static constexpr Milli unknown = -1'000'000'000;
    void path(Spot to, std::string_view op);
    void put(Spot at);
    void color(Color color, std::string_view op);
    void ink(const color::Ink& ink, bool stroke);
    void overprint(bool fill, bool stroke);

    bool plain_;
    color::Inks* inks_;
    std::string out_;
    std::optional<Color> fill_, stroke_;
    std::optional<color::Ink> fill_ink_, stroke_ink_;
    bool overprint_fill_ = false, overprint_stroke_ = false;
    Milli width_ = -1;
    int cap_ = -1, join_ = -1;
    std::optional<std::vector<Milli>> dashes_;

    bool in_text_ = false;
    std::size_t font_ = static_cast<std::size_t>(-1);
    Milli size_ = -1, stretch_ = 100000, rise_ = 0;
    Spot line_start_;
    std::string shown_; // bytes of codes not yet written
    bool adjusted_ = false;
};

/// "S2", a colour space of its own for every spot ink.
std::string spot_name(std::size_t spot);
/// Graphics state for overprinting fills, strokes or both (8.6.7): "O0" to "O3".
std::string overprint_name(bool fill, bool stroke);

/// Items that are neither text nor pictures; `height` is the page's.
void paint(Canvas& canvas, const pages::Box& box, Length height);
void paint(Canvas& canvas, const pages::Rule& rule, Length height);
void paint(Canvas& canvas, const pages::Disc& disc, Length height);

/// Vector shapes scaled by (x, y), their top left at `corner`.
struct Scale {
    double x = 1, y = 1;
    Milli grid = 1; // 10: hundredths are fine enough for what is drawn at its final size
};
void paint(Canvas& canvas, const image::Vector& vector, Spot corner, Scale scale);

} // namespace carefold::pdf
