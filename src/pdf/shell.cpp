// A document with gaps, and what fills them.
//
// The file is cut in two. In front stand header and all objects that no reader changes; behind,
// for each reader anew: the pieces of pages that go into the gaps (a page's Contents is a list of
// streams, read as if they were one: ISO 32000-1, 7.8.2), the structure elements and lines of the
// parent tree that number these pieces, the fonts of glyphs that the fonts in front lack, and the
// cross-reference table. Marked content in front is numbered first on every page, so that its
// numbers hold whatever comes behind.
#include "pdf/catalog.hpp"
#include "pdf/content.hpp"
#include "pdf/metadata.hpp"
#include "pdf/pdf.hpp"
#include "pdf/personal.hpp"
#include "pdf/structure.hpp"
#include "pdf/supplement.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace carefold::pdf {

pages::Imprint imprint_of(const pages::Document& document) {
    pages::Imprint lines;
    std::vector<std::size_t> pages; // that a line was taken from
    for (std::size_t page = 0; page < document.pages.size(); ++page) {
        for (const pages::Item& item : document.pages[page].items) {
            if (item.personal < 0) {
                continue;
            }
            const auto line = static_cast<std::size_t>(item.personal);
            if (lines.size() <= line) {
                lines.resize(line + 1);
                pages.resize(line + 1, page);
            }
            if (lines[line].empty()) {
                pages[line] = page;
            }
            if (pages[line] == page) { // else it is there already
                lines[line].push_back(item);
            }
        }
    }
    return lines;
}

struct Shell::Impl {
    /// Lines that follow one another, and the stream they are drawn by.
    struct Piece {
        std::size_t page = 0; // the first that shows it
        std::vector<std::int32_t> lines;
        Ref ref = 0;
    };
    /// A shell's pages without what is on them.
    pages::Document skeleton;
    TagTree tags;
    Fonts fonts;
    Pictures pictures;
    Packer packer;
    Studio studio;
    std::vector<Piece> pieces;
    std::vector<Seat> seats;
    std::vector<std::size_t> marks; // in front, by page
    OpenStructure structure;
    std::string font_entries; // of the fonts in front
    Ref font_list = 0;
    OpenFile file;
    std::shared_ptr<const std::string> shared;

    Impl(const pages::Document& document, int compression)
        : skeleton(bones(document)), tags(skeleton), pictures(document),
          packer(compression), studio{tags, fonts, pictures, compression == 0, nullptr} {}

    static pages::Document bones(const pages::Document& document) {
        pages::Document made;
        made.tags = document.tags;
        for (const pages::Page& page : document.pages) {
            made.pages.emplace_back().size = page.size;
        }
        return made;
    }

    void assemble(const pages::Document& document, int compression, diag::Sink& sink);
    void know_exemplars(const pages::Document& document);
    Seating seat(Objects& objects, const pages::Document& document,
                 const std::vector<Content>& contents, Ref resources);
    Ref piece_of(Objects& objects, const Content::Gap& gap, std::size_t page);
    std::vector<bool> open_leaves(const pages::Document& document) const;
    std::vector<bool> open_pages(const pages::Document& document) const;
    std::vector<Ref> open_objects() const;
    void fill_structure(Supplement& own,
                        const std::map<pages::TagId, std::vector<Mark>>& marks_of) const;
};

// Fonts in front have what names in the language are made of, whoever is the first reader.
void Shell::Impl::know_exemplars(const pages::Document& document) {
    for (const pages::Exemplar& each : document.exemplars) {
        FontUse& font = fonts.at(fonts.use(each.face));
        for (std::size_t at = 0; at < each.characters.size();) {
            const std::size_t from = at;
            const char32_t character = next_utf8(each.characters, at);
            if (const std::uint32_t glyph = each.face->glyph(character)) {
                font.code(glyph, std::string_view(each.characters).substr(from, at - from));
            }
        }
    }
}

