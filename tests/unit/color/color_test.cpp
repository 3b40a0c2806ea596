// Ink of colours and pixels by the profile in layouts/profiles.
#include "color/color.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace carefold;
using color::Cmyk;
using color::Use;

namespace {

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    BOOST_REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string house_profile = SOURCE_DIR "/layouts/profiles/fogra39-coated.icc";

color::ProfilePtr profile() {
    std::string why_not;
    auto read = color::Profile::read(slurp(house_profile), why_not);
    BOOST_REQUIRE_MESSAGE(read, why_not);
    return read;
}

diag::Span line(std::uint32_t number) {
    diag::Span span = diag::file_span("layout.xml");
    span.line = number;
    return span;
}

const Color ink{0x1d, 0x2b, 0x2f}, accent{0xc0, 0x69, 0x4a}, white{255, 255, 255};

} // namespace

BOOST_AUTO_TEST_SUITE(inks)

BOOST_AUTO_TEST_CASE(a_profile_says_what_it_is) {
    BOOST_TEST(profile()->description() == "Coated FOGRA39 300 percent (Carefold)");
    BOOST_TEST(profile()->bytes() == slurp(house_profile));
}

BOOST_AUTO_TEST_CASE(what_is_no_printing_condition_is_refused) {
    std::string why_not;
    BOOST_TEST(!color::Profile::read("just words", why_not));
    BOOST_TEST(why_not == "it is no ICC profile, or a damaged one");
    BOOST_TEST(!color::Profile::read("", why_not));
    std::string screen = slurp(house_profile);
    screen.replace(16, 4, "RGB ");
    BOOST_TEST(!color::Profile::read(screen, why_not));
    BOOST_TEST(why_not == "it is not for the four process inks (CMYK)");
    std::string scanner = slurp(house_profile);
    scanner.replace(12, 4, "scnr");
    BOOST_TEST(!color::Profile::read(scanner, why_not));
    BOOST_TEST(why_not == "it describes no printing condition (class `prtr`)");
}

BOOST_AUTO_TEST_CASE(a_damaged_profile_never_crashes) {
    const std::string whole = slurp(house_profile);
    for (std::size_t length = 0; length < whole.size(); length += 997) {
        std::string why_not;
        const auto read = color::Profile::read(whole.substr(0, length), why_not);
        BOOST_TEST((read || !why_not.empty()));
    }
    for (std::size_t at = 128; at < 1200; at += 7) {
        std::string spoiled = whole;
        spoiled[at] = static_cast<char>(~spoiled[at]);
        std::string why_not;
        if (const auto read = color::Profile::read(spoiled, why_not)) {
            (void)read->convert(accent);
        }
    }
}

BOOST_AUTO_TEST_CASE(colours_become_ink) {
    BOOST_TEST((profile()->convert(white) == Cmyk{}));
    const Cmyk warm = profile()->convert(accent);
    BOOST_TEST(warm.parts[0] < 200);
    BOOST_TEST(warm.parts[1] > 450);
    BOOST_TEST(warm.parts[2] > 500);
    BOOST_TEST((profile()->convert(accent) == warm));
    for (int value = 0; value < 256; value += 15) { // the profile's own limit holds
        const auto channel = static_cast<std::uint8_t>(value);
        BOOST_TEST(
            profile()->convert({channel, 0, static_cast<std::uint8_t>(255 - value)}).total() <=
            303);
        BOOST_TEST(profile()->convert({channel, channel, channel}).total() <= 303);
    }
}

BOOST_AUTO_TEST_CASE(black_is_black_ink_and_overprints_when_small) {
    color::Inks inks(profile(), {{{0x60, 0x60, 0x60}, "", std::nullopt, true, {}}}, 330);
    for (const Color dark :
         {ink, Color{0, 0, 0}, Color{0x30, 0x30, 0x30}, Color{0x60, 0x60, 0x60}}) {
        for (const Use use :
             {Use::area, Use::small_text, Use::large_text, Use::hairline, Use::line}) {
            BOOST_TEST((inks.of(dark, use).process == color::black_alone));
            BOOST_TEST(inks.of(dark, use).overprint ==
                       (use == Use::small_text || use == Use::hairline));
        }
    }
    BOOST_TEST((inks.of({0x31, 0x31, 0x31}, Use::area).process != color::black_alone));
    for (const Color other : {white, accent, Color{0x31, 0x31, 0x31}}) {
        BOOST_TEST(!inks.of(other, Use::small_text).overprint);
        BOOST_TEST(!inks.of(other, Use::hairline).overprint);
    }
    BOOST_TEST((color::text_use(Length::pt(23.9)) == Use::small_text));
    BOOST_TEST((color::text_use(Length::pt(24)) == Use::large_text));
    BOOST_TEST((color::line_use(Length::pt(1)) == Use::hairline));
    BOOST_TEST((color::line_use(Length::pt(1.1)) == Use::line));
}

