// carefold translate export | check | status
#include "cli/values.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace carefold::cli {

namespace {

const Grammar& translate_grammar() {
    static const Grammar translate{"translate",
                                   {{"lang", true},
                                    {"json", false},
                                    {"diagnostics", true},
                                    {"quiet,q", false},
                                    {"help,h", false}},
                                   {"action", "file"},
                                   "name one guide, or layouts/words.xml"};
    return translate;
}

struct Asked {
    std::string action, file;
    std::optional<LanguageTag> language;
    bool json_diagnostics = false, json = false, quiet = false;
};

Asked read(const Values& values) {
    Asked asked;
    asked.action = values.text("action");
    asked.file = values.text("file");
    const std::vector<std::string_view> actions = {"export", "check", "status"};
    if (asked.action.empty()) {
        values.refuse("what shall be done?", "`export`, `check` or `status`");
    }
    if (std::find(actions.begin(), actions.end(), asked.action) == actions.end()) {
        const std::string near = diag::did_you_mean(asked.action, actions);
        values.refuse("`translate` cannot `" + asked.action + "`",
                      near.empty() ? "it can `export`, `check` and `status`" : near);
    }
    if (asked.file.empty()) {
        values.refuse("which guide?", "`carefold list` shows them");
    }
    if (values.has("lang")) {
        asked.language = LanguageTag::parse(values.text("lang"));
        if (!asked.language) {
            values.refuse("`" + values.text("lang") + "` is no language tag",
                          "write it like `ko` or `pt-BR`");
        }
    }
    if (asked.action == "export" && !asked.language) {
        values.refuse("into which language?", "`--lang ko`");
    }
    if (asked.action == "status" && asked.language) {
        values.refuse("`status` shows all languages", "leave out `--lang`");
    }
    if (asked.action != "status" && values.has("json")) {
        values.refuse("`--json` belongs to `status`", "`--diagnostics json` is for the others");
    }
    asked.json_diagnostics = values.choice("diagnostics", {"human", "json"}) == 1;
    asked.json = values.has("json");
    asked.quiet = values.has("quiet");
    return asked;
}

std::string export_line(const job::ExportReport& report) {
    const std::string counts =
        " (" + counted(report.units, "unit") + ": " + std::to_string(report.kept) + " kept, " +
        std::to_string(report.added) + " new, " + std::to_string(report.changed) + " changed, " +
        std::to_string(report.vanished) + " vanished)\n";
    return report.written ? "wrote " + report.path + counts
                          : report.path + " is up to date" + counts;
}

std::string per_cent(std::size_t part, std::size_t whole) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f %%",
                  whole == 0 ? 0.0
                             : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
    return text.data();
}

/// The states that occur in any language, in the order of the work.
std::vector<std::string> states_of(const std::vector<job::TranslationStatus>& rows) {
    std::vector<std::string> states;
    if (!rows.empty()) {
        for (const auto& [state, count] : rows.front().states) {
            states.push_back(state);
        }
    }
    std::erase_if(states, [&](const std::string& state) {
        return std::all_of(rows.begin(), rows.end(), [&](const job::TranslationStatus& row) {
            return std::all_of(row.states.begin(), row.states.end(), [&](const auto& each) {
                return each.first != state || each.second == 0;
            });
        });
    });
    return states;
}

std::size_t count_of(const job::TranslationStatus& row, const std::string& state) {
    for (const auto& [name, count] : row.states) {
        if (name == state) {
            return count;
        }
    }
    return 0;
}

std::string right(const std::string& text, std::size_t width) {
    return std::string(width > text.size() ? width - text.size() : 0, ' ') + text;
}

std::string table(const std::vector<job::TranslationStatus>& rows) {
    if (rows.empty()) {
        return "there are no translations; `carefold translate export` makes one\n";
    }
    constexpr std::size_t narrow = 13;
    std::size_t first = std::string_view("language").size();
    for (const auto& row : rows) {
        first = std::max(first, row.language.size());
    }
    const auto named = [&](const std::string& text) {
        return text + std::string(first - text.size(), ' ');
    };
    const std::vector<std::string> states = states_of(rows);
    std::string text = named("language") + right("units", 8);
    for (const std::string& state : states) {
        text += "  " + right(state, std::max(state.size(), narrow));
    }
    text += "\n";
    for (const auto& row : rows) {
        text += named(row.language) + right(std::to_string(row.units), 8);
        for (const std::string& state : states) {
            const std::size_t count = count_of(row, state);
            text += "  " + right(std::to_string(count) + right(per_cent(count, row.units), 8),
                                 std::max(state.size(), narrow));
        }
        text += "\n";
    }
    return text;
}

std::string json(const std::vector<job::TranslationStatus>& rows) {
    std::string text = "[";
    for (const auto& row : rows) {
        text += text.size() > 1 ? ",\n " : "";
        text += R"({"language": ")" + row.language + R"(", "units": )" + std::to_string(row.units) +
                R"(, "states": {)";
        std::string list;
        for (const auto& [state, count] : row.states) {
            list += (list.empty() ? "\"" : ", \"") + state + "\": " + std::to_string(count);
        }
        text += list + "}}";
    }
    return text + "]\n";
}

void act(const Asked& asked, diag::Sink& sink) {
    if (asked.action == "export") {
        const job::ExportReport report = job::export_translation(asked.file, *asked.language, sink);
        if (!sink.has_errors() && !asked.quiet) {
            print(export_line(report));
        }
    } else if (asked.action == "check") {
        const std::size_t looked_at = job::check_translations(asked.file, asked.language, sink);
        if (!asked.quiet) {
            print("checked " + counted(looked_at, "translation") + ": " +
                  counted(sink.errors(), "error") + ", " + counted(sink.warnings(), "warning") +
                  "\n");
        }
    } else {
        const auto rows = job::translation_status(asked.file, sink);
        print(asked.json ? json(rows) : table(rows));
    }
}

} // namespace

std::vector<std::string_view> translate_option_names() {
    return long_names(translate_grammar());
}

Status translate(const Arguments& arguments) {
    const Values values(arguments, translate_grammar());
    if (values.has("help")) {
        return help({"translate"});
    }
    const Asked asked = read(values);
    diag::Sink sink;
    try {
        act(asked, sink);
    } catch (const diag::EnvironmentError& error) {
        tell(sink, {{diag::Severity::error, error.code(), {}, error.what(), error.hint(), {}}},
             asked.json_diagnostics);
        return environment_error;
    }
    tell(sink, {}, asked.json_diagnostics);
    return sink.has_errors() ? content_errors : done;
}

} // namespace carefold::cli
