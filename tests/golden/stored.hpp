// Text that is compared with what was stored before. UPDATE_GOLDEN=1 stores it anew; what is new
// is stored and fails once, so that somebody looks at it.
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace carefold::test {

inline bool updates_golden() {
    return std::getenv("UPDATE_GOLDEN") != nullptr;
}

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first line that differs, for the message.
inline std::string difference(const std::string& wanted, const std::string& got) {
    std::istringstream a(wanted);
    std::istringstream b(got);
    std::string left;
    std::string right;
    for (int line = 1;; ++line) {
        const bool more_left = static_cast<bool>(std::getline(a, left));
        const bool more_right = static_cast<bool>(std::getline(b, right));
        if (!more_left && !more_right) {
            return "no difference";
        }
        if (left != right || more_left != more_right) {
            return "line " + std::to_string(line) + "\n  wanted: " + (more_left ? left : "(end)") +
                   "\n  got:    " + (more_right ? right : "(end)");
        }
    }
}

inline void compare_text(const std::filesystem::path& golden, const std::string& got) {
    BOOST_REQUIRE_MESSAGE(!got.empty(), "nothing to compare with " << golden);
    const bool known = std::filesystem::exists(golden);
    if (!known || updates_golden()) {
        std::filesystem::create_directories(golden.parent_path());
        std::ofstream(golden, std::ios::binary) << got;
        BOOST_TEST(known, golden << " is new: look at it, then run again");
        return;
    }
    const std::string wanted = slurp(golden);
    BOOST_TEST((wanted == got), golden << " differs at " << difference(wanted, got)
                                       << "\n(UPDATE_GOLDEN=1 accepts what is set now)");
}

} // namespace carefold::test
