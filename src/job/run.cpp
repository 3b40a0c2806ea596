// One document, start to finish.
#include "job/job.hpp"

#include "check/check.hpp"
#include "flow/flow.hpp"
#include "job/files.hpp"
#include "job/pictures.hpp"
#include "job/places.hpp"
#include "job/press.hpp"
#include "job/sheets.hpp"
#include "job/sources.hpp"
#include "job/translations.hpp"
#include "layout/layout.hpp"
#include "locale/locale.hpp"
#include "pdf/pdf.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <new>

namespace carefold::job {

namespace {

/// Seconds since 1970 -> "2026-11-21T00:00:00Z" (https://reproducible-builds.org/specs/
/// source-date-epoch: a malformed value is an error, not ignored).
std::string epoch_date(std::string_view seconds) {
    std::time_t time = 0;
    const auto [end, error] =
        std::from_chars(seconds.data(), seconds.data() + seconds.size(), time);
    std::tm parts{};
    constexpr std::time_t year_10000 = 253402300800;
    if (error != std::errc() || end != seconds.data() + seconds.size() || time < 0 ||
        time >= year_10000 || gmtime_r(&time, &parts) == nullptr) {
        throw diag::EnvironmentError("job.bad-date",
                                     "SOURCE_DATE_EPOCH is `" + std::string(seconds) +
                                         "`, which is no number of seconds since 1970",
                                     "set it to digits only, or unset it");
    }
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text.data();
}

/// Never the clock's: the same guide gives the same bytes on any day.
std::string document_date(const std::string& review_date) {
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
        return epoch_date(epoch);
    }
    return review_date.empty() ? review_date : review_date + "T00:00:00Z";
}

void spare(const std::string& output, const std::vector<std::string>& sources) {
    for (const std::string& source : sources) {
        if (same_file(output, source)) {
            throw diag::EnvironmentError("job.output-unwritable",
                                         "cannot write `" + output +
                                             "`: the document is made from this file",
                                         "name another file with --output");
        }
    }
}

void spare_sources(const std::string& output, const Paths& paths) {
    spare(output, {paths.guide, paths.layout, paths.words, paths.brand, paths.fonts});
    if (std::filesystem::path(output).extension() == ".xlf") {
        throw diag::EnvironmentError("job.output-unwritable",
                                     "cannot write `" + output +
                                         "`: files named so are translations",
                                     "name another file with --output");
    }
}

pages::Document set_pages(const flow::Document& flow, Sources& sources, Stopwatch& watch,
                          diag::Sink& sink) {
    const locale::Hyphenation hyphenation(hyphenation_folders());
    pages::Document pages = layout::paginate(flow, {&*sources.fonts, &hyphenation}, sink);
    pages.metadata.creator = "Carefold " CAREFOLD_VERSION;
    pages.metadata.date = document_date(flow.metadata.review_date);
    watch.lap("pages");
    return pages;
}

/// For strips: what stands beside pages is in a sans where the layout has one.
std::string strip_family(const design::Layout& layout) {
    for (const std::string_view role : {"sans", "heading", "text"}) {
        if (const auto found = layout.families.find(role); found != layout.families.end()) {
            return found->second;
        }
    }
    return layout.families.empty() ? std::string() : layout.families.begin()->second;
}

/// Empty when the pages do not fit the paper.
std::string write_sheets(const pages::Document& pages, Sources& sources, Report& report,
                         diag::Sink& sink) {
    const design::Layout& layout = *sources.layout;
    const impose::Plan plan = plan_of(layout.fold);
    pages::Imposition sheets =
        impose::arrange(impose::measure(pages), plan, fold_span(layout), sink);
    if (sink.has_errors()) {
        return {};
    }
    const SheetHelp help = sheet_help(*sources.words, plan);
    set_strips(sheets, help, plan, strip_family(layout), *sources.fonts, sink);
    report.sheets = paper_sheets(sheets);
    report.sheet_help = help.text;
    pdf::Options options;
    options.imposition = &sheets;
    return sink.has_errors() ? std::string() : pdf::write(pages, options, sink);
}

/// Empty when the press could not print it.
std::string write_for_press(const pages::Document& pages, const design::Layout& layout,
                            const std::string& home, diag::Sink& sink) {
    check_for_press(pages, layout, sink);
    std::optional<color::Inks> inks = load_inks(layout, home, sink);
    if (!inks || sink.has_errors()) {
        return {};
    }
    const pdf::Press press{&*inks, layout.press.condition, layout.press.bleed,
                           folded_edges(pages, layout)};
    pdf::Options options;
    options.press = &press;
    return pdf::write(pages, options, sink);
}

/// Itself, then those it extends.
std::vector<std::string> layout_files(const design::Layout& layout) {
    std::vector<std::string> files{layout.file};
    files.insert(files.end(), layout.parents.begin(), layout.parents.end());
    return files;
}

/// Content and layout to flow; no more than a flow with errors in the sink when it fails.
flow::Document resolve(const Request& request, const Paths& paths, const Sources& sources,
                       diag::Sink& sink) {
    return flow::resolve({sources.guide.get(), sources.layout.get(), &*sources.words,
                          &sources.fields, request.audience,
                          picture_loader(paths.guide, layout_files(*sources.layout), sink)},
                         sink);
}

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
    const std::string bytes = request.edition == Edition::imposed
                                  ? write_sheets(pages, sources, report, sink)
                              : request.edition == Edition::press
                                  ? write_for_press(pages, *sources.layout, find_home(), sink)
                                  : pdf::write(pages, {}, sink);
    if (!sink.has_errors()) {
        report.pages = pages.pages.size();
        report.bytes = bytes.size();
        report.output = output_path(request, sources.guide->root.language.text());
        write_whole(report.output, bytes);
    }
}

