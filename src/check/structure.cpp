// The tag tree, as a screen reader walks it.
#include "check/check.hpp"

#include <string>
#include <vector>

namespace carefold::check {

namespace {

const pages::Tag& tag_at(const pages::Document& pages, pages::TagId id) {
    return pages.tags[static_cast<std::size_t>(id)];
}

/// The nearest place in the source, the tag's own or one around it.
diag::Span span_of(const pages::Document& pages, pages::TagId id) {
    for (; id >= 0; id = tag_at(pages, id).parent) {
        if (tag_at(pages, id).span.file) {
            return tag_at(pages, id).span;
        }
    }
    return {};
}

int heading_level(Role role) {
    return role >= Role::h1 && role <= Role::h6
               ? 1 + static_cast<int>(role) - static_cast<int>(Role::h1)
               : 0;
}

/// All tags in reading order, on a stack of its own: nesting never costs call depth.
std::vector<pages::TagId> reading_order(const pages::Document& pages) {
    std::vector<pages::TagId> order;
    std::vector<pages::TagId> ahead;
    if (!pages.tags.empty()) {
        ahead.push_back(0);
    }
    while (!ahead.empty()) {
        const pages::TagId id = ahead.back();
        ahead.pop_back();
        order.push_back(id);
        const std::vector<pages::TagId>& children = tag_at(pages, id).children;
        ahead.insert(ahead.end(), children.rbegin(), children.rend());
    }
    return order;
}

void inspect_headings(const pages::Document& pages, const std::vector<pages::TagId>& order,
                      diag::Sink& sink) {
    int before = 0;
    for (const pages::TagId id : order) {
        const int level = heading_level(tag_at(pages, id).role);
        if (level > before + 1) {
            sink.error("check.heading-skipped", span_of(pages, id),
                       "a heading of level " + std::to_string(level) +
                           (before == 0 ? " comes first"
                                        : " follows one of level " + std::to_string(before)),
                       "levels may only go down one at a time");
        }
        before = level > 0 ? level : before;
    }
}

void inspect_figures(const pages::Document& pages, const std::vector<pages::TagId>& order,
                     diag::Sink& sink) {
    for (const pages::TagId id : order) {
        const pages::Tag& tag = tag_at(pages, id);
        if (tag.role == Role::figure && tag.alt.empty() && tag.actual_text.empty()) {
            sink.error("check.figure-without-alt", span_of(pages, id),
                       "a picture has no alternative text", "say in `alt` what it shows");
        }
    }
}

void inspect_tables(const pages::Document& pages, const std::vector<pages::TagId>& order,
                    diag::Sink& sink) {
    std::vector<bool> has_headers(pages.tags.size(), false);
    for (pages::TagId id : order) {
        if (tag_at(pages, id).role == Role::header_cell) {
            while (id >= 0 && tag_at(pages, id).role != Role::table) {
                id = tag_at(pages, id).parent;
            }
            if (id >= 0) {
                has_headers[static_cast<std::size_t>(id)] = true;
            }
        }
    }
    for (const pages::TagId id : order) {
        if (tag_at(pages, id).role == Role::table && !has_headers[static_cast<std::size_t>(id)]) {
            sink.error("check.table-without-headers", span_of(pages, id),
                       "a table has no header cells", "give it a `head`");
        }
    }
}

void inspect_links(const pages::Document& pages, diag::Sink& sink) {
    for (const pages::Page& page : pages.pages) {
        for (const pages::Link& link : page.links) {
            const std::string& target = link.uri.empty() ? link.destination : link.uri;
            if (link.contents.empty()) {
                sink.error("check.link-without-contents", span_of(pages, link.tag),
                           "the link to `" + target + "` does not say where it leads");
            }
            if (link.uri.empty() && pages.places.find(link.destination) == pages.places.end()) {
                sink.error("check.dangling-link", span_of(pages, link.tag),
                           "nothing on the pages is called `" + target + "`, which is linked to",
                           "is it for another audience, or not selected by the layout?");
            }
        }
    }
}

} // namespace

void inspect_structure(const pages::Document& pages, diag::Sink& sink) {
    const std::vector<pages::TagId> order = reading_order(pages);
    inspect_headings(pages, order, sink);
    inspect_figures(pages, order, sink);
    inspect_tables(pages, order, sink);
    inspect_links(pages, sink);
}

} // namespace carefold::check
