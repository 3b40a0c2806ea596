#include "check.hpp"
#include "samples.hpp"

using carefold::image::Raster;
using check::decoded;
using check::refusal;
using check::refused;

namespace {

const Raster& raster(const carefold::image::PicturePtr& picture) {
    return std::get<Raster>(picture->data);
}

std::vector<int> numbers(const std::vector<std::uint8_t>& bytes) {
    return {bytes.begin(), bytes.end()};
}

std::string bytes(std::initializer_list<int> values) {
    std::string out;
    for (const int value : values) {
        out += static_cast<char>(value);
    }
    return out;
}

/// EXIF with one entry, the orientation.
std::string exif(int orientation, bool big) {
    const std::string number = big ? bytes({0, orientation, 0, 0}) : bytes({orientation, 0, 0, 0});
    return std::string("Exif\0\0", 6) +
           (big ? "MM" + bytes({0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1})
                : "II" + bytes({42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0})) +
           number + std::string(4, '\0');
}

} // namespace

BOOST_AUTO_TEST_SUITE(png)

BOOST_AUTO_TEST_CASE(rgb) {
    samples::Png png;
    png.rows = {bytes({1, 2, 3, 4, 5, 6}), bytes({7, 8, 9, 250, 251, 252})};
    const auto picture = decoded(samples::png(png));
    BOOST_TEST(picture->pixel_width == 2);
    BOOST_TEST(picture->pixel_height == 2);
    BOOST_TEST(numbers(raster(picture).rgb) ==
                   (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252}),
               boost::test_tools::per_element());
    BOOST_TEST(raster(picture).alpha.empty());
    BOOST_TEST(!raster(picture).gray);
    BOOST_TEST(picture->size.width.to_pt() == 2 * 72 / 150.0, boost::test_tools::tolerance(1e-4));
}

BOOST_AUTO_TEST_CASE(rgba_keeps_colour_under_alpha_and_drops_full_alpha) {
    samples::Png png;
    png.color_type = 6;
    png.rows = {bytes({10, 20, 30, 0, 40, 50, 60, 128}), bytes({70, 80, 90, 255, 1, 2, 3, 255})};
    auto picture = decoded(samples::png(png));
    BOOST_TEST(numbers(raster(picture).rgb) ==
                   (std::vector<int>{10, 20, 30, 40, 50, 60, 70, 80, 90, 1, 2, 3}),
               boost::test_tools::per_element());
    BOOST_TEST(numbers(raster(picture).alpha) == (std::vector<int>{0, 128, 255, 255}),
               boost::test_tools::per_element());
    png.rows = {bytes({1, 2, 3, 255, 4, 5, 6, 255}), bytes({7, 8, 9, 255, 10, 11, 12, 255})};
    picture = decoded(samples::png(png));
    BOOST_TEST(raster(picture).alpha.empty());
    BOOST_TEST(raster(picture).rgb.size() == 12U);
}

