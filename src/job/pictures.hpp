// Pictures a guide or layout names, from its own folder and nowhere else. Inside the room only.
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "job/sources.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace carefold::job {

/// The canonical path of `name` beside `file` or in a folder below; empty when it leads outside.
std::string path_inside(const std::string& file, std::string_view name);

/// Paths are relative to the guide's folder, after "layout:" to the layout's or that of one it
/// extends, the first that has it, after "brand:" to the brand's. One that leads outside by "..",
/// from the root or through a link gives nothing, and a note says why. `sink` must outlive the
/// loader.
flow::Loader picture_loader(const Paths& paths, const std::vector<std::string>& layouts,
                            diag::Sink& sink);

} // namespace carefold::job
