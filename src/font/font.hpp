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
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

struct hb_blob_t;
struct hb_font_t;
struct hb_face_t;

namespace carefold::font {

enum class Style : std::uint8_t { any, serif, sans };

/// A declared face: which file serves family + weight + slant. `scripts`: ISO 15924 codes it steps
/// in for ("Arab"; "Zyyy": signs of no script) and no others; empty: whatever it covers.
struct Declaration {
    std::string family;
    bool bold = false;
    bool italic = false;
    std::string file;    // name, looked up in the library's folders
    unsigned index = 0;  // within a collection
    std::string package; // Debian package that ships it, for the hint
    std::vector<std::string> scripts;
    std::vector<std::string> languages; // BCP 47 ranges it is drawn for; "zh" is "zh-CN" too
    Style style = Style::any;
    std::string version; // proofed with; may be empty
    diag::Span span;
};

/// In font units (1/units_per_em of the size).
struct Metrics {
    int units_per_em = 1000, ascent = 0, descent = 0; // descent negative
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
    /// A glyph of its own, those of its parts, or none needed (controls, joiners, spaces).
    bool shows(char32_t character) const;
    std::string family() const, version() const; // as the file has them; "2.007"
    /// ISO 15924 codes of the scripts it has a dozen characters of or more, most first.
    std::vector<std::string> scripts() const;
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
    std::string path_, postscript_name_;
    Metrics metrics_;
    std::shared_ptr<hb_blob_t> file_;
    hb_face_t* face_ = nullptr;
    hb_font_t* font_ = nullptr;
    bool cff_ = false;
};
using FacePtr = std::shared_ptr<const Face>;
class Spares;

/// What a face that steps in shall be like; the slant is given up first, many scripts have none.
struct Want {
    bool serif = false, bold = false, italic = false;
    std::string_view language; // BCP 47
};

/// The declared faces, opened on first use. Not for sharing between threads (faces are).
class Library {
  public:
    Library(std::vector<Declaration> declarations, std::vector<std::string> folders);
    ~Library();
    Library(Library&&) noexcept;

    /// Family with weight and slant. Falls back bold-italic -> bold or italic -> regular with a
    /// warning font.missing-style; an undeclared family or missing file is an error (font.unknown-
    /// family, font.missing-file with the package to install) and gives nullptr.
    FacePtr find(const std::string& family, bool bold, bool italic, const diag::Span& span,
                 diag::Sink& sink);
    /// The face that steps in for a character: declared for its script, best by language, then
    /// style, weight, slant, order; else declared for any script; else an installed Noto family,
    /// with a note (font.undeclared); else nullptr. Passing over a face for want of its file is a
    /// warning (font.missing-file), once. Opens no more than it must.
    FacePtr fallback(char32_t character, const Want& want, diag::Sink& sink);
    /// What would help when nothing covers the character.
    std::string remedy(char32_t character) const;

    struct Status {
        const Declaration* declaration;
        std::string path; // empty when missing
    };
    std::vector<Status> status() const;

  private:
    using Order = std::vector<std::size_t>; // declarations, best first
    std::string locate(const std::string& file) const;
    FacePtr open(std::size_t declaration);
    const Order& order(std::uint32_t script, const Want& want);
    void miss(const Declaration& declaration, diag::Sink& sink);
    std::vector<Declaration> declarations_;
    std::vector<std::string> folders_;
    std::map<std::size_t, FacePtr> opened_;
    std::map<std::tuple<std::uint32_t, std::string, unsigned>, Order>
        orders_;                          // by script, language and the flags of Want
    std::set<const Declaration*> missed_; // looked up, never iterated
    std::unique_ptr<Spares> spares_;      // made when first needed
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
