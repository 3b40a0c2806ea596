#include "pdf/seats.hpp"

#include <algorithm>
#include <set>

namespace carefold::pdf {

namespace {

std::string page_box(const Size& size) {
    std::string out = "[0 0 ";
    append_milli(out, to_milli(size.width));
    out += ' ';
    append_milli(out, to_milli(size.height));
    return out + ']';
}

constexpr std::string_view transparency_group = "/Group<</S/Transparency/CS/DeviceRGB>>";

} // namespace

// Tabs: ISO 14289-1, 7.18.3.
std::string page_entries(const Size& size) {
    const std::string box = page_box(size);
    return "/MediaBox" + box + "/TrimBox" + box + "/Tabs/S";
}

std::string content_entries(const Source& source) {
    std::string entries = "/Resources " + to_ref(source.resources);
    if (!source.content.leaves.empty()) {
        entries += "/StructParents " + std::to_string(source.number);
    }
    if (source.content.soft_edges) {
        entries += transparency_group;
    }
    return entries;
}

namespace {

// ISO 32000-1, 14.7.4.2: marked content inside a form is found through the form's own
// StructParents; a tag refers to it with Stm. That holds for a form drawn once, as here.
Ref write_form(Objects& objects, const Source& source) {
    return objects.add_stream("/Type/XObject/Subtype/Form/BBox" + page_box(source.page.size) +
                                  content_entries(source),
                              source.content.bytes);
}

void draw_form(std::string& out, std::string_view turn, Spot corner, const std::string& name) {
    out += "q\n";
    out += turn;
    append_milli(out, corner.x);
    out += ' ';
    append_milli(out, corner.y);
    out += " cm\n/" + name + " Do\nQ\n";
}

void draw_form(std::string& out, const Seat& seat, const std::string& name) {
    draw_form(out, seat.turned ? "-1 0 0 -1 " : "1 0 0 1 ", seat.corner, name);
}

Seat seat(const pages::Placement& placement, const pages::Page& page, const Size& sheet) {
    Seat seat;
    seat.turned = placement.rotation == 180;
    const Point at = placement.at;
    const Length top = sheet.height - at.y;
    seat.corner = seat.turned ? Spot{to_milli(at.x + page.size.width), to_milli(top)}
                              : Spot{to_milli(at.x), to_milli(top - page.size.height)};
    seat.height = page.size.height;
    return seat;
}

std::string paint_marks(const pages::Sheet& sheet, bool plain) {
    if (sheet.marks.empty()) {
        return {};
    }
    Canvas canvas(plain);
    canvas.begin_marked("/Artifact<</Type/Page>>BDC\n"); // printer's marks (14.8.2.2.2)
    for (const pages::Mark& mark : sheet.marks) {
        std::visit([&](const auto& shape) { paint(canvas, shape, sheet.size.height); }, mark.shape);
    }
    canvas.end_marked();
    return canvas.take();
}

} // namespace

Spot Seat::spot(Point at) const {
    const Milli x = to_milli(at.x);
    const Milli y = to_milli(height - at.y);
    return turned ? Spot{corner.x - x, corner.y - y} : Spot{corner.x + x, corner.y + y};
}

std::string Seat::box(const Rect& rect) const {
    const Spot a = spot({rect.x, rect.bottom()});
    const Spot b = spot({rect.right(), rect.y});
    std::string out;
    for (const Milli edge :
         {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)}) {
        append_milli(out, edge);
        out += ' ';
    }
    out.pop_back();
    return out;
}

namespace {

/// One press sheet: forms for the pages on it, and the content that draws them.
class SheetWriter {
  public:
    SheetWriter(Objects& objects, const Material& material, Seating& seating)
        : objects_(objects), material_(material), seating_(seating) {}

