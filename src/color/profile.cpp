// Little CMS behind one class. 16-bit transforms without its optimisations for colours, so that a
// colour's ink does not hang on what else was converted; 8-bit ones for pixels.
#include "color/color.hpp"

#include <lcms2.h>

#include <algorithm>

namespace carefold::color {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Handle = std::unique_ptr<void, CloseProfile>;
using Transform = std::unique_ptr<void, DeleteTransform>;

constexpr cmsUInt32Number intent = INTENT_RELATIVE_COLORIMETRIC;
constexpr int least_dot = 5; // thousandths: no press holds smaller dots, they are only noise
constexpr cmsUInt32Number exact = cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;

std::string english_description(cmsHPROFILE profile) {
    const cmsUInt32Number size =
        cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", nullptr, 0);
    std::string text(size, '\0');
    cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", text.data(), size);
    return text.substr(0, text.find('\0'));
}

/// What keeps a profile from being a printing condition; empty: nothing.
std::string unfit(cmsHPROFILE profile) {
    if (cmsGetColorSpace(profile) != cmsSigCmykData) {
        return "it is not for the four process inks (CMYK)";
    }
    if (cmsGetDeviceClass(profile) != cmsSigOutputClass) {
        return "it describes no printing condition (class `prtr`)";
    }
    const auto usable = [&](cmsUInt32Number direction) {
        return cmsIsCLUT(profile, intent, direction) != 0;
    };
    if (!usable(LCMS_USED_AS_OUTPUT) || !usable(LCMS_USED_AS_INPUT)) {
        return "it has no tables for relative colorimetric conversion";
    }
    return {};
}

} // namespace

struct Profile::Engine {
    std::string bytes, description;
    // First: a context's profiles and transforms must be gone before it is.
    std::unique_ptr<_cmsContext_struct, decltype(&cmsDeleteContext)> context{
        cmsCreateContext(nullptr, nullptr), cmsDeleteContext};
    Handle ink, srgb;
    Transform colors;

    Transform to_ink(cmsUInt32Number from, cmsUInt32Number to, cmsUInt32Number flags) const {
        return Transform(cmsCreateTransformTHR(context.get(), srgb.get(), from, ink.get(), to,
                                               intent, flags | cmsFLAGS_BLACKPOINTCOMPENSATION));
    }
    std::array<double, 256> black_lightness() const;
};

Profile::Profile(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
Profile::~Profile() = default;

std::shared_ptr<const Profile> Profile::read(std::string bytes, std::string& why_not) {
    auto engine = std::make_unique<Engine>();
    engine->bytes = std::move(bytes);
    cmsContext context = engine->context.get();
    engine->ink.reset(cmsOpenProfileFromMemTHR(context, engine->bytes.data(),
                                               static_cast<cmsUInt32Number>(engine->bytes.size())));
    if (!engine->ink) {
        why_not = "it is no ICC profile, or a damaged one";
        return nullptr;
    }
    why_not = unfit(engine->ink.get());
    if (!why_not.empty()) {
        return nullptr;
    }
    engine->srgb.reset(cmsCreate_sRGBProfileTHR(context));
    engine->colors = engine->to_ink(TYPE_RGB_16, TYPE_CMYK_16, exact);
    if (!engine->colors) {
        why_not = "its tables are damaged";
        return nullptr;
    }
    engine->description = english_description(engine->ink.get());
    return std::shared_ptr<const Profile>(new Profile(std::move(engine)));
}

const std::string& Profile::bytes() const {
    return engine_->bytes;
}

const std::string& Profile::description() const {
    return engine_->description;
}

Cmyk Profile::convert(Color color) const {
    Cmyk inks;
    if (color == Color{255, 255, 255}) {
        return inks;
    }
    const auto wide = [](std::uint8_t channel) {
        return static_cast<cmsUInt16Number>(channel * 257);
    };
    const cmsUInt16Number in[3] = {wide(color.red), wide(color.green), wide(color.blue)};
    cmsUInt16Number out[4] = {};
    cmsDoTransform(engine_->colors.get(), static_cast<const void*>(in), static_cast<void*>(out), 1);
    for (std::size_t i = 0; i < 4; ++i) {
        const int part = (out[i] * 1000 + 32767) / 65535;
        inks.parts[i] = part < least_dot ? 0 : part;
    }
    return inks;
}

InkedPixels Profile::convert(const std::vector<std::uint8_t>& rgb, int limit) const {
    InkedPixels result;
    const std::size_t count = rgb.size() / 3;
    result.samples.resize(count * 4);
    const Transform pixels = engine_->to_ink(TYPE_RGB_8, TYPE_CMYK_8, cmsFLAGS_NOCACHE);
    constexpr std::size_t stretch = 1U << 20U; // lcms counts in 32 bits
    for (std::size_t at = 0; pixels && at < count; at += stretch) {
        cmsDoTransform(pixels.get(), rgb.data() + at * 3, result.samples.data() + at * 4,
                       static_cast<cmsUInt32Number>(std::min(stretch, count - at)));
    }
    std::size_t over = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint8_t* inks = result.samples.data() + i * 4;
        const int total = (inks[0] + inks[1] + inks[2] + inks[3]) * 100 / 255;
        result.highest = std::max(result.highest, total);
        over += total > limit ? 1U : 0U;
    }
    result.share_over = count == 0 ? 0 : static_cast<double>(over) / static_cast<double>(count);
    return result;
}

