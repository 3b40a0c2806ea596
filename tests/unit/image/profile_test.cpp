// Colour profiles, and what hides behind a PNG's chunks.
#include "check.hpp"
#include "samples.hpp"

using check::decoded;
using check::refused;

namespace {

/// A PNG with the profile; `type` as in samples::Png.
std::string png_with(const std::string& profile, int type = 2) {
    samples::Png png;
    png.color_type = type;
    png.rows = std::vector<std::string>(2, std::string(type == 2 ? 6U : 2U, '\x40'));
    png.chunks = {{"iCCP", std::string("name\0\0", 6) + profile}};
    return samples::png(png);
}

std::string jpeg_with(const std::string& profile, int components) {
    samples::Jpeg jpeg;
    jpeg.components = components;
    jpeg.icc = profile;
    return samples::jpeg(jpeg);
}

/// The picture comes all the same, with a warning.
carefold::image::PicturePtr warned(const std::string& bytes, const std::string& part) {
    carefold::diag::Sink sink;
    auto picture = carefold::image::decode(bytes, {}, {}, sink);
    BOOST_TEST_REQUIRE(picture != nullptr);
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    const auto& said = sink.all().front();
    BOOST_TEST((said.severity == carefold::diag::Severity::warning));
    BOOST_TEST(said.code == "image.bad-profile");
    BOOST_TEST(said.message.find(part) != std::string::npos, said.message);
    BOOST_TEST(picture->icc.empty());
    return picture;
}

} // namespace

BOOST_AUTO_TEST_SUITE(profiles)

BOOST_AUTO_TEST_CASE(other_colours_than_srgb_keep_theirs) {
    const std::string rgb = samples::profile("RGB ", 2);
    const std::string gray = samples::profile("GRAY");
    BOOST_TEST((decoded(png_with(samples::packed(rgb)))->icc == rgb));
    BOOST_TEST((decoded(png_with(samples::packed(gray), 0))->icc == gray));
    BOOST_TEST((decoded(jpeg_with(rgb, 3))->icc == rgb));
    BOOST_TEST((decoded(jpeg_with(gray, 1))->icc == gray));
}

BOOST_AUTO_TEST_CASE(a_profile_leaves_the_samples_alone) {
    samples::Png png;
    png.color_type = 0;
    png.rows = std::vector<std::string>(2, "\x40\x80");
    png.chunks = {{"gAMA", samples::big_endian(100000)}};
    const auto plain = decoded(samples::png(png));
    BOOST_TEST(std::get<carefold::image::Raster>(plain->data).rgb[0] != 0x40); // linear made sRGB
    png.chunks.insert(png.chunks.begin(), {"iCCP", std::string("n\0\0", 3) +
                                                       samples::packed(samples::profile("GRAY"))});
    const auto picture = decoded(samples::png(png));
    BOOST_TEST(std::get<carefold::image::Raster>(picture->data).rgb[0] == 0x40);
}

BOOST_AUTO_TEST_CASE(srgb_needs_no_profile) {
    for (const int version : {2, 4}) {
        const std::string srgb = samples::profile("RGB ", version, true);
        BOOST_TEST(decoded(png_with(samples::packed(srgb)))->icc.empty());
        BOOST_TEST(decoded(jpeg_with(srgb, 3))->icc.empty());
    }
    samples::Png png; // an sRGB chunk counts for more
    png.rows = std::vector<std::string>(2, std::string(6, 'x'));
    png.chunks = {{"iCCP", std::string("n\0\0", 3) + samples::packed(samples::profile("RGB "))},
                  {"sRGB", std::string(1, '\0')}};
    BOOST_TEST(decoded(samples::png(png))->icc.empty());
}

BOOST_AUTO_TEST_CASE(inks_keep_their_profile_and_adobes_are_inverted) {
    const auto picture = decoded(jpeg_with(samples::profile("CMYK", 2), 4));
    const auto& jpeg = std::get<carefold::image::Jpeg>(picture->data);
    BOOST_TEST(jpeg.components == 4);
    BOOST_TEST(jpeg.inverted); // libjpeg writes Adobe's marker
    BOOST_TEST(!picture->icc.empty());
}

BOOST_AUTO_TEST_CASE(what_no_pdf_takes_is_left_out_and_told) {
    const std::string good = samples::profile("RGB ");
    warned(jpeg_with(samples::profile("RGB ", 5), 3), "version 5");
    warned(jpeg_with(samples::profile("GRAY"), 3), "other colours");
    warned(jpeg_with(good.substr(0, 100), 3), "damaged");
    std::string link = good;
    link.replace(12, 4, "link");
    warned(jpeg_with(link, 3), "device or colour space");
    std::string many_tags = good;
    many_tags.replace(128, 4, samples::big_endian(0x7fffffff));
    warned(jpeg_with(many_tags, 3), "damaged");
    std::string far_tag = samples::profile("RGB ", 4, true);
    far_tag.replace(136, 4, samples::big_endian(0xfffffff0));
    warned(jpeg_with(far_tag, 3), "damaged");
    warned(png_with("not deflated"), "damaged");
    warned(png_with(samples::packed(samples::profile("GRAY"))), "other colours");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(bombs)

BOOST_AUTO_TEST_CASE(a_profile_that_unpacks_to_gigabytes) {
    warned(png_with(samples::packed(std::string(32U << 20U, '\0'))), "damaged");
}

BOOST_AUTO_TEST_CASE(texts_that_unpack_to_gigabytes_are_never_unpacked) {
    samples::Png png;
    png.rows = std::vector<std::string>(2, std::string(6, 'x'));
    const std::string text =
        std::string("Comment\0\0", 9) + samples::packed(std::string(7U << 20U, 'a'));
    png.chunks.assign(900, {"zTXt", text});
    decoded(samples::png(png)); // the test's clock and memory are the judge: 6 GB otherwise
}

BOOST_AUTO_TEST_CASE(sizes_beyond_sense) {
    samples::Jpeg jpeg;
    std::string bytes = samples::jpeg(jpeg);
    const std::size_t frame = bytes.find("\xff\xc0");
    BOOST_TEST_REQUIRE(frame != std::string::npos);
    bytes.replace(frame + 5, 4, "\xff\xdc\xff\xdc"); // 65500 × 65500
    refused(bytes, "image.too-large", "65500 × 65500");
    samples::Png png;
    png.width = png.height = 60000;
    png.rows = {std::string(1, '\0')};
    png.chunks = {{"iCCP", std::string("n\0\0", 3) + samples::packed(std::string(9U << 20U, 'x'))}};
    refused(samples::png(png), "image.too-large", "60000");
}

BOOST_AUTO_TEST_SUITE_END()
