// What a sound layout comes to.
#include "unit/design/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using design::Property;

namespace {

std::unique_ptr<const design::Layout> load(const std::string& path, std::string_view audience) {
    diag::Sink sink;
    auto layout = design::load_layout(design::sample::slurp(path), path, {audience}, sink);
    BOOST_TEST(sink.all().empty(), design::sample::told(sink));
    BOOST_TEST_REQUIRE((layout != nullptr));
    return layout;
}

const std::string small_path = "tests/samples/layouts/small.xml";

/// Names of the elements a style's pattern finds, in document order.
std::string matched(const design::Style& style, const std::string& guide) {
    diag::Sink sink;
    const auto document = xml::parse(guide, "g.xml", "urn:x", "guide", sink);
    std::string names;
    for (const xml::Node& node : style.match->select(document->root())) {
        names += (names.empty() ? "" : " ") + std::string(node.name());
    }
    return names;
}

} // namespace

BOOST_AUTO_TEST_CASE(audiences_get_their_own) {
    const auto client = load(small_path, "client");
    const auto practitioner = load(small_path, "practitioner");
    BOOST_TEST(client->grid.to_pt() == 16.0);
    BOOST_TEST(practitioner->grid.to_pt() == 13.0);
    BOOST_TEST(client->parts.size() == 3U);
    BOOST_TEST(practitioner->parts.size() == 4U);
    BOOST_TEST((client->master("plain") != nullptr));
    BOOST_TEST((practitioner->master("plain") == nullptr));
    BOOST_TEST(client->style("base")->properties.front().second.number == 12.0);
    BOOST_TEST(practitioner->style("base")->properties.front().second.number == 9.5);
}

BOOST_AUTO_TEST_CASE(scripts_get_their_own) {
    const std::string text = design::sample::replaced(
        design::sample::replaced(
            design::sample::small(), "<grid leading=\"16pt\" audience=\"client\"/>",
            "<grid leading=\"16pt\" audience=\"client\"/>"
            "<grid leading=\"20pt\" audience=\"client\" scripts=\"Arab Thai\"/>"),
        "</styles>", "<style name=\"base\" scripts=\"Arab\" size=\"14pt\"/></styles>");
    const auto size_in = [&](std::string_view script, double grid) {
        diag::Sink sink;
        const auto layout = design::load_layout(text, "s.xml", {"client", script}, sink);
        BOOST_TEST(sink.all().empty(), design::sample::told(sink));
        BOOST_TEST(layout->grid.to_pt() == grid);
        double size = 0; // the last counts
        for (const auto& [property, value] : layout->style("body")->properties) {
            size = property == Property::size ? value.number : size;
        }
        return size;
    };
    BOOST_TEST(size_in("Latn", 16) == 12.0);
    BOOST_TEST(size_in("Thai", 20) == 12.0);
    BOOST_TEST(size_in("Arab", 20) == 14.0); // by way of the style it is based on
}

BOOST_AUTO_TEST_CASE(everything_is_read) {
    const auto layout = load(small_path, "practitioner");
    BOOST_TEST(layout->id == "small");
    BOOST_TEST(layout->title == "Small");
    BOOST_TEST(layout->page.width.to_pt() == 200.0);
    BOOST_TEST((layout->palette.at("tint") == Color{0xee, 0xee, 0xff}));
    BOOST_TEST(layout->families.at("text") == "Noto Serif");
    BOOST_TEST((layout->fold.kind == design::Fold::Kind::saddle));
    BOOST_TEST((layout->fold.flip == design::Fold::Flip::upright));
    BOOST_TEST((layout->fold.creep && layout->fold.marks));
    BOOST_TEST(layout->fold.multiple == 4);
    BOOST_TEST(layout->fold.paper.width.to_pt() == 400.0);

    const design::Insert& insert = layout->inserts.at(0);
    BOOST_TEST((insert.place == design::Insert::Place::end));
    BOOST_TEST((insert.kind == design::Insert::Kind::scale));
    BOOST_TEST(insert.steps == 3);

    using Kind = design::Put::Kind;
    const auto& parts = layout->parts;
    BOOST_TEST((parts[0].kind == design::Part::Kind::page));
    BOOST_TEST(parts[0].left == "right");
    BOOST_TEST(parts[0].right == "right");
    BOOST_TEST((parts[0].puts[0].kind == Kind::contents));
    BOOST_TEST(parts[0].puts[0].word == "contents");
    BOOST_TEST(parts[0].puts[0].depth == 2);
    BOOST_TEST((parts[1].kind == design::Part::Kind::flow));
    BOOST_TEST((parts[1].puts[0].kind == Kind::select));
    BOOST_TEST((parts[1].puts[1].kind == Kind::word));
    BOOST_TEST((parts[2].kind == design::Part::Kind::pad));
    BOOST_TEST((parts[2].puts[0].kind == Kind::writing));
    BOOST_TEST((parts[3].puts[0].kind == Kind::review));
}

