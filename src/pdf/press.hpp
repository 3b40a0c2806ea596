// What a press wants around the pages (ISO 15930-7, PDF/X-4): boxes, marks, inks by name, and the
// condition the colours were made for.
#pragma once

#include "pdf/pdf.hpp"
#include "pdf/seats.hpp"

#include <string>
#include <vector>

namespace carefold::pdf {

/// Every page on a PDF page larger by bleed and marks. `resources`: shared by all.
Seating seat_on_press(Objects& objects, const pages::Document& document,
                      const std::vector<Content>& contents, const Press& press, Ref resources);

/// Entries of a resource dictionary: spot inks, registration colour, overprinting.
std::string ink_resources(const color::Inks& inks);

/// Intents for PDF/X and PDF/A, in brackets; both name one and the same profile.
std::string write_press_intents(Objects& objects, const Press& press);

/// Told by what is on the pages: "uuid:…".
std::string document_identifier(const pages::Metadata& metadata,
                                const std::vector<Content>& contents);

} // namespace carefold::pdf
