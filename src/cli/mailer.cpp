#include "cli/cli.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace carefold::cli {

Status become_mailer(const Arguments& arguments) {
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::string mailer = (self.parent_path() / "carefold-mail").string();
    std::vector<std::string> words{"carefold", "mail"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    ::execv(mailer.c_str(), pointers.data());
    throw diag::EnvironmentError("cli.no-mailer",
                                 "cannot start `" + mailer + "`: " + std::strerror(errno),
                                 "it is built together with carefold and belongs beside it");
}

} // namespace carefold::cli
