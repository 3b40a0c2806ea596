// The flat part of SVG read directly: groups, basic shapes and paths, transformations, solid fills
// and strokes, palette classes. It takes microseconds where librsvg takes some 12 ms and 10 MB just
// to load; what lies beyond it is named, and svg_render.cpp asks librsvg.
#include "image/parts.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::image::svg {

namespace {

struct State {
    Matrix matrix;
    Style style;
    bool defined_only = false; // inside defs and the like: not drawn where it stands
};

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class Reader {
  public:
    Reader(const Markup& markup, const Palette& palette) : markup_(markup), palette_(palette) {}
    Reading read();

  private:
    void beyond(std::string_view what) { reading_.findings.add_beyond(what); }
    void unsupported(std::string_view feature, std::string_view hint) {
        reading_.findings.add_unsupported(feature, hint);
    }
    double length(std::string_view text);
    double length_of(std::string_view attribute) { return length(element_->attribute(attribute)); }
    Matrix view();
    void enter(State& state);
    bool inspect(State& state);
    void draw(const State& state);
    bool trace(PathBuilder& builder);
    void trace_rect(PathBuilder& builder);
    void trace_ellipse(PathBuilder& builder, double rx, double ry);
    void trace_points(PathBuilder& builder, bool closed);
    std::optional<Stroke> stroke(const State& state);

    const Markup& markup_;
    const Palette& palette_;
    Reading reading_;
    const Element* element_ = nullptr; // being read
};

double Reader::length(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const auto measure = parse_measure(text);
    if (!measure) {
        beyond("a length that depends on others");
    }
    return measure ? measure->value : 0;
}

// One user unit is one point unless the root gives its size in real units.
Matrix Reader::view() {
    const Element& root = markup_.elements.front();
    const auto width = parse_measure(root.attribute("width"));
    const auto height = parse_measure(root.attribute("height"));
    std::array<double, 4> box{0, 0, width ? width->value : 0, height ? height->value : 0};
    if (const std::string_view text = root.attribute("viewBox"); !text.empty()) {
        Numbers numbers(text);
        for (double& value : box) {
            value = numbers.next().value_or(0);
        }
    }
    const double unit = width && height && width->physical && height->physical ? 72.0 / 96 : 1;
    reading_.width = (width ? width->value : box[2]) * unit;
    reading_.height = (height ? height->value : box[3]) * unit;
    constexpr double largest = 14400; // points: a page's own limit (ISO 32000-1, annex C)
    if (!(box[2] > 0 && box[3] > 0 && reading_.width > 0 && reading_.height > 0 &&
          reading_.width <= largest && reading_.height <= largest)) {
        throw Refusal{"image.corrupt", "the SVG has no sensible size",
                      "give its root a viewBox, or width and height"};
    }
    const std::string_view aspect = root.attribute("preserveAspectRatio");
    if (!aspect.empty() && aspect != "xMidYMid" && aspect != "xMidYMid meet") {
        beyond("preserveAspectRatio");
    }
    const double scale = std::min(reading_.width / box[2], reading_.height / box[3]);
    return {scale,
            0,
            0,
            scale,
            (reading_.width - box[2] * scale) / 2 - box[0] * scale,
            (reading_.height - box[3] * scale) / 2 - box[1] * scale};
}

/// Elements that are no flat shape. False when the element and all below draw nothing here.
bool Reader::inspect(State& state) {
    static constexpr std::array<std::string_view, 11> definitions{
        "defs",   "symbol",         "clipPath",       "mask",  "marker",  "pattern",
        "filter", "linearGradient", "radialGradient", "title", "metadata"};
    static constexpr std::array<std::string_view, 5> animations{
        "animate", "animateMotion", "animateTransform", "animateColor", "set"};
    const std::string_view name = element_->name;
    const bool whole_engine = name == "use" || name == "switch" ||
                              (name == "svg" && element_->parent >= 0) ||
                              (name == "style" && !trimmed(element_->text).empty());
    if (whole_engine) {
        beyond(name == "style" ? std::string("a style sheet") : "the element " + std::string(name));
    } else if (name == "text" || name == "foreignObject") {
        unsupported("text", "convert the text to paths, or put it into the guide");
    } else if (name == "image" || name == "feImage") {
        unsupported("a picture inside the drawing", "place the picture in the guide instead");
    } else if (name == "script" || among(name, animations)) {
        unsupported(name == "script" ? "a script" : "animation", "save it as plain SVG");
    }
    for (const Attribute& attribute : element_->attributes) {
        const bool reference = attribute.name == "href" || attribute.name == "xlink:href";
        if (reference && name != "a" && !trimmed(attribute.value).starts_with('#')) {
            unsupported("a reference to another file", "nothing outside the SVG is ever read");
        }
    }
    state.defined_only =
        state.defined_only || name.empty() || name == "desc" || among(name, definitions);
    return !state.defined_only;
}

void Reader::trace_ellipse(PathBuilder& builder, double rx, double ry) {
    if (!(rx > 0 && ry > 0)) {
        return;
    }
    const double x = length_of("cx");
    const double y = length_of("cy");
    builder.move(x + rx, y);
    builder.arc({rx, ry, 0, false, true, x - rx, y});
    builder.arc({rx, ry, 0, false, true, x + rx, y});
    builder.close();
}

void Reader::trace_rect(PathBuilder& builder) {
    const double x = length_of("x");
    const double y = length_of("y");
    const double width = length_of("width");
    const double height = length_of("height");
    if (!(width > 0 && height > 0)) {
        return;
    }
    const std::string_view rx_text = element_->attribute("rx");
    const std::string_view ry_text = element_->attribute("ry");
    const double rx = std::clamp(length(rx_text.empty() ? ry_text : rx_text), 0.0, width / 2);
    const double ry = std::clamp(length(ry_text.empty() ? rx_text : ry_text), 0.0, height / 2);
    const bool rounded = rx > 0 && ry > 0;
    const double inset = rounded ? rx : 0;
    const auto corner = [&](double to_x, double to_y) {
        if (rounded) {
            builder.arc({rx, ry, 0, false, true, to_x, to_y});
        }
    };
    builder.move(x + inset, y);
    builder.line(x + width - inset, y);
    corner(x + width, y + ry);
    builder.line(x + width, y + height - (rounded ? ry : 0));
    corner(x + width - rx, y + height);
    builder.line(x + inset, y + height);
    corner(x, y + height - ry);
    if (rounded) {
        builder.line(x, y + ry);
    }
    corner(x + rx, y);
    builder.close();
}

void Reader::trace_points(PathBuilder& builder, bool closed) {
    const std::string_view name = element_->name;
    Numbers numbers(element_->attribute("points"));
    bool first = true;
    bool odd = false;
    while (const auto x = numbers.next()) {
        const auto y = numbers.next();
        if (!y) {
            odd = true;
            break;
        }
        if (first) {
            builder.move(*x, *y);
        } else {
            builder.line(*x, *y);
        }
        first = false;
    }
    if (odd || !numbers.at_end()) {
        throw Refusal{"image.corrupt",
                      "the SVG is damaged: the points of a " + std::string(name) + " make no sense",
                      "export it again"};
    }
    if (closed && !first) {
        builder.close();
    }
}

/// False when the element is no shape.
bool Reader::trace(PathBuilder& builder) {
    const std::string_view name = element_->name;
    if (name == "path") {
        parse_path(element_->attribute("d"), builder);
    } else if (name == "rect") {
        trace_rect(builder);
    } else if (name == "circle") {
        trace_ellipse(builder, length_of("r"), length_of("r"));
    } else if (name == "ellipse") {
        trace_ellipse(builder, length_of("rx"), length_of("ry"));
    } else if (name == "line") {
        builder.move(length_of("x1"), length_of("y1"));
        builder.line(length_of("x2"), length_of("y2"));
    } else if (name == "polyline" || name == "polygon") {
        trace_points(builder, name == "polygon");
    } else {
        return false;
    }
    return true;
}

/// The pen in the picture's points; nullopt when nothing is stroked.
std::optional<Stroke> Reader::stroke(const State& state) {
    const Style& style = state.style;
    if (!style.stroke || !(style.pen.width > 0)) {
        return std::nullopt;
    }
    // A round pen stays round only under a similarity: both columns equally long and square.
    const Matrix& m = state.matrix;
    const double size = m.a * m.a + m.b * m.b;
    const double other = m.c * m.c + m.d * m.d;
    const double slack = 0.02 * std::max(size, other);
    if (std::abs(size - other) > slack || std::abs(m.a * m.c + m.b * m.d) > slack) {
        unsupported("a stroke under an uneven transformation", "convert the stroke to a path");
    }
    if (!style.pen.dashes.empty() && style.dash_offset != 0) {
        unsupported("stroke-dashoffset", "start the dashes at the path's beginning");
    }
    Stroke pen = style.pen;
    const auto scale = static_cast<float>(std::sqrt(std::abs(m.determinant())));
    pen.color = *style.stroke;
    pen.width *= scale;
    for (float& dash : pen.dashes) {
        dash *= scale;
    }
    return pen;
}

void Reader::draw(const State& state) {
    PathBuilder builder(state.matrix);
    if (!trace(builder) || !state.style.visible) {
        return;
    }
    Shape shape;
    shape.path = builder.take();
    shape.fill = element_->name == "line" ? std::nullopt : state.style.fill;
    shape.even_odd = state.style.even_odd;
    shape.stroke = stroke(state);
    if (!shape.path.empty() && (shape.fill || shape.stroke)) {
        reading_.drawing.shapes.push_back(std::move(shape));
    }
}

void Reader::enter(State& state) {
    const bool drawn = inspect(state);
    if (element_->name.empty()) {
        return;
    }
    apply_style(*element_, palette_, state.style, reading_.findings);
    if (const std::string_view text = element_->attribute("transform"); !text.empty() && drawn) {
        state.matrix = compose(state.matrix, parse_transform(text));
    }
    if (drawn && state.style.displayed) {
        draw(state);
    }
}

Reading Reader::read() {
    std::vector<State> states(markup_.elements.size());
    for (std::size_t i = 0; i < states.size(); ++i) {
        element_ = &markup_.elements[i];
        reading_.findings.offset = element_->offset;
        if (element_->parent >= 0) {
            states[i] = states[static_cast<std::size_t>(element_->parent)];
        } else {
            states[i].matrix = view();
        }
        enter(states[i]);
    }
    return std::move(reading_);
}

} // namespace

Reading read_markup(const Markup& markup, const Palette& palette) {
    return Reader(markup, palette).read();
}

} // namespace carefold::image::svg
