// Setting lines in any language, for the tests of scripts.
#pragma once

#include "helpers.hpp"

#include <algorithm>

namespace helpers {

struct Writing {
    text::Shaper shaper{fallback};
    std::vector<text::Missing> missing;

    static text::Style latin(std::string_view language, double size = 10) {
        return style(size, "NotoSerif-Regular", language);
    }
    std::vector<text::Line> set(std::string_view language, std::string_view words,
                                const text::Options& how) {
        return set(paragraph(words, latin(language)), how);
    }
    std::vector<text::Line> set(text::Paragraph p, const text::Options& how) {
        p.direction = locale::direction(p.styles[0].language);
        auto lines = shaper.set(p, how, missing);
        for (const text::Line& line : lines) {
            check_line(line);
        }
        return lines;
    }
    double width(std::string_view language, std::string_view words) {
        return shaper.measure(paragraph(words, latin(language)), missing).natural.to_pt();
    }
};

inline std::string joined(const std::vector<text::Line>& lines) {
    std::string all;
    for (const text::Line& line : lines) {
        std::string text = line_text(line);
        if (line.hyphenated) {
            BOOST_REQUIRE(text.ends_with("\u00AD"));
            text.resize(text.size() - 2);
        }
        all += text;
        all += line.joined || line.last ? "" : " ";
    }
    return all;
}

inline bool starts_with_one_of(std::string_view text,
                               std::initializer_list<std::string_view> list) {
    return std::any_of(list.begin(), list.end(),
                       [text](std::string_view each) { return text.starts_with(each); });
}
inline bool ends_with_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::any_of(list.begin(), list.end(),
                       [text](std::string_view each) { return text.ends_with(each); });
}

} // namespace helpers