/// L* of black ink by its amount, 0 at full black and 100 on bare paper.
std::array<double, 256> Profile::Engine::black_lightness() const {
    std::array<double, 256> lightness{};
    const Handle lab(cmsCreateLab4ProfileTHR(context.get(), nullptr));
    const Transform seen(cmsCreateTransformTHR(context.get(), ink.get(), TYPE_CMYK_8, lab.get(),
                                               TYPE_Lab_DBL, intent, exact));
    for (std::size_t amount = 0; seen && amount < lightness.size(); ++amount) {
        const std::uint8_t inks[4] = {0, 0, 0, static_cast<std::uint8_t>(amount)};
        cmsCIELab color{};
        cmsDoTransform(seen.get(), static_cast<const void*>(inks), &color, 1);
        lightness[amount] = color.L;
    }
    const double darkest = lightness.back();
    const double range = std::max(lightness.front() - darkest, 1.0);
    for (double& value : lightness) {
        value = (value - darkest) * 100 / range;
    }
    return lightness;
}

InkedPixels Profile::convert_gray(const std::vector<std::uint8_t>& gray) const {
    const std::array<double, 256> lightness = engine_->black_lightness();
    const Handle lab(cmsCreateLab4ProfileTHR(engine_->context.get(), nullptr));
    const Transform screen(cmsCreateTransformTHR(engine_->context.get(), engine_->srgb.get(),
                                                 TYPE_RGB_8, lab.get(), TYPE_Lab_DBL, intent,
                                                 exact));
    std::array<std::uint8_t, 256> amounts{};
    for (std::size_t value = 0; screen && value < amounts.size(); ++value) {
        const auto channel = static_cast<std::uint8_t>(value);
        const std::uint8_t rgb[3] = {channel, channel, channel};
        cmsCIELab wanted{};
        cmsDoTransform(screen.get(), static_cast<const void*>(rgb), &wanted, 1);
        std::size_t amount = 0; // more ink is darker
        while (amount < 255 && lightness[amount] > wanted.L + 0.01) {
            ++amount;
        }
        amounts[value] = static_cast<std::uint8_t>(amount);
    }
    InkedPixels result;
    result.samples.reserve(gray.size());
    for (const std::uint8_t value : gray) {
        result.samples.push_back(amounts[value]);
        result.highest = std::max(result.highest, amounts[value] * 100 / 255);
    }
    return result;
}

} // namespace carefold::color
