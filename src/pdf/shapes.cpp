// Boxes, rules, discs and vector pictures as paths (ISO 32000-1, 8.5).
#include "pdf/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::pdf {

namespace {

// A quarter circle as one Bézier: controls at 4/3·(√2 − 1) of the radius, off by 0.03% at most.
constexpr double circle_control = 0.5522847498;

Milli control(Milli radius) {
    return std::llround(static_cast<double>(radius) * circle_control);
}

struct Edges {
    Milli left, bottom, right, top;
};

Edges edges(const Rect& rect, Length height) {
    return {to_milli(rect.x), to_milli(height - rect.bottom()), to_milli(rect.right()),
            to_milli(height - rect.y)};
}

void rounded(Canvas& canvas, const Edges& e, Milli radius) {
    const Milli r = std::min({radius, (e.right - e.left) / 2, (e.top - e.bottom) / 2});
    const Milli c = r - control(r);
    canvas.move({e.left + r, e.bottom});
    canvas.line({e.right - r, e.bottom});
    canvas.curve({e.right - c, e.bottom}, {e.right, e.bottom + c}, {e.right, e.bottom + r});
    canvas.line({e.right, e.top - r});
    canvas.curve({e.right, e.top - c}, {e.right - c, e.top}, {e.right - r, e.top});
    canvas.line({e.left + r, e.top});
    canvas.curve({e.left + c, e.top}, {e.left, e.top - c}, {e.left, e.top - r});
    canvas.line({e.left, e.bottom + r});
    canvas.curve({e.left, e.bottom + c}, {e.left + c, e.bottom}, {e.left + r, e.bottom});
    canvas.close();
}

/// Colours and pen of a figure; false when there is nothing to see.
bool prepare(Canvas& canvas, const std::optional<Color>& fill, const std::optional<Color>& stroke,
             Length line_width) {
    if (fill) {
        canvas.set_fill(*fill);
    }
    if (stroke) {
        canvas.set_pen({*stroke, to_milli(line_width), image::Cap::butt, image::Join::miter, {}});
    }
    return fill || stroke;
}

} // namespace

void paint(Canvas& canvas, const pages::Box& box, Length height) {
    if (!prepare(canvas, box.fill, box.stroke, box.line_width)) {
        return;
    }
    const Edges e = edges(box.rect, height);
    if (box.radius > Length{}) {
        rounded(canvas, e, to_milli(box.radius));
    } else {
        canvas.rectangle({e.left, e.bottom}, {e.right - e.left, e.top - e.bottom});
    }
    canvas.paint({box.fill.has_value(), box.stroke.has_value()});
}

void paint(Canvas& canvas, const pages::Rule& rule, Length height) {
    const Spot from{to_milli(rule.from.x), to_milli(height - rule.from.y)};
    const Spot to{to_milli(rule.to.x), to_milli(height - rule.to.y)};
    const Milli thickness = to_milli(rule.thickness);
    if (!rule.round_dots && rule.dash <= Length{} && from.y == to.y) {
        canvas.set_fill(rule.color, color::line_use(rule.thickness));
        const Milli left = std::min(from.x, to.x);
        canvas.rectangle({left, from.y - thickness / 2}, {std::abs(to.x - from.x), thickness});
        canvas.paint({true, false});
        return;
    }
    Pen pen{rule.color, thickness, image::Cap::butt, image::Join::miter, {}};
    if (rule.round_dots) { // dashes of no length with round caps are dots (8.4.3.3)
        pen.cap = image::Cap::round;
        pen.dashes = {0, std::max<Milli>(to_milli(rule.gap), 1)};
    } else if (rule.dash > Length{}) {
        pen.dashes = {to_milli(rule.dash), std::max<Milli>(to_milli(rule.gap), 1)};
    }
    canvas.set_pen(pen);
    canvas.move(from);
    canvas.line(to);
    canvas.paint({false, true});
}

void paint(Canvas& canvas, const pages::Disc& disc, Length height) {
    if (!prepare(canvas, disc.fill, disc.stroke, disc.line_width)) {
        return;
    }
    const Milli r = to_milli(disc.radius);
    const Milli x = to_milli(disc.center.x);
    const Milli y = to_milli(height - disc.center.y);
    const Milli c = control(r);
    canvas.move({x + r, y});
    canvas.curve({x + r, y + c}, {x + c, y + r}, {x, y + r});
    canvas.curve({x - c, y + r}, {x - r, y + c}, {x - r, y});
    canvas.curve({x - r, y - c}, {x - c, y - r}, {x, y - r});
    canvas.curve({x + c, y - r}, {x + r, y - c}, {x + r, y});
    canvas.close();
    canvas.paint({disc.fill.has_value(), disc.stroke.has_value()});
}

void paint(Canvas& canvas, const image::Vector& vector, Spot corner, Scale scale) {
    const auto onto_grid = [&scale](double points) {
        return std::llround(points * 1000 / static_cast<double>(scale.grid)) * scale.grid;
    };
    const Milli left = corner.x / scale.grid * scale.grid;
    const Milli top = corner.y / scale.grid * scale.grid;
    const auto spot = [&](const image::Segment& s, std::size_t at) {
        return Spot{left + onto_grid(static_cast<double>(s.xy[at]) * scale.x),
                    top - onto_grid(static_cast<double>(s.xy[at + 1]) * scale.y)};
    };
    const double pen_scale = std::sqrt(scale.x * scale.y) * 1000;
    for (const image::Shape& shape : vector.shapes) {
        if (shape.path.empty() || (!shape.fill && !shape.stroke)) {
            continue;
        }
        if (shape.fill) {
            canvas.set_fill(*shape.fill);
        }
        if (shape.stroke) {
            Pen pen{shape.stroke->color,
                    std::llround(shape.stroke->width * pen_scale),
                    shape.stroke->cap,
                    shape.stroke->join,
                    {}};
            for (const float dash : shape.stroke->dashes) {
                pen.dashes.push_back(std::llround(dash * pen_scale));
            }
            canvas.set_pen(pen);
        }
        for (const image::Segment& s : shape.path) {
            switch (s.verb) {
            case image::Segment::Verb::move:
                canvas.move(spot(s, 0));
                break;
            case image::Segment::Verb::line:
                canvas.line(spot(s, 0));
                break;
            case image::Segment::Verb::curve:
                canvas.curve(spot(s, 0), spot(s, 2), spot(s, 4));
                break;
            case image::Segment::Verb::close:
                canvas.close();
                break;
            }
        }
        canvas.paint({shape.fill.has_value(), shape.stroke.has_value(), shape.even_odd});
    }
}

} // namespace carefold::pdf
