#include "flow/cascade.hpp"

#include <algorithm>

namespace carefold::flow {

using design::Property;

bool CharStyle::same_look(const CharStyle& other) const {
    return size == other.size && bold == other.bold && italic == other.italic &&
           color == other.color && family == other.family && small_caps == other.small_caps &&
           figures == other.figures && tracking == other.tracking && rise == other.rise &&
           language == other.language;
}

namespace {

/// Elements that rule `number` matches.
std::vector<std::uint32_t> matched(const content::Guide& guide, const xml::Query& query,
                                   std::size_t number, Memory* memory) {
    if (memory == nullptr) {
        return content::select(guide, query);
    }
    if (number == memory->matches.size()) {
        memory->matches.push_back(content::select(guide, query));
    }
    return memory->matches[number];
}

} // namespace

Cascade::Cascade(const content::Guide& guide, const design::Layout& layout, Memory* memory)
    : layout_(layout) {
    design::Value size;
    size.unit = design::Value::Unit::em;
    size.number = 0.65;
    design::Value rise = size;
    rise.number = 0.5;
    raised_.properties = {{Property::size, size}, {Property::rise, rise}};

    looks_.emplace_back();
    resolve(looks_.back());
    styles_of_.resize(1);
    match_rules(guide, memory);
}

// Rules are taken in the layout's order, so an element's list grows at its end; within one rule
// only a few different lists are extended, and each extension is made once.
void Cascade::match_rules(const content::Guide& guide, Memory* memory) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> extended; // list -> list with this rule
    std::size_t number = 0;
    for (const design::Style& style : layout_.styles) {
        if (!style.match) {
            continue;
        }
        extended.clear();
        for (const std::uint32_t order : matched(guide, *style.match, number++, memory)) {
            if (order >= rules_of_.size()) {
                rules_of_.resize(order + 256);
            }
            std::uint32_t& list = rules_of_[order];
            const auto known = std::find_if(extended.begin(), extended.end(),
                                            [&](const auto& pair) { return pair.first == list; });
            if (known == extended.end()) {
                const auto made = static_cast<std::uint32_t>(rules_.size());
                rules_.push_back({list, &style});
                extended.emplace_back(list, made);
                list = made;
            } else {
                list = known->second;
            }
        }
    }
    for (const design::Insert& insert : layout_.inserts) {
        if (insert.match) {
            for (const std::uint32_t order : matched(guide, *insert.match, number++, memory)) {
                inserts_.emplace_back(order, &insert);
            }
        }
    }
    std::stable_sort(inserts_.begin(), inserts_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
}

Cascade::Id Cascade::element(Id parent, std::uint32_t order) {
    return make(parent, order < rules_of_.size() ? rules_of_[order] : 0);
}

Cascade::Id Cascade::named(Id parent, std::string_view style) {
    return make(parent, rules_named(style));
}

Cascade::Id Cascade::raised(Id parent) {
    const auto known = named_.find("");
    if (known != named_.end()) {
        return make(parent, known->second);
    }
    const auto rules = static_cast<std::uint32_t>(rules_.size());
    rules_.push_back({0, &raised_});
    named_.emplace("", rules);
    return make(parent, rules);
}

std::uint32_t Cascade::rules_named(std::string_view style) {
    const design::Style* found = style.empty() ? nullptr : layout_.style(style);
    if (found == nullptr) {
        return 0;
    }
    const auto known = named_.find(style);
    if (known != named_.end()) {
        return known->second;
    }
    const auto rules = static_cast<std::uint32_t>(rules_.size());
    rules_.push_back({0, found});
    named_.emplace(std::string(style), rules);
    return rules;
}

Cascade::Id Cascade::make(Id parent, std::uint32_t rules) {
    const std::uint64_t key = (std::uint64_t{parent} << 32U) | rules;
    const auto [at, fresh] = made_.try_emplace(key, static_cast<Id>(looks_.size()));
    if (fresh) {
        Look look;
        look.computed = looks_[parent].computed.inherit();
        look.chars.span = looks_[parent].chars.span;
        apply(rules, look);
        resolve(look);
        looks_.push_back(std::move(look));
        styles_of_.emplace_back();
    }
    return at->second;
}

void Cascade::apply(std::uint32_t rules, Look& look) const {
    if (rules == 0) {
        return;
    }
    apply(rules_[rules].before, look);
    const design::Style& style = *rules_[rules].last;
    look.computed.apply(style.properties);
    for (const auto& [property, value] : style.properties) {
        if (property == Property::font || property == Property::weight ||
            property == Property::slant) {
            look.chars.span = style.span;
        }
    }
}

void Cascade::resolve(Look& look) const {
    const design::Computed& computed = look.computed;
    CharStyle& chars = look.chars;
    const auto family = layout_.families.find(look.word(Property::font));
    chars.family = family == layout_.families.end() ? look.word(Property::font) : family->second;
    chars.size =
        max(computed.length(Property::size, Length::pt(12), layout_.grid), layout_.minimum_size);
    chars.bold = look.word(Property::weight) == "bold";
    chars.italic = look.word(Property::slant) == "italic";
    chars.small_caps = look.word(Property::caps) == "small";
    const std::string& figures = look.word(Property::figures);
    chars.figures = figures == "oldstyle"  ? Figures::oldstyle
                    : figures == "tabular" ? Figures::tabular
                                           : Figures::normal;
    chars.tracking = computed.length(Property::tracking, chars.size, layout_.grid);
    chars.rise = computed.length(Property::rise, chars.size, layout_.grid);
    chars.color = color(look.word(Property::color)).value_or(Color{});

    const std::string& align = look.word(Property::align);
    look.align = align == "start"    ? Paragraph::Align::start
                 : align == "center" ? Paragraph::Align::center
                 : align == "end"    ? Paragraph::Align::end
                                     : Paragraph::Align::justify;
    look.hyphenate = computed[Property::hyphenate].flag();
    look.phrases = computed[Property::phrases].flag();
    look.upper = look.word(Property::caps) == "all";
    look.hidden = look.word(Property::display) == "none";
    look.leading = computed.length(Property::leading, chars.size, layout_.grid);
    look.first_indent = computed.length(Property::first_indent, chars.size, layout_.grid);
    look.marker_width = computed.length(Property::marker_width, chars.size, layout_.grid);
    resolve_block(look);
}

void Cascade::resolve_block(Look& look) const {
    const design::Computed& computed = look.computed;
    const auto length = [&](Property property) {
        return computed.length(property, look.chars.size, layout_.grid);
    };
    const auto number = [&](Property property) {
        return static_cast<int>(std::lround(computed[property].number));
    };
    BlockStyle& block = look.block;
    block.space_before = length(Property::space_before);
    block.space_after = length(Property::space_after);
    block.start_indent = length(Property::start_indent);
    block.end_indent = length(Property::end_indent);
    block.width_percent = number(Property::width);
    block.keep_with_next = computed[Property::keep_with_next].flag();
    block.keep_together = computed[Property::keep_together].flag();
    block.break_before = look.word(Property::break_before) == "page";
    block.break_column = look.word(Property::break_before) == "column";
    block.fill = color(look.word(Property::fill));
    block.bar_color = color(look.word(Property::bar_color));
    block.frame_color = color(look.word(Property::frame_color));
    block.rule_color = color(look.word(Property::rule_color));
    block.bar_width = length(Property::bar_width);
    block.frame_width = length(Property::frame_width);
    block.rule_width = length(Property::rule_width);
    block.padding = length(Property::padding);
    block.radius = length(Property::radius);
    block.icon_size = length(Property::icon_size);
    block.columns = std::max(1, number(Property::columns));
    block.column_gap = length(Property::column_gap);
    block.max_height = length(Property::max_height);
    const std::string& position = look.word(Property::position);
    block.position = position == "center" ? BlockStyle::Position::center
                     : position == "end"  ? BlockStyle::Position::end
                                          : BlockStyle::Position::start;
    block.off_grid = computed[Property::off_grid].flag();
}

std::optional<Color> Cascade::color(const std::string& word) const {
    if (word.empty() || word == "none") {
        return std::nullopt;
    }
    const auto found = layout_.palette.find(word);
    return found == layout_.palette.end() ? parse_color(word) : std::optional(found->second);
}

std::uint32_t Cascade::style(Id look, const LanguageTag& language) {
    for (const auto& [known, index] : styles_of_[look]) {
        if (known == language) {
            return index;
        }
    }
    CharStyle chars = looks_[look].chars;
    chars.language = language;
    const auto same = std::find_if(styles_.begin(), styles_.end(),
                                   [&](const CharStyle& other) { return other.same_look(chars); });
    const auto index = static_cast<std::uint32_t>(same - styles_.begin());
    if (same == styles_.end()) {
        styles_.push_back(std::move(chars));
    }
    styles_of_[look].emplace_back(language, index);
    return index;
}

std::vector<const design::Insert*> Cascade::inserts(std::uint32_t order) const {
    std::vector<const design::Insert*> found;
    auto at =
        std::lower_bound(inserts_.begin(), inserts_.end(), order,
                         [](const auto& pair, std::uint32_t key) { return pair.first < key; });
    for (; at != inserts_.end() && at->first == order; ++at) {
        found.push_back(at->second);
    }
    return found;
}

} // namespace carefold::flow
