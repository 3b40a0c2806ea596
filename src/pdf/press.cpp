// Around the trimmed page lie the bleed and, beyond it, crop and fold marks at the corners, a
// register mark at the middle of each side and a bar of inks at the head.
#include "pdf/press.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace carefold::pdf {

namespace {

const Length slug = Length::mm(9);        // room for marks beyond the bleed
const Length clearance = Length::mm(1);   // from the bleed to the marks
const Length mark_length = Length::mm(5); // of crop and fold marks
const Milli mark_width = 250;
const Milli patch = to_milli(Length::mm(4));

struct Frames {
    Milli width, height; // of the medium
    Milli left, bottom, right, top;
    Milli bleed;
};

Frames frames(const Size& trim, Length bleed) {
    const Milli margin = to_milli(bleed + slug);
    const Milli width = to_milli(trim.width);
    const Milli height = to_milli(trim.height);
    return {width + 2 * margin, height + 2 * margin, margin,         margin,
            margin + width,     margin + height,     to_milli(bleed)};
}

std::string joined(std::initializer_list<Milli> numbers) {
    std::string out;
    for (const Milli number : numbers) {
        append_milli(out, number);
        out += ' ';
    }
    out.pop_back();
    return out;
}

std::string page_boxes(const Frames& f) {
    return "/MediaBox[" + joined({0, 0, f.width, f.height}) + "]/BleedBox[" +
           joined({f.left - f.bleed, f.bottom - f.bleed, f.right + f.bleed, f.top + f.bleed}) +
           "]/TrimBox[" + joined({f.left, f.bottom, f.right, f.top}) + ']';
}

class MarkPainter {
  public:
    MarkPainter(const Frames& f, FoldedEdges folds) : f_(f), folds_(folds) {}

    std::string paint(const color::Inks& inks) {
        out_ = "/Artifact<</Type/Page>>BDC\nq\n/All CS 1 SCN " + joined({mark_width}) + " w\n";
        crop_marks();
        const Milli away = f_.bleed + to_milli(clearance) + to_milli(mark_length) * 4 / 5;
        const Milli middle_x = (f_.left + f_.right) / 2;
        const Milli middle_y = (f_.bottom + f_.top) / 2;
        register_mark({middle_x, f_.top + away});
        register_mark({middle_x, f_.bottom - away});
        register_mark({f_.left - away, middle_y});
        register_mark({f_.right + away, middle_y});
        bar(inks);
        return std::move(out_) + "Q\nEMC\n";
    }

  private:
    void line(Spot from, Spot to) {
        out_ += joined({from.x, from.y}) + " m " + joined({to.x, to.y}) + " l S\n";
    }

    // A side that is a fold is no cut: its marks are dashed.
    void crop_marks() {
        const Milli start = f_.bleed + to_milli(clearance);
        const Milli end = start + to_milli(mark_length);
        for (const Milli y : {f_.bottom, f_.top}) {
            line({f_.left - end, y}, {f_.left - start, y});
            line({f_.right + start, y}, {f_.right + end, y});
        }
        for (const bool left : {true, false}) {
            const bool fold = left ? folds_.left : folds_.right;
            const Milli x = left ? f_.left : f_.right;
            out_ += fold ? "[2.5 1.5] 0 d\n" : "";
            line({x, f_.bottom - end}, {x, f_.bottom - start});
            line({x, f_.top + start}, {x, f_.top + end});
            out_ += fold ? "[] 0 d\n" : "";
        }
    }

    void register_mark(Spot at) {
        const Milli arm = to_milli(Length::mm(3));
        const Milli r = arm / 2;
        const Milli c = r * 5523 / 10000; // a quarter circle as one Bézier
        line({at.x - arm, at.y}, {at.x + arm, at.y});
        line({at.x, at.y - arm}, {at.x, at.y + arm});
        const auto quarter = [&](Spot a, Spot b, Spot to) {
            out_ +=
                joined({at.x + a.x, at.y + a.y, at.x + b.x, at.y + b.y, at.x + to.x, at.y + to.y}) +
                " c\n";
        };
        out_ += joined({at.x + r, at.y}) + " m\n";
        quarter({r, c}, {c, r}, {0, r});
        quarter({-c, r}, {-r, c}, {-r, 0});
        quarter({-r, -c}, {-c, -r}, {0, -r});
        quarter({c, -r}, {r, -c}, {r, 0});
        out_ += "s\n";
    }

    void patches(Milli from, Milli to, const std::vector<std::string>& colors) {
        const Milli y = f_.top + f_.bleed + to_milli(clearance) * 2;
        for (const std::string& color : colors) {
            if (from + patch > to) {
                return; // a small page: fewer patches
            }
            out_ += color + '\n' + joined({from, y, patch, patch}) + " re f\n";
            from += patch;
        }
    }

    /// Solids, two of them over one another, gray of three inks and of black: left of the register
    /// mark at the head. Spot inks right of it.
    void bar(const color::Inks& inks) {
        const Milli middle = (f_.left + f_.right) / 2;
        const Milli room = to_milli(Length::mm(4));
        patches(f_.left + room, middle - room,
                {"1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k", "1 1 0 0 k", "0 1 1 0 k",
                 "1 0 1 0 k", ".5 .4 .4 0 k", "0 0 0 .5 k"});
        std::vector<std::string> spots;
        for (std::size_t i = 0; i < inks.spots().size(); ++i) {
            spots.push_back('/' + spot_name(i) + " cs 1 scn");
        }
        patches(middle + room, f_.right - room, spots);
    }

