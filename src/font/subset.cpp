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

// Skips an INDEX of the Compact Font Format (Adobe technical note 5176, section 5) and gives its
// first object; nothing when the bytes are not one.
std::span<const std::uint8_t> first_object(std::span<const std::uint8_t>& bytes) {
    const std::span<const std::uint8_t> nothing;
    if (bytes.size() < 2) {
        return bytes = nothing;
    }
    const std::size_t count = static_cast<std::size_t>(bytes[0] << 8 | bytes[1]);
    if (count == 0 || bytes.size() < 3) {
        bytes = bytes.subspan(2);
        return nothing;
    }
    const std::size_t width = bytes[2];
    const std::size_t objects = 3 + (count + 1) * width; // offsets count from the byte before
    const auto offset = [&](std::size_t i) {
        std::size_t value = 0;
        for (std::size_t k = 0; k < width; ++k) {
            value = value << 8U | bytes[3 + i * width + k];
        }
        return value;
    };
    if (width < 1 || width > 4 || bytes.size() < objects) {
        return bytes = nothing;
    }
    const std::size_t from = offset(0);
    const std::size_t to = offset(1);
    const std::size_t end = offset(count);
    if (from != 1 || to < from || end < to || objects + end - 1 > bytes.size()) {
        return bytes = nothing;
    }
    const auto object = bytes.subspan(objects, to - 1);
    bytes = bytes.subspan(objects + end - 1);
    return object;
}

// A CID-keyed font says so by the operator ROS (12 30) in its Top DICT.
bool is_cid_keyed(std::span<const std::uint8_t> cff) {
    if (cff.size() < 4 || cff[2] > cff.size()) {
        return false;
    }
    std::span<const std::uint8_t> rest = cff.subspan(cff[2]);
    first_object(rest); // names
    const auto top = first_object(rest);
    for (std::size_t i = 0; i + 1 < top.size();) {
        const unsigned byte = top[i];
        if (byte == 12) {
            if (top[i + 1] == 30) {
                return true;
            }
            i += 2;
        } else if (byte == 30) { // a real number: nibbles up to one of 0xf
            for (++i; i < top.size() && (top[i] & 0x0FU) != 0x0F && top[i] < 0xF0; ++i) {
            }
            ++i;
        } else {
            i += byte == 28 ? 3 : byte == 29 ? 5 : byte >= 247 && byte <= 254 ? 2 : 1;
        }
    }
    return false;
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
    unsigned flags = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (face.is_cff()) {
        const Owned<hb_blob_t> cff(hb_face_reference_table(face.tables(), cff_tag));
        unsigned length = 0;
        const char* data = hb_blob_get_data(cff.get(), &length);
        if (!is_cid_keyed({reinterpret_cast<const std::uint8_t*>(data), length})) {
            flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
        }
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
            // CFF is shown by CID, and both kinds keep the old number as their CID.
            result.glyphs.emplace(glyph, result.cff ? glyph : renumbered);
        }
    }
    if (result.data.empty()) {
        return std::nullopt;
    }
    return result;
}

} // namespace carefold::font
