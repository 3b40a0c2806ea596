#include "impose/impose.hpp"

#include "impose/parts.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace carefold::impose {

namespace {

// Other people's A4 is 595 × 842 points, and half a sheet is rounded twice.
const Length tolerance = Length::mm(0.25);
// A panel folded inwards that is hardly narrower lies in the fold and bulges.
const Length least_difference = Length::mm(0.5);
constexpr int most_cells = 400;

std::string in_millimetres(Length length) {
    const long tenths = std::lround(length.to_mm() * 10);
    return std::to_string(tenths / 10) +
           (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

std::string in_millimetres(Size size) {
    return in_millimetres(size.width) + " × " + in_millimetres(size.height) + " mm";
}

Size largest_page(const Pages& pages) {
    Size largest;
    for (const Face& face : pages.faces) {
        largest.width = max(largest.width, face.size.width);
        largest.height = max(largest.height, face.size.height);
    }
    return largest;
}

const char* name_of(Kind kind) {
    switch (kind) {
    case Kind::saddle:
        return "a saddle-stitched booklet";
    case Kind::signatures:
        return "a sewn book";
    case Kind::perfect:
        return "a perfect-bound book of folded sheets";
    case Kind::letter:
        return "a letter-folded leaflet";
    case Kind::z:
        return "a z-folded leaflet";
    default:
        return "such a document";
    }
}

class Imposer {
  public:
    Imposer(const Pages& pages, const Plan& plan, const diag::Span& span, diag::Sink& sink)
        : pages_(pages), plan_(plan), span_(span), sink_(sink) {}

    pages::Imposition arrange() {
        pages::Imposition imposition;
        imposition.flip = plan_.flip;
        const bool right_count = check_count();
        if (!check_cells() || pages_.faces.empty()) {
            return imposition;
        }
        const std::size_t whole = multiple(plan_.kind);
        const std::size_t count = (pages_.faces.size() + whole - 1) / whole * whole;
        const std::vector<Spread> spreads =
            make_spreads({pages_, plan_, count, largest_page(pages_)});
        if (!check_paper(spreads) || !right_count) {
            return imposition;
        }
        check_panels();
        for (const Spread& spread : spreads) {
            for (const bool back : {false, true}) {
                imposition.sheets.push_back(make_sheet(spread, Side(plan_, back)));
            }
        }
        report_unprintable();
        return imposition;
    }

  private:
    bool check_count() {
        const std::size_t count = pages_.faces.size();
        const std::size_t whole = multiple(plan_.kind);
        if (count > 0 && count % whole == 0) {
            return true;
        }
        if (count > 0 && plan_.pad) {
            const std::size_t blanks = whole - count % whole;
            note("impose.blank-pages",
                 std::to_string(blanks) +
                     (blanks == 1 ? " blank page follows" : " blank pages follow") +
                     " the last: " + name_of(plan_.kind) + " has a multiple of " +
                     std::to_string(whole) + " pages");
            return true;
        }
        sink_.error("impose.page-count", span_,
                    std::string(name_of(plan_.kind)) + " cannot have " + std::to_string(count) +
                        " pages",
                    whole == 1 ? "at least one page is needed"
                               : "the number of pages must be a multiple of " +
                                     std::to_string(whole) + "; let the layout pad with notes");
        return false;
    }

    bool check_cells() {
        const bool grid = plan_.kind == Kind::n_up || plan_.kind == Kind::cut_stack;
        const bool sane = plan_.columns > 0 && plan_.rows > 0 && plan_.columns <= most_cells &&
                          plan_.rows <= most_cells && plan_.columns * plan_.rows <= most_cells;
        if (grid && !sane) {
            sink_.error("impose.too-many-cells", span_,
                        std::to_string(plan_.columns) + " × " + std::to_string(plan_.rows) +
                            " pages on a sheet cannot be cut",
                        "from 1 to " + std::to_string(most_cells) + " pages go on one side");
        }
        return !grid || sane;
    }

    bool check_paper(const std::vector<Spread>& spreads) {
        Size needed;
        for (const Spread& spread : spreads) {
            needed.width = max(needed.width, spread.trim.width);
            needed.height = max(needed.height, spread.trim.height);
        }
        if (plan_.paper.width + tolerance >= needed.width &&
            plan_.paper.height + tolerance >= needed.height) {
            return true;
        }
        sink_.error("impose.paper-too-small", span_,
                    "pages of up to " + in_millimetres(largest_page(pages_)) +
                        ", laid out for the fold, do not fit on paper of " +
                        in_millimetres(plan_.paper),
                    "choose paper of " + in_millimetres(needed) + " or more");
        return false;
    }

    /// Inward panels narrower, those of a zigzag equal.
    void check_panels() {
        if (plan_.kind != Kind::letter && plan_.kind != Kind::z) {
            return;
        }
        const auto width = [&](std::size_t page) {
            return page < pages_.faces.size() ? pages_.faces[page].size.width : Length();
        };
        for (std::size_t first = 0; first < pages_.faces.size(); first += 6) {
            const Length flap = max(width(first + 1), width(first + 4));
            Length least = max(width(first + 3), width(first + 5));
            least = min(max(width(first), width(first + 2)), least > Length() ? least : flap);
            if (plan_.kind == Kind::letter && flap + least_difference > least) {
                sink_.warning("impose.wide-flap", span_,
                              "the panel folded inwards is " + in_millimetres(flap) +
                                  " mm wide, the others " + in_millimetres(least) +
                                  " mm: it will buckle in the fold",
                              "make the second and fifth page 1 to 2 mm narrower than the rest");
                return;
            }
            const Length most = max(flap, max(width(first), width(first + 3)));
            if (plan_.kind == Kind::z && most - min(flap, least) > least_difference) {
                sink_.warning("impose.uneven-panels", span_,
                              "panels of a z-fold from " + in_millimetres(min(flap, least)) +
                                  " to " + in_millimetres(most) + " mm wide do not lie flush",
                              "give all six pages the same width");
                return;
            }
        }
    }

    pages::Sheet make_sheet(const Spread& spread, const Side& side) {
        pages::Sheet sheet;
        sheet.size = plan_.paper;
        sheet.back = side.back();
        for (const Cell& cell : spread.cells) {
            if (const auto page = side.back() ? cell.back : cell.front) {
                sheet.placements.push_back(place(*page, cell, side));
                watch_margin(sheet.placements.back());
            }
        }
        std::stable_sort(sheet.placements.begin(), sheet.placements.end(),
                         [](const pages::Placement& a, const pages::Placement& b) {
                             return a.at.y != b.at.y ? a.at.y < b.at.y : a.at.x < b.at.x;
                         });
        if (plan_.marks) {
            add_marks(sheet, spread, plan_, side);
        }
        sheet.strips = find_room(spread, plan_, side);
        return sheet;
    }

    pages::Placement place(std::size_t page, const Cell& cell, const Side& side) const {
        const Size size = pages_.faces[page].size;
        const Length spare = cell.slot.width - size.width;
        const Length before = cell.hold == Hold::left    ? Length()
                              : cell.hold == Hold::right ? spare
                                                         : spare / 2;
        const Rect rect =
            side.place({cell.slot.x + before, cell.slot.y + (cell.slot.height - size.height) / 2,
                        size.width, size.height});
        return {page, {rect.x, rect.y}, side.turned() ? 180 : 0};
    }

    void watch_margin(const pages::Placement& placement) {
        const Face& face = pages_.faces[*placement.page];
        Rect ink = face.ink.value_or(Rect{{}, {}, face.size.width, face.size.height});
        if (placement.rotation == 180) {
            ink.x = face.size.width - ink.right();
            ink.y = face.size.height - ink.bottom();
        }
        ink = ink.shifted(placement.at);
        const Length margin = plan_.unprintable - tolerance;
        const bool inside = ink.x >= margin && ink.y >= margin &&
                            ink.right() <= plan_.paper.width - margin &&
                            ink.bottom() <= plan_.paper.height - margin;
        if (!inside && ink.width > Length() && plan_.unprintable > Length()) {
            unprintable_.insert(*placement.page);
        }
    }

    void report_unprintable() {
        if (unprintable_.empty()) {
            return;
        }
        const std::size_t first = *unprintable_.begin();
        const bool known = pages_.faces[first].ink.has_value();
        const std::size_t others = unprintable_.size() - 1;
        const std::string which = "page " + std::to_string(first + 1) +
                                  (others > 0 ? " and " + std::to_string(others) + " more" : "");
        const std::string margin = "the " + in_millimetres(plan_.unprintable) +
                                   " mm at the paper's edge that the printer leaves white";
        if (known) {
            sink_.warning("impose.unprintable", span_, "text of " + which + " stands in " + margin,
                          "widen the layout's margins or take larger paper; nothing is scaled");
        } else {
            note("impose.unprintable", which + " reach into " + margin,
                 "what stands there is lost; take larger paper; nothing is scaled");
        }
    }

    void note(const char* code, std::string message, std::string hint = {}) {
        sink_.report({diag::Severity::note, code, span_, std::move(message), std::move(hint), {}});
    }

    const Pages& pages_;
    const Plan& plan_;
    const diag::Span& span_;
    diag::Sink& sink_;
    std::set<std::size_t> unprintable_; // pages
};

void extend(std::optional<Rect>& ink, const Rect& by) {
    if (!ink) {
        ink = by;
        return;
    }
    const Length x = min(ink->x, by.x);
    const Length y = min(ink->y, by.y);
    ink = Rect{x, y, max(ink->right(), by.right()) - x, max(ink->bottom(), by.bottom()) - y};
}

} // namespace

// A sheet turned about its upright axis shows left and right exchanged, and pages stay upright.
// That is what a printer does which flips on the edge parallel to that axis: the short one of
// landscape paper, the long one of portrait paper. Flipped on the other edge the back comes out
// upside down, so it is turned beforehand.
Side::Side(const Plan& plan, bool back)
    : paper_(plan.paper), back_(back), turned_(back && plan.flip != upright_flip(plan.paper)) {}

Rect Side::place(const Rect& seen) const {
    if (!back_) {
        return seen;
    }
    const Rect behind{paper_.width - seen.right(), seen.y, seen.width, seen.height};
    return !turned_ ? behind
                    : Rect{paper_.width - behind.right(), paper_.height - behind.bottom(),
                           behind.width, behind.height};
}

std::size_t multiple(Kind kind) {
    switch (kind) {
    case Kind::saddle:
    case Kind::signatures:
    case Kind::perfect:
        return 4;
    case Kind::letter:
    case Kind::z:
        return 6;
    default:
        return 1;
    }
}

std::size_t section_sheets(const Plan& plan) {
    const bool sections = plan.kind == Kind::signatures || plan.kind == Kind::perfect;
    const std::size_t usual = plan.kind == Kind::signatures ? 4 : 1;
    return !sections ? 0 : plan.sheets > 0 ? static_cast<std::size_t>(plan.sheets) : usual;
}

Flip upright_flip(Size paper) {
    return paper.width >= paper.height ? Flip::short_edge : Flip::long_edge;
}

Pages measure(const pages::Document& document) {
    Pages result;
    result.right_to_left = document.right_to_left;
    for (const pages::Page& page : document.pages) {
        Face face{page.size, Rect{}};
        std::optional<Rect> ink;
        for (const pages::Item& item : page.items) {
            const auto* text = std::get_if<pages::Text>(&item.what);
            if (text == nullptr || text->glyphs.empty()) {
                continue;
            }
            Length width;
            for (const pages::Glyph& glyph : text->glyphs) {
                width += glyph.advance;
            }
            // Capitals and tails, near enough.
            extend(ink, {text->origin.x, text->origin.y - text->size.scaled(0.7),
                         width.scaled(text->stretch), text->size.scaled(0.9)});
        }
        face.ink = ink.value_or(Rect{});
        result.faces.push_back(face);
    }
    return result;
}

pages::Imposition arrange(const Pages& pages, const Plan& plan, const diag::Span& span,
                          diag::Sink& sink) {
    return Imposer(pages, plan, span, sink).arrange();
}

} // namespace carefold::impose
