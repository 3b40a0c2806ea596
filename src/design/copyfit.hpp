// What copyfitting may change in a layout, and the layout with it changed. Part of design's face.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "xml/xml.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace carefold::design {

struct Layout;

/// A property with room to move. Values are points, or for `space` a factor. The ideal is what the
/// layout says; least <= ideal <= most.
struct Fit {
    enum class Property : std::uint8_t {
        space,
        column_gap,
        leading,
        size
    } property;        // gentlest 1st
    std::string style; // size: whose; column_gap: whose, or "" for all; else ""
    double least = 0, ideal = 0, most = 0;
    diag::Span span;
};

/// Blocks that may go, all at once or one at a time, the last of the guide first.
struct Omit {
    std::optional<xml::Query> match; // against the guide, as an XSLT-like pattern
    std::string pattern;
    bool one_by_one = false;
    diag::Span span;
};

struct Copyfit {
    int pages = 0;         // exactly so many; 0: see multiple
    int multiple = 0;      // of so many
    std::vector<Fit> fits; // gentle ones first, of equals in the layout's order
    std::vector<Omit> omits;
    diag::Span span;
};

std::string_view to_string(Fit::Property property);

/// The value of each fit at a tightness from -1 (all at their least) over 0 (ideal) to 1 (most).
std::vector<double> fit_values(const Copyfit& copyfit, double tightness);
/// The layout with these values for those of its copyfit.
Layout fitted(const Layout& layout, const std::vector<double>& values);
/// A guess at how high text becomes with these values, as a share of its height without.
double guessed_height(const Copyfit& copyfit, const std::vector<double>& values);

} // namespace carefold::design
