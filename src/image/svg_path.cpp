// Paths, numbers and transformations as SVG 1.1 writes them (chapters 7 and 8).
#include "image/parts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>

namespace carefold::image::svg {

namespace {

constexpr double max_coordinate = 1e6;
constexpr std::size_t max_segments = 200'000;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

[[noreturn]] void refuse(const std::string& message) {
    throw Refusal{"image.corrupt", "the SVG is damaged: " + message, "export it again"};
}

} // namespace

Matrix compose(const Matrix& outer, const Matrix& inner) {
    return {outer.a * inner.a + outer.c * inner.b,
            outer.b * inner.a + outer.d * inner.b,
            outer.a * inner.c + outer.c * inner.d,
            outer.b * inner.c + outer.d * inner.d,
            outer.a * inner.e + outer.c * inner.f + outer.e,
            outer.b * inner.e + outer.d * inner.f + outer.f};
}

void Numbers::skip_separators() {
    bool comma = false;
    while (at_ < text_.size() && (is_blank(text_[at_]) || (text_[at_] == ',' && !comma))) {
        comma = comma || text_[at_] == ',';
        ++at_;
    }
}

// Drawings are mostly numbers, and mostly short ones: a mantissa of at most 15 digits and a power
// of ten up to 22 are exact doubles, so one division rounds right (Clinger 1990). Others go to
// from_chars, which is told apart from "inf" and "nan" by the digit seen first.
std::optional<double> Numbers::next() {
    skip_separators();
    static constexpr double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char* at = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    const bool negative = at != end && *at == '-';
    at += at != end && (*at == '-' || *at == '+') ? 1 : 0;
    const char* const start = at;
    std::int64_t mantissa = 0;
    std::size_t digits = 0;
    std::size_t decimals = 0;
    bool point = false;
    for (; at != end && (is_digit(*at) || (*at == '.' && !point)) && digits <= 15; ++at) {
        if (*at == '.') {
            point = true;
        } else {
            mantissa = mantissa * 10 + (*at - '0');
            ++digits;
            decimals += point ? 1 : 0;
        }
    }
    if (digits == 0) {
        return std::nullopt;
    }
    double value = static_cast<double>(mantissa) / powers[std::min<std::size_t>(decimals, 15)];
    if (digits > 15 || (at != end && (*at == 'e' || *at == 'E'))) {
        const auto [stop, error] = std::from_chars(start, end, value);
        if (error != std::errc() || !std::isfinite(value)) {
            return std::nullopt;
        }
        at = stop;
    }
    at_ = static_cast<std::size_t>(at - text_.data());
    return negative ? -value : value;
}

std::optional<bool> Numbers::next_flag() {
    skip_separators();
    if (at_ < text_.size() && (text_[at_] == '0' || text_[at_] == '1')) {
        return text_[at_++] == '1';
    }
    return std::nullopt;
}

char Numbers::next_letter() {
    const std::size_t start = at_;
    skip_separators();
    if (at_ < text_.size() && is_letter(text_[at_])) {
        return text_[at_++];
    }
    at_ = start;
    return 0;
}

bool Numbers::at_end() {
    while (at_ < text_.size() && is_blank(text_[at_])) {
        ++at_;
    }
    return at_ == text_.size();
}

void PathBuilder::append(Segment::Verb verb, const std::array<double, 6>& xy, std::size_t count) {
    Segment segment;
    segment.verb = verb;
    for (std::size_t i = 0; i < count; i += 2) {
        const double x = matrix_.a * xy[i] + matrix_.c * xy[i + 1] + matrix_.e;
        const double y = matrix_.b * xy[i] + matrix_.d * xy[i + 1] + matrix_.f;
        if (!(std::abs(x) < max_coordinate && std::abs(y) < max_coordinate)) {
            refuse("a coordinate is out of all measure");
        }
        segment.xy[i] = static_cast<float>(x);
        segment.xy[i + 1] = static_cast<float>(y);
    }
    if (path_.size() >= max_segments) {
        throw Refusal{"image.too-large",
                      "an SVG path has more than " + std::to_string(max_segments) + " segments",
                      "simplify the drawing"};
    }
    path_.push_back(segment);
    if (count > 0) {
        x_ = xy[count - 2];
        y_ = xy[count - 1];
    }
}

void PathBuilder::move(double x, double y) {
    if (!path_.empty() && path_.back().verb == Segment::Verb::move) {
        path_.pop_back();
    }
    append(Segment::Verb::move, {x, y}, 2);
    start_x_ = x;
    start_y_ = y;
}

void PathBuilder::line(double x, double y) {
    append(Segment::Verb::line, {x, y}, 2);
}

void PathBuilder::curve(const std::array<double, 6>& xy) {
    append(Segment::Verb::curve, xy, 6);
}

void PathBuilder::close() {
    append(Segment::Verb::close, {}, 0);
    x_ = start_x_;
    y_ = start_y_;
}

std::vector<Segment> PathBuilder::take() {
    while (!path_.empty() && path_.back().verb == Segment::Verb::move) {
        path_.pop_back();
    }
    return std::move(path_);
}

// From end points to a centre as in SVG 1.1, appendix F.6.5, then at most a quarter turn a curve,
// where a cubic with handles of 4/3 tan(angle/4) is off by 0.03 % of the radius.
void PathBuilder::arc(const Arc& arc) {
    double rx = std::abs(arc.rx);
    double ry = std::abs(arc.ry);
    const double from_x = x_;
    const double from_y = y_;
    if (from_x == arc.x && from_y == arc.y) {
        return;
    }
    if (rx == 0 || ry == 0) {
        return line(arc.x, arc.y);
    }
    const double phi = arc.rotation * std::numbers::pi / 180;
    const double cosine = std::cos(phi);
    const double sine = std::sin(phi);
    const double half_x = (from_x - arc.x) / 2;
    const double half_y = (from_y - arc.y) / 2;
    const double x = (cosine * half_x + sine * half_y) / rx;
    const double y = (cosine * half_y - sine * half_x) / ry;
    const double reach = x * x + y * y;
    if (reach > 1) { // radii too small for the distance: grown until they just do
        rx *= std::sqrt(reach);
        ry *= std::sqrt(reach);
    }
    const double stretch = reach > 1 ? 1 / std::sqrt(reach) : 1;
    const double unit_x = x * stretch;
    const double unit_y = y * stretch;
    const double distance = std::min(reach, 1.0);
    const double side =
        (arc.large == arc.sweep ? -1 : 1) * std::sqrt(std::max(0.0, 1 - distance) / distance);
    const double center_x = side * unit_y; // in the unit circle's own frame
    const double center_y = -side * unit_x;
    const double first = std::atan2(unit_y - center_y, unit_x - center_x);
    double turn = std::atan2(-unit_y - center_y, -unit_x - center_x) - first;
    if (arc.sweep && turn < 0) {
        turn += 2 * std::numbers::pi;
    } else if (!arc.sweep && turn > 0) {
        turn -= 2 * std::numbers::pi;
    }
    const auto place = [&](double u, double v) {
        return std::pair(
            cosine * rx * (u + center_x) - sine * ry * (v + center_y) + (from_x + arc.x) / 2,
            sine * rx * (u + center_x) + cosine * ry * (v + center_y) + (from_y + arc.y) / 2);
    };
    const int pieces =
        std::max(1, static_cast<int>(std::ceil(std::abs(turn) / (std::numbers::pi / 2) - 1e-9)));
    const double step = turn / pieces;
    const double handle = 4.0 / 3.0 * std::tan(step / 4);
    for (int i = 0; i < pieces; ++i) {
        const double begin = first + step * i;
        const double end = begin + step;
        const auto [x1, y1] = place(std::cos(begin) - handle * std::sin(begin),
                                    std::sin(begin) + handle * std::cos(begin));
        const auto [x2, y2] =
            place(std::cos(end) + handle * std::sin(end), std::sin(end) - handle * std::cos(end));
        const auto [x3, y3] =
            i + 1 == pieces ? std::pair(arc.x, arc.y) : place(std::cos(end), std::sin(end));
        curve({x1, y1, x2, y2, x3, y3});
    }
}

namespace {

/// Walks the `d` attribute, keeping what relative and smooth commands refer to.
class PathReader {
  public:
    PathReader(std::string_view data, PathBuilder& builder) : numbers_(data), builder_(builder) {}
    void read();

