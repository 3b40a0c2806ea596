#include "locale/locale.hpp"

#include <unicode/ustring.h>

namespace carefold::locale {

std::string to_upper(std::string_view text, const LanguageTag& language) {
    const auto length = static_cast<std::int32_t>(text.size());
    std::u16string wide(text.size() + 1, u'\0');
    std::int32_t wide_length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(wide.data(), static_cast<std::int32_t>(wide.size()), &wide_length, text.data(),
                  length, &status);
    // One character becomes three at most (Unicode, SpecialCasing.txt: "ﬃ" -> "FFI").
    std::u16string upper(3 * static_cast<std::size_t>(wide_length) + 1, u'\0');
    const std::int32_t upper_length =
        u_strToUpper(upper.data(), static_cast<std::int32_t>(upper.size()), wide.data(),
                     wide_length, std::string(language.language()).c_str(), &status);
    std::string out(3 * static_cast<std::size_t>(upper_length) + 1, '\0');
    std::int32_t out_length = 0;
    u_strToUTF8(out.data(), static_cast<std::int32_t>(out.size()), &out_length, upper.data(),
                upper_length, &status);
    if (U_FAILURE(status) != 0) {
        return std::string(text);
    }
    out.resize(static_cast<std::size_t>(out_length));
    return out;
}

} // namespace carefold::locale
