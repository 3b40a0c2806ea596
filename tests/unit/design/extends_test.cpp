// Layouts that extend one another: what the child has, what is left of the parent, what goes wrong.
#include "unit/design/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace carefold;
using design::Property;

namespace {

using Files = std::map<std::string, std::string, std::less<>>; // by name, without .xml

/// A layout of this name that extends small.xml, unless `attributes` says otherwise.
std::string child(const std::string& inside, const std::string& attributes = "extends='small'") {
    return "<layout xmlns='urn:carefold:layout:1' id='child' " + attributes + ">\n" + inside +
           "\n</layout>";
}

struct Loaded {
    std::unique_ptr<const design::Layout> layout;
    diag::Sink sink;
    std::string codes() const {
        std::string all;
        for (const diag::Diagnostic& each : sink.all()) {
            all += (all.empty() ? "" : " ") + each.code;
        }
        return all;
    }
};

/// Loads "child.xml"; its parents are those of `files`, and small.xml.
Loaded load(const std::string& text, const Files& files = {},
            std::string_view audience = "client") {
    Loaded made;
    const auto find = [&](std::string_view name, const std::string&) {
        const auto found = files.find(name);
        const std::string file = std::string(name) + ".xml";
        if (found != files.end()) {
            return design::Parent{file, found->second, ""};
        }
        return name == "small" ? design::Parent{file, design::sample::small(), ""}
                               : design::Parent{"", std::nullopt, "look elsewhere"};
    };
    made.layout = design::load_layout(text, "child.xml", {audience}, made.sink, find);
    return made;
}

Loaded sound(const std::string& text, const Files& files = {},
             std::string_view audience = "client") {
    Loaded made = load(text, files, audience);
    BOOST_TEST(made.sink.all().empty(), design::sample::told(made.sink));
    BOOST_TEST_REQUIRE((made.layout != nullptr));
    return made;
}

design::Computed computed(const design::Layout& layout, std::string_view style) {
    design::Computed made;
    made.apply(layout.style(style)->properties);
    return made;
}

const std::string plain_master =
    "<masters><master name='left' side='left'><frame name='main' inner='1pt' outer='1pt' "
    "top='1pt' bottom='1pt'/></master></masters>";

} // namespace

BOOST_AUTO_TEST_CASE(an_empty_child_is_its_parent) {
    const Loaded made = sound(child(""));
    const auto& layout = *made.layout;
    BOOST_TEST(layout.id == "child");
    BOOST_TEST(layout.file == "child.xml");
    BOOST_TEST(layout.parents == std::vector<std::string>{"small.xml"},
               boost::test_tools::per_element());
    BOOST_TEST(layout.page.width.to_pt() == 200.0);
    BOOST_TEST(layout.grid.to_pt() == 16.0);
    BOOST_TEST(layout.parts.size() == 3U);
    BOOST_TEST(layout.fold.paper.width.to_pt() == 400.0);
    BOOST_TEST(*layout.style("body")->span.file == "small.xml");
}

BOOST_AUTO_TEST_CASE(the_child_counts) {
    const Loaded made =
        sound(child("<grid leading='18pt'/><palette><color name='ink' value='#000000'/>"
                    "<color name='new' value='#ffffff'/></palette>"
                    "<fonts><family role='text' name='Other'/></fonts>"
                    "<fold paper-width='500pt' paper-height='600pt' multiple='8'/>",
                    "extends='small' page-height='310pt' minimum-size='9pt'"));
    const auto& layout = *made.layout;
    BOOST_TEST(layout.page.width.to_pt() == 200.0);
    BOOST_TEST(layout.page.height.to_pt() == 310.0);
    BOOST_TEST(layout.minimum_size.to_pt() == 9.0);
    BOOST_TEST(layout.grid.to_pt() == 18.0);
    BOOST_TEST((layout.palette.at("ink") == Color{0, 0, 0}));
    BOOST_TEST(layout.palette.size() == 3U);
    BOOST_TEST(layout.families.at("text") == "Other");
    BOOST_TEST(layout.fold.multiple == 8);
    BOOST_TEST(layout.fold.unprintable.to_pt() == 0.0);
}

BOOST_AUTO_TEST_CASE(a_bare_name_adds_and_reaches_all_based_on_it) {
    const Loaded made = sound(
        child("<styles><style name='base' size='14pt'/><style name='own' size='3pt'/></styles>"));
    BOOST_TEST(computed(*made.layout, "base")[Property::size].number == 14.0);
    BOOST_TEST(computed(*made.layout, "label")[Property::size].number == 7.0); // 0.5em of it
    BOOST_TEST((made.layout->style("body")->match.has_value()));
    BOOST_TEST(computed(*made.layout, "own")[Property::size].number == 3.0);
}

