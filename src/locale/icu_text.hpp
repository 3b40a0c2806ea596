// ICU's text in ours. Private to locale.
#pragma once

#include <unicode/ustring.h>

#include <cstdint>
#include <string>

namespace carefold::locale {

inline std::string to_utf8(const UChar* text, int32_t length) {
    std::string out(static_cast<std::size_t>(length) * 3, '\0');
    int32_t size = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(out.data(), static_cast<int32_t>(out.size()), &size, text, length, &status);
    out.resize(U_SUCCESS(status) ? static_cast<std::size_t>(size) : 0);
    return out;
}

} // namespace carefold::locale
