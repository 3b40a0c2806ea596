// Pictures that bring a profile along, made sRGB like all else before it becomes ink.
#include "color/color.hpp"

#include <lcms2.h>

#include <algorithm>

namespace carefold::color {

std::optional<std::vector<std::uint8_t>> to_srgb(const std::vector<std::uint8_t>& samples,
                                                 int components, const std::string& profile) {
    const std::unique_ptr<_cmsContext_struct, decltype(&cmsDeleteContext)> context(
        cmsCreateContext(nullptr, nullptr), cmsDeleteContext);
    const auto own = [](cmsHPROFILE opened) {
        return std::unique_ptr<void, decltype(&cmsCloseProfile)>(opened, cmsCloseProfile);
    };
    const auto from = own(cmsOpenProfileFromMemTHR(context.get(), profile.data(),
                                                   static_cast<cmsUInt32Number>(profile.size())));
    const auto to = own(cmsCreate_sRGBProfileTHR(context.get()));
    const cmsUInt32Number kind = components == 1   ? TYPE_GRAY_8
                                 : components == 3 ? TYPE_RGB_8
                                                   : TYPE_CMYK_8;
    const std::unique_ptr<void, decltype(&cmsDeleteTransform)> transform(
        from && to ? cmsCreateTransformTHR(context.get(), from.get(), kind, to.get(), TYPE_RGB_8,
                                           INTENT_RELATIVE_COLORIMETRIC,
                                           cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE)
                   : nullptr,
        cmsDeleteTransform);
    if (!transform) {
        return std::nullopt;
    }
    const auto width = static_cast<std::size_t>(components);
    const std::size_t count = samples.size() / width;
    std::vector<std::uint8_t> rgb(count * 3);
    constexpr std::size_t stretch = 1U << 20U; // lcms counts in 32 bits
    for (std::size_t at = 0; at < count; at += stretch) {
        cmsDoTransform(transform.get(), samples.data() + at * width, rgb.data() + at * 3,
                       static_cast<cmsUInt32Number>(std::min(stretch, count - at)));
    }
    for (std::size_t i = 0; components == 1 && i < count; ++i) {
        rgb[i] = rgb[3 * i];
    }
    rgb.resize(count * (components == 1 ? 1U : 3U));
    return rgb;
}

} // namespace carefold::color
