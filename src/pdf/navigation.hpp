// Ways around the document (ISO 32000-1, 12.3 to 12.5): links, outline, page labels.
#pragma once

#include "pdf/seats.hpp"
#include "pdf/structure.hpp"

#include <string>
#include <vector>

namespace carefold::pdf {

/// Link annotations of all pages, in reading order of pages. Links without a Link tag are left
/// out (ISO 14289-1, 7.18.5 forbids them), as are those to places that do not exist.
std::vector<Annotation> write_links(Objects& objects, const pages::Document& document,
                                    const TagTree& tags, const std::vector<Seat>& seats);

/// 0 when there are no entries.
Ref write_outline(Objects& objects, const pages::Document& document,
                  const std::vector<Seat>& seats);

/// Labels as printed on the pages; of sheets "1 front", "1 back".
Ref write_page_labels(Objects& objects, const pages::Document& document,
                      const pages::Imposition* imposition);

} // namespace carefold::pdf
