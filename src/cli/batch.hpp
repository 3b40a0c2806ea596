// How a batch is told about while it runs. Inside the room only.
#pragma once

#include "batch/batch.hpp"

#include <memory>
#include <string>

namespace carefold::cli {

struct BatchOptions;

/// A bar on a terminal, lines elsewhere, events for programs.
std::unique_ptr<batch::Listener> make_listener(const BatchOptions& options);

/// What a batch ends with, for people and for programs.
std::string batch_lines(const batch::Totals& totals, const BatchOptions& options);
std::string batch_json(const batch::Totals& totals, bool timings);

} // namespace carefold::cli
