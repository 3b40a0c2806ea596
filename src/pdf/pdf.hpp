// pdf: finished pages or sheets -> bytes of one PDF 1.7 file, PDF/UA-1 and PDF/A-2a at once.
// Enters: pages::Document, perhaps an Imposition. Leaves: a string of bytes.
// Never here: sources, layout decisions, disk, clock.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "pages/pages.hpp"

#include <string>

namespace carefold::pdf {

struct Options {
    const pages::Imposition* imposition = nullptr; // sheets instead of single pages
    int compression = 1; // libdeflate's level: 4 is 0.7 % smaller, 5 % slower; 0: streams as text
};

/// Same document, same options: same bytes. Throws diag::EnvironmentError when memory runs out or
/// the writer fails. Findings (a font that cannot be embedded) go to the sink.
std::string write(const pages::Document& document, const Options& options, diag::Sink& sink);

} // namespace carefold::pdf
