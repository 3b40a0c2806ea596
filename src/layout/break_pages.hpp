// Page breaking over whole pages: every feasible page is weighed, the cheapest sequence wins.
#pragma once

#include "layout/material.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace carefold::layout {

/// A frame, or one column of a frame.
struct FrameSpec {
    Length height;
    Length grid;                      // baseline grid from the frame's top; zero: none
    const std::vector<Length>* notes; // height of footnote 1, 2, …
    Length note_gap;                  // above the first footnote
    Length side{};                    // height of the frame for side notes; zero: at the foot
    bool opens_page = true;           // else it goes on on the page of the one before
};

/// Where an atom goes, relative to the frame.
struct Slot {
    std::size_t atom = 0;
    Point at;
    std::uint32_t column = 0;
    bool head = false; // the atom's repeated head, not the atom
};

struct PagePlan {
    std::size_t frame = 0; // number of the frame it fills; a break to a page may leave some out
    std::size_t begin = 0; // atom
    std::vector<Slot> slots;
    std::vector<int> notes;
    Length used; // without notes
};

struct BreakResult {
    std::vector<PagePlan> pages;
    std::vector<std::size_t> too_tall; // atoms that fit no frame; placed all the same
    double cost = 0;
};

/// The n-th frame in the order they are filled, from 0.
using FrameAt = std::function<FrameSpec(std::size_t)>;

/// Breaks the material from its `begin`th atom on.
BreakResult break_pages(const Material& material, const FrameAt& frame, std::size_t begin = 0);

/// Makes the columns of the last page as level as they can be without worse breaks. Frames of a
/// page are its `columns`.
void level_columns(const Material& material, const FrameAt& frame, std::size_t columns,
                   BreakResult& result);

} // namespace carefold::layout