BOOST_AUTO_TEST_CASE(palette_with_transparency) {
    samples::Png png;
    png.color_type = 3;
    png.depth = 1;
    png.rows = {bytes({0x40}), bytes({0x80})}; // 0 1 / 1 0
    png.chunks = {{"PLTE", bytes({255, 0, 0, 0, 0, 255})}, {"tRNS", bytes({255, 77})}};
    const auto picture = decoded(samples::png(png));
    BOOST_TEST(numbers(raster(picture).rgb) ==
                   (std::vector<int>{255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0}),
               boost::test_tools::per_element());
    BOOST_TEST(numbers(raster(picture).alpha) == (std::vector<int>{255, 77, 77, 255}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(gray_of_one_and_sixteen_bits) {
    samples::Png png;
    png.color_type = 0;
    png.depth = 1;
    png.rows = {bytes({0x40}), bytes({0x80})};
    auto picture = decoded(samples::png(png));
    BOOST_TEST(raster(picture).gray);
    BOOST_TEST(numbers(raster(picture).rgb) == (std::vector<int>{0, 255, 255, 0}),
               boost::test_tools::per_element());
    png.depth = 16;
    png.rows = {bytes({0, 0, 0x80, 0x80}), bytes({0x40, 0x40, 255, 255})};
    picture = decoded(samples::png(png));
    BOOST_TEST(numbers(raster(picture).rgb) == (std::vector<int>{0, 0x80, 0x40, 255}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(gray_with_alpha) {
    samples::Png png;
    png.color_type = 4;
    png.rows = {bytes({1, 9, 2, 255}), bytes({3, 255, 4, 255})};
    const auto picture = decoded(samples::png(png));
    BOOST_TEST(raster(picture).gray);
    BOOST_TEST(numbers(raster(picture).rgb) == (std::vector<int>{1, 2, 3, 4}),
               boost::test_tools::per_element());
    BOOST_TEST(raster(picture).alpha.front() == 9);
}

BOOST_AUTO_TEST_CASE(interlaced_reads_the_same) {
    samples::Png png;
    png.width = 11;
    png.height = 9;
    for (int y = 0; y < 9; ++y) {
        std::string row;
        for (int x = 0; x < 33; ++x) {
            row += static_cast<char>(x * 7 + y * 5);
        }
        png.rows.push_back(row);
    }
    const auto plain = decoded(samples::png(png));
    png.interlaced = true;
    const auto interlaced = decoded(samples::png(png));
    BOOST_TEST((raster(plain).rgb == raster(interlaced).rgb));
}

BOOST_AUTO_TEST_CASE(own_density_gives_the_natural_size) {
    samples::Png png;
    png.color_type = 0;
    png.rows = {bytes({1, 2}), bytes({3, 4})};
    png.chunks = {{"pHYs", samples::big_endian(11811) + samples::big_endian(11811) + '\1'}};
    BOOST_TEST(decoded(samples::png(png))->size.width.to_pt() == 2 * 72 / 300.0,
               boost::test_tools::tolerance(1e-3));
    png.chunks = {{"pHYs", samples::big_endian(1) + samples::big_endian(1) + '\1'}};
    BOOST_TEST(decoded(samples::png(png))->size.width.to_pt() == 2 * 72 / 150.0,
               boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(bombs_are_refused_by_their_header) {
    samples::Png png;
    png.width = png.height = 65000;
    png.rows = {bytes({0})};
    refused(samples::png(png), "image.too-large", "65000 × 65000");
    png.width = 10000; // 30 000 000 pixels, 90 MB
    png.height = 3000;
    refused(samples::png(png), "image.too-large", "64 MB");
    png.width = 0x7fffffff;
    png.height = 0x7fffffff;
    refusal(samples::png(png));
}

BOOST_AUTO_TEST_CASE(damage_is_told) {
    samples::Png png;
    png.rows = {bytes({1, 2, 3, 4, 5, 6}), bytes({7, 8, 9, 10, 11, 12})};
    const std::string whole = samples::png(png);
    for (std::size_t length = 8; length < whole.size() - 12; ++length) {
        refused(whole.substr(0, length), "image.corrupt");
    }
    std::string flipped = whole;
    flipped[45] = static_cast<char>(flipped[45] ^ 1);
    refused(flipped, "image.corrupt");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(jpeg)

BOOST_AUTO_TEST_CASE(passes_through_unchanged) {
    for (const bool progressive : {false, true}) {
        for (const int components : {1, 3}) {
            samples::Jpeg description;
            description.components = components;
            description.progressive = progressive;
            const std::string bytes = samples::jpeg(description);
            const auto picture = decoded(bytes);
            const auto& jpeg = std::get<carefold::image::Jpeg>(picture->data);
            BOOST_TEST((jpeg.bytes == bytes));
            BOOST_TEST(jpeg.components == components);
            BOOST_TEST(picture->pixel_width == 16);
            BOOST_TEST(picture->pixel_height == 12);
            BOOST_TEST(picture->size.height.to_pt() == 12 * 72 / 150.0,
                       boost::test_tools::tolerance(1e-3));
        }
    }
    samples::Jpeg description;
    description.dots_per_inch = 300;
    BOOST_TEST(decoded(samples::jpeg(description))->size.width.to_pt() == 16 * 72 / 300.0,
               boost::test_tools::tolerance(1e-3));
}

BOOST_AUTO_TEST_CASE(truncated_anywhere_is_corrupt) {
    for (const bool progressive : {false, true}) {
        samples::Jpeg description;
        description.progressive = progressive;
        const std::string whole = samples::jpeg(description);
        for (std::size_t length = 3; length + 2 < whole.size(); length += 5) {
            refused(whole.substr(0, length), "image.corrupt");
        }
        refused(whole.substr(0, whole.size() - 2), "image.corrupt");
    }
}

BOOST_AUTO_TEST_CASE(kinds_a_pdf_cannot_take_are_named) {
    samples::Jpeg description;
    description.components = 4;
    refused(samples::jpeg(description), "image.unsupported", "CMYK and has no colour profile");
    description.icc = samples::profile("RGB ");
    refused(samples::jpeg(description), "image.unsupported", "CMYK and its colour profile is for");
    description.icc.clear();
    description.components = 3;
    description.rgb_without_marker = true;
    // libjpeg tells such RGB by the component ids it writes.
    refused(samples::jpeg(description), "image.unsupported", "RGB");
}

BOOST_AUTO_TEST_CASE(turned_pictures_are_named) {
    samples::Jpeg description;
    for (const bool big : {false, true}) {
        description.exif = exif(6, big);
        refused(samples::jpeg(description), "image.unsupported", "EXIF orientation 6");
        description.exif = exif(1, big);
        decoded(samples::jpeg(description));
    }
    description.exif = std::string("Exif\0\0MM\0*\xff\xff\xff\xff\xff\xff", 16);
    decoded(samples::jpeg(description));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(kinds)

BOOST_AUTO_TEST_CASE(others_are_named) {
    refused("", "image.corrupt", "empty");
    refused("GIF89a....", "image.unknown-format", "GIF");
    refused("RIFF....WEBPVP8 ", "image.unknown-format", "WebP");
    refused("%PDF-1.7", "image.unknown-format", "PDF");
    refused("hello", "image.unknown-format");
    refused("<html/>", "image.unknown-format");
    refused("\x1f\x8b\x08", "image.unknown-format", "SVGZ");
}

BOOST_AUTO_TEST_SUITE_END()
