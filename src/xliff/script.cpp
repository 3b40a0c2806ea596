#include "xliff/xliff.hpp"

#include <unicode/uloc.h>

namespace carefold::xliff {

// ICU's data for "likely subtags" (UTS 35): zh-TW -> zh-Hant-TW, uk -> uk-Cyrl-UA.
std::string likely_script(const LanguageTag& language) {
    std::string name(language.language());
    if (name.size() < 2) {
        return {}; // private use: "x-…"
    }
    if (!language.script().empty()) {
        return std::string(language.script());
    }
    if (!language.region().empty()) {
        name += "_" + std::string(language.region());
    }
    std::array<char, 160> full{};
    std::array<char, 16> script{};
    UErrorCode error = U_ZERO_ERROR;
    uloc_addLikelySubtags(name.c_str(), full.data(), static_cast<int32_t>(full.size()), &error);
    uloc_getScript(full.data(), script.data(), static_cast<int32_t>(script.size()), &error);
    return U_SUCCESS(error) ? script.data() : "";
}

} // namespace carefold::xliff
