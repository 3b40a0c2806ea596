// content: the guide as meaning. XML -> Guide; brand.xml -> Brand.
// Enters: text of guide.xml and brand.xml. Leaves: Guide, Brand.
// Never here: appearance, files, languages' rules. docs/guide-format.md is the vocabulary;
// vocabulary.cpp holds the same table, guide.rng the same for editors.
#pragma once

#include "base/base.hpp"
#include "content/brand.hpp"
#include "diag/diag.hpp"
#include "xliff/xliff.hpp"
#include "xml/xml.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::content {

inline constexpr std::string_view guide_namespace = "urn:carefold:guide:1";
inline constexpr std::string_view brand_namespace = "urn:carefold:brand:1";

enum class Audience : std::uint8_t { client, practitioner };
std::optional<Audience> parse_audience(std::string_view text);
std::string_view to_string(Audience audience);

/// Every element of the vocabulary. `text` is a run of characters.
enum class Kind : std::uint8_t {
    text,
    guide,
    metadata,
    title,
    subtitle,
    summary,
    version,
    review,
    keywords,
    keyword,
    cover,
    sources,
    source,
    section,
    lead,
    p,
    list,
    item,
    steps,
    step,
    checklist,
    check,
    technique,
    name,
    essence,
    feel,
    suits,
    care,
    benefit,
    consideration,
    table,
    head,
    row,
    cell,
    caption,
    figure,
    alt,
    callout,
    definitions,
    definition,
    term,
    meaning,
    contact,
    line,
    qr,
    writing,
    label,
    em,
    strong,
    foreign,
    field,
    cite,
    xref,
    footnote,
    link,
};
std::string_view to_string(Kind kind);

/// One element (or run of text) with everything checked. Children in document order.
/// Text is collapsed: white space runs are one space, none at the ends of a block.
struct Node {
    Kind kind = Kind::text;
    std::string text; // kind text only
    std::string id;   // may be empty
    diag::Span span;
    LanguageTag language;                      // inherited
    std::array<bool, 2> audiences{true, true}; // by Audience; inherited
    std::vector<std::pair<std::string, std::string>>
        attributes; // own ones but id, audience, xml:lang
    std::vector<Node> children;
    std::uint32_t order = 0; // xml::Node::order of the element: what select() returns

    std::string_view attribute(std::string_view name) const; // "" when absent
    const Node* child(Kind kind) const;                      // first of that kind or nullptr
    bool is_inline_container() const; // its children are text and inline elements
};

/// All characters below, collapsed; footnotes left out.
std::string plain_text(const Node& node);

struct Guide {
    std::shared_ptr<const xml::Document> document; // for select()
    Node root;
    std::map<std::string, const Node*, std::less<>> by_id; // into root
    bool awaits_review = false; // a translation of which something in use is not signed off
};

/// Loads and validates; reports all problems. nullptr when nothing usable came out. Codes:
/// content.unknown-element, .unknown-attribute, .misplaced-element, .missing-element,
/// .missing-attribute, .bad-value, .missing-id, .duplicate-id, .dangling-id, .unknown-field,
/// .unknown-source, .missing-alt, .unexpected-text, .empty, and those of xml.
/// `fields`: names that fields may have besides `field_names`.
std::unique_ptr<const Guide> load_guide(std::string text, const std::string& file, diag::Sink& sink,
                                        const std::vector<std::string>& fields = {});

/// What is to be translated, in document order: elements marked T in docs/guide-format.md,
/// footnotes behind the text they stand in. Sources, version and review are not.
std::vector<xliff::Unit> units(const Guide& guide);

struct TranslateOptions {
    Audience audience = Audience::client; // only its units count as missing
    std::optional<xliff::Level> required; // less is an error
};
/// The guide in the translation's language: the same tree and orders, translated text rebuilt with
/// the inline elements of the source. What has no target keeps its text and its language. Codes:
/// content.untranslated (one warning) and those of xliff::Picker.
std::unique_ptr<const Guide> translate(const Guide& guide, const xliff::Translation& translation,
                                       const TranslateOptions& options, diag::Sink& sink);

/// XPath over the guide, namespace-free local names, context: the guide element.
/// Gives Node::order of each element selected, ascending.
std::vector<std::uint32_t> select(const Guide& guide, const xml::Query& query);

/// Names that every guide may use; what its lists of clients have comes on top.
const std::vector<std::string_view>& field_names();

} // namespace carefold::content
