// Private to locale: what is customary where dictionaries are silent.
#pragma once

#include "base/base.hpp"

#include <string>

namespace carefold::locale {

/// Letters to leave before and carry over after a hyphen.
struct Minima {
    int left = 2, right = 3;             // where the dictionary does not say
    int least_left = 1, least_right = 1; // whatever it says
};
Minima custom_minima(const LanguageTag& language);

bool writes_apostrophes(const LanguageTag& language);

/// A dictionary in libhyphen's format for a language whose rule is short; empty for others.
std::string own_patterns(const LanguageTag& language);

} // namespace carefold::locale
