#include "cli/cli.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace carefold::cli {

namespace {

constexpr std::size_t most_scripts = 4; // in the table; programs get all

[[noreturn]] void object(const std::string& message, std::string hint = {}) {
    throw UsageError(message, std::move(hint), "fonts");
}

/// "--lang=ko" and "--lang ko"; nullptr when the word is no option that takes a value.
std::string* value_of(FontsOptions& options, const std::string& name) {
    return name == "--lang"     ? &options.request.language
           : name == "--layout" ? &options.request.layout
                                : nullptr;
}

std::string code_of(char32_t character) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "U+%04X", static_cast<unsigned>(character));
    return text.data();
}

std::string joined(const std::vector<std::string>& words, std::size_t most) {
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) {
        text += (i == 0 ? "" : " ") + words[i];
    }
    return words.size() > most ? text + " …" : text;
}

using Row = std::array<std::string, 5>;

Row row_of(const job::FontReport::Face& face, bool guide) {
    const std::string mark = !guide ? "" : face.used ? "* " : "  ";
    const std::string place = face.path.empty() ? "missing: " + face.file : face.path;
    return {mark + face.family, face.style, face.version, joined(face.scripts, most_scripts),
            place + (face.index > 0 ? " #" + std::to_string(face.index) : "")};
}

std::string table_of(const job::FontReport& report, bool guide) {
    std::vector<Row> rows{{guide ? "  family" : "family", "face", "version", "scripts", "file"}};
    for (const job::FontReport::Face& face : report.faces) {
        rows.push_back(row_of(face, guide));
    }
    std::array<std::size_t, 5> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], decode_utf8(row[i]).size());
        }
    }
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i + 1 < row.size(); ++i) {
            text += padded(row[i], widths[i] + 2);
        }
        text += row.back() + "\n";
    }
    return text;
}

std::string uncovered_line(const job::FontReport::Uncovered& each) {
    std::string shown;
    append_utf8(shown, each.character);
    std::string text = "  " + code_of(each.character) + "  " + shown + "  " +
                       counted(each.count, "time") + ", first in ";
    text += each.id.empty() ? "the layout's words" : "`" + each.id + "`";
    return text + (each.span.line > 0 ? ", line " + std::to_string(each.span.line) : "") + "\n";
}

std::string face_json(const job::FontReport::Face& face) {
    std::string scripts;
    for (const std::string& script : face.scripts) {
        scripts += (scripts.empty() ? "" : ", ") + json_string(script);
    }
    return "{\"family\": " + json_string(face.family) + ", \"face\": " + json_string(face.style) +
           ", \"file\": " + json_string(face.file) + ", \"index\": " + std::to_string(face.index) +
           ", \"path\": " + (face.path.empty() ? "null" : json_string(face.path)) +
           ", \"version\": " + json_string(face.version) +
           ", \"expected\": " + json_string(face.expected) +
           ", \"package\": " + json_string(face.package) + ", \"scripts\": [" + scripts +
           "], \"used\": " + (face.used ? "true" : "false") + "}";
}

template <typename List, typename Write>
std::string json_list(const List& list, Write write) {
    std::string text;
    for (const auto& each : list) {
        text += (text.empty() ? "\n  " : ",\n  ") + write(each);
    }
    return "[" + text + "]";
}

void take(FontsOptions& options, const std::string& word) {
    if (word == "--json") {
        options.json = true;
    } else if (word == "--help" || word == "-h") {
        options.help = true;
    } else if (word.size() > 1 && word.front() == '-') {
        const std::vector<std::string_view> known{"--lang", "--layout", "--json", "--help"};
        object("unknown option `" + word + "`", diag::did_you_mean(word, known));
    } else if (!options.request.guide.empty()) {
        object("more than one guide is named", "look at one guide at a time");
    } else {
        options.request.guide = word;
    }
}

} // namespace

FontsOptions parse_fonts(const Arguments& arguments) {
    FontsOptions options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        std::string* const value = value_of(options, name);
        if (value == nullptr) {
            take(options, word);
        } else if (equals == std::string::npos && i + 1 == arguments.size()) {
            object("`" + name + "` needs a value");
        } else {
            *value = equals == std::string::npos ? arguments[++i] : word.substr(equals + 1);
        }
    }
    const std::string& language = options.request.language;
    if (!language.empty() && !LanguageTag::parse(language)) {
        object("`" + language + "` is no language tag", "write it like `en` or `pt-BR`");
    }
    if (!language.empty() && options.request.guide.empty()) {
        object("`--lang` says in which language a guide is read, and none is named");
    }
    return options;
}

std::string fonts_text(const job::FontReport& report, bool guide) {
    std::string text = table_of(report, guide);
    if (!report.packages.empty()) {
        text += "\nto install what is missing\n  apt-get install " +
                joined(report.packages, report.packages.size()) + "\n";
    }
    if (guide) {
        text += report.uncovered.empty() ? "\nevery character of the guide is covered\n"
                                         : "\ncharacters no font covers\n";
    }
    for (const job::FontReport::Uncovered& each : report.uncovered) {
        text += uncovered_line(each);
    }
    return text;
}

std::string fonts_json(const job::FontReport& report) {
    return "{\"faces\": " + json_list(report.faces, face_json) +
           ",\n\"install\": " + json_list(report.packages, json_string) + ",\n\"uncovered\": " +
           json_list(report.uncovered,
                     [](const job::FontReport::Uncovered& each) {
                         return "{\"character\": " + json_string(code_of(each.character)) +
                                ", \"count\": " + std::to_string(each.count) +
                                ", \"id\": " + json_string(each.id) +
                                ", \"line\": " + std::to_string(each.span.line) + "}";
                     }) +
           "}\n";
}

Status fonts(const Arguments& arguments) {
    const FontsOptions options = parse_fonts(arguments);
    if (options.help) {
        return help({"fonts"});
    }
    diag::Sink sink;
    const job::FontReport report = job::inspect_fonts(options.request, sink);
    const bool guide = !options.request.guide.empty() && !sink.has_errors();
    print(options.json ? fonts_json(report) : fonts_text(report, guide));
    const bool color = colors_wanted();
    for (const diag::Diagnostic& each : sink.all()) {
        print_error(diag::format_human(each, color));
    }
    return sink.has_errors() || !report.uncovered.empty() ? content_errors : done;
}

} // namespace carefold::cli
