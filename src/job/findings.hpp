// Findings kept for later. Inside the room only.
#pragma once

#include "diag/diag.hpp"

namespace carefold::job {

inline void pass_on(const diag::Sink& from, diag::Sink& to) {
    for (const diag::Diagnostic& each : from.all()) {
        to.report(each);
    }
}

} // namespace carefold::job
