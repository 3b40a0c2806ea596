// cli: the command line: words typed -> one command run -> an exit status.
// Enters: arguments. Leaves: text on stdout (results) and stderr (diagnostics), an exit status.
// Never here: anything about documents; that is job's.
#pragma once

#include "batch/batch.hpp"
#include "diag/diag.hpp"
#include "job/job.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::cli {

enum Status : int { done = 0, content_errors = 1, usage_error = 2, environment_error = 3 };

/// The command line makes no sense. `command`: whose help would; may be empty.
class UsageError : public std::runtime_error {
  public:
    UsageError(const std::string& message, std::string hint = {}, std::string command = {})
        : std::runtime_error(message), hint_(std::move(hint)), command_(std::move(command)) {}
    const std::string& hint() const { return hint_; }
    const std::string& command() const { return command_; }

  private:
    std::string hint_, command_;
};

struct BuildOptions {
    job::Request request;
    enum class Languages : std::uint8_t { one, all, clinic } languages = Languages::one;
    bool both_audiences = false;
    bool json_diagnostics = false;
    bool json_report = false;
    bool timings = false;
    bool quiet = false;
    bool help = false;
};

using Arguments = std::vector<std::string>; // without the program's and the command's name

/// Throws UsageError.
BuildOptions parse_build(const Arguments& arguments);
/// Long names of its options, for hints and for the test that help tells of each.
std::vector<std::string_view> build_option_names();
std::vector<std::string_view> translate_option_names();
std::vector<std::string_view> impose_option_names();
std::vector<std::string_view> batch_option_names();
std::vector<std::string_view> mail_option_names(); // of all its actions

// One file per command.
Status build(const Arguments& arguments);
Status impose(const Arguments& arguments);
Status batch(const Arguments& arguments);
Status translate(const Arguments& arguments);
Status list(const Arguments& arguments);
Status fonts(const Arguments& arguments);
Status mail(const Arguments& arguments);
Status help(const Arguments& arguments);
/// Text of `carefold help`, or of `carefold help COMMAND`; empty when there is no such command.
std::string_view help_text(std::string_view command);
std::string_view batch_help();
std::vector<std::string_view> command_names();

struct BatchOptions {
    enum class Action : std::uint8_t { run, check, verify, merge } action = Action::run;
    batch::Ask ask;
    std::vector<std::string> folders; // verify: one; merge: any number
    bool json = false, timings = false, quiet = false, help = false;
};
/// Throws UsageError.
BatchOptions parse_batch(const Arguments& arguments);

struct ImposeOptions {
    job::ImposeRequest request;
    bool json_diagnostics = false, json_report = false;
    bool timings = false, quiet = false, help = false;
};
/// Throws UsageError.
ImposeOptions parse_impose(const Arguments& arguments);

struct FontsOptions {
    job::Request request; // its guide may be empty
    bool json = false;
    bool help = false;
};
/// Throws UsageError.
FontsOptions parse_fonts(const Arguments& arguments);
std::string fonts_text(const job::FontReport& report, bool guide);
std::string fonts_json(const job::FontReport& report);

/// With spaces behind it, as far as a terminal's columns go.
std::string padded(const std::string& text, std::size_t columns);
/// As a JSON string, quotes and all.
std::string json_string(std::string_view text);
/// "0.50" of 0.5 and 2.
std::string fixed(double value, int decimals);
/// "1 page", "4 pages".
std::string counted(std::size_t count, const char* noun);
/// The line `carefold build` ends with, and the same for programs.
std::string report_line(const job::Report& report);
std::string copyfit_lines(const job::Copyfit& copyfit);
std::string report_json(const job::Report& report, bool timings);
/// Time per stage.
std::string timing_lines(const job::Report& report);

/// Diagnostics on stderr; as JSON always one array, even an empty one.
void tell(const diag::Sink& sink, const std::vector<diag::Diagnostic>& more, bool json);

/// Throws diag::EnvironmentError (cli.output) when the text cannot be written.
void print(std::string_view text);
/// Never fails: when nobody can be told, nobody is.
void print_error(std::string_view text);
/// Colour where a person looks on, unless NO_COLOR is set.
bool colors_wanted();

/// `carefold mail` is a program of its own, beside this one: what libcurl brings along would make
/// every start half as long again. Throws diag::EnvironmentError (cli.no-mailer); returns only
/// then.
Status become_mailer(const Arguments& arguments);
using Command = Status (*)(const Arguments&);

/// The whole program.
int run(int count, const char* const* arguments, Command mailer = become_mailer);

} // namespace carefold::cli
