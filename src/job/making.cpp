#include "job/making.hpp"

#include "job/files.hpp"
#include "job/pictures.hpp"
#include "job/places.hpp"
#include "job/press.hpp"
#include "job/sheets.hpp"
#include "job/translations.hpp"
#include "layout/layout.hpp"
#include "locale/locale.hpp"
#include "pdf/pdf.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>

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
    spare(output, {paths.guide, paths.layout, paths.words, paths.brand, paths.fonts,
                   record_path(paths.guide)});
    if (std::filesystem::path(output).extension() == ".xlf") {
        throw diag::EnvironmentError("job.output-unwritable",
                                     "cannot write `" + output +
                                         "`: files named so are translations",
                                     "name another file with --output");
    }
}

/// Looks for a setting that fits, and makes its pages; again, should they not come out as drafted.
pages::Document fit_pages(Work& work, Report& report, diag::Sink& sink) {
    work.copyfitting =
        std::make_unique<Copyfitting>(work.ask, std::move(work.flow), work.resources);
    while (Proof* proof = work.copyfitting->search(sink)) {
        work.watch.lap("copyfit");
        std::optional<pages::Document> pages = work.copyfitting->set(*proof, sink);
        work.watch.lap("pages");
        if (pages) {
            work.set = &proof->flow;
            work.proof = proof;
            report.copyfit = work.copyfitting->report();
            return *std::move(pages);
        }
    }
    return {};
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
    set_strips(sheets, {help, plan, strip_family(layout)}, *sources.fonts, sink);
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

void gather_techniques(const content::Node& node, std::vector<const content::Node*>& found) {
    for (const content::Node& child : node.children) {
        if (child.kind == content::Kind::technique) {
            found.push_back(&child);
        }
        gather_techniques(child, found);
    }
}

/// Of techniques, when the reader's are named: those that are not among them.
std::vector<std::uint32_t> not_chosen(const Request& request, const content::Guide& guide) {
    std::vector<std::uint32_t> orders;
    if (request.techniques) {
        const auto& chosen = *request.techniques;
        std::vector<const content::Node*> all;
        gather_techniques(guide.root, all);
        for (const content::Node* technique : all) {
            if (std::find(chosen.begin(), chosen.end(), technique->id) == chosen.end()) {
                orders.push_back(technique->order);
            }
        }
    }
    return orders;
}

} // namespace

bool load(const Request& request, Work& work, diag::Sink& sink) {
    const Paths paths = find_paths(request);
    spare_sources(request.output, paths);
    work.sources = std::make_shared<Sources>(load_sources(request, paths, work.watch, sink));
    if (!sink.has_errors()) {
        spare(request.output, work.sources->layout->parents);
        translate(request, paths, *work.sources, sink);
        work.watch.lap("translation");
    }
    return !sink.has_errors() && work.sources->usable();
}

bool resolve(const Request& request, Work& work, diag::Sink& sink) {
    const Sources& sources = *work.sources;
    work.personal.values.clear();
    for (const auto& [name, value] : request.personal.values) {
        if (!name.starts_with("clinic.") && !value.empty()) {
            work.personal.values.emplace(name, value);
        }
    }
    work.fields = sources.brand.fields;
    for (const auto& [name, value] : work.personal.values) {
        work.fields.values.insert_or_assign(name, value);
    }
    work.ask = {sources.guide.get(),
                sources.layout.get(),
                &*sources.words,
                &work.fields,
                request.audience,
                picture_loader(find_paths(request), layout_files(*sources.layout), sink),
                sources.brand.logo ? &*sources.brand.logo : nullptr,
                &work.personal,
                not_chosen(request, *sources.guide),
                sources.layout->copyfit ? &work.memory : nullptr};
    work.flow = flow::resolve(work.ask, sink);
    work.watch.lap("flow");
    return !sink.has_errors();
}

bool begin(const Request& request, Work& work, diag::Sink& sink) {
    return load(request, work, sink) && resolve(request, work, sink);
}

void equip(Work& work, diag::Sink& sink) {
    if (!work.hyphenation) {
        work.hyphenation = std::make_shared<locale::Hyphenation>(hyphenation_folders());
    }
    if (!work.shaper) {
        work.shaper = layout::make_shaper(*work.sources->fonts, sink);
    }
    work.resources.fonts = &*work.sources->fonts;
    work.resources.hyphenation = work.hyphenation.get();
    work.resources.shaper = work.shaper.get();
}

pages::Document set_pages(Work& work, Report& report, diag::Sink& sink) {
    equip(work, sink);
    const std::string review_date = work.flow.metadata.review_date;
    pages::Document pages;
    if (work.sources->layout->copyfit) {
        pages = fit_pages(work, report, sink);
    } else {
        work.galley = std::make_unique<layout::Galley>(work.flow, work.resources, sink);
        pages = work.galley->pages();
        work.set = &work.flow;
        work.watch.lap("pages");
    }
    pages.metadata.creator = "Carefold " CAREFOLD_VERSION;
    pages.metadata.date = document_date(review_date);
    return pages;
}

std::string bytes_of(Edition edition, const pages::Document& pages, Sources& sources,
                     Report& report, diag::Sink& sink) {
    report.pages = pages.pages.size();
    std::string bytes = edition == Edition::imposed ? write_sheets(pages, sources, report, sink)
                        : edition == Edition::press
                            ? write_for_press(pages, *sources.layout, find_home(), sink)
                            : pdf::write(pages, {}, sink);
    report.bytes = bytes.size();
    return sink.has_errors() ? std::string() : bytes;
}

} // namespace carefold::job
