#include "tools.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace tools {

Result run(const std::string& command, const std::string& bytes) {
    namespace fs = std::filesystem;
    const fs::path file =
        fs::temp_directory_path() / ("carefold-unit-pdf-" + std::to_string(getpid()) + ".pdf");
    std::ofstream(file, std::ios::binary) << bytes;
    std::string line = command;
    line.replace(line.find('%'), 1, file.string());
    Result result;
    if (std::FILE* pipe = popen((line + " 2>&1").c_str(), "r")) {
        std::array<char, 4096> block{};
        while (const std::size_t size = std::fread(block.data(), 1, block.size(), pipe)) {
            result.output.append(block.data(), size);
        }
        const int status = pclose(pipe);
        result.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    fs::remove(file);
    return result;
}

} // namespace tools
