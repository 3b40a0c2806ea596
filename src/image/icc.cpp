// Colour profiles (ICC.1:2004-10) as far as a PDF needs to know them: that one is whole, of a kind
// PDF/A-2 takes (ISO 19005-2, 6.2.4.2), and for how many components.
#include "image/parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace carefold::image {

namespace {

constexpr std::size_t header_size = 128;
constexpr std::size_t tag_size = 12;
constexpr std::uint32_t max_tags = 100;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

int components_of(std::string_view space) {
    return space == "GRAY" ? 1 : space == "RGB " ? 3 : space == "CMYK" ? 4 : 0;
}

/// The body of a tag; empty when there is none. All tags lie inside: that has been seen to.
std::string_view tag(std::string_view profile, std::string_view name) {
    const std::uint32_t count = number_at(profile, header_size);
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = header_size + 4 + i * tag_size;
        if (profile.substr(at, 4) == name) {
            return profile.substr(number_at(profile, at + 4), number_at(profile, at + 8));
        }
    }
    return {};
}

bool tags_lie_inside(std::string_view profile) {
    const std::uint32_t count = number_at(profile, header_size);
    if (count > max_tags || header_size + 4 + count * tag_size > profile.size()) {
        return false;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t at = header_size + 4 + i * tag_size;
        const std::size_t offset = number_at(profile, at + 4);
        const std::size_t size = number_at(profile, at + 8);
        if (offset > profile.size() || size > profile.size() - offset) {
            return false;
        }
    }
    return true;
}

/// A colour of an XYZType tag; far off when it is none.
std::array<double, 3> xyz(std::string_view body) {
    std::array<double, 3> value{9, 9, 9};
    for (std::size_t i = 0; i < 3 && body.size() >= 20 && body.starts_with("XYZ "); ++i) {
        value.at(i) = static_cast<std::int32_t>(number_at(body, 8 + 4 * i)) / 65536.0;
    }
    return value;
}

} // namespace

std::string profile_fault(std::string_view profile, int components) {
    if (profile.size() < header_size + 4 || profile.substr(36, 4) != "acsp" ||
        number_at(profile, 0) != profile.size() || !tags_lie_inside(profile)) {
        return "is damaged";
    }
    const int version = static_cast<unsigned char>(profile[8]);
    if (version < 2 || version > 4) {
        return "is of version " + std::to_string(version) + " (2 to 4 will do)";
    }
    constexpr std::array<std::string_view, 4> classes{"scnr", "mntr", "prtr", "spac"};
    if (std::find(classes.begin(), classes.end(), profile.substr(12, 4)) == classes.end()) {
        return "is not one of a device or colour space";
    }
    if (components_of(profile.substr(16, 4)) != components) {
        return "is for other colours than the picture's";
    }
    return {};
}

// The name alone lies in "sRGB v2 gray" and the like, the primaries alone are those of Rec. 709
// video too. What has both is sRGB to the eye.
bool is_srgb(std::string_view profile) {
    constexpr std::array<std::pair<const char*, std::array<double, 3>>, 3> primaries{
        {{"rXYZ", {0.4361, 0.2225, 0.0139}},
         {"gXYZ", {0.3851, 0.7169, 0.0971}},
         {"bXYZ", {0.1431, 0.0606, 0.7141}}}};
    std::string name;
    for (const char c : tag(profile, "desc").substr(0, 400)) {
        if (c != '\0') { // UTF-16 of later versions reads like ASCII without them
            name += c;
        }
    }
    if (name.find("sRGB") == std::string::npos) {
        return false;
    }
    return std::all_of(primaries.begin(), primaries.end(), [&](const auto& primary) {
        const auto found = xyz(tag(profile, primary.first));
        constexpr double slack = 0.002;
        return std::abs(found[0] - primary.second[0]) < slack &&
               std::abs(found[1] - primary.second[1]) < slack &&
               std::abs(found[2] - primary.second[2]) < slack;
    });
}

std::string keep_profile(std::string profile, int components, std::string_view kind,
                         std::vector<Refusal>& remarks) {
    const std::string fault = profile.empty() ? "" : profile_fault(profile, components);
    if (!fault.empty()) {
        remarks.push_back({"image.bad-profile",
                           "the colour profile of the " + std::string(kind) + " " + fault +
                               " and is left out: its colours are taken for sRGB",
                           "convert the picture to sRGB, or embed a profile of version 2 or 4"});
    }
    return !fault.empty() || profile.empty() || is_srgb(profile) ? std::string()
                                                                 : std::move(profile);
}

} // namespace carefold::image
