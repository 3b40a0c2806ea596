#include "check.hpp"

#include <chrono>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

using carefold::Color;
using carefold::image::Segment;
using carefold::image::Shape;
using carefold::image::Vector;
using check::decoded;
using check::refused;

namespace {

std::string svg(const std::string& inside, const std::string& root = "viewBox='0 0 100 80'") {
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' " +
           root + ">" + inside + "</svg>";
}

const std::vector<Shape>& shapes(const carefold::image::PicturePtr& picture) {
    return std::get<Vector>(picture->data).shapes;
}

/// "M 1 2 L 3 4 Z", numbers to two decimals.
std::string path_text(const Shape& shape) {
    std::string out;
    for (const Segment& segment : shape.path) {
        const auto verb = static_cast<std::size_t>(segment.verb);
        const std::size_t counts[] = {2, 2, 6, 0};
        out += out.empty() ? "" : " ";
        out += "MLCZ"[verb];
        for (std::size_t i = 0; i < counts[verb]; ++i) {
            std::string number = std::to_string(std::round(segment.xy.at(i) * 100) / 100 + 0.0);
            number.erase(number.find_last_not_of('0') + 1);
            out += " " + (number.ends_with('.') ? number.substr(0, number.size() - 1) : number);
        }
    }
    return out;
}

std::string path_of(const std::string& element) {
    const auto picture = decoded(svg(element));
    BOOST_TEST_REQUIRE(shapes(picture).size() == 1U);
    return path_text(shapes(picture).front());
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Largest distance between end points of two drawings that have the same shapes.
double distance(const std::vector<Shape>& a, const std::vector<Shape>& b) {
    BOOST_TEST_REQUIRE(a.size() == b.size());
    double worst = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        BOOST_TEST((a[i].fill == b[i].fill));
        BOOST_TEST(a[i].stroke.has_value() == b[i].stroke.has_value());
        if (a[i].stroke && b[i].stroke) {
            BOOST_TEST((a[i].stroke->color == b[i].stroke->color));
            BOOST_TEST((a[i].stroke->cap == b[i].stroke->cap));
            BOOST_TEST((a[i].stroke->join == b[i].stroke->join));
            worst = std::max(worst, std::abs(a[i].stroke->width - b[i].stroke->width) + 0.0);
        }
        const auto ends = [](const Shape& shape) {
            std::vector<std::pair<float, float>> out;
            for (const Segment& segment : shape.path) {
                if (segment.verb != Segment::Verb::close) {
                    const std::size_t at = segment.verb == Segment::Verb::curve ? 4 : 0;
                    const std::pair point(segment.xy[at], segment.xy[at + 1]);
                    if (out.empty() || std::hypot(point.first - out.back().first,
                                                  point.second - out.back().second) > 0.02) {
                        out.push_back(point);
                    }
                }
            }
            return out;
        };
        const auto first = ends(a[i]);
        const auto second = ends(b[i]);
        // Engines cut arcs differently; paths of curves and lines must agree point for point.
        for (std::size_t k = 0; k < first.size() && first.size() == second.size(); ++k) {
            worst = std::max(worst, std::hypot(first[k].first - second[k].first,
                                               first[k].second - second[k].second) +
                                        0.0);
        }
    }
    return worst;
}

} // namespace

BOOST_AUTO_TEST_SUITE(svg_paths)

BOOST_AUTO_TEST_CASE(commands_absolute_and_relative) {
    BOOST_TEST(path_of("<path d='M1 2L3 4H5V6Z'/>") == "M 1 2 L 3 4 L 5 4 L 5 6 Z");
    BOOST_TEST(path_of("<path d='m1,2 2,2 h2v2z'/>") == "M 1 2 L 3 4 L 5 4 L 5 6 Z");
    BOOST_TEST(path_of("<path d='M0 0C1 1 2 1 3 0S5-1 6 0'/>") ==
               "M 0 0 C 1 1 2 1 3 0 C 4 -1 5 -1 6 0");
    BOOST_TEST(path_of("<path d='M0 0q3 3 6 0t6 0'/>") == "M 0 0 C 2 2 4 2 6 0 C 8 -2 10 -2 12 0");
    BOOST_TEST(path_of("<path d='M1e1.5L-.5+2'/>") == "M 10 0.5 L -0.5 2");
    BOOST_TEST(path_of("<path d='M1 1L2 2zl3 0M9 9'/>") == "M 1 1 L 2 2 Z L 4 1");
}

