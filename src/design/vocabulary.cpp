// Tables of elements and attributes. docs/layout-format.md says what they mean.
#include "design/vocabulary.hpp"

namespace carefold::design {

namespace {

using Attributes = AttributeRule;

// clang-format off
constexpr Attributes layout_root[]{
    {"id", Type::text, true, ""}, {"title", Type::text, false, ""},
    {"medium", Type::choice, false, "paper screen"},
    {"extends", Type::layout, false, ""}, {"page-width", Type::positive, false, ""},
    {"page-height", Type::positive, false, ""}, {"minimum-size", Type::positive, false, ""}};
constexpr Attributes script_group[]{
    {"name", Type::group, true, ""}, {"codes", Type::scripts, true, ""}};
constexpr Attributes grid[]{{"leading", Type::positive, true, ""}};
constexpr Attributes color[]{
    {"name", Type::text, true, ""}, {"value", Type::hex, true, ""},
    {"fixed", Type::flag, false, ""}, {"spot", Type::text, false, ""},
    {"cmyk", Type::process, false, ""}};
constexpr Attributes family[]{{"role", Type::text, true, ""}, {"name", Type::text, true, ""}};
constexpr Attributes style[]{
    {"name", Type::text, false, ""}, {"match", Type::pattern, false, ""},
    {"based-on", Type::style, false, ""}};
constexpr Attributes insert[]{
    {"match", Type::pattern, true, ""}, {"place", Type::choice, false, "before after end"},
    {"kind", Type::choice, false, "word scale"}, {"attribute", Type::text, true, ""},
    {"words", Type::text, true, ""}, {"steps", Type::count, false, ""},
    {"style", Type::style, false, ""}};
constexpr Attributes master[]{
    {"name", Type::text, true, ""}, {"side", Type::choice, false, "either left right"},
    {"page-width", Type::positive, false, ""}, {"page-height", Type::positive, false, ""}};
constexpr Attributes frame[]{
    {"name", Type::text, true, ""}, {"columns", Type::count, false, ""},
    {"column-gap", Type::positive, false, ""}, {"column-rule", Type::color, false, ""},
    {"notes", Type::text, false, ""},
    {"inner", Type::length, false, ""}, {"outer", Type::length, false, ""},
    {"width", Type::positive, false, ""}, {"top", Type::length, false, ""},
    {"bottom", Type::length, false, ""}, {"height", Type::positive, false, ""}};
constexpr Attributes text[]{
    {"style", Type::style, true, ""},
    {"align", Type::choice, false, "start center end inner outer"},
    {"inner", Type::length, false, ""}, {"outer", Type::length, false, ""},
    {"width", Type::positive, false, ""}, {"top", Type::length, false, ""},
    {"bottom", Type::length, false, ""}, {"height", Type::positive, false, ""}};
constexpr Attributes fill[]{
    {"color", Type::color, true, ""},
    {"inner", Type::length, false, ""}, {"outer", Type::length, false, ""},
    {"width", Type::positive, false, ""}, {"top", Type::length, false, ""},
    {"bottom", Type::length, false, ""}, {"height", Type::positive, false, ""}};
constexpr Attributes lines[]{
    {"color", Type::color, true, ""},
    {"spacing", Type::positive, true, ""}, {"thickness", Type::positive, true, ""},
    {"inner", Type::length, false, ""}, {"outer", Type::length, false, ""},
    {"width", Type::positive, false, ""}, {"top", Type::length, false, ""},
    {"bottom", Type::length, false, ""}, {"height", Type::positive, false, ""}};
constexpr Attributes picture[]{
    {"field", Type::choice, false, "clinic.logo"}, {"src", Type::text, false, ""},
    {"align", Type::choice, false, "start center end inner outer"},
    {"inner", Type::length, false, ""}, {"outer", Type::length, false, ""},
    {"width", Type::positive, false, ""}, {"top", Type::length, false, ""},
    {"bottom", Type::length, false, ""}, {"height", Type::positive, false, ""}};
constexpr Attributes named[]{{"name", Type::text, true, ""}};
constexpr Attributes page[]{{"name", Type::text, true, ""}, {"master", Type::text, true, ""}};
constexpr Attributes sided[]{
    {"name", Type::text, true, ""}, {"left", Type::text, true, ""},
    {"right", Type::text, true, ""}};
constexpr Attributes put[]{
    {"frame", Type::text, true, ""}, {"select", Type::xpath, false, ""},
    {"contents", Type::xpath, false, ""}, {"depth", Type::count, false, ""},
    {"word", Type::text, false, ""}, {"review", Type::choice, false, "yes"},
    {"writing", Type::choice, false, "yes"}, {"logo", Type::choice, false, "yes"},
    {"style", Type::style, false, ""}};
constexpr Attributes fold[]{
    {"kind", Type::choice, false, "saddle signatures perfect letter z n-up cut-stack none"},
    {"multiple", Type::count, false, ""}, {"paper-width", Type::positive, true, ""},
    {"paper-height", Type::positive, true, ""}, {"paper-thickness", Type::length, false, ""},
    {"unprintable", Type::length, false, ""}, {"flip", Type::choice, false, "short long"},
    {"sheets", Type::count, false, ""}, {"columns", Type::count, false, ""},
    {"rows", Type::count, false, ""}, {"gutter", Type::length, false, ""},
    {"creep", Type::flag, false, ""}, {"marks", Type::flag, false, ""}};

constexpr Attributes press[]{
    {"profile", Type::text, false, ""}, {"condition", Type::text, false, ""},
    {"bleed", Type::length, false, ""}, {"ink-limit", Type::count, false, ""}};
constexpr Attributes copyfit[]{
    {"pages", Type::count, false, ""}, {"multiple", Type::count, false, ""}};
constexpr Attributes fit[]{
    {"property", Type::choice, true, "size leading space column-gap"},
    {"style", Type::style, false, ""}, {"least", Type::text, true, ""},
    {"most", Type::text, true, ""}};
constexpr Attributes omit[]{
    {"match", Type::pattern, true, ""}, {"one-by-one", Type::choice, false, "yes no"}};

constexpr ElementRule layout_rules[]{
    {"layout", "", layout_root},
    {"scripts", "layout", script_group},
    {"grid", "layout", grid},
    {"palette", "layout", {}},
    {"color", "palette", color},
    {"fonts", "layout", {}},
    {"family", "fonts", family},
    {"styles", "layout", {}},
    {"style", "styles", style, false, true},
    {"insert", "styles", insert},
    {"masters", "layout", {}},
    {"master", "masters", master},
    {"frame", "master", frame},
    {"text", "master", text, true},
    {"fill", "master", fill},
    {"lines", "master", lines},
    {"picture", "master", picture},
    {"section-title", "text", {}},
    {"page-number", "text", {}},
    {"title", "text", {}},
    {"field", "text", named},
    {"word", "text", named},
    {"sequence", "layout", {}},
    {"page", "sequence", page},
    {"flow", "sequence", sided},
    {"pad", "sequence", sided},
    {"put", "page flow pad", put},
    {"fold", "layout", fold},
    {"press", "layout", press},
    {"copyfit", "layout", copyfit},
    {"fit", "copyfit", fit},
    {"omit", "copyfit", omit},
};

constexpr Attributes words_root[]{{"xml:lang", Type::language, true, ""}};
constexpr Attributes word[]{{"id", Type::text, true, ""}};
constexpr ElementRule words_rules[]{
    {"words", "", words_root},
    {"word", "words", word, true},
};

constexpr Attributes font_family[]{
    {"name", Type::text, true, ""}, {"style", Type::choice, false, "serif sans"},
    {"version", Type::text, false, ""}, {"package", Type::text, false, ""},
    {"scripts", Type::scripts, false, ""}, {"languages", Type::languages, false, ""}};
constexpr Attributes face[]{
    {"file", Type::text, true, ""}, {"weight", Type::choice, false, "regular bold"},
    {"slant", Type::choice, false, "upright italic"}, {"index", Type::count, false, ""}};
constexpr ElementRule fonts_rules[]{
    {"fonts", "", {}},
    {"family", "fonts", font_family},
    {"face", "family", face},
};
// clang-format on

constexpr std::string_view white = " \t\r\n";

} // namespace

Vocabulary layout_vocabulary() {
    return layout_rules;
}

Vocabulary words_vocabulary() {
    return words_rules;
}

Vocabulary fonts_vocabulary() {
    return fonts_rules;
}

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = list.find(word); at != std::string_view::npos;
         at = list.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || white.find(list[at - 1]) != std::string_view::npos) &&
            (end == list.size() || white.find(list[end]) != std::string_view::npos)) {
            return !word.empty();
        }
    }
    return false;
}

std::vector<std::string_view> split_words(std::string_view list) {
    std::vector<std::string_view> words;
    for (std::size_t at = list.find_first_not_of(white); at != std::string_view::npos;) {
        const std::size_t end = list.find_first_of(white, at);
        words.push_back(list.substr(at, end - at));
        at = end == std::string_view::npos ? end : list.find_first_not_of(white, end);
    }
    return words;
}

} // namespace carefold::design
