// The tag tree, made from flow's roles before anything is set. Layout only carries it.
#pragma once

#include "flow/flow.hpp"
#include "pages/pages.hpp"

#include <unordered_map>
#include <vector>

namespace carefold::layout {

/// Tags of one paragraph: a leaf for each inline, a tag for each inline element.
struct ParagraphTags {
    std::vector<pages::TagId> leaves;
    std::vector<pages::TagId> elements;
};

/// Tags by the flow's own objects. Looked up by address, never iterated.
struct TagIndex {
    std::unordered_map<const flow::Paragraph*, ParagraphTags> paragraphs;
    std::unordered_map<const flow::Block*, pages::TagId> figures; // leaf of each figure
};

class TagBuilder {
  public:
    TagBuilder(const flow::Document& flow, std::vector<pages::Tag>& tags);
    /// Appends the blocks' tags to `parent`.
    TagIndex build(const std::vector<flow::Block>& blocks, pages::TagId parent);
    pages::TagId add(Role role, pages::TagId parent);

  private:
    void block(const flow::Block& block, pages::TagId parent);
    void table(const flow::Block& block, pages::TagId tag);
    void row(const flow::Block& block, pages::TagId group,
             std::vector<pages::TagId>& column_headers);
    void children(const flow::Block& block, pages::TagId tag);
    void paragraph(const flow::Paragraph& paragraph, pages::TagId tag);
    void describe(pages::TagId tag, const flow::Block& block);
    void notes(const flow::Block& block, pages::TagId parent);
    const flow::Document& flow_;
    std::vector<pages::Tag>& tags_;
    TagIndex index_;
    std::vector<int> pending_notes_;
};

} // namespace carefold::layout
