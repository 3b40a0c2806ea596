// A chosen line is set from the very glyphs that will be drawn: the pieces between its two breaks,
// words cut by the breaks shaped anew, put in visual order (UAX #9, L2), spaces and glyph scale
// solved so that the line ends exactly at its measure, and gathered into runs.
#include "text/parts.hpp"

#include <unicode/ubidi.h>

#include <algorithm>
#include <cmath>

namespace carefold::text {

namespace {

constexpr std::string_view soft_hyphen = "\u00AD";
constexpr double tightest_space = 0.75;
// How much a space may differ before the glyphs are asked for all they can give: the weight of one
// against the other when a line is evened out.
constexpr double space_ease = 0.12;
const Length overfull_slack = Length::raw(2048); // 1/32 pt

// What one piece contributes to this line.
struct Item {
    const Piece* piece = nullptr;
    const ShapedWord* shaped = nullptr;
    std::string text;        // with a soft hyphen when one is drawn
    std::size_t letters = 0; // bytes of it before the drawn hyphen
    std::vector<Glyph> glyphs;
    Length width; // of glyphs or object, unstretched
};

// Part of an item in one face: what runs are made of.
struct Atom {
    const Item* item = nullptr;
    font::FacePtr face;             // nullptr for an object
    std::size_t begin = 0, end = 0; // glyphs
};

struct Setting {
    Length x;
    double scale = 1; // of glyphs
    Length spaces;    // all spaces together, before scale
    bool full = false;
};

class LineMaker {
  public:
    LineMaker(const Prepared& prepared, Words& words, const Options& options, LineEnds ends)
        : p_(prepared), words_(words), options_(options), ends_(ends) {}

    Line make() {
        gather();
        draw();
        line_.width = options_.measures[std::min(ends_.number, options_.measures.size() - 1)];
        line_.natural_width = words_width_ + spaces_width_ + fixed_width_;
        line_.last = ends_.to->forced;
        line_.hyphenated = ends_.to->hyphen;
        const Setting setting = solve();
        stretch_spaces(setting);
        emit(setting);
        measure_height();
        return std::move(line_);
    }

  private:
    bool mirrored() const { return p_.paragraph->direction == locale::Direction::right_to_left; }

    void gather() {
        const std::uint32_t begin = ends_.from->next;
        const std::uint32_t end = ends_.to->offset;
        std::size_t i = ends_.from->piece;
        while (i < p_.pieces.size() && p_.pieces[i].end <= begin) {
            ++i;
        }
        for (; i < p_.pieces.size() && p_.pieces[i].begin < end; ++i) {
            const Piece& piece = p_.pieces[i];
            const std::uint32_t from = std::max(begin, piece.begin);
            const std::uint32_t to = std::min(end, piece.end);
            Item item;
            item.piece = &piece;
            item.shaped = piece.shaped;
            item.text = p_.clean.text.substr(from, to - from);
            item.letters = item.text.size();
            const bool hyphen = ends_.to->hyphen && to == end;
            if (piece.kind == Kind::word && (hyphen || to - from < piece.end - piece.begin)) {
                std::string cut = item.text;
                cut += hyphen ? words_.hyphen(piece.fount) : std::string_view();
                item.shaped = &words_.shape(piece.fount, cut, (piece.level & 1U) != 0);
                item.text += hyphen ? soft_hyphen : std::string_view();
            }
            items_.push_back(std::move(item));
        }
    }

    void draw() {
        for (Item& item : items_) {
            if (item.piece->kind == Kind::object) {
                item.width = item.piece->width;
                fixed_width_ += item.width;
                continue;
            }
            draw_glyphs(item);
            if (&item == &items_.back() && !item.glyphs.empty()) { // nothing follows: no tracking
                Glyph& last = item.shaped->right_to_left ? item.glyphs.front() : item.glyphs.back();
                last.advance -= p_.style(*item.piece).tracking;
                item.width -= p_.style(*item.piece).tracking;
            }
            (item.piece->kind == Kind::space ? spaces_width_ : words_width_) += item.width;
        }
    }

    void draw_glyphs(Item& item) const {
        const Style& style = p_.style(*item.piece);
        const auto& shaped = item.shaped->glyphs;
        item.glyphs.resize(shaped.size());
        for (const FacePart& part : item.shaped->parts) {
            const double em = part.face->metrics().units_per_em;
            const auto length = [&](std::int32_t units) {
                return units == 0 ? Length() : style.size.scaled(units / em);
            };
            for (std::size_t i = part.begin; i < part.end; ++i) {
                Glyph& glyph = item.glyphs[i];
                glyph.id = shaped[i].id;
                glyph.advance = length(shaped[i].advance);
                glyph.natural_advance = shaped[i].natural == shaped[i].advance
                                            ? glyph.advance
                                            : length(shaped[i].natural);
                glyph.dx = length(shaped[i].dx);
                glyph.dy = length(shaped[i].dy);
                item.width += glyph.advance;
            }
        }
        give_text(item, style.tracking);
    }

