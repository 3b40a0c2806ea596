// Decoding in one line, and what a refused picture says.
#pragma once

#include "image/image.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace check {

inline const carefold::image::Palette palette{{"primary", {0x10, 0x20, 0x30}},
                                              {"accent", {0xc0, 0x69, 0x4a}}};

inline carefold::image::PicturePtr decoded(std::string_view bytes) {
    carefold::diag::Sink sink;
    auto picture = carefold::image::decode(bytes, palette, {}, sink);
    BOOST_TEST(!sink.has_errors(),
               (sink.has_errors() ? sink.all().front().message : std::string()));
    BOOST_TEST_REQUIRE(picture != nullptr);
    return picture;
}

/// "code: message" of the only error; the picture must be withheld and a hint given.
inline std::string refusal(std::string_view bytes) {
    carefold::diag::Sink sink;
    const auto picture = carefold::image::decode(bytes, palette, {}, sink);
    BOOST_TEST(picture == nullptr);
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(!sink.all().front().hint.empty());
    return sink.all().front().code + ": " + sink.all().front().message;
}

inline bool refused(std::string_view bytes, std::string_view beginning,
                    std::string_view part = {}) {
    const std::string said = refusal(bytes);
    const bool fits = said.starts_with(beginning) && said.find(part) != std::string::npos;
    BOOST_TEST(fits, said);
    return fits;
}

} // namespace check
