// What the sources of this room share. A sheet of paper is thought of as seen from its front; what
// is behind a cell has the cell's own place, so that fronts and backs register by construction.
// Inside the room only.
#pragma once

#include "impose/impose.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace carefold::impose {

/// Which edge of its slot a page keeps to when it is narrower.
enum class Hold : std::uint8_t { center, left, right };

/// One leaf's place: its two pages, front and behind it.
struct Cell {
    Rect slot;
    std::optional<std::size_t> front, back;
    Hold hold = Hold::center;
};

struct Spread {
    std::vector<Cell> cells;
    std::vector<Length> folds;        // upright lines
    std::vector<Length> cut_x, cut_y; // ascending
    Rect trim;                        // around all that is kept
};

/// Pages with blank ones behind them, in the sizes that matter.
struct Stock {
    const Pages& pages;
    const Plan& plan;
    std::size_t count; // with blanks
    Size largest;

    std::optional<std::size_t> page(std::size_t number) const {
        return number < pages.faces.size() ? std::optional(number) : std::nullopt;
    }
};

/// The sheets, in printing order.
std::vector<Spread> make_spreads(const Stock& stock);

/// One side as printed: mirrored for the back, and turned when the flip wants that.
class Side {
  public:
    Side(const Plan& plan, bool back);
    Rect place(const Rect& seen_from_front) const;
    bool back() const { return back_; }
    bool turned() const { return turned_; }

  private:
    Size paper_;
    bool back_, turned_;
};

void add_marks(pages::Sheet& sheet, const Spread& spread, const Plan& plan, const Side& side);
/// Where text has room beside the pages and between the marks, best place first. Without items.
std::vector<pages::Strip> find_room(const Spread& spread, const Plan& plan, const Side& side);

} // namespace carefold::impose
