// Fonts of one document: a code for every (glyph, source text) pair, then the font objects.
// The text a glyph stands for is part of its code, so one hyphen glyph can be a real hyphen here
// and a soft one at a line's end, and both come back out right (ISO 32000-1, 9.10).
#pragma once

#include "font/font.hpp"
#include "pdf/objects.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::pdf {

struct Code {
    std::uint16_t value = 0;
    bool exact = true; // the font's Unicode map gives back the very text asked for
};

class FontUse {
  public:
    explicit FontUse(font::FacePtr face);

    /// `glyph` is not 0.
    Code code(std::uint32_t glyph, std::string_view text);
    /// From now on no code is made; what would want one is remembered as missed.
    void freeze() { frozen_ = true; }
    bool frozen() const { return frozen_; }
    /// Since it was last asked.
    bool missed() { return std::exchange(missed_, false); }
    /// As written in the font's widths, in 1/1000 of 1/1000 em.
    Milli width(Code code) const { return entries_[slot(code)].width; }
    const font::Face& face() const { return *face_; }

    /// Writes all objects of the font; 0 and a finding when it cannot be embedded.
    Ref write(ObjectWriter& objects, diag::Sink& sink) const;

  private:
    struct Entry {
        std::uint32_t glyph = 0;
        std::string text;
        Milli width = 0;
        std::uint16_t next = 0; // another text of the same glyph
    };
    std::size_t slot(Code code) const;
    std::string unicode_map() const;
    std::string widths() const;
    std::string glyph_map(const font::Subset& subset) const;
    std::string descriptor(const std::string& name) const;
    std::vector<std::uint32_t> glyphs() const;
    std::string tagged_name() const;
    std::uint16_t printed(std::size_t slot) const;

    font::FacePtr face_;
    std::vector<Entry> entries_;            // [0] stands for .notdef
    std::vector<std::uint16_t> first_slot_; // by glyph; 0: not used yet
    bool frozen_ = false, missed_ = false;
};

class Fonts {
  public:
    /// Position of the face among the document's fonts; its resource is "F" and that number.
    std::size_t use(const font::FacePtr& face);
    FontUse& at(std::size_t index) { return fonts_[index]; }
    /// Another font of a face whose font is frozen, for the codes that one misses.
    std::size_t use_extra(const font::FacePtr& face);
    /// The fonts there are get no more codes; fonts that come later are extra.
    void freeze();
    void drop_extra() { fonts_.erase(fonts_.begin() + frozen_, fonts_.end()); }
    bool has_extra() const { return fonts_.size() > static_cast<std::size_t>(frozen_); }

    /// Entries of the Font resource dictionary: of the fonts before freezing, or the extra ones.
    std::string write(ObjectWriter& objects, diag::Sink& sink) const;
    std::string write_extra(ObjectWriter& objects, diag::Sink& sink) const;

  private:
    std::string write(std::size_t from, ObjectWriter& objects, diag::Sink& sink) const;
    std::vector<FontUse> fonts_;
    std::ptrdiff_t frozen_ = 0;
};

} // namespace carefold::pdf
