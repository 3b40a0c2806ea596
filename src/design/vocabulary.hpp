// The three small vocabularies of this room as tables, and the one checker that reads them.
// Inside the room only.
#pragma once

#include "design/design.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::design {

enum class Type : std::uint8_t {
    text,     // anything
    length,   // "12pt", "-3mm"
    positive, // a length above zero
    count,    // a whole number
    flag,     // yes, no
    choice,
    hex,       // "#rrggbb"
    process,   // "0 52 58 20": percent of cyan, magenta, yellow, black
    language,  // BCP 47
    languages, // the same, separated by spaces
    scripts,   // ISO 15924 codes, separated by spaces
    color,     // a colour of the palette
    style,     // a style of this file or one it extends
    layout,    // checked where it is read
    group,     // a name for scripts
    pattern,   // XSLT-like
    xpath,
};

struct AttributeRule {
    std::string_view name;
    Type type = Type::text;
    bool required = false;
    std::string_view choices; // "a b c"
};

struct ElementRule {
    std::string_view name;
    std::string_view parents; // "a b c"; "" for the root
    std::span<const AttributeRule> attributes;
    bool text = false;       // holds characters
    bool properties = false; // takes style properties as attributes
};

using Vocabulary = std::span<const ElementRule>;
Vocabulary layout_vocabulary();
Vocabulary words_vocabulary();
Vocabulary fonts_vocabulary();

/// A layout's file and those it extends, the furthest first. Not whole: one of them is missing or
/// no XML, which has been said; so nothing can be told of names that the others do not know.
struct Lineage {
    std::vector<xml::Document> documents;
    bool whole = true;
};
Lineage read_lineage(std::string text, const std::string& file, const ParentLoader& parents,
                     diag::Sink& sink);
bool same_file(const diag::Span& a, const diag::Span& b);

/// Who reads: the target, and the names of the script groups it is in.
struct Reader {
    Target target;
    std::vector<std::string_view> groups; // of the documents' text
};
Reader reader_of(const Lineage& lineage, const Target& target);

/// Reports everything that can be told from one element at a time, and names that nothing in all
/// the documents bears.
void validate(const Lineage& lineage, Vocabulary vocabulary, const Reader& reader,
              diag::Sink& sink);
void validate(const xml::Node& root, Vocabulary vocabulary, diag::Sink& sink);

/// By the element's own attribute; what it stands in is the caller's to ask.
bool is_for(const xml::Node& element, const Reader& reader);

std::string meant(std::string_view word, const std::vector<std::string_view>& choices);
std::string one_of(const std::vector<std::string_view>& choices);
std::string_view expected(Type type);
std::string_view expected(ValueType type);
bool is_plain_value(Type type, std::string_view text);
bool is_script(std::string_view word); // as ISO 15924 writes them: "Arab"

/// "a b c" -> {"a", "b", "c"}
std::vector<std::string_view> split_words(std::string_view list);
bool has_word(std::string_view list, std::string_view word);

/// An XSLT-like pattern as the XPath that finds all it matches: "a | b/c" -> "//a | //b/c".
std::string pattern_to_xpath(std::string_view pattern);

/// Characters collapsed as in HTML, ends kept as single spaces.
std::string collapse(std::string_view text);

/// An attribute that validate() has already complained about counts as absent.
std::string attribute_text(const xml::Node& element, std::string_view name);
std::optional<Length> attribute_length(const xml::Node& element, std::string_view name);
std::optional<int> attribute_count(const xml::Node& element, std::string_view name);

/// The parts of load_layout, in the order of the file.
void load_styles(const xml::Node& styles, Layout& layout, const Reader& reader, diag::Sink& sink);
void load_masters(const xml::Node& masters, Layout& layout, const Reader& reader, diag::Sink& sink);
void load_sequence(const xml::Node& sequence, Layout& layout, const Reader& reader,
                   diag::Sink& sink);
void load_copyfit(const xml::Node& element, Layout& layout, const Reader& reader, diag::Sink& sink);

Fold load_fold(const xml::Node& element, diag::Sink& sink);
Press load_press(const xml::Node& element, diag::Sink& sink);
PrintInk load_ink(const xml::Node& color, diag::Sink& sink);
std::optional<std::array<int, 4>> parse_process(std::string_view text);

/// What the layout itself says of all that its copyfit may change. Before resolve_bases: styles
/// based on others take the marks along.
void find_ideals(Layout& layout, diag::Sink& sink);
/// Puts the properties of base styles before a style's own.
void resolve_bases(Layout& layout, diag::Sink& sink);
/// Gives masters that say no size of their page the layout's.
void size_masters(Layout& layout);
/// Frames on the page; masters and frames that the sequence names.
void check_pages(const Layout& layout, diag::Sink& sink);

} // namespace carefold::design
