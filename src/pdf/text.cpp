// Glyph runs -> text operators (ISO 32000-1, 9.4), and where lines end inside a paragraph.
//
// Positions: layout gives each glyph an offset from the run's origin. The viewer advances by the
// widths written in the font; the difference goes into TJ adjustments, always against the sum of
// what was really written, so that rounding never adds up along a line.
#include "pdf/content.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace carefold::pdf {

namespace {

constexpr std::string_view zero_width_space = "\u200B";

/// As std::llround, which is a call into libm for every glyph.
std::int64_t rounded(double value) {
    return static_cast<std::int64_t>(value < 0 ? value - 0.5 : value + 0.5);
}

struct Shown {
    Code code;
    Length at; // from the run's origin, before stretch
    Length rise;
};

/// Glyphs that stand for one stretch of source text.
struct Cluster {
    std::size_t first = 0, count = 0; // in the run's glyphs shown
    std::string_view text;
    bool replaced = false; // the codes alone do not give the text back
    bool silent = false;   // its text is another's: replaced by nothing
};

struct Run {
    std::vector<Shown> shown;
    std::vector<Cluster> clusters;
    Length end;
};

std::string_view text_of(const pages::Text& text, const pages::Glyph& glyph) {
    if (glyph.text_begin >= text.text.size()) {
        return {};
    }
    return std::string_view(text.text).substr(glyph.text_begin, glyph.text_length);
}

/// Of Hebrew and Arabic, with the common combining marks.
bool is_vowel_sign(std::string_view text) {
    std::size_t at = 0;
    const char32_t c = text.empty() ? 0 : next_utf8(text, at);
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05C7 && c != 0x05BE) ||
           (c >= 0x0610 && c <= 0x061A) || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
           (c >= 0x06D6 && c <= 0x06ED && c != 0x06DD);
}

/// The text each glyph of a right-to-left run is to give back. A vowel sign takes no room and
/// stands before its letter: the letter speaks for both.
std::vector<std::string_view> texts_of(const pages::Text& text) {
    std::vector<std::string_view> texts(text.glyphs.size());
    std::size_t letter = texts.size(); // the letter that signs to its left belong to
    for (std::size_t i = texts.size(); i-- > 0;) {
        texts[i] = text_of(text, text.glyphs[i]);
        const bool sign = letter < texts.size() && is_vowel_sign(texts[i]);
        if (sign && texts[i].data() == texts[letter].data() + texts[letter].size()) {
            texts[letter] = {texts[letter].data(), texts[letter].size() + texts[i].size()};
            texts[i] = {};
        } else if (!texts[i].empty()) {
            letter = i;
        }
    }
    return texts;
}

// The first glyph of a cluster carries its text, further ones a zero-width space. Only then is
// ActualText needed, and in left-to-right runs only: poppler, pdf.js and PDFium reverse
// right-to-left replacements.
Run encode(const pages::Text& text, FontUse& font) {
    Run run;
    run.shown.reserve(text.glyphs.size() + 1);
    run.clusters.reserve(text.glyphs.size() + 1);
    const std::vector<std::string_view> joined =
        text.right_to_left ? texts_of(text) : std::vector<std::string_view>();
    for (std::size_t i = 0; i < text.glyphs.size(); ++i) {
        const pages::Glyph& glyph = text.glyphs[i];
        if (glyph.text_length != 0 || run.clusters.empty()) {
            const std::string_view own = text.right_to_left ? joined[i] : text_of(text, glyph);
            const bool silent = own.empty() && glyph.text_length != 0;
            run.clusters.push_back({run.shown.size(), 0, own, silent, silent});
        }
        Cluster& cluster = run.clusters.back();
        if (glyph.id != 0) { // .notdef must not be shown (ISO 19005-2, 6.2.11.8)
            const bool first = cluster.count == 0 && !cluster.text.empty();
            const Code code = font.code(glyph.id, first ? cluster.text : zero_width_space);
            run.shown.push_back({code, run.end + glyph.dx, glyph.dy});
            ++cluster.count;
            cluster.replaced |= !code.exact || (cluster.count > 1 && !text.right_to_left);
        }
        run.end += glyph.advance;
    }
    return run;
}