    // Text ranges of clusters: each ends where the logically next begins, the drawn hyphen's is
    // the soft hyphen. Tracking comes after each.
    static void give_text(Item& item, Length tracking) {
        const auto& shaped = item.shaped->glyphs;
        const bool reversed = item.shaped->right_to_left;
        const auto bound = [&](std::uint32_t cluster) {
            return static_cast<std::uint32_t>(std::min<std::size_t>(
                cluster, cluster > item.letters ? item.text.size() : item.letters));
        };
        const auto whole = static_cast<std::uint32_t>(item.text.size());
        for (std::size_t i = 0; i < shaped.size();) {
            std::size_t next = i + 1;
            while (next < shaped.size() && shaped[next].cluster == shaped[i].cluster) {
                ++next;
            }
            const bool first = reversed ? next == shaped.size() : i == 0;
            const bool last = reversed ? i == 0 : next == shaped.size();
            const std::uint32_t begin = first ? 0 : bound(shaped[i].cluster);
            const std::uint32_t end = last ? whole : bound(shaped[reversed ? i - 1 : next].cluster);
            item.glyphs[i].text_begin = begin;
            item.glyphs[i].text_length = end - begin;
            for (std::size_t k = i + 1; k < next; ++k) {
                item.glyphs[k].text_begin = end;
            }
            item.glyphs[next - 1].advance += tracking;
            item.width += tracking;
            i = next;
        }
    }

    Setting solve() {
        const Length indent = ends_.number == 0 ? options_.first_indent : Length();
        const Length hang_start = ends_.from->hang_next;
        const Length hang_end = ends_.to->hang_end;
        const Length left = mirrored() ? hang_end : hang_start;
        const Length right = mirrored() ? hang_start : hang_end;
        const Length available = line_.width - indent;
        const Length target = available + hang_start + hang_end;
        Setting setting;
        setting.spaces = spaces_width_;
        const bool too_long = line_.natural_width > target;
        if (options_.align == Align::justify && (too_long || !line_.last)) {
            justify(setting, target);
        }
        const Length drawn = (words_width_ + setting.spaces).scaled(setting.scale) + fixed_width_;
        line_.overfull = drawn > target + overfull_slack;
        line_.justified = setting.full && !line_.last;
        setting.x = mirrored() ? Length() : indent;
        const Align align = options_.align;
        const bool at_left = (align == Align::end) == mirrored();
        if (align == Align::center) {
            setting.x += (available - drawn) / 2;
        } else if (setting.full || at_left) {
            setting.x -= left;
        } else {
            setting.x += available + right - drawn;
        }
        return setting;
    }

    // Shares what is missing (or too much) between glyphs and spaces so that the sum of squares of
    // both, each measured by its ease, is least; then keeps the spaces in bounds if the glyphs can.
    void justify(Setting& setting, Length target) {
        const double glyphs = words_width_.to_pt();
        const double spaces = spaces_width_.to_pt();
        const double most = options_.max_glyph_stretch;
        const double missing = (target - line_.natural_width).to_pt();
        double bend = 0;
        if (spaces > 0) {
            const double a = glyphs * most * most;
            const double b = spaces * space_ease * space_ease;
            bend = a > 0 ? missing * a / (glyphs * a + spaces * b) : 0;
            const double least = (missing - space_stretch * spaces) / std::max(glyphs, 1e-9);
            const double largest = (missing + space_shrink * spaces) / std::max(glyphs, 1e-9);
            bend = std::min(std::max(bend, least), largest);
        } else if (glyphs > 0) {
            bend = missing / glyphs;
        }
        bend = std::clamp(bend, -most, most);
        setting.scale = 1 + bend;
        if (spaces > 0) {
            const double ratio = (missing - glyphs * bend) / spaces + 1;
            setting.full = ratio >= tightest_space;
            setting.spaces =
                setting.full
                    ? Length::raw(std::llround(
                          static_cast<double>((target - fixed_width_).units()) / setting.scale)) -
                          words_width_
                    : spaces_width_.scaled(tightest_space / setting.scale);
        } else {
            setting.full = std::abs(missing - glyphs * bend) < 0.01;
        }
    }

    void stretch_spaces(const Setting& setting) {
        line_.stretch = setting.scale;
        std::int64_t count = 0;
        Length natural;
        Length set;
        for (Item& item : items_) {
            if (item.piece->kind != Kind::space || item.glyphs.empty() || item.width <= Length()) {
                continue;
            }
            const double before = item.width.to_pt();
            natural += item.width;
            const Length until =
                setting.spaces.scaled(natural.to_pt() / std::max(spaces_width_.to_pt(), 1e-9));
            item.glyphs.back().advance += until - set - item.width;
            item.width = until - set;
            set = until;
            ++count;
            line_.max_space_ratio = std::max(count == 1 ? 0.0 : line_.max_space_ratio,
                                             item.width.to_pt() * setting.scale / before);
        }
        if (count > 0) {
            line_.mean_space = set.scaled(setting.scale) / count;
            line_.space_ratio = set.to_pt() * setting.scale / natural.to_pt();
        }
    }

