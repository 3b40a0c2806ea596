#include "support/sample.hpp"

#include "design/design.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace carefold::sample {

namespace {

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const std::string guide_path = std::string(SOURCE_DIR) + "/content/chronic-back-pain/guide.xml";

void insist(const diag::Sink& sink) {
    if (sink.has_errors()) {
        throw std::runtime_error(diag::format_human(sink.all().front()));
    }
}

} // namespace

job::Request request(content::Audience audience) {
    job::Request made;
    made.guide = guide_path;
    made.audience = audience;
    return made;
}

const pages::Document& document(content::Audience audience) {
    static std::map<content::Audience, pages::Document> made;
    const auto found = made.find(audience);
    if (found != made.end()) {
        return found->second;
    }
    diag::Sink sink;
    pages::Document pages = job::typeset(request(audience), sink);
    insist(sink);
    return made.emplace(audience, std::move(pages)).first->second;
}

double grid(content::Audience audience) {
    diag::Sink sink;
    const std::string path = std::string(SOURCE_DIR) + "/layouts/booklet-a5.xml";
    const auto layout =
        design::load_layout(slurp(path), path, {content::to_string(audience)}, sink);
    insist(sink);
    return layout->grid.to_pt();
}

const content::Guide& guide() {
    static const std::unique_ptr<const content::Guide> loaded = [] {
        diag::Sink sink;
        auto made = content::load_guide(slurp(guide_path), guide_path, sink);
        insist(sink);
        return made;
    }();
    return *loaded;
}

std::string pdf(content::Audience audience, job::Edition edition) {
    static const std::string folder = [] {
        std::string name = (std::filesystem::temp_directory_path() / "carefold-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) {
            throw std::runtime_error("no temporary folder");
        }
        return name;
    }();
    const std::string path = folder + "/" + std::string(content::to_string(audience)) +
                             (edition == job::Edition::reader  ? "-reader.pdf"
                              : edition == job::Edition::press ? "-press.pdf"
                                                               : "-imposed.pdf");
    if (!std::filesystem::exists(path)) {
        job::Request made = request(audience);
        made.edition = edition;
        made.output = path;
        diag::Sink sink;
        job::run(made, sink);
        insist(sink);
    }
    return path;
}

} // namespace carefold::sample
