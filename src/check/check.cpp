#include "check/check.hpp"

#include <algorithm>

namespace carefold::check {

namespace {

bool is_text(const pages::Item& item) {
    return std::holds_alternative<pages::Text>(item.what);
}

bool has_text(const pages::Page& page) {
    return std::any_of(page.items.begin(), page.items.end(), is_text);
}

diag::Span whole_document(const pages::Document& pages, const flow::Document& flow) {
    if (!pages.tags.empty() && pages.tags.front().span.file) {
        return pages.tags.front().span;
    }
    return flow.layout == nullptr ? diag::Span{} : diag::file_span(flow.layout->file);
}

} // namespace

void inspect_document(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink) {
    const diag::Span span = whole_document(pages, flow);
    if (std::none_of(pages.pages.begin(), pages.pages.end(), has_text)) {
        sink.error("check.empty-document", span, "the document has no text",
                   "does the layout select anything for this audience?");
    }
    if (pages.metadata.title.empty()) {
        sink.error("check.no-title", span, "the document has no title",
                   "give the guide a `title` for this audience");
    }
    if (pages.metadata.language == LanguageTag()) {
        sink.error("check.no-language", span, "the document has no language",
                   "set xml:lang on `guide`");
    }
}

void inspect(const pages::Document& pages, const flow::Document& flow, diag::Sink& sink) {
    inspect_document(pages, flow, sink);
    inspect_pages(pages, flow, sink);
    inspect_structure(pages, sink);
    inspect_contrast(pages, flow, sink);
}

} // namespace carefold::check
