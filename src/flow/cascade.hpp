// Which of the layout's rules apply to which element, and what they come to. Private to flow.
#pragma once

#include "flow/flow.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace carefold::flow {

/// An element's properties with lengths, colours and fonts resolved.
struct Look {
    design::Computed computed;
    CharStyle chars;  // language: filled in by Cascade::style
    BlockStyle block; // icon: filled in where the block is made
    Paragraph::Align align = Paragraph::Align::justify;
    bool hyphenate = true, phrases = false, upper = false, hidden = false;
    Length leading, first_indent, marker_width;

    /// A property of type name, choice or colour; "" when unset.
    const std::string& word(design::Property property) const { return computed[property].word; }
};

/// Looks are kept once for each (parent's look, rules that match), so a guide of a thousand
/// elements needs some hundred of them.
class Cascade {
  public:
    using Id = std::uint32_t;
    static constexpr Id initial = 0; // the properties' initial values

    /// Which elements rules match is looked up in `memory`, when there is one.
    Cascade(const content::Guide& guide, const design::Layout& layout, Memory* memory);

    /// Of the element with this content::Node::order.
    Id element(Id parent, std::uint32_t order);
    /// Of generated matter; the parent's, inherited, when there is no style of this name.
    Id named(Id parent, std::string_view style);
    /// Small and above the line: note signs no style is given for.
    Id raised(Id parent);
    const Look& operator[](Id look) const { return looks_[look]; }

    /// Index into styles().
    std::uint32_t style(Id look, const LanguageTag& language);
    const std::vector<CharStyle>& styles() const { return styles_; }
    std::optional<Color> color(const std::string& word) const;

    /// Inserts of the layout that match the element, in the layout's order.
    std::vector<const design::Insert*> inserts(std::uint32_t order) const;

  private:
    /// A list of rules as a path from its last one back: lists that begin alike share memory.
    struct Rules {
        std::uint32_t before = 0; // 0: no more
        const design::Style* last = nullptr;
    };
    void match_rules(const content::Guide& guide, Memory* memory);
    void apply(std::uint32_t rules, Look& look) const;
    void resolve(Look& look) const;
    void resolve_block(Look& look) const;
    Id make(Id parent, std::uint32_t rules);
    std::uint32_t rules_named(std::string_view style);

    const design::Layout& layout_;
    std::vector<Rules> rules_{1};
    std::vector<std::uint32_t> rules_of_; // by order: index into rules_
    std::vector<std::pair<std::uint32_t, const design::Insert*>> inserts_; // by order
    std::map<std::string, std::uint32_t, std::less<>> named_;
    std::deque<Look> looks_;
    std::unordered_map<std::uint64_t, Id> made_; // (parent, rules) -> look
    std::vector<CharStyle> styles_;
    std::vector<std::vector<std::pair<LanguageTag, std::uint32_t>>> styles_of_; // by look
    design::Style raised_;
};

} // namespace carefold::flow
