// Every drawing of guide and layouts: read whole, in the brand's colours alone, small, in its
// frame.
#include "check.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;
using namespace carefold;

namespace {

/// Colours that no drawing would have by chance, black among them least of all.
const image::Palette roles{{"ink", {1, 2, 3}},     {"primary", {4, 5, 6}},  {"accent", {7, 8, 9}},
                           {"tint", {10, 11, 12}}, {"paper", {13, 14, 15}}, {"skin", {16, 17, 18}},
                           {"line", {19, 20, 21}}, {"alert", {22, 23, 24}}};

bool has_role(const Color& color) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const auto& role) { return role.second == color; });
}

void append_drawings(const fs::path& folder, std::vector<fs::path>& out) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(SOURCE_DIR) / folder)) {
        if (entry.path().extension() == ".svg" && entry.path().parent_path().filename() == "art") {
            out.push_back(entry.path());
        }
    }
}

std::vector<fs::path> drawings() {
    std::vector<fs::path> out;
    append_drawings("content", out);
    append_drawings("layouts", out);
    std::sort(out.begin(), out.end());
    return out;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// By how much the end points of its lines leave the picture.
double overhang(const image::Picture& picture) {
    double worst = 0;
    for (const image::Shape& shape : std::get<image::Vector>(picture.data).shapes) {
        for (const image::Segment& segment : shape.path) {
            if (segment.verb != image::Segment::Verb::close) {
                const std::size_t at = segment.verb == image::Segment::Verb::curve ? 4 : 0;
                const double x = segment.xy.at(at);
                const double y = segment.xy.at(at + 1);
                worst = std::max({worst, -x, -y, x - picture.size.width.to_pt(),
                                  y - picture.size.height.to_pt()});
            }
        }
    }
    return worst;
}

} // namespace

BOOST_AUTO_TEST_SUITE(art)

BOOST_AUTO_TEST_CASE(drawings_decode_without_a_word) {
    BOOST_TEST(drawings().size() >= 20U);
    for (const fs::path& path : drawings()) {
        BOOST_TEST_CONTEXT(path) {
            diag::Sink sink;
            const auto picture = image::decode(bytes_of(path), roles, {}, sink);
            BOOST_TEST(sink.all().empty(),
                       (sink.all().empty() ? std::string() : sink.all().front().message));
            BOOST_TEST_REQUIRE(picture != nullptr);
            BOOST_TEST(!std::get<image::Vector>(picture->data).shapes.empty());
            BOOST_TEST(overhang(*picture) < 1);
        }
    }
}

/// What has no class is black and shows; what names a colour itself shows too.
BOOST_AUTO_TEST_CASE(drawings_have_no_colours_of_their_own) {
    for (const fs::path& path : drawings()) {
        BOOST_TEST_CONTEXT(path) {
            diag::Sink sink;
            const auto picture = image::decode(bytes_of(path), roles, {}, sink);
            BOOST_TEST_REQUIRE(picture != nullptr);
            for (const image::Shape& shape : std::get<image::Vector>(picture->data).shapes) {
                BOOST_TEST((!shape.fill || has_role(*shape.fill)));
                BOOST_TEST((!shape.stroke || has_role(shape.stroke->color)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(drawings_are_small_and_plain) {
    for (const fs::path& path : drawings()) {
        BOOST_TEST_CONTEXT(path) {
            const std::string bytes = bytes_of(path);
            BOOST_TEST(bytes.size() < 16U << 10U);
            for (const char* unwanted :
                 {"<text", "<image", "<use", "<style", "style=", "href", "url(", "#", "rgb("}) {
                BOOST_TEST(bytes.find(unwanted) == std::string::npos, unwanted);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
