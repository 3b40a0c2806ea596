// Style properties: a table of names, types and whether children inherit them.
#pragma once

#include "base/base.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::design {

enum class Property : std::uint8_t {
    font,
    size,
    leading,
    weight,
    slant,
    color,
    caps,
    figures,
    tracking,
    rise,
    align,
    hyphenate,
    phrases,
    first_indent,
    start_indent,
    end_indent,
    width,
    space_before,
    space_after,
    keep_with_next,
    keep_together,
    break_before,
    marker,
    marker_style,
    marker_width,
    fill,
    bar_color,
    bar_width,
    frame_color,
    frame_width,
    padding,
    radius,
    icon,
    icon_size,
    rule_color,
    rule_width,
    columns,
    column_gap,
    display,
    prefix,
    prefix_style,
    max_height,
    position,
    outline,
    off_grid,
};
inline constexpr std::size_t property_count = static_cast<std::size_t>(Property::off_grid) + 1;

enum class ValueType : std::uint8_t { length, number, flag, choice, color, name };

struct PropertyInfo {
    std::string_view name;
    ValueType type;
    bool inherited;
    std::string_view choices; // "a b c" for choice
    std::string_view initial;
};
const PropertyInfo& info(Property property);
std::optional<Property> find_property(std::string_view name);
std::vector<std::string_view> property_names();

/// Lengths may depend on the size of the type (em) or the grid (grid).
struct Value {
    enum class Unit : std::uint8_t { none, points, em, grid } unit = Unit::none;
    double number = 0;
    std::string word; // choice, color, name
    int fit = 0;      // moved by this <fit> of the layout, from 1
    bool flag() const { return word == "yes"; }
};

/// nullopt when the text is no value of the property's type.
std::optional<Value> parse_value(const PropertyInfo& property, std::string_view text);
/// "12pt", "4mm", "1.5em", "2grid"; nullopt otherwise.
std::optional<Value> parse_measure(std::string_view text);
/// "12pt" or "4mm" only.
std::optional<Length> parse_length(std::string_view text);

using Properties = std::vector<std::pair<Property, Value>>;

/// All properties of one element after cascade and inheritance.
class Computed {
  public:
    Computed();               // initial values
    Computed inherit() const; // for a child: inherited ones kept, others initial
    void apply(const Properties& properties);
    const Value& operator[](Property property) const {
        return values_[static_cast<std::size_t>(property)];
    }
    /// Resolves em against `size` (the element's own type size) and grid.
    Length length(Property property, Length size, Length grid) const;

  private:
    std::array<Value, property_count> values_;
};

} // namespace carefold::design
