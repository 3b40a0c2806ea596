// What a face has characters for.
#include "font/spares.hpp"

#include <hb.h>

#include <algorithm>

namespace carefold::font {

namespace {

constexpr int few = 12; // characters that do not make a script

// Controls, joiners, spaces and variation selectors: nothing is drawn for them.
bool needs_glyph(char32_t character) {
    const auto code = static_cast<hb_codepoint_t>(character);
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_LINE_SEPARATOR:
    case HB_UNICODE_GENERAL_CATEGORY_PARAGRAPH_SEPARATOR:
    case HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR:
        return character == 0x3000;
    default:
        return !(character >= 0xFE00 && character <= 0xFE0F) &&
               !(character >= 0xE0100 && character <= 0xE01EF) && character != 0x034F;
    }
}

} // namespace

bool Face::shows(char32_t character) const {
    if (covers(character) || !needs_glyph(character) || (character == 0x2011 && covers(0x2010))) {
        return true;
    }
    hb_codepoint_t first = 0;
    hb_codepoint_t second = 0;
    const bool parts =
        hb_unicode_decompose(hb_unicode_funcs_get_default(), static_cast<hb_codepoint_t>(character),
                             &first, &second) != 0;
    return parts && shows(first) && (second == 0 || covers(second));
}

std::vector<std::string> Face::scripts() const {
    std::map<hb_script_t, int> counts;
    hb_set_t* characters = hb_set_create();
    hb_face_collect_unicodes(face_, characters);
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    hb_codepoint_t character = HB_SET_VALUE_INVALID;
    while (hb_set_next(characters, &character) != 0) {
        ++counts[hb_unicode_script(unicode, character)];
    }
    hb_set_destroy(characters);
    std::vector<std::pair<int, std::string>> order;
    for (const auto& [script, count] : counts) {
        const bool shared = script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
                            script == HB_SCRIPT_UNKNOWN;
        if (!shared && count >= few) {
            order.emplace_back(-count, script_name(script));
        }
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> names;
    names.reserve(order.size());
    for (auto& [count, name] : order) {
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace carefold::font
