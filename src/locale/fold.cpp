#include "locale/locale.hpp"

#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace carefold::locale {

std::string fold(std::string_view text) {
    const auto is_plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    std::string out(text);
    if (std::all_of(text.begin(), text.end(), is_plain)) {
        std::transform(out.begin(), out.end(), out.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status) != 0) {
        return out;
    }
    const icu::UnicodeString folded =
        folding->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                               text.data(), static_cast<std::int32_t>(text.size()))),
                           status);
    if (U_FAILURE(status) == 0) {
        out.clear();
        folded.toUTF8String(out);
    }
    return out;
}

} // namespace carefold::locale
