#include "cli/cli.hpp"

#include <array>
#include <cstdio>

namespace carefold::cli {

namespace {

std::string timing_lines(const job::Report& report) {
    std::string text;
    for (const auto& [stage, milliseconds] : report.timings) {
        std::array<char, 64> line{};
        std::snprintf(line.data(), line.size(), "  %-20s %8.2f ms\n", stage.c_str(), milliseconds);
        text += line.data();
    }
    return text;
}

/// -o takes a dump as it takes a document.
void hand_over(const BuildOptions& options, const job::Report& report) {
    const job::Request& request = options.request;
    if (request.dump != job::Dump::none) {
        if (request.output.empty()) {
            print(report.dump);
        } else {
            job::write_whole(request.output, report.dump);
        }
    } else if (options.json_report) {
        print(report_json(report, options.timings));
    } else {
        print((options.quiet ? std::string() : report_line(report)) +
              (options.timings ? timing_lines(report) : std::string()));
    }
}

} // namespace

Status build(const Arguments& arguments) {
    const BuildOptions options = parse_build(arguments);
    if (options.help) {
        return help({"build"});
    }
    diag::Sink sink;
    try {
        const job::Report report = job::run(options.request, sink);
        if (report.ok) {
            hand_over(options, report);
        }
    } catch (const diag::EnvironmentError& error) {
        tell(sink, {{diag::Severity::error, error.code(), {}, error.what(), error.hint(), {}}},
             options.json_diagnostics);
        return environment_error;
    }
    tell(sink, {}, options.json_diagnostics);
    if (sink.has_errors() && !options.json_diagnostics) {
        const std::string warnings =
            sink.warnings() > 0 ? ", " + counted(sink.warnings(), "warning") : "";
        print_error(counted(sink.errors(), "error") + warnings + "; nothing was written\n");
    }
    return sink.has_errors() ? content_errors : done;
}

} // namespace carefold::cli
