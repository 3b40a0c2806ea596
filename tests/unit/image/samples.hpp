// Pictures made on the spot: PNG by hand (stored deflate blocks), JPEG through libjpeg.
#pragma once

#include "image/image.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace samples {

struct Png {
    std::uint32_t width = 2, height = 2;
    int depth = 8, color_type = 2; // 0 gray, 2 RGB, 3 palette, 4 gray+alpha, 6 RGBA
    bool interlaced = false;       // whole-byte pixels only
    std::vector<std::string> rows; // packed samples, one string a row
    std::vector<std::pair<std::string, std::string>> chunks; // before IDAT: PLTE, tRNS, pHYs
};
std::string png(const Png& description);
std::string big_endian(std::uint32_t value);

struct Jpeg {
    int width = 16, height = 12, components = 3;
    bool progressive = false;
    bool rgb_without_marker = false;
    int dots_per_inch = 0; // 0: unknown
    std::string exif;      // whole APP1 body
    std::string icc;       // a colour profile, in APP2
};
std::string jpeg(const Jpeg& description);

/// A colour profile of hardly more than a header: "RGB ", "GRAY" or "CMYK". `srgb`: with that name
/// and its primaries.
std::string profile(const std::string& space, int version = 4, bool srgb = false);
/// In zlib's format, as small as it gets.
std::string packed(const std::string& bytes);

} // namespace samples