BOOST_AUTO_TEST_CASE(arcs_meet_their_ends_and_stay_on_the_circle) {
    const auto picture = decoded(svg("<path d='M10 40a30 30 0 1 1 60 0'/>"));
    const auto& path = shapes(picture).front().path;
    BOOST_TEST(path.size() == 3U); // half a circle, two quarters
    BOOST_TEST(path.back().xy[4] == 70.0F);
    BOOST_TEST(path[1].xy[4] == 40.0F, boost::test_tools::tolerance(1e-5F));
    BOOST_TEST(path[1].xy[5] == 10.0F, boost::test_tools::tolerance(1e-5F)); // sweep 1: upwards
    // Flags may run together; too small radii grow.
    BOOST_TEST(path_of("<path d='M0 0a1 1 0 01 10 0'/>") ==
               path_of("<path d='M0 0A5 5 0 0 1 10 0'/>"));
    BOOST_TEST(path_of("<path d='M0 0A0 5 0 0 1 10 0'/>") == "M 0 0 L 10 0");
}

BOOST_AUTO_TEST_CASE(basic_shapes) {
    BOOST_TEST(path_of("<rect x='1' y='2' width='3' height='4'/>") == "M 1 2 L 4 2 L 4 6 L 1 6 Z");
    BOOST_TEST(path_of("<polygon points='0,0 10,0 5,5'/>") == "M 0 0 L 10 0 L 5 5 Z");
    BOOST_TEST(path_of("<polyline points='0 0 10 0 5 5' fill='#123'/>") == "M 0 0 L 10 0 L 5 5");
    BOOST_TEST(path_of("<line x1='1' y1='2' x2='3' y2='4' stroke='black'/>") == "M 1 2 L 3 4");
    BOOST_TEST(path_of("<circle cx='50' cy='40' r='10'/>").starts_with("M 60 40 C 60 45.52"));
    const auto rounded = decoded(svg("<rect width='20' height='10' rx='99' ry='2'/>"));
    BOOST_TEST(shapes(rounded).front().path.front().xy[0] == 10.0F); // rx clamped to half
    BOOST_TEST(shapes(decoded(svg("<rect width='0' height='5'/><circle r='-1'/>"))).empty());
}

BOOST_AUTO_TEST_CASE(transformations_nest) {
    BOOST_TEST(path_of("<g transform='translate(10,20)'><path transform='scale(2)' "
                       "d='M1 1L2 2'/></g>") == "M 12 22 L 14 24");
    BOOST_TEST(path_of("<path transform='rotate(90 10 10)' d='M20 10L30 10'/>") ==
               "M 10 20 L 10 30");
    BOOST_TEST(path_of("<path transform='matrix(1 0 0 -1 0 80)' d='M0 0L5 5'/>") ==
               "M 0 80 L 5 75");
    refused(svg("<path transform='spin(3)' d='M0 0'/>"), "image.corrupt", "spin");
}

