// What lies behind a document, for rooms that make many and skip what is unchanged.
#include "job/files.hpp"
#include "job/job.hpp"
#include "job/places.hpp"
#include "job/translations.hpp"
#include "locale/locale.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace carefold::job {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_pictures = 100'000;
constexpr std::array picture_endings{".svg", ".png", ".jpg", ".jpeg", ".icc"};

bool is_picture(const fs::path& path) {
    const std::string ending = path.extension().string();
    return std::find(picture_endings.begin(), picture_endings.end(), ending) !=
           picture_endings.end();
}

/// Below a brand's folder there may be whole guides, which have pictures of their own.
bool is_apart(const fs::path& folder) {
    std::error_code error;
    return folder.filename().string().starts_with(".") || fs::exists(folder / "guide.xml", error);
}

/// Files without doubles, in the order they were named: the order must not depend on where the
/// folders lie.
class Files {
  public:
    void add(const std::string& path) {
        if (!path.empty() && seen_.insert(path).second) {
            list_.push_back(path);
        }
    }
    /// Every picture and profile in the file's folder and below.
    void add_pictures_beside(const std::string& file) {
        const fs::path folder = fs::path(file).parent_path();
        std::error_code error;
        std::vector<std::string> found;
        for (fs::recursive_directory_iterator at(folder.empty() ? "." : folder,
                                                 fs::directory_options::skip_permission_denied,
                                                 error);
             !error && at != fs::recursive_directory_iterator() && found.size() < most_pictures;
             at.increment(error)) {
            std::error_code ignored;
            if (at->is_directory(ignored)) {
                if (is_apart(at->path())) {
                    at.disable_recursion_pending();
                }
            } else if (is_picture(at->path()) && at->is_regular_file(ignored)) {
                found.push_back(at->path().string());
            }
        }
        std::sort(found.begin(), found.end());
        for (const std::string& each : found) {
            add(each);
        }
    }
    std::vector<std::string> take() { return std::move(list_); }

  private:
    std::vector<std::string> list_;
    std::set<std::string> seen_;
};

void gather_techniques(const content::Node& node, std::vector<std::string>& ids) {
    for (const content::Node& child : node.children) {
        if (child.kind == content::Kind::technique) {
            ids.push_back(child.id);
        }
        gather_techniques(child, ids);
    }
}

/// "guide.xml" is called after its folder.
std::string name_of(const std::string& guide) {
    const fs::path path = guide;
    if (path.stem() != "guide") {
        return path.stem().string();
    }
    std::error_code error;
    const fs::path folder = fs::absolute(path, error).lexically_normal().parent_path();
    return folder.has_filename() ? folder.filename().string() : "guide";
}

void add_translation(const std::string& file, const LanguageTag& wanted, Files& files) {
    if (const auto place = find_translation(file, wanted)) {
        files.add(place->path);
    }
}

} // namespace

std::optional<GuideFacts> look_into(const std::string& guide, diag::Sink& sink) {
    diag::Sink own;
    const auto loaded = load_guide(guide, read_file({"guide", guide, ""}, most_xml_bytes), own);
    for (const diag::Diagnostic& each : own.all()) {
        sink.report(each);
    }
    if (!loaded || own.has_errors()) {
        return std::nullopt;
    }
    GuideFacts facts{guide, name_of(guide), loaded->root.language.text(), {}, {}};
    facts.languages.push_back(facts.language);
    for (const Place& place : translations_beside(guide, sink)) {
        if (place.language != loaded->root.language) {
            facts.languages.push_back(place.language.text());
        }
    }
    gather_techniques(loaded->root, facts.techniques);
    return facts;
}

bool speaks(const GuideFacts& guide, const LanguageTag& wanted) {
    const auto own = LanguageTag::parse(guide.language);
    return (own && (wanted == *own || wanted.text() == own->language())) ||
           find_translation(guide.path, wanted).has_value();
}

std::vector<std::string> technique_ids(std::string_view value) {
    const auto ids = records::split_ids(value);
    return {ids.begin(), ids.end()};
}

void check_techniques(const std::vector<std::string>& ids, const std::vector<GuideFacts>& guides,
                      std::string_view code, const diag::Span& span, diag::Sink& sink) {
    constexpr std::size_t most_named = 8;
    std::vector<std::string_view> known;
    for (const GuideFacts& each : guides) {
        known.insert(known.end(), each.techniques.begin(), each.techniques.end());
    }
    for (const std::string& id : ids) {
        if (std::find(known.begin(), known.end(), id) != known.end()) {
            continue;
        }
        std::string hint = diag::did_you_mean(id, known);
        for (std::size_t i = 0, count = hint.empty() ? known.size() : 0;
             i < std::min(count, most_named); ++i) {
            hint += (i == 0 ? "there is: `" : ", `") + std::string(known[i]) + "`";
        }
        sink.error(std::string(code), span, "no guide has a technique " + diag::quoted(id),
                   std::move(hint));
    }
}

Ground ground_of(const Request& request, diag::Sink& sink) {
    const Paths paths = find_paths(request);
    Files files;
    files.add(paths.guide);
    const auto wanted = LanguageTag::parse(request.language);
    if (wanted) {
        add_translation(paths.guide, *wanted, files);
        add_translation(paths.words, *wanted, files);
    }
    std::error_code error;
    if (fs::is_regular_file(record_path(paths.guide), error)) {
        files.add(record_path(paths.guide));
    }
    files.add_pictures_beside(paths.guide);
    const auto layout = design::load_layout(
        read_file({"layout", paths.layout, ""}, most_xml_bytes), paths.layout,
        {content::to_string(request.audience), wanted ? locale::script(*wanted) : "Latn"}, sink,
        parent_loader(paths.home));
    files.add(paths.layout);
    files.add_pictures_beside(paths.layout);
    for (const std::string& parent : layout ? layout->parents : std::vector<std::string>()) {
        files.add(parent);
        files.add_pictures_beside(parent);
    }
    files.add(paths.words);
    if (!paths.brand.empty()) {
        files.add(paths.brand);
        files.add_pictures_beside(paths.brand);
    }
    files.add(paths.fonts);
    Ground ground{files.take(), {}};
    for (const auto& status : load_library(paths.fonts, paths.home, sink).status()) {
        ground.faces.push_back(status.path);
    }
    return ground;
}

} // namespace carefold::job
