#include "pdf/tree.hpp"

#include <algorithm>

namespace carefold::pdf {

namespace {

constexpr std::size_t leaf_size = 64;

std::string leaf(TreeKind kind, const TreeEntry* begin, const TreeEntry* end) {
    std::string out = kind == TreeKind::numbers ? "/Nums[" : "/Names[";
    for (const TreeEntry* entry = begin; entry != end; ++entry) {
        out += entry->first + ' ' + entry->second + '\n';
    }
    return out + ']';
}

} // namespace

Ref write_tree(Objects& objects, TreeKind kind, const std::vector<TreeEntry>& entries) {
    if (entries.size() <= leaf_size) {
        return objects.add(leaf(kind, entries.data(), entries.data() + entries.size()));
    }
    std::string kids = "/Kids[";
    for (std::size_t begin = 0; begin < entries.size(); begin += leaf_size) {
        const std::size_t end = std::min(begin + leaf_size, entries.size());
        const std::string limits =
            "/Limits[" + entries[begin].first + ' ' + entries[end - 1].first + ']';
        append_ref(kids,
                   objects.add(limits + leaf(kind, entries.data() + begin, entries.data() + end)));
        kids += ' ';
    }
    kids.back() = ']';
    return objects.add(std::move(kids));
}

} // namespace carefold::pdf
