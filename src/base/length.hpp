// A length in 1/65536 of a PostScript point (1/72 inch): exact sums, the same on every machine.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace carefold {

class Length {
  public:
    constexpr Length() = default;
    static constexpr Length raw(std::int64_t units) { return Length(units); }
    static Length pt(double points) { return Length(std::llround(points * 65536.0)); }
    static Length mm(double millimetres) { return pt(millimetres * 72.0 / 25.4); }

    constexpr std::int64_t units() const { return units_; }
    constexpr double to_pt() const { return static_cast<double>(units_) / 65536.0; }
    constexpr double to_mm() const { return to_pt() * 25.4 / 72.0; }
    Length scaled(double factor) const {
        return Length(std::llround(static_cast<double>(units_) * factor));
    }

    constexpr auto operator<=>(const Length&) const = default;
    constexpr Length operator-() const { return Length(-units_); }
    constexpr Length& operator+=(Length other) {
        units_ += other.units_;
        return *this;
    }
    constexpr Length& operator-=(Length other) {
        units_ -= other.units_;
        return *this;
    }
    friend constexpr Length operator+(Length a, Length b) { return Length(a.units_ + b.units_); }
    friend constexpr Length operator-(Length a, Length b) { return Length(a.units_ - b.units_); }
    friend constexpr Length operator*(Length a, std::int64_t n) { return Length(a.units_ * n); }
    friend constexpr Length operator*(std::int64_t n, Length a) { return a * n; }
    friend constexpr Length operator/(Length a, std::int64_t n) { return Length(a.units_ / n); }

  private:
    constexpr explicit Length(std::int64_t units) : units_(units) {}
    std::int64_t units_ = 0;
};

inline Length min(Length a, Length b) {
    return b < a ? b : a;
}
inline Length max(Length a, Length b) {
    return a < b ? b : a;
}

} // namespace carefold
