// image: bytes of a picture -> size, pixels or vector shapes.
// Enters: JPEG, PNG, SVG bytes; text for a QR code. Leaves: Picture.
// Never here: reading files, fetching anything a picture refers to, scaling.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace carefold::image {

/// Path segment; coordinates in points from the picture's top left, y down.
struct Segment {
    enum class Verb : std::uint8_t { move, line, curve, close } verb = Verb::move;
    std::array<float, 6> xy{}; // move, line: 2; curve: 6 (two controls, end)
};

enum class Cap : std::uint8_t { butt, round, square };
enum class Join : std::uint8_t { miter, round, bevel };

struct Stroke {
    Color color;
    float width = 1; // points
    Cap cap = Cap::butt;
    Join join = Join::miter;
    std::vector<float> dashes;
};

/// A filled and/or stroked path; fill is painted first.
struct Shape {
    std::vector<Segment> path;
    std::optional<Color> fill;
    bool even_odd = false;
    std::optional<Stroke> stroke;
};

struct Vector {
    std::vector<Shape> shapes;
};

/// A JPEG checked whole and passed through: the file's own bytes.
struct Jpeg {
    std::string bytes;
    int components = 3;    // 1, 3 or 4
    bool inverted = false; // CMYK as Adobe's programs store it: 255 is no ink
};

/// Decoded pixels, 8 bits, rows top down. `alpha` empty when opaque.
struct Raster {
    std::vector<std::uint8_t> rgb;   // 3 * width * height, or width * height when gray
    std::vector<std::uint8_t> alpha; // width * height
    bool gray = false;
};

struct Picture {
    int pixel_width = 0, pixel_height = 0; // rasters and JPEG; of a QR code its modules, quiet zone
                                           // included
    Size size;       // natural size: SVG user units as points; pixels at 150 dpi
    std::string icc; // rasters and JPEG: the colours' profile, ICC version 2 to 4, of the picture's
                     // components; empty: sRGB, or gray with its curve. CMYK always has one
    std::variant<Vector, Jpeg, Raster> data;
};
using PicturePtr = std::shared_ptr<const Picture>;

/// Palette for SVG classes: {"primary", colour}. Elements of class "fill-primary" are filled and
/// "stroke-primary" stroked with it.
using Palette = std::vector<std::pair<std::string, Color>>;

/// Kind is told from the bytes, not the name. Reports at `span` and gives nullptr. Codes:
/// image.unknown-format, image.corrupt, image.too-large, image.unsupported; image.bad-profile (a
/// warning: the picture is taken for sRGB).
PicturePtr decode(std::string_view bytes, const Palette& palette, const diag::Span& span,
                  diag::Sink& sink);

/// The pixels of a JPEG that `decode` accepted; of one in CMYK four bytes each, 255 full ink.
/// Throws std::bad_alloc.
Raster pixels(const Jpeg& jpeg);

/// QR code (ISO/IEC 18004), level M, quiet zone of four modules included, as one filled shape of
/// `side` points. nullptr when the text is too long.
PicturePtr qr_code(std::string_view text, Length side);

} // namespace carefold::image
