#include "cli/cli.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <future>
#include <optional>
#include <thread>

namespace carefold::cli {

namespace {

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
    for (const job::Report& other : report.also) {
        hand_over(options, other);
    }
}

/// What all documents of one run have had said about them.
struct Findings {
    std::vector<diag::Diagnostic> all; // kept for one array
    Status status = done;

    void add(const diag::Sink& sink, bool json) {
        if (json) {
            all.insert(all.end(), sink.all().begin(), sink.all().end());
        } else {
            tell(sink, {}, false);
        }
        if (sink.has_errors()) {
            status = std::max(status, content_errors);
        }
    }
    void add(const diag::EnvironmentError& error, bool json) {
        const diag::Diagnostic found{diag::Severity::error, error.code(), {},
                                     error.what(),          error.hint(), {}};
        if (json) {
            all.push_back(found);
        } else {
            tell({}, {found}, false);
        }
        status = environment_error;
    }
};

void count_errors(const job::Request& request, bool several, const diag::Sink& sink) {
    const std::string which =
        several ? request.language + ", " + std::string(content::to_string(request.audience)) + ": "
                : "";
    const std::string warnings =
        sink.warnings() > 0 ? ", " + counted(sink.warnings(), "warning") : "";
    print_error(which + counted(sink.errors(), "error") + warnings + "; nothing was written\n");
}

/// One document for each language and audience; both editions come of the same pages.
std::vector<job::Request> requests_of(const BuildOptions& options, Findings& findings) {
    std::vector<std::string> languages = {options.request.language};
    if (options.languages != BuildOptions::Languages::one) {
        diag::Sink sink;
        try {
            languages = options.languages == BuildOptions::Languages::all
                            ? job::languages_of(options.request.guide, sink)
                            : job::clinic_languages(options.request, sink);
        } catch (const diag::EnvironmentError& error) {
            findings.add(error, options.json_diagnostics);
            return {};
        }
        findings.add(sink, options.json_diagnostics);
    }
    std::vector<job::Request> requests;
    for (const std::string& language : languages) {
        requests.push_back(options.request);
        requests.back().language = language;
        if (options.both_audiences) {
            requests.push_back(requests.back());
            requests.back().audience = content::Audience::practitioner;
        }
    }
    return requests;
}

bool several(const BuildOptions& options) {
    return options.languages != BuildOptions::Languages::one || options.both_audiences;
}

/// What became of one document.
struct Outcome {
    diag::Sink sink;
    std::optional<job::Report> report;
    std::optional<diag::EnvironmentError> failure;
};

Outcome make(const job::Request& request) {
    Outcome outcome;
    try {
        outcome.report = job::run(request, outcome.sink);
    } catch (const diag::EnvironmentError& error) {
        outcome.failure = error;
    }
    return outcome;
}

/// What went wrong with one document is said; the others are made all the same.
void tell_of(const Outcome& outcome, const job::Request& request, const BuildOptions& options,
             Findings& findings) {
    if (outcome.report && outcome.report->ok) {
        hand_over(options, *outcome.report);
    }
    findings.add(outcome.sink, options.json_diagnostics);
    if (outcome.failure) {
        findings.add(*outcome.failure, options.json_diagnostics);
    } else if (outcome.sink.has_errors() && !options.json_diagnostics) {
        count_errors(request, several(options), outcome.sink);
    }
}

/// As many documents at a time as the machine has cores; what is said keeps their order.
void make_all(const std::vector<job::Request>& requests, const BuildOptions& options,
              Findings& findings) {
    std::vector<std::promise<Outcome>> promised(requests.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < requests.size(); i = next++) {
            try {
                promised[i].set_value(make(requests[i]));
            } catch (...) {
                promised[i].set_exception(std::current_exception());
            }
        }
    };
    std::vector<std::jthread> workers;
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    while (workers.size() < std::min(cores, requests.size())) {
        workers.emplace_back(work);
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
        tell_of(promised[i].get_future().get(), requests[i], options, findings);
    }
}

} // namespace

Status build(const Arguments& arguments) {
    const BuildOptions options = parse_build(arguments);
    if (options.help) {
        return help({"build"});
    }
    Findings findings;
    const std::vector<job::Request> requests = requests_of(options, findings);
    if (requests.size() == 1) {
        tell_of(make(requests.front()), requests.front(), options, findings);
    } else {
        make_all(requests, options, findings);
    }
    if (options.json_diagnostics) {
        print_error(diag::format_json(findings.all));
    }
    return findings.status;
}

} // namespace carefold::cli
