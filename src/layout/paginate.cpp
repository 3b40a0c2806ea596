// The face: passes over the document until page numbers stand still.
#include "layout/layout.hpp"

#include "layout/press_room.hpp"

namespace carefold::layout {

namespace {

constexpr int most_passes = 5;

void gather_outline(const flow::Document& flow, const std::vector<flow::Block>& blocks,
                    pages::Document& document) {
    for (const flow::Block& block : blocks) {
        if (!block.outline_title.empty() && !block.id.empty()) {
            document.outline.push_back({block.outline_title, block.id, block.heading_level});
        }
        gather_outline(flow, block.children, document);
    }
}

/// Levels as a tree: the first is 1 and none is more than one below the entry before it.
void level_outline(std::vector<pages::OutlineEntry>& outline) {
    std::vector<int> open;
    for (pages::OutlineEntry& entry : outline) {
        while (!open.empty() && open.back() >= entry.level) {
            open.pop_back();
        }
        open.push_back(entry.level);
        entry.level = static_cast<int>(open.size());
    }
}

} // namespace

// Page numbers inside the text (contents, "see page 7") are known only when pages are made, and
// may move what they number. A draft finds the places; then the pages are made with its numbers,
// and once more if that moved any. The bound keeps a pair of pages from swapping for ever.
pages::Document paginate(const flow::Document& flow, const Resources& resources, diag::Sink& sink) {
    pages::Document document;
    PressRoom room(flow, resources, sink, document);
    if (!room.usable()) {
        return document;
    }
    room.pass(true);
    bool stable = false;
    for (int pass = 0; pass < most_passes && !stable; ++pass) {
        stable = room.pass(false);
    }
    if (!stable) {
        sink.warning("layout.unstable-contents", diag::file_span(flow.layout->file),
                     "page numbers did not settle; some references may be off by a page",
                     "give the contents a page of their own");
    }
    room.finish();
    for (const flow::Part& part : flow.parts) {
        if (part.kind == design::Part::Kind::pad) {
            continue;
        }
        for (const flow::Filling& filling : part.fillings) {
            gather_outline(flow, filling.blocks, document);
        }
    }
    level_outline(document.outline);
    document.metadata.title = flow.metadata.title;
    document.metadata.subject = flow.metadata.subject;
    document.metadata.keywords = flow.metadata.keywords;
    document.metadata.author = flow.metadata.author;
    document.metadata.language = flow.metadata.language;
    document.right_to_left = flow.direction == locale::Direction::right_to_left;
    return document;
}

} // namespace carefold::layout
