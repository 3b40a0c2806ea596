// Documents that differ in their readers.
#include "check/check.hpp"
#include "job/making.hpp"

#include <new>

namespace carefold::job {

struct Series::Impl {};

Series::Series() : impl_(std::make_unique<Impl>()) {}
Series::~Series() = default;

Made Series::make(const Request& request, diag::Sink& sink) {
    Made made;
    Work work;
    Report report;
    try {
        if (!begin(request, work, sink)) {
            return made;
        }
        const pages::Document pages = set_pages(work, report, sink);
        if (sink.has_errors()) {
            return made;
        }
        check::inspect(pages, *work.set, sink);
        work.watch.lap("check");
        if (sink.has_errors()) {
            return made;
        }
        made.own = bytes_of(request.edition, pages, *work.sources, report, sink);
        work.watch.lap("pdf");
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("job.out-of-memory", "memory ran out while making a document",
                                     "close other programs or raise the memory limit");
    }
    made.pages = report.pages;
    made.sheets = report.sheets;
    made.timings = work.watch.laps();
    return made;
}

} // namespace carefold::job
