#include "pdf/fonts.hpp"

#include "diag/diag.hpp"

#include <algorithm>
#include <cmath>

namespace carefold::pdf {

namespace {

constexpr std::size_t codes = 65536;        // two bytes a code
constexpr std::size_t maps_per_block = 100; // the most a CMap operator takes (Adobe note 5014)

} // namespace

FontUse::FontUse(font::FacePtr face) : face_(std::move(face)), entries_(1) {}

// TrueType: the code is the slot, CIDToGIDMap leads on to the glyph. CFF fonts have no such map
// (ISO 32000-1, 9.7.4.2): there the code is the glyph, which then carries its first text only.
std::size_t FontUse::slot(Code code) const {
    return face_->is_cff() ? first_slot_[code.value] : code.value;
}

std::uint16_t FontUse::printed(std::size_t slot) const {
    return static_cast<std::uint16_t>(face_->is_cff() ? entries_[slot].glyph : slot);
}

Code FontUse::code(std::uint32_t glyph, std::string_view text) {
    if (first_slot_.size() <= glyph) {
        first_slot_.resize(glyph + 1);
    }
    std::size_t last = first_slot_[glyph];
    for (std::size_t at = last; at != 0; at = entries_[at].next) {
        if (entries_[at].text == text) {
            return {printed(at), true};
        }
        last = at;
    }
    if (last != 0 && (face_->is_cff() || entries_.size() >= codes)) {
        return {printed(first_slot_[glyph]), false};
    }
    if (frozen_) {
        missed_ = true;
        return {};
    }
    const auto fresh = static_cast<std::uint16_t>(entries_.size());
    const double em = face_->metrics().units_per_em;
    entries_.push_back(
        {glyph, std::string(text), std::llround(face_->advance(glyph) * 1e6 / em), 0});
    (last != 0 ? entries_[last].next : first_slot_[glyph]) = fresh;
    return {printed(fresh), true};
}

std::vector<std::uint32_t> FontUse::glyphs() const {
    std::vector<std::uint32_t> all;
    for (std::size_t glyph = 1; glyph < first_slot_.size(); ++glyph) {
        if (first_slot_[glyph] != 0) {
            all.push_back(static_cast<std::uint32_t>(glyph));
        }
    }
    return all;
}

/// "ABCDEF+Name": six letters from face and glyphs (9.6.4), the same on every run.
std::string FontUse::tagged_name() const {
    Hash hash;
    hash.add(face_->postscript_name());
    for (const std::uint32_t glyph : glyphs()) {
        hash.add({reinterpret_cast<const char*>(&glyph), sizeof glyph});
    }
    std::string name;
    for (std::uint64_t rest = hash.value(); name.size() < 6; rest /= 26) {
        name += static_cast<char>('A' + rest % 26);
    }
    name += '+';
    for (const char c : face_->postscript_name()) {
        const bool regular = c > ' ' && c <= '~' &&
                             std::string_view("()<>[]{}/%#").find(c) == std::string_view::npos;
        name += regular ? c : '-';
    }
    return name;
}

// 9.10.3, and ISO 19005-2, 6.2.11.7: every code has a value, none is 0, U+FEFF or U+FFFE.
std::string FontUse::unicode_map() const {
    std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                      "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                      "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n";
    std::vector<std::size_t> order; // by code
    for (std::size_t slot = 1; slot < entries_.size(); ++slot) {
        order.push_back(slot);
    }
    std::sort(order.begin(), order.end(),
              [this](std::size_t a, std::size_t b) { return printed(a) < printed(b); });
    for (std::size_t begin = 0; begin < order.size(); begin += maps_per_block) {
        const std::size_t count = std::min(maps_per_block, order.size() - begin);
        append_integer(out, static_cast<std::int64_t>(count));
        out += " beginbfchar\n";
        for (std::size_t i = begin; i < begin + count; ++i) {
            const std::string& text = entries_[order[i]].text;
            out += '<';
            append_hex(out, printed(order[i]), 2);
            out += "><";
            append_utf16_hex(out, text.empty() ? "\u200B" : text);
            out += ">\n";
        }
        out += "endbfchar\n";
    }
    out += "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    return out;
}

// 9.7.4.3: "first [w w …]", one group for each stretch of consecutive codes.
std::string FontUse::widths() const {
    std::vector<std::pair<std::uint16_t, Milli>> by_code;
    for (std::size_t slot = 1; slot < entries_.size(); ++slot) {
        by_code.emplace_back(printed(slot), entries_[slot].width);
    }
    std::sort(by_code.begin(), by_code.end());
    std::string out = "/W[";
    for (std::size_t i = 0; i < by_code.size(); ++i) {
        if (i == 0 || by_code[i].first != by_code[i - 1].first + 1) {
            out += i == 0 ? "" : "]";
            append_integer(out, by_code[i].first);
            out += '[';
        } else {
            out += ' ';
        }
        append_milli(out, by_code[i].second);
    }
    out += by_code.empty() ? "]" : "]]";
    return out;
}

/// The CIDToGIDMap stream (9.7.4.2): two bytes a code, high byte first.
std::string FontUse::glyph_map(const font::Subset& subset) const {
    std::string out(entries_.size() * 2, '\0');
    for (std::size_t slot = 1; slot < entries_.size(); ++slot) {
        const auto found = subset.glyphs.find(entries_[slot].glyph);
        const std::uint32_t glyph = found == subset.glyphs.end() ? 0 : found->second;
        out[slot * 2] = static_cast<char>(glyph >> 8);
        out[slot * 2 + 1] = static_cast<char>(glyph & 0xFFU);
    }
    return out;
}

// 9.8. Flags: 1 fixed pitch, 2 serif, 4 symbolic (glyphs outside the standard Latin set may
// occur), 64 italic. StemV is not in the font file: the usual estimate from the weight.
std::string FontUse::descriptor(const std::string& name) const {
    const font::Metrics& m = face_->metrics();
    const auto scaled = [&m](int units) { return units * 1000LL / m.units_per_em; };
    const int flags =
        4 + (m.fixed_pitch ? 1 : 0) + (m.serif ? 2 : 0) + (m.italic_angle != 0 ? 64 : 0);
    std::string out = "/Type/FontDescriptor/FontName/" + name + "/Flags ";
    append_integer(out, flags);
    out += "/FontBBox[";
    for (const int edge : {m.x_min, m.y_min, m.x_max, m.y_max}) {
        append_integer(out, scaled(edge));
        out += ' ';
    }
    out.back() = ']';
    out += "/ItalicAngle ";
    append_milli(out, std::llround(m.italic_angle * 1000));
    const std::pair<const char*, long long> numbers[] = {
        {"/Ascent ", scaled(m.ascent)},
        {"/Descent ", scaled(m.descent)},
        {"/CapHeight ", scaled(m.cap_height)},
        {"/XHeight ", scaled(m.x_height)},
        {"/StemV ", 10 + 220LL * (m.weight - 50) / 900},
    };
    for (const auto& [key, value] : numbers) {
        out += key;
        append_integer(out, value);
    }
    return out;
}

Ref FontUse::write(ObjectWriter& objects, diag::Sink& sink) const {
    const auto subset = font::subset(*face_, glyphs());
    if (!subset) {
        sink.error("pdf.font-not-embedded", diag::file_span(face_->path()),
                   "font " + face_->postscript_name() + " cannot be embedded",
                   "choose another family in the layout");
        return 0;
    }
    const std::string name = tagged_name();
    const std::string_view data(reinterpret_cast<const char*>(subset->data.data()),
                                subset->data.size());
    const Ref program = objects.add_stream(
        subset->cff ? "/Subtype/CIDFontType0C" : "/Length1 " + std::to_string(data.size()), data);
    const Ref description = objects.add(
        descriptor(name) + (subset->cff ? "/FontFile3 " : "/FontFile2 ") + to_ref(program));

    std::string inner = "/Type/Font/Subtype/CIDFontType";
    inner += subset->cff ? '0' : '2';
    inner += "/BaseFont/" + name +
             "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
             "/FontDescriptor " +
             to_ref(description) + widths();
    if (!subset->cff) {
        inner += "/CIDToGIDMap " + to_ref(objects.add_stream("", glyph_map(*subset)));
    }
    const Ref descendant = objects.add(std::move(inner));
    const Ref unicode = objects.add_stream("", unicode_map());
    // 9.7.6.2: a Type0 font over a CFF descendant is named after both font and CMap.
    return objects.add("/Type/Font/Subtype/Type0/BaseFont/" + name +
                       (subset->cff ? "-Identity-H" : "") +
                       "/Encoding/Identity-H/DescendantFonts[" + to_ref(descendant) +
                       "]/ToUnicode " + to_ref(unicode));
}

std::size_t Fonts::use(const font::FacePtr& face) {
    for (std::size_t i = 0; i < fonts_.size(); ++i) {
        if (&fonts_[i].face() == face.get()) {
            return i;
        }
    }
    fonts_.emplace_back(face);
    return fonts_.size() - 1;
}

std::size_t Fonts::use_extra(const font::FacePtr& face) {
    for (auto i = static_cast<std::size_t>(frozen_); i < fonts_.size(); ++i) {
        if (&fonts_[i].face() == face.get()) {
            return i;
        }
    }
    fonts_.emplace_back(face);
    return fonts_.size() - 1;
}

void Fonts::freeze() {
    for (FontUse& font : fonts_) {
        font.freeze();
    }
    frozen_ = static_cast<std::ptrdiff_t>(fonts_.size());
}

std::string Fonts::write(ObjectWriter& objects, diag::Sink& sink) const {
    return write(0, objects, sink);
}

std::string Fonts::write_extra(ObjectWriter& objects, diag::Sink& sink) const {
    return write(static_cast<std::size_t>(frozen_), objects, sink);
}

std::string Fonts::write(std::size_t from, ObjectWriter& objects, diag::Sink& sink) const {
    std::string out;
    for (std::size_t i = from; i < fonts_.size(); ++i) {
        if (const Ref font = fonts_[i].write(objects, sink)) {
            out += "/F" + std::to_string(i) + ' ' + to_ref(font);
        }
    }
    return out;
}

} // namespace carefold::pdf