BOOST_AUTO_TEST_CASE(broken_data_is_corrupt) {
    for (const char* data : {"L1 1", "M1", "M1 1L2", "M1 1 X2", "M1 1C1 2 3", "Mnan 1", "Minf 0",
                             "M1 1Z 4 4", "M1,,1", "M 1e400 0", "M9e9 0", "M0 0A1 1 0 2 0 1 1"}) {
        BOOST_TEST_CONTEXT(data) {
            refused(svg(std::string("<path d='") + data + "'/>"), "image.corrupt");
        }
    }
    refused(svg("<polygon points='1 2 x'/>"), "image.corrupt");
    refused(svg("<polygon points='1 2 3'/>"), "image.corrupt");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(svg_style)

BOOST_AUTO_TEST_CASE(palette_classes_beat_attributes_and_style_beats_both) {
    const auto picture = decoded(svg("<path d='M0 0L1 1' class='x fill-primary stroke-accent' "
                                     "fill='#fff' stroke='red' stroke-width='2'/>"
                                     "<path d='M0 0L1 1' class='fill-primary' "
                                     "style='fill:#00ff00'/>"
                                     "<path d='M0 0L1 1' class='fill-unheard' fill='#00f'/>"));
    BOOST_TEST_REQUIRE(shapes(picture).size() == 3U);
    BOOST_TEST((shapes(picture)[0].fill == Color{0x10, 0x20, 0x30}));
    BOOST_TEST((shapes(picture)[0].stroke->color == Color{0xc0, 0x69, 0x4a}));
    BOOST_TEST(shapes(picture)[0].stroke->width == 2.0F);
    BOOST_TEST((shapes(picture)[1].fill == Color{0, 255, 0}));
    BOOST_TEST((shapes(picture)[2].fill == Color{0, 0, 255}));
}

BOOST_AUTO_TEST_CASE(properties_are_inherited) {
    const auto picture =
        decoded(svg("<g fill='none' stroke='#112233' stroke-width='3' stroke-linecap='round' "
                    "stroke-linejoin='bevel' stroke-dasharray='1 2 3' transform='scale(2)'>"
                    "<path d='M0 0L1 1'/></g><path d='M0 0L1 1' fill-rule='evenodd'/>"));
    const auto& first = shapes(picture)[0];
    BOOST_TEST(!first.fill);
    BOOST_TEST((first.stroke->color == Color{0x11, 0x22, 0x33}));
    BOOST_TEST(first.stroke->width == 6.0F);
    BOOST_TEST((first.stroke->cap == carefold::image::Cap::round));
    BOOST_TEST((first.stroke->join == carefold::image::Join::bevel));
    BOOST_TEST(first.stroke->dashes == (std::vector<float>{2, 4, 6, 2, 4, 6}),
               boost::test_tools::per_element());
    BOOST_TEST(shapes(picture)[1].even_odd);
    BOOST_TEST((shapes(picture)[1].fill == Color{}));
}

BOOST_AUTO_TEST_CASE(what_is_hidden_is_not_drawn) {
    BOOST_TEST(shapes(decoded(svg("<defs><path d='M0 0L1 1'/></defs><g display='none'>"
                                  "<path d='M0 0L1 1'/></g><path visibility='hidden' "
                                  "d='M0 0L1 1'/><title>no</title><path fill='none' d='M0 0L1 1'/>"
                                  "<i:x xmlns:i='urn:i'><i:path d='M0 0L1 1'/></i:x>")))
                   .empty());
}

BOOST_AUTO_TEST_CASE(sizes) {
    const auto size = [](const std::string& root) {
        const auto picture = decoded(svg("<path d='M0 0L10 0L10 10'/>", root));
        return std::to_string(std::lround(picture->size.width.to_pt())) + "x" +
               std::to_string(std::lround(picture->size.height.to_pt())) + " " +
               path_text(shapes(picture).front());
    };
    BOOST_TEST(size("viewBox='0 0 100 80'") == "100x80 M 0 0 L 10 0 L 10 10");
    BOOST_TEST(size("width='50' height='40'") == "50x40 M 0 0 L 10 0 L 10 10");
    BOOST_TEST(size("width='200' height='160' viewBox='0 0 100 80'") ==
               "200x160 M 0 0 L 20 0 L 20 20");
    BOOST_TEST(size("width='1in' height='72pt' viewBox='-5 -5 36 36'") ==
               "72x72 M 10 10 L 30 10 L 30 30");
    BOOST_TEST(size("width='100' height='50' viewBox='0 0 50 50'") ==
               "100x50 M 25 0 L 35 0 L 35 10");
    refused(svg("", ""), "image.corrupt", "size");
    refused(svg("", "viewBox='0 0 -1 5'"), "image.corrupt", "size");
    refused(svg("", "viewBox='0 0 1e9 5'"), "image.corrupt", "size");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(svg_refusals)

BOOST_AUTO_TEST_CASE(features_are_named_with_their_line) {
    refused(svg("\n\n<text>hi</text>"), "image.unsupported", "text (line 3)");
    refused(svg("<image/>"), "image.unsupported", "picture");
    refused(svg("<rect width='9' height='9' fill='url(#g)'/>"), "image.unsupported", "gradient");
    refused(svg("<rect width='9' height='9' opacity='.5'/>"), "image.unsupported", "opacity");
    refused(svg("<rect width='9' height='9' style='fill-opacity:50%'/>"), "image.unsupported",
            "opacity");
    refused(svg("<g filter='url(#f)'/>"), "image.unsupported", "filter");
    refused(svg("<g mask='url(#f)'/>"), "image.unsupported", "mask");
    refused(svg("<g clip-path='url(#f)'/>"), "image.unsupported", "clipping");
    refused(svg("<script>x</script>"), "image.unsupported", "script");
    refused(svg("<animate/>"), "image.unsupported", "animation");
    refused(svg("<path d='M0 0L9 9' stroke='black' transform='scale(1 4)'/>"), "image.unsupported",
            "uneven");
}

BOOST_AUTO_TEST_CASE(all_features_are_reported_at_once) {
    carefold::diag::Sink sink;
    carefold::image::decode(svg("<text/><g opacity='.2'/><text/><image/>"), {}, {}, sink);
    BOOST_TEST(sink.errors() == 3U);
}

BOOST_AUTO_TEST_CASE(nothing_outside_is_ever_reached) {
    refused(svg("<use href='file:///etc/passwd#x'/>"), "image.unsupported", "another file");
    refused(svg("<use xlink:href='http://localhost/x.svg#a'/>"), "image.unsupported",
            "another file");
    refused("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + svg("<text>&x;</text>"),
            "image.unsupported", "entities");
    refused(svg("<desc>&x;</desc>"), "image.unsupported", "entity");
    refused(svg("<style>@import 'x.css';</style>"), "image.unsupported", "@import");
    refused(svg("<style>.a{fill:url(http://localhost/)}</style>"), "image.unsupported", "url(");
    for (const std::string& hostile :
         {svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
          svg("<image href='data:image/png;base64,AAAA'/>"),
          svg("<use href='data:image/svg+xml;base64,AAAA#a'/>"),
          "<?xml-stylesheet href='file:///etc/passwd'?>" + svg("<use href='//h/x#a'/>")}) {
        carefold::diag::Sink sink;
        BOOST_TEST(carefold::image::decode(hostile, {}, {}, sink) == nullptr);
        BOOST_TEST(sink.all().front().code == "image.unsupported");
    }
    decoded("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
            "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" +
            svg(""));
}

BOOST_AUTO_TEST_CASE(markup_must_be_well_formed) {
    for (const std::string& broken :
         {svg("<g>"), svg("</g>"), svg("<g a=1/>"), svg("<g a='1' a='2'/>"), svg("&"),
          svg("<g a='<'/>"), svg("<g") + ">", svg("") + "text", svg("") + svg(""), svg("<!-- "),
          svg("&#0;"), svg("&#xd800;"), svg("<g a='1'b='2'/>"), svg("\xff"), svg("<1/>")}) {
        refused(broken, "image.corrupt");
    }
    decoded("\xef\xbb\xbf<?xml version='1.0'?><!-- <svg> -->" + svg("<desc>&#65;&lt;</desc>"));
    decoded("<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>");
    refused("<svg viewBox='0 0 1 1'/>", "image.unknown-format", "namespace");
}

BOOST_AUTO_TEST_CASE(size_is_limited) {
    std::string deep;
    for (int i = 0; i < 100000; ++i) {
        deep += "<g>";
    }
    refused(svg(deep), "image.too-large");
    std::string many;
    for (int i = 0; i < 30000; ++i) {
        many += "<g/>";
    }
    refused(svg(many), "image.too-large");
    refused(svg(std::string(5U << 20U, ' ')), "image.too-large", "4 MB");
    std::string laughs = "<defs><g id='a0'><path d='M0 0L1 1'/></g>";
    for (int i = 1; i < 20; ++i) {
        const std::string before = std::to_string(i - 1);
        laughs += "<g id='a" + std::to_string(i) + "'>";
        for (int k = 0; k < 10; ++k) {
            laughs += "<use href='#a" + before + "'/>";
        }
        laughs += "</g>";
    }
    refused(svg(laughs + "</defs><use href='#a19'/>"), "image.too-large", "use");
    refused(svg("<g id='a'><use href='#a'/></g>"), "image.too-large", "use");
}

BOOST_AUTO_TEST_SUITE_END()

// librsvg takes over where the reader stops, and is the reader's yardstick where it does not.
BOOST_AUTO_TEST_SUITE(svg_engine)

BOOST_AUTO_TEST_CASE(style_sheets_use_and_named_colours) {
    const auto picture = decoded(
        svg("<style>.a{fill:teal} .b{stroke:#ff0000;stroke-width:2}</style>"
            "<defs><path id='p' d='M0 0L10 0L10 10Z'/></defs>"
            "<use href='#p' x='5' y='6' class='a'/><path class='b' fill='none' d='M1 1L2 2'/>"
            "<path class='fill-primary' d='M0 0L3 0L3 3Z' fill='yellow'/>"));
    BOOST_TEST_REQUIRE(shapes(picture).size() == 3U);
    BOOST_TEST(path_text(shapes(picture)[0]) == "M 5 6 L 15 6 L 15 16 Z");
    BOOST_TEST((shapes(picture)[0].fill == Color{0, 128, 128}));
    BOOST_TEST((shapes(picture)[1].stroke->color == Color{255, 0, 0}));
    BOOST_TEST(shapes(picture)[1].stroke->width == 2.0F, boost::test_tools::tolerance(1e-3F));
    BOOST_TEST((shapes(picture)[2].fill == Color{0x10, 0x20, 0x30}));
    BOOST_TEST(picture->size.width.to_pt() == 100.0);
}

BOOST_AUTO_TEST_CASE(what_style_sheets_smuggle_in_is_refused) {
    refused(svg("<style>.a{opacity:.5}</style><path class='a' d='M0 0L9 0L9 9'/>"),
            "image.unsupported");
    refused(svg("<style>.a{filter:blur(3px)}</style>"), "image.unsupported", "filter");
}

BOOST_AUTO_TEST_CASE(agrees_with_librsvg_on_the_drawings) {
    const std::filesystem::path folder =
        std::filesystem::path(SOURCE_DIR) / "content/chronic-back-pain/art";
    std::size_t drawings = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".svg") {
            continue;
        }
        ++drawings;
        const std::string plain = read_file(entry.path());
        std::string styled = plain;
        styled.insert(styled.rfind("</svg>"), "<style>.nothing{fill:red}</style>");
        const auto ours = decoded(plain);
        const auto theirs = decoded(styled);
        BOOST_TEST_CONTEXT(entry.path().filename()) {
            BOOST_TEST(distance(shapes(ours), shapes(theirs)) < 0.01);
        }
    }
    BOOST_TEST(drawings > 0U);
}

