// guide.rng and the loader must judge alike, or editors would promise what the build then refuses.
// Two ways: the samples, and some hundred small changes to a guide that uses every element.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path;
    Folder() {
        path = fs::temp_directory_path() /
               ("carefold-schema-" + std::to_string(std::random_device{}()));
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    BOOST_REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        out.append(buffer, n);
    }
    ::pclose(pipe);
    return out;
}

std::string schema() {
    return std::string(SOURCE_DIR) + "/src/content/guide.rng";
}

/// xmllint's verdict on all files of a folder, in one run: "FILE validates".
std::map<std::string, bool> judge(const fs::path& folder) {
    BOOST_REQUIRE_MESSAGE(!output_of("command -v xmllint").empty(), "xmllint is needed");
    const std::string out = output_of("cd '" + folder.string() +
                                      "' && xmllint --noout --relaxng '" + schema() + "' *.xml");
    std::map<std::string, bool> verdicts;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        verdicts[name] = ("\n" + out).find("\n" + name + " validates\n") != std::string::npos;
    }
    return verdicts;
}

/// Does the loader refuse for something that RELAX NG can express? Its codes in guide.rng's comment
/// are set aside.
bool refused_for_structure(const Loaded& loaded) {
    for (const auto& d : loaded.sink.all()) {
        // Of what is empty, the schema sees that which holds characters only.
        const bool plain = d.message == "`version` is empty" || d.message == "`keyword` is empty";
        const bool beyond = d.code == "content.duplicate-id" || d.code == "content.dangling-id" ||
                            d.code == "content.unknown-source" ||
                            (d.code == "content.empty" && !plain) ||
                            d.message.rfind("cells in this row", 0) == 0 ||
                            d.message.rfind("there is no `title` for", 0) == 0;
        if (d.severity == carefold::diag::Severity::error && !beyond) {
            return true;
        }
    }
    return false;
}

struct Element {
    std::size_t start = 0, inside = 0, inside_end = 0, end = 0; // `<a>` inside `</a>`
    std::string name;
};

/// The elements of a well-formed text without comments and CDATA.
std::vector<Element> elements_of(const std::string& text) {
    std::vector<Element> done;
    std::vector<Element> open;
    for (std::size_t at = text.find("<guide"); at != std::string::npos;
         at = text.find('<', at + 1)) {
        const std::size_t close = text.find('>', at);
        if (text[at + 1] == '/') {
            open.back().inside_end = at;
            open.back().end = close + 1;
            done.push_back(open.back());
            open.pop_back();
        } else {
            const std::size_t name_end = text.find_first_of(" />", at + 1);
            open.push_back(
                {at, close + 1, close + 1, close + 1, text.substr(at + 1, name_end - at - 1)});
            if (text[close - 1] == '/') {
                open.back().inside = open.back().inside_end = 0; // nothing can go in
                done.push_back(open.back());
                open.pop_back();
            }
        }
    }
    return done;
}

std::string with(std::string text, std::size_t from, std::size_t to, const std::string& now) {
    return text.replace(from, to - from, now);
}

std::vector<std::string> change_attributes(const std::string& text, const Element& element) {
    std::vector<std::string> changed;
    const std::size_t tag_end = text.find('>', element.start);
    for (std::size_t at = text.find("=\"", element.start); at < tag_end;
         at = text.find("=\"", at + 2)) {
        const std::size_t from = text.rfind(' ', at);
        const std::size_t close = text.find('"', at + 2);
        changed.push_back(with(text, from, close + 1, ""));
        if (text.compare(from, 7, " xmlns=") != 0) {
            changed.push_back(with(text, at + 2, close, "z z"));
            changed.push_back(with(text, at + 2, close, ""));
        }
    }
    for (const char* attribute : {" id=\"new\"", " audience=\"client\"", " importance=\"low\"",
                                  " zzz=\"1\"", " kind=\"text\""}) {
        if (text.substr(element.start, tag_end - element.start).find(std::string(attribute, 4)) ==
            std::string::npos) {
            const std::size_t name_end = element.start + 1 + element.name.size();
            changed.push_back(with(text, name_end, name_end, attribute));
        }
    }
    return changed;
}

