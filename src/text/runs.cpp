// Items in visual order (UAX #9, rule L2), gathered into runs of one face, style, owner and
// direction. A run's glyphs are in visual order, its text in logical order.
#include "text/parts.hpp"

#include <unicode/ubidi.h>

#include <algorithm>
#include <span>

namespace carefold::text {

namespace {

// Part of an item in one face: what runs are made of.
struct Atom {
    const Item* item = nullptr;
    const font::FacePtr* face = nullptr; // nullptr for an object
    std::uint32_t begin = 0, end = 0;    // Material::glyphs
};

std::vector<Atom> visual_atoms(const Material& m) {
    const auto count = m.items.size();
    std::vector<UBiDiLevel> levels(count);
    std::vector<int32_t> order(count);
    bool plain = true;
    for (std::size_t i = 0; i < count; ++i) {
        levels[i] = m.items[i].piece->level;
        order[i] = static_cast<int32_t>(i);
        plain = plain && levels[i] == 0;
    }
    if (!plain) {
        ubidi_reorderVisual(levels.data(), static_cast<int32_t>(count), order.data());
    }
    std::vector<Atom> atoms;
    atoms.reserve(count + 1);
    for (const int32_t index : order) {
        const Item& item = m.items[static_cast<std::size_t>(index)];
        if (item.piece->kind == Kind::object) {
            atoms.push_back({&item, nullptr, 0, 0});
            continue;
        }
        for (const FacePart& part : item.shaped->parts) {
            atoms.push_back({&item, &part.face, item.begin + part.begin, item.begin + part.end});
        }
    }
    return atoms;
}

bool same_run(const Prepared& p, const Atom& a, const Atom& b) {
    if (a.face == nullptr || b.face == nullptr || *a.face != *b.face) {
        return false;
    }
    const Span& x = p.span(*a.item->piece);
    const Span& y = p.span(*b.item->piece);
    return x.style == y.style && x.owner == y.owner && a.item->piece->level == b.item->piece->level;
}

// The bytes of its item's text that an atom shows.
struct Range {
    std::uint32_t begin = UINT32_MAX, end = 0;
};
Range text_of(const Material& m, const Atom& atom) {
    Range range;
    const Item& item = *atom.item;
    if (atom.begin == item.begin && atom.end == item.end) { // nearly always: one face a word
        const std::size_t hyphen = item.hyphen ? soft_hyphen.size() : 0;
        return {0, static_cast<std::uint32_t>(item.text.size() + hyphen)};
    }
    for (std::uint32_t i = atom.begin; i < atom.end; ++i) {
        const Glyph& glyph = m.glyphs[i];
        range.begin = std::min(range.begin, glyph.text_begin);
        range.end = std::max(range.end, glyph.text_begin + glyph.text_length);
    }
    return range;
}

void fill(Run& run, const Material& m, std::span<const Atom> atoms) {
    std::vector<std::uint32_t> shift(atoms.size());
    std::size_t glyphs = 0;
    for (std::size_t k = 0; k < atoms.size(); ++k) {
        const std::size_t logical = run.right_to_left ? atoms.size() - 1 - k : k;
        const Atom& atom = atoms[logical];
        const Range range = text_of(m, atom);
        shift[logical] = static_cast<std::uint32_t>(run.text.size()) - range.begin; // modulo 2^32
        run.text.append(atom.item->text.substr(range.begin, range.end - range.begin));
        if (range.end > atom.item->text.size()) {
            run.text.append(soft_hyphen);
        }
        glyphs += atom.end - atom.begin;
    }
    run.glyphs.resize(glyphs);
    Glyph* next = run.glyphs.data();
    for (std::size_t k = 0; k < atoms.size(); ++k) {
        for (std::uint32_t i = atoms[k].begin; i < atoms[k].end; ++i, ++next) {
            *next = m.glyphs[i];
            next->text_begin += shift[k];
        }
    }
}

void measure_height(const Prepared& p, Line& line) {
    const auto include = [&line](const font::Face& face, const Style& style) {
        const font::Metrics& metrics = face.metrics();
        const double em = metrics.units_per_em;
        line.ascent = max(line.ascent, style.size.scaled(metrics.ascent / em) + style.rise);
        line.descent = max(line.descent, style.size.scaled(-metrics.descent / em) - style.rise);
    };
    for (const Run& run : line.runs) {
        if (!run.object) {
            include(*run.face, p.paragraph->styles[run.style]);
        }
    }
}

} // namespace

void emit_runs(const Material& material, const Prepared& prepared, const Setting& setting,
               Line& line) {
    const std::vector<Atom> atoms = visual_atoms(material);
    Length glyph_pen; // unstretched
    Length object_pen;
    Length x = setting.x;
    for (std::size_t i = 0; i < atoms.size();) {
        std::size_t end = i + 1;
        while (end < atoms.size() && same_run(prepared, atoms[i], atoms[end])) {
            ++end;
        }
        const Piece& piece = *atoms[i].item->piece;
        Run& run = line.runs.emplace_back();
        run.style = prepared.span(piece).style;
        run.owner = prepared.span(piece).owner;
        run.x = x;
        run.right_to_left = (piece.level & 1U) != 0;
        run.object = piece.kind == Kind::object;
        if (run.object) {
            run.face = prepared.style(piece).face;
            run.text = atoms[i].item->text;
            object_pen += atoms[i].item->width;
        } else {
            run.face = *atoms[i].face;
            fill(run, material, std::span(atoms).subspan(i, end - i));
        }
        for (const Glyph& glyph : run.glyphs) {
            glyph_pen += glyph.advance;
        }
        // From the sums, not run by run: rounding must not creep along the line.
        x = setting.x + glyph_pen.scaled(setting.scale) + object_pen;
        run.width = x - run.x;
        i = end;
    }
    measure_height(prepared, line);
}

} // namespace carefold::text
