// The words behind `carefold build`.
#include "cli/values.hpp"

#include <optional>
#include <utility>

namespace carefold::cli {

namespace {

const Grammar& grammar() {
    static const Grammar build{"build",
                               {{"layout", true},
                                {"audience", true},
                                {"lang", true},
                                {"require-state", true},
                                {"edition", true},
                                {"brand", true},
                                {"output,o", true},
                                {"dump", true},
                                {"diagnostics", true},
                                {"report", true},
                                {"timings", false},
                                {"quiet,q", false},
                                {"help,h", false}},
                               {"guide"},
                               "build one guide at a time"};
    return build;
}

[[noreturn]] void refuse(const std::string& message, std::string hint = {}) {
    throw UsageError(message, std::move(hint), "build");
}

/// Then -o is a folder.
bool makes_several(const BuildOptions& options) {
    return options.languages != BuildOptions::Languages::one || options.both_audiences ||
           options.request.edition == job::Edition::both;
}

void check(const BuildOptions& options_given) {
    const job::Request& request = options_given.request;
    if (request.guide.empty()) {
        refuse("which guide shall be built?",
               "`carefold build content/chronic-back-pain/guide.xml`; `carefold list` shows them");
    }
    const bool one = options_given.languages == BuildOptions::Languages::one;
    if (one && !request.language.empty() && !LanguageTag::parse(request.language)) {
        refuse("`" + request.language + "` is no language tag",
               "write it like `en` or `pt-BR`, or `all` or `clinic`");
    }
    if (request.dump != job::Dump::none && makes_several(options_given)) {
        refuse("`--dump` shows one document", "name one language, audience and edition");
    }
    const bool reports = options_given.json_report || options_given.timings;
    if (request.dump != job::Dump::none && reports) {
        refuse("`--dump` makes text and no document to report on",
               "leave out `--report` and `--timings`");
    }
}

} // namespace

std::vector<std::string_view> build_option_names() {
    return long_names(grammar());
}

BuildOptions parse_build(const Arguments& arguments) {
    const Values values(arguments, grammar());
    BuildOptions result;
    result.help = values.has("help");
    if (result.help) {
        return result;
    }
    job::Request& request = result.request;
    request.guide = values.text("guide");
    request.layout = values.text("layout", request.layout);
    request.brand = values.text("brand");
    request.language = values.text("lang");
    request.output = values.text("output");
    const std::size_t audience = values.choice("audience", {"client", "practitioner", "both"});
    request.audience = audience == 1 ? content::Audience::practitioner : content::Audience::client;
    result.both_audiences = audience == 2;
    request.edition =
        static_cast<job::Edition>(values.choice("edition", {"reader", "imposed", "both", "press"}));
    using Languages = BuildOptions::Languages;
    result.languages = request.language == "all"      ? Languages::all
                       : request.language == "clinic" ? Languages::clinic
                                                      : Languages::one;
    if (makes_several(result) && !request.output.empty()) {
        request.folder = std::exchange(request.output, std::string());
    }
    if (values.has("dump")) {
        request.dump = static_cast<job::Dump>(1 + values.choice("dump", {"flow", "pages", "tags"}));
    }
    if (values.has("require-state")) {
        request.required = static_cast<xliff::Level>(
            1 + values.choice("require-state", {"translated", "signed-off", "final"}));
    }
    result.json_diagnostics = values.choice("diagnostics", {"human", "json"}) == 1;
    result.json_report = values.choice("report", {"human", "json"}) == 1;
    result.timings = values.has("timings");
    result.quiet = values.has("quiet");
    check(result);
    return result;
}

} // namespace carefold::cli