    std::vector<Atom> visual_atoms() const {
        const auto count = items_.size();
        std::vector<UBiDiLevel> levels(count);
        std::vector<int32_t> order(count);
        bool plain = true;
        for (std::size_t i = 0; i < count; ++i) {
            levels[i] = items_[i].piece->level;
            order[i] = static_cast<int32_t>(i);
            plain = plain && levels[i] == 0;
        }
        if (!plain) {
            ubidi_reorderVisual(levels.data(), static_cast<int32_t>(count), order.data());
        }
        std::vector<Atom> atoms;
        atoms.reserve(count + 1);
        for (const int32_t index : order) {
            const Item& item = items_[static_cast<std::size_t>(index)];
            if (item.piece->kind == Kind::object) {
                atoms.push_back({&item, nullptr, 0, 0});
                continue;
            }
            for (const FacePart& part : item.shaped->parts) {
                atoms.push_back({&item, part.face, part.begin, part.end});
            }
        }
        return atoms;
    }

    bool same_run(const Atom& a, const Atom& b) const {
        const Span& x = p_.span(*a.item->piece);
        const Span& y = p_.span(*b.item->piece);
        return a.face && a.face == b.face && x.style == y.style && x.owner == y.owner &&
               a.item->piece->level == b.item->piece->level;
    }

    void emit(const Setting& setting) {
        const std::vector<Atom> atoms = visual_atoms();
        Length glyph_pen; // unstretched
        Length fixed_pen;
        const auto pen = [&] { return setting.x + glyph_pen.scaled(setting.scale) + fixed_pen; };
        for (std::size_t i = 0; i < atoms.size();) {
            std::size_t end = i + 1;
            while (end < atoms.size() && same_run(atoms[i], atoms[end])) {
                ++end;
            }
            const Piece& piece = *atoms[i].item->piece;
            Run run;
            run.style = p_.span(piece).style;
            run.owner = p_.span(piece).owner;
            run.x = pen();
            run.right_to_left = (piece.level & 1U) != 0;
            run.object = piece.kind == Kind::object;
            if (run.object) {
                run.face = p_.style(piece).face;
                run.text = atoms[i].item->text;
                fixed_pen += atoms[i].item->width;
            } else {
                run.face = atoms[i].face;
                fill(run, {atoms.begin() + static_cast<std::ptrdiff_t>(i),
                           atoms.begin() + static_cast<std::ptrdiff_t>(end)});
            }
            for (const Glyph& glyph : run.glyphs) {
                glyph_pen += glyph.advance;
            }
            run.width = pen() - run.x;
            line_.runs.push_back(std::move(run));
            i = end;
        }
    }

    // Glyphs in visual order, text in logical order.
    static void fill(Run& run, const std::vector<Atom>& atoms) {
        std::vector<std::uint32_t> shift(atoms.size());
        std::size_t glyphs = 0;
        for (std::size_t k = 0; k < atoms.size(); ++k) {
            const std::size_t logical = run.right_to_left ? atoms.size() - 1 - k : k;
            const Atom& atom = atoms[logical];
            std::uint32_t begin = UINT32_MAX;
            std::uint32_t end = 0;
            for (std::size_t i = atom.begin; i < atom.end; ++i) {
                const Glyph& glyph = atom.item->glyphs[i];
                begin = std::min(begin, glyph.text_begin);
                end = std::max(end, glyph.text_begin + glyph.text_length);
            }
            shift[logical] = static_cast<std::uint32_t>(run.text.size()) - begin; // modulo 2^32
            run.text.append(atom.item->text, begin, end - begin);
            glyphs += atom.end - atom.begin;
        }
        run.glyphs.reserve(glyphs);
        for (std::size_t k = 0; k < atoms.size(); ++k) {
            for (std::size_t i = atoms[k].begin; i < atoms[k].end; ++i) {
                run.glyphs.push_back(atoms[k].item->glyphs[i]);
                run.glyphs.back().text_begin += shift[k];
            }
        }
    }

    void measure_height() {
        const auto include = [this](const font::Face& face, const Style& style) {
            const font::Metrics& m = face.metrics();
            const double em = m.units_per_em;
            line_.ascent = max(line_.ascent, style.size.scaled(m.ascent / em) + style.rise);
            line_.descent = max(line_.descent, style.size.scaled(-m.descent / em) - style.rise);
        };
        for (const Run& run : line_.runs) {
            if (!run.object) {
                include(*run.face, p_.paragraph->styles[run.style]);
            }
        }
        if (line_.runs.empty()) { // between two forced breaks: as high as its own break's style
            const std::size_t at = std::min<std::size_t>(ends_.to->piece, p_.pieces.size() - 1);
            include(*p_.style(p_.pieces[at]).face, p_.style(p_.pieces[at]));
        }
    }

    const Prepared& p_;
    Words& words_;
    const Options& options_;
    LineEnds ends_;
    Line line_;
    std::vector<Item> items_;
    Length words_width_, spaces_width_, fixed_width_;
};

} // namespace

Line make_line(const Prepared& prepared, Words& words, const Options& options, LineEnds ends) {
    return LineMaker(prepared, words, options, ends).make();
}

} // namespace carefold::text
