// Everything one document is made from, loaded. Inside the room only.
#pragma once

#include "content/content.hpp"
#include "design/design.hpp"
#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "font/font.hpp"
#include "job/job.hpp"
#include "job/stopwatch.hpp"

#include <memory>
#include <optional>

namespace carefold::job {

/// The files' own names, as diagnostics say them.
struct Paths {
    std::string guide, layout, words, brand, fonts;
    std::string home;
    std::string layout_name; // as asked for, or the booklet of the brand's paper
};
Paths find_paths(const Request& request);

struct Sources {
    std::unique_ptr<const content::Guide> guide;
    std::unique_ptr<const design::Layout> layout;
    std::optional<design::Words> words;
    content::Brand brand;
    std::optional<font::Library> fonts;
    bool usable() const { return guide && layout && words && fonts; }
};

/// With the fields that lists for it may have.
std::unique_ptr<const content::Guide> load_guide(const std::string& path, std::string text,
                                                 diag::Sink& sink);

/// Loads all of them whatever is wrong with one, so that one run tells everything.
Sources load_sources(const Request& request, const Paths& paths, Stopwatch& watch,
                     diag::Sink& sink);

/// A guide's text as one audience gets it, not set yet.
struct Text {
    Sources sources;
    flow::Document flow; // points into sources
};
/// The clinic's colours and families put into the layout. Codes: font.unknown-family and those of
/// design::rebrand and check::inspect_brand.
void apply_brand(const Request& request, Sources& sources, diag::Sink& sink);

/// As a build makes it; nothing when it has errors.
std::optional<Text> read_text(const Request& request, diag::Sink& sink);

/// Finds a layout that another extends: beside it, else among home's.
design::ParentLoader parent_loader(const std::string& home);

/// The faces fonts.xml declares, in home's and the system's folders.
font::Library load_library(const std::string& fonts_file, const std::string& home,
                           diag::Sink& sink);

} // namespace carefold::job