Ref Shell::Impl::piece_of(Objects& objects, const Content::Gap& gap, std::size_t page) {
    for (const Piece& piece : pieces) {
        if (piece.lines == gap.lines) {
            return piece.ref;
        }
    }
    pieces.push_back({page, gap.lines, objects.reserve()});
    return pieces.back().ref;
}

Seating Shell::Impl::seat(Objects& objects, const pages::Document& document,
                          const std::vector<Content>& contents, Ref resources) {
    Seating seating;
    for (std::size_t i = 0; i < document.pages.size(); ++i) {
        const Content& content = contents[i];
        const std::string_view bytes = content.bytes;
        Seat place;
        place.height = document.pages[i].size.height;
        std::string list;
        if (content.gaps.empty()) {
            place.page = objects.add_page(bytes);
        } else {
            const auto first = objects.add_open_page(bytes.substr(0, content.gaps.front().at));
            place.page = first.page;
            list = "/Contents[" + to_ref(first.content);
            for (std::size_t gap = 0; gap < content.gaps.size(); ++gap) {
                const std::size_t from = content.gaps[gap].at;
                const std::size_t to =
                    gap + 1 < content.gaps.size() ? content.gaps[gap + 1].at : bytes.size();
                list += ' ' + to_ref(piece_of(objects, content.gaps[gap], i));
                if (to > from) {
                    list += ' ' + to_ref(objects.add_stream("", bytes.substr(from, to - from)));
                }
            }
            list += ']';
        }
        seating.seats.push_back(place);
        seating.pages.push_back(
            {place.page, page_entries(document.pages[i].size) +
                             content_entries({document.pages[i], content, i, resources}) + list});
    }
    return seating;
}

std::vector<bool> Shell::Impl::open_leaves(const pages::Document& document) const {
    std::vector<bool> open(tags.tags.size());
    for (const pages::Page& page : document.pages) {
        for (const pages::Item& item : page.items) {
            if (item.personal >= 0 && tags.owner_of(item.tag) != no_tag) {
                open[static_cast<std::size_t>(item.tag)] = true;
            }
        }
    }
    return open;
}

std::vector<bool> Shell::Impl::open_pages(const pages::Document& document) const {
    std::vector<bool> open;
    for (const pages::Page& page : document.pages) {
        open.push_back(std::any_of(page.items.begin(), page.items.end(), [&](const auto& item) {
            return item.personal >= 0 && tags.owner_of(item.tag) != no_tag;
        }));
    }
    return open;
}

std::vector<Ref> Shell::Impl::open_objects() const {
    std::vector<Ref> open{font_list};
    for (const Piece& piece : pieces) {
        open.push_back(piece.ref);
    }
    for (const OpenElement& element : structure.elements) {
        open.push_back(element.ref);
    }
    for (const OpenParents& parents : structure.parents) {
        open.push_back(parents.ref);
    }
    std::sort(open.begin(), open.end());
    return open;
}

void Shell::Impl::assemble(const pages::Document& document, int compression, diag::Sink& sink) {
    Objects objects(compression);
    std::vector<Content> contents = paint_pages(document, studio, true);
    know_exemplars(document);
    fonts.freeze();
    const Ref resources = objects.reserve();
    font_list = objects.reserve();
    const std::vector<bool> with_marks = open_pages(document);
    for (std::size_t page = 0; page < contents.size(); ++page) {
        marks.push_back(contents[page].leaves.size());
    }
    Seating seating = seat(objects, document, contents, resources);
    seats = seating.seats;
    const std::vector<Annotation> links = write_links(objects, document, tags, seats);
    finish_pages(objects, seating, links);
    const std::vector<bool> leaves = open_leaves(document);
    const Ref root = write_open_structure(
        objects, {tags, document.metadata.language, contents, seats, links, &leaves}, with_marks,
        structure);
    std::string catalog = catalog_entries(objects, document, seats, nullptr);
    catalog += "/StructTreeRoot " + to_ref(root);
    catalog += "/Metadata " + to_ref(write_metadata(objects, document.metadata, {}));
    catalog += "/OutputIntents[" + to_ref(write_output_intent(objects)) + ']';
    font_entries = fonts.write(objects, sink);
    objects.fill(resources, "/Font " + to_ref(font_list) + "/XObject<<" +
                                pictures.write(objects, 0, sink) + ">>");
    objects.fill(objects.catalog(), std::move(catalog));
    file = objects.save_open(open_objects());
    shared = std::make_shared<const std::string>(std::exchange(file.fixed, {}));
}

