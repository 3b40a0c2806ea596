// What resolving needs besides guide and layout, and what copyfitting needs to do it again.
// Part of flow's face.
#pragma once

#include "content/content.hpp"
#include "design/design.hpp"
#include "image/image.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace carefold::flow {

/// Bytes of a picture by path relative to the guide or ("layout:", "brand:" before it) to the
/// layout or brand; nullopt when missing. Job gives it; it refuses paths that leave the folder.
using Loader = std::function<std::optional<std::string>(const std::string& path)>;

/// What resolving one guide again, with the same layout's lengths changed, need not do twice.
/// Complaints about pictures are made the first time only.
struct Memory {
    std::map<std::string, image::PicturePtr, std::less<>> pictures; // by path
    std::vector<std::vector<std::uint32_t>> matches; // orders, by number of the layout's rule
};

struct Request {
    const content::Guide* guide = nullptr;
    const design::Layout* layout = nullptr;
    const design::Words* words = nullptr;
    const content::Fields* fields = nullptr;
    content::Audience audience = content::Audience::client;
    Loader load;
    const content::Logo* logo = nullptr;
    const content::Fields* personal = nullptr; // those of `fields` that are one reader's own
    std::vector<std::uint32_t> omitted; // content::Node::order of blocks that copyfitting left out
    Memory* memory = nullptr;           // shared by resolutions; nullptr: none
};

/// What may be left out at once, in the layout's order: a rule's blocks that this edition shows.
struct Omission {
    std::vector<std::uint32_t> elements; // content::Node::order
    std::vector<std::string> names;      // "p `causes.p2`"
    const design::Omit* rule = nullptr;
};

} // namespace carefold::flow
