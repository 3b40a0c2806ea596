// Installed Noto families for scripts nobody declared. Inside the room only.
#pragma once

#include "font/font.hpp"

#include <utility>

namespace carefold::font {

/// The script whose fonts a character belongs in, as HarfBuzz's tag. Unlike Unicode, which gives a
/// danda or a kana length mark to no script in particular.
std::uint32_t home_script(char32_t character);
/// ISO 15924.
std::string script_name(std::uint32_t script);

/// "apt-get install fonts-noto-cjk"; empty when no package is declared.
std::string how_to_install(const Declaration& declaration);

/// The regular faces NotoSansX and NotoSerifX of some folders. They are listed when made and opened
/// when first searched.
class Spares {
  public:
    explicit Spares(const std::vector<std::string>& folders);
    /// The face that covers most of the character's surroundings, of the wanted style and weight if
    /// there is one; nullptr when none covers it. `fresh`: its family is used for the first time.
    FacePtr find(char32_t character, const Want& want, bool& fresh);

  private:
    struct Family {
        std::string name, path; // "NotoSansBengali"; of the regular face
        bool serif = false, used = false;
        bool tried = false, tried_bold = false;
        FacePtr regular, bold;
    };
    Family* choose(char32_t character, bool serif);
    std::vector<Family> families_; // by name
    std::map<std::pair<char32_t, bool>, Family*> chosen_;
};

} // namespace carefold::font
