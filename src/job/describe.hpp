// What a document is, for rooms that tell people of it. Part of the room's face, job.hpp.
#pragma once

#include "base/base.hpp"
#include "content/content.hpp"
#include "design/design.hpp"
#include "diag/diag.hpp"

#include <optional>
#include <string>

namespace carefold::job {

struct Request;

struct Description {
    std::string name;           // "chronic-back-pain": the guide's folder or file
    LanguageTag language;       // the document's
    std::string title, version; // in that language
    content::Fields clinic;     // of the brand
};
/// Nothing is made. nullopt, and findings, when it cannot be told. Throws as `run` does.
std::optional<Description> describe(const Request& request, diag::Sink& sink);

/// A list of fixed words in a language, from TAG.xlf beside it. Codes: those of design::load_words,
/// and job.no-words (warning). Throws as `run` does.
std::optional<design::Words> load_words(const std::string& file, const LanguageTag& language,
                                        diag::Sink& sink);

} // namespace carefold::job
