// What lies on the pages: inside them, and with glyphs for every character.
#include "check/check.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace carefold::check {

namespace {

const Length tolerance = Length::pt(0.5);
const Length bleed = Length::mm(3);

struct Sight {
    const pages::Document& pages;
    const flow::Document& flow;
    diag::Sink& sink;
    std::size_t page;

    const pages::Page& here() const { return pages.pages[page]; }
    std::string where() const { return "page " + std::to_string(page + 1); }
};

/// Where the item was written: its element, or its master for page furniture.
diag::Span origin(const Sight& sight, const pages::Item& item) {
    for (pages::TagId tag = item.tag; tag >= 0;
         tag = sight.pages.tags[static_cast<std::size_t>(tag)].parent) {
        const diag::Span& span = sight.pages.tags[static_cast<std::size_t>(tag)].span;
        if (span.file) {
            return span;
        }
    }
    const design::Layout* layout = sight.flow.layout;
    const design::Master* master =
        layout == nullptr ? nullptr : layout->master(sight.here().master);
    return master == nullptr ? diag::Span{} : master->span;
}

bool leaves(const Rect& rect, Size page, Length allowed) {
    return rect.x < -allowed || rect.y < -allowed || rect.right() > page.width + allowed ||
           rect.bottom() > page.height + allowed;
}

/// What one pass over the glyphs tells: they are most of what a document is.
struct Survey {
    Rect rect; // baseline and advances; ascenders and descenders are the frames' business
    bool missing = false;
};

Survey survey(const pages::Text& text) {
    std::int64_t width = 0;
    bool missing = false;
    for (const pages::Glyph& glyph : text.glyphs) {
        width += glyph.advance.units();
        missing |= glyph.id == 0;
    }
    return {{text.origin.x, text.origin.y, Length::raw(width).scaled(text.stretch), Length()},
            missing};
}

Rect extent(const pages::Rule& rule) {
    const Point from = rule.from;
    const Point to = rule.to;
    return {min(from.x, to.x), min(from.y, to.y), max(from.x, to.x) - min(from.x, to.x),
            max(from.y, to.y) - min(from.y, to.y)};
}
Rect extent(const pages::Disc& disc) {
    const Length side = disc.radius * 2;
    return {disc.center.x - disc.radius, disc.center.y - disc.radius, side, side};
}
Rect drawn(const pages::Item& item) {
    if (const auto* rule = std::get_if<pages::Rule>(&item.what)) {
        return extent(*rule);
    }
    if (const auto* disc = std::get_if<pages::Disc>(&item.what)) {
        return extent(*disc);
    }
    if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
        return placed->rect;
    }
    return std::get<pages::Box>(item.what).rect;
}

void inspect_text(const Sight& sight, const pages::Item& item, const pages::Text& text) {
    const Survey found = survey(text);
    if (found.missing) {
        sight.sink.error("check.missing-glyph", origin(sight, item),
                         "no font has every character of `" + text.text + "` on " + sight.where(),
                         "declare a font that has it in fonts.xml");
    }
    if (leaves(found.rect, sight.here().size, tolerance)) {
        sight.sink.error("check.outside-page", origin(sight, item),
                         "`" + text.text + "` leaves " + sight.where(),
                         "shorten it or give it more room in the layout");
    }
}

void inspect_item(const Sight& sight, const pages::Item& item) {
    if (const auto* text = std::get_if<pages::Text>(&item.what)) {
        inspect_text(sight, item, *text);
        return;
    }
    const Rect rect = drawn(item);
    if (leaves(rect, sight.here().size, bleed + tolerance)) {
        sight.sink.warning("check.outside-page", origin(sight, item),
                           "something drawn leaves " + sight.where() + " and its bleed",
                           "it will be cut off there");
    }
}

constexpr double least_density = 200; // pixels an inch; fewer are seen at reading distance

std::string millimetres(Length length) {
    return std::to_string(std::lround(length.to_mm()));
}

/// Judges a picture once for each size it is drawn in, however many pages show it.
class ResolutionCheck {
  public:
    void inspect(const Sight& sight, const pages::Item& item) {
        const auto* placed = std::get_if<pages::Placed>(&item.what);
        if (placed == nullptr || !placed->picture ||
            std::holds_alternative<image::Vector>(placed->picture->data)) {
            return;
        }
        const Drawn drawn_as{placed->picture.get(), placed->rect.width, placed->rect.height};
        const bool flat = drawn_as.width <= Length() || drawn_as.height <= Length();
        if (!flat && std::find(seen_.begin(), seen_.end(), drawn_as) == seen_.end()) {
            seen_.push_back(drawn_as);
            judge(sight, item, drawn_as);
        }
    }

  private:
    struct Drawn {
        const image::Picture* picture;
        Length width, height;
        bool operator==(const Drawn&) const = default;
    };
    static void judge(const Sight& sight, const pages::Item& item, const Drawn& drawn_as) {
        constexpr double points = 72;
        const image::Picture& picture = *drawn_as.picture;
        const double density = std::min(picture.pixel_width * points / drawn_as.width.to_pt(),
                                        picture.pixel_height * points / drawn_as.height.to_pt());
        if (density >= least_density) {
            return;
        }
        const auto pixels = [](Length length) {
            return std::to_string(std::lround(std::ceil(length.to_pt() / points * least_density)));
        };
        sight.sink.warning("check.low-resolution", origin(sight, item),
                           "the picture of " + std::to_string(picture.pixel_width) + " × " +
                               std::to_string(picture.pixel_height) + " pixels is " +
                               millimetres(drawn_as.width) + " × " + millimetres(drawn_as.height) +
                               " mm on " + sight.where() + ": " +
                               std::to_string(std::lround(std::floor(density))) +
                               " pixels an inch, fewer than 200",
                           pixels(drawn_as.width) + " × " + pixels(drawn_as.height) +
                               " pixels would do, or a picture no wider than " +
                               millimetres(drawn_as.width.scaled(density / least_density)) + " mm");
    }
    std::vector<Drawn> seen_;
};

} // namespace

void inspect_pages(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink) {
    ResolutionCheck resolution;
    const bool on_paper = flow.layout == nullptr || !flow.layout->screen;
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
        const Sight sight{pages, flow, sink, page};
        for (const pages::Item& item : pages.pages[page].items) {
            inspect_item(sight, item);
            if (on_paper) {
                resolution.inspect(sight, item);
            }
        }
    }
}

} // namespace carefold::check
