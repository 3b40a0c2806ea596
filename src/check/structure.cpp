// The tag tree, as a screen reader walks it.
#include "check/check.hpp"

#include <algorithm>
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

/// A tag as the walk meets it; its role beside its number, as most need only that.
struct Stop {
    pages::TagId id;
    Role role;
};
using Walk = std::vector<Stop>;

/// All tags in reading order, on a stack of its own: nesting never costs call depth.
Walk reading_order(const pages::Document& pages) {
    Walk order;
    order.reserve(pages.tags.size());
    std::vector<pages::TagId> ahead;
    if (!pages.tags.empty()) {
        ahead.push_back(0);
    }
    while (!ahead.empty()) {
        const pages::TagId id = ahead.back();
        const pages::Tag& tag = tag_at(pages, id);
        ahead.pop_back();
        order.push_back({id, tag.role});
        ahead.insert(ahead.end(), tag.children.rbegin(), tag.children.rend());
    }
    return order;
}

void inspect_headings(const pages::Document& pages, const Walk& walk, diag::Sink& sink) {
    int before = 0;
    for (const Stop stop : walk) {
        const int level = heading_level(stop.role);
        if (level > before + 1) {
            sink.error("check.heading-skipped", span_of(pages, stop.id),
                       "a heading of level " + std::to_string(level) +
                           (before == 0 ? " comes first"
                                        : " follows one of level " + std::to_string(before)),
                       "levels may only go down one at a time");
        }
        before = level > 0 ? level : before;
    }
}

void inspect_figures(const pages::Document& pages, const Walk& walk, diag::Sink& sink) {
    for (const Stop stop : walk) {
        if (stop.role == Role::figure && tag_at(pages, stop.id).alt.empty() &&
            tag_at(pages, stop.id).actual_text.empty()) {
            sink.error("check.figure-without-alt", span_of(pages, stop.id),
                       "a picture has no alternative text", "say in `alt` what it shows");
        }
    }
}

/// The header cells a table has come after it and before the next table: tables do not nest.
void inspect_tables(const pages::Document& pages, const Walk& walk, diag::Sink& sink) {
    for (auto table = walk.begin(); table != walk.end(); ++table) {
        if (table->role != Role::table) {
            continue;
        }
        const auto found = std::find_if(table + 1, walk.end(), [](Stop stop) {
            return stop.role == Role::header_cell || stop.role == Role::table;
        });
        if (found == walk.end() || found->role == Role::table) {
            sink.error("check.table-without-headers", span_of(pages, table->id),
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
    const Walk walk = reading_order(pages);
    inspect_headings(pages, walk, sink);
    inspect_figures(pages, walk, sink);
    inspect_tables(pages, walk, sink);
    inspect_links(pages, sink);
}

} // namespace carefold::check
