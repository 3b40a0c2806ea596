#include "pdf/content.hpp"

namespace carefold::pdf {

void Marks::enter(const pages::Item& item) {
    const pages::TagId owner = tags_.owner_of(item.tag);
    const pages::TagId leaf = owner == no_tag ? no_tag : item.tag;
    if (open_ && leaf_ == leaf && (leaf != no_tag || running_ == item.running)) {
        return;
    }
    leave();
    if (leaf == no_tag) {
        canvas_.begin_marked(item.running ? "/Artifact<</Type/Pagination>>BDC\n"
                                          : "/Artifact<</Type/Layout>>BDC\n");
    } else {
        std::string tag = "/";
        tag += role_name(tags_.role(owner));
        tag += "<</MCID ";
        append_integer(tag, static_cast<std::int64_t>(first_ + leaves.size()));
        tag += ">>BDC\n";
        canvas_.begin_marked(tag);
        leaves.push_back(leaf);
    }
    open_ = true;
    leaf_ = leaf;
    running_ = item.running;
}

// Not nested in the leaf's sequence: `pdfinfo -struct-text` loses text from a Span inside one.
void Marks::enter_replaced(pages::TagId leaf, std::string_view actual_text) {
    leave();
    std::string tag = "/Span<</MCID ";
    append_integer(tag, static_cast<std::int64_t>(first_ + leaves.size()));
    tag += "/ActualText";
    append_text(tag, actual_text);
    tag += ">>BDC\n";
    canvas_.begin_marked(tag);
    leaves.push_back(leaf);
    open_ = true;
    leaf_ = no_tag;
    running_ = true;
}

void Marks::leave() {
    if (open_) {
        canvas_.end_marked();
        open_ = false;
    }
}

namespace {

Length glyphs_width(const pages::Text& text) {
    Length sum;
    for (const pages::Glyph& glyph : text.glyphs) {
        sum += glyph.advance;
    }
    return sum.scaled(text.stretch);
}

struct Extent {
    Rect operator()(const pages::Text& text) const {
        const font::Metrics& m = text.face->metrics();
        const double em = m.units_per_em;
        const Length ascent = text.size.scaled(m.ascent / em);
        const Length descent = text.size.scaled(-m.descent / em);
        return {text.origin.x, text.origin.y - ascent, glyphs_width(text), ascent + descent};
    }
    Rect operator()(const pages::Box& box) const { return box.rect; }
    Rect operator()(const pages::Rule& rule) const {
        const Point from{min(rule.from.x, rule.to.x), min(rule.from.y, rule.to.y)};
        const Point to{max(rule.from.x, rule.to.x), max(rule.from.y, rule.to.y)};
        const Length half = rule.thickness / 2;
        return {from.x - half, from.y - half, to.x - from.x + rule.thickness,
                to.y - from.y + rule.thickness};
    }
    Rect operator()(const pages::Disc& disc) const {
        return {disc.center.x - disc.radius, disc.center.y - disc.radius, disc.radius * 2,
                disc.radius * 2};
    }
    Rect operator()(const pages::Placed& placed) const { return placed.rect; }
};

Rect united(const Rect& a, const Rect& b) {
    const Length x = min(a.x, b.x);
    const Length y = min(a.y, b.y);
    return {x, y, max(a.right(), b.right()) - x, max(a.bottom(), b.bottom()) - y};
}

class PagePainter {
  public:
    PagePainter(const pages::Page& page, Studio studio, std::size_t first = 0)
        : page_(page), studio_(studio), canvas_(studio.plain, studio.inks),
          marks_(canvas_, studio.tags, first) {}

    void add(const pages::Item& item, bool space_after) {
        if (studio_.inks != nullptr) {
            studio_.inks->stand_at(place_of(item));
        }
        if (std::holds_alternative<pages::Text>(item.what)) {
            RunContext context{canvas_, marks_, studio_.fonts, page_.size.height};
            paint_text(context, item, space_after);
        } else {
            marks_.enter(item);
            draw(item);
        }
        cover(item);
    }

    void leave_gap(std::int32_t line) {
        marks_.leave();
        canvas_.end_text();
        auto& gaps = content_.gaps;
        if (gaps.empty() || gaps.back().at != canvas_.size()) {
            gaps.push_back({canvas_.size(), {}});
        }
        if (gaps.back().lines.empty() || gaps.back().lines.back() != line) {
            gaps.back().lines.push_back(line);
        }
    }

    void expect_anything() { canvas_.expect_anything(); }

    Content take() {
        marks_.leave();
        content_.bytes = canvas_.take();
        content_.leaves = std::move(marks_.leaves);
        return std::move(content_);
    }

  private:
    /// Where the guide has it; page furniture is nowhere.
    diag::Span place_of(const pages::Item& item) const {
        const pages::TagId owner = studio_.tags.owner_of(item.tag);
        return owner == no_tag ? diag::Span{} : studio_.tags.at(owner).span;
    }

    void draw(const pages::Item& item) {
        if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
            if (placed->picture && studio_.pictures.draw(canvas_, *placed, page_.size.height)) {
                content_.soft_edges = true;
            }
        } else if (const auto* box = std::get_if<pages::Box>(&item.what)) {
            paint(canvas_, *box, page_.size.height);
        } else if (const auto* rule = std::get_if<pages::Rule>(&item.what)) {
            paint(canvas_, *rule, page_.size.height);
        } else if (const auto* disc = std::get_if<pages::Disc>(&item.what)) {
            paint(canvas_, *disc, page_.size.height);
        }
    }

    void cover(const pages::Item& item) {
        if (marks_.is_artifact(item)) {
            return;
        }
        const pages::TagId figure = studio_.tags.figure[static_cast<std::size_t>(item.tag)];
        if (figure != no_tag) {
            const Rect extent = std::visit(Extent{}, item.what);
            const auto [at, fresh] = content_.figures.try_emplace(figure, extent);
            at->second = fresh ? extent : united(at->second, extent);
        }
    }

    const pages::Page& page_;
    Studio studio_;
    Canvas canvas_;
    Marks marks_;
    Content content_;
};

} // namespace

Content paint_untagged(const pages::Page& page, Studio studio) {
    PagePainter painter(page, studio);
    for (pages::Item item : page.items) {
        item.tag = pages::artifact;
        painter.add(item, false);
    }
    return painter.take();
}

std::vector<Content> paint_pages(const pages::Document& document, Studio studio, bool open) {
    std::vector<Occurrence> painted;
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
        for (const pages::Item& item : document.pages[page].items) {
            if (!open || item.personal < 0) {
                painted.push_back({&item, page});
            }
        }
    }
    const std::vector<bool> line_ends = find_line_ends(painted, studio.tags);
    std::vector<Content> contents;
    contents.reserve(document.pages.size());
    std::size_t number = 0;
    for (const pages::Page& page : document.pages) {
        PagePainter painter(page, studio);
        for (const pages::Item& item : page.items) {
            if (open && item.personal >= 0) {
                painter.leave_gap(item.personal);
            } else {
                painter.add(item, line_ends[number++]);
            }
        }
        contents.push_back(painter.take());
    }
    return contents;
}

Content paint_gap(const std::vector<Occurrence>& items, const std::vector<bool>& line_ends,
                  GapSeat seat, Studio studio) {
    PagePainter painter(seat.page, studio, seat.first);
    painter.expect_anything();
    for (std::size_t i = 0; i < items.size(); ++i) {
        painter.add(*items[i].item, line_ends[i]);
    }
    Content content = painter.take();
    content.bytes = "q\n" + content.bytes + "Q\n";
    return content;
}

} // namespace carefold::pdf
