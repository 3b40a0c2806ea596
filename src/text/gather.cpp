// A line's material: the pieces between its two breaks as the glyphs that will be drawn. A word
// cut by a break is shaped anew, with its hyphen, so that no ligature spans the cut.
#include "text/parts.hpp"

#include <algorithm>

namespace carefold::text {

namespace {

class Gatherer {
  public:
    Gatherer(const Prepared& prepared, Words& words, LineEnds ends)
        : p_(prepared), words_(words), ends_(ends) {}

    Material run() {
        std::size_t i = ends_.from->piece;
        while (i < p_.pieces.size() && p_.pieces[i].end <= ends_.from->next) {
            ++i;
        }
        const std::size_t bytes = ends_.to->offset - ends_.from->next;
        m_.items.reserve(bytes / 3 + 4);
        m_.glyphs.reserve(bytes + 4);
        for (; i < p_.pieces.size() && p_.pieces[i].begin < ends_.to->offset; ++i) {
            take(p_.pieces[i]);
            if (!p_.gaps.empty() && p_.pieces[i].end < ends_.to->offset) {
                m_.items.back().gap = &p_.gaps[i];
            }
        }
        for (Item& item : m_.items) {
            draw(item);
        }
        return std::move(m_);
    }

  private:
    void take(const Piece& piece) {
        const std::uint32_t from = std::max(ends_.from->next, piece.begin);
        const std::uint32_t to = std::min(ends_.to->offset, piece.end);
        Item& item = m_.items.emplace_back();
        item.piece = &piece;
        item.shaped = piece.shaped;
        item.text = std::string_view(p_.clean.text).substr(from, to - from);
        const bool hyphen = ends_.to->hyphen && to == ends_.to->offset;
        if (piece.kind == Kind::word && (hyphen || to - from < piece.end - piece.begin)) {
            std::string cut(item.text);
            cut += hyphen ? words_.hyphen(piece.fount) : std::string_view();
            item.shaped = &words_.shape(piece.fount, cut, (piece.level & 1U) != 0);
            item.hyphen = hyphen;
        }
    }

    void draw(Item& item) {
        if (item.piece->kind == Kind::object) {
            item.width = item.piece->width;
            m_.objects += item.width;
            return;
        }
        const Style& style = p_.style(*item.piece);
        draw_glyphs(item, style.size);
        const Length tracking = item.shaped->tracking(style);
        give_text(item, tracking);
        if (&item == &m_.items.back() && item.begin < item.end) { // nothing follows: no tracking
            m_.glyphs[item.shaped->right_to_left ? item.begin : item.end - 1].advance -= tracking;
            item.width -= tracking;
        }
        if (item.gap != nullptr && item.begin < item.end) {
            m_.glyphs[item.end - 1].advance += item.gap->natural;
            item.width += item.gap->natural;
            m_.gap_stretch += item.gap->stretch;
            m_.gap_shrink += item.gap->shrink;
        }
        (item.piece->kind == Kind::space ? m_.spaces : m_.words) += item.width;
    }

    void draw_glyphs(Item& item, Length size) {
        item.begin = static_cast<std::uint32_t>(m_.glyphs.size());
        item.end = item.begin + static_cast<std::uint32_t>(item.shaped->glyphs.size());
        m_.glyphs.resize(item.end);
        Glyph* glyph = m_.glyphs.data() + item.begin;
        for (const FacePart& part : item.shaped->parts) {
            const double unit =
                static_cast<double>(size.units()) / part.face->metrics().units_per_em;
            const auto length = [unit](std::int32_t units) { // rounded half away from zero
                const double exact = unit * units;
                return Length::raw(static_cast<std::int64_t>(exact + (exact < 0 ? -0.5 : 0.5)));
            };
            for (std::uint32_t i = part.begin; i < part.end; ++i, ++glyph) {
                const ShapedGlyph& shaped = item.shaped->glyphs[i];
                glyph->id = shaped.id;
                glyph->advance = length(shaped.advance);
                glyph->natural_advance = length(shaped.natural);
                glyph->dx = length(shaped.dx);
                glyph->dy = length(shaped.dy);
                item.width += glyph->advance;
            }
        }
    }

    // Text ranges of clusters: each ends where the logically next begins; the drawn hyphen's is the
    // soft hyphen. Tracking comes after each.
    void give_text(Item& item, Length tracking) {
        const auto& shaped = item.shaped->glyphs;
        Glyph* glyphs = m_.glyphs.data() + item.begin;
        const bool reversed = item.shaped->right_to_left;
        const auto letters = static_cast<std::uint32_t>(item.text.size());
        const std::uint32_t whole =
            letters + (item.hyphen ? static_cast<std::uint32_t>(soft_hyphen.size()) : 0);
        const auto bound = [&](std::uint32_t cluster) {
            return cluster > letters ? whole : cluster;
        };
        for (std::size_t i = 0; i < shaped.size();) {
            std::size_t next = i + 1;
            while (next < shaped.size() && shaped[next].cluster == shaped[i].cluster) {
                ++next;
            }
            const bool first = reversed ? next == shaped.size() : i == 0;
            const bool last = reversed ? i == 0 : next == shaped.size();
            const std::uint32_t begin = first ? 0 : bound(shaped[i].cluster);
            const std::uint32_t end = last ? whole : bound(shaped[reversed ? i - 1 : next].cluster);
            glyphs[i].text_begin = begin;
            glyphs[i].text_length = end - begin;
            for (std::size_t k = i + 1; k < next; ++k) {
                glyphs[k].text_begin = end;
            }
            glyphs[next - 1].advance += tracking;
            item.width += tracking;
            i = next;
        }
    }

    const Prepared& p_;
    Words& words_;
    LineEnds ends_;
    Material m_;
};

} // namespace

Material gather(const Prepared& prepared, Words& words, LineEnds ends) {
    return Gatherer(prepared, words, ends).run();
}

} // namespace carefold::text
