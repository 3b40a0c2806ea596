// A brand's colours, judged before anything is set with them; and the nearest colour that passes.
#include "check/check.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

namespace carefold::check {

namespace {

struct Lab {
    double l = 0, a = 0, b = 0;
};

double to_linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double from_linear(double value) {
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

// OKLab (B. Ottosson, 2020): lightness as seen, so that moving it keeps the hue a brand is known
// by, where CIELAB turns blue into purple.
Lab to_oklab(Color color) {
    const double r = to_linear(color.red);
    const double g = to_linear(color.green);
    const double b = to_linear(color.blue);
    const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

/// nullopt outside sRGB.
std::optional<Color> to_color(const Lab& lab) {
    const auto cube = [](double value) { return value * value * value; };
    const double l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
    const double m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
    const double s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
    const std::array<double, 3> linear{4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                                       -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                                       -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
    std::array<std::uint8_t, 3> channels{};
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const double value = 255 * from_linear(linear.at(i));
        if (value < -0.5 || value > 255.5) {
            return std::nullopt;
        }
        channels.at(i) = static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
    }
    return Color{channels[0], channels[1], channels[2]};
}

/// That lightness and hue with as much of the chroma as sRGB has.
Color at_lightness(const Lab& lab, double lightness) {
    double low = 0;
    double high = 1;
    if (const auto whole = to_color({lightness, lab.a, lab.b})) {
        return *whole;
    }
    Color best =
        to_color({lightness, 0, 0}).value_or(lightness > 0.5 ? Color{255, 255, 255} : Color{});
    constexpr int halvings = 12;
    for (int i = 0; i < halvings; ++i) {
        const double part = (low + high) / 2;
        if (const auto found = to_color({lightness, part * lab.a, part * lab.b})) {
            best = *found;
            low = part;
        } else {
            high = part;
        }
    }
    return best;
}

bool passes(Color color, const std::vector<Against>& against) {
    return std::all_of(against.begin(), against.end(), [&](const Against& other) {
        return contrast(color, other.color) >= other.ratio;
    });
}

/// What stands on paper and tint, and what it is for.
struct Part {
    std::string_view name;
    double ratio;
    std::string_view used_for;
};

constexpr std::array<Part, 4> foregrounds{{{"ink", 7.0, "body text"},
                                           {"primary", 4.5, "headings and labels"},
                                           {"alert", 4.5, "warnings"},
                                           {"accent", 3.0, "bullets and rules"}}};

/// A brand's colour that will not do, with what is said against it.
struct Culprit {
    std::string name;
    std::string faults;
};

class BrandCheck {
  public:
    BrandCheck(const design::Layout& layout, diag::Sink& sink) : layout_(layout), sink_(sink) {}
    void run();

  private:
    std::optional<Color> find(std::string_view name) const;
    bool branded(std::string_view name) const { return layout_.branded.contains(name); }
    void judge(const Part& part, std::string_view ground);
    void blame(std::string_view name, const std::string& fault);
    std::string remedy(const std::string& name) const;

    const design::Layout& layout_;
    diag::Sink& sink_;
    std::vector<Culprit> culprits_;
};

/// White paper needs no entry in a palette.
std::optional<Color> BrandCheck::find(std::string_view name) const {
    const auto found = layout_.palette.find(name);
    return found != layout_.palette.end() ? std::optional(found->second)
           : name == "paper"              ? std::optional(Color{255, 255, 255})
                                          : std::nullopt;
}

void BrandCheck::blame(std::string_view name, const std::string& fault) {
    const auto same = [&](const Culprit& culprit) { return culprit.name == name; };
    const auto known = std::find_if(culprits_.begin(), culprits_.end(), same);
    if (known == culprits_.end()) {
        culprits_.push_back({std::string(name), fault});
    } else {
        known->faults += "; " + fault;
    }
}

void BrandCheck::judge(const Part& part, std::string_view ground) {
    const auto color = find(part.name);
    const auto below = find(ground);
    const bool ours = branded(part.name) || branded(ground);
    if (!color || !below || !ours || contrast(*color, *below) >= part.ratio) {
        return;
    }
    std::array<char, 96> numbers{};
    std::snprintf(numbers.data(), numbers.size(), "%.2f : 1, less than %.1f : 1",
                  contrast(*color, *below), part.ratio);
    const std::string fault = diag::quoted(part.name) + " " + to_string(*color) + " on " +
                              diag::quoted(ground) + " " + to_string(*below) +
                              " has a contrast of " + numbers.data() + " (" +
                              std::string(part.used_for) + ")";
    // A tint too strong for what is well on paper is the tint's fault.
    const bool well_on_paper = contrast(*color, *find("paper")) >= part.ratio;
    const bool ground_at_fault =
        branded(ground) && (!branded(part.name) || (ground != "paper" && well_on_paper));
    blame(ground_at_fault ? ground : part.name, fault);
}

std::string BrandCheck::remedy(const std::string& name) const {
    std::vector<Against> against;
    const bool is_ground = name == "paper" || name == "tint";
    for (const Part& part : foregrounds) {
        for (const std::string_view ground : {"paper", "tint"}) {
            const auto other = find(is_ground ? part.name : ground);
            if (other && (is_ground ? ground == name : part.name == name)) {
                against.push_back({*other, part.ratio});
            }
        }
    }
    if (const auto found = nearest_passing(*find(name), against)) {
        return "the nearest that passes is " + diag::quoted(to_string(*found));
    }
    return is_ground ? "make it lighter and what stands on it darker"
                     : "make `paper` and `tint` lighter, and this darker";
}

void BrandCheck::run() {
    for (const std::string_view ground : {"paper", "tint"}) {
        for (const Part& part : foregrounds) {
            judge(part, ground);
        }
    }
    for (const Culprit& culprit : culprits_) {
        sink_.error("check.low-contrast", layout_.branded.find(culprit.name)->second,
                    culprit.faults, remedy(culprit.name));
    }
}

} // namespace

std::optional<Color> nearest_passing(Color color, const std::vector<Against>& against) {
    if (passes(color, against)) {
        return color;
    }
    const Lab lab = to_oklab(color);
    constexpr int steps = 1000;
    for (int step = 1; step <= steps; ++step) {
        for (const int direction : {-1, 1}) {
            const double lightness = lab.l + direction * step / static_cast<double>(steps);
            if (lightness < 0 || lightness > 1) {
                continue;
            }
            const Color moved = at_lightness(lab, lightness);
            if (passes(moved, against)) {
                return moved;
            }
        }
    }
    return std::nullopt;
}

void inspect_brand(const design::Layout& layout, diag::Sink& sink) {
    if (!layout.branded.empty()) {
        BrandCheck(layout, sink).run();
    }
}

} // namespace carefold::check
