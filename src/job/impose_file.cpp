// A PDF made elsewhere -> sheets.
#include "job/files.hpp"
#include "job/job.hpp"
#include "job/places.hpp"
#include "job/sheets.hpp"
#include "job/sources.hpp"
#include "job/translations.hpp"
#include "pdf/pdf.hpp"

#include <algorithm>
#include <filesystem>
#include <new>

namespace carefold::job {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_pdf_bytes = std::size_t{256} << 20;

using impose::Kind;
using impose::Plan;

bool is_grid(Kind kind) {
    return kind == Kind::n_up || kind == Kind::cut_stack;
}

bool fits(const impose::Pages& pages, const Plan& plan) {
    diag::Sink unheard;
    (void)impose::arrange(pages, plan, {}, unheard);
    return !unheard.has_errors();
}

/// So many cells with gutters between them.
int count_in(Length room, Length cell, Length gutter) {
    const Length step = cell + gutter;
    const Length rounding = Length::mm(0.25); // as impose forgives
    const std::int64_t count =
        (room + gutter + rounding).units() / std::max<std::int64_t>(step.units(), 1);
    return static_cast<int>(std::clamp<std::int64_t>(count, 1, 20));
}

Size largest(const impose::Pages& pages) {
    Size size;
    for (const impose::Face& face : pages.faces) {
        size.width = max(size.width, face.size.width);
        size.height = max(size.height, face.size.height);
    }
    return size;
}

/// Ways to part one side, the best first.
std::vector<Plan> grids(const impose::Pages& pages, const Plan& plan, int per_sheet) {
    if (!is_grid(plan.kind)) {
        return {plan};
    }
    std::vector<Plan> plans;
    const Size cell = largest(pages);
    if (per_sheet == 0) {
        Plan one = plan;
        one.columns =
            plan.columns > 0 ? plan.columns : count_in(plan.paper.width, cell.width, plan.gutter);
        one.rows =
            plan.rows > 0 ? plan.rows : count_in(plan.paper.height, cell.height, plan.gutter);
        return {one};
    }
    for (int columns = 1; columns <= per_sheet; ++columns) {
        if (per_sheet % columns == 0) {
            plans.push_back(plan);
            plans.back().columns = columns;
            plans.back().rows = per_sheet / columns;
        }
    }
    std::stable_sort(plans.begin(), plans.end(), [](const Plan& a, const Plan& b) {
        return std::abs(a.columns - a.rows) < std::abs(b.columns - b.rows);
    });
    return plans;
}

/// Portrait or landscape, and how many: what holds the pages, most of them first. When nothing
/// does, the likeliest, to be complained about.
Plan choose(const impose::Pages& pages, const ImposeRequest& request) {
    const Size paper = request.plan.paper;
    const Size turned{paper.height, paper.width};
    const bool across = !is_grid(request.plan.kind) && request.plan.kind != Kind::none;
    std::vector<Size> papers{paper};
    if (request.any_way_round) {
        papers.push_back(turned);
        const bool first_is_landscape = paper.width > paper.height;
        if (first_is_landscape != across) {
            std::swap(papers.front(), papers.back());
        }
    }
    std::optional<Plan> best, likeliest;
    for (const Size& each : papers) {
        Plan plan = request.plan;
        plan.paper = each;
        plan.flip = request.flip.value_or(impose::upright_flip(each));
        for (const Plan& grid : grids(pages, plan, request.pages_per_sheet)) {
            likeliest = likeliest ? likeliest : grid;
            const bool more = !best || grid.columns * grid.rows > best->columns * best->rows;
            if (more && fits(pages, grid)) {
                best = grid;
            }
        }
    }
    return best ? *best : *likeliest;
}

std::string output_of(const ImposeRequest& request) {
    std::string output =
        !request.output.empty()
            ? request.output
            : (fs::path("out") / (fs::path(request.file).stem().string() + "-imposed.pdf"))
                  .string();
    if (same_file(output, request.file)) {
        throw diag::EnvironmentError("job.output-unwritable",
                                     "cannot write `" + output +
                                         "`: the sheets are made from this file",
                                     "name another file with --output");
    }
    return output;
}

/// The first sans of the list, else the first face: others step in for what it lacks.
std::string family_of(const font::Library& fonts) {
    std::string first;
    for (const font::Library::Status& status : fonts.status()) {
        const font::Declaration& face = *status.declaration;
        if (face.style == font::Style::sans && !status.path.empty()) {
            return face.family;
        }
        first = first.empty() ? face.family : first;
    }
    return first;
}

/// The strip's words are in the PDF's language where there are any.
SheetHelp add_strips(pages::Imposition& sheets, const Plan& plan, const LanguageTag& language,
                     diag::Sink& sink) {
    const std::string home = find_home();
    const std::string file = words_path(layout_path("none", home), home);
    auto words = design::load_words(read_file({"word list", file, ""}, most_xml_bytes), file, sink);
    if (!words) {
        return {};
    }
    if (find_translation(file, language)) {
        translate_words(file, language, std::nullopt, *words, sink);
    }
    font::Library fonts = load_library(fonts_path(home), home, sink);
    SheetHelp help = sheet_help(*words, plan);
    set_strips(sheets, {help, plan, family_of(fonts)}, fonts, sink);
    return help;
}

void produce(const ImposeRequest& request, Report& report, Stopwatch& watch, diag::Sink& sink) {
    const diag::Span span = diag::file_span(request.file);
    report.output = output_of(request);
    const std::string bytes = read_file({"PDF", request.file, ""}, most_pdf_bytes + 1);
    if (bytes.size() > most_pdf_bytes) {
        sink.error("pdf.too-large", span, "the PDF has more than 256 MB", "impose it in parts");
        return;
    }
    const auto import = pdf::Import::open(bytes, span, sink);
    watch.lap("reading");
    if (!import) {
        return;
    }
    impose::Pages pages;
    pages.right_to_left = request.right_to_left || import->right_to_left();
    for (const Size& size : import->sizes()) {
        pages.faces.push_back({size, std::nullopt});
    }
    const Plan plan = choose(pages, request);
    pages::Imposition sheets = impose::arrange(pages, plan, span, sink);
    if (sink.has_errors()) {
        return;
    }
    report.sheet_help = add_strips(sheets, plan, import->language(), sink).text;
    watch.lap("sheets");
    const std::string made = sink.has_errors() ? std::string() : import->write(sheets, sink);
    if (!sink.has_errors()) {
        report.pages = pages.faces.size();
        report.sheets = paper_sheets(sheets);
        report.bytes = made.size();
        write_whole(report.output, made);
    }
    watch.lap("pdf");
}

} // namespace

Report impose_file(const ImposeRequest& request, diag::Sink& sink) {
    Report report;
    Stopwatch watch;
    try {
        produce(request, report, watch, sink);
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("job.out-of-memory", "memory ran out while making sheets",
                                     "close other programs or raise the memory limit");
    }
    report.ok = !sink.has_errors();
    report.milliseconds = watch.total();
    report.timings = watch.laps();
    return report;
}

} // namespace carefold::job
