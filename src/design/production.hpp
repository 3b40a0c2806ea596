// What a layout says of paper and ink: sheets, folds, the press. Part of the room's face.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace carefold::design {

/// How the imposed edition's sheets are laid out, folded and cut.
struct Fold {
    enum class Kind : std::uint8_t {
        saddle,
        signatures,
        perfect,
        letter,
        z,
        n_up,
        cut_stack,
        none
    } kind = Kind::saddle;
    int multiple = 4; // of pages
    Size paper;
    Length paper_thickness;
    Length unprintable;
    enum class Flip : std::uint8_t { upright, short_edge, long_edge } flip = Flip::upright;
    int sheets = 0;            // in a section; 0: as the kind has it
    int columns = 2, rows = 2; // n-up, cut-stack
    Length gutter;
    bool creep = true, marks = true;
    diag::Span span;
};

/// What a print shop works with.
struct Press {
    std::string profile = "fogra39-coated"; // a profile's name, or its path beside the layout
    std::string condition = "FOGRA39";      // the printing condition's name
    Length bleed = Length::mm(3);
    int ink_limit = 330; // percent, of all inks together
    diag::Span span;     // of the profile; no file when the layout says nothing of presses
};

/// What the palette says of a colour's ink.
struct PrintInk {
    std::string spot;                          // name of an ink of its own
    std::optional<std::array<int, 4>> process; // CMYK in thousandths
    diag::Span span;
};

} // namespace carefold::design
