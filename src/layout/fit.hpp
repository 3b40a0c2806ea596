// Copyfitting: how full the pages are, and the search for the setting closest to the designer's.
// Part of layout's face. Pure: what a setting comes to is asked of the caller.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <compare>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace carefold::layout {

/// How full a frame is; of a flow, the frame on the last page it came to.
struct Fullness {
    std::string frame;
    std::size_t page = 0; // number, from 1
    std::size_t pages = 1;
    bool flow = false;
    bool holds = true;  // nothing stands out of it or is too tall for it
    Length room, need;  // may be a little more or less than `holds` says: keeps, forced breaks
    diag::Span longest; // the block that takes most; unknown: none of the guide's
};

/// What a draft came to.
struct Extent {
    std::vector<Fullness> frames;
    std::size_t pages = 0;        // all
    std::size_t pads = 0;         // of them there to fill up
    std::size_t pad_multiple = 0; // pads fill up to a multiple of this; 0: there are none
    Length line;                  // the grid's
};

/// An extent against a page count. Both numbers are shares of what there is: above zero when it is
/// too long (too short), else how much it could still grow (shrink), negative.
struct Verdict {
    double over = 0, missing = 0;
    double lines = 0;             // of the frame that is worst, too many or too few; 0: it fits
    const Fullness* at = nullptr; // that frame
    bool fits() const { return over <= 0 && missing <= 0; }
};
Verdict judge(const Extent& extent, std::size_t pages);

/// A point of the search. Steps below zero are tighter than the layout's own setting.
struct Setting {
    int omissions = 0; // how many of the blocks that may go are left out, in the layout's order
    int step = 0;      // from -finest to finest
    auto operator<=>(const Setting&) const = default;
    static constexpr int finest = 32;
    double tightness() const { return static_cast<double>(step) / finest; }
};

struct Aim {
    int pages = 0;     // exactly; 0: see multiple
    int multiple = 0;  // of so many
    int omissions = 0; // how many there are
    /// How high text becomes at each step, as a share of its height at step 0: a guess that saves
    /// drafts and changes no answer. May be empty.
    std::function<double(int step)> guess;
};

class Copyfitter {
  public:
    using Measure = std::function<Extent(Setting)>;
    Copyfitter(Aim aim, Measure measure) : aim_(std::move(aim)), measure_(std::move(measure)) {}

    struct Answer {
        bool found = false;
        Setting setting;       // else the one that came nearest
        std::size_t pages = 0; // that were aimed at
    };
    Answer find();
    /// The pages came out otherwise than their draft: find() again, knowing this.
    void correct(Setting setting, Extent extent) { known_[setting] = std::move(extent); }
    const Extent& extent(Setting setting);
    int drafts() const { return drafts_; }

  private:
    enum class Way { tighter, looser };
    struct Stretch {
        Way way;
        int omissions;
        std::size_t pages;
        int most; // steps to be tried
    };
    Verdict verdict(Setting setting, std::size_t pages) { return judge(extent(setting), pages); }
    Answer aim_at(std::size_t pages, int most);
    Answer with_omissions(std::size_t pages, int most);
    std::optional<Setting> along(const Stretch& stretch);
    std::optional<int> nearer(const Stretch& stretch, int found);
    double excess(const Stretch& stretch, int steps);
    double progress(const Stretch& stretch, int steps) const;

    Aim aim_;
    Measure measure_;
    std::map<Setting, Extent> known_;
    int drafts_ = 0;
};

} // namespace carefold::layout
