// Masters and the sequence of pages, and whether the two fit together.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace carefold::design {

namespace {

Area read_area(const xml::Node& element, diag::Sink& sink) {
    const auto read = [&](std::string_view name) { return attribute_length(element, name); };
    Area area{read("inner"), read("outer"),  read("width"),
              read("top"),   read("bottom"), read("height")};
    const auto check = [&](std::string_view a, std::string_view b, std::string_view c) {
        int given = 0;
        for (const std::string_view name : {a, b, c}) {
            given += element.attribute(name) ? 1 : 0;
        }
        const std::string names =
            "`" + std::string(a) + "`, `" + std::string(b) + "`, `" + std::string(c) + "`";
        if (given < 2) {
            sink.error("design.missing-attribute", element.span(),
                       "<" + std::string(element.name()) + "> needs two of " + names);
        } else if (given > 2) {
            sink.error("design.bad-value", element.span(),
                       "<" + std::string(element.name()) + "> has all of " + names,
                       "two of them say where it is; leave one out");
        }
    };
    check("inner", "outer", "width");
    check("top", "bottom", "height");
    return area;
}

std::vector<Fixture::Part> read_parts(const xml::Node& element) {
    using Kind = Fixture::Part::Kind;
    std::vector<Fixture::Part> parts;
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        const std::string name = child.is_element() ? attribute_text(child, "name") : "";
        if (child.is_text()) {
            parts.push_back({Kind::text, collapse(child.value())});
        } else if (child.name() == "section-title") {
            parts.push_back({Kind::section_title, ""});
        } else if (child.name() == "page-number") {
            parts.push_back({Kind::page_number, ""});
        } else if (child.name() == "title") {
            parts.push_back({Kind::title, ""});
        } else if (child.name() == "field") {
            parts.push_back({Kind::field, name});
        } else if (child.name() == "word") {
            parts.push_back({Kind::word, name});
        }
    }
    if (!parts.empty() && parts.front().kind == Kind::text &&
        parts.front().value.starts_with(' ')) {
        parts.front().value.erase(0, 1);
    }
    if (!parts.empty() && parts.back().kind == Kind::text && parts.back().value.ends_with(' ')) {
        parts.back().value.pop_back();
    }
    std::erase_if(parts, [](const Fixture::Part& part) {
        return part.kind == Kind::text && part.value.empty();
    });
    return parts;
}

Fixture read_fixture(const xml::Node& element, diag::Sink& sink) {
    Fixture fixture;
    fixture.kind = element.name() == "fill"      ? Fixture::Kind::fill
                   : element.name() == "lines"   ? Fixture::Kind::lines
                   : element.name() == "picture" ? Fixture::Kind::picture
                                                 : Fixture::Kind::text;
    fixture.area = read_area(element, sink);
    fixture.style = attribute_text(element, "style");
    fixture.align = std::string(element.attribute("align").value_or("start"));
    fixture.color = attribute_text(element, "color");
    fixture.spacing = attribute_length(element, "spacing").value_or(Length());
    fixture.thickness = attribute_length(element, "thickness").value_or(Length());
    fixture.span = element.span();
    if (fixture.kind == Fixture::Kind::text) {
        fixture.parts = read_parts(element);
    } else if (fixture.kind == Fixture::Kind::picture) {
        const bool own = element.attribute("src").has_value();
        if (own == element.attribute("field").has_value()) {
            sink.error(own ? "design.bad-value" : "design.missing-attribute", element.span(),
                       "<picture> takes either `field` or `src`",
                       "`field=\"clinic.logo\"`, or `src` with a path beside the layout");
        }
        fixture.picture =
            own ? "layout:" + attribute_text(element, "src") : attribute_text(element, "field");
    }
    return fixture;
}

void report_duplicate(const xml::Node& element, diag::Sink& sink) {
    sink.error("design.duplicate-name", element.attribute_span("name"),
               "there is already a <" + std::string(element.name()) + "> named `" +
                   attribute_text(element, "name") + "`");
}

Frame read_frame(const xml::Node& element, diag::Sink& sink) {
    Frame frame;
    frame.name = attribute_text(element, "name");
    frame.area = read_area(element, sink);
    frame.columns = std::max(1, attribute_count(element, "columns").value_or(1));
    frame.column_gap = attribute_length(element, "column-gap").value_or(Length::mm(5));
    frame.column_rule = attribute_text(element, "column-rule");
    frame.notes = attribute_text(element, "notes");
    frame.span = element.span();
    return frame;
}

Master read_master(const xml::Node& element, const Reader& reader, diag::Sink& sink) {
    Master master;
    master.name = attribute_text(element, "name");
    const std::string side = attribute_text(element, "side");
    master.side = side == "left"    ? Master::Side::left
                  : side == "right" ? Master::Side::right
                                    : Master::Side::either;
    master.page = {attribute_length(element, "page-width").value_or(Length()),
                   attribute_length(element, "page-height").value_or(Length())};
    master.span = element.span();
    for (const xml::Node& child : element.elements()) {
        if (!is_for(child, reader)) {
            continue;
        }
        if (child.name() == "frame") {
            Frame frame = read_frame(child, sink);
            if (!frame.name.empty() && master.frame(frame.name) != nullptr) {
                report_duplicate(child, sink);
            }
            master.frames.push_back(std::move(frame));
        } else if (child.name() == "text" || child.name() == "fill" || child.name() == "lines" ||
                   child.name() == "picture") {
            master.fixtures.push_back(read_fixture(child, sink));
        }
    }
    return master;
}

