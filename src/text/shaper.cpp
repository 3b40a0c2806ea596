#include "text/parts.hpp"

#include <algorithm>
#include <limits>

namespace carefold::text {

namespace {

// Largest stretch of a line, in shares of what its spaces give easily: first without hyphens,
// then with.
constexpr double good = 0.5;
constexpr double fair = 1.6;
// Korean spaces are narrow, and wide ones less of an evil than a word in two.
constexpr double roomy = 2.5;

void report_missing(const Prepared& prepared, std::vector<Missing>& missing) {
    for (const Piece& piece : prepared.pieces) {
        if (piece.shaped == nullptr) {
            continue;
        }
        const std::uint32_t owner = prepared.span(piece).owner;
        for (const char32_t c : piece.shaped->missing) {
            const bool known = std::any_of(missing.begin(), missing.end(), [&](const Missing& m) {
                return m.character == c && m.owner == owner;
            });
            if (!known) {
                missing.push_back({c, owner});
            }
        }
    }
}

// Whether there is anything to gain from a second try.
bool may_cut_words(const Prepared& prepared) {
    const std::vector<Style>& styles = prepared.paragraph->styles;
    return prepared.clean.hangul || std::any_of(styles.begin(), styles.end(), [](const Style& s) {
               return s.hyphenator != nullptr;
           });
}

Line make_line(const Prepared& prepared, Words& words, const Options& options, LineEnds ends) {
    Line line;
    Material material = gather(prepared, words, ends);
    const Setting setting = justify(material, prepared, options, ends, line);
    line.joined = !ends.to->forced && ends.to->offset == ends.to->next;
    emit_runs(material, prepared, setting, line);
    if (line.runs.empty()) { // between two forced breaks: as high as the break's own style
        const std::size_t at = std::min<std::size_t>(ends.to->piece, prepared.pieces.size() - 1);
        const Style& style = prepared.style(prepared.pieces[at]);
        const font::Metrics& metrics = style.face->metrics();
        line.ascent = style.size.scaled(1.0 * metrics.ascent / metrics.units_per_em);
        line.descent = style.size.scaled(-1.0 * metrics.descent / metrics.units_per_em);
    }
    return line;
}

bool hangs(const Options& options) {
    return options.hang_punctuation && options.align != Align::center;
}

/// The paragraph's start and where its lines end; empty when nothing was chosen.
std::vector<Break> ends_at(const std::vector<Break>& breaks,
                           const std::vector<std::uint32_t>& chosen) {
    std::vector<Break> ends;
    if (!chosen.empty()) {
        ends.push_back(breaks[0]);
    }
    for (const std::uint32_t index : chosen) {
        ends.push_back(breaks[index]);
    }
    return ends;
}

} // namespace

struct Shaper::Impl {
    Words words;
    Breaker breaker;

    explicit Impl(Fallback fallback) : words(std::move(fallback)) {}

    std::vector<Break> choose(const Prepared& prepared, const Options& options);
    std::vector<Break> between_phrases(const Prepared& prepared, const Options& options);
};

/// Empty where a phrase is wider than the measure, or a last line would be too short.
std::vector<Break> Shaper::Impl::between_phrases(const Prepared& prepared, const Options& options) {
    const std::vector<Break> breaks = candidates(prepared, words, Cuts::none, hangs(options));
    return ends_at(breaks, total_fit({&breaks, &options, std::numeric_limits<double>::infinity()}));
}

// In three steps, from the most pleasant means to the last: no hyphens, hyphens, anything. Korean
// words are cut in justified lines only, or where they are wider than the measure.
std::vector<Break> Shaper::Impl::choose(const Prepared& prepared, const Options& options) {
    const bool hang = hangs(options);
    const bool korean = prepared.clean.hangul && prepared.language.language() == "ko";
    const bool cut =
        options.hyphenate && (korean ? options.align == Align::justify : may_cut_words(prepared));
    std::vector<Break> breaks = candidates(prepared, words, Cuts::none, hang);
    const double first = korean ? roomy : cut ? good : fair;
    std::vector<std::uint32_t> chosen = total_fit({&breaks, &options, first});
    if (chosen.empty() && cut) {
        breaks = candidates(prepared, words, Cuts::some, hang);
        chosen = total_fit({&breaks, &options, fair});
    }
    if (chosen.empty()) {
        if (!cut && prepared.clean.hangul) {
            breaks = candidates(prepared, words, Cuts::any, hang);
        }
        chosen = total_fit({&breaks, &options, std::numeric_limits<double>::infinity(), true});
    }
    return ends_at(breaks, chosen);
}

Shaper::Shaper(Fallback fallback) : impl_(std::make_unique<Impl>(std::move(fallback))) {}
Shaper::~Shaper() = default;

std::vector<Line> Shaper::set(const Paragraph& paragraph, const Options& options,
                              std::vector<Missing>& missing) {
    Prepared prepared = prepare(paragraph, impl_->words, impl_->breaker,
                                options.phrases && options.align != Align::justify);
    if (prepared.pieces.empty() || options.measures.empty()) {
        return {};
    }
    report_missing(prepared, missing);
    std::vector<Break> ends;
    if (prepared.phrases) {
        ends = impl_->between_phrases(prepared, options);
        if (ends.empty()) {
            prepared = prepare(paragraph, impl_->words, impl_->breaker);
        }
    }
    if (ends.empty()) {
        ends = impl_->choose(prepared, options);
    }
    std::vector<Line> lines;
    lines.reserve(ends.size());
    for (std::size_t i = 1; i < ends.size(); ++i) {
        lines.push_back(
            make_line(prepared, impl_->words, options, {&ends[i - 1], &ends[i], i - 1}));
    }
    return lines;
}

Shaper::Extent Shaper::measure(const Paragraph& paragraph, std::vector<Missing>& missing) {
    const Prepared prepared = prepare(paragraph, impl_->words, impl_->breaker);
    Extent extent;
    if (prepared.pieces.empty()) {
        return extent;
    }
    report_missing(prepared, missing);
    const std::vector<Break> breaks = candidates(prepared, impl_->words, Cuts::none, false);
    const Break* line = &breaks[0];
    for (std::size_t i = 1; i < breaks.size(); ++i) {
        const Break& b = breaks[i];
        extent.minimum = max(extent.minimum, b.before - breaks[i - 1].after + b.tail);
        if (b.forced) {
            extent.natural = max(extent.natural, b.before - line->after + b.tail);
            line = &b;
        }
    }
    return extent;
}

void Shaper::forget() {
    impl_->words.forget();
}

} // namespace carefold::text
