// What the makers of paragraphs, blocks and parts share while one document is resolved.
// Private to flow.
#pragma once

#include "flow/cascade.hpp"
#include "flow/flow.hpp"
#include "flow/profile.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::flow {

struct Context {
    Context(const Request& asked, diag::Sink& into)
        : request(asked), sink(into), cascade(*asked.guide, *asked.layout, asked.memory),
          profile(*asked.guide, asked.audience, asked.fields, asked.omitted),
          digits(asked.guide->root.language),
          latin(locale::script(asked.guide->root.language) == "Latn"), wanted(profile.needed()) {}

    const Request& request;
    diag::Sink& sink;
    Cascade cascade;
    Profile profile;
    locale::Digits digits;
    bool latin; // the guide's script
    Cascade::Id guide_look = Cascade::initial;
    bool sources_listed = false; // citations have somewhere to lead
    bool title_set = false;      // the document's title has been used as its first heading
    std::vector<Block> notes;
    std::vector<std::pair<std::string, diag::Span>> references; // places someone leads to
    int top_level = 1; // of the first headings below the document's title
    Memory unshared;   // where none is given
    Memory& memory() { return request.memory == nullptr ? unshared : *request.memory; }

    /// A fixed word; reports flow.unknown-word at `span` and gives "" when there is none.
    std::string word(std::string_view id, const diag::Span& span);
    /// A fixed word or nullptr, without complaint.
    const std::string* find_word(std::string_view id) const;
    /// The language it is in: the guide's, unless it has no translation.
    const LanguageTag& word_language(std::string_view id) const;
    /// A field's value; nullptr when it has none yet.
    const std::string* field(std::string_view name) const;
    /// The value is one reader's own.
    bool is_personal(std::string_view name) const;
    mutable std::set<std::string, std::less<>> wanted; // Document::asked
    std::set<std::string> bound;                       // Document::bound
    /// Reports flow.missing-picture and gives nullptr when there is none. Each is decoded once.
    image::PicturePtr picture(const std::string& path, const diag::Span& span);
    /// The clinic's; nullptr when it has none.
    image::PicturePtr logo();
};

/// What an element takes from those around it.
struct Scope {
    Cascade::Id look = Cascade::initial;
    LanguageTag language;
    int level = 1;        // of the next heading
    bool on_grid = true;  // baselines here may agree with the grid
    bool after_p = false; // the block before is a p: the next p is indented
    bool picked = false;  // chosen by the layout without its parent
};

/// Where a run of text stands inside its paragraph.
struct Run {
    Cascade::Id look = Cascade::initial;
    int element = -1;
    LanguageTag language;
};

// inline.cpp
Paragraph start_paragraph(Context& context, const Run& run);
void append_text(Context& context, Paragraph& paragraph, std::string_view text, const Run& run);
/// A value from elsewhere, which keeps its own direction.
void append_value(Context& context, Paragraph& paragraph, std::string_view name,
                  std::string_view value, const Run& run);
/// A space, where the language parts words.
void append_gap(Context& context, Paragraph& paragraph, const Run& run);
void append_children(Context& context, Paragraph& paragraph, const content::Node& node,
                     const Run& run);
/// The element's text with its prefix and run-in inserts.
Paragraph paragraph_of(Context& context, const content::Node& node, Cascade::Id look);
/// A paragraph of generated words.
Paragraph paragraph_of(Context& context, std::string_view text, const Run& run);
/// The run in that language: inside a tag of its own where it is not the run's.
Run in_language(Paragraph& paragraph, const LanguageTag& language, const Run& run);
/// Fixed words with a value for a sign in them: "Version {version}".
std::string filled(std::string words, std::string_view sign, std::string_view value);
/// "https://example.org/" -> "example.org".
std::string_view short_address(std::string_view uri);

// inserts.cpp
void append_insert(Context& context, Paragraph& paragraph, const content::Node& node,
                   const design::Insert& insert, const Run& run);
/// Blocks of their own for the element's inserts at that place.
void add_inserts(Context& context, const content::Node& node, design::Insert::Place place,
                 const Scope& scope, std::vector<Block>& out);

// blocks.cpp
/// The element's block or blocks; none when it is not for this audience.
void add_element(Context& context, const content::Node& node, const Scope& scope,
                 std::vector<Block>& out);
void add_children(Context& context, const content::Node& node, const Scope& scope,
                  std::vector<Block>& out);
/// The element's last block is a p, so that a p after it is indented.
bool ends_as_p(const Context& context, const content::Node& node);
/// A block for the element with id, span, language and style.
Block start_block(Context& context, const content::Node& node, Cascade::Id look,
                  const Scope& scope);
/// The scope inside an element's block.
Scope inside(const Context& context, const content::Node& node, Cascade::Id look,
             const Scope& scope);
/// A block for generated matter.
Block generated(Context& context, Paragraph text, Cascade::Id look);
/// A block of fixed words, in the language of word `id`, where the guide's language is spoken.
Block generated(Context& context, std::string_view id, std::string_view words, Cascade::Id look);
/// Makes the paragraph a heading; `title` is its own text without notes.
void make_heading(Context& context, Block& block, int level, std::string title, Cascade::Id look);

// lists.cpp
/// list, steps, checklist, sources, definitions.
Block list_of(Context& context, const content::Node& node, Cascade::Id look, const Scope& scope);

// matter.cpp
Block table_of(Context& context, const content::Node& node, Cascade::Id look, const Scope& scope);
void add_figure(Context& context, const content::Node& node, Cascade::Id look, const Scope& scope,
                std::vector<Block>& out);
void add_writing(Context& context, const content::Node& node, Cascade::Id look, const Scope& scope,
                 std::vector<Block>& out);
/// Ruled lines to write on; 0 lines fill the frame.
Block ruled_lines(Context& context, int lines, Cascade::Id look);

// imprint.cpp
/// Text from elsewhere keeps its own direction (UAX #9, 2.4): a telephone number in an Arabic line.
std::string isolated(std::string_view text, const LanguageTag& language);

// resolve.cpp
Metadata metadata_of(const Context& context);

// parts.cpp
void fill_parts(Context& context, Document& document);

} // namespace carefold::flow