void Shell::Impl::fill_structure(Supplement& own,
                                 const std::map<pages::TagId, std::vector<Mark>>& marks_of) const {
    for (const OpenElement& element : structure.elements) {
        std::vector<Kid> kids;
        for (const Kid& kid : element.kids) {
            if (kid.kind != Kid::Kind::leaf) {
                kids.push_back(kid);
            } else if (const auto found = marks_of.find(kid.leaf); found != marks_of.end()) {
                for (const Mark& mark : found->second) {
                    kids.push_back({Kid::Kind::mark, 0, mark, no_tag});
                }
            }
        }
        own.fill(element.ref, element.before + kids_entries(kids, seats) + element.after);
    }
}

Shell::Shell(const pages::Document& document, int compression, diag::Sink& sink)
    : impl_(std::make_unique<Impl>(document, compression)) {
    impl_->assemble(document, compression, sink);
}

Shell::~Shell() = default;

const std::shared_ptr<const std::string>& Shell::shared() const {
    return impl_->shared;
}

std::string Shell::finish(const pages::Imprint& lines, diag::Sink& sink) {
    Impl& shell = *impl_;
    Supplement own(shell.file, shell.shared->size(), shell.packer);
    shell.fonts.drop_extra();

    std::vector<Occurrence> items;
    std::vector<std::size_t> ends; // of each piece's items
    for (const Impl::Piece& piece : shell.pieces) {
        for (const std::int32_t line : piece.lines) {
            for (const pages::Item& item : lines[static_cast<std::size_t>(line)]) {
                items.push_back({&item, piece.page});
            }
        }
        ends.push_back(items.size());
    }
    const std::vector<bool> spaces = find_line_ends(items, shell.tags);

    std::map<pages::TagId, std::vector<Mark>> marks_of;
    std::vector<std::size_t> marks = shell.marks;
    std::vector<std::string> owners(marks.size());
    std::size_t from = 0;
    for (std::size_t i = 0; i < shell.pieces.size(); ++i) {
        const Impl::Piece& piece = shell.pieces[i];
        const auto part = [&](auto& all) {
            return std::vector(all.begin() + static_cast<std::ptrdiff_t>(from),
                               all.begin() + static_cast<std::ptrdiff_t>(ends[i]));
        };
        const Content content =
            paint_gap(part(items), part(spaces),
                      {shell.skeleton.pages[piece.page], marks[piece.page]}, shell.studio);
        own.fill_stream(piece.ref, content.bytes);
        for (const pages::TagId leaf : content.leaves) {
            marks_of[leaf].push_back({piece.page, marks[piece.page]++});
            append_ref(owners[piece.page], shell.structure.owners[static_cast<std::size_t>(leaf)]);
            owners[piece.page] += ' ';
        }
        from = ends[i];
    }
    shell.fill_structure(own, marks_of);
    for (const OpenParents& parents : shell.structure.parents) {
        own.fill_value(parents.ref, '[' + parents.owners + owners[parents.page] + ']');
    }
    const std::string extra =
        shell.fonts.has_extra() ? shell.fonts.write_extra(own, sink) : std::string();
    own.fill(shell.font_list, shell.font_entries + extra);
    return own.take();
}

} // namespace carefold::pdf
