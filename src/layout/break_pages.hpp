// Page breaking over whole pages: every feasible page is weighed, the cheapest sequence wins.
#pragma once

#include "layout/material.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace carefold::layout {

struct FrameSpec {
    Length height;
    Length grid;                      // baseline grid from the frame's top; zero: none
    const std::vector<Length>* notes; // height of footnote 1, 2, …
    Length note_gap;                  // above the first footnote
};

/// Where an atom goes, relative to the frame.
struct Slot {
    std::size_t atom = 0;
    Point at;
    std::uint32_t column = 0;
    bool head = false; // the atom's repeated head, not the atom
};

struct PagePlan {
    std::vector<Slot> slots;
    std::vector<int> notes;
    Length used; // without notes
};

struct BreakResult {
    std::vector<PagePlan> pages;
    std::vector<std::size_t> too_tall; // atoms that fit no frame; placed all the same
};

/// Breaks the whole material. `frame(n)` is the frame of the n-th page (from 0).
BreakResult break_pages(const Material& material,
                        const std::function<FrameSpec(std::size_t)>& frame);

} // namespace carefold::layout