BOOST_AUTO_TEST_CASE(fixtures_keep_text_and_parts_in_order) {
    using Kind = design::Fixture::Part::Kind;
    const auto layout = load(small_path, "client");
    const auto& fixtures = layout->master("left")->fixtures;
    BOOST_TEST_REQUIRE(fixtures.size() == 3U);
    BOOST_TEST(fixtures[0].align == "outer");
    const std::vector<std::pair<Kind, std::string>> expected{
        {Kind::section_title, ""},    {Kind::text, " · "}, {Kind::page_number, ""},
        {Kind::text, ", "},           {Kind::title, ""},   {Kind::text, " "},
        {Kind::field, "clinic.name"}, {Kind::text, " "},   {Kind::word, "page"}};
    std::vector<std::pair<Kind, std::string>> found;
    for (const design::Fixture::Part& part : fixtures[0].parts) {
        found.emplace_back(part.kind, part.value);
    }
    BOOST_TEST((found == expected));
    BOOST_TEST((fixtures[1].kind == design::Fixture::Kind::fill));
    BOOST_TEST((fixtures[2].kind == design::Fixture::Kind::lines));
    BOOST_TEST(fixtures[2].thickness.to_pt() == 0.5);
}

BOOST_AUTO_TEST_CASE(areas_mirror_with_the_page) {
    const auto pt = [](double value) { return Length::pt(value); };
    const Size page{pt(200), pt(300)};
    design::Area area;
    area.inner = pt(20);
    area.outer = pt(30);
    area.top = pt(40);
    area.height = pt(160);
    BOOST_TEST((area.resolve(page, false) == Rect{pt(20), pt(40), pt(150), pt(160)}));
    BOOST_TEST((area.resolve(page, true) == Rect{pt(30), pt(40), pt(150), pt(160)}));
    area.outer.reset();
    area.width = pt(100);
    area.top.reset();
    area.bottom = pt(50);
    BOOST_TEST((area.resolve(page, false) == Rect{pt(20), pt(90), pt(100), pt(160)}));
    BOOST_TEST((area.resolve(page, true) == Rect{pt(80), pt(90), pt(100), pt(160)}));
    area.inner.reset();
    area.outer = pt(-9);
    area.height.reset();
    area.top = pt(-9);
    BOOST_TEST((area.resolve(page, false) == Rect{pt(109), pt(-9), pt(100), pt(259)}));
    BOOST_TEST((area.resolve(page, true) == Rect{pt(-9), pt(-9), pt(100), pt(259)}));
}

BOOST_AUTO_TEST_CASE(patterns_split_at_the_top_only) {
    const auto layout = load(small_path, "client");
    const design::Style& style = layout->styles.at(3);
    BOOST_TEST(matched(style, "<guide xmlns='urn:x'><technique><name/></technique><name/>"
                              "<benefit><name>a|b</name><p/></benefit>"
                              "<benefit><name>a</name><p/></benefit></guide>") == "name p");
    BOOST_TEST(matched(layout->styles.at(1), "<guide xmlns='urn:x'/>") == "guide");
}

BOOST_AUTO_TEST_CASE(base_styles_come_first) {
    for (const auto& [audience, size] :
         {std::pair("client", 6.0), std::pair("practitioner", 4.75)}) {
        const auto layout = load(small_path, audience);
        design::Computed computed;
        computed.apply(layout->style("label")->properties);
        BOOST_TEST(computed[Property::size].number == size);
        BOOST_TEST(computed[Property::color].word == "ink");
        BOOST_TEST(computed[Property::fill].word.empty());
    }
}

BOOST_AUTO_TEST_CASE(the_house_booklet_is_sound) {
    for (const std::string_view audience : {"client", "practitioner"}) {
        const auto layout = load("layouts/booklet-a5.xml", audience);
        for (const std::string_view name :
             {"body", "folio", "running", "label", "note", "note-sign", "cover-title",
              "cover-subtitle", "cover-clinic", "review", "scale", "grade", "writing", "toc-title",
              "toc-1", "toc-2"}) {
            BOOST_TEST((layout->style(name) != nullptr), "style " << name);
        }
        for (const std::string_view name : {"left", "right", "contents"}) {
            const Rect frame =
                layout->master(name)->frame("main")->area.resolve(layout->page, true);
            BOOST_TEST(frame.height.units() % layout->grid.units() == 0, name << " " << audience);
        }
        BOOST_TEST((contrast(layout->palette.at("ink"), layout->palette.at("paper")) >= 7.0));
        BOOST_TEST((contrast(layout->palette.at("ink"), layout->palette.at("tint")) >= 7.0));
        BOOST_TEST((contrast(layout->palette.at("primary"), layout->palette.at("paper")) >= 7.0));
        BOOST_TEST((contrast(layout->palette.at("alert"), layout->palette.at("paper")) >= 7.0));
    }
}