std::vector<std::string> change_element(const std::string& text, const Element& e) {
    const std::string whole = text.substr(e.start, e.end - e.start);
    std::vector<std::string> changed = {
        with(text, e.start, e.end, ""),              // gone
        with(text, e.end, e.end, whole),             // twice
        with(text, e.start, e.start, "loose words"), // text before it
        with(text, e.start, e.start, "<em>x</em>"),
        with(text, e.start, e.start, "<p id=\"new\">x</p>"),
        with(text, e.start, e.start, "<title id=\"new\">x</title>"),
        with(text, e.start, e.start, "<footnote id=\"new\">x</footnote>"),
        with(text, e.start, e.start, "<cell/>"),
        with(text, e.start, e.start, "<unheard/>"),
    };
    if (e.inside != 0) {
        const std::string inner = text.substr(e.inside, e.inside_end - e.inside);
        changed.push_back(with(text, e.start, e.end, inner));          // unwrapped
        changed.push_back(with(text, e.inside, e.inside_end, ""));     // emptied
        changed.push_back(with(text, e.inside, e.inside_end, " \n ")); // blank
    }
    return changed;
}

} // namespace

BOOST_AUTO_TEST_SUITE(schema_and_loader)

BOOST_AUTO_TEST_CASE(agree_on_the_samples) {
    for (const auto& [name, accepted] : judge(samples())) {
        const bool semantic = name.rfind("invalid-semantic-", 0) == 0;
        const bool valid = name.rfind("valid-", 0) == 0;
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(accepted == (valid || semantic));
            BOOST_TEST(load(read_file(samples() / name)).sink.has_errors() == !valid);
        }
    }
}

BOOST_AUTO_TEST_CASE(jing_judges_the_samples_alike) {
    if (output_of("command -v jing").empty()) {
        BOOST_TEST_MESSAGE("jing is not installed; xmllint has judged the same files");
        return;
    }
    // It stops at the first file that is not well-formed, so it gets the others only.
    std::string files;
    std::vector<std::pair<std::string, bool>> expected;
    for (const auto& entry : fs::directory_iterator(samples())) {
        const std::string name = entry.path().filename().string();
        const Loaded loaded = load(read_file(entry.path()));
        const auto& all = loaded.sink.all();
        if (all.empty() || all.front().code.rfind("content.", 0) == 0) {
            files += " " + name;
            const bool semantic = name.rfind("invalid-semantic-", 0) == 0;
            expected.emplace_back(name, semantic || name.rfind("valid-", 0) == 0);
        }
    }
    const std::string out =
        output_of("cd '" + samples().string() + "' && jing '" + schema() + "'" + files);
    BOOST_TEST(expected.size() > 40U);
    for (const auto& [name, accepted] : expected) {
        const bool complaint = out.find("/" + name + ":") != std::string::npos;
        BOOST_TEST(complaint == !accepted, name);
    }
}

BOOST_AUTO_TEST_CASE(agree_on_every_small_change) {
    const std::string text = read_file(samples() / "valid-everything.xml");
    const Folder folder;
    std::map<std::string, std::string> tried;
    for (const Element& element : elements_of(text)) {
        std::vector<std::string> changed = change_element(text, element);
        for (std::string& more : change_attributes(text, element)) {
            changed.push_back(std::move(more));
        }
        for (std::string& one : changed) {
            const std::string name = std::to_string(10'000 + tried.size()) + ".xml";
            std::ofstream(folder.path / name, std::ios::binary) << one;
            tried[name] = std::move(one);
        }
    }
    BOOST_TEST(tried.size() > 1000U);
    std::size_t accepted_count = 0;
    for (const auto& [name, accepted] : judge(folder.path)) {
        const Loaded loaded = load(tried[name]);
        accepted_count += accepted ? 1U : 0U;
        if (accepted == refused_for_structure(loaded)) {
            const fs::path kept = fs::temp_directory_path() / ("carefold-disagreement-" + name);
            fs::copy_file(folder.path / name, kept, fs::copy_options::overwrite_existing);
            BOOST_ERROR("schema " << (accepted ? "accepts" : "refuses") << ", loader: "
                                  << (loaded.sink.all().empty() ? "accepts" : loaded.message())
                                  << "; see " << kept);
        }
    }
    BOOST_TEST(accepted_count > 100U); // the changes are not all of them harmful
    BOOST_TEST_MESSAGE(tried.size() << " changes, " << accepted_count << " of them accepted");
}

BOOST_AUTO_TEST_SUITE_END()