    void draw(const pages::Placement& placement, const Size& sheet) {
        const std::size_t number = *placement.page;
        const pages::Page& page = material_.document.pages[number];
        Seat seat = pdf::seat(placement, page, sheet);
        if (seating_.seats[number].form != 0) {
            draw_again(number, seat);
            return;
        }
        const Content& content = material_.contents[number];
        seat.form = write_form(objects_, {page, content, number, material_.resources});
        const std::string name = "P" + std::to_string(number);
        forms_ += "/" + name + ' ' + to_ref(seat.form);
        draw_form(drawing_, seat, name);
        soft_edges_ = soft_edges_ || content.soft_edges;
        seating_.seats[number] = seat;
        here_.push_back(number);
    }

    void finish(const pages::Sheet& sheet) {
        drawing_ += paint_marks(sheet, objects_.plain());
        for (const pages::Strip& strip : sheet.strips) {
            draw_strip(strip, sheet.size);
        }
        const Ref page = objects_.add_page(drawing_);
        for (const std::size_t number : here_) {
            seating_.seats[number].page = page;
        }
        std::string entries = page_entries(sheet.size) + "/Resources<</XObject<<" + forms_ + ">>>>";
        if (soft_edges_) {
            entries += transparency_group;
        }
        seating_.pages.push_back({page, std::move(entries)});
    }

  private:
    void draw_again(std::size_t number, const Seat& seat) {
        const auto [copy, fresh] = seating_.copies.try_emplace(number);
        if (fresh) {
            const pages::Page& page = material_.document.pages[number];
            const Content content = paint_untagged(page, material_.studio);
            copy->second = write_form(objects_, {page, content, number, material_.resources});
        }
        const std::string name = "C" + std::to_string(number);
        if (copies_here_.insert(number).second) {
            forms_ += "/" + name + ' ' + to_ref(copy->second);
        }
        draw_form(drawing_, seat, name);
        soft_edges_ = soft_edges_ || material_.contents[number].soft_edges;
    }

    void draw_strip(const pages::Strip& strip, const Size& sheet) {
        if (strip.items.empty()) {
            return;
        }
        pages::Page frame;
        const bool upright = strip.rotation == 0;
        frame.size = upright ? Size{strip.area.width, strip.area.height}
                             : Size{strip.area.height, strip.area.width};
        frame.items = strip.items;
        const Content content = paint_untagged(frame, material_.studio);
        const Ref form = write_form(objects_, {frame, content, 0, material_.resources});
        const std::string name = "S" + std::to_string(strips_++);
        forms_ += "/" + name + ' ' + to_ref(form);
        const Length foot = upright ? strip.area.bottom() : strip.area.y;
        draw_form(drawing_, upright ? "1 0 0 1 " : "0 -1 1 0 ",
                  {to_milli(strip.area.x), to_milli(sheet.height - foot)}, name);
    }

    Objects& objects_;
    const Material& material_;
    Seating& seating_;
    std::string drawing_, forms_;
    std::vector<std::size_t> here_;
    std::set<std::size_t> copies_here_;
    std::size_t strips_ = 0;
    bool soft_edges_ = false;
};

} // namespace

Seating seat_on_pages(Objects& objects, const pages::Document& document,
                      const std::vector<Content>& contents, Ref resources) {
    Seating seating;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const pages::Page& page = document.pages[i];
        Seat seat;
        seat.page = objects.add_page(contents[i].bytes);
        seat.height = page.size.height;
        seating.seats.push_back(seat);
        seating.pages.push_back(
            {seat.page,
             page_entries(page.size) + content_entries({page, contents[i], i, resources})});
    }
    return seating;
}

Seating seat_on_sheets(Objects& objects, const Material& material,
                       const pages::Imposition& imposition) {
    Seating seating;
    seating.seats.resize(material.document.pages.size());
    for (const pages::Sheet& sheet : imposition.sheets) {
        SheetWriter writer(objects, material, seating);
        for (const pages::Placement& placement : sheet.placements) {
            if (placement.page && *placement.page < material.document.pages.size()) {
                writer.draw(placement, sheet.size);
            }
        }
        writer.finish(sheet);
    }
    return seating;
}

} // namespace carefold::pdf
