#include "base/color.hpp"

#include <algorithm>
#include <cmath>

namespace carefold {

namespace {

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    if (c >= 'a' && c <= 'f') {
        return static_cast<unsigned>(c - 'a') + 10U;
    }
    if (c >= 'A' && c <= 'F') {
        return static_cast<unsigned>(c - 'A') + 10U;
    }
    return std::nullopt;
}

// WCAG 2.1, "relative luminance", with the corrected knee of sRGB (IEC 61966-2-1).
double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

} // namespace

std::optional<Color> parse_color(std::string_view text) {
    if ((text.size() != 4 && text.size() != 7) || text.front() != '#') {
        return std::nullopt;
    }
    std::uint8_t channels[3] = {};
    const bool is_short = text.size() == 4;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto high = hex_digit(text[is_short ? 1 + i : 1 + 2 * i]);
        const auto low = hex_digit(text[is_short ? 1 + i : 2 + 2 * i]);
        if (!high || !low) {
            return std::nullopt;
        }
        channels[i] = static_cast<std::uint8_t>(*high * 16U + *low);
    }
    return Color{channels[0], channels[1], channels[2]};
}

std::string to_string(Color color) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text = "#";
    for (const unsigned channel : {color.red, color.green, color.blue}) {
        text += digits[channel / 16U];
        text += digits[channel % 16U];
    }
    return text;
}

double contrast(Color a, Color b) {
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace carefold
