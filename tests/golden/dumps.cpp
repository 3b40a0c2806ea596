#include "golden/stored.hpp"
#include "support/process.hpp"

#include <regex>

namespace fs = std::filesystem;
using carefold::test::output_of;

namespace {

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
    carefold::test::compare_text(golden, got);
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
