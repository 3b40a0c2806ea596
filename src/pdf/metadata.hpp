// What the file says about itself (ISO 19005-2, 6.6): Info, XMP and the colour it was made for.
#pragma once

#include "pages/pages.hpp"
#include "pdf/objects.hpp"

#include <string>

namespace carefold::pdf {

/// Writes Info and XMP, which agree; the metadata stream. press: as PDF/X-4 wants them, under this
/// identifier of the document; empty: no file for a press.
Ref write_metadata(Objects& objects, const pages::Metadata& metadata, const std::string& press);

/// The sRGB output intent with its profile.
Ref write_output_intent(Objects& objects);

/// An ICC.1:2004 (version 4.2) display profile of IEC 61966-2-1 sRGB, made from its definition.
std::string srgb_profile();

} // namespace carefold::pdf
