// CSS properties of flat drawings: from presentation attributes, palette classes and style
// attributes. Style sheets are left to librsvg.
#include "image/parts.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::image::svg {

namespace {

/// "rgb(12%,35%,36%)" or "rgb(31,90,94)".
std::optional<Color> parse_rgb(std::string_view text) {
    if (!text.starts_with("rgb(") || !text.ends_with(')')) {
        return std::nullopt;
    }
    text = text.substr(4, text.size() - 5);
    std::array<std::uint8_t, 3> channels{};
    for (std::size_t i = 0; i < 3; ++i) {
        const std::size_t comma = text.find(',');
        std::string_view part = trimmed(text.substr(0, comma));
        const bool percent = part.ends_with('%');
        part.remove_suffix(percent ? 1 : 0);
        Numbers numbers(part);
        const auto value = numbers.next();
        if (!value || !numbers.at_end() || (comma == std::string_view::npos) != (i == 2)) {
            return std::nullopt;
        }
        channels[i] = static_cast<std::uint8_t>(
            std::lround(std::clamp(*value * (percent ? 2.55 : 1.0), 0.0, 255.0)));
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    }
    return Color{channels[0], channels[1], channels[2]};
}

class Styler {
  public:
    Styler(const Element& element, const Palette& palette, Style& style, Findings& findings)
        : element_(element), palette_(palette), style_(style), findings_(findings) {}
    void apply_all();

  private:
    void apply_classes();
    void apply(std::string_view name, std::string_view value);
    bool apply_stroke(std::string_view name, std::string_view value);
    void check_plain(std::string_view name, std::string_view value);
    void set_paint(std::string_view value, std::optional<Color>& paint);
    void set_opacity(std::string_view value, std::optional<Color>* paint);
    void set_dashes(std::string_view value);
    double length(std::string_view text);

