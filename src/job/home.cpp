#include "diag/diag.hpp"
#include "job/job.hpp"
#include "job/places.hpp"

#include "job/files.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>

namespace carefold::job {

namespace fs = std::filesystem;

std::string find_home() {
    if (const char* home = std::getenv("CAREFOLD_HOME"); home != nullptr && *home != '\0') {
        return home;
    }
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    for (fs::path folder = program.parent_path(); !folder.empty(); folder = folder.parent_path()) {
        if (fs::is_directory(folder / "layouts", error)) {
            return folder.string();
        }
        if (folder == folder.root_path()) {
            break;
        }
    }
    return CAREFOLD_SOURCE_DIR;
}

bool is_layout_path(const std::string& layout) {
    return layout.find('/') != std::string::npos || fs::path(layout).extension() == ".xml";
}

std::string layout_path(const std::string& layout, const std::string& home) {
    return is_layout_path(layout)
               ? layout
               : shown((fs::path(home) / "layouts" / (layout + ".xml")).string());
}

std::vector<std::string> layout_names(const std::string& home) {
    std::vector<std::string> names;
    for (const std::string& file : names_in((fs::path(home) / "layouts").string(), ".xml")) {
        if (file != "words.xml") {
            names.push_back(fs::path(file).stem().string());
        }
    }
    return names;
}

std::string words_path(const std::string& layout, const std::string& home) {
    const fs::path beside = fs::path(layout).parent_path() / "words.xml";
    std::error_code error;
    return fs::is_regular_file(beside, error)
               ? beside.string()
               : shown((fs::path(home) / "layouts" / "words.xml").string());
}

std::string brand_path(const std::string& guide, const std::string& home) {
    std::error_code error;
    for (const fs::path& place : {fs::path(guide).parent_path(), fs::path(home) / "content"}) {
        if (fs::is_regular_file(place / "brand.xml", error)) {
            return shown((place / "brand.xml").string());
        }
    }
    return {};
}

std::string record_path(const std::string& guide) {
    return shown((fs::path(guide).parent_path() / "record.xml").string());
}

std::string booklet_for(content::Paper paper) {
    return paper == content::Paper::letter ? "booklet-half-letter" : "booklet-a5";
}

std::string usual_layout(const std::string& brand, const std::string& home) {
    content::Paper paper = content::Paper::a4;
    if (auto text = read_if_present(brand, most_xml_bytes)) {
        diag::Sink unheard;
        const content::Brand loaded = content::load_brand(std::move(*text), brand, unheard);
        paper = loaded.paper ? loaded.paper->paper : paper;
    }
    std::error_code error;
    const std::string name = booklet_for(paper);
    return fs::is_regular_file(layout_path(name, home), error) ? name
                                                               : booklet_for(content::Paper::a4);
}

std::string fonts_path(const std::string& home) {
    return shown((fs::path(home) / "fonts" / "fonts.xml").string());
}

// Debian's folders by name before the whole of /usr/share/fonts: looking below a large tree is
// what only a font that is nowhere else should cost.
std::vector<std::string> font_folders(const std::string& home) {
    return {(fs::path(home) / "fonts").string(), "/usr/share/fonts/truetype/noto",
            "/usr/share/fonts/opentype/noto", "/usr/local/share/fonts", "/usr/share/fonts"};
}

std::vector<std::string> hyphenation_folders() {
    return {"/usr/share/hyphen"};
}

std::string output_path(const Request& request, const std::string& language) {
    if (!request.output.empty()) {
        return request.output;
    }
    std::error_code error;
    const fs::path guide = request.guide;
    fs::path name = guide.stem();
    if (name == "guide") {
        const fs::path folder = fs::absolute(guide, error).lexically_normal().parent_path();
        name = folder.has_filename() ? folder.filename() : name;
    }
    const char* edition = request.edition == Edition::imposed ? "imposed"
                          : request.edition == Edition::press ? "press"
                                                              : "reader";
    const std::string file = name.string() + "-" +
                             std::string(content::to_string(request.audience)) + "-" + language +
                             "-" + edition + ".pdf";
    return (fs::path(request.folder) / file).string();
}

} // namespace carefold::job
