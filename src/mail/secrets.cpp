// What stands beside clinic.xml: the password and the list of those who get no mail.
#include "mail/clinic.hpp"
#include "mail/header.hpp"

#include "locale/locale.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace carefold::mail {

namespace {

constexpr std::size_t longest_secret = 16'384; // bearer tokens have some thousand characters
constexpr std::size_t longest_list = 64U << 20U;

/// Until the end, or one byte more than `most`.
std::string read_to_end(FILE* stream, std::size_t most) {
    std::string text;
    std::array<char, 4096> buffer{};
    for (std::size_t got = 0;
         text.size() <= most && (got = std::fread(buffer.data(), 1, buffer.size(), stream)) > 0;) {
        text.append(buffer.data(), got);
    }
    return text;
}

[[noreturn]] void no_secret(const std::string& message, const std::string& hint) {
    throw diag::EnvironmentError("mail.no-secret", message, hint);
}

std::string read_regular(const std::string& path, const char* what, std::size_t most) {
    FILE* file = std::fopen(path.c_str(), "rbe");
    struct stat status {};
    if (file == nullptr || ::fstat(::fileno(file), &status) != 0 || S_ISDIR(status.st_mode)) {
        const std::string why = file == nullptr ? std::strerror(errno) : "it is a folder";
        if (file != nullptr) {
            std::fclose(file);
        }
        throw diag::EnvironmentError(
            what == std::string_view("password file") ? "mail.no-secret" : "mail.no-suppression",
            std::string(what) + " `" + path + "` cannot be read: " + why,
            "make it or change clinic.xml");
    }
    std::string text = read_to_end(file, most);
    std::fclose(file);
    return text;
}

std::string from_command(const std::string& command) {
    std::fflush(stdout);
    FILE* pipe = ::popen(command.c_str(), "re"); // NOLINT: the clinic's own line, meant for a shell
    if (pipe == nullptr) {
        no_secret("the password's command cannot be run", "try it in a shell");
    }
    std::string text = read_to_end(pipe, longest_secret);
    const int status = ::pclose(pipe);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        no_secret("the password's command failed", "try it in a shell: it must print the password");
    }
    return text;
}

void warn_if_readable(const Secret& secret, diag::Sink& sink) {
    struct stat status {};
    if (::stat(secret.where.c_str(), &status) == 0 && (status.st_mode & 077) != 0) {
        sink.warning("mail.secret-readable", secret.span,
                     "others on this machine can read the password file `" + secret.where + "`",
                     "`chmod 600` it");
    }
}

} // namespace

std::string read_secret(const Secret& secret, diag::Sink& sink) {
    std::string text;
    switch (secret.from) {
    case Secret::From::nowhere:
        return text;
    case Secret::From::file:
        text = read_regular(secret.where, "password file", longest_secret);
        warn_if_readable(secret, sink);
        break;
    case Secret::From::environment:
        if (const char* value = std::getenv(secret.where.c_str())) {
            text = value;
        }
        break;
    case Secret::From::command:
        text = from_command(secret.where);
        break;
    }
    text.resize(std::min(text.find_first_of("\r\n"), text.size()));
    if (text.empty() || text.size() > longest_secret || text.find('\0') != std::string::npos) {
        no_secret(secret.from == Secret::From::environment
                      ? "the variable `" + secret.where + "` holds no password"
                      : "there is no password on the first line of what clinic.xml names",
                  "the first line is the password");
    }
    return text;
}

Suppression Suppression::read(std::string_view text, const std::string& file, diag::Sink& sink) {
    Suppression list;
    const auto name = diag::file_span(file).file;
    std::uint32_t number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        line = trimmed(line.substr(0, line.find('#')));
        if (line.empty()) {
            continue;
        }
        const bool domain = line.find('@') == std::string_view::npos || line.front() == '@';
        const auto host = ascii_domain(line.substr(line.front() == '@' ? 1 : 0));
        const auto address = domain ? std::nullopt : parse_address(line);
        if (domain ? !host : !address) {
            sink.error("mail.bad-suppression", {name, number, 1},
                       diag::quoted(one_line(line)) + " is neither an address nor a domain",
                       "write `amina@example.org` or `example.org`, one on a line");
        } else if (domain) {
            list.domains_.insert(*host);
        } else {
            list.addresses_.insert(locale::to_upper(address->text(), {}));
        }
    }
    return list;
}

Suppression Suppression::of(const Clinic& clinic, diag::Sink& sink) {
    return clinic.suppress.empty()
               ? Suppression()
               : read(read_regular(clinic.suppress, "suppression list", longest_list),
                      clinic.suppress, sink);
}

bool Suppression::holds(const Address& address) const {
    return domains_.count(address.domain) > 0 ||
           addresses_.count(locale::to_upper(address.text(), {})) > 0;
}

} // namespace carefold::mail