BOOST_AUTO_TEST_CASE(a_style_said_anew_replaces) {
    const Loaded made = sound(child("<styles><style name='label' based-on='base' weight='bold'/>"
                                    "<style name='body' match='p' size='5pt'/></styles>"));
    const design::Computed label = computed(*made.layout, "label");
    BOOST_TEST(label[Property::weight].word == "bold");
    BOOST_TEST(label[Property::size].number == 12.0);
    BOOST_TEST(std::count_if(made.layout->styles.begin(), made.layout->styles.end(),
                             [](const auto& style) { return style.name == "body"; }) == 1);
    BOOST_TEST(made.layout->styles.back().name == "body");
}

BOOST_AUTO_TEST_CASE(rules_and_inserts_come_behind_those_of_the_parent) {
    const Loaded made = sound(child("<styles><style match='feel' prefix='other'/><insert "
                                    "match='p' attribute='a' words='w' style='label'/></styles>"));
    BOOST_TEST(made.layout->inserts.size() == 2U);
    BOOST_TEST(made.layout->styles.back().properties.front().second.word == "other");
}

BOOST_AUTO_TEST_CASE(masters_replace_by_name_and_a_sequence_as_a_whole) {
    const Loaded made =
        sound(child(plain_master + "<sequence><page name='only' master='left'><put frame='main' "
                                   "select='section'/></page></sequence>"));
    BOOST_TEST(made.layout->masters.size() == 3U);
    BOOST_TEST(made.layout->master("left")->fixtures.empty());
    BOOST_TEST_REQUIRE(made.layout->parts.size() == 1U);
    BOOST_TEST(made.layout->parts.front().name == "only");
}

