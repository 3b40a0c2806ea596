// Characters as such, whatever they mean.
#pragma once

#include <string_view>

namespace carefold {

/// Without XML's white space (space, tab, line ends) at either end.
inline std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(white) + 1 - first);
}

} // namespace carefold
