// What lies behind documents, for rooms that make many of them. Part of the room's face.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <optional>
#include <string>
#include <vector>

namespace carefold::job {

struct Request;

/// What a list of clients may ask of a guide.
struct GuideFacts {
    std::string path;
    std::string name;                    // "chronic-back-pain"
    std::string language;                // its own
    std::vector<std::string> languages;  // that, then those of its translations
    std::vector<std::string> techniques; // ids
};
/// nullopt, and findings, when the guide cannot be used. Throws as `run` does.
std::optional<GuideFacts> look_into(const std::string& guide, diag::Sink& sink);
/// Whether it is there in that language, or in one that serves as well.
bool speaks(const GuideFacts& guide, const LanguageTag& wanted);

/// Of a record's value, which is checked already.
std::vector<std::string> technique_ids(std::string_view value);
/// Complains, with that code, of those that are no guide's.
void check_techniques(const std::vector<std::string>& ids, const std::vector<GuideFacts>& guides,
                      std::string_view code, const diag::Span& span, diag::Sink& sink);

/// What a document comes to depend on besides its reader.
struct Ground {
    std::vector<std::string> files; // paths, in an order that does not depend on where they lie
    std::vector<std::string> faces; // of the font list; empty: missing
};
/// Rather too many than too few: every picture beside what names pictures.
Ground ground_of(const Request& request, diag::Sink& sink);

} // namespace carefold::job
