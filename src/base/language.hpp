// BCP 47 language tags (RFC 5646), well-formed ones only, in canonical case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carefold {

class LanguageTag {
  public:
    LanguageTag() = default; // "und"
    /// nullopt when the text is no well-formed tag. "EN-us" -> "en-US".
    static std::optional<LanguageTag> parse(std::string_view text);

    const std::string& text() const { return text_; }
    std::string_view language() const; // "en"
    std::string_view script() const;   // "Latn" or ""
    std::string_view region() const;   // "US" or ""
    bool operator==(const LanguageTag&) const = default;
    auto operator<=>(const LanguageTag&) const = default;

  private:
    std::string text_ = "und";
};

} // namespace carefold
