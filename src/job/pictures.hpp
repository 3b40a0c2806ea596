// Pictures a guide or layout names, from its own folder and nowhere else. Inside the room only.
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"

#include <string>

namespace carefold::job {

/// Paths are relative to the guide's folder, after "layout:" to the layout's. One that leads
/// outside by "..", from the root or through a link gives nothing, and a note says why. `sink`
/// must outlive the loader.
flow::Loader picture_loader(const std::string& guide, const std::string& layout, diag::Sink& sink);

} // namespace carefold::job
