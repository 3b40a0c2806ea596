// docs/make-your-own-layout.md: its pieces are the files it speaks of, and they build.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <map>

namespace fs = std::filesystem;
using namespace faults;

namespace {

const fs::path docs = fs::path(SOURCE_DIR) / "docs";
const fs::path guide = fs::path(SOURCE_DIR) / "content/chronic-back-pain/guide.xml";

/// The pieces fenced as "xml NAME", put together by name.
std::map<std::string, std::string> pieces(const std::string& page) {
    constexpr std::string_view fence = "```xml ";
    std::map<std::string, std::string> files;
    for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
        at += fence.size();
        const std::size_t name_end = page.find('\n', at);
        const std::size_t end = page.find("```", name_end);
        BOOST_TEST_REQUIRE(end != std::string::npos);
        files[page.substr(at, name_end - at)] += page.substr(name_end + 1, end - name_end - 1);
        at = end;
    }
    return files;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(own_layout, Workshop)

BOOST_AUTO_TEST_CASE(the_page_shows_the_files_whole) {
    const auto files = pieces(read(docs / "make-your-own-layout.md"));
    std::size_t there = 0;
    for (const auto& entry : fs::directory_iterator(docs / "examples")) {
        const std::string name = entry.path().filename().string();
        if (name == "clients.csv") { // docs/records.md's
            continue;
        }
        BOOST_TEST_REQUIRE(files.count(name) == 1U, name);
        BOOST_TEST(files.at(name) == read(entry.path()), name);
        ++there;
    }
    BOOST_TEST(files.size() == there);
    BOOST_TEST(there == 2U);
}

BOOST_AUTO_TEST_CASE(who_follows_the_page_gets_a_booklet) {
    for (const auto& [name, text] : pieces(read(docs / "make-your-own-layout.md"))) {
        write(*this / name, text);
    }
    Setting setting;
    setting.home = SOURCE_DIR;
    for (const char* layout : {"square.xml", "square-large.xml"}) {
        for (const char* language : {"en", "ar"}) {
            const Outcome outcome = run({"build", guide.string(), "--layout", layout, "--lang",
                                         language, "--edition", "both", "-o", "made"},
                                        setting);
            BOOST_TEST(outcome.status == 0, layout << " " << language << "\n" << outcome.err);
            BOOST_TEST(!outcome.says("error"), outcome.err);
            BOOST_TEST(!outcome.says("[check."), outcome.err);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
