// Fonts of one document: a code for every (glyph, source text) pair, then the font objects.
// The text a glyph stands for is part of its code, so one hyphen glyph can be a real hyphen here
// and a soft one at a line's end, and both come back out right (ISO 32000-1, 9.10).
#pragma once

#include "font/font.hpp"
#include "pdf/objects.hpp"

#include <cstdint>
#include <string>
#include <string_view>
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
    /// As written in the font's widths, in 1/1000 of 1/1000 em.
    Milli width(Code code) const { return entries_[slot(code)].width; }
    const font::Face& face() const { return *face_; }

    /// Writes all objects of the font; 0 and a finding when it cannot be embedded.
    Ref write(Objects& objects, diag::Sink& sink) const;

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
};

class Fonts {
  public:
    /// Position of the face among the document's fonts; its resource is "F" and that number.
    std::size_t use(const font::FacePtr& face);
    FontUse& at(std::size_t index) { return fonts_[index]; }
    /// Entries of the Font resource dictionary.
    std::string write(Objects& objects, diag::Sink& sink) const;

  private:
    std::vector<FontUse> fonts_;
};

} // namespace carefold::pdf
