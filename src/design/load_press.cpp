// What a layout says of printing with ink: the press, and the palette's inks.
#include "design/vocabulary.hpp"

#include <charconv>
#include <cmath>

namespace carefold::design {

namespace {

void bad_value(const xml::Node& element, std::string_view name, std::string hint,
               diag::Sink& sink) {
    sink.error("design.bad-value", element.attribute_span(name),
               diag::quoted(name) + " of <" + std::string(element.name()) + "> cannot be " +
                   diag::quoted(attribute_text(element, name)),
               std::move(hint));
}

} // namespace

std::optional<std::array<int, 4>> parse_process(std::string_view text) {
    const std::vector<std::string_view> words = split_words(text);
    std::array<int, 4> parts{};
    if (words.size() != parts.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const char* end = words[i].data() + words[i].size();
        double percent = -1;
        const auto [rest, error] =
            std::from_chars(words[i].data(), end, percent, std::chars_format::fixed);
        if (error != std::errc() || rest != end || !(percent >= 0 && percent <= 100)) {
            return std::nullopt;
        }
        parts[i] = static_cast<int>(std::lround(percent * 10));
    }
    return parts;
}

PrintInk load_ink(const xml::Node& color, diag::Sink& sink) {
    PrintInk ink;
    ink.span = color.span();
    ink.spot = attribute_text(color, "spot");
    ink.process = parse_process(attribute_text(color, "cmyk"));
    // ISO 32000-1, 8.6.6.4: these two are not names of inks.
    if (ink.spot == "All" || ink.spot == "None") {
        bad_value(color, "spot", "the ink's name as the print shop knows it: PANTONE 7522 C", sink);
    }
    return ink;
}

Press load_press(const xml::Node& element, diag::Sink& sink) {
    Press press;
    press.span = element.span();
    if (element.attribute("profile")) {
        press.span = element.attribute_span("profile");
        press.profile = attribute_text(element, "profile");
        press.condition = "Custom"; // ISO 15930-7: a condition without a name of its own
    }
    if (element.attribute("condition")) {
        press.condition = attribute_text(element, "condition");
    }
    press.bleed = attribute_length(element, "bleed").value_or(press.bleed);
    if (press.bleed < Length() || press.bleed > Length::mm(20)) {
        bad_value(element, "bleed", "from 0mm to 20mm; print shops ask for 3mm", sink);
        press.bleed = Length::mm(3);
    }
    if (const auto limit = attribute_count(element, "ink-limit")) {
        press.ink_limit = *limit;
        if (*limit < 100 || *limit > 400) {
            bad_value(element, "ink-limit", "from 100 to 400 percent of ink on one spot", sink);
        }
    }
    return press;
}

} // namespace carefold::design
