// What imposed sheets need beyond pages: a plan, and a strip that says how to print and fold them.
// Inside the room only.
#pragma once

#include "design/design.hpp"
#include "font/font.hpp"
#include "impose/impose.hpp"

#include <string>

namespace carefold::job {

impose::Plan plan_of(const design::Fold& fold);
/// Where complaints about it belong: a layout need not have one.
diag::Span fold_span(const design::Layout& layout);

/// How to print and fold, in the document's language. Words that are not in words.xml are left out.
struct SheetHelp {
    std::string text;        // for all sheets
    std::string front, back; // with {n}
    LanguageTag language;
};
SheetHelp sheet_help(const design::Words& words, const impose::Plan& plan);

/// What strips say, of which plan, in which family.
struct StripWords {
    const SheetHelp& help;
    const impose::Plan& plan;
    std::string family;
};

/// Fills one strip of each side that has room for the text, and takes the others away.
void set_strips(pages::Imposition& imposition, const StripWords& words, font::Library& fonts,
                diag::Sink& sink);

/// Of paper: fronts.
std::size_t paper_sheets(const pages::Imposition& imposition);

} // namespace carefold::job
