#include "font/cff.hpp"

#include <cstddef>

namespace carefold::font {

namespace {

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

// Name INDEX, then Top DICT INDEX of one object.
std::span<const std::uint8_t> top_dict(std::span<const std::uint8_t> cff) {
    if (cff.size() < 4 || cff[2] > cff.size()) {
        return {};
    }
    std::span<const std::uint8_t> rest = cff.subspan(cff[2]);
    first_object(rest); // names
    return first_object(rest);
}

constexpr unsigned charset = 15;
constexpr unsigned registry_ordering_supplement = 12 << 8 | 30;

// The bytes of the operator's operands; nothing when the DICT does not have it (section 4).
std::span<const std::uint8_t> operands_of(std::span<const std::uint8_t> dict, unsigned wanted,
                                          bool& found) {
    std::size_t from = 0; // of the operands at hand
    for (std::size_t i = 0; i < dict.size();) {
        const unsigned byte = dict[i];
        if (byte <= 21) { // an operator, of two bytes when it begins with 12
            const bool two = byte == 12 && i + 1 < dict.size();
            if ((two ? byte << 8U | dict[i + 1] : byte) == wanted) {
                found = true;
                return dict.subspan(from, i - from);
            }
            i += two ? 2 : 1;
            from = i;
        } else if (byte == 30) { // a real number: nibbles up to one of 0xf
            for (++i; i < dict.size() && (dict[i] & 0x0FU) != 0x0F && dict[i] < 0xF0; ++i) {
            }
            ++i;
        } else {
            i += byte == 28 ? 3 : byte == 29 ? 5 : byte >= 247 && byte <= 254 ? 2 : 1;
        }
    }
    found = false;
    return {};
}

} // namespace

bool is_cid_keyed(std::span<const std::uint8_t> cff) {
    bool found = false;
    operands_of(top_dict(cff), registry_ordering_supplement, found);
    return found;
}

// A font that was cut down from a larger one has CIDs other than its glyph numbers, and pages are
// written with glyph numbers before the subset is made. So a charset (section 13, format 0) goes
// to the table's end, and the Top DICT's offset is turned to it.
bool number_cids(std::vector<std::uint8_t>& cff, const std::vector<std::uint32_t>& cids) {
    bool found = false;
    const auto offset = operands_of(top_dict(cff), charset, found);
    const std::size_t end = cff.size();
    if (!found || offset.size() != 5 || offset[0] != 29 || end > INT32_MAX) {
        return false;
    }
    const auto place = static_cast<std::size_t>(offset.data() - cff.data());
    for (std::size_t i = 0; i < 4; ++i) {
        cff[place + 1 + i] = static_cast<std::uint8_t>(end >> (24 - 8 * i));
    }
    cff.push_back(0); // format
    for (std::size_t i = 1; i < cids.size(); ++i) {
        cff.push_back(static_cast<std::uint8_t>(cids[i] >> 8U));
        cff.push_back(static_cast<std::uint8_t>(cids[i]));
    }
    cff.insert(cff.end(), 2, 0); // HarfBuzz 6 looks for one entry more than there are
    return true;
}

} // namespace carefold::font
