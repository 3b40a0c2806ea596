#include "cli/cli.hpp"

#include <csignal>
#include <cstring>
#include <new>

namespace carefold::cli {

namespace {

constexpr std::string_view version_line = "carefold " CAREFOLD_VERSION "\n";

Status no_such_command(const std::string& word) {
    const bool option = word.rfind('-', 0) == 0;
    const bool file = word.find('/') != std::string::npos ||
                      (word.size() > 4 && word.compare(word.size() - 4, 4, ".xml") == 0);
    if (file) {
        throw UsageError("`" + word + "` is no command",
                         "did you mean `carefold build " + word + "`?");
    }
    if (option) {
        throw UsageError("unknown option `" + word + "`",
                         diag::did_you_mean(word, {"--help", "--version"}));
    }
    throw UsageError("unknown command `" + word + "`", diag::did_you_mean(word, command_names()));
}

Status dispatch(const Arguments& words, Command mailer) {
    if (words.empty()) {
        print_error(help_text(""));
        return usage_error;
    }
    const std::string& command = words.front();
    const Arguments rest(words.begin() + 1, words.end());
    if (command == "build") {
        return build(rest);
    }
    if (command == "batch") {
        return batch(rest);
    }
    if (command == "impose") {
        return impose(rest);
    }
    if (command == "translate") {
        return translate(rest);
    }
    if (command == "list") {
        return list(rest);
    }
    if (command == "fonts") {
        return fonts(rest);
    }
    if (command == "mail") {
        return mailer(rest);
    }
    if (command == "help" || command == "--help" || command == "-h") {
        return help(rest);
    }
    if (command == "--version" || command == "-V" || command == "version") {
        print(version_line);
        return done;
    }
    return no_such_command(command);
}

void explain(const UsageError& error) {
    std::string text = std::string("carefold: ") + error.what() + "\n";
    if (!error.hint().empty()) {
        text += "  hint: " + error.hint() + "\n";
    }
    const std::string command = error.command().empty() ? "" : " " + error.command();
    print_error(text + "  see `carefold help" + command + "`\n");
}

void explain(const diag::EnvironmentError& error) {
    print_error(diag::format_human(
        {diag::Severity::error, error.code(), {}, error.what(), error.hint(), {}},
        colors_wanted()));
}

} // namespace

int run(int count, const char* const* arguments, Command mailer) {
    // A file size limit shall be an error of write(2), not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return dispatch(Arguments(arguments + (count > 0 ? 1 : 0), arguments + count), mailer);
    } catch (const UsageError& error) {
        explain(error);
        return usage_error;
    } catch (const diag::EnvironmentError& error) {
        explain(error);
        return environment_error;
    } catch (const std::bad_alloc&) {
        print_error("error[job.out-of-memory]: memory ran out\n");
        return environment_error;
    }
}

} // namespace carefold::cli
