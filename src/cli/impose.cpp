// carefold impose
#include "cli/cli.hpp"
#include "cli/values.hpp"

#include <charconv>
#include <optional>

namespace carefold::cli {

namespace {

const Grammar& impose_grammar() {
    static const Grammar impose{"impose",
                                {{"fold", true},
                                 {"paper", true},
                                 {"pages-per-sheet", true},
                                 {"columns", true},
                                 {"rows", true},
                                 {"sheets", true},
                                 {"gutter", true},
                                 {"flip", true},
                                 {"thickness", true},
                                 {"margin", true},
                                 {"creep", true},
                                 {"marks", true},
                                 {"right-to-left", false},
                                 {"output,o", true},
                                 {"diagnostics", true},
                                 {"report", true},
                                 {"timings", false},
                                 {"quiet,q", false},
                                 {"help,h", false}},
                                {"file"},
                                "impose one PDF at a time"};
    return impose;
}

struct Named {
    std::string_view name;
    double width, height; // mm
};
constexpr Named papers[]{{"A3", 297, 420},        {"A4", 210, 297},
                         {"A5", 148, 210},        {"A6", 105, 148},
                         {"SRA3", 320, 450},      {"Letter", 215.9, 279.4},
                         {"Legal", 215.9, 355.6}, {"Tabloid", 279.4, 431.8}};

/// "4.2mm", "12pt", "0.5in"; millimetres unless told. nullopt: no such thing.
std::optional<Length> parse_length(std::string_view text) {
    double number = 0;
    const auto [rest, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const std::string_view unit = text.substr(static_cast<std::size_t>(rest - text.data()));
    if (error != std::errc() || !(number >= 0 && number <= 10000)) {
        return std::nullopt;
    }
    return unit == "mm" || unit.empty() ? std::optional(Length::mm(number))
           : unit == "cm"               ? std::optional(Length::mm(number * 10))
           : unit == "in"               ? std::optional(Length::pt(number * 72))
           : unit == "pt"               ? std::optional(Length::pt(number))
                                        : std::nullopt;
}

Length length(const Values& values, const char* name, Length otherwise) {
    if (!values.has(name)) {
        return otherwise;
    }
    const std::string text = values.text(name);
    const auto parsed = parse_length(text);
    if (!parsed) {
        values.refuse("`" + text + "` is no length", "a length is a number and its unit: 4.2mm");
    }
    return *parsed;
}

int count(const Values& values, const char* name, int most) {
    const std::string text = values.text(name, "0");
    int number = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && rest == text.data() + text.size();
    if (values.has(name) && (!whole || number < 1 || number > most)) {
        values.refuse("`" + text + "` is no value of `--" + name + "`",
                      "a whole number from 1 to " + std::to_string(most));
    }
    return number;
}

void read_paper(const Values& values, job::ImposeRequest& request) {
    const std::string text = values.text("paper", "A4");
    std::vector<std::string_view> names;
    for (const Named& paper : papers) {
        if (paper.name == text) {
            request.plan.paper = {Length::mm(paper.width), Length::mm(paper.height)};
            return;
        }
        names.push_back(paper.name);
    }
    request.any_way_round = false;
    const std::size_t cross = text.find('x');
    if (cross != std::string::npos) {
        const std::string_view whole = text;
        std::string height(whole.substr(cross + 1));
        std::string width(whole.substr(0, cross));
        const std::size_t unit = height.find_first_not_of("0123456789.");
        if (unit != std::string::npos &&
            width.find_first_not_of("0123456789.") == std::string::npos) {
            width += height.substr(unit); // 12x18in
        }
        const auto across = parse_length(width);
        const auto down = parse_length(height);
        if (across && down && *across > Length() && *down > Length()) {
            request.plan.paper = {*across, *down};
            return;
        }
    }
    const std::string near = diag::did_you_mean(text, names);
    values.refuse("`" + text + "` is no paper",
                  near.empty() ? "a name such as A4 or Letter, or WIDTHxHEIGHT in mm: 320x225"
                               : near);
}

void read_plan(const Values& values, job::ImposeRequest& request) {
    impose::Plan& plan = request.plan;
    const bool grid = plan.kind == impose::Kind::n_up || plan.kind == impose::Kind::cut_stack;
    for (const char* name : {"pages-per-sheet", "columns", "rows"}) {
        if (values.has(name) && !grid) {
            values.refuse(std::string("`--") + name + "` is for the folds `n-up` and `cut-stack`");
        }
    }
    const bool sections =
        plan.kind == impose::Kind::signatures || plan.kind == impose::Kind::perfect;
    if (values.has("sheets") && !sections) {
        values.refuse("`--sheets` is for the folds `signatures` and `perfect`");
    }
    if (values.has("gutter") && !grid && plan.kind != impose::Kind::perfect) {
        values.refuse("`--gutter` is for the folds `n-up`, `cut-stack` and `perfect`");
    }
    if (values.has("pages-per-sheet") && (values.has("columns") || values.has("rows"))) {
        values.refuse("`--pages-per-sheet` and `--columns` or `--rows` say the same thing",
                      "give one or the other");
    }
    request.pages_per_sheet = count(values, "pages-per-sheet", 400);
    plan.columns = count(values, "columns", 100);
    plan.rows = count(values, "rows", 100);
    plan.sheets = count(values, "sheets", 1000);
    plan.gutter = length(values, "gutter", Length());
    plan.unprintable = length(values, "margin", Length::mm(4.2));
    plan.paper_thickness = length(values, "thickness", Length::mm(0.1));
    if (values.choice("creep", {"yes", "no"}) == 1) {
        plan.paper_thickness = Length();
    }
    plan.marks = values.choice("marks", {"yes", "no"}) == 0;
    plan.pad = true;
}

void show(const ImposeOptions& options, const job::Report& report) {
    if (options.json_report) {
        print(report_json(report, options.timings));
        return;
    }
    print((options.quiet ? std::string() : report_line(report)) +
          (options.timings ? timing_lines(report) : std::string()));
}

} // namespace

std::vector<std::string_view> impose_option_names() {
    return long_names(impose_grammar());
}

ImposeOptions parse_impose(const Arguments& arguments) {
    const Values values(arguments, impose_grammar());
    ImposeOptions result;
    result.help = values.has("help");
    if (result.help) {
        return result;
    }
    job::ImposeRequest& request = result.request;
    request.file = values.text("file");
    if (request.file.empty()) {
        values.refuse("no PDF is named", "carefold impose FILE.pdf");
    }
    request.output = values.text("output");
    request.plan.kind = static_cast<impose::Kind>(values.choice(
        "fold", {"saddle", "signatures", "perfect", "letter", "z", "n-up", "cut-stack", "none"}));
    if (values.has("flip")) {
        request.flip = static_cast<impose::Flip>(values.choice("flip", {"short", "long"}));
    }
    request.right_to_left = values.has("right-to-left");
    read_paper(values, request);
    read_plan(values, request);
    result.json_diagnostics = values.choice("diagnostics", {"human", "json"}) == 1;
    result.json_report = values.choice("report", {"human", "json"}) == 1;
    result.timings = values.has("timings");
    result.quiet = values.has("quiet");
    return result;
}

Status impose(const Arguments& arguments) {
    const ImposeOptions options = parse_impose(arguments);
    if (options.help) {
        return help({"impose"});
    }
    diag::Sink sink;
    try {
        const job::Report report = job::impose_file(options.request, sink);
        tell(sink, {}, options.json_diagnostics);
        if (!report.ok) {
            if (!options.json_diagnostics) {
                print_error(counted(sink.errors(), "error") + "; nothing was written\n");
            }
            return content_errors;
        }
        show(options, report);
        return done;
    } catch (const diag::EnvironmentError& error) {
        tell(sink, {{diag::Severity::error, error.code(), {}, error.what(), error.hint(), {}}},
             options.json_diagnostics);
        return environment_error;
    }
}

} // namespace carefold::cli
