#include "cli/cli.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace carefold::cli {

void print(std::string_view text) {
    const bool written =
        std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written) {
        throw diag::EnvironmentError("cli.output", std::string("cannot write to the standard "
                                                               "output: ") +
                                                       std::strerror(errno));
    }
}

void print_error(std::string_view text) {
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

bool colors_wanted() {
    const char* no_color = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') &&
           (terminal == nullptr || std::string_view(terminal) != "dumb");
}

void tell(const diag::Sink& sink, const std::vector<diag::Diagnostic>& more, bool json) {
    std::vector<diag::Diagnostic> all = sink.all();
    all.insert(all.end(), more.begin(), more.end());
    std::string text;
    if (json) {
        text = diag::format_json(all);
    } else {
        const bool color = colors_wanted();
        for (const diag::Diagnostic& each : all) {
            text += diag::format_human(each, color);
        }
    }
    print_error(text);
}

} // namespace carefold::cli