/// Adds the space at a line's end; in right-to-left runs that end is on the left.
void add_space(Run& run, const pages::Text& text, FontUse& font) {
    const std::uint32_t glyph = text.face->glyph(U' ');
    if (glyph == 0) {
        return;
    }
    const Code code = font.code(glyph, " ");
    const double width = static_cast<double>(font.width(code)) / 1e6;
    const Length at = text.right_to_left ? -text.size.scaled(width) : run.end;
    if (text.right_to_left) {
        run.shown.insert(run.shown.begin(), {code, at, {}});
        for (Cluster& cluster : run.clusters) {
            ++cluster.first;
        }
        run.clusters.insert(run.clusters.begin(), {0, 1, " ", !code.exact});
    } else {
        run.clusters.push_back({run.shown.size(), 1, " ", !code.exact});
        run.shown.push_back({code, at, {}});
    }
}

// Readers turn the letters of a right-to-left word round but take words as they come: so words are
// shown in reading order, each from left to right. A word's signs follow its letters: raised above
// the line, they would cut it in pieces.
Run in_reading_order(Run run) {
    Run ordered;
    ordered.end = run.end;
    ordered.shown.reserve(run.shown.size());
    ordered.clusters.reserve(run.clusters.size());
    const auto take = [&](const Cluster& cluster) {
        const auto from = run.shown.begin() + static_cast<std::ptrdiff_t>(cluster.first);
        ordered.clusters.push_back(cluster);
        ordered.clusters.back().first = ordered.shown.size();
        ordered.shown.insert(ordered.shown.end(), from,
                             from + static_cast<std::ptrdiff_t>(cluster.count));
    };
    for (std::size_t end = run.clusters.size(); end > 0;) {
        if (run.clusters[end - 1].text == " ") {
            take(run.clusters[--end]);
            continue;
        }
        std::size_t begin = end;
        do {
            --begin;
        } while (begin > 0 && run.clusters[begin - 1].text != " ");
        for (const bool silent : {false, true}) {
            for (std::size_t i = begin; i < end; ++i) {
                if (run.clusters[i].silent == silent) {
                    take(run.clusters[i]);
                }
            }
        }
        end = begin;
    }
    return ordered;
}

class RunPainter {
  public:
    RunPainter(RunContext& context, const pages::Item& item, const pages::Text& text)
        : context_(context), item_(item), text_(text), font_number_(context.fonts.use(text.face)),
          size_(to_milli(text.size)), per_point_(size_ > 0 ? 1e6 / static_cast<double>(size_) : 0) {
    }

    void paint(bool space_after) {
        Run run = encoded(space_after);
        if (font().missed()) { // the whole run in one font: codes of both would cut its words
            font_number_ = context_.fonts.use_extra(text_.face);
            run = encoded(space_after);
        }
        if (text_.right_to_left) {
            run = in_reading_order(std::move(run));
        }
        for (std::size_t i = 0; i < run.clusters.size();) {
            const bool replaced = run.clusters[i].replaced;
            std::size_t end = i;
            std::string actual;
            for (; end < run.clusters.size() && run.clusters[end].replaced == replaced; ++end) {
                actual += run.clusters[end].text;
            }
            stretch_of(run, i, end, replaced ? &actual : nullptr);
            i = end;
        }
    }

  private:
    FontUse& font() { return context_.fonts.at(font_number_); }

    Run encoded(bool space_after) {
        Run run = encode(text_, font());
        if (space_after && !run.clusters.empty()) {
            add_space(run, text_, font());
        }
        return run;
    }

    /// Clusters [begin, end): all plain, or all replaced by `actual`.
    void stretch_of(const Run& run, std::size_t begin, std::size_t end, const std::string* actual) {
        const std::size_t first = run.clusters[begin].first;
        const std::size_t last = run.clusters[end - 1].first + run.clusters[end - 1].count;
        if (first == last) {
            return; // nothing visible: no empty sequence
        }
        const bool wrapped = actual != nullptr && !context_.marks.is_artifact(item_);
        if (wrapped) {
            context_.marks.enter_replaced(item_.tag, *actual);
        } else {
            context_.marks.enter(item_);
        }
        start(run.shown[first].at);
        for (std::size_t i = first; i < last; ++i) {
            show(run.shown[i]);
        }
        context_.canvas.set_rise(0);
        context_.canvas.flush_shown();
        if (wrapped) {
            context_.marks.leave();
        }
    }

    void start(Length at) {
        Canvas& canvas = context_.canvas;
        canvas.begin_text();
        canvas.set_fill(text_.color, color::text_use(text_.size));
        canvas.set_font(font_number_, size_);
        canvas.set_stretch(std::llround(text_.stretch * 100000));
        canvas.start_line({to_milli(text_.origin.x + at.scaled(text_.stretch)),
                           to_milli(context_.page_height - text_.origin.y)});
        pen_ = at.to_pt() * per_point_;
    }

