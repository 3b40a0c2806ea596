// Every layout of the house with the sample guide, in four languages: its pages as a dump and as a
// contact sheet, against what was stored.
#include "golden/stored.hpp"
#include "support/process.hpp"

#include <unistd.h>
#include <vector>

namespace fs = std::filesystem;
using namespace carefold::test;

namespace {

const std::string guide = "content/chronic-back-pain/guide.xml";
const fs::path goldens = SOURCE_DIR "/tests/golden/layouts";

std::vector<std::string> layouts() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(SOURCE_DIR "/layouts")) {
        if (entry.path().extension() == ".xml" && entry.path().stem() != "words") {
            found.push_back(entry.path().stem());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::string build(const std::string& layout, const std::string& language) {
    const std::string audience = layout.starts_with("practitioner") ? "practitioner" : "client";
    return "cd '" SOURCE_DIR "' && '" CAREFOLD_BINARY "' build " + guide + " --layout " + layout +
           " --lang " + language + " --audience " + audience;
}

/// Root mean square of the difference of two pictures, 0 to 1; 1 when their sizes differ.
double distance(const fs::path& a, const fs::path& b) {
    const Outcome compared =
        run("compare -metric RMSE '" + a.string() + "' '" + b.string() + "' null: 2>&1");
    const std::size_t open = compared.output.find('(');
    return open == std::string::npos || compared.status > 1
               ? 1.0
               : std::strtod(compared.output.c_str() + open + 1, nullptr);
}

/// All pages side by side, small and in greys: enough to see a box, a line or a drawing move.
void compare_pictures(const std::string& layout, const std::string& language) {
    const fs::path folder =
        fs::temp_directory_path() / ("carefold-golden-" + std::to_string(getpid()));
    fs::create_directories(folder);
    const std::string pdf = (folder / "document.pdf").string();
    output_of(build(layout, language) + " -q -o '" + pdf + "'");
    output_of(
        "cd '" + folder.string() + "' && pdftoppm -gray -r 18 document.pdf page && montage " +
        "page*.pgm -tile 8x -geometry +2+2 -background gray60 +dither -colors 6 -strip sheet.png");
    const fs::path golden = goldens / (layout + "-" + language + ".png");
    const bool known = fs::exists(golden);
    if (!known || updates_golden()) {
        fs::create_directories(goldens);
        fs::copy_file(folder / "sheet.png", golden, fs::copy_options::overwrite_existing);
        BOOST_TEST(known, golden << " is new: look at it, then run again");
    } else {
        // Other versions of a renderer smooth edges a little otherwise.
        BOOST_TEST(distance(golden, folder / "sheet.png") < 0.02,
                   golden << " looks different (UPDATE_GOLDEN=1 accepts what is set now)");
    }
    fs::remove_all(folder);
}

void compare_all(const std::string& language) {
    int count = 0;
    for (const std::string& layout : layouts()) {
        ++count;
        BOOST_TEST_CONTEXT(layout << " in " << language) {
            compare_text(goldens / (layout + "-" + language + ".txt"),
                         output_of(build(layout, language) + " --dump pages"));
            compare_pictures(layout, language);
        }
    }
    BOOST_TEST(count >= 10);
}

} // namespace

BOOST_AUTO_TEST_CASE(english) {
    compare_all("en");
}

BOOST_AUTO_TEST_CASE(german) {
    compare_all("de");
}

BOOST_AUTO_TEST_CASE(arabic) {
    compare_all("ar");
}

BOOST_AUTO_TEST_CASE(japanese) {
    compare_all("ja");
}
