// Lines that are one reader's own, in a document that has them in their places.
#pragma once

#include "pages/pages.hpp"

namespace carefold::pdf {

/// The lines, taken out of the pages.
pages::Imprint imprint_of(const pages::Document& document);

} // namespace carefold::pdf
