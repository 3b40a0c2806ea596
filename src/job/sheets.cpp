#include "job/sheets.hpp"

#include "layout/layout.hpp"
#include "locale/locale.hpp"

#include <algorithm>
#include <utility>

namespace carefold::job {

namespace {

impose::Kind kind_of(design::Fold::Kind kind) {
    using From = design::Fold::Kind;
    constexpr std::pair<From, impose::Kind> kinds[]{{From::saddle, impose::Kind::saddle},
                                                    {From::signatures, impose::Kind::signatures},
                                                    {From::perfect, impose::Kind::perfect},
                                                    {From::letter, impose::Kind::letter},
                                                    {From::z, impose::Kind::z},
                                                    {From::n_up, impose::Kind::n_up},
                                                    {From::cut_stack, impose::Kind::cut_stack},
                                                    {From::none, impose::Kind::none}};
    for (const auto& [from, to] : kinds) {
        if (from == kind) {
            return to;
        }
    }
    return impose::Kind::none;
}

} // namespace

impose::Plan plan_of(const design::Fold& fold) {
    impose::Plan plan;
    plan.kind = kind_of(fold.kind);
    plan.paper = fold.paper;
    plan.paper_thickness = fold.creep ? fold.paper_thickness : Length();
    plan.unprintable = fold.unprintable;
    plan.flip = fold.flip == design::Fold::Flip::upright      ? impose::upright_flip(fold.paper)
                : fold.flip == design::Fold::Flip::short_edge ? impose::Flip::short_edge
                                                              : impose::Flip::long_edge;
    plan.sheets = fold.sheets;
    plan.columns = fold.columns;
    plan.rows = fold.rows;
    plan.gutter = fold.gutter;
    plan.marks = fold.marks;
    return plan;
}

diag::Span fold_span(const design::Layout& layout) {
    return layout.fold.span.line > 0 ? layout.fold.span : diag::file_span(layout.file);
}

namespace {

constexpr std::pair<impose::Kind, std::string_view> words_of_kinds[]{
    {impose::Kind::saddle, "sheet-help.saddle"},
    {impose::Kind::signatures, "sheet-help.signatures"},
    {impose::Kind::perfect, "sheet-help.perfect"},
    {impose::Kind::letter, "sheet-help.letter"},
    {impose::Kind::z, "sheet-help.z"},
    {impose::Kind::n_up, "sheet-help.n-up"},
    {impose::Kind::cut_stack, "sheet-help.cut-stack"}};

std::string word(const design::Words& words, std::string_view id) {
    const std::string* found = words.find(id);
    return found == nullptr ? std::string() : *found;
}

/// Sentences are parted as the language parts them.
std::string joined(const std::string& first, const std::string& second, const LanguageTag& tag) {
    const bool space = !first.empty() && !second.empty() && locale::parts_words(tag);
    return first + (space ? " " : "") + second;
}

/// "3", or "2.1" for the first sheet of the second section.
std::string sheet_number(std::size_t sheet, const impose::Plan& plan,
                         const locale::Digits& digits) {
    const auto number = [&](std::size_t n) { return digits(static_cast<long long>(n) + 1); };
    const std::size_t section = impose::section_sheets(plan);
    return section < 2 ? number(sheet) : number(sheet / section) + "." + number(sheet % section);
}

std::string filled(std::string text, const std::string& number) {
    const std::size_t at = text.find("{n}");
    return at == std::string::npos ? text : text.replace(at, 3, number);
}

/// Along the text, and across it.
Size frame_of(const pages::Strip& strip) {
    return strip.rotation == 0 ? Size{strip.area.width, strip.area.height}
                               : Size{strip.area.height, strip.area.width};
}

/// The text in the middle of what room there is across it.
void fit(pages::Strip& strip, layout::SetStrip&& set) {
    const Length spare = (frame_of(strip).height - set.height) / 2;
    (strip.rotation == 0 ? strip.area.y : strip.area.x) += spare;
    (strip.rotation == 0 ? strip.area.height : strip.area.width) = set.height;
    strip.items = std::move(set.items);
}

} // namespace

SheetHelp sheet_help(const design::Words& words, const impose::Plan& plan) {
    SheetHelp help;
    help.language = words.language;
    help.text = word(words, plan.flip == impose::Flip::short_edge ? "sheet-help.flip.short"
                                                                  : "sheet-help.flip.long");
    for (const auto& [kind, id] : words_of_kinds) {
        if (kind == plan.kind) {
            help.text = joined(help.text, word(words, id), words.language);
        }
    }
    help.front = word(words, "sheet-help.front");
    help.back = word(words, "sheet-help.back");
    return help;
}

void set_strips(pages::Imposition& imposition, const StripWords& words, font::Library& fonts,
                diag::Sink& sink) {
    const auto& [help, plan, family] = words;
    const locale::Digits digits(help.language);
    std::vector<std::pair<std::string, Length>> texts;
    for (std::size_t side = 0; side < imposition.sheets.size(); ++side) {
        const pages::Sheet& sheet = imposition.sheets[side];
        const std::string number = sheet_number(side / 2, plan, digits);
        for (const pages::Strip& strip : sheet.strips) {
            texts.emplace_back(joined(filled(sheet.back ? help.back : help.front, number),
                                      help.text, help.language),
                               frame_of(strip).width);
        }
    }
    std::vector<layout::SetStrip> set;
    if (!help.text.empty() && !texts.empty()) {
        const layout::StripStyle style{family, Length::pt(6.5), help.language};
        set = layout::set_strips(texts, style, {&fonts, nullptr}, sink);
    }
    set.resize(texts.size());
    std::size_t next = 0;
    for (pages::Sheet& sheet : imposition.sheets) {
        std::vector<pages::Strip> kept;
        for (pages::Strip& strip : sheet.strips) {
            layout::SetStrip& text = set[next++];
            const bool fits = !text.items.empty() && text.height <= frame_of(strip).height;
            if (fits && kept.empty()) {
                fit(strip, std::move(text));
                kept.push_back(std::move(strip));
            }
        }
        sheet.strips = std::move(kept);
    }
}

std::size_t paper_sheets(const pages::Imposition& imposition) {
    return static_cast<std::size_t>(
        std::count_if(imposition.sheets.begin(), imposition.sheets.end(),
                      [](const pages::Sheet& sheet) { return !sheet.back; }));
}

} // namespace carefold::job
