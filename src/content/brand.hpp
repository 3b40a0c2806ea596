// What a clinic makes its own: brand.xml as data. docs/brand.md explains it. Part of the room's
// face, content.hpp.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::content {

/// Values by name: "clinic.name" -> "Riverbank …".
struct Fields {
    std::map<std::string, std::string, std::less<>> values;
    const std::string* find(std::string_view name) const;
};

/// A picture beside brand.xml.
struct Logo {
    std::string src; // below the brand's folder
    std::string alt;
    diag::Span span;
};

/// A colour in place of the layout's of that name.
struct BrandColor {
    std::string name;
    Color value;
    diag::Span name_span, value_span;
};

/// A family in place of the layout's for that role, in the scripts it covers.
struct BrandFamily {
    std::string role, name;
    diag::Span role_span, name_span;
};

enum class Paper : std::uint8_t { a4, letter };

struct BrandPaper {
    Paper paper = Paper::a4;
    diag::Span span;
};

struct Brand {
    Fields fields;
    std::optional<Logo> logo;
    std::vector<BrandColor> colors;
    std::vector<BrandFamily> families;
    std::optional<BrandPaper> paper;
    std::vector<LanguageTag> languages; // as the clinic lists them
};

/// All problems are reported; what can be used is given. Codes: content.unknown-element,
/// .unknown-attribute, .misplaced-element, .missing-attribute, .unexpected-text, .bad-value,
/// .unknown-field, .missing-alt, and those of xml.
Brand load_brand(std::string text, const std::string& file, diag::Sink& sink);

} // namespace carefold::content
