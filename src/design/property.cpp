#include "design/property.hpp"

#include <charconv>

namespace carefold::design {

namespace {

constexpr std::array<PropertyInfo, property_count> table{{
    {"font", ValueType::name, true, "", "text"},
    {"size", ValueType::length, true, "", "12pt"},
    {"leading", ValueType::length, true, "", "1grid"},
    {"weight", ValueType::choice, true, "regular bold", "regular"},
    {"slant", ValueType::choice, true, "upright italic", "upright"},
    {"color", ValueType::color, true, "", "ink"},
    {"caps", ValueType::choice, true, "none small all", "none"},
    {"figures", ValueType::choice, true, "default oldstyle tabular", "default"},
    {"tracking", ValueType::length, true, "", "0pt"},
    {"rise", ValueType::length, true, "", "0pt"},
    {"align", ValueType::choice, true, "justify start center end", "justify"},
    {"hyphenate", ValueType::flag, true, "", "yes"},
    {"phrases", ValueType::flag, true, "", "no"},
    {"first-indent", ValueType::length, false, "", "0pt"},
    {"start-indent", ValueType::length, false, "", "0pt"},
    {"end-indent", ValueType::length, false, "", "0pt"},
    {"width", ValueType::number, false, "", "100"},
    {"space-before", ValueType::length, false, "", "0pt"},
    {"space-after", ValueType::length, false, "", "0pt"},
    {"keep-with-next", ValueType::flag, false, "", "no"},
    {"keep-together", ValueType::flag, false, "", "no"},
    {"break-before", ValueType::choice, false, "none page column", "none"},
    {"marker", ValueType::name, false, "", ""},
    {"marker-style", ValueType::name, false, "", ""},
    {"marker-width", ValueType::length, false, "", "1.5em"},
    {"fill", ValueType::color, false, "", ""},
    {"bar-color", ValueType::color, false, "", ""},
    {"bar-width", ValueType::length, false, "", "0pt"},
    {"frame-color", ValueType::color, false, "", ""},
    {"frame-width", ValueType::length, false, "", "0pt"},
    {"padding", ValueType::length, false, "", "0pt"},
    {"radius", ValueType::length, false, "", "0pt"},
    {"icon", ValueType::name, false, "", ""},
    {"icon-size", ValueType::length, false, "", "16pt"},
    {"rule-color", ValueType::color, false, "", ""},
    {"rule-width", ValueType::length, false, "", "0pt"},
    {"columns", ValueType::number, false, "", "1"},
    {"column-gap", ValueType::length, false, "", "1grid"},
    {"display", ValueType::choice, false, "block none", "block"},
    {"prefix", ValueType::name, false, "", ""},
    {"prefix-style", ValueType::name, false, "", ""},
    {"max-height", ValueType::length, false, "", "0pt"},
    {"position", ValueType::choice, false, "start center end", "start"},
    {"outline", ValueType::flag, false, "", "no"},
    {"off-grid", ValueType::flag, false, "", "no"},
}};

bool is_choice(std::string_view choices, std::string_view word) {
    while (!choices.empty()) {
        const auto space = choices.find(' ');
        if (choices.substr(0, space) == word) {
            return true;
        }
        choices = space == std::string_view::npos ? "" : choices.substr(space + 1);
    }
    return false;
}

} // namespace

const PropertyInfo& info(Property property) {
    return table[static_cast<std::size_t>(property)];
}

std::optional<Property> find_property(std::string_view name) {
    for (std::size_t i = 0; i < property_count; ++i) {
        if (table[i].name == name) {
            return static_cast<Property>(i);
        }
    }
    return std::nullopt;
}

std::vector<std::string_view> property_names() {
    std::vector<std::string_view> names;
    names.reserve(table.size());
    for (const PropertyInfo& row : table) {
        names.push_back(row.name);
    }
    return names;
}

std::optional<Value> parse_measure(std::string_view text) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || !(number > -10000 && number < 10000)) {
        return std::nullopt;
    }
    const std::string_view unit(rest, static_cast<std::size_t>(end - rest));
    Value value;
    value.number = number;
    if (unit == "pt") {
        value.unit = Value::Unit::points;
    } else if (unit == "mm") {
        value.unit = Value::Unit::points;
        value.number = Length::mm(number).to_pt();
    } else if (unit == "em") {
        value.unit = Value::Unit::em;
    } else if (unit == "grid") {
        value.unit = Value::Unit::grid;
    } else {
        return std::nullopt;
    }
    return value;
}

std::optional<Length> parse_length(std::string_view text) {
    const auto value = parse_measure(text);
    if (!value || value->unit != Value::Unit::points) {
        return std::nullopt;
    }
    return Length::pt(value->number);
}

std::optional<Value> parse_value(const PropertyInfo& property, std::string_view text) {
    Value value;
    value.word = std::string(text);
    switch (property.type) {
    case ValueType::length:
        return parse_measure(text);
    case ValueType::number: {
        const char* end = text.data() + text.size();
        const auto [rest, error] = std::from_chars(text.data(), end, value.number);
        if (error != std::errc() || rest != end || value.number < 0 || value.number > 1000) {
            return std::nullopt;
        }
        return value;
    }
    case ValueType::flag:
        return text == "yes" || text == "no" ? std::optional(value) : std::nullopt;
    case ValueType::choice:
        return is_choice(property.choices, text) ? std::optional(value) : std::nullopt;
    case ValueType::color:
    case ValueType::name:
        return value;
    }
    return std::nullopt;
}

Computed::Computed() {
    static const std::array<Value, property_count> initial = [] {
        std::array<Value, property_count> values;
        for (std::size_t i = 0; i < property_count; ++i) {
            values[i] = parse_value(table[i], table[i].initial).value_or(Value{});
        }
        return values;
    }();
    values_ = initial;
}

Computed Computed::inherit() const {
    Computed child;
    for (std::size_t i = 0; i < property_count; ++i) {
        if (table[i].inherited) {
            child.values_[i] = values_[i];
        }
    }
    return child;
}

void Computed::apply(const Properties& properties) {
    for (const auto& [property, value] : properties) {
        Value applied = value;
        // A size in em is relative to the inherited size and is fixed here, so that em elsewhere
        // means the element's own size.
        if (property == Property::size && value.unit == Value::Unit::em) {
            applied.number = value.number * (*this)[Property::size].number;
            applied.unit = Value::Unit::points;
        }
        values_[static_cast<std::size_t>(property)] = applied;
    }
}

Length Computed::length(Property property, Length size, Length grid) const {
    const Value& value = (*this)[property];
    switch (value.unit) {
    case Value::Unit::em:
        return size.scaled(value.number);
    case Value::Unit::grid:
        return grid.scaled(value.number);
    default:
        return Length::pt(value.number);
    }
}

} // namespace carefold::design
