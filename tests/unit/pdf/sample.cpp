#include "sample.hpp"

#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

namespace sample {

using pages::TagId;

font::FacePtr face(const std::string& name) {
    return font::Face::open("/usr/share/fonts/truetype/noto/" + name, 0);
}

pages::Text set(const font::FacePtr& font, Length size, const std::string& text, Point at) {
    pages::Text run;
    run.face = font;
    run.size = size;
    run.origin = at;
    run.text = text;
    for (std::size_t i = 0; i < text.size();) {
        pages::Glyph glyph;
        glyph.text_begin = static_cast<std::uint32_t>(i);
        const char32_t character = next_utf8(text, i);
        glyph.text_length = static_cast<std::uint32_t>(i) - glyph.text_begin;
        glyph.id = font->glyph(character == 0x00AD ? U'-' : character);
        glyph.natural_advance = size.scaled(static_cast<double>(font->advance(glyph.id)) /
                                            font->metrics().units_per_em);
        glyph.advance = glyph.natural_advance;
        run.glyphs.push_back(glyph);
    }
    return run;
}

Builder::Builder(int pages) {
    document.tags.emplace_back().role = Role::document;
    document.metadata.title = "Caring for a bäck";
    document.metadata.subject = "A guide & more";
    document.metadata.author = "Clinic <One>";
    document.metadata.creator = "carefold";
    document.metadata.keywords = "back, pain";
    document.metadata.date = "2026-11-21T08:00:00Z";
    document.metadata.language = *LanguageTag::parse("en");
    for (int i = 0; i < pages; ++i) {
        pages::Page page;
        page.size = {Length::mm(148), Length::mm(210)};
        page.label = i == 0 ? "" : std::to_string(i + 1);
        document.pages.push_back(page);
    }
}

TagId Builder::tag(Role role, TagId parent) {
    const auto id = static_cast<TagId>(document.tags.size());
    pages::Tag& made = document.tags.emplace_back();
    made.role = role;
    made.parent = parent;
    at(parent).children.push_back(id);
    return id;
}

pages::Item& Builder::item(TagId leaf, pages::Item item, std::size_t page) {
    item.tag = leaf;
    return document.pages[page].items.emplace_back(std::move(item));
}

pages::Item& Builder::more(TagId leaf, const std::string& text, Point where, std::size_t page) {
    return item(leaf, {set(font, size, text, where)}, page);
}

TagId Builder::text(TagId parent, const std::string& text, Point where, std::size_t page) {
    const TagId leaf = tag(Role::none, parent);
    more(leaf, text, where, page);
    return leaf;
}

namespace {

void add_list(Builder& b, TagId sect) {
    const TagId list = b.tag(Role::list, sect);
    b.at(list).numbering = pages::Tag::Numbering::decimal;
    for (int i = 0; i < 2; ++i) {
        const TagId item = b.tag(Role::item, list);
        b.text(b.tag(Role::label, item), std::to_string(i + 1) + ".", pt(50, 150 + 14 * i));
        b.text(b.tag(Role::body, item), i == 0 ? "Breathe out." : "Move on.", pt(64, 150 + 14 * i));
    }
    const TagId empty = b.tag(Role::item, list); // pruned
    b.tag(Role::body, empty);
}

void add_table(Builder& b, TagId sect) {
    const TagId table = b.tag(Role::table, sect);
    const TagId head = b.tag(Role::row, b.tag(Role::thead, table));
    const TagId body = b.tag(Role::tbody, table);
    std::vector<TagId> headers;
    for (int column = 0; column < 2; ++column) {
        const TagId cell = b.tag(Role::header_cell, head);
        b.at(cell).scope = pages::Tag::Scope::column;
        headers.push_back(cell);
        b.text(cell, column == 0 ? "Sign" : "Answer", pt(50 + 100 * column, 200));
    }
    const TagId row = b.tag(Role::row, body);
    const TagId first = b.tag(Role::data_cell, row);
    b.at(first).headers = {headers[0]};
    b.text(first, "Numbness", pt(50, 214));
    const TagId second = b.tag(Role::data_cell, row); // empty, stays
    b.at(second).headers = {headers[1]};
}

image::PicturePtr square(bool alpha) {
    auto picture = std::make_shared<image::Picture>();
    picture->size = {Length::pt(20), Length::pt(20)};
    picture->pixel_width = picture->pixel_height = 2;
    image::Raster raster;
    raster.rgb = {255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9};
    if (alpha) {
        raster.alpha = {255, 128, 64, 0};
    }
    picture->data = raster;
    return picture;
}

image::PicturePtr triangle() {
    using Verb = image::Segment::Verb;
    auto picture = std::make_shared<image::Picture>();
    picture->size = {Length::pt(10), Length::pt(10)};
    image::Shape shape;
    shape.path = {
        {Verb::move, {0, 10}}, {Verb::line, {5, 0}}, {Verb::line, {10, 10}}, {Verb::close, {}}};
    shape.fill = Color{0, 90, 90};
    shape.stroke = image::Stroke{Color{9, 9, 9}, 0.5F, image::Cap::butt, image::Join::round, {}};
    picture->data = image::Vector{{shape}};
    return picture;
}

void add_figures(Builder& b, TagId sect) {
    const auto placed = [&](image::PicturePtr picture, Point at, TagId leaf) {
        b.item(leaf,
               {pages::Placed{std::move(picture), {at.x, at.y, Length::pt(30), Length::pt(30)}}},
               1);
    };
    const TagId figure = b.tag(Role::figure, sect);
    b.at(figure).alt = "Colours — four";
    const TagId leaf = b.tag(Role::none, figure);
    placed(square(true), pt(50, 60), leaf);
    placed(triangle(), pt(90, 60), leaf);
    const TagId caption = b.tag(Role::caption, figure);
    b.text(caption, "Four colours", pt(50, 105), 1);

    const TagId dots = b.tag(Role::figure, sect);
    b.at(dots).alt = "Pressure: 1 of 2";
    const TagId dot_leaf = b.tag(Role::none, dots);
    for (int i = 0; i < 2; ++i) {
        pages::Disc disc{pt(60 + 12 * i, 130), Length::pt(4), std::nullopt, Color{0, 90, 90},
                         Length::pt(0.5)};
        if (i == 0) {
            disc.fill = Color{0, 90, 90};
        }
        b.item(dot_leaf, {disc}, 1);
    }
    const auto icon = triangle(); // used twice: a form
    placed(icon, pt(150, 60), pages::artifact);
    placed(icon, pt(190, 60), pages::artifact);
    b.item(pages::artifact,
           {pages::Box{{Length::pt(40), Length::pt(140), Length::pt(200), Length::pt(30)},
                       Color{230, 240, 240},
                       Color{0, 90, 90},
                       Length::pt(1),
                       Length::pt(6)}},
           1);
}

void add_links(Builder& b, TagId sect) {
    const auto link = [&](const std::string& text, double y, const std::string& place,
                          const std::string& uri) {
        const TagId paragraph = b.tag(Role::p, sect);
        b.text(paragraph, "See ", pt(50, y), 1);
        const TagId tag = b.tag(Role::link, paragraph);
        b.text(tag, text, pt(72, y), 1);
        const auto& run = std::get<pages::Text>(b.document.pages[1].items.back().what);
        Length end = run.origin.x;
        for (const pages::Glyph& glyph : run.glyphs) {
            end += glyph.advance;
        }
        b.text(paragraph, ".", {end, Length::pt(y)}, 1);
        b.document.pages[1].links.push_back(
            {{Length::pt(72), Length::pt(y - 8), Length::pt(60), Length::pt(10)},
             place,
             uri,
             tag,
             "Go to " + text});
    };
    link("the start", 200, "start", "");
    link("the clinic", 214, "", "https://example.org/a(b)");
    b.document.places["start"] = {0, pt(50, 60)};
    b.document.places["end"] = {1, pt(50, 50)};
    b.document.outline = {{"Start", "start", 1}, {"Deeper", "end", 2}, {"Énd", "end", 1}};
}

void add_note(Builder& b, TagId sect) {
    const TagId paragraph = b.tag(Role::p, sect);
    b.text(paragraph, "A long para\u00AD", pt(50, 100));
    const TagId leaf = b.document.tags.back().parent;
    b.text(leaf, "graph runs", pt(50, 114));
    b.text(leaf, "over lines", pt(50, 128));
    const TagId reference = b.tag(Role::reference, paragraph);
    b.text(reference, "1", pt(96, 125));
    b.text(paragraph, "and pages.", pt(50, 40), 1);
    const TagId note = b.tag(Role::note, sect);
    b.text(b.tag(Role::label, note), "1", pt(50, 560));
    b.text(note, "Told by a nurse.", pt(60, 560));
}

} // namespace

pages::Document everything(int pages) {
    Builder b(pages);
    const TagId sect = b.tag(Role::sect);
    const TagId heading = b.tag(Role::h1, sect);
    b.text(heading, "Back care", pt(50, 60));
    const TagId quiet = b.tag(Role::p, sect); // says nothing: pruned
    b.tag(Role::none, quiet);
    const TagId quote = b.tag(Role::p, sect);
    b.text(quote, "Some say ", pt(50, 80));
    const TagId foreign = b.tag(Role::span, quote);
    b.at(foreign).language = *LanguageTag::parse("fr");
    b.text(foreign, "ça va", pt(100, 80));
    add_note(b, sect);
    add_list(b, sect);
    add_table(b, sect);
    add_figures(b, sect);
    add_links(b, sect);
    for (std::size_t page = 0; page < b.document.pages.size(); ++page) {
        b.more(pages::artifact, "Running head", pt(50, 20), page).running = true;
        pages::Rule dots{pt(50, 300),     pt(250, 300), Length::pt(1),
                         {120, 120, 120}, true,         Length::pt(4)};
        b.item(pages::artifact, {dots}, page);
        b.item(pages::artifact,
               {pages::Rule{pt(50, 26), pt(250, 26), Length::pt(0.5), {}, false, {}}}, page);
        if (page > 1) {
            b.text(b.tag(Role::p, sect), "Page " + std::to_string(page + 1), pt(50, 60), page);
        }
    }
    return b.document;
}

pages::Imposition booklet(const pages::Document& document) {
    pages::Imposition imposition;
    const std::size_t count = document.pages.size();
    const Length width = document.pages[0].size.width;
    const Size sheet{width * 2, document.pages[0].size.height};
    for (std::size_t side = 0; side < count / 2; ++side) {
        const bool back = side % 2 == 1;
        const std::size_t low = side;
        const std::size_t high = count - 1 - side;
        pages::Sheet made;
        made.size = sheet;
        made.back = back;
        made.placements.push_back({back ? low : high, {}, 0});
        made.placements.push_back({back ? high : low, {width, {}}, 0});
        made.marks.push_back(
            {pages::Mark::Kind::cut,
             pages::Rule{{width, {}}, {width, Length::pt(10)}, Length::pt(0.3), {}, false, {}}});
        imposition.sheets.push_back(made);
    }
    return imposition;
}

std::string write(const pages::Document& document, const pages::Imposition* imposition,
                  int compression) {
    diag::Sink sink;
    std::string bytes = pdf::write(document, {imposition, compression}, sink);
    BOOST_TEST(sink.all().empty());
    return bytes;
}

} // namespace sample