BOOST_AUTO_TEST_CASE(the_booklet_finds_its_words_and_faces) {
    diag::Sink sink;
    const auto words = design::load_words(design::sample::slurp("layouts/words.xml"), "w", sink);
    const auto fonts = design::load_fonts(design::sample::slurp("fonts/fonts.xml"), "f", sink);
    BOOST_TEST(sink.all().empty(), design::sample::told(sink));
    BOOST_TEST_REQUIRE(words.has_value());
    BOOST_TEST(words->language.text() == "en");
    BOOST_TEST(*words->find("pressure.3") == "Pressure: medium, 3 of 5");
    BOOST_TEST((words->find("nothing") == nullptr));
    BOOST_TEST(fonts.size() >= 8U);
    for (const design::FontFile& font : fonts) {
        BOOST_TEST(!font.package.empty(), font.file);
        BOOST_TEST(!font.version.empty(), font.file);
    }
    const auto layout = load("layouts/booklet-a5.xml", "client");
    for (const auto& [role, family] : layout->families) {
        for (const auto& [bold, italic] : {std::pair(false, false), std::pair(true, true)}) {
            bool found = false;
            for (const design::FontFile& font : fonts) {
                found =
                    found || (font.family == family && font.bold == bold && font.italic == italic);
            }
            BOOST_TEST(found, role);
        }
    }
    for (const design::Style& style : layout->styles) {
        for (const auto& [property, value] : style.properties) {
            if (property == Property::prefix) {
                BOOST_TEST((words->find(value.word) != nullptr), value.word);
            }
        }
    }
    for (const design::Part& part : layout->parts) {
        for (const design::Put& put : part.puts) {
            BOOST_TEST((put.word.empty() || words->find(put.word) != nullptr), put.word);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_reference_names_everything) {
    const std::string page = design::sample::slurp("docs/layout-format.md");
    const auto named = [&](std::string_view name) {
        return page.find("`" + std::string(name) + "`") != std::string::npos;
    };
    for (const std::string_view name : design::property_names()) {
        BOOST_TEST(named(name), name);
    }
    diag::Sink sink;
    const auto small =
        xml::parse(design::sample::small(), "s", design::layout_namespace, "layout", sink);
    const auto visit = [&](const auto& self, const xml::Node& element) -> void {
        BOOST_TEST(named(element.name()), element.name());
        for (const xml::Node& child : element.elements()) {
            self(self, child);
        }
    };
    visit(visit, small->root());
}

BOOST_AUTO_TEST_CASE(a_layout_says_how_it_is_pressed) {
    const auto load = [](const std::string& press, const std::string& color) {
        std::string text =
            design::sample::replaced(design::sample::small(), "</layout>", press + "</layout>");
        text = design::sample::replaced(text, "value=\"#eef\"", "value=\"#eef\" " + color);
        diag::Sink sink;
        auto layout = design::load_layout(text, "l.xml", {"client"}, sink);
        BOOST_TEST(sink.all().empty(), design::sample::told(sink));
        BOOST_REQUIRE(layout);
        return layout;
    };
    const auto silent = load("", "");
    BOOST_TEST(silent->press.profile == "fogra39-coated");
    BOOST_TEST(silent->press.condition == "FOGRA39");
    BOOST_TEST((silent->press.bleed == Length::mm(3)));
    BOOST_TEST(silent->press.ink_limit == 330);
    BOOST_TEST(!silent->press.span.file);
    BOOST_TEST(silent->inks.at("tint").spot.empty());

    const auto told = load("<press profile='eci' bleed='5mm' ink-limit='260'/>",
                           "spot='PANTONE 7522 C' cmyk='0 52 57.5 20'");
    BOOST_TEST(told->press.profile == "eci");
    BOOST_TEST(told->press.condition == "Custom");
    BOOST_TEST((told->press.bleed == Length::mm(5)));
    BOOST_TEST(told->press.ink_limit == 260);
    BOOST_TEST(told->inks.at("tint").spot == "PANTONE 7522 C");
    BOOST_TEST((told->inks.at("tint").process == std::array<int, 4>{0, 520, 575, 200}));
    BOOST_TEST(told->inks.at("tint").span.line == 9U);
    BOOST_TEST(load("<press condition='FOGRA51'/>", "")->press.condition == "FOGRA51");
}