  private:
    double number() {
        const auto value = numbers_.next();
        if (!value) {
            fail();
        }
        return *value;
    }
    double x(double base) { return number() + base; }
    [[noreturn]] void fail() const {
        refuse("path data make no sense at character " + std::to_string(numbers_.position() + 1));
    }
    void command(char letter);
    void move_or_line(char letter, double base_x, double base_y);
    void cubic(bool smooth, double base_x, double base_y);
    void quadratic(bool smooth, double base_x, double base_y);
    void elliptical_arc(double base_x, double base_y);
    void reach(double new_x, double new_y, char kind) {
        x_ = new_x;
        y_ = new_y;
        last_ = kind;
    }

    Numbers numbers_;
    PathBuilder& builder_;
    double x_ = 0, y_ = 0, start_x_ = 0, start_y_ = 0;
    double control_x_ = 0, control_y_ = 0;
    char last_ = 0; // what the control point belongs to: C, Q or neither
    bool moved_ = false;
};

void PathReader::move_or_line(char letter, double base_x, double base_y) {
    const double to_x = letter == 'V' ? x_ : x(base_x);
    const double to_y = letter == 'H' ? y_ : x(base_y);
    if (letter == 'M') {
        builder_.move(to_x, to_y);
        start_x_ = to_x;
        start_y_ = to_y;
        moved_ = true;
    } else {
        builder_.line(to_x, to_y);
    }
    reach(to_x, to_y, 0);
}

void PathReader::cubic(bool smooth, double base_x, double base_y) {
    const bool mirrored = smooth && last_ == 'C';
    double x1 = mirrored ? 2 * x_ - control_x_ : x_;
    double y1 = mirrored ? 2 * y_ - control_y_ : y_;
    if (!smooth) {
        x1 = x(base_x);
        y1 = x(base_y);
    }
    control_x_ = x(base_x);
    control_y_ = x(base_y);
    const double to_x = x(base_x);
    const double to_y = x(base_y);
    builder_.curve({x1, y1, control_x_, control_y_, to_x, to_y});
    reach(to_x, to_y, 'C');
}

void PathReader::quadratic(bool smooth, double base_x, double base_y) {
    const bool mirrored = smooth && last_ == 'Q';
    control_x_ = mirrored ? 2 * x_ - control_x_ : x_;
    control_y_ = mirrored ? 2 * y_ - control_y_ : y_;
    if (!smooth) {
        control_x_ = x(base_x);
        control_y_ = x(base_y);
    }
    const double to_x = x(base_x);
    const double to_y = x(base_y);
    builder_.curve({x_ + (control_x_ - x_) * 2 / 3, y_ + (control_y_ - y_) * 2 / 3,
                    to_x + (control_x_ - to_x) * 2 / 3, to_y + (control_y_ - to_y) * 2 / 3, to_x,
                    to_y});
    reach(to_x, to_y, 'Q');
}

void PathReader::elliptical_arc(double base_x, double base_y) {
    PathBuilder::Arc arc{};
    arc.rx = number();
    arc.ry = number();
    arc.rotation = number();
    const auto large = numbers_.next_flag();
    const auto sweep = numbers_.next_flag();
    if (!large || !sweep) {
        fail();
    }
    arc.large = *large;
    arc.sweep = *sweep;
    arc.x = x(base_x);
    arc.y = x(base_y);
    builder_.arc(arc);
    reach(arc.x, arc.y, 0);
}

void PathReader::command(char letter) {
    const bool relative = letter >= 'a';
    const char kind = relative ? static_cast<char>(letter - 'a' + 'A') : letter;
    const double base_x = relative ? x_ : 0;
    const double base_y = relative ? y_ : 0;
    if (kind != 'M' && !moved_) {
        fail();
    }
    switch (kind) {
    case 'M':
    case 'L':
    case 'H':
    case 'V':
        return move_or_line(kind, base_x, base_y);
    case 'C':
    case 'S':
        return cubic(kind == 'S', base_x, base_y);
    case 'Q':
    case 'T':
        return quadratic(kind == 'T', base_x, base_y);
    case 'A':
        return elliptical_arc(base_x, base_y);
    default:
        fail();
    }
}

void PathReader::read() {
    char letter = 0;
    bool closed = false;
    while (!numbers_.at_end()) {
        if (const char next = numbers_.next_letter(); next != 0) {
            letter = next;
        } else if (letter == 'M' || letter == 'm') {
            letter = letter == 'M' ? 'L' : 'l'; // further pairs are lines
        } else if (letter == 0 || closed) {
            fail();
        }
        closed = letter == 'Z' || letter == 'z';
        if (!closed) {
            command(letter);
        } else if (moved_) {
            builder_.close();
            reach(start_x_, start_y_, 0);
        } else {
            fail();
        }
    }
}

Matrix transform_function(std::string_view name, const std::vector<double>& values) {
    const auto value = [&](std::size_t i) { return i < values.size() ? values[i] : 0.0; };
    const std::size_t count = values.size();
    const double radians = value(0) * std::numbers::pi / 180;
    if (name == "matrix" && count == 6) {
        return {value(0), value(1), value(2), value(3), value(4), value(5)};
    }
    if (name == "translate" && (count == 1 || count == 2)) {
        return {1, 0, 0, 1, value(0), value(1)};
    }
    if (name == "scale" && (count == 1 || count == 2)) {
        return {value(0), 0, 0, count == 2 ? value(1) : value(0), 0, 0};
    }
    if (name == "rotate" && (count == 1 || count == 3)) {
        const double c = std::cos(radians);
        const double s = std::sin(radians);
        return compose({c, s, -s, c, value(1), value(2)}, {1, 0, 0, 1, -value(1), -value(2)});
    }
    if (name == "skewX" && count == 1) {
        return {1, 0, std::tan(radians), 1, 0, 0};
    }
    if (name == "skewY" && count == 1) {
        return {1, std::tan(radians), 0, 1, 0, 0};
    }
    refuse("a transformation makes no sense: " + std::string(name.substr(0, 40)));
}

} // namespace

void parse_path(std::string_view data, PathBuilder& builder) {
    PathReader(data, builder).read();
}

Matrix parse_transform(std::string_view text) {
    Matrix all;
    for (;;) {
        while (!text.empty() && (is_blank(text.front()) || text.front() == ',')) {
            text.remove_prefix(1);
        }
        if (text.empty() || text == "none") {
            return all;
        }
        const std::size_t open = text.find('(');
        const std::size_t end = text.find(')');
        if (open == std::string_view::npos || end == std::string_view::npos || end < open) {
            refuse("a transformation never ends");
        }
        std::string_view name = text.substr(0, open);
        while (!name.empty() && is_blank(name.back())) {
            name.remove_suffix(1);
        }
        Numbers numbers(text.substr(open + 1, end - open - 1));
        std::vector<double> values;
        while (const auto value = numbers.next()) {
            values.push_back(*value);
        }
        if (!numbers.at_end() || values.size() > 6) {
            refuse("a transformation's numbers make no sense");
        }
        all = compose(all, transform_function(name, values));
        text.remove_prefix(end + 1);
    }
}

} // namespace carefold::image::svg
