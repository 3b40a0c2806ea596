// What the tests of text share: faces, paragraphs, checks that hold for every line.
#pragma once

#include "text/text.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

namespace helpers {

using namespace carefold;

inline font::FacePtr face(const std::string& name) {
    static std::map<std::string, font::FacePtr> opened;
    font::FacePtr& face = opened[name];
    if (!face) {
        face = font::Face::open("/usr/share/fonts/truetype/noto/" + name + ".ttf", 0);
        BOOST_REQUIRE_MESSAGE(face, name);
    }
    return face;
}

inline const locale::Hyphenation& hyphenation() {
    static const locale::Hyphenation all({"/usr/share/hyphen"});
    return all;
}

inline text::Style style(double size, const std::string& name = "NotoSerif-Regular",
                         std::string_view language = "en-US") {
    text::Style made;
    made.face = face(name);
    made.size = Length::pt(size);
    made.language = *LanguageTag::parse(language);
    made.hyphenator = hyphenation().find(made.language);
    return made;
}

inline text::Paragraph paragraph(std::string_view words, text::Style base) {
    text::Paragraph made;
    made.text = words;
    made.styles = {std::move(base)};
    made.spans = {{0, static_cast<std::uint32_t>(words.size()), 0, 1, {}}};
    return made;
}

inline text::Options options(double measure, text::Align align = text::Align::justify) {
    text::Options made;
    made.align = align;
    made.measures = {Length::pt(measure)};
    return made;
}

/// Members of the collections: 0 Japanese, 1 Korean, 2 simplified Chinese.
inline font::FacePtr cjk_face(unsigned index) {
    static std::map<unsigned, font::FacePtr> opened;
    font::FacePtr& face = opened[index];
    if (!face) {
        face = font::Face::open("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", index);
        BOOST_REQUIRE(face);
    }
    return face;
}

/// Noto faces for the scripts tested.
inline font::FacePtr fallback(char32_t c, const text::Style& style) {
    if ((c >= 0x2E80 && c < 0xFB00) || c >= 0xFF00) {
        const std::string_view language = style.language.language();
        return cjk_face(language == "zh" ? 2 : language == "ko" ? 1 : 0);
    }
    for (const char* name : {"NotoNaskhArabic-Regular", "NotoSerifHebrew-Regular",
                             "NotoSerifDevanagari-Regular", "NotoSerifThai-Regular"}) {
        if (face(name)->covers(c)) {
            return face(name);
        }
    }
    return nullptr;
}

inline std::string line_text(const text::Line& line) {
    std::string all;
    for (const text::Run& run : line.runs) {
        all += run.text;
    }
    return all;
}

/// What must hold whatever was set: runs abut, widths are sums, every byte has one glyph.
inline void check_line(const text::Line& line) {
    for (std::size_t i = 0; i < line.runs.size(); ++i) {
        const text::Run& run = line.runs[i];
        if (i + 1 < line.runs.size()) {
            BOOST_TEST(((run.x + run.width) == line.runs[i + 1].x));
        }
        BOOST_TEST((run.object || !run.glyphs.empty()));
        BOOST_TEST((run.face != nullptr));
        Length sum;
        std::vector<int> covered(run.text.size());
        for (const text::Glyph& glyph : run.glyphs) {
            sum += glyph.advance;
            BOOST_REQUIRE(glyph.text_begin + glyph.text_length <= run.text.size());
            for (std::uint32_t k = 0; k < glyph.text_length; ++k) {
                ++covered[glyph.text_begin + k];
            }
        }
        if (!run.object) {
            BOOST_TEST(std::abs((sum.scaled(line.stretch) - run.width).units()) <= 2);
            BOOST_TEST((covered == std::vector<int>(run.text.size(), 1)));
        }
    }
}

inline Length right_edge(const text::Line& line) {
    return line.runs.empty() ? Length() : line.runs.back().x + line.runs.back().width;
}

} // namespace helpers
