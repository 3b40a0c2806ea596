#include "support/process.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace fs = std::filesystem;
using carefold::test::output_of;

namespace {

std::string slurp(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first line that differs, for the message.
std::string difference(const std::string& wanted, const std::string& got) {
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

void compare(const fs::path& folder, const std::string& seam) {
    const fs::path golden = folder / (seam + ".txt");
    // Dumps name the guide as it was given: run from the source folder with a relative path.
    const std::string guide = fs::relative(folder / "guide.xml", SOURCE_DIR).string();
    // Where in the layout a warning points moves with every line added to it.
    static const std::regex place(R"((layouts/[a-z0-9-]+\.xml):\d+:\d+)");
    const std::string got =
        std::regex_replace(output_of("cd '" SOURCE_DIR "' && '" CAREFOLD_BINARY "' build " + guide +
                                     " --dump " + seam),
                           place, "$1");
    BOOST_REQUIRE_MESSAGE(!got.empty(), folder << ": empty dump of " << seam);
    const bool known = fs::exists(golden);
    if (!known || std::getenv("UPDATE_GOLDEN") != nullptr) {
        std::ofstream(golden, std::ios::binary) << got;
        BOOST_TEST(known, golden << " is new: look at it, then run again");
        return;
    }
    const std::string wanted = slurp(golden);
    BOOST_TEST((wanted == got), golden << " differs at " << difference(wanted, got)
                                       << "\n(UPDATE_GOLDEN=1 accepts what is set now)");
}

} // namespace

BOOST_AUTO_TEST_CASE(dumps_are_as_stored) {
    int cases = 0;
    for (const auto& entry : fs::directory_iterator(SOURCE_DIR "/tests/golden")) {
        if (!fs::exists(entry.path() / "guide.xml")) {
            continue;
        }
        ++cases;
        for (const char* seam : {"flow", "pages", "tags"}) {
            compare(entry.path(), seam);
        }
    }
    BOOST_TEST(cases >= 2);
}
