// What every kind of file has in its catalogue, and its pages' last entries.
#pragma once

#include "pdf/navigation.hpp"
#include "pdf/objects.hpp"
#include "pdf/seats.hpp"

#include <string>
#include <vector>

namespace carefold::pdf {

/// Language, preferences, outline and page labels.
std::string catalog_entries(Objects& objects, const pages::Document& document,
                            const std::vector<Seat>& seats, const pages::Imposition* imposition);

/// Pages with their annotations, in the order of the document's pages.
void finish_pages(Objects& objects, Seating& seating, const std::vector<Annotation>& annotations);

} // namespace carefold::pdf
