// What a brand brings besides values: colours and families for the layout, languages to build.
#include "check/check.hpp"
#include "job/files.hpp"
#include "job/places.hpp"
#include "job/sources.hpp"
#include "locale/locale.hpp"

#include <algorithm>

namespace carefold::job {

namespace {

/// What a face must have characters of to set a language usually written so (ISO 15924 has codes
/// for mixtures; a font has the parts).
std::vector<std::string> needed_scripts(const std::string& script) {
    return script == "Jpan"                       ? std::vector<std::string>{"Hira", "Hani"}
           : script == "Kore"                     ? std::vector<std::string>{"Hang"}
           : script == "Hans" || script == "Hant" ? std::vector<std::string>{"Hani"}
                                                  : std::vector<std::string>{script};
}

/// A family drawn for languages is for no other: Chinese signs differ from Japanese ones.
bool is_for(const font::Declaration& declared, const LanguageTag& language) {
    const auto fits = [&](const std::string& range) {
        return language.text() == range || language.text().starts_with(range + "-") ||
               range.starts_with(language.text() + "-");
    };
    return declared.languages.empty() ||
           std::any_of(declared.languages.begin(), declared.languages.end(), fits);
}

class FamilyChooser {
  public:
    FamilyChooser(font::Library& library, const LanguageTag& language, diag::Sink& sink)
        : library_(library), status_(library.status()), language_(language), sink_(sink) {}

    /// Reports a family nobody declares.
    bool suits(const content::BrandFamily& family) {
        const auto found =
            std::find_if(status_.begin(), status_.end(), [&](const font::Library::Status& each) {
                return each.declaration->family == family.name;
            });
        if (found == status_.end()) {
            report_unknown(family);
            return false;
        }
        const font::FacePtr face =
            library_.find(family.name, false, false, family.name_span, sink_);
        return face && is_for(*found->declaration, language_) && covers(*face);
    }

  private:
    bool covers(const font::Face& face) const {
        const std::vector<std::string> has = face.scripts();
        const std::vector<std::string> needs = needed_scripts(locale::script(language_));
        return std::all_of(needs.begin(), needs.end(), [&](const std::string& script) {
            return std::find(has.begin(), has.end(), script) != has.end();
        });
    }

    void report_unknown(const content::BrandFamily& family) {
        std::vector<std::string_view> names;
        std::string list;
        constexpr std::size_t most_listed = 8;
        for (const font::Library::Status& each : status_) {
            const std::string_view name = each.declaration->family;
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
                if (names.size() <= most_listed) {
                    list += (list.empty() ? "" : ", ") + diag::quoted(name);
                }
            }
        }
        const std::string guess = diag::did_you_mean(family.name, names);
        const std::string more = names.size() > most_listed
                                     ? " and " + std::to_string(names.size() - most_listed) +
                                           " more that `carefold fonts` shows"
                                     : "";
        sink_.error("font.unknown-family", family.name_span,
                    "fonts.xml declares no family " + diag::quoted(family.name),
                    (guess.empty() ? "" : guess + " ") + "there is: " + list + more);
    }

    font::Library& library_;
    std::vector<font::Library::Status> status_;
    const LanguageTag& language_;
    diag::Sink& sink_;
};

std::vector<design::BrandColor> colors_of(const content::Brand& brand) {
    std::vector<design::BrandColor> colors;
    for (const content::BrandColor& each : brand.colors) {
        colors.push_back({each.name, each.value, each.name_span, each.value_span});
    }
    return colors;
}

} // namespace

void apply_brand(const Request& request, Sources& sources, diag::Sink& sink) {
    const content::Brand& brand = sources.brand;
    if (!sources.layout || !sources.fonts || (brand.colors.empty() && brand.families.empty())) {
        return;
    }
    const LanguageTag language =
        LanguageTag::parse(request.language)
            .value_or(sources.guide ? sources.guide->root.language : LanguageTag());
    FamilyChooser chooser(*sources.fonts, language, sink);
    std::vector<design::BrandFamily> families;
    for (const content::BrandFamily& each : brand.families) {
        if (chooser.suits(each)) {
            families.push_back({each.role, each.name, each.role_span});
        }
    }
    sources.layout = design::rebrand(*sources.layout, colors_of(brand), families, sink);
    check::inspect_brand(*sources.layout, sink);
}

std::vector<std::string> clinic_languages(const Request& request, diag::Sink& sink) {
    const std::string path =
        request.brand.empty() ? brand_path(request.guide, find_home()) : request.brand;
    std::vector<std::string> languages;
    diag::Sink unheard; // building tells what is wrong with the rest of it
    if (!path.empty()) {
        const content::Brand brand =
            content::load_brand(read_file({"brand", path, ""}, most_xml_bytes), path, unheard);
        for (const LanguageTag& each : brand.languages) {
            languages.push_back(each.text());
        }
    }
    if (languages.empty()) {
        sink.error("job.no-languages", diag::file_span(path.empty() ? request.guide : path),
                   "the brand lists no languages to build",
                   "add `<languages default=\"en es\"/>` to brand.xml, or name one with --lang");
    }
    return languages;
}

} // namespace carefold::job
