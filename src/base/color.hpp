// Colour as authored: sRGB, 8 bits a channel. Other colour spaces are made where bytes are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace carefold {

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0;
    auto operator<=>(const Color&) const = default;
};

/// "#rrggbb" or "#rgb" -> colour; nullopt for anything else.
std::optional<Color> parse_color(std::string_view text);
/// -> "#rrggbb"
std::string to_string(Color color);
/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(Color a, Color b);

} // namespace carefold
