// What `run` and a Series share: one document on its way through the rooms. Inside the room only.
#pragma once

#include "flow/flow.hpp"
#include "job/copyfit.hpp"
#include "job/job.hpp"
#include "job/sources.hpp"
#include "job/stopwatch.hpp"
#include "pages/pages.hpp"

#include <memory>
#include <optional>
#include <string>

namespace carefold::job {

/// A document on its way: what it is made of and what it has come to.
struct Work {
    std::optional<Sources> sources;
    content::Fields fields; // the brand's, and over them the reader's
    flow::Memory memory;
    flow::Request ask; // points into those above
    flow::Document flow;
    std::unique_ptr<Copyfitting> copyfitting; // then the flow is its
    const flow::Document* set = nullptr;      // the flow that the pages were made of
    Stopwatch watch;
};

/// All that is read, and the flow of it; false when that has errors.
bool begin(const Request& request, Work& work, diag::Sink& sink);

/// The flow as pages.
pages::Document set_pages(Work& work, Report& report, diag::Sink& sink);

/// The pages as one edition's file; empty when the sink has errors.
std::string bytes_of(Edition edition, const pages::Document& pages, Sources& sources,
                     Report& report, diag::Sink& sink);

} // namespace carefold::job
