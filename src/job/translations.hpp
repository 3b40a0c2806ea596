// Translations beside the files they are of: content/x/guide.xml, content/x/ko.xlf. Inside the
// room only.
#pragma once

#include "job/sources.hpp"

#include <optional>
#include <string>
#include <vector>

namespace carefold::job {

struct Place {
    LanguageTag language;
    std::string path;
};

/// Every TAG.xlf in the folder of `file`, by tag. Reports names that are no language tags
/// (job.bad-translation-name, warning).
std::vector<Place> translations_beside(const std::string& file, diag::Sink& sink);

/// For "ko-KR": its own file, else one of the same language and script, else one of the language
/// alone if it is written in the same script.
std::optional<Place> find_translation(const std::string& file, const LanguageTag& wanted);

/// "guide.xml" of "content/x/guide.xml".
std::string file_name(const std::string& path);

/// Reads and checks it; nullptr when it cannot be used.
std::unique_ptr<const xliff::Translation>
load_translation(const Place& place, const xliff::Source& source, diag::Sink& sink);

/// Puts guide and words into the language asked for. Codes: job.no-translation, job.no-words
/// (warning), those of content::translate and design::translate.
void translate(const Request& request, const Paths& paths, Sources& sources, diag::Sink& sink);

/// Puts fixed words, those of `file`, into that language.
void translate_words(const std::string& file, const LanguageTag& wanted,
                     std::optional<xliff::Level> required, design::Words& words, diag::Sink& sink);

} // namespace carefold::job
