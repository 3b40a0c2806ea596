#include "job/files.hpp"
#include "job/job.hpp"
#include "job/translations.hpp"

#include <filesystem>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

/// "guide.xml" is called after its folder.
std::string called(const std::string& guide) {
    const fs::path path = guide;
    std::error_code error;
    const fs::path folder = fs::absolute(path, error).lexically_normal().parent_path();
    return path.stem() == "guide" && folder.has_filename() ? folder.filename().string()
                                                           : path.stem().string();
}

std::string text_of(const content::Node& guide, content::Kind kind) {
    const content::Node* metadata = guide.child(content::Kind::metadata);
    const content::Node* found = metadata != nullptr ? metadata->child(kind) : nullptr;
    return found != nullptr ? content::plain_text(*found) : std::string();
}

} // namespace

std::optional<Description> describe(const Request& request, diag::Sink& sink) {
    const Paths paths = find_paths(request);
    const std::size_t before = sink.errors();
    Sources sources;
    sources.guide =
        load_guide(paths.guide, read_file({"guide", paths.guide, ""}, most_xml_bytes), sink);
    sources.words = design::load_words(read_file({"word list", paths.words, ""}, most_xml_bytes),
                                       paths.words, sink);
    if (!paths.brand.empty()) {
        sources.brand = content::load_brand(read_file({"brand", paths.brand, ""}, most_xml_bytes),
                                            paths.brand, sink);
    }
    translate(request, paths, sources, sink);
    if (!sources.guide || sink.errors() > before) {
        return std::nullopt;
    }
    const content::Node& guide = sources.guide->root;
    return Description{called(paths.guide), guide.language, text_of(guide, content::Kind::title),
                       text_of(guide, content::Kind::version), sources.brand.fields};
}

std::optional<design::Words> load_words(const std::string& file, const LanguageTag& language,
                                        diag::Sink& sink) {
    auto words = design::load_words(read_file({"word list", file, ""}, most_xml_bytes), file, sink);
    if (words) {
        translate_words(file, language, std::nullopt, *words, sink);
    }
    return words;
}

} // namespace carefold::job
