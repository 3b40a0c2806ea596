#include "layout/tags.hpp"

namespace carefold::layout {

using pages::Tag;
using pages::TagId;

TagBuilder::TagBuilder(const flow::Document& flow, std::vector<Tag>& tags)
    : flow_(flow), tags_(tags) {}

TagIndex TagBuilder::build(const std::vector<flow::Block>& blocks, TagId parent) {
    index_ = {};
    for (const flow::Block& each : blocks) {
        block(each, parent);
        notes(each, parent);
    }
    return std::move(index_);
}

TagId TagBuilder::add(Role role, TagId parent) {
    const auto id = static_cast<TagId>(tags_.size());
    Tag tag;
    tag.role = role;
    tag.parent = parent;
    tags_.push_back(std::move(tag));
    if (parent >= 0) {
        tags_[static_cast<std::size_t>(parent)].children.push_back(id);
    }
    return id;
}

void TagBuilder::describe(TagId id, const flow::Block& block) {
    Tag& tag = tags_[static_cast<std::size_t>(id)];
    if (block.language != flow_.metadata.language) {
        tag.language = block.language;
    }
    tag.alt = block.alt;
    tag.id = block.id;
    tag.span = block.span;
    tag.title = block.outline_title;
    if (block.role == Role::list) {
        tag.numbering = block.ordered ? Tag::Numbering::decimal : Tag::Numbering::disc;
    }
}

void TagBuilder::children(const flow::Block& block, TagId tag) {
    for (const flow::Block& child : block.children) {
        this->block(child, tag);
        notes(child, tag);
    }
}

// A footnote's Note stands right after the block that refers to it, so that the paragraph stays
// whole in reading order (ISO 32000-1, 14.8.4.4.1 allows Note wherever inline elements are).
void TagBuilder::notes(const flow::Block& block, TagId parent) {
    if (block.role == Role::row || block.role == Role::item) {
        return; // a row or item holds no Note itself; its container takes it
    }
    std::vector<int> numbers;
    numbers.swap(pending_notes_);
    for (const int number : numbers) {
        this->block(flow_.notes[static_cast<std::size_t>(number - 1)], parent);
    }
}

void TagBuilder::block(const flow::Block& block, TagId parent) {
    const bool transparent = block.role == Role::none;
    if (block.role == Role::artifact) {
        return;
    }
    const TagId tag = transparent ? parent : add(block.role, parent);
    if (!transparent) {
        describe(tag, block);
    }
    using Kind = flow::Block::Kind;
    switch (block.kind) {
    case Kind::paragraph:
        paragraph(block.text, tag);
        break;
    case Kind::item: {
        if (block.marker) {
            paragraph(*block.marker, add(Role::label, tag));
        }
        const TagId body = add(Role::body, tag);
        for (const flow::Block& child : block.children) {
            // The body of an item is often one paragraph: its text belongs to LBody itself.
            if (block.children.size() == 1 && child.kind == Kind::paragraph &&
                child.role != Role::note) {
                paragraph(child.text, body);
            } else {
                this->block(child, body);
            }
            notes(child, body);
        }
        break;
    }
    case Kind::table:
        table(block, tag);
        break;
    case Kind::figure:
        index_.figures[&block] = add(Role::none, tag);
        for (const flow::Block& child : block.children) {
            this->block(child, child.role == Role::caption ? tag : parent);
        }
        break;
    default:
        children(block, tag);
        break;
    }
}

void TagBuilder::table(const flow::Block& block, TagId tag) {
    std::vector<TagId> column_headers;
    TagId head = -1;
    TagId body = -1;
    for (const flow::Block& child : block.children) {
        if (child.kind != flow::Block::Kind::row) {
            this->block(child, tag);
        } else if (child.header_row) {
            head = head < 0 ? add(Role::thead, tag) : head;
            row(child, head, column_headers);
        } else {
            body = body < 0 ? add(Role::tbody, tag) : body;
            row(child, body, column_headers);
        }
    }
}

void TagBuilder::row(const flow::Block& block, TagId group, std::vector<TagId>& column_headers) {
    const TagId row = add(Role::row, group);
    TagId row_header = -1;
    for (std::size_t column = 0; column < block.children.size(); ++column) {
        const flow::Block& cell = block.children[column];
        const bool header = block.header_row || cell.header_cell;
        const TagId tag = add(header ? Role::header_cell : Role::data_cell, row);
        describe(tag, cell);
        Tag& made = tags_[static_cast<std::size_t>(tag)];
        if (header) {
            made.scope = block.header_row ? Tag::Scope::column : Tag::Scope::row;
        } else if (row_header >= 0) {
            made.headers.push_back(row_header);
        }
        if (!block.header_row && !header && column < column_headers.size()) {
            made.headers.push_back(column_headers[column]);
        }
        if (block.header_row) {
            column_headers.push_back(tag);
        } else if (header) {
            row_header = tag;
        }
        if (cell.kind == flow::Block::Kind::paragraph) {
            paragraph(cell.text, tag);
        } else if (cell.children.size() == 1 &&
                   cell.children[0].kind == flow::Block::Kind::paragraph) {
            paragraph(cell.children[0].text, tag);
        } else {
            children(cell, tag);
        }
        notes(cell, tag);
    }
}

void TagBuilder::paragraph(const flow::Paragraph& paragraph, TagId tag) {
    ParagraphTags made;
    made.elements.assign(paragraph.elements.size(), -1);
    int current = -2;
    TagId leaf = -1;
    // Elements are made on first use, in reading order.
    const auto element = [&](auto&& self, int number) -> TagId {
        if (number < 0) {
            return tag;
        }
        TagId& known = made.elements[static_cast<std::size_t>(number)];
        if (known < 0) {
            const flow::InlineElement& source =
                paragraph.elements[static_cast<std::size_t>(number)];
            const TagId parent = self(self, source.parent);
            known = add(source.role, parent);
            Tag& described = tags_[static_cast<std::size_t>(known)];
            described.language = source.language;
            described.actual_text = source.actual_text;
            // No Alt on links: their text speaks; /Contents is on the annotation.
        }
        return known;
    };
    for (const flow::Inline& each : paragraph.inlines) {
        if (each.element != current) {
            current = each.element;
            leaf = add(Role::none, element(element, each.element));
        }
        made.leaves.push_back(leaf);
        if (each.kind == flow::Inline::Kind::note) {
            pending_notes_.push_back(each.number);
        }
    }
    index_.paragraphs.emplace(&paragraph, std::move(made));
}

} // namespace carefold::layout