    void show(const Shown& glyph) {
        context_.canvas.set_rise(to_milli(glyph.rise));
        const double target = glyph.at.to_pt() * per_point_;
        const std::int64_t by = rounded(pen_ - target);
        if (by != 0) {
            context_.canvas.adjust(by);
            pen_ -= static_cast<double>(by);
        }
        context_.canvas.show(glyph.code.value);
        pen_ += static_cast<double>(font().width(glyph.code)) / 1000;
    }

    RunContext& context_;
    const pages::Item& item_;
    const pages::Text& text_;
    std::size_t font_number_;
    Milli size_;
    double per_point_; // thousandths of an em, as TJ counts
    double pen_ = 0;   // where the viewer would draw next: from the origin, before stretch
};

} // namespace

void paint_text(RunContext& context, const pages::Item& item, bool space_after) {
    const auto& text = std::get<pages::Text>(item.what);
    if (!text.face || text.glyphs.empty()) {
        return;
    }
    RunPainter(context, item, text).paint(space_after);
}

namespace {

char32_t last_character(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
    }
    return text.empty() ? 0 : next_utf8(text, at);
}

/// Scripts written without spaces between words: Thai, Lao, Myanmar, Khmer, Han and kana.
bool is_unspaced(char32_t c) {
    return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) ||
           (c >= 0x1780 && c <= 0x17FF) || (c >= 0x2E80 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

// After a soft hyphen the word goes on. After a hyphen, dash or slash inside a word ("self-care")
// the break needed no space; after " – " it took the place of one.
bool joins(std::string_view text) {
    const char32_t last = last_character(text);
    if (last == 0 || last == U' ' || last == 0x00AD || is_unspaced(last)) {
        return true;
    }
    const bool dash = last == U'-' || last == U'/' || (last >= 0x2010 && last <= 0x2014);
    if (!dash) {
        return false;
    }
    const std::size_t width = last < 0x80 ? 1 : 3;
    return last_character(text.substr(0, text.size() - width)) != U' ';
}

/// The part of the source text that glyphs stand for: the space a line was broken at is left out.
std::size_t drawn_length(const pages::Text& text) {
    const pages::Glyph& last = text.glyphs.back();
    if (last.text_begin + last.text_length == text.text.size()) {
        return text.text.size(); // the usual case
    }
    std::size_t end = 0;
    for (const pages::Glyph& glyph : text.glyphs) {
        end = std::max<std::size_t>(end, glyph.text_begin + glyph.text_length);
    }
    return std::min(end, text.text.size());
}

bool wants_space(const pages::Text& text) {
    const std::size_t drawn = drawn_length(text);
    if (drawn < text.text.size()) {
        return text.text[drawn] == ' '; // not for U+200B: the line was broken inside a word
    }
    return !joins(std::string_view(text.text).substr(0, drawn));
}

struct Last {
    const pages::Text* text = nullptr;
    std::size_t page = 0, item = 0;
};

Length end_of(const pages::Text& text) {
    Length sum;
    for (const pages::Glyph& glyph : text.glyphs) {
        sum += glyph.advance;
    }
    return text.origin.x + sum.scaled(text.stretch);
}

/// A new line is further down or up than a note number's raise; on the same line a gap as wide as
/// a space parts words too (a leader's, in contents).
bool is_apart(const Last& last, const pages::Text& next, std::size_t page) {
    const Length size = max(last.text->size, next.size);
    const Length dy = next.origin.y - last.text->origin.y;
    if (last.page != page || max(dy, -dy) > size.scaled(0.6)) {
        return true;
    }
    const Length gap = max(next.origin.x - end_of(*last.text), last.text->origin.x - end_of(next));
    return gap > size.scaled(0.2);
}

} // namespace

std::vector<bool> find_line_ends(const std::vector<Occurrence>& items, const TagTree& tags) {
    std::vector<bool> ends(items.size());
    std::vector<Last> last_in_block(tags.tags.size());
    for (std::size_t number = 0; number < items.size(); ++number) {
        const auto& [item, page] = items[number];
        const auto* text = std::get_if<pages::Text>(&item->what);
        if (!text || text->glyphs.empty() || tags.owner_of(item->tag) == no_tag) {
            continue;
        }
        const auto block =
            static_cast<std::size_t>(tags.block[static_cast<std::size_t>(item->tag)]);
        Last& last = last_in_block[block];
        if (last.text && wants_space(*last.text) && is_apart(last, *text, page)) {
            ends[last.item] = true;
        }
        last = {text, page, number};
    }
    return ends;
}

} // namespace carefold::pdf