/// The walk through the rooms. Each reports all it finds; the walk ends behind the first that
/// found errors.
void produce(const Request& request, Report& report, Stopwatch& watch, diag::Sink& sink) {
    const Paths paths = find_paths(request);
    spare_sources(request.output, paths);
    Sources sources = load_sources(request, paths, watch, sink);
    if (!sink.has_errors()) {
        spare(request.output, sources.layout->parents);
        translate(request, paths, sources, sink);
        watch.lap("translation");
    }
    if (sink.has_errors() || !sources.usable()) {
        return;
    }

    const flow::Document flow = resolve(request, paths, sources, sink);
    watch.lap("flow");
    if (request.dump == Dump::flow && !sink.has_errors()) {
        report.dump = flow::dump(flow);
        return;
    }
    if (sink.has_errors()) {
        return;
    }

    const pages::Document pages = set_pages(flow, sources, watch, sink);
    report.pages = pages.pages.size();
    if (sink.has_errors()) {
        return;
    }
    check::inspect(pages, flow, sink);
    watch.lap("check");
    if (sink.has_errors()) {
        return;
    }
    if (request.dump != Dump::none) {
        report.dump = request.dump == Dump::pages ? dump_pages(pages) : dump_tags(pages);
        return;
    }

    write(request, pages, sources, report, sink);
    watch.lap("pdf");
}

} // namespace

pages::Document typeset(const Request& request, diag::Sink& sink) {
    Stopwatch watch;
    std::optional<Text> text = read_text(request, sink);
    return text ? set_pages(text->flow, text->sources, watch, sink) : pages::Document{};
}

std::optional<Text> read_text(const Request& request, diag::Sink& sink) {
    Stopwatch watch;
    const Paths paths = find_paths(request);
    Text text{load_sources(request, paths, watch, sink), {}};
    translate(request, paths, text.sources, sink);
    if (sink.has_errors() || !text.sources.usable()) {
        return std::nullopt;
    }
    text.flow = resolve(request, paths, text.sources, sink);
    return sink.has_errors() ? std::nullopt : std::optional(std::move(text));
}

Report run(const Request& request, diag::Sink& sink) {
    Report report;
    Stopwatch watch;
    try {
        produce(request, report, watch, sink);
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("job.out-of-memory", "memory ran out while making a document",
                                     "close other programs or raise the memory limit");
    }
    report.ok = !sink.has_errors();
    report.milliseconds = watch.total();
    report.timings = watch.laps();
    return report;
}

} // namespace carefold::job
