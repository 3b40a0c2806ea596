#include "cli/batch.hpp"
#include "cli/cli.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace carefold::cli {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t bar_width = 24;
constexpr std::chrono::milliseconds between_bars(100);
constexpr std::chrono::seconds between_lines(5);

std::string duration(double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    return whole < 60 ? std::to_string(whole) + " s"
           : whole < 3600
               ? std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s"
               : std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min";
}

/// Rate and time left, by what was made or kept since the start.
class Progress : public batch::Listener {
  public:
    explicit Progress(bool bar, bool quiet) : bar_(bar), quiet_(quiet) {}
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() override { clear(); }

    void started(const batch::Totals&) override { start_ = shown_ = Clock::now(); }
    void ended(const batch::Event&, const batch::Totals& totals) override {
        const Clock::time_point now = Clock::now();
        if (quiet_ || now - shown_ < (bar_ ? Clock::duration(between_bars) : between_lines)) {
            return;
        }
        shown_ = now;
        const double seconds = std::chrono::duration<double>(now - start_).count();
        const double rate = static_cast<double>(totals.ended()) / std::max(seconds, 1e-3);
        const double left = static_cast<double>(totals.documents - totals.ended()) / rate;
        std::string text = std::to_string(totals.ended()) + " of " +
                           counted(totals.documents, "document") + ", " +
                           std::to_string(totals.failed) + " failed, " +
                           fixed(rate, rate < 10 ? 1 : 0) + "/s, " + duration(left) + " left";
        if (!bar_) {
            print_error(text + "\n");
            return;
        }
        const std::size_t full =
            bar_width * totals.ended() / std::max<std::size_t>(totals.documents, 1);
        std::string bar;
        for (std::size_t i = 0; i < bar_width; ++i) {
            bar += i < full ? "█" : "░";
        }
        print_error("\r\x1b[K" + bar + " " + text);
        drawn_ = true;
    }
    void found(const diag::Diagnostic& finding) override {
        clear();
        print_error(diag::format_human(finding, colors_wanted()));
    }

  private:
    void clear() {
        if (drawn_) {
            print_error("\r\x1b[K");
            drawn_ = false;
        }
    }

    bool bar_, quiet_, drawn_ = false;
    Clock::time_point start_ = Clock::now(), shown_ = start_;
};

/// The array of one finding, as an object.
std::string finding_json(const diag::Diagnostic& finding) {
    std::string text = diag::format_json({finding});
    const std::size_t first = text.find('{');
    text = text.substr(first, text.rfind('}') + 1 - first);
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

class Events : public batch::Listener {
  public:
    void started(const batch::Totals& totals) override {
        print("{\"event\":\"start\",\"documents\":" + std::to_string(totals.documents) +
              ",\"records\":" + std::to_string(totals.records) +
              ",\"manifest\":" + json_string(totals.manifest) + "}\n");
    }
    void ended(const batch::Event& event, const batch::Totals&) override {
        const batch::Line& line = event.line;
        const bool failed = event.kind == batch::Event::Kind::failed;
        std::string text = failed ? "{\"event\":\"failure\"" : "{\"event\":\"document\"";
        text += line.name.empty() ? "" : ",\"name\":" + json_string(line.name);
        text += ",\"record\":" + std::to_string(line.record);
        text += line.line == 0 ? "" : ",\"line\":" + std::to_string(line.line);
        text += line.client.empty() ? "" : ",\"client\":" + json_string(line.client);
        if (failed) {
            std::string list;
            for (const diag::Diagnostic& each : event.findings) {
                list += (list.empty() ? "" : ",") + finding_json(each);
            }
            text += ",\"findings\":[" + list + "]";
        } else {
            text += event.kind == batch::Event::Kind::kept ? ",\"state\":\"kept\""
                                                           : ",\"state\":\"made\"";
            text += ",\"pages\":" + std::to_string(line.pages) +
                    ",\"bytes\":" + std::to_string(line.bytes) + ",\"sha256\":\"" + line.sha256 +
                    "\",\"warnings\":" + std::to_string(line.warnings);
        }
        print(text + ",\"milliseconds\":" + fixed(event.milliseconds, 3) + "}\n");
    }
    void found(const diag::Diagnostic& finding) override {
        print("{\"event\":\"finding\",\"finding\":" + finding_json(finding) + "}\n");
    }
};

std::string size_of(std::size_t bytes) {
    const auto count = static_cast<double>(bytes);
    return count < 1e6 ? fixed(count / 1e3, 0) + " kB" : fixed(count / 1e6, 1) + " MB";
}

} // namespace

std::unique_ptr<batch::Listener> make_listener(const BatchOptions& options) {
    if (options.json) {
        return std::make_unique<Events>();
    }
    const char* terminal = std::getenv("TERM");
    const bool bar = ::isatty(STDERR_FILENO) == 1 &&
                     (terminal == nullptr || std::string_view(terminal) != "dumb");
    return std::make_unique<Progress>(bar, options.quiet);
}

std::string batch_lines(const batch::Totals& totals, const BatchOptions& options) {
    std::string text;
    if (!options.quiet) {
        const double rate = static_cast<double>(totals.made) / std::max(totals.seconds, 1e-3);
        text = "made " + counted(totals.made, "document") + " in " + options.ask.folder + " (" +
               counted(totals.pages, "page") + ", " + size_of(totals.bytes) + ", " +
               fixed(totals.seconds, 1) + " s, " + fixed(rate, rate < 10 ? 1 : 0) + "/s), " +
               std::to_string(totals.kept) + " unchanged, " + std::to_string(totals.failed) +
               " failed\n";
        if (!totals.failed_list.empty()) {
            text += "  " + counted(totals.failed_records, "record") +
                    " failed: put them right in " + totals.failed_list +
                    " and run it with that list\n";
        }
    }
    if (options.timings) {
        std::vector<std::pair<std::string, double>> stages(totals.stages.begin(),
                                                           totals.stages.end());
        std::stable_sort(stages.begin(), stages.end(),
                         [](const auto& a, const auto& b) { return a.second > b.second; });
        for (const auto& [stage, milliseconds] : stages) {
            const std::string number = fixed(milliseconds, 1);
            text += "  " + padded(stage, 24) +
                    std::string(12 - std::min<std::size_t>(12, number.size()), ' ') + number +
                    " ms\n";
        }
    }
    return text;
}

std::string batch_json(const batch::Totals& totals, bool timings) {
    std::string text =
        "{\"event\":\"done\",\"documents\":" + std::to_string(totals.documents) +
        ",\"made\":" + std::to_string(totals.made) + ",\"kept\":" + std::to_string(totals.kept) +
        ",\"failed\":" + std::to_string(totals.failed) +
        ",\"records\":" + std::to_string(totals.records) +
        ",\"failed_records\":" + std::to_string(totals.failed_records) +
        ",\"errors\":" + std::to_string(totals.errors) +
        ",\"warnings\":" + std::to_string(totals.warnings) +
        ",\"pages\":" + std::to_string(totals.pages) +
        ",\"bytes\":" + std::to_string(totals.bytes) + ",\"seconds\":" + fixed(totals.seconds, 3);
    text += totals.failed_list.empty() ? "" : ",\"failed_list\":" + json_string(totals.failed_list);
    if (timings) {
        std::string list;
        for (const auto& [stage, milliseconds] : totals.stages) {
            list += (list.empty() ? "" : ",") + json_string(stage) + ":" + fixed(milliseconds, 3);
        }
        text += ",\"timings\":{" + list + "}";
    }
    return text + "}\n";
}

} // namespace carefold::cli