BOOST_AUTO_TEST_CASE(the_palette_may_fix_inks_and_name_spots) {
    const Cmyk clay{{0, 520, 580, 200}};
    const std::vector<color::Swatch> palette = {{accent, "PANTONE 7522 C", clay, false, {}},
                                                {{1, 2, 3}, "", Cmyk{{0, 0, 0, 600}}, false, {}},
                                                {{9, 99, 9}, "Varnish", std::nullopt, false, {}}};
    color::Inks inks(profile(), palette, 330);
    const color::Ink spot = inks.of(accent, Use::small_text);
    BOOST_TEST((spot.spot == 0U));
    BOOST_TEST(!spot.overprint);
    BOOST_TEST((inks.of({9, 99, 9}, Use::area).spot == 1U));
    BOOST_TEST((inks.of({1, 2, 3}, Use::small_text).process == Cmyk{{0, 0, 0, 600}}));
    BOOST_TEST(!inks.of({1, 2, 3}, Use::small_text).overprint);
    BOOST_REQUIRE(inks.spots().size() == 2);
    BOOST_TEST(inks.spots()[0].name == "PANTONE 7522 C");
    BOOST_TEST((inks.spots()[0].alternate == clay));
    BOOST_TEST((inks.spots()[1].alternate == profile()->convert({9, 99, 9})));
}

BOOST_AUTO_TEST_CASE(too_much_ink_is_reported_where_it_is) {
    color::Inks inks(profile(), {{accent, "", Cmyk{{900, 900, 900, 900}}, false, line(7)}}, 200);
    inks.stand_at(line(40));
    inks.of(accent, Use::area);
    inks.of(accent, Use::area); // once is enough
    inks.of(white, Use::area);
    inks.of(ink, Use::area);
    inks.of({0x60, 0x38, 0x20}, Use::area);
    inks.stand_at(line(50));
    (void)inks.pixels({255, 255, 255, 0x60, 0x38, 0x20}, false);
    (void)inks.pixels({0, 255}, true);
    diag::Sink sink;
    inks.report(sink);
    BOOST_REQUIRE(sink.all().size() == 3);
    const std::uint32_t lines[] = {7, 40, 50};
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(sink.all()[i].code == "press.too-much-ink");
        BOOST_TEST(sink.all()[i].span.line == lines[i]);
        BOOST_TEST(!sink.all()[i].hint.empty());
    }
    BOOST_TEST(sink.all()[0].message.find("360 %") != std::string::npos);
    BOOST_TEST(sink.all()[2].message.find("50.0 % of the picture") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(within_the_limit_nothing_is_said) {
    color::Inks inks(profile(), {}, 330);
    inks.of({0x60, 0x38, 0x20}, Use::area);
    (void)inks.pixels({0, 0, 0, 10, 40, 10}, false);
    diag::Sink sink;
    inks.report(sink);
    BOOST_TEST(sink.all().empty());
}

BOOST_AUTO_TEST_CASE(pixels_are_the_same_ink_as_colours) {
    const color::InkedPixels inked =
        profile()->convert({accent.red, accent.green, accent.blue, 255, 255, 255}, 330);
    BOOST_REQUIRE(inked.samples.size() == 8);
    const Cmyk exact = profile()->convert(accent);
    for (std::size_t i = 0; i < 4; ++i) {
        BOOST_TEST(std::abs(inked.samples[i] * 1000 / 255 - exact.parts[i]) <= 12);
        BOOST_TEST(inked.samples[4 + i] <= 1);
    }
}

BOOST_AUTO_TEST_CASE(gray_pixels_are_black_ink_alone) {
    std::vector<std::uint8_t> ramp(256);
    for (std::size_t i = 0; i < ramp.size(); ++i) {
        ramp[i] = static_cast<std::uint8_t>(i);
    }
    const std::vector<std::uint8_t> inked = profile()->convert_gray(ramp).samples;
    BOOST_REQUIRE(inked.size() == 256);
    BOOST_TEST(inked.front() == 255);
    BOOST_TEST(inked.back() == 0);
    BOOST_TEST(std::is_sorted(inked.rbegin(), inked.rend()));
    BOOST_TEST(inked[128] > 90); // ink spreads: the middle needs less than it looks
    BOOST_TEST(inked[128] < 160);
}

BOOST_AUTO_TEST_CASE(pictures_with_a_profile_become_srgb) {
    const std::string inks = slurp(house_profile);
    const auto rgb = color::to_srgb({0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 0}, 4, inks);
    BOOST_TEST_REQUIRE(rgb.has_value());
    BOOST_TEST_REQUIRE(rgb->size() == 9U);
    BOOST_TEST((*rgb)[0] > 245); // bare paper
    BOOST_TEST((*rgb)[4] < 60);  // black
    BOOST_TEST((*rgb)[6] < 40);  // cyan has no red
    BOOST_TEST((*rgb)[8] > 180);
    BOOST_TEST(!color::to_srgb({1, 2, 3}, 3, inks)); // not what it is for
    BOOST_TEST(!color::to_srgb({1, 2, 3}, 3, "no profile"));
}

BOOST_AUTO_TEST_SUITE_END()
