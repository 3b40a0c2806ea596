// color: sRGB as authored -> ink on paper, through the ICC profile of a printing condition.
// Enters: bytes of a profile, colours, pixels, what the palette fixes. Leaves: amounts of ink.
// Never here: files, pages, PDF.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::color {

/// Cyan, magenta, yellow, black, each in thousandths of full.
struct Cmyk {
    std::array<int, 4> parts{};
    /// Percent of all four together, rounded up: 0 to 400.
    int total() const { return (parts[0] + parts[1] + parts[2] + parts[3] + 9) / 10; }
    bool operator==(const Cmyk&) const = default;
};
inline constexpr Cmyk black_alone{{0, 0, 0, 1000}};

/// Pixels in ink, 255 = full.
struct InkedPixels {
    std::vector<std::uint8_t> samples; // 4 a pixel, or 1 (black) of a gray picture
    int highest = 0;                   // percent of the heaviest pixel
    double share_over = 0;             // of pixels over the limit asked about
};

/// How ink looks on one kind of paper, read from an ICC profile. Relative colorimetric with black
/// point compensation; the same numbers on every run.
class Profile {
  public:
    /// nullptr and the reason when the bytes are no output profile for CMYK.
    static std::shared_ptr<const Profile> read(std::string bytes, std::string& why_not);
    ~Profile();
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;

    const std::string& bytes() const;
    const std::string& description() const;
    /// White is bare paper.
    Cmyk convert(Color color) const;
    InkedPixels convert(const std::vector<std::uint8_t>& rgb, int limit) const;
    /// In black ink alone: as light as the gray was, between paper and full black.
    InkedPixels convert_gray(const std::vector<std::uint8_t>& gray) const;

  private:
    struct Engine;
    explicit Profile(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};
using ProfilePtr = std::shared_ptr<const Profile>;

/// Pixels of a picture with a profile of its own (1, 3 or 4 components; of inks 255 is full) as
/// sRGB: three bytes each, one of a gray picture. nullopt when the profile cannot be used.
std::optional<std::vector<std::uint8_t>> to_srgb(const std::vector<std::uint8_t>& samples,
                                                 int components, const std::string& profile);

/// A colour of the palette and what the layout says of its ink.
struct Swatch {
    Color shown;
    std::string spot;            // name of an ink of its own; empty: process colour
    std::optional<Cmyk> process; // else converted
    bool black = false;          // the ink colour of text
    diag::Span span;
};

/// An ink of its own, and the process colour that stands for it on screens.
struct Spot {
    std::string name;
    Cmyk alternate;
};

/// What is painted: it decides whether black overprints.
enum class Use : std::uint8_t { area, small_text, large_text, hairline, line };
inline const Length small_text_limit = Length::pt(24);
inline const Length hairline_limit = Length::pt(1);
inline Use text_use(Length size) {
    return size < small_text_limit ? Use::small_text : Use::large_text;
}
inline Use line_use(Length width) {
    return width <= hairline_limit ? Use::hairline : Use::line;
}

struct Ink {
    Cmyk process;
    std::optional<std::size_t> spot; // among Inks::spots(), at full strength
    bool overprint = false;          // only ever black alone
    bool operator==(const Ink&) const = default;
};

/// The inks of one document. Colours are converted once and remembered with the place they were
/// first met.
class Inks {
  public:
    /// limit: percent. Of swatches that look alike the first counts.
    Inks(ProfilePtr profile, const std::vector<Swatch>& swatches, int limit);

    /// Black is the palette's `ink` and all that is nearly black: one ink, which needs no register.
    /// It overprints as small text or hairline; nothing else ever does.
    Ink of(Color color, Use use);
    InkedPixels pixels(const std::vector<std::uint8_t>& samples, bool gray);

    const Profile& profile() const { return *profile_; }
    const std::vector<Spot>& spots() const { return spots_; }

    /// Where colours met from now on are used.
    void stand_at(const diag::Span& place) { place_ = place; }
    const diag::Span& place() const { return place_; }
    /// Error press.too-much-ink for every colour and picture over the limit, in order of meeting.
    void report(diag::Sink& sink) const;

  private:
    struct Met {
        Ink ink;
        bool black = false;
    };
    struct Excess {
        diag::Span span;
        std::string what, hint;
    };
    const Met& meet(Color color);
    void check(const Cmyk& inks, const std::string& what, const diag::Span& span, bool fixed);

    ProfilePtr profile_;
    std::map<Color, Met> met_;
    std::map<Color, Swatch> swatches_;
    std::vector<Spot> spots_;
    std::vector<Excess> excesses_;
    int limit_;
    diag::Span place_;
};

} // namespace carefold::color
