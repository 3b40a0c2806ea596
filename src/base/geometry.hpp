// Plane geometry. Origin at the top left of the page or box, y grows downwards.
#pragma once

#include "base/length.hpp"

namespace carefold {

struct Point {
    Length x, y;
    bool operator==(const Point&) const = default;
};
inline Point operator+(Point a, Point b) {
    return {a.x + b.x, a.y + b.y};
}

struct Size {
    Length width, height;
    bool operator==(const Size&) const = default;
};

struct Rect {
    Length x, y, width, height;
    Length right() const { return x + width; }
    Length bottom() const { return y + height; }
    Rect shifted(Point by) const { return {x + by.x, y + by.y, width, height}; }
    bool operator==(const Rect&) const = default;
};

} // namespace carefold
