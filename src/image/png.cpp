// PNG through libpng's simplified interface, which keeps longjmp to itself and turns every colour
// type, depth, palette, tRNS and interlacing into 8 bits a channel.
#include "image/parts.hpp"

#include <libdeflate.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

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

/// What is read of a PNG by hand before libpng sees any of it.
struct Chunks {
    std::uint32_t width = 0, height = 0;
    Density density;                     // pHYs, pixels an inch; zeros: unknown
    std::string_view profile;            // iCCP's body
    bool says_srgb = false;              // an sRGB chunk, which counts for more than a profile
    std::vector<std::string_view> whole; // every chunk, with length and checksum
};

constexpr std::size_t overhead = 12; // a chunk's length, kind and checksum

Chunks find_chunks(std::string_view bytes) {
    Chunks found;
    for (std::size_t at = 8; at + overhead <= bytes.size();) {
        const std::size_t length = big_endian(bytes, at);
        if (length > bytes.size() - at - overhead) {
            found.whole.push_back(bytes.substr(at)); // libpng will say what is wrong with it
            break;
        }
        const std::string_view kind = bytes.substr(at + 4, 4);
        const std::string_view body = bytes.substr(at + 8, length);
        if (kind == "IHDR" && length >= 8 && at == 8) {
            found.width = big_endian(body, 0);
            found.height = big_endian(body, 4);
        } else if (kind == "pHYs" && length == 9 && body[8] == 1) {
            found.density = {big_endian(body, 0) * 0.0254, big_endian(body, 4) * 0.0254};
        } else if (kind == "iCCP") {
            found.profile = body;
        } else if (kind == "sRGB") {
            found.says_srgb = true;
        }
        found.whole.push_back(bytes.substr(at, length + overhead));
        at += length + overhead;
    }
    return found;
}

/// iCCP's profile: a name, a zero, the method, zlib data. Whatever is wrong with it gives a few
/// bytes that no profile begins with; no more is unpacked than a profile may have.
std::string unpack_profile(std::string_view body) {
    constexpr std::size_t longest_name = 79;
    const std::size_t end = body.substr(0, longest_name + 1).find('\0');
    if (end == std::string_view::npos || end + 2 > body.size()) {
        return "damaged";
    }
    const std::string_view packed = body.substr(end + 2);
    const std::unique_ptr<libdeflate_decompressor, decltype(&libdeflate_free_decompressor)> engine(
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor);
    std::string profile(std::min(max_profile_bytes, packed.size() * 1032 + 64), '\0');
    std::size_t size = 0;
    const bool good = engine && libdeflate_zlib_decompress(
                                    engine.get(), packed.data(), packed.size(), profile.data(),
                                    profile.size(), &size) == LIBDEFLATE_SUCCESS;
    profile.resize(good ? size : 0);
    return good ? profile : "damaged";
}

/// The file without what libpng has no need of: a thousand texts that unpack to megabytes each
/// are the cheapest of bombs. `own_colors`: a profile goes along, and the samples stay as they are.
std::string essential(std::string_view bytes, const Chunks& chunks, bool own_colors) {
    constexpr std::array<std::string_view, 2> kept{"tRNS", "sBIT"};
    constexpr std::array<std::string_view, 3> colors{"gAMA", "cHRM", "sRGB"};
    const auto among = [](const auto& list, std::string_view kind) {
        return std::find(list.begin(), list.end(), kind) != list.end();
    };
    std::string out(bytes.substr(0, 8));
    for (const std::string_view chunk : chunks.whole) {
        const std::string_view kind = chunk.substr(4, 4);
        const bool critical = (static_cast<unsigned char>(kind[0]) & 0x20U) == 0;
        if (critical || among(kept, kind) || (!own_colors && among(colors, kind))) {
            out += chunk;
        }
    }
    return out;
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

Picture decode_png(std::string_view bytes, std::vector<Refusal>& remarks) {
    const Chunks chunks = find_chunks(bytes);
    check_size(chunks.width, chunks.height, 1); // before anything is copied
    const bool has_profile = !chunks.profile.empty() && !chunks.says_srgb;
    const std::string needed = essential(bytes, chunks, has_profile);
    PngImage png;
    if (png_image_begin_read_from_memory(&png.image, needed.data(), needed.size()) == 0) {
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
    picture.size =
        natural_size(picture.pixel_width, picture.pixel_height, chunks.density.x, chunks.density.y);
    const std::size_t colors = channels <= 2 ? 1 : 3;
    if (has_profile) {
        picture.icc =
            keep_profile(unpack_profile(chunks.profile), static_cast<int>(colors), "PNG", remarks);
    }
    picture.data = split(std::move(samples), colors, channels % 2 == 0);
    return picture;
}

} // namespace carefold::image
