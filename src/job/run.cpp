// One document, start to finish.
#include "job/job.hpp"

#include "check/check.hpp"
#include "flow/flow.hpp"
#include "job/files.hpp"
#include "job/making.hpp"
#include "job/places.hpp"

#include <new>

namespace carefold::job {

namespace {

/// One edition, or both of the same pages. `report` is the first one's.
void write(const Request& request, const pages::Document& pages, Sources& sources, Report& report,
           diag::Sink& sink) {
    if (request.edition == Edition::both) {
        Request one = request;
        one.edition = Edition::reader;
        write(one, pages, sources, report, sink);
        one.edition = Edition::imposed;
        const Stopwatch watch;
        Report& other = report.also.emplace_back();
        write(one, pages, sources, other, sink);
        other.milliseconds = watch.total();
        return;
    }
    const std::string bytes = bytes_of(request.edition, pages, sources, report, sink);
    if (!sink.has_errors()) {
        report.output = output_path(request, sources.guide->root.language.text());
        write_whole(report.output, bytes);
    }
}

/// The walk through the rooms. Each reports all it finds; the walk ends behind the first that
/// found errors.
void produce(const Request& request, Report& report, Work& work, diag::Sink& sink) {
    if (!begin(request, work, sink)) {
        return;
    }
    const bool flow_only = request.dump == Dump::flow;
    if (flow_only && !work.sources->layout->copyfit) {
        report.dump = flow::dump(work.flow);
        return;
    }
    const pages::Document pages = set_pages(work, report, sink);
    report.pages = pages.pages.size();
    if (sink.has_errors()) {
        return;
    }
    if (flow_only) {
        report.dump = flow::dump(*work.set);
        return;
    }
    check::inspect(pages, *work.set, sink);
    work.watch.lap("check");
    if (sink.has_errors()) {
        return;
    }
    if (request.dump != Dump::none) {
        report.dump = request.dump == Dump::pages ? dump_pages(pages) : dump_tags(pages);
        return;
    }

    write(request, pages, *work.sources, report, sink);
    work.watch.lap("pdf");
}

} // namespace

pages::Document typeset(const Request& request, diag::Sink& sink) {
    Work work;
    Report report;
    return begin(request, work, sink) ? set_pages(work, report, sink) : pages::Document{};
}

std::optional<Text> read_text(const Request& request, diag::Sink& sink) {
    Work work;
    if (!begin(request, work, sink)) {
        return std::nullopt;
    }
    return Text{std::move(*work.sources), std::move(work.flow)};
}

Report run(const Request& request, diag::Sink& sink) {
    Report report;
    Work work;
    try {
        produce(request, report, work, sink);
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("job.out-of-memory", "memory ran out while making a document",
                                     "close other programs or raise the memory limit");
    }
    report.ok = !sink.has_errors();
    report.milliseconds = work.watch.total();
    report.timings = work.watch.laps();
    return report;
}

} // namespace carefold::job