BOOST_AUTO_TEST_CASE(arcs_agree_with_librsvg) {
    for (const char* flags : {"0 0", "0 1", "1 0", "1 1"}) {
        const std::string path = std::string("<path d='M30 40A25 15 30 ") + flags + " 50 45'/>";
        const auto ours = decoded(svg(path));
        const auto theirs = decoded(svg("<style>.n{fill:red}</style>" + path));
        const auto extent = [](const Shape& shape) {
            double low = 1e9;
            double high = -1e9;
            for (const Segment& s : shape.path) {
                const std::size_t at = s.verb == Segment::Verb::curve ? 4 : 0;
                low = std::min(low, s.xy[at + 1] + 0.0);
                high = std::max(high, s.xy[at + 1] + 0.0);
            }
            return std::pair(low, high);
        };
        const auto [low, high] = extent(shapes(ours).front());
        const auto [their_low, their_high] = extent(shapes(theirs).front());
        BOOST_TEST(std::abs(low - their_low) < 0.05);
        BOOST_TEST(std::abs(high - their_high) < 0.05);
    }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(qr)

BOOST_AUTO_TEST_CASE(quiet_zone_of_four_modules) {
    const auto picture = carefold::image::qr_code("https://example.org/", carefold::Length::pt(29));
    BOOST_TEST_REQUIRE(picture != nullptr);
    const auto& shape = shapes(picture).front(); // version 2: 25 modules and 8 around
    double low = 1e9;
    double high = 0;
    for (const Segment& segment : shape.path) {
        if (segment.verb != Segment::Verb::close) {
            for (const float value : {segment.xy[0], segment.xy[1]}) {
                low = std::min(low, value + 0.0);
                high = std::max(high, value + 0.0);
            }
        }
    }
    const double module = 29.0 / 33;
    BOOST_TEST(low == 4 * module, boost::test_tools::tolerance(1e-5));
    BOOST_TEST(high == 29 * module, boost::test_tools::tolerance(1e-5));
    BOOST_TEST((shape.fill == Color{}));
    BOOST_TEST(picture->pixel_width == 33);
    BOOST_TEST(picture->size.width.to_pt() == 29.0);
}

BOOST_AUTO_TEST_CASE(impossible_texts_give_none) {
    using carefold::Length;
    BOOST_TEST(carefold::image::qr_code(std::string(3000, 'x'), Length::pt(50)) == nullptr);
    BOOST_TEST(carefold::image::qr_code("", Length::pt(50)) == nullptr);
    BOOST_TEST(carefold::image::qr_code(std::string_view("a\0b", 3), Length::pt(50)) == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
