// Small guides matched with small layouts, both as text.
#pragma once

#include "flow/flow.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::flow::sample {

struct Case {
    std::string sections; // of the guide
    std::string styles;
    std::string attributes; // of the layout
    std::string puts =
        "<put frame='main' select='metadata/title'/><put frame='main' select='section'/>"
        "<put frame='main' select='metadata/sources'/>";
    std::string summaries;
    std::string sources = "<source id='s1' href='https://example.org/one'>One.</source>"
                          "<source id='s2'>Two.</source><source id='s3'>Three.</source>";
    std::string fixtures;
    content::Audience audience = content::Audience::client;
    std::map<std::string, std::string, std::less<>> fields;
    std::map<std::string, std::string> pictures; // path -> bytes
    std::string copyfit{};                       // of the layout
    std::vector<std::string> omitted{};          // ids of blocks left out
};

/// A resolved case with all it points into.
struct Made {
    std::unique_ptr<const content::Guide> guide;
    std::unique_ptr<const design::Layout> layout;
    std::optional<design::Words> words;
    content::Fields fields;
    diag::Sink sink;
    Document document;
    int loads = 0; // pictures asked for

    const std::vector<Block>& blocks() const { return document.parts.at(0).fillings.at(0).blocks; }
    /// The block with that id, anywhere; fails the test when there is none.
    const Block& block(std::string_view id) const;
    const CharStyle& style(const Inline& item) const { return document.styles.at(item.style); }
    /// What copyfitting may leave out: "p `a`, p `b`; list `c`".
    std::string omissions() const;
    std::string codes() const; // of all findings, separated by spaces
};

Made make(const Case& given);
/// A case of one section holding these blocks.
Made make_blocks(const std::string& blocks, const std::string& styles = "");

/// Text as set: [link|], ^1 for notes, @place for page numbers, discs, boxes and blanks.
std::string words(const Paragraph& paragraph);
/// "H2 P L(LI LI)": roles of blocks and what is in them.
std::string roles(const std::vector<Block>& blocks);
/// First block of that role, depth first; nullptr when there is none.
const Block* first(const std::vector<Block>& blocks, Role role);
std::string slurp(const std::string& path); // below the source folder

} // namespace carefold::flow::sample
