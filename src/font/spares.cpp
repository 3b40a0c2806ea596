#include "font/spares.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace carefold::font {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view regular_ending = "-Regular";
constexpr std::size_t most_files = 20'000; // looked at: a font folder may be anything's neighbour
constexpr std::size_t most_families = 500;

// "NotoSansBengali-Regular.ttf" -> "NotoSansBengali"; empty for all else.
std::string family_of(const fs::path& file) {
    const std::string stem = file.stem().string();
    const std::string extension = file.extension().string();
    const bool wanted = (extension == ".ttf" || extension == ".otf") &&
                        (stem.starts_with("NotoSans") || stem.starts_with("NotoSerif")) &&
                        stem.ends_with(regular_ending);
    return wanted ? stem.substr(0, stem.size() - regular_ending.size()) : std::string();
}

// How much of the 128 characters around it, the size of a script's block, the face has: a family
// made for a script has nearly all, one that borrows a sign from it has few.
int share(const Face& face, char32_t character) {
    int count = 0;
    const char32_t first = character & ~char32_t{0x7F};
    for (char32_t c = first; c < first + 0x80; ++c) {
        count += face.covers(c) ? 1 : 0;
    }
    return count;
}

} // namespace

Spares::Spares(const std::vector<std::string>& folders) {
    std::map<std::string, std::string> paths; // the folder named first wins, then the lesser path
    std::size_t seen = 0;
    for (const std::string& folder : folders) {
        std::map<std::string, std::string> here;
        std::error_code error;
        fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied,
                                              error);
        while (!error && walk != fs::recursive_directory_iterator() && ++seen < most_files) {
            const std::string family = family_of(walk->path());
            if (!family.empty() && walk->is_regular_file(error)) {
                const std::string path = walk->path().string();
                const auto [known, fresh] = here.emplace(family, path);
                known->second = fresh ? path : std::min(known->second, path);
            }
            walk.increment(error);
        }
        paths.merge(here);
    }
    for (auto& [name, path] : paths) {
        if (families_.size() < most_families) {
            Family& family = families_.emplace_back();
            family.name = name;
            family.path = path;
            family.serif = name.starts_with("NotoSerif");
        }
    }
}

Spares::Family* Spares::choose(char32_t character, bool serif) {
    const auto [known, fresh] = chosen_.emplace(std::pair(character, serif), nullptr);
    if (!fresh) {
        return known->second;
    }
    Family* best = nullptr;
    std::tuple<bool, int, long> best_rank;
    for (Family& family : families_) {
        if (!family.tried) {
            family.tried = true;
            family.regular = Face::open(family.path, 0);
        }
        if (!family.regular || !family.regular->covers(character)) {
            continue;
        }
        // Of equals the shorter name is the plain family, the longer a variant of it.
        const std::tuple rank(family.serif == serif, share(*family.regular, character),
                              -static_cast<long>(family.name.size()));
        if (best == nullptr || rank > best_rank) {
            best = &family;
            best_rank = rank;
        }
    }
    return known->second = best;
}

FacePtr Spares::find(char32_t character, const Want& want, bool& fresh) {
    Family* const family = choose(character, want.serif);
    fresh = family != nullptr && !family->used;
    if (family == nullptr) {
        return nullptr;
    }
    family->used = true;
    if (want.bold && !family->tried_bold) {
        family->tried_bold = true;
        std::string path = family->path;
        path.replace(path.rfind(regular_ending), regular_ending.size(), "-Bold");
        std::error_code error;
        family->bold = fs::is_regular_file(path, error) ? Face::open(path, 0) : nullptr;
    }
    const bool heavy = want.bold && family->bold && family->bold->covers(character);
    return heavy ? family->bold : family->regular;
}

} // namespace carefold::font
