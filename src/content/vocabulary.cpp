#include "content/vocabulary.hpp"

#include <unordered_map>

namespace carefold::content {

namespace {

using K = Kind;
using M = Model;

template <typename... Rest>
constexpr Kinds any(Rest... kinds) {
    return (set_of(kinds) | ...);
}
constexpr Slot one(Kind kind) {
    return {set_of(kind), 1, 1};
}
constexpr Slot maybe(Kind kind) {
    return {set_of(kind), 0, 1};
}
constexpr Slot some(Kinds kinds) {
    return {kinds, 1, 0};
}
constexpr Slot some(Kind kind) {
    return some(set_of(kind));
}
constexpr Slot several(Kinds kinds) {
    return {kinds, 0, 0};
}
constexpr Slot several(Kind kind) {
    return several(set_of(kind));
}

constexpr Kinds blocks =
    any(K::p, K::list, K::steps, K::checklist, K::technique, K::benefit, K::consideration, K::table,
        K::figure, K::callout, K::definitions, K::contact, K::writing);

constexpr AttributeRule choice(std::string_view name, std::string_view choices,
                               Need need = Need::required) {
    return {name, need, Format::choice, choices};
}
constexpr AttributeRule value(std::string_view name, Format format, Need need = Need::required) {
    return {name, need, format, {}};
}

constexpr auto role = choice("role",
                             "about causes role-of-massage techniques areas benefits evidence "
                             "considerations maintenance contact",
                             Need::at_top);

// clang-format off
constexpr bool profiled = true;
constexpr bool everyone = false;
// In the order of enum Kind, so that a kind is its own index.
constexpr std::array<ElementRule, 55> rules = {{
    {K::text, "", M::text},
    {K::guide, "guide", M::elements, Id::none, everyone, {one(K::metadata), some(K::section)}},
    {K::metadata, "metadata", M::elements, Id::none, everyone,
     {some(K::title), several(K::subtitle), several(K::summary), one(K::version), one(K::review),
      one(K::keywords), maybe(K::cover), one(K::sources)}},
    {K::title, "title", M::inlines, Id::required, profiled},
    {K::subtitle, "subtitle", M::inlines, Id::required, profiled},
    {K::summary, "summary", M::inlines, Id::required, profiled},
    {K::version, "version", M::text, Id::none, profiled},
    {K::review, "review", M::nothing, Id::none, profiled, {},
     {value("date", Format::date), choice("status", "draft in-review reviewed")}},
    {K::keywords, "keywords", M::elements, Id::none, profiled, {some(K::keyword)}},
    {K::keyword, "keyword", M::text, Id::required, profiled},
    {K::cover, "cover", M::elements, Id::none, profiled, {one(K::alt)},
     {value("src", Format::picture)}},
    {K::sources, "sources", M::elements, Id::none, profiled, {some(K::source)}},
    {K::source, "source", M::inlines, Id::required, profiled, {},
     {value("href", Format::address, Need::optional)}},
    {K::section, "section", M::elements, Id::required, profiled,
     {one(K::title), maybe(K::lead), several(K::summary), several(blocks | set_of(K::section))},
     {role}},
    {K::lead, "lead", M::inlines, Id::required, profiled},
    {K::p, "p", M::inlines, Id::required, profiled},
    {K::list, "list", M::elements, Id::optional, profiled, {some(K::item)}},
    {K::item, "item", M::inlines, Id::required, profiled},
    {K::steps, "steps", M::elements, Id::optional, profiled, {some(K::step)}},
    {K::step, "step", M::inlines, Id::required, profiled},
    {K::checklist, "checklist", M::elements, Id::optional, profiled,
     {maybe(K::title), some(K::check)}},
    {K::check, "check", M::inlines, Id::required, profiled},
    {K::technique, "technique", M::elements, Id::required, profiled,
     {one(K::name), several(K::summary), maybe(K::figure), one(K::essence), one(K::feel),
      one(K::suits), one(K::care), several(K::p)},
     {choice("pressure", "1 2 3 4 5")}},
    {K::name, "name", M::inlines, Id::required},
    {K::essence, "essence", M::inlines, Id::required},
    {K::feel, "feel", M::inlines, Id::required},
    {K::suits, "suits", M::inlines, Id::required},
    {K::care, "care", M::inlines, Id::required},
    {K::benefit, "benefit", M::elements, Id::required, profiled,
     {one(K::name), several(K::summary), some(K::p)},
     {choice("evidence", "strong moderate low very-low traditional")}},
    {K::consideration, "consideration", M::elements, Id::required, profiled,
     {one(K::name), several(K::summary), several(K::p)},
     {choice("level", "emergency doctor avoid adapt")}},
    {K::table, "table", M::elements, Id::required, profiled,
     {one(K::caption), one(K::head), some(K::row)}},
    {K::head, "head", M::elements, Id::none, everyone, {some(K::cell)}},
    {K::row, "row", M::elements, Id::none, profiled, {some(K::cell)}},
    {K::cell, "cell", M::inlines, Id::unless_empty, everyone, {},
     {choice("header", "row", Need::optional), choice("kind", "text number", Need::optional)}},
    {K::caption, "caption", M::inlines, Id::required},
    {K::figure, "figure", M::elements, Id::required, profiled, {one(K::alt), maybe(K::caption)},
     {value("src", Format::picture)}},
    {K::alt, "alt", M::text, Id::required},
    {K::callout, "callout", M::elements, Id::optional, profiled,
     {maybe(K::title), several(K::summary), some(any(K::p, K::list, K::steps))},
     {choice("kind", "note tip caution emergency")}},
    {K::definitions, "definitions", M::elements, Id::optional, profiled, {some(K::definition)}},
    {K::definition, "definition", M::elements, Id::required, profiled,
     {one(K::term), one(K::meaning)}},
    {K::term, "term", M::inlines, Id::required},
    {K::meaning, "meaning", M::inlines, Id::required},
    {K::contact, "contact", M::elements, Id::optional, profiled, {some(K::line), maybe(K::qr)}},
    {K::line, "line", M::inlines, Id::required, profiled},
    {K::qr, "qr", M::elements, Id::none, profiled, {one(K::alt)}, {value("field", Format::field)}},
    {K::writing, "writing", M::elements, Id::optional, profiled, {maybe(K::label)},
     {value("lines", Format::lines)}},
    {K::label, "label", M::inlines, Id::required},
    {K::em, "em", M::inlines},
    {K::strong, "strong", M::inlines},
    {K::foreign, "foreign", M::inlines},
    {K::field, "field", M::nothing, Id::none, everyone, {}, {value("name", Format::field)}},
    {K::cite, "cite", M::nothing, Id::none, everyone, {}, {value("source", Format::source)}},
    {K::xref, "xref", M::inlines, Id::none, everyone, {}, {value("to", Format::id)}},
    {K::footnote, "footnote", M::inlines, Id::required},
    {K::link, "link", M::inlines, Id::none, everyone, {}, {value("href", Format::address)}},
}};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (static_cast<std::size_t>(rules[i].kind) != i) {
            return false;
        }
    }
    return static_cast<std::size_t>(Kind::link) + 1 == rules.size();
}
static_assert(in_order());
static_assert(rules.size() <= 64, "Kinds is a set in 64 bits");

} // namespace

