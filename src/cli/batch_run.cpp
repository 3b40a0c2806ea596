// carefold batch
#include "cli/batch.hpp"
#include "cli/cli.hpp"

namespace carefold::cli {

namespace {

/// Findings of a command that makes no documents.
void tell_findings(const diag::Sink& sink, const BatchOptions& options) {
    const auto listener = make_listener(options);
    for (const diag::Diagnostic& each : sink.all()) {
        listener->found(each);
    }
}

Status make(const BatchOptions& options) {
    const auto listener = make_listener(options);
    const batch::Totals totals = batch::run(options.ask, *listener);
    const bool refused = totals.manifest.empty(); // nothing was begun
    if (options.json) {
        print(batch_json(totals, options.timings));
    } else if (refused) {
        print_error(counted(totals.errors, "error") + "; nothing was made\n");
    } else {
        print(batch_lines(totals, options));
    }
    return refused || totals.failed > 0 || totals.errors > 0 ? content_errors : done;
}

Status check(const BatchOptions& options) {
    const auto listener = make_listener(options);
    const batch::Totals totals = batch::check(options.ask, *listener);
    if (options.json) {
        print(batch_json(totals, options.timings));
    } else if (!options.quiet || totals.errors > 0) {
        const std::string what =
            options.ask.list.empty()
                ? counted(totals.documents, "document")
                : counted(totals.records, "record") + ", " + counted(totals.documents, "document");
        print("checked " + what + ": " + counted(totals.errors, "error") + ", " +
              counted(totals.warnings, "warning") + "\n");
    }
    return totals.errors > 0 ? content_errors : done;
}

Status verify(const BatchOptions& options) {
    diag::Sink sink;
    const batch::Verified verified = batch::verify(options.folders.front(), sink);
    tell_findings(sink, options);
    if (options.json) {
        print("{\"event\":\"done\",\"documents\":" + std::to_string(verified.documents) +
              ",\"whole\":" + std::to_string(verified.whole) +
              ",\"bytes\":" + std::to_string(verified.bytes) +
              ",\"errors\":" + std::to_string(sink.errors()) + "}\n");
    } else if (!options.quiet || sink.has_errors()) {
        print(std::to_string(verified.whole) + " of " + counted(verified.documents, "document") +
              " in " + options.folders.front() + " are whole: " + counted(sink.errors(), "error") +
              "\n");
    }
    return sink.has_errors() ? content_errors : done;
}

Status merge(const BatchOptions& options) {
    diag::Sink sink;
    const batch::Merged merged = batch::merge(options.folders, options.ask.folder, sink);
    tell_findings(sink, options);
    if (sink.has_errors()) {
        if (!options.json) {
            print_error(counted(sink.errors(), "error") + "; nothing was merged\n");
        }
        return content_errors;
    }
    if (options.json) {
        print("{\"event\":\"done\",\"shards\":" + std::to_string(merged.shards) +
              ",\"documents\":" + std::to_string(merged.documents) +
              ",\"manifest\":" + json_string(merged.manifest) + "}\n");
    } else if (!options.quiet) {
        print("merged " + counted(merged.shards, "shard") + " with " +
              counted(merged.documents, "document") + " into " + merged.manifest + "\n" +
              (merged.failed_list.empty()
                   ? ""
                   : "  records failed: put them right in " + merged.failed_list + "\n"));
    }
    return done;
}

} // namespace

Status batch(const Arguments& arguments) {
    const BatchOptions options = parse_batch(arguments);
    if (options.help) {
        return help({"batch"});
    }
    using Action = BatchOptions::Action;
    return options.action == Action::verify  ? verify(options)
           : options.action == Action::merge ? merge(options)
           : options.action == Action::check ? check(options)
                                             : make(options);
}

} // namespace carefold::cli
