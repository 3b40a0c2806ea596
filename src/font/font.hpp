// font: faces, coverage, fallback, metrics, subsets.
// Enters: a list of declared font files. Leaves: immutable faces, subset bytes.
// Never here: shaping (text), PDF objects (pdf), reading fonts.xml (design).
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct hb_font_t;
struct hb_face_t;

namespace carefold::font {

/// A declared face: which file serves family + weight + slant. `scripts`: ISO 15924 codes the
/// family is the fallback for ("Arab"), may be empty.
struct Declaration {
    std::string family;
    bool bold = false;
    bool italic = false;
    std::string file;    // name, looked up in the library's folders
    unsigned index = 0;  // within a collection
    std::string package; // Debian package that ships it, for the hint
    std::vector<std::string> scripts;
    diag::Span span;
};

/// In font units (1/units_per_em of the size).
struct Metrics {
    int units_per_em = 1000;
    int ascent = 0, descent = 0; // descent negative
    int cap_height = 0, x_height = 0;
    int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
    double italic_angle = 0;
    int weight = 400;
    bool fixed_pitch = false, serif = false;
};

/// One font file (or one member of a collection), memory-mapped. Immutable, shareable.
class Face {
  public:
    ~Face();
    /// nullptr when the file is missing or no usable font.
    static std::shared_ptr<const Face> open(const std::string& path, unsigned index);

    const std::string& postscript_name() const { return postscript_name_; }
    const std::string& path() const { return path_; }
    const Metrics& metrics() const { return metrics_; }
    bool is_cff() const { return cff_; }
    std::uint32_t glyph(char32_t character) const; // 0 when not covered
    bool covers(char32_t character) const { return glyph(character) != 0; }
    int advance(std::uint32_t glyph) const;       // font units
    bool has_feature(std::string_view tag) const; // GSUB feature, "smcp"
    /// Shared, immutable; scale is units per em. For text's shaper only.
    hb_font_t* shaper() const { return font_; }
    hb_face_t* tables() const { return face_; }

    Face(const Face&) = delete;
    Face& operator=(const Face&) = delete;

  private:
    Face() = default;
    void read_metrics();
    std::string path_;
    std::string postscript_name_;
    Metrics metrics_;
    hb_face_t* face_ = nullptr;
    hb_font_t* font_ = nullptr;
    bool cff_ = false;
};
using FacePtr = std::shared_ptr<const Face>;

/// The declared faces, opened on first use. Not for sharing between threads (faces are).
class Library {
  public:
    Library(std::vector<Declaration> declarations, std::vector<std::string> folders);

    /// Family with weight and slant. Falls back bold-italic -> bold or italic -> regular with a
    /// warning font.missing-style; an undeclared family or missing file is an error (font.unknown-
    /// family, font.missing-file with the package to install) and gives nullptr.
    FacePtr find(const std::string& family, bool bold, bool italic, const diag::Span& span,
                 diag::Sink& sink);
    /// A declared face of the wanted weight and slant that covers the character, in declaration
    /// order; nullptr when none does.
    FacePtr fallback(char32_t character, bool bold, bool italic);

    struct Status {
        const Declaration* declaration;
        std::string path; // empty when missing
    };
    std::vector<Status> status() const;

  private:
    std::string locate(const std::string& file) const;
    FacePtr open(std::size_t declaration);
    std::vector<Declaration> declarations_;
    std::vector<std::string> folders_;
    std::map<std::size_t, FacePtr> opened_;
};

struct Subset {
    std::vector<std::uint8_t> data; // sfnt, or the bare "CFF " table when cff
    // Face glyph id -> what shows it: the subset glyph id; in CFF the CID, the same number.
    std::map<std::uint32_t, std::uint32_t> glyphs;
    bool cff = false;
};

/// Subset with just these glyphs (and .notdef), layout tables and hinting dropped; TrueType glyphs
/// renumbered in ascending order of id. nullopt when the font cannot be subset.
std::optional<Subset> subset(const Face& face, const std::vector<std::uint32_t>& glyphs);

} // namespace carefold::font