    const Frames& f_;
    FoldedEdges folds_;
    std::string out_;
};

/// Names hold regular characters; others as #xx (ISO 32000-1, 7.3.5).
std::string name_object(std::string_view text) {
    std::string out = "/";
    for (const char c : text) {
        const bool regular = c > ' ' && c <= '~' &&
                             std::string_view("#()<>[]{}/%").find(c) == std::string_view::npos;
        if (regular) {
            out += c;
        } else {
            out += '#';
            append_hex(out, static_cast<unsigned char>(c), 1);
        }
    }
    return out;
}

/// 8.6.6.4; from none of the ink to all of it in a straight line.
std::string separation(const std::string& name, const color::Cmyk& full) {
    const auto& p = full.parts;
    return "[/Separation" + name + "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[" +
           joined({p[0], p[1], p[2], p[3]}) + "]>>]";
}

/// Conditions of the ICC's registry of characterisation data, which ISO 15930-7 speaks of.
bool is_registered(std::string_view condition) {
    constexpr std::string_view families[] = {"FOGRA", "CGATS", "IFRA", "JC20", "JCW", "PSO"};
    return std::any_of(std::begin(families), std::end(families),
                       [&](std::string_view family) { return condition.starts_with(family); });
}

} // namespace

Seating seat_on_press(Objects& objects, const pages::Document& document,
                      const std::vector<Content>& contents, const Press& press, Ref resources) {
    Seating seating;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Size trim = document.pages[i].size;
        const Frames f = frames(trim, press.bleed);
        const FoldedEdges folds = i < press.folds.size() ? press.folds[i] : FoldedEdges{};
        std::string drawing =
            "q\n" +
            joined({f.left - f.bleed, f.bottom - f.bleed, f.right - f.left + 2 * f.bleed,
                    f.top - f.bottom + 2 * f.bleed}) +
            " re W n\n1 0 0 1 " + joined({f.left, f.bottom}) + " cm\n";
        drawing += contents[i].bytes + "Q\n" + MarkPainter(f, folds).paint(*press.inks);
        Seat seat;
        seat.page = objects.add_page(drawing);
        seat.corner = {f.left, f.bottom};
        seat.height = trim.height;
        std::string entries = page_boxes(f) + "/Resources " + to_ref(resources);
        if (!contents[i].leaves.empty()) {
            entries += "/StructParents " + std::to_string(i);
        }
        if (contents[i].soft_edges) {
            entries += "/Group<</S/Transparency/CS/DeviceCMYK>>";
        }
        seating.seats.push_back(seat);
        seating.pages.push_back({seat.page, std::move(entries)});
    }
    return seating;
}

// OPM 1: black alone leaves the other inks as they are (ISO 32000-1, 8.6.7).
std::string ink_resources(const color::Inks& inks) {
    const auto flag = [](bool on) { return on ? " true" : " false"; };
    std::string out = "/ExtGState<<";
    for (const bool stroke : {false, true}) {
        for (const bool fill : {false, true}) {
            out += '/' + overprint_name(fill, stroke) + "<</OP" + flag(stroke) + "/op" +
                   flag(fill) + "/OPM 1>>";
        }
    }
    out += ">>/ColorSpace<</All" + separation("/All", {{1000, 1000, 1000, 1000}});
    for (std::size_t i = 0; i < inks.spots().size(); ++i) {
        out += '/' + spot_name(i) +
               separation(name_object(inks.spots()[i].name), inks.spots()[i].alternate);
    }
    return out + ">>";
}

std::string write_press_intents(Objects& objects, const Press& press) {
    const color::Profile& profile = press.inks->profile();
    const Ref stream = objects.add_stream("/N 4", profile.bytes());
    std::string condition = "/OutputConditionIdentifier";
    append_text(condition, press.condition);
    condition += "/Info";
    append_text(condition, profile.description());
    if (is_registered(press.condition)) {
        condition += "/RegistryName(http://www.color.org)";
    }
    condition += "/DestOutputProfile " + to_ref(stream);
    return '[' + to_ref(objects.add("/Type/OutputIntent/S/GTS_PDFX" + condition)) + ' ' +
           to_ref(objects.add("/Type/OutputIntent/S/GTS_PDFA1" + condition)) + ']';
}

std::string document_identifier(const pages::Metadata& metadata,
                                const std::vector<Content>& contents) {
    Hash hash;
    hash.add(metadata.title).add(metadata.language.text()).add(metadata.date);
    for (const Content& content : contents) {
        hash.add(content.bytes);
    }
    const auto first = static_cast<unsigned long long>(hash.value());
    const auto second = static_cast<unsigned long long>(hash.add("second half").value());
    std::array<char, 64> text{};
    // RFC 9562, 5.8: version 8, made of whatever the application likes.
    std::snprintf(text.data(), text.size(), "uuid:%08llx-%04llx-8%03llx-%04llx-%012llx",
                  first >> 32U, (first >> 16U) & 0xFFFFU, first & 0xFFFU,
                  0x8000U | ((second >> 48U) & 0x3FFFU), second & 0xFFFFFFFFFFFFU);
    return text.data();
}

} // namespace carefold::pdf
