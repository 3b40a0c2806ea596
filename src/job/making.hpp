// What `run` and a Series share: one document on its way through the rooms. Inside the room only.
#pragma once

#include "flow/flow.hpp"
#include "job/copyfit.hpp"
#include "job/job.hpp"
#include "job/sources.hpp"
#include "job/stopwatch.hpp"
#include "layout/layout.hpp"
#include "locale/locale.hpp"
#include "pages/pages.hpp"

#include <memory>
#include <optional>
#include <string>

namespace carefold::job {

/// A document on its way: what it is made of and what it has come to.
struct Work {
    std::shared_ptr<Sources> sources;
    content::Fields personal; // the reader's
    content::Fields fields;   // the brand's, and the reader's
    std::shared_ptr<const locale::Hyphenation> hyphenation;
    std::shared_ptr<text::Shaper> shaper;
    layout::Resources resources;            // of those above
    std::unique_ptr<layout::Galley> galley; // of the flow, unless there is copyfitting
    flow::Memory memory;
    flow::Request ask; // points into those above
    flow::Document flow;
    std::unique_ptr<Copyfitting> copyfitting; // then the flow is its
    const flow::Document* set = nullptr;      // the flow that the pages were made of
    Proof* proof = nullptr;                   // copyfitting's, of the pages
    Stopwatch watch;
};

/// All that is read, in the language asked for; false when that has errors.
bool load(const Request& request, Work& work, diag::Sink& sink);

/// The flow of what was loaded; false when that has errors.
bool resolve(const Request& request, Work& work, diag::Sink& sink);

/// Both.
bool begin(const Request& request, Work& work, diag::Sink& sink);

/// What pages are made with; what is there already (of other documents) is kept.
void equip(Work& work, diag::Sink& sink);

/// The flow as pages. Equips.
pages::Document set_pages(Work& work, Report& report, diag::Sink& sink);

/// The pages as one edition's file; empty when the sink has errors.
std::string bytes_of(Edition edition, const pages::Document& pages, Sources& sources,
                     Report& report, diag::Sink& sink);

} // namespace carefold::job