    const Element& element_;
    const Palette& palette_;
    Style& style_;
    Findings& findings_;
};

double Styler::length(std::string_view text) {
    const auto measure = parse_measure(text);
    if (!measure) {
        findings_.add_beyond("a length that depends on others");
    }
    return measure ? measure->value : 0;
}

void Styler::set_paint(std::string_view value, std::optional<Color>& paint) {
    if (value == "none" || value == "transparent") {
        paint.reset();
    } else if (value == "currentColor") {
        paint = style_.current;
    } else if (value.starts_with("url(")) {
        findings_.add_unsupported("a gradient or pattern", "use flat colours");
    } else if (const auto color = parse_color(value)) {
        paint = *color;
    } else if (const auto rgb = parse_rgb(value)) {
        paint = *rgb;
    } else if (value == "black" || value == "white") {
        paint = value == "black" ? Color{} : Color{255, 255, 255};
    } else {
        findings_.add_beyond("the colour " + std::string(value.substr(0, 40)));
    }
}

/// Opaque is nothing special, invisible is no paint, all between is not flat.
void Styler::set_opacity(std::string_view value, std::optional<Color>* paint) {
    Numbers numbers(value);
    double opacity = numbers.next().value_or(0.5);
    opacity /= value.ends_with('%') ? 100 : 1;
    if (opacity <= 0 && paint != nullptr) {
        findings_.add_beyond("an opacity of nought");
    } else if (opacity < 0.999) {
        findings_.add_unsupported("opacity", "use a lighter flat colour");
    }
}

void Styler::set_dashes(std::string_view value) {
    style_.pen.dashes.clear();
    if (value == "none") {
        return;
    }
    Numbers numbers(value);
    double sum = 0;
    while (const auto dash = numbers.next()) {
        if (*dash < 0 || style_.pen.dashes.size() == 32) {
            findings_.add_beyond("a dash pattern");
            return;
        }
        sum += *dash;
        style_.pen.dashes.push_back(static_cast<float>(*dash));
    }
    if (!numbers.at_end()) {
        findings_.add_beyond("a dash pattern");
    }
    if (sum == 0) {
        style_.pen.dashes.clear();
    } else if (style_.pen.dashes.size() % 2 == 1) {
        const std::vector<float> once = style_.pen.dashes;
        style_.pen.dashes.insert(style_.pen.dashes.end(), once.begin(), once.end());
    }
}

bool Styler::apply_stroke(std::string_view name, std::string_view value) {
    if (name == "stroke") {
        set_paint(value, style_.stroke);
    } else if (name == "stroke-width") {
        style_.pen.width = static_cast<float>(length(value));
    } else if (name == "stroke-linecap") {
        style_.pen.cap = value == "round"    ? Cap::round
                         : value == "square" ? Cap::square
                                             : Cap::butt;
    } else if (name == "stroke-linejoin") {
        style_.pen.join = value == "round"   ? Join::round
                          : value == "bevel" ? Join::bevel
                                             : Join::miter;
    } else if (name == "stroke-dasharray") {
        set_dashes(value);
    } else if (name == "stroke-dashoffset") {
        style_.dash_offset = length(value);
    } else if (name == "stroke-opacity") {
        set_opacity(value, &style_.stroke);
    } else {
        return false;
    }
    return true;
}

/// Properties that make a drawing more than flat unless they have the value that changes nothing.
void Styler::check_plain(std::string_view name, std::string_view value) {
    struct Property {
        std::string_view name, plain, feature, hint;
    };
    static constexpr std::string_view flat = "draw the visible outline as a flat path";
    static constexpr Property refused[] = {
        {"clip-path", "none", "a clipping path", flat},
        {"mask", "none", "a mask", flat},
        {"filter", "none", "a filter effect", "use flat shapes"},
        {"mix-blend-mode", "normal", "a blending mode", "use flat colours"},
        {"paint-order", "normal", "paint-order", "draw fill and stroke as two paths"},
        {"vector-effect", "none", "vector-effect", "give the stroke its final width"},
    };
    for (const Property& property : refused) {
        if (property.name == name && property.plain != value) {
            findings_.add_unsupported(property.feature, property.hint);
        }
    }
    if (name.starts_with("marker") && value != "none") {
        findings_.add_beyond("a marker");
    }
}

void Styler::apply(std::string_view name, std::string_view value) {
    value = trimmed(value);
    if (value == "inherit" || apply_stroke(name, value)) {
        return;
    }
    if (name == "fill") {
        set_paint(value, style_.fill);
    } else if (name == "fill-rule") {
        style_.even_odd = value == "evenodd";
    } else if (name == "fill-opacity") {
        set_opacity(value, &style_.fill);
    } else if (name == "opacity") {
        set_opacity(value, nullptr);
    } else if (name == "color") {
        std::optional<Color> color;
        set_paint(value, color);
        style_.current = color.value_or(style_.current);
    } else if (name == "visibility") {
        style_.visible = value == "visible";
    } else if (name == "display" && value == "none") {
        style_.displayed = false;
    } else {
        check_plain(name, value);
    }
}

void Styler::apply_classes() {
    std::string_view classes = element_.attribute("class");
    while (!(classes = trimmed(classes)).empty()) {
        const std::string_view one = classes.substr(0, classes.find_first_of(" \t\r\n"));
        for (const auto& [name, color] : palette_) {
            if (one.starts_with("fill-") && one.substr(5) == name) {
                style_.fill = color;
            } else if (one.starts_with("stroke-") && one.substr(7) == name) {
                style_.stroke = color;
            }
        }
        classes.remove_prefix(one.size());
    }
}

/// Attributes, then classes, then the style attribute: the order of CSS 2.1, 6.4.
void Styler::apply_all() {
    if (const std::string_view color = element_.attribute("color"); !color.empty()) {
        apply("color", color);
    }
    for (const Attribute& attribute : element_.attributes) {
        apply(attribute.name, attribute.value);
    }
    apply_classes();
    std::string_view style = element_.attribute("style");
    while (!style.empty()) {
        const std::string_view declaration = style.substr(0, style.find(';'));
        style.remove_prefix(std::min(style.size(), declaration.size() + 1));
        const std::size_t colon = declaration.find(':');
        if (colon != std::string_view::npos) {
            apply(trimmed(declaration.substr(0, colon)), declaration.substr(colon + 1));
        }
    }
}

} // namespace

void Findings::add_unsupported(std::string_view feature, std::string_view hint) {
    unsupported.try_emplace(std::string(feature), Finding{offset, std::string(hint)});
}

void Findings::add_beyond(std::string_view what) {
    if (beyond.empty()) {
        beyond = what;
        beyond_offset = offset;
    }
}

std::optional<Measure> parse_measure(std::string_view text) {
    text = trimmed(text);
    Numbers numbers(text);
    const auto value = numbers.next();
    if (!value) {
        return std::nullopt;
    }
    const std::string_view unit = trimmed(text.substr(numbers.position()));
    static constexpr std::pair<std::string_view, double> physical_units[] = {
        {"pt", 96.0 / 72}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96.0}, {"pc", 16.0}};
    for (const auto& [name, factor] : physical_units) {
        if (unit == name) {
            return Measure{*value * factor, true};
        }
    }
    return unit.empty() || unit == "px" ? std::optional(Measure{*value, false}) : std::nullopt;
}

void apply_style(const Element& element, const Palette& palette, Style& style, Findings& findings) {
    Styler(element, palette, style, findings).apply_all();
}

} // namespace carefold::image::svg
