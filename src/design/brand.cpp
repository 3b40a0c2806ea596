// A clinic's colours and families in a layout.
#include "design/vocabulary.hpp"

#include <algorithm>

namespace carefold::design {

namespace {

// What docs/brand.md offers; layouts may have more of their own, or fewer.
constexpr std::string_view usual_colors[]{"ink",   "primary", "accent", "tint",
                                          "paper", "skin",    "line",   "alert"};
constexpr std::string_view usual_roles[]{"text", "label"};

/// The usual names, then those of the layout alone.
template <typename Map, std::size_t N>
std::vector<std::string_view> known_names(const std::string_view (&usual)[N], const Map& own) {
    std::vector<std::string_view> names(std::begin(usual), std::end(usual));
    for (const auto& [name, value] : own) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

bool has(const std::vector<std::string_view>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

std::unique_ptr<const Layout> rebrand(const Layout& layout, const std::vector<BrandColor>& colors,
                                      const std::vector<BrandFamily>& families, diag::Sink& sink) {
    auto made = std::make_unique<Layout>(layout);
    const auto color_names = known_names(usual_colors, layout.palette);
    for (const BrandColor& color : colors) {
        if (!has(color_names, color.name)) {
            sink.error("design.unknown-color", color.name_span,
                       "no layout has a colour " + diag::quoted(color.name),
                       meant(color.name, color_names));
        } else if (const auto own = made->palette.find(color.name);
                   own != made->palette.end() && !layout.fixed_colors.contains(color.name)) {
            own->second = color.value;
            made->inks.erase(color.name); // they were the layout's colour's
            made->branded[color.name] = color.value_span;
        }
    }
    const auto roles = known_names(usual_roles, layout.families);
    for (const BrandFamily& family : families) {
        if (!has(roles, family.role)) {
            sink.error("design.unknown-role", family.role_span,
                       "no layout has a family for " + diag::quoted(family.role),
                       meant(family.role, roles));
        } else if (const auto own = made->families.find(family.role); own != made->families.end()) {
            own->second = family.name;
        }
    }
    return made;
}

} // namespace carefold::design
