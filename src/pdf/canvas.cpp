#include "pdf/canvas.hpp"

namespace carefold::pdf {

void Canvas::put(Spot at) {
    append_milli(out_, at.x);
    out_ += ' ';
    append_milli(out_, at.y);
}

void Canvas::path(Spot to, std::string_view op) {
    end_text(); // no paths inside a text object (ISO 32000-1, figure 9)
    put(to);
    out_ += op;
}

void Canvas::color(Color color, std::string_view op) {
    for (const int channel : {color.red, color.green, color.blue}) {
        append_milli(out_, (channel * 1000 + 127) / 255);
        out_ += ' ';
    }
    out_ += op;
}

std::string spot_name(std::size_t spot) {
    return "S" + std::to_string(spot);
}

std::string overprint_name(bool fill, bool stroke) {
    return "O" + std::to_string((fill ? 1 : 0) + (stroke ? 2 : 0));
}

void Canvas::overprint(bool fill, bool stroke) {
    if (fill != overprint_fill_ || stroke != overprint_stroke_) {
        out_ += '/' + overprint_name(fill, stroke) + " gs\n";
        overprint_fill_ = fill;
        overprint_stroke_ = stroke;
    }
}

void Canvas::ink(const color::Ink& wanted, bool stroke) {
    std::optional<color::Ink>& set = stroke ? stroke_ink_ : fill_ink_;
    if (set == wanted) {
        return;
    }
    flush_shown();
    if (wanted.spot) {
        out_ += '/' + spot_name(*wanted.spot) + (stroke ? " CS 1 SCN\n" : " cs 1 scn\n");
    } else if (!set || set->spot || set->process != wanted.process) {
        for (const int part : wanted.process.parts) {
            append_milli(out_, part);
            out_ += ' ';
        }
        out_ += stroke ? "K\n" : "k\n";
    }
    set = wanted;
}

void Canvas::set_fill(Color fill, color::Use use) {
    if (inks_ != nullptr) {
        const color::Ink wanted = inks_->of(fill, use);
        if (wanted.overprint != overprint_fill_) {
            flush_shown();
        }
        ink(wanted, false);
        overprint(wanted.overprint, overprint_stroke_);
    } else if (fill_ != fill) {
        flush_shown();
        color(fill, "rg\n");
        fill_ = fill;
    }
}

void Canvas::set_pen(const Pen& pen) {
    end_text();
    if (inks_ != nullptr) {
        const color::Ink wanted = inks_->of(
            pen.color, color::line_use(Length::pt(static_cast<double>(pen.width) / 1000)));
        ink(wanted, true);
        overprint(overprint_fill_, wanted.overprint);
    } else if (stroke_ != pen.color) {
        color(pen.color, "RG\n");
        stroke_ = pen.color;
    }
    if (width_ != pen.width) {
        append_milli(out_, pen.width);
        out_ += " w\n";
        width_ = pen.width;
    }
    if (cap_ != static_cast<int>(pen.cap)) {
        cap_ = static_cast<int>(pen.cap);
        append_integer(out_, cap_);
        out_ += " J\n";
    }
    if (join_ != static_cast<int>(pen.join)) {
        join_ = static_cast<int>(pen.join);
        append_integer(out_, join_);
        out_ += " j\n";
    }
    if (dashes_ != pen.dashes) {
        out_ += '[';
        for (const Milli dash : pen.dashes) {
            append_milli(out_, dash);
            out_ += ' ';
        }
        out_ += "]0 d\n";
        dashes_ = pen.dashes;
    }
}

void Canvas::curve(Spot first, Spot second, Spot to) {
    put(first);
    out_ += ' ';
    put(second);
    out_ += ' ';
    path(to, " c\n");
}

void Canvas::rectangle(Spot corner, Spot size) {
    end_text();
    put(corner);
    out_ += ' ';
    path(size, " re\n");
}

void Canvas::paint(Paint how) {
    out_ += how.fill ? (how.stroke ? "B" : "f") : (how.stroke ? "S" : "n");
    out_ += how.fill && how.even_odd ? "*\n" : "\n";
}

namespace {

/// Six decimals: a picture of 1,000 points must not be off by half a point at its far edge.
void append_millionths(std::string& out, std::int64_t value) {
    append_integer(out, value / 1000000);
    if (const std::int64_t rest = value % 1000000) {
        std::string digits = std::to_string(1000000 + rest);
        digits.front() = '.';
        digits.erase(digits.find_last_not_of('0') + 1);
        out += digits;
    }
}

} // namespace

void Canvas::draw(std::string_view name, const Frame& frame) {
    end_text();
    overprint(false, false); // what is drawn sets its own
    out_ += "q\n";
    append_millionths(out_, frame.scale_x);
    out_ += " 0 0 ";
    append_millionths(out_, frame.scale_y);
    out_ += ' ';
    put(frame.corner);
    out_ += " cm\n/";
    out_ += name;
    out_ += " Do\nQ\n";
}

void Canvas::begin_text() {
    if (!in_text_) {
        out_ += "BT\n";
        in_text_ = true;
        line_start_ = {};
    }
}

void Canvas::end_text() {
    if (in_text_) {
        flush_shown();
        out_ += "ET\n";
        in_text_ = false;
    }
}

void Canvas::set_font(std::size_t font, Milli size) {
    if (font_ != font || size_ != size) {
        flush_shown();
        out_ += "/F";
        append_integer(out_, static_cast<std::int64_t>(font));
        out_ += ' ';
        append_milli(out_, size);
        out_ += " Tf\n";
        font_ = font;
        size_ = size;
    }
}

void Canvas::set_stretch(Milli percent) {
    if (stretch_ != percent) {
        flush_shown();
        append_milli(out_, percent);
        out_ += " Tz\n";
        stretch_ = percent;
    }
}

void Canvas::set_rise(Milli rise) {
    if (rise_ != rise) {
        flush_shown();
        append_milli(out_, rise);
        out_ += " Ts\n";
        rise_ = rise;
    }
}

void Canvas::start_line(Spot at) {
    flush_shown();
    put({at.x - line_start_.x, at.y - line_start_.y});
    out_ += " Td\n";
    line_start_ = at;
}

void Canvas::show(std::uint16_t code) {
    shown_ += static_cast<char>(code >> 8);
    shown_ += static_cast<char>(code & 0xFF);
}

void Canvas::adjust(std::int64_t by) {
    if (!adjusted_) {
        out_ += '[';
        adjusted_ = true;
    }
    const auto write = [this](const std::string& bytes) {
        if (!plain_) {
            append_literal(out_, bytes);
            return;
        }
        out_ += '<';
        for (const char byte : bytes) {
            append_hex(out_, static_cast<unsigned char>(byte), 1);
        }
        out_ += '>';
    };
    if (!shown_.empty()) {
        write(shown_);
        shown_.clear();
    }
    if (by != 0) {
        append_integer(out_, by);
    }
}

void Canvas::flush_shown() {
    if (!shown_.empty() || adjusted_) {
        const bool array = adjusted_;
        adjusted_ = true; // for adjust: no bracket of its own
        adjust(0);
        adjusted_ = false;
        out_ += array ? "]TJ\n" : "Tj\n";
    }
}

void Canvas::begin_marked(std::string_view tag_and_properties) {
    end_text();
    out_ += tag_and_properties;
}

void Canvas::end_marked() {
    end_text();
    out_ += "EMC\n";
}

} // namespace carefold::pdf
