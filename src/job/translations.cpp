#include "job/translations.hpp"

#include "job/files.hpp"
#include "job/sources.hpp"

#include <algorithm>
#include <filesystem>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view suffix = ".xlf";

std::string folder_of(const std::string& file) {
    const fs::path folder = fs::path(file).parent_path();
    return folder.empty() ? "." : folder.string();
}

bool is_own(const LanguageTag& wanted, const LanguageTag& own) {
    return wanted == own || wanted.text() == own.language(); // "en" asks for "en-US" too
}

std::string available(const std::string& file, const LanguageTag& own, diag::Sink& sink) {
    std::string list = "there is: `" + own.text() + "`";
    for (const Place& place : translations_beside(file, sink)) {
        list += ", `" + place.language.text() + "`";
    }
    return list;
}

void translate_guide(const Request& request, const Paths& paths, const LanguageTag& wanted,
                     Sources& sources, diag::Sink& sink) {
    const content::Guide& guide = *sources.guide;
    const auto place = find_translation(paths.guide, wanted);
    if (!place) {
        sink.error("job.no-translation", guide.root.span,
                   "the guide is not available in `" + request.language + "`",
                   available(paths.guide, guide.root.language, sink));
        return;
    }
    const xliff::Source source{file_name(paths.guide), guide.root.language, content::units(guide)};
    if (const auto translation = load_translation(*place, source, sink)) {
        sources.guide =
            content::translate(guide, *translation, {request.audience, request.required}, sink);
    }
}

} // namespace

std::string file_name(const std::string& path) {
    return fs::path(path).filename().string();
}

std::vector<Place> translations_beside(const std::string& file, diag::Sink& sink) {
    std::vector<Place> places;
    const std::string folder = folder_of(file);
    for (const std::string& name : names_in(folder, std::string(suffix))) {
        const std::string path = folder == "." ? name : (fs::path(folder) / name).string();
        const auto tag = LanguageTag::parse(name.substr(0, name.size() - suffix.size()));
        if (tag) {
            places.push_back({*tag, path});
        } else {
            sink.warning("job.bad-translation-name", diag::file_span(path),
                         "the file's name is no language tag: it is left out",
                         "name it like ko.xlf or pt-BR.xlf (BCP 47)");
        }
    }
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.language < b.language; });
    return places;
}

std::optional<Place> find_translation(const std::string& file, const LanguageTag& wanted) {
    diag::Sink unheard; // odd names are told of when all files are asked for
    const std::vector<Place> places = translations_beside(file, unheard);
    const std::string script = locale::likely_script(wanted);
    const auto found = [&](const std::string& text) {
        const auto place = std::find_if(places.begin(), places.end(), [&](const Place& each) {
            return each.language.text() == text;
        });
        return place == places.end() ? std::nullopt : std::optional(*place);
    };
    const std::string language(wanted.language());
    auto place = found(wanted.text());
    if (!place && !script.empty()) {
        place = found(language + "-" + script);
    }
    const auto alone = LanguageTag::parse(language);
    if (!place && alone && locale::likely_script(*alone) == script) {
        place = found(language);
    }
    return place;
}

std::unique_ptr<const xliff::Translation>
load_translation(const Place& place, const xliff::Source& source, diag::Sink& sink) {
    auto translation =
        xliff::read(read_file({"translation", place.path, ""}, most_xml_bytes), place.path, sink);
    if (translation && !xliff::belongs(*translation, source, place.language, sink)) {
        return nullptr;
    }
    return translation;
}

std::vector<std::string> languages_of(const std::string& guide, diag::Sink& sink) {
    std::vector<std::string> languages;
    const auto loaded = load_guide(guide, read_file({"guide", guide, ""}, most_xml_bytes), sink);
    if (loaded && !sink.has_errors()) {
        languages.push_back(loaded->root.language.text());
        for (const Place& place : translations_beside(guide, sink)) {
            if (place.language != loaded->root.language) {
                languages.push_back(place.language.text());
            }
        }
    }
    return languages;
}

// Words follow the document, in whatever language it comes.
void translate_words(const std::string& file, const LanguageTag& wanted,
                     std::optional<xliff::Level> required, design::Words& words, diag::Sink& sink) {
    if (wanted.language() == words.language.language()) {
        return;
    }
    const auto place = find_translation(file, wanted);
    if (!place) {
        sink.warning("job.no-words", words.span,
                     "the fixed words are not available in `" + wanted.text() + "` and stay in `" +
                         words.language.text() + "`",
                     "`carefold translate export " + file + " --lang " + wanted.text() +
                         "` makes the file to translate");
        return;
    }
    const xliff::Source source{file_name(file), words.language, design::units(words)};
    if (const auto translation = load_translation(*place, source, sink)) {
        words = design::translate(words, *translation, required, sink);
        words.language = wanted;
    }
}

void translate(const Request& request, const Paths& paths, Sources& sources, diag::Sink& sink) {
    if (!sources.guide || !sources.words) {
        return;
    }
    const auto wanted = LanguageTag::parse(request.language);
    if (!request.language.empty() && !wanted) {
        sink.error("job.no-translation", sources.guide->root.span,
                   diag::quoted(request.language) + " is no language tag",
                   "write it like `ko` or `pt-BR` (BCP 47)");
        return;
    }
    if (wanted && !is_own(*wanted, sources.guide->root.language)) {
        translate_guide(request, paths, *wanted, sources, sink);
    }
    translate_words(paths.words, sources.guide->root.language, request.required, *sources.words,
                    sink);
}

} // namespace carefold::job