std::optional<Put::Kind> put_kind(const xml::Node& element, diag::Sink& sink) {
    constexpr std::pair<std::string_view, Put::Kind> kinds[]{{"select", Put::Kind::select},
                                                             {"contents", Put::Kind::contents},
                                                             {"review", Put::Kind::review},
                                                             {"logo", Put::Kind::logo},
                                                             {"writing", Put::Kind::writing}};
    std::vector<Put::Kind> given;
    for (const auto& [name, kind] : kinds) {
        if (element.attribute(name)) {
            given.push_back(kind);
        }
    }
    const bool heading = given.size() == 1 && given.front() == Put::Kind::contents;
    if (element.attribute("word") && !heading) {
        given.push_back(Put::Kind::word);
    }
    if (given.size() == 1) {
        return given.front();
    }
    sink.error(given.empty() ? "design.missing-attribute" : "design.bad-value", element.span(),
               given.empty() ? "<put> needs something to put" : "<put> takes one thing at a time",
               "`select`, `contents`, `word`, `review`, `logo` or `writing`");
    return std::nullopt;
}

std::optional<Put> read_put(const xml::Node& element, diag::Sink& sink) {
    const auto kind = put_kind(element, sink);
    Put put;
    put.kind = kind.value_or(Put::Kind::select);
    put.frame = attribute_text(element, "frame");
    for (const std::string_view name : {"select", "contents"}) {
        if (const auto expression = element.attribute(name)) {
            put.select = xml::Query::compile(*expression, element.attribute_span(name), sink);
        }
    }
    put.depth = std::max(1, attribute_count(element, "depth").value_or(1));
    put.word = attribute_text(element, "word");
    put.style = attribute_text(element, "style");
    put.span = element.span();
    return kind ? std::optional(std::move(put)) : std::nullopt;
}

/// False when the area says too little, which has been said.
bool is_whole(const Area& area) {
    const auto two = [](const auto& a, const auto& b, const auto& c) {
        return int{a.has_value()} + int{b.has_value()} + int{c.has_value()} >= 2;
    };
    return two(area.inner, area.outer, area.width) && two(area.top, area.bottom, area.height);
}

std::vector<std::string_view> frame_names(const Master& master) {
    std::vector<std::string_view> names;
    for (const Frame& frame : master.frames) {
        names.push_back(frame.name);
    }
    return names;
}

void check_notes_frame(const Master& master, const Frame& frame, diag::Sink& sink) {
    if (frame.notes.empty()) {
        return;
    }
    const Frame* side = master.frame(frame.notes);
    if (side == nullptr) {
        sink.error("design.missing-frame", frame.span,
                   "frame " + diag::quoted(frame.name) + " puts its notes into " +
                       diag::quoted(frame.notes) + ", which master " + diag::quoted(master.name) +
                       " has not",
                   diag::did_you_mean(frame.notes, frame_names(master)));
    } else if (side == &frame || !side->notes.empty()) {
        sink.error("design.bad-value", frame.span,
                   "`notes` of <frame> cannot be " + diag::quoted(frame.notes),
                   "side notes need a frame of their own");
    }
}

void check_frames(const Master& master, diag::Sink& sink) {
    for (const Frame& frame : master.frames) {
        check_notes_frame(master, frame, sink);
        if (!is_whole(frame.area)) {
            continue;
        }
        const Rect rect = frame.area.resolve(master.page, false);
        const Length none;
        if (rect.width <= none || rect.height <= none || frame.column_width(rect.width) <= none) {
            sink.error("design.frame-outside-page", frame.span,
                       "frame `" + frame.name + "` has no area left between its edges" +
                           (frame.columns > 1 ? " and columns" : ""));
        } else if (rect.x < none || rect.y < none || rect.right() > master.page.width ||
                   rect.bottom() > master.page.height) {
            sink.error("design.frame-outside-page", frame.span,
                       "frame `" + frame.name + "` does not lie on the page",
                       "only <fill> may reach over the edge");
        }
    }
}

bool is_used(const Layout& layout, const Master& master) {
    return std::any_of(layout.parts.begin(), layout.parts.end(), [&](const Part& part) {
        return part.left == master.name || part.right == master.name;
    });
}

void check_puts(const Part& part, const Master& master, diag::Sink& sink) {
    for (const Put& put : part.puts) {
        if (put.frame.empty()) {
            continue;
        }
        if (master.frame(put.frame) == nullptr) {
            sink.error("design.missing-frame", put.span,
                       "master `" + master.name + "` has no frame `" + put.frame + "`",
                       diag::did_you_mean(put.frame, frame_names(master)));
        }
        for (const Frame& frame : master.frames) {
            if (frame.notes == put.frame) {
                sink.error("design.bad-value", put.span,
                           "frame `" + put.frame + "` of master `" + master.name +
                               "` holds the notes of `" + frame.name + "`",
                           "put this into another frame");
            }
        }
    }
}

