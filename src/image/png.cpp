// PNG through libpng's simplified interface, which keeps longjmp to itself and turns every colour
// type, depth, palette, tRNS and interlacing into 8 bits a channel.
#include "image/parts.hpp"

#include <png.h>

#include <cstring>

namespace carefold::image {

namespace {

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

struct Density {
    double x = 0, y = 0;
};

/// The pHYs chunk, pixels an inch; zeros when there is none (the simplified interface hides it).
Density find_density(std::string_view bytes) {
    constexpr std::size_t overhead = 12;
    for (std::size_t at = 8; at + overhead <= bytes.size();) {
        const std::size_t length = big_endian(bytes, at);
        const std::string_view kind = bytes.substr(at + 4, 4);
        if (kind == "IDAT" || length > bytes.size() - at - overhead) {
            break;
        }
        if (kind == "pHYs" && length == 9 && bytes[at + 16] == 1) {
            return {big_endian(bytes, at + 8) * 0.0254, big_endian(bytes, at + 12) * 0.0254};
        }
        at += length + overhead;
    }
    return {};
}

class PngImage {
  public:
    PngImage() {
        std::memset(&image, 0, sizeof image);
        image.version = PNG_IMAGE_VERSION;
    }
    ~PngImage() { png_image_free(&image); }
    PngImage(const PngImage&) = delete;
    PngImage& operator=(const PngImage&) = delete;
    png_image image;
};

[[noreturn]] void refuse_corrupt(const png_image& image) {
    throw Refusal{"image.corrupt",
                  "the PNG is damaged: " + std::string(static_cast<const char*>(image.message)),
                  "export it again"};
}

void check_size(std::size_t width, std::size_t height, std::size_t channels) {
    // Each side fits 31 bits, so the product fits 64.
    if (width * height > max_pixels || width * height > max_decoded_bytes / channels) {
        throw Refusal{"image.too-large",
                      "the PNG has " + std::to_string(width) + " × " + std::to_string(height) +
                          " pixels, more than " + std::to_string(max_decoded_bytes >> 20U) +
                          " MB when decoded",
                      "300 pixels an inch on paper are enough; scale it down"};
    }
}

/// Interleaved samples -> colours and, unless all is opaque, alpha. Colours move down in place:
/// the target never passes the source.
Raster split(std::vector<std::uint8_t> samples, std::size_t colors, bool has_alpha) {
    Raster raster;
    raster.gray = colors == 1;
    if (has_alpha) {
        const std::size_t channels = colors + 1;
        const std::size_t pixels = samples.size() / channels;
        raster.alpha.resize(pixels);
        std::uint8_t all = 0xff;
        for (std::size_t i = 0; i < pixels; ++i) {
            raster.alpha[i] = samples[i * channels + colors];
            all &= raster.alpha[i];
            std::memmove(&samples[i * colors], &samples[i * channels], colors);
        }
        samples.resize(pixels * colors);
        if (all == 0xff) {
            raster.alpha = {};
        }
    }
    raster.rgb = std::move(samples);
    return raster;
}

} // namespace

Picture decode_png(std::string_view bytes) {
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()) == 0) {
        refuse_corrupt(png.image);
    }
    // Sixteen bits a channel are sRGB like all others, not linear light.
    png.image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    png.image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
    const std::size_t channels = PNG_IMAGE_SAMPLE_CHANNELS(png.image.format);
    check_size(png.image.width, png.image.height, channels);
    std::vector<std::uint8_t> samples(png.image.width * channels * png.image.height);
    if (png_image_finish_read(&png.image, nullptr, samples.data(), 0, nullptr) == 0) {
        refuse_corrupt(png.image);
    }
    Picture picture;
    picture.pixel_width = static_cast<int>(png.image.width);
    picture.pixel_height = static_cast<int>(png.image.height);
    const Density density = find_density(bytes);
    picture.size = natural_size(picture.pixel_width, picture.pixel_height, density.x, density.y);
    picture.data = split(std::move(samples), channels <= 2 ? 1 : 3, channels % 2 == 0);
    return picture;
}

} // namespace carefold::image
