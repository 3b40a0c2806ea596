#include "pages/pages.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

Point pt(double x, double y) {
    return {Length::pt(x), Length::pt(y)};
}

pages::Document small() {
    pages::Document document;
    document.tags.resize(4);
    document.tags[0].role = Role::document;
    document.tags[0].children = {1, 3};
    document.tags[1].role = Role::p;
    document.tags[1].parent = 0;
    document.tags[1].children = {2};
    document.tags[1].language = *LanguageTag::parse("fr");
    document.tags[2].parent = 1;
    document.tags[3].role = Role::header_cell;
    document.tags[3].parent = 0;
    document.tags[3].scope = pages::Tag::Scope::row;
    document.tags[3].column_span = 2;
    document.tags[3].id = "cell";
    pages::Page page;
    page.label = "ii";
    page.master = "left";
    page.size = {Length::mm(148), Length::mm(210)};
    pages::Text text;
    text.size = Length::pt(10);
    text.origin = pt(-0.001, 20.005);
    text.text = "say \"so\u00AD";
    text.stretch = 1.01;
    page.items.push_back({text, 2});
    text.text = "ft";
    page.items.push_back({text, 2});
    page.items.push_back({pages::Box{{Length::pt(1), Length::pt(2), Length::pt(3), Length::pt(4)},
                                     Color{255, 0, 16},
                                     std::nullopt,
                                     {},
                                     Length::pt(2)}});
    page.items.push_back(
        {pages::Rule{pt(1, 2), pt(3, 2), Length::pt(0.5), {}, true, Length::pt(4)}, -1, true});
    page.items.push_back(
        {pages::Disc{pt(5, 6), Length::pt(2), std::nullopt, Color{}, Length::pt(1)}, 2});
    page.items.push_back({pages::Placed{nullptr, {}}});
    page.links.push_back({{}, "start", "", 1, "Go"});
    document.pages.push_back(page);
    document.places["start"] = {0, pt(1, 2)};
    document.outline = {{"Start", "start", 1}};
    return document;
}

} // namespace

BOOST_AUTO_TEST_SUITE(dump)

BOOST_AUTO_TEST_CASE(pages_one_line_an_item) {
    BOOST_TEST(pages::dump_pages(small()) ==
               "page 1 label \"ii\" master left size 419.53 x 595.28\n"
               "  text 0.00 20.01 width 0.00 no-face 10.00 #000000 stretch 1.0100 "
               "\"say \\\"so\\-\" [P 2]\n"
               "  text 0.00 20.01 width 0.00 no-face 10.00 #000000 stretch 1.0100 \"ft\" [P 2]\n"
               "  box 1.00 2.00 3.00 x 4.00 fill #ff0010 radius 2.00 [artifact]\n"
               "  rule 1.00 2.00 to 3.00 2.00 0.50 #000000 dots 4.00 [running]\n"
               "  disc 5.00 6.00 radius 2.00 stroke #000000 1.00 [P 2]\n"
               "  picture 0.00 0.00 0.00 x 0.00 none [artifact]\n"
               "  link 0.00 0.00 0.00 x 0.00 to \"#start\" \"Go\" [P 1]\n"
               "place \"start\" page 1 at 1.00 2.00\n"
               "outline 1 \"Start\" to \"start\"\n");
}

BOOST_AUTO_TEST_CASE(tags_as_a_tree_with_their_text) {
    BOOST_TEST(pages::dump_tags(small()) == "Document 0\n"
                                            "  P 1 lang \"fr\" links 1\n"
                                            "    - 2 page 1 \"say \\\"so\\-|ft\" disc\n"
                                            "  TH 3 id \"cell\" span 2 x 1 scope row\n");
}

BOOST_AUTO_TEST_CASE(nothing_gives_nothing) {
    BOOST_TEST(pages::dump_pages({}) == "");
    BOOST_TEST(pages::dump_tags({}) == "");
}

BOOST_AUTO_TEST_SUITE_END()
