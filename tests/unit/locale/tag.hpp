#pragma once

#include "base/language.hpp"

inline carefold::LanguageTag tag(std::string_view text) {
    return *carefold::LanguageTag::parse(text);
}
