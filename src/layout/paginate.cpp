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

std::unique_ptr<text::Shaper> make_shaper(font::Library& fonts, diag::Sink& sink) {
    return std::make_unique<text::Shaper>([&fonts, &sink](char32_t character,
                                                          const text::Style& style) {
        return fonts.fallback(
            character,
            {style.face->metrics().serif, style.bold, style.italic, style.language.text()}, sink);
    });
}

Galley::Galley(const flow::Document& flow, const Resources& resources, diag::Sink& sink)
    : flow_(flow), sink_(sink),
      room_(std::make_unique<PressRoom>(flow, resources, sink, document_)) {}

Galley::~Galley() = default;

const Extent& Galley::extent() {
    if (!drafted_ && room_->usable()) {
        room_->pass(true);
    }
    drafted_ = true;
    return room_->extent();
}

// Page numbers inside the text (contents, "see page 7") are known only when pages are made, and
// may move what they number. A draft finds the places; then the pages are made with its numbers,
// and once more if that moved any. The bound keeps a pair of pages from swapping for ever.
pages::Document Galley::pages() {
    if (!room_->usable()) {
        return std::move(document_);
    }
    (void)extent();
    bool stable = false;
    for (int pass = 0; pass < most_passes && !stable; ++pass) {
        stable = room_->pass(false);
    }
    if (!stable) {
        sink_.warning("layout.unstable-contents", diag::file_span(flow_.layout->file),
                      "page numbers did not settle; some references may be off by a page",
                      "give the contents a page of their own");
    }
    room_->finish();
    room_->gather_exemplars();
    for (const flow::Part& part : flow_.parts) {
        if (part.kind == design::Part::Kind::pad) {
            continue;
        }
        for (const flow::Filling& filling : part.fillings) {
            gather_outline(flow_, filling.blocks, document_);
        }
    }
    level_outline(document_.outline);
    document_.metadata.title = flow_.metadata.title;
    document_.metadata.subject = flow_.metadata.subject;
    document_.metadata.keywords = flow_.metadata.keywords;
    document_.metadata.author = flow_.metadata.author;
    document_.metadata.language = flow_.metadata.language;
    document_.right_to_left = flow_.direction == locale::Direction::right_to_left;
    return std::move(document_);
}

bool Galley::imprintable() const {
    return room_->usable() && room_->imprintable();
}

bool Galley::same_room() {
    return room_->same_room();
}

void Galley::settle() {
    room_->settle();
    document_ = {};
}

pages::Imprint Galley::imprint() {
    return room_->imprint();
}

pages::Document paginate(const flow::Document& flow, const Resources& resources, diag::Sink& sink) {
    return Galley(flow, resources, sink).pages();
}

} // namespace carefold::layout
