// Comma-separated values (RFC 4180) by libcsv. Inside the room only.
#pragma once

#include "records/input.hpp"
#include "records/names.hpp"

#include <memory>

namespace carefold::records {

std::unique_ptr<Splitter> split_csv(Input& input, Names& names);

} // namespace carefold::records