BOOST_AUTO_TEST_CASE(a_sequence_for_the_other_audience_leaves_the_parents) {
    const std::string text =
        child("<sequence audience='practitioner'><page name='only' "
              "master='left'><put frame='main' select='p'/></page></sequence>");
    BOOST_TEST(sound(text).layout->parts.size() == 3U);
    BOOST_TEST(sound(text, {}, "practitioner").layout->parts.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_parents_master_need_fit_only_where_it_is_used) {
    const std::string size = "extends='small' page-height='150pt'";
    const Loaded all = load(child("", size));
    BOOST_TEST(all.codes() == "design.frame-outside-page design.frame-outside-page"); // left, right
    BOOST_TEST(*all.sink.all().front().span.file == "small.xml");
    sound(child(plain_master + "<sequence><page name='only' master='left'><put frame='main' "
                               "select='p'/></page></sequence>",
                size));
}

BOOST_AUTO_TEST_CASE(three_generations) {
    const Files files{{"middle", child("<styles><style name='base' size='20pt'/><style "
                                       "name='middle' based-on='base'/></styles>"
                                       "<grid leading='30pt'/>")}};
    const Loaded made = sound(
        child("<styles><style name='base' color='ink'/></styles>", "extends='middle'"), files);
    const std::vector<std::string> parents{"middle.xml", "small.xml"};
    BOOST_TEST(made.layout->parents == parents, boost::test_tools::per_element());
    BOOST_TEST(made.layout->grid.to_pt() == 30.0);
    const design::Computed middle = computed(*made.layout, "middle");
    BOOST_TEST(middle[Property::size].number == 20.0);
    BOOST_TEST(middle[Property::color].word == "ink");
}

BOOST_AUTO_TEST_CASE(problems_of_a_parent_are_told_in_its_file) {
    const Files files{{"middle", child("<styles><style name='a' colour='ink'/>\n"
                                       "<style name='b' color='nil'/></styles>")}};
    const Loaded made =
        load(child("<grid leding='1pt' leading='9pt'/>", "extends='middle'"), files);
    BOOST_TEST(made.codes() ==
               "design.unknown-attribute design.unknown-color design.unknown-attribute");
    BOOST_TEST(*made.sink.all()[0].span.file == "middle.xml");
    BOOST_TEST(made.sink.all()[0].span.line == 2U);
    BOOST_TEST(*made.sink.all()[1].span.file == "middle.xml");
    BOOST_TEST(made.sink.all()[1].span.line == 3U);
    BOOST_TEST(*made.sink.all()[2].span.file == "child.xml");
}

BOOST_AUTO_TEST_CASE(a_parent_may_name_what_its_child_has) {
    const Files files{{"middle", child("<styles><style name='a' color='late'/></styles>")}};
    sound(child("<palette><color name='late' value='#123456'/></palette>", "extends='middle'"),
          files);
}

BOOST_AUTO_TEST_CASE(a_missing_parent) {
    const Loaded made = load(
        child("<styles><style based-on='base' name='x' size='big'/></styles>", "extends='no'"));
    BOOST_TEST((made.layout == nullptr));
    // What the parent may have is not called missing; what is wrong anyhow is.
    BOOST_TEST(made.codes() == "design.missing-parent design.bad-value");
    const diag::Diagnostic& first = made.sink.all().front();
    BOOST_TEST(first.hint == "look elsewhere");
    BOOST_TEST(*first.span.file == "child.xml");
    BOOST_TEST(first.span.column == 50U);
}

BOOST_AUTO_TEST_CASE(nobody_to_ask_for_parents) {
    diag::Sink sink;
    BOOST_TEST((design::load_layout(child(""), "c.xml", {"client"}, sink) == nullptr));
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(sink.all().front().code == "design.missing-parent");
}

BOOST_AUTO_TEST_CASE(circles_are_found) {
    const Files files{{"child", child("", "extends='child'")},
                      {"a", child("", "extends='b'")},
                      {"b", child("", "extends='a'")}};
    const Loaded self = load(child("", "extends='child'"), files);
    BOOST_TEST(self.codes() == "design.circular-extends");
    BOOST_TEST((self.layout == nullptr));
    const Loaded pair = load(child("", "extends='a'"), files);
    BOOST_TEST(pair.codes() == "design.circular-extends");
    BOOST_TEST(*pair.sink.all().front().span.file == "b.xml");
    BOOST_TEST(pair.sink.all().front().message ==
               "`child.xml` extends `a.xml` extends `b.xml` extends `a.xml`");
}

BOOST_AUTO_TEST_CASE(a_parent_is_named_by_its_name_alone) {
    for (const char* name : {"", "../small", "small.xml", ".small", "a/small", "a\\small"}) {
        const Loaded made = load(child("", "extends='" + std::string(name) + "'"));
        BOOST_TEST(made.codes() == "design.bad-value", name);
        BOOST_TEST((made.layout == nullptr), name);
    }
}

BOOST_AUTO_TEST_CASE(a_parent_that_is_no_layout) {
    for (const char* text : {"", "<words xmlns='urn:carefold:words:1'/>", "<layout"}) {
        const Loaded made = load(child("", "extends='bad'"), {{"bad", text}});
        BOOST_TEST((made.layout == nullptr), text);
        BOOST_TEST_REQUIRE(made.sink.errors() >= 1U, text);
        BOOST_TEST(*made.sink.all().front().span.file == "bad.xml", text);
    }
}

BOOST_AUTO_TEST_CASE(what_nobody_has_is_missing) {
    const std::string needs_none = "page-width='9pt' page-height='9pt'";
    const Loaded made =
        load(child("", "extends='bare'"), {{"bare", child("<palette/>", needs_none)}});
    BOOST_TEST(made.sink.errors() == 5U, design::sample::told(made.sink));
    BOOST_TEST(*made.sink.all().front().span.file == "child.xml");
    const Loaded no_size = load(child("", "extends='bare'"), {{"bare", child("", "")}});
    BOOST_TEST(
        std::count_if(no_size.sink.all().begin(), no_size.sink.all().end(), [](const auto& each) {
            return each.code == "design.missing-attribute" && *each.span.file == "bare.xml";
        }) == 2);
}

BOOST_AUTO_TEST_CASE(groups_of_scripts_stand_for_their_codes) {
    const std::string uses = "<grid leading='30pt' scripts='Hebr tall'/>";
    const auto grid = [](const std::string& text, std::string_view script) {
        diag::Sink sink;
        const auto small = [](std::string_view, const std::string&) {
            return design::Parent{"small.xml", design::sample::small(), ""};
        };
        const auto layout = design::load_layout(text, "c.xml", {"client", script}, sink, small);
        BOOST_TEST(sink.all().empty(), design::sample::told(sink));
        return layout->grid.to_pt();
    };
    BOOST_TEST(grid(child(uses), "Thai") == 30.0);
    BOOST_TEST(grid(child(uses), "Hebr") == 30.0);
    BOOST_TEST(grid(child(uses), "Latn") == 16.0);
    // The child's word for a group counts, in the parent's file too.
    const std::string other = "<scripts name='tall' codes='Latn'/>" + uses;
    BOOST_TEST(grid(child(other), "Thai") == 16.0);
    BOOST_TEST(grid(child(other), "Latn") == 30.0);
}

BOOST_AUTO_TEST_CASE(a_page_of_its_own_size) {
    const std::string wide = design::sample::replaced(
        design::sample::small(), "<master name=\"plain\" audience=\"client\">",
        "<master name=\"plain\" audience=\"client\" page-width=\"100pt\">");
    diag::Sink sink;
    design::load_layout(wide, "small.xml", {"client"}, sink);
    BOOST_TEST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(sink.all().front().code == "design.frame-outside-page"); // 20 pt + 100 pt
    const Loaded made = sound(
        child("<masters><master name='wide' page-width='400pt'><frame name='main' inner='0pt' "
              "width='400pt' top='0pt' height='300pt'/></master></masters>"));
    BOOST_TEST(made.layout->master("wide")->page.width.to_pt() == 400.0);
    BOOST_TEST(made.layout->master("wide")->page.height.to_pt() == 300.0);
    BOOST_TEST(made.layout->master("left")->page.width.to_pt() == 200.0);
}