const ElementRule& rule_of(Kind kind) {
    return rules[static_cast<std::size_t>(kind)];
}

std::string_view to_string(Kind kind) {
    return kind == Kind::text ? "text" : rule_of(kind).name;
}

std::optional<Kind> kind_named(std::string_view name) {
    static const auto by_name = [] {
        std::unordered_map<std::string_view, Kind> table;
        for (const ElementRule& rule : rules) {
            table.emplace(rule.name, rule.kind);
        }
        return table;
    }();
    const auto found = by_name.find(name);
    return found == by_name.end() || name.empty() ? std::nullopt : std::optional(found->second);
}

Kinds allowed_in(Kind kind) {
    const ElementRule& rule = rule_of(kind);
    Kinds kinds = rule.model == Model::inlines ? inline_kinds : 0;
    for (const Slot& slot : rule.slots) {
        kinds |= slot.kinds;
    }
    return kinds;
}

Kinds parents_of(Kind kind) {
    Kinds parents = 0;
    for (const ElementRule& rule : rules) {
        parents |= contains(allowed_in(rule.kind), kind) ? set_of(rule.kind) : 0;
    }
    return parents;
}

std::vector<std::string_view> names_of(Kinds kinds) {
    std::vector<std::string_view> names;
    for (const ElementRule& rule : rules) {
        if (contains(kinds, rule.kind)) {
            names.push_back(rule.name);
        }
    }
    return names;
}

} // namespace carefold::content
