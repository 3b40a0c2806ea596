// Text against what is painted below it. Documents use a handful of colours, so each pair is judged
// once, at the first text that shows it.
#include "check/check.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace carefold::check {

namespace {

constexpr Color paper{255, 255, 255};
constexpr int bold_weight = 600;

/// Something painted that text may stand on. No colour: a picture.
struct Ground {
    Rect rect;
    std::optional<Color> color;
};

struct Pair {
    Color text, ground;
    bool easy; // to make out: 3 : 1 is enough
    bool operator==(const Pair&) const = default;
};

bool contains(const Rect& rect, Point at) {
    return rect.x <= at.x && at.x <= rect.right() && rect.y <= at.y && at.y <= rect.bottom();
}

/// nullopt over a picture.
std::optional<Color> ground_at(const std::vector<Ground>& grounds, Point at) {
    const auto top = std::find_if(grounds.rbegin(), grounds.rend(),
                                  [&](const Ground& ground) { return contains(ground.rect, at); });
    return top == grounds.rend() ? paper : top->color;
}

std::optional<Color> ground_below(const std::vector<Ground>& grounds, const pages::Text& text) {
    return ground_at(grounds, {text.origin.x + text.size / 8, text.origin.y - text.size / 4});
}

/// A bullet or a dash: seen as a graphic (WCAG 2.1, 1.4.11), not read.
bool is_sign(const pages::Text& text) {
    for (std::size_t at = 0; at < text.text.size();) {
        const char32_t c = next_utf8(text.text, at);
        const bool ascii_word =
            (c >= U'0' && c <= U'9') || ((c | 0x20U) >= U'a' && (c | 0x20U) <= U'z');
        const bool symbol = c >= 0x2000 && c < 0x2C00; // punctuation, arrows, shapes, dingbats
        if (ascii_word || (c >= 0xC0 && !symbol)) {
            return false;
        }
    }
    return true;
}

/// 18 pt, or 14 pt and bold (1.4.3, "large scale").
bool is_large(const pages::Text& text) {
    const bool bold = text.face && text.face->metrics().weight >= bold_weight;
    return text.size >= Length::pt(bold ? 14 : 18);
}

diag::Span where_styled(const flow::Document& flow, const pages::Text& text) {
    const flow::CharStyle* found = nullptr;
    for (const flow::CharStyle& style : flow.styles) {
        if (style.color == text.color && style.span.file) {
            found = found == nullptr || style.size == text.size ? &style : found;
        }
    }
    if (found != nullptr) {
        return found->span;
    }
    return flow.layout == nullptr ? diag::Span{} : diag::file_span(flow.layout->file);
}

std::string ratio(double value) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%.1f : 1", value);
    return text.data();
}

/// Where a brand gave the colour.
std::optional<diag::Span> where_branded(const flow::Document& flow, Color color) {
    if (flow.layout != nullptr) {
        for (const auto& [name, span] : flow.layout->branded) {
            const auto found = flow.layout->palette.find(name);
            if (found != flow.layout->palette.end() && found->second == color) {
                return span;
            }
        }
    }
    return std::nullopt;
}

/// A layout's designer is warned; a brand's colour that cannot be read is refused.
void judge(const Pair& pair, const pages::Text& text, const flow::Document& flow, std::size_t page,
           diag::Sink& sink) {
    const double wanted = pair.easy ? 3.0 : 4.5;
    const double found = contrast(pair.text, pair.ground);
    if (found >= wanted) {
        return;
    }
    diag::Diagnostic finding{diag::Severity::warning,
                             "check.low-contrast",
                             {},
                             "text in " + to_string(pair.text) + " on " + to_string(pair.ground) +
                                 " (page " + std::to_string(page + 1) + ") has a contrast of " +
                                 ratio(found) + ", less than " + ratio(wanted),
                             "make the text darker or what lies below it lighter",
                             {}};
    const auto brand_text = where_branded(flow, pair.text);
    if (const auto span = brand_text ? brand_text : where_branded(flow, pair.ground)) {
        finding.severity = diag::Severity::error;
        finding.span = *span;
        const auto nearest = brand_text ? nearest_passing(pair.text, {{pair.ground, wanted}})
                                        : nearest_passing(pair.ground, {{pair.text, wanted}});
        if (nearest) {
            finding.hint = "the nearest that passes is " + diag::quoted(to_string(*nearest));
        }
    } else {
        finding.span = where_styled(flow, text);
    }
    sink.report(std::move(finding));
}

/// The dark squares of a QR code are its first shape.
std::optional<Color> code_color(const pages::Item& item) {
    const auto* placed = std::get_if<pages::Placed>(&item.what);
    const auto* drawing = placed == nullptr || !placed->picture || placed->picture->pixel_width == 0
                              ? nullptr
                              : std::get_if<image::Vector>(&placed->picture->data);
    return drawing == nullptr || drawing->shapes.empty() ? std::nullopt
                                                         : drawing->shapes.front().fill;
}

diag::Span where_written(const pages::Document& pages, const flow::Document& flow,
                         pages::TagId tag) {
    for (; tag >= 0; tag = pages.tags[static_cast<std::size_t>(tag)].parent) {
        if (pages.tags[static_cast<std::size_t>(tag)].span.file) {
            return pages.tags[static_cast<std::size_t>(tag)].span;
        }
    }
    return flow.layout == nullptr ? diag::Span{} : diag::file_span(flow.layout->file);
}

/// Phones want dark on light, as ISO/IEC 18004 has it.
void judge_code(Color dark, Color ground, const diag::Span& span, diag::Sink& sink) {
    constexpr double wanted = 4.5;
    const bool inverted = contrast(ground, {}) < contrast(dark, {});
    if (inverted || contrast(dark, ground) < wanted) {
        sink.error("check.low-contrast", span,
                   "the QR code in " + to_string(dark) + " on " + to_string(ground) +
                       " cannot be scanned: its contrast is " + ratio(contrast(dark, ground)),
                   "put it on paper or on a light tint");
    }
}

void note_ground(const pages::Item& item, std::vector<Ground>& grounds) {
    if (const auto* box = std::get_if<pages::Box>(&item.what); box != nullptr && box->fill) {
        grounds.push_back({box->rect, box->fill});
    } else if (const auto* placed = std::get_if<pages::Placed>(&item.what)) {
        grounds.push_back({placed->rect, std::nullopt});
    }
}

} // namespace

void inspect_contrast(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink) {
    std::vector<Pair> judged;
    std::vector<Ground> grounds;
    for (std::size_t page = 0; page < pages.pages.size(); ++page) {
        grounds.clear();
        for (const pages::Item& item : pages.pages[page].items) {
            const auto* text = std::get_if<pages::Text>(&item.what);
            if (text == nullptr) {
                if (const auto dark = code_color(item)) {
                    const Rect& rect = std::get<pages::Placed>(item.what).rect;
                    const Point middle{rect.x + rect.width / 2, rect.y + rect.height / 2};
                    if (const auto ground = ground_at(grounds, middle)) {
                        judge_code(*dark, *ground, where_written(pages, flow, item.tag), sink);
                    }
                }
                note_ground(item, grounds);
                continue;
            }
            const std::optional<Color> ground = ground_below(grounds, *text);
            if (!ground) {
                continue;
            }
            const Pair pair{text->color, *ground, is_large(*text) || is_sign(*text)};
            if (std::find(judged.begin(), judged.end(), pair) == judged.end()) {
                judged.push_back(pair);
                judge(pair, *text, flow, page, sink);
            }
        }
    }
}

} // namespace carefold::check
