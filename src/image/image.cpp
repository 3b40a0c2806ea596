#include "image/parts.hpp"

#include <qrencode.h>

#include <algorithm>

namespace carefold::image {

namespace {

constexpr std::string_view png_signature("\x89PNG\r\n\x1a\n", 8);
constexpr std::string_view jpeg_signature("\xff\xd8\xff", 3);

/// Markup whose first element, after comments and the like, may well be an SVG's.
bool looks_like_svg(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) {
        bytes.remove_prefix(3);
    }
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || bytes[first] != '<') {
        return false;
    }
    return bytes.substr(0, 16384).find("svg") != std::string_view::npos;
}

/// The name of a picture format that is known but not accepted; empty for anything else.
std::string_view foreign_format(std::string_view bytes) {
    struct Signature {
        std::size_t at;
        std::string_view bytes, name;
    };
    static constexpr Signature signatures[] = {
        {0, "GIF8", "a GIF"},
        {8, "WEBP", "a WebP picture"},
        {0, "BM", "a BMP bitmap"},
        {0, std::string_view("II*\0", 4), "a TIFF"},
        {0, std::string_view("MM\0*", 4), "a TIFF"},
        {0, "%PDF", "a PDF"},
        {0, "%!PS", "PostScript"},
        {4, "ftyp", "a HEIC, AVIF or video file"},
        {0, "\x1f\x8b", "compressed (SVGZ?)"},
        {0, "\xff\xfe", "UTF-16 text"},
        {0, "\xfe\xff", "UTF-16 text"},
    };
    for (const Signature& signature : signatures) {
        if (bytes.size() >= signature.at &&
            bytes.substr(signature.at).starts_with(signature.bytes)) {
            return signature.name;
        }
    }
    return {};
}

[[noreturn]] void refuse_format(std::string_view bytes) {
    if (bytes.empty()) {
        throw Refusal{"image.corrupt", "the picture is empty", "export it again"};
    }
    const std::string_view foreign = foreign_format(bytes);
    throw Refusal{"image.unknown-format",
                  foreign.empty()
                      ? "the file is no PNG, JPEG or SVG picture"
                      : "the picture is " + std::string(foreign) + ", not PNG, JPEG or SVG",
                  "save it as PNG, JPEG (RGB or gray) or plain SVG in UTF-8"};
}

struct Remarks {
    std::vector<Refusal> refusals, warnings;
};

Picture decode_any(std::string_view bytes, const Palette& palette, Remarks& remarks) {
    if (bytes.starts_with(png_signature)) {
        return decode_png(bytes, remarks.warnings);
    }
    if (bytes.starts_with(jpeg_signature)) {
        return decode_jpeg(bytes, remarks.warnings);
    }
    if (looks_like_svg(bytes)) {
        return decode_svg(bytes, palette, remarks.refusals);
    }
    refuse_format(bytes);
}

} // namespace

Size natural_size(int width, int height, double horizontal_density, double vertical_density) {
    const auto sound = [](double density) { return density >= 10 && density <= 4800; };
    if (!sound(horizontal_density) || !sound(vertical_density)) {
        horizontal_density = vertical_density = default_density;
    }
    return {Length::pt(width * 72.0 / horizontal_density),
            Length::pt(height * 72.0 / vertical_density)};
}

PicturePtr decode(std::string_view bytes, const Palette& palette, const diag::Span& span,
                  diag::Sink& sink) {
    Remarks remarks;
    std::shared_ptr<Picture> picture;
    try {
        picture = std::make_shared<Picture>(decode_any(bytes, palette, remarks));
    } catch (Refusal& refusal) {
        remarks.refusals.push_back(std::move(refusal));
    }
    for (Refusal& refusal : remarks.refusals) {
        sink.error(std::move(refusal.code), span, std::move(refusal.message),
                   std::move(refusal.hint));
    }
    if (!remarks.refusals.empty()) {
        return nullptr;
    }
    for (Refusal& remark : remarks.warnings) {
        sink.warning(std::move(remark.code), span, std::move(remark.message),
                     std::move(remark.hint));
    }
    return picture;
}

// All dark modules are one path, so that no renderer shows seams between neighbours; a run of
// modules in a row is one rectangle.
PicturePtr qr_code(std::string_view text, Length side) {
    if (text.empty() || text.size() > 4096 || text.find('\0') != std::string_view::npos) {
        return nullptr;
    }
    const std::string terminated(text);
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString(terminated.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!code) {
        return nullptr;
    }
    constexpr int quiet_zone = 4;
    const double module = side.to_pt() / (code->width + 2 * quiet_zone);
    const auto dark = [&](int x, int y) { return (code->data[y * code->width + x] & 1U) != 0; };
    svg::PathBuilder builder({module, 0, 0, module, quiet_zone * module, quiet_zone * module});
    for (int y = 0; y < code->width; ++y) {
        for (int x = 0, end = 0; x < code->width; x = end + 1) {
            for (end = x; end < code->width && dark(end, y);) {
                ++end;
            }
            if (end > x) {
                builder.move(x, y);
                builder.line(end, y);
                builder.line(end, y + 1);
                builder.line(x, y + 1);
                builder.close();
            }
        }
    }
    auto picture = std::make_shared<Picture>();
    picture->pixel_width = picture->pixel_height = code->width + 2 * quiet_zone;
    picture->size = {side, side};
    Vector drawing;
    drawing.shapes.push_back({builder.take(), Color{0, 0, 0}, false, std::nullopt});
    picture->data = std::move(drawing);
    return picture;
}

} // namespace carefold::image
