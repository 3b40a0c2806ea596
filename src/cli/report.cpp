// What a build says about itself.
#include "cli/cli.hpp"

#include <array>
#include <cstdio>

namespace carefold::cli {

namespace {

std::string size(std::size_t bytes) {
    const auto count = static_cast<double>(bytes);
    return count < 1000      ? counted(bytes, "byte")
           : count < 999'500 ? fixed(count / 1e3, 0) + " kB"
                             : fixed(count / 1e6, 1) + " MB";
}

/// "9.8", without zeros at the end.
std::string number(double value) {
    std::string text = fixed(value, 2);
    text.erase(text.find_last_not_of('0') + 1);
    return text.ends_with('.') ? text.substr(0, text.size() - 1) : text;
}

std::string copyfit_json(const job::Copyfit& copyfit) {
    std::string values;
    for (const job::Copyfit::Value& each : copyfit.values) {
        values += values.empty() ? "{" : ", {";
        values += "\"property\": " + json_string(each.property);
        values += each.style.empty() ? "" : ", \"style\": " + json_string(each.style);
        values += ", \"value\": " + number(each.value) + ", \"ideal\": " + number(each.ideal) +
                  ", \"least\": " + number(each.least) + ", \"most\": " + number(each.most) + "}";
    }
    std::string omitted;
    for (const std::string& each : copyfit.omitted) {
        omitted += (omitted.empty() ? "" : ", ") + json_string(each);
    }
    return "{\"pages\": " + std::to_string(copyfit.pages) +
           ", \"tightness\": " + fixed(copyfit.tightness, 5) +
           ", \"drafts\": " + std::to_string(copyfit.drafts) + ", \"values\": [" + values +
           "], \"omitted\": [" + omitted + "]}";
}

} // namespace

std::string fixed(double value, int decimals) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

std::string copyfit_lines(const job::Copyfit& copyfit) {
    std::string text = "  copyfit to " + counted(copyfit.pages, "page") + ": tightness " +
                       fixed(copyfit.tightness, 2) + ", after " + counted(copyfit.drafts, "draft") +
                       "\n";
    for (const job::Copyfit::Value& each : copyfit.values) {
        const std::string name = each.property + (each.style.empty() ? "" : " of " + each.style);
        text += "    " + padded(name, 18) + " " + padded(number(each.value) + each.unit, 9) +
                "ideal " + number(each.ideal) + ", " + number(each.least) + " to " +
                number(each.most) + "\n";
    }
    for (const std::string& each : copyfit.omitted) {
        text += "    left out: " + each + "\n";
    }
    return text;
}

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        std::array<char, 8> escape{};
        if (c < 0x20) {
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            out += escape.data();
        } else {
            out += c == U'"' || c == U'\\' ? "\\" : "";
            append_utf8(out, c);
        }
    }
    return out + "\"";
}

std::string padded(const std::string& text, std::size_t columns) {
    const std::size_t own = decode_utf8(text).size();
    return text + std::string(columns > own ? columns - own : 0, ' ');
}

std::string counted(std::size_t count, const char* noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string report_line(const job::Report& report) {
    std::string text = "wrote " + report.output + " (" + counted(report.pages, "page");
    if (report.sheets > 0) {
        text += " on " + counted(report.sheets, "sheet");
    }
    text += ", " + size(report.bytes) + ", " + fixed(report.milliseconds, 0) + " ms)\n";
    return report.sheet_help.empty() ? text : text + "  " + report.sheet_help + "\n";
}

std::string report_json(const job::Report& report, bool timings) {
    std::string text = "{\"file\": " + json_string(report.output) +
                       ", \"pages\": " + std::to_string(report.pages) +
                       ", \"sheets\": " + std::to_string(report.sheets) +
                       ", \"bytes\": " + std::to_string(report.bytes) +
                       ", \"milliseconds\": " + fixed(report.milliseconds, 3);
    if (!report.sheet_help.empty()) {
        text += ", \"sheet_help\": " + json_string(report.sheet_help);
    }
    if (timings) {
        std::string list;
        for (const auto& [stage, milliseconds] : report.timings) {
            list += (list.empty() ? "" : ", ") + json_string(stage) + ": " + fixed(milliseconds, 3);
        }
        text += ", \"timings\": {" + list + "}";
    }
    if (report.copyfit) {
        text += ", \"copyfit\": " + copyfit_json(*report.copyfit);
    }
    return text + "}\n";
}

std::string timing_lines(const job::Report& report) {
    std::string text;
    for (const auto& [stage, milliseconds] : report.timings) {
        std::array<char, 64> line{};
        std::snprintf(line.data(), line.size(), "  %-20s %8.2f ms\n", stage.c_str(), milliseconds);
        text += line.data();
    }
    return text + (report.copyfit ? copyfit_lines(*report.copyfit) : std::string());
}

} // namespace carefold::cli
