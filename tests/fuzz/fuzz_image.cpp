// Hostile pictures: decode gives a sound picture or reports why not, and never anything else.
#include "fuzz.hpp"
#include "unit/image/samples.hpp"

#include <cmath>
#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

void check_raster(const image::Picture& picture, const image::Raster& raster) {
    const auto pixels = static_cast<std::size_t>(picture.pixel_width) *
                        static_cast<std::size_t>(picture.pixel_height);
    promise(raster.rgb.size() == pixels * (raster.gray ? 1 : 3), "colours fill the raster");
    promise(raster.alpha.empty() || raster.alpha.size() == pixels, "alpha fills the raster");
}

void check_vector(const image::Vector& drawing) {
    for (const image::Shape& shape : drawing.shapes) {
        promise(!shape.path.empty() && (shape.fill || shape.stroke), "a shape paints something");
        promise(shape.path.front().verb == image::Segment::Verb::move, "a path begins with a move");
        for (const image::Segment& segment : shape.path) {
            for (const float value : segment.xy) {
                promise(std::isfinite(value), "coordinates are finite");
            }
        }
    }
}

void decode(std::string_view bytes) {
    diag::Sink sink;
    const auto picture =
        image::decode(bytes, {{"primary", Color{1, 2, 3}}}, diag::file_span("mutant"), sink);
    promise((picture == nullptr) == sink.has_errors(), "either a picture or errors");
    for (const auto& diagnostic : sink.all()) {
        promise(diagnostic.code.starts_with("image."), "codes are of the room");
        promise(!diagnostic.message.empty(), "messages say something");
    }
    if (!picture) {
        return;
    }
    promise(picture->size.width > Length() && picture->size.height > Length(), "a size");
    if (const auto* raster = std::get_if<image::Raster>(&picture->data)) {
        check_raster(*picture, *raster);
    } else if (const auto* drawing = std::get_if<image::Vector>(&picture->data)) {
        check_vector(*drawing);
    }
}

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

/// A PNG's checksums made right again, or no mutant would get past them.
std::string repair(std::string bytes) {
    if (!bytes.starts_with("\x89PNG")) {
        return bytes;
    }
    for (std::size_t at = 8; at + 12 <= bytes.size();) {
        std::size_t length = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            length = length << 8U | static_cast<unsigned char>(bytes[at + i]);
        }
        if (length > bytes.size() - at - 12) {
            break;
        }
        const std::string sum =
            samples::big_endian(crc32(std::string_view(bytes).substr(at + 4, length + 4)));
        bytes.replace(at + 8 + length, 4, sum);
        at += length + 12;
    }
    return bytes;
}

std::vector<std::string> pngs() {
    std::vector<std::string> seeds;
    for (const int color_type : {0, 2, 3, 4, 6}) {
        samples::Png png;
        png.width = 9;
        png.height = 5;
        png.color_type = color_type;
        const std::size_t channels = color_type == 2   ? 3
                                     : color_type == 4 ? 2
                                     : color_type == 6 ? 4
                                                       : 1;
        for (std::size_t y = 0; y < png.height; ++y) {
            png.rows.emplace_back(png.width * channels, static_cast<char>(y));
        }
        if (color_type == 3) {
            png.chunks = {{"PLTE", std::string(3 * 8, '\x40')}, {"tRNS", std::string(4, '\x20')}};
        }
        png.chunks.emplace_back("pHYs", std::string("\0\0\x2e\x23\0\0\x2e\x23\1", 9));
        seeds.push_back(samples::png(png));
        png.interlaced = true;
        seeds.push_back(samples::png(png));
    }
    return seeds;
}

} // namespace

int main(int argc, char** argv) {
    fuzz::Campaign campaign;
    campaign.name = "image";
    campaign.seeds = pngs();
    for (const bool progressive : {false, true}) {
        samples::Jpeg jpeg;
        jpeg.progressive = progressive;
        jpeg.exif = std::string("Exif\0\0II*\0\10\0\0\0\1\0\x12\1\3\0\1\0\0\0\1\0\0\0\0\0\0\0", 32);
        campaign.seeds.push_back(samples::jpeg(jpeg));
        jpeg.components = 1;
        campaign.seeds.push_back(samples::jpeg(jpeg));
    }
    campaign.seeds.emplace_back(
        "<svg xmlns='http://www.w3.org/2000/svg' width='90mm' height='20mm' viewBox='0 0 90 20'>"
        "<style>.a{fill:teal}</style><defs><g id='g'><rect width='5' height='6' rx='1'/></g></defs>"
        "<use href='#g' class='a'/><g transform='rotate(5) translate(3 4)' stroke='#123' "
        "stroke-dasharray='1 2'><path d='M1 2C3 4 5 6 7 8S1 1 2 2q1 2 3 4t5 5a3 4 0 0 1 5 5z'/>"
        "</g><ellipse cx='4' cy='5' rx='6' ry='7' style='fill:#456;stroke-width:.5'/></svg>");
    // The drawings themselves; the engine behind style sheets is slow, so most mutants avoid it.
    for (const std::string& file :
         fuzz::files_below(std::string(SOURCE_DIR) + "/content", ".svg")) {
        campaign.seeds.push_back(fuzz::read_file(file));
    }
    campaign.dictionary = {"<!DOCTYPE svg [<!ENTITY a 'b'>]>",
                           "&a;",
                           "&#x41;",
                           "<![CDATA[",
                           "]]>",
                           "<!--",
                           "-->",
                           "<g>",
                           "</g>",
                           "<use href='#g'/>",
                           "<text>",
                           "<image href='x.png'/>",
                           " d='M0 0A1 1 0 0 1 1e9 0'",
                           " transform='matrix(0 0 0 0 0 0)'",
                           " viewBox='0 0 1e-9 1e9'",
                           " fill='url(#g)'",
                           "1e308",
                           "-",
                           "99999999999999999999",
                           "nan",
                           " style='fill:red'",
                           "IHDR",
                           "PLTE",
                           "tRNS",
                           "IDAT",
                           "IEND",
                           "iCCP",
                           "\xff\xd8",
                           "\xff\xda",
                           "\xff\xc4",
                           "\xff\xdb",
                           "\xff\xc2",
                           "\xff\xd9"};
    campaign.target = decode;
    campaign.repair = repair;
    campaign.rounds = 60'000;
    return fuzz::run(campaign, argc, argv);
}
