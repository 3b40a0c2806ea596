#include "font/spares.hpp"

#include <algorithm>
#include <filesystem>

namespace carefold::font {

namespace {

const char* style_name(bool bold, bool italic) {
    return bold && italic ? "bold italic" : bold ? "bold" : italic ? "italic" : "regular";
}

// What to settle for, best first: a wanted weight says more than a wanted slant.
struct Wish {
    bool bold, italic;
};
std::vector<Wish> wishes(bool bold, bool italic) {
    std::vector<Wish> list{{bold, italic}};
    if (bold && italic) {
        list.push_back({true, false});
        list.push_back({false, true});
    }
    if (bold || italic) {
        list.push_back({false, false});
    }
    return list;
}

} // namespace

Library::Library(std::vector<Declaration> declarations, std::vector<std::string> folders)
    : declarations_(std::move(declarations)), folders_(std::move(folders)) {}
Library::~Library() = default;
Library::Library(Library&&) noexcept = default;

// Folders' own files first, then whatever lies below them: walking a system's font tree costs
// more than everything else done here, so only a font that is not where expected pays for it.
std::string Library::locate(const std::string& file) const {
    namespace fs = std::filesystem;
    std::error_code error;
    if (file.empty()) {
        return {};
    }
    for (const std::string& folder : folders_) {
        const fs::path path = fs::path(folder) / file;
        if (fs::is_regular_file(path, error)) {
            return path.string();
        }
    }
    for (const std::string& folder : folders_) {
        const auto options = fs::directory_options::skip_permission_denied;
        fs::recursive_directory_iterator walk(folder, options, error);
        std::string best; // the first by name: the order of a folder is nobody's promise
        while (!error && walk != fs::recursive_directory_iterator()) {
            if (walk->path().filename() == file && walk->is_regular_file(error)) {
                const std::string found = walk->path().string();
                best = best.empty() ? found : std::min(best, found);
            }
            walk.increment(error);
        }
        if (!best.empty()) {
            return best;
        }
    }
    return {};
}

FacePtr Library::open(std::size_t declaration) {
    const auto known = opened_.find(declaration);
    if (known != opened_.end()) {
        return known->second;
    }
    const Declaration& declared = declarations_[declaration];
    const std::string path = locate(declared.file);
    // Two families may share a file; sharing the face shares its shaped words and its subset.
    for (const auto& [other, face] : opened_) {
        if (face && face->path() == path && declarations_[other].index == declared.index) {
            return opened_.emplace(declaration, face).first->second;
        }
    }
    FacePtr face = path.empty() ? nullptr : Face::open(path, declared.index);
    return opened_.emplace(declaration, std::move(face)).first->second;
}

FacePtr Library::find(const std::string& family, bool bold, bool italic, const diag::Span& span,
                      diag::Sink& sink) {
    const bool known =
        std::any_of(declarations_.begin(), declarations_.end(),
                    [&](const Declaration& declared) { return declared.family == family; });
    if (!known) {
        std::vector<std::string_view> families;
        for (const Declaration& declaration : declarations_) {
            families.push_back(declaration.family);
        }
        sink.error("font.unknown-family", span, "font family '" + family + "' is not declared",
                   diag::did_you_mean(family, families));
        return nullptr;
    }
    for (const Wish wish : wishes(bold, italic)) {
        for (std::size_t i = 0; i < declarations_.size(); ++i) {
            const Declaration& d = declarations_[i];
            if (d.family != family || d.bold != wish.bold || d.italic != wish.italic) {
                continue;
            }
            FacePtr face = open(i);
            if (!face) {
                sink.error("font.missing-file", span,
                           "font file '" + d.file + "' of family '" + family +
                               "' is missing or no usable font",
                           how_to_install(d));
                return nullptr;
            }
            if (wish.bold != bold || wish.italic != italic) {
                sink.warning("font.missing-style", span,
                             "font family '" + family + "' has no " + style_name(bold, italic) +
                                 "; using " + style_name(wish.bold, wish.italic));
            }
            return face;
        }
    }
    sink.error("font.missing-style", span,
               "font family '" + family + "' declares no " + style_name(bold, italic) +
                   " face and none to use instead");
    return nullptr;
}

std::vector<Library::Status> Library::status() const {
    std::vector<Status> all;
    for (const Declaration& declaration : declarations_) {
        all.push_back({&declaration, locate(declaration.file)});
    }
    return all;
}

} // namespace carefold::font
