// Which face steps in for a character. The declarations are put in order once for each script,
// language and look; then the first that has the character is it, and those behind stay closed.
#include "font/spares.hpp"

#include <hb.h>

#include <algorithm>
#include <array>

namespace carefold::font {

namespace {

struct Block {
    char32_t first, last;
    hb_script_t script;
};
// Blocks whose signs Unicode shares between scripts, while their fonts belong to one.
constexpr std::array blocks{
    Block{0x0590, 0x05FF, HB_SCRIPT_HEBREW},     Block{0x0600, 0x06FF, HB_SCRIPT_ARABIC},
    Block{0x0900, 0x097F, HB_SCRIPT_DEVANAGARI}, Block{0x0E00, 0x0E7F, HB_SCRIPT_THAI},
    Block{0x1CD0, 0x1CFF, HB_SCRIPT_DEVANAGARI}, Block{0x3000, 0x303F, HB_SCRIPT_HAN},
    Block{0x3040, 0x30FF, HB_SCRIPT_HIRAGANA},   Block{0x3190, 0x33FF, HB_SCRIPT_HAN},
    Block{0xA8E0, 0xA8FF, HB_SCRIPT_DEVANAGARI}, Block{0xFE30, 0xFE4F, HB_SCRIPT_HAN},
    Block{0xFF00, 0xFFEF, HB_SCRIPT_HAN},
};

bool lists(const Declaration& declaration, const std::string& script) {
    return std::find(declaration.scripts.begin(), declaration.scripts.end(), script) !=
           declaration.scripts.end();
}

// Characters of the longest range that the language falls in; -1: drawn for others.
int fit(const std::vector<std::string>& ranges, std::string_view language) {
    int best = ranges.empty() ? 0 : -1;
    for (const std::string& range : ranges) {
        const bool within = language.starts_with(range) &&
                            (language.size() == range.size() || language[range.size()] == '-');
        best = within ? std::max(best, static_cast<int>(range.size())) : best;
    }
    return best;
}

// Smaller is better; the last member keeps the order of the list.
struct Rank {
    int tier, language;
    bool style, weight, slant;
    std::size_t number;
    auto operator<=>(const Rank&) const = default;
};
constexpr int excluded = 9;

// A sign of no script looks best in the fonts of the text's own language, if those have it.
int tier(const Declaration& declared, const std::string& script, bool common, int language) {
    if (lists(declared, script)) {
        return common ? 1 : 0;
    }
    if (declared.scripts.empty()) {
        return 1;
    }
    return !common ? excluded : language > 0 ? 0 : 2;
}

} // namespace

std::uint32_t home_script(char32_t character) {
    const hb_script_t script =
        hb_unicode_script(hb_unicode_funcs_get_default(), static_cast<hb_codepoint_t>(character));
    if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED) {
        return script;
    }
    for (const Block& block : blocks) {
        if (character >= block.first && character <= block.last) {
            return block.script;
        }
    }
    return HB_SCRIPT_COMMON;
}

std::string script_name(std::uint32_t script) {
    std::array<char, 4> name{};
    hb_tag_to_string(hb_script_to_iso15924_tag(static_cast<hb_script_t>(script)), name.data());
    return {name.data(), name.size()};
}

std::string how_to_install(const Declaration& declaration) {
    return declaration.package.empty() ? "" : "apt-get install " + declaration.package;
}

const Library::Order& Library::order(std::uint32_t script, const Want& want) {
    const unsigned flags = (want.serif ? 1U : 0U) | (want.bold ? 2U : 0U) | (want.italic ? 4U : 0U);
    const auto [known, fresh] =
        orders_.try_emplace(std::tuple(script, std::string(want.language), flags));
    if (!fresh) {
        return known->second;
    }
    const std::string name = script_name(script);
    std::vector<Rank> ranks;
    for (std::size_t i = 0; i < declarations_.size(); ++i) {
        const Declaration& d = declarations_[i];
        const int language = fit(d.languages, want.language);
        const int level = tier(d, name, script == HB_SCRIPT_COMMON, language);
        const Style unwanted = want.serif ? Style::sans : Style::serif;
        if (level != excluded) {
            ranks.push_back({level, -language, d.style == unwanted, d.bold != want.bold,
                             d.italic != want.italic, i});
        }
    }
    std::sort(ranks.begin(), ranks.end());
    for (const Rank& rank : ranks) {
        known->second.push_back(rank.number);
    }
    return known->second;
}

void Library::miss(const Declaration& declaration, diag::Sink& sink) {
    if (missed_.insert(&declaration).second) {
        sink.warning("font.missing-file", declaration.span,
                     "font file '" + declaration.file + "' of family '" + declaration.family +
                         "' is missing or no usable font; another stands in for it",
                     how_to_install(declaration));
    }
}

FacePtr Library::fallback(char32_t character, const Want& want, diag::Sink& sink) {
    const std::uint32_t script = home_script(character);
    const Declaration* missing = nullptr;
    FacePtr face;
    for (const std::size_t number : order(script, want)) {
        FacePtr next = open(number);
        const Declaration& declared = declarations_[number];
        if (!next && missing == nullptr && lists(declared, script_name(script))) {
            missing = &declared;
        }
        if (next && next->covers(character)) {
            face = std::move(next);
            break;
        }
    }
    bool fresh = false;
    if (!face) {
        if (!spares_) {
            spares_ = std::make_unique<Spares>(folders_);
        }
        face = spares_->find(character, want, fresh);
    }
    if (face && missing != nullptr) {
        miss(*missing, sink);
    } else if (fresh) {
        diag::Span list;
        list.file = declarations_.empty() ? nullptr : declarations_.front().span.file;
        sink.report({diag::Severity::note,
                     "font.undeclared",
                     std::move(list),
                     "no declared font is for script " + script_name(script) + "; " +
                         face->postscript_name() + " steps in, found at " + face->path(),
                     "declare it, so that every machine uses the same",
                     {}});
    }
    return face;
}

std::string Library::remedy(char32_t character) const {
    const std::string script = script_name(home_script(character));
    for (const Declaration& declared : declarations_) {
        if (lists(declared, script) && !declared.package.empty() && locate(declared.file).empty()) {
            return how_to_install(declared);
        }
    }
    return "add a font for script " + script + " to fonts/fonts.xml, or use another character";
}

} // namespace carefold::font