/// Lines are made once for all pages of a flow, so they must be as long on the left as on the
/// right.
void check_flow(const Layout& layout, const Part& part, diag::Sink& sink) {
    const Master* left = layout.master(part.left);
    const Master* right = layout.master(part.right);
    if (left == nullptr || right == nullptr || left == right) {
        return;
    }
    for (const Put& put : part.puts) {
        const Frame* here = left->frame(put.frame);
        const Frame* there = right->frame(put.frame);
        if (here == nullptr || there == nullptr || !is_whole(here->area) ||
            !is_whole(there->area)) {
            continue;
        }
        const auto width = [](const Master& master, const Frame& frame) {
            return frame.column_width(frame.area.resolve(master.page, false).width);
        };
        const Length difference = width(*left, *here) - width(*right, *there);
        const Length hair = Length::pt(0.01);
        const auto side = [](const Master& master, const Frame& frame) {
            const Frame* notes = master.frame(frame.notes);
            return notes == nullptr ? Length() : notes->area.resolve(master.page, false).width;
        };
        const Length of_notes = side(*left, *here) - side(*right, *there);
        if (here->columns != there->columns || max(difference, -difference) > hair ||
            max(of_notes, -of_notes) > hair) {
            sink.error("design.unequal-frames", there->span,
                       "frame `" + there->name + "` is not as wide as in master `" + left->name +
                           "`, and text of `" + part.name + "` goes through both",
                       "give both the same width, columns and frame for notes");
            return;
        }
    }
}

void check_part(const Layout& layout, const Part& part, diag::Sink& sink) {
    std::vector<std::string_view> names;
    for (const Master& master : layout.masters) {
        names.push_back(master.name);
    }
    for (const bool left : {true, false}) {
        const std::string& name = left ? part.left : part.right;
        const Master* master = layout.master(name);
        if (name.empty()) {
            continue; // said already
        }
        if (master == nullptr) {
            sink.error("design.missing-master", part.span,
                       "`" + part.name + "` needs a master `" + name + "`, which there is not",
                       diag::did_you_mean(name, names));
            continue;
        }
        const Master::Side wrong = left ? Master::Side::right : Master::Side::left;
        if (part.kind != Part::Kind::page && master->side == wrong) {
            sink.error("design.bad-value", part.span,
                       "`" + part.name + "` uses the master `" + name + "` on the wrong side");
        }
        check_puts(part, *master, sink);
    }
    if (part.kind == Part::Kind::flow) {
        check_flow(layout, part, sink);
    }
}

} // namespace

void load_masters(const xml::Node& masters, Layout& layout, const Reader& reader,
                  diag::Sink& sink) {
    for (const xml::Node& element : masters.elements()) {
        if (element.name() != "master" || !is_for(element, reader)) {
            continue;
        }
        Master master = read_master(element, reader, sink);
        const auto known =
            std::find_if(layout.masters.begin(), layout.masters.end(),
                         [&](const Master& other) { return other.name == master.name; });
        if (known == layout.masters.end() || master.name.empty()) {
            layout.masters.push_back(std::move(master));
        } else if (same_file(known->span, master.span)) {
            report_duplicate(element, sink);
        } else {
            *known = std::move(master);
        }
    }
}

void load_sequence(const xml::Node& sequence, Layout& layout, const Reader& reader,
                   diag::Sink& sink) {
    if (!layout.parts.empty() && !same_file(layout.parts.back().span, sequence.span())) {
        layout.parts.clear();
    }
    for (const xml::Node& element : sequence.elements()) {
        if (!is_for(element, reader)) {
            continue;
        }
        Part part;
        part.kind = element.name() == "flow"  ? Part::Kind::flow
                    : element.name() == "pad" ? Part::Kind::pad
                                              : Part::Kind::page;
        const bool one = part.kind == Part::Kind::page;
        part.name = attribute_text(element, "name");
        part.left = attribute_text(element, one ? "master" : "left");
        part.right = attribute_text(element, one ? "master" : "right");
        part.span = element.span();
        for (const xml::Node& child : element.elements()) {
            if (child.name() == "put" && is_for(child, reader)) {
                if (auto put = read_put(child, sink)) {
                    part.puts.push_back(*std::move(put));
                }
            }
        }
        layout.parts.push_back(std::move(part));
    }
}

void size_masters(Layout& layout) {
    for (Master& master : layout.masters) {
        for (const auto side : {&Size::width, &Size::height}) {
            if (master.page.*side <= Length()) {
                master.page.*side = layout.page.*side;
            }
        }
    }
}

void check_pages(const Layout& layout, diag::Sink& sink) {
    for (const Master& master : layout.masters) {
        // What a parent has and nobody uses need not fit a page of another size.
        if (*master.span.file == layout.file || is_used(layout, master)) {
            check_frames(master, sink);
        }
    }
    for (const Part& part : layout.parts) {
        check_part(layout, part, sink);
    }
}

} // namespace carefold::design
