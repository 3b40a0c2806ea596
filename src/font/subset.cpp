#include "font/cff.hpp"
#include "font/font.hpp"

#include <hb-subset.h>
#include <hb.h>

#include <algorithm>

namespace carefold::font {

namespace {

struct Destroy {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
    void operator()(hb_subset_plan_t* plan) const { hb_subset_plan_destroy(plan); }
};
template <class T>
using Owned = std::unique_ptr<T, Destroy>;

constexpr hb_tag_t cff_tag = HB_TAG('C', 'F', 'F', ' ');

std::vector<std::uint8_t> bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return {data, data + length};
}

// A PDF's font program needs outlines and widths. Everything else is dead weight: layout tables
// would pull in every glyph that the wanted ones could turn into, and planning walks the whole
// cmap. So the subset is made of a face that has never had them.
Owned<hb_face_t> outlines_of(hb_face_t* face) {
    Owned<hb_face_t> made(hb_face_builder_create());
    for (const char* name : {"head", "hhea", "hmtx", "maxp", "glyf", "loca", "CFF "}) {
        const hb_tag_t tag = hb_tag_from_string(name, 4);
        const Owned<hb_blob_t> table(hb_face_reference_table(face, tag));
        if (hb_blob_get_length(table.get()) > 0) {
            hb_face_builder_add_table(made.get(), tag, table.get());
        }
    }
    return made;
}

bool has_cids(const Face& face) {
    const Owned<hb_blob_t> cff(hb_face_reference_table(face.tables(), cff_tag));
    unsigned length = 0;
    const char* data = hb_blob_get_data(cff.get(), &length);
    return is_cid_keyed({reinterpret_cast<const std::uint8_t*>(data), length});
}

// The old numbers in the order of the new ones.
std::vector<std::uint32_t> kept(const Subset& subset) {
    std::vector<std::uint32_t> glyphs;
    glyphs.reserve(subset.glyphs.size());
    for (const auto& [glyph, cid] : subset.glyphs) {
        glyphs.push_back(glyph);
    }
    return glyphs;
}

} // namespace

std::optional<Subset> subset(const Face& face, const std::vector<std::uint32_t>& glyphs) {
    const Owned<hb_subset_input_t> input(hb_subset_input_create_or_fail());
    if (!input) {
        return std::nullopt;
    }
    hb_set_t* wanted = hb_subset_input_glyph_set(input.get());
    hb_set_add(wanted, 0);
    const unsigned count = hb_face_get_glyph_count(face.tables());
    for (const std::uint32_t glyph : glyphs) {
        if (glyph < count) {
            hb_set_add(wanted, glyph);
        }
    }
    const bool by_cid = face.is_cff() && has_cids(face);
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (face.is_cff() && !by_cid) {
        flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    }
    hb_subset_input_set_flags(input.get(), flags);
    const Owned<hb_face_t> outlines = outlines_of(face.tables());
    const Owned<hb_subset_plan_t> plan(hb_subset_plan_create_or_fail(outlines.get(), input.get()));
    const Owned<hb_face_t> made(plan ? hb_subset_plan_execute_or_fail(plan.get()) : nullptr);
    if (!made) {
        return std::nullopt;
    }
    Subset result;
    result.cff = face.is_cff();
    const Owned<hb_blob_t> blob(result.cff ? hb_face_reference_table(made.get(), cff_tag)
                                           : hb_face_reference_blob(made.get()));
    result.data = bytes_of(blob.get());
    const hb_map_t* map = hb_subset_plan_old_to_new_glyph_mapping(plan.get());
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    while (hb_set_next(wanted, &glyph) != 0) {
        const hb_codepoint_t renumbered = hb_map_get(map, glyph);
        if (renumbered != HB_MAP_VALUE_INVALID) {
            // CFF is shown by CID, which both kinds have equal to the old number.
            result.glyphs.emplace(glyph, result.cff ? glyph : renumbered);
        }
    }
    if (result.data.empty() || (by_cid && !number_cids(result.data, kept(result)))) {
        return std::nullopt;
    }
    return result;
}

} // namespace carefold::font
