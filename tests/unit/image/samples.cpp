#include "samples.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
// jpeglib.h needs FILE.
#include <jpeglib.h>
#include <libdeflate.h>

namespace samples {

namespace {

std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

std::uint32_t adler32(const std::string& bytes) {
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char byte : bytes) {
        a = (a + static_cast<unsigned char>(byte)) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16U | a;
}

std::string chunk(const std::string& kind, const std::string& body) {
    return big_endian(static_cast<std::uint32_t>(body.size())) + kind + body +
           big_endian(crc32(kind + body));
}

std::string stored(const std::string& bytes) {
    std::string out("\x78\x01", 2);
    for (std::size_t at = 0; at < bytes.size() || at == 0;) {
        const std::string part = bytes.substr(at, 0xffff);
        at += part.size() + (part.empty() ? 1 : 0);
        const auto size = static_cast<std::uint16_t>(part.size());
        out += static_cast<char>(at >= bytes.size() ? 1 : 0);
        out += static_cast<char>(size & 0xffU);
        out += static_cast<char>(size >> 8U);
        out += static_cast<char>(~size & 0xff);
        out += static_cast<char>((~size >> 8) & 0xff);
        out += part;
    }
    return out + big_endian(adler32(bytes));
}

/// Adam7 (ISO 15948, 8.2).
std::string interlace(const Png& png) {
    const std::array<std::array<std::uint32_t, 4>, 7> passes{{{0, 0, 8, 8},
                                                              {4, 0, 8, 8},
                                                              {0, 4, 4, 8},
                                                              {2, 0, 4, 4},
                                                              {0, 2, 2, 4},
                                                              {1, 0, 2, 2},
                                                              {0, 1, 1, 2}}};
    const std::size_t pixel = png.rows.front().size() / png.width;
    std::string out;
    for (const auto& [x0, y0, dx, dy] : passes) {
        for (std::uint32_t y = y0; y < png.height && x0 < png.width; y += dy) {
            out += '\0';
            for (std::uint32_t x = x0; x < png.width; x += dx) {
                out += png.rows[y].substr(x * pixel, pixel);
            }
        }
    }
    return out;
}

} // namespace

std::string big_endian(std::uint32_t value) {
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
        out += static_cast<char>(value >> shift & 0xffU);
    }
    return out;
}

std::string png(const Png& png) {
    std::string header = big_endian(png.width) + big_endian(png.height);
    header += static_cast<char>(png.depth);
    header += static_cast<char>(png.color_type);
    header += std::string(2, '\0');
    header += static_cast<char>(png.interlaced ? 1 : 0);
    std::string out("\x89PNG\r\n\x1a\n", 8);
    out += chunk("IHDR", header);
    for (const auto& [kind, body] : png.chunks) {
        out += chunk(kind, body);
    }
    std::string lines;
    for (const std::string& row : png.rows) {
        lines += '\0' + row;
    }
    return out + chunk("IDAT", stored(png.interlaced ? interlace(png) : lines)) + chunk("IEND", "");
}

std::string packed(const std::string& bytes) {
    libdeflate_compressor* engine = libdeflate_alloc_compressor(9);
    std::string out(libdeflate_zlib_compress_bound(engine, bytes.size()), '\0');
    out.resize(
        libdeflate_zlib_compress(engine, bytes.data(), bytes.size(), out.data(), out.size()));
    libdeflate_free_compressor(engine);
    return out;
}

std::string profile(const std::string& space, int version, bool srgb) {
    std::vector<std::pair<std::string, std::string>> tags;
    if (srgb) {
        const auto xyz = [](std::uint32_t x, std::uint32_t y, std::uint32_t z) {
            return "XYZ " + big_endian(0) + big_endian(x) + big_endian(y) + big_endian(z);
        };
        tags = {{"desc", "desc" + big_endian(0) + big_endian(8) + std::string("sRGB IEC\0", 9)},
                {"rXYZ", xyz(0x6fa2, 0x38f5, 0x0390)},
                {"gXYZ", xyz(0x6299, 0xb785, 0x18da)},
                {"bXYZ", xyz(0x24a0, 0x0f84, 0xb6cf)}};
    }
    std::string table = big_endian(static_cast<std::uint32_t>(tags.size()));
    std::string data;
    for (const auto& [name, body] : tags) {
        table += name +
                 big_endian(static_cast<std::uint32_t>(132 + 12 * tags.size() + data.size())) +
                 big_endian(static_cast<std::uint32_t>(body.size()));
        data += body;
    }
    std::string header(128, '\0');
    header.replace(0, 4, big_endian(static_cast<std::uint32_t>(128 + table.size() + data.size())));
    header[8] = static_cast<char>(version);
    header.replace(12, 12, "mntr" + space + "XYZ ");
    header.replace(36, 4, "acsp");
    return header + table + data;
}

std::string jpeg(const Jpeg& picture) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &buffer, &size);
    info.image_width = static_cast<JDIMENSION>(picture.width);
    info.image_height = static_cast<JDIMENSION>(picture.height);
    info.input_components = picture.components;
    info.in_color_space = picture.components == 1   ? JCS_GRAYSCALE
                          : picture.components == 3 ? JCS_RGB
                                                    : JCS_CMYK;
    jpeg_set_defaults(&info);
    if (picture.rgb_without_marker) {
        jpeg_set_colorspace(&info, JCS_RGB);
        info.write_Adobe_marker = FALSE;
    }
    if (picture.progressive) {
        jpeg_simple_progression(&info);
    }
    if (picture.dots_per_inch > 0) {
        info.density_unit = 1;
        info.X_density = info.Y_density = static_cast<UINT16>(picture.dots_per_inch);
    }
    jpeg_start_compress(&info, TRUE);
    if (!picture.exif.empty()) {
        jpeg_write_marker(&info, JPEG_APP0 + 1,
                          reinterpret_cast<const JOCTET*>(picture.exif.data()),
                          static_cast<unsigned>(picture.exif.size()));
    }
    if (!picture.icc.empty()) {
        jpeg_write_icc_profile(&info, reinterpret_cast<const JOCTET*>(picture.icc.data()),
                               static_cast<unsigned>(picture.icc.size()));
    }
    std::vector<JSAMPLE> row(static_cast<std::size_t>(picture.width * picture.components));
    for (int y = 0; y < picture.height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = static_cast<JSAMPLE>(i * 37 + static_cast<std::size_t>(y) * 11);
        }
        JSAMPROW line = row.data();
        jpeg_write_scanlines(&info, &line, 1);
    }
    jpeg_finish_compress(&info);
    std::string out(reinterpret_cast<const char*>(buffer), size);
    jpeg_destroy_compress(&info);
    std::free(buffer); // NOLINT: libjpeg allocates with malloc
    return out;
}

} // namespace samples
