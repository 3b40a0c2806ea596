// A guide as units, and put together again from targets.
#include "unit/content/support.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::content;

namespace {

const std::string blocks =
    "<p id='p'>The  <em>word <strong>of</strong></em> <field name='clinic.name'/>\n"
    "<footnote id='f'>A note<cite source='src'/></footnote> at <foreign xml:lang='fr'>midi"
    "</foreign>.</p><p id='q' audience='practitioner'>For <xref to='p'/></p>";

std::string file_with(const std::string& units) {
    return "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'><file "
           "original='guide.xml' source-language='en' target-language='de'><body>" +
           units + "</body></file></xliff>";
}

std::string unit_text(const std::string& id, const std::string& source, const std::string& target,
                      const std::string& state = "final") {
    return "<trans-unit id='" + id + "'><source>" + source + "</source><target state='" + state +
           "'>" + target + "</target></trans-unit>";
}

const std::string p_source = "The <g id='1'>word <g id='2'>of</g></g> <x id='3'/> <x id='4'/> at "
                             "<g id='5'>midi</g>.";

struct Translated {
    Loaded loaded = load(guide_with(blocks));
    std::unique_ptr<const Guide> guide;

    explicit Translated(const std::string& units, const TranslateOptions& options = {}) {
        BOOST_REQUIRE(loaded.sink.all().empty());
        const auto translation = xliff::read(file_with(units), "de.xlf", loaded.sink);
        BOOST_REQUIRE(translation);
        guide = content::translate(*loaded.guide, *translation, options, loaded.sink);
    }
    const Node& node(const std::string& id) const { return *guide->by_id.find(id)->second; }
    const Node& before(const std::string& id) const {
        return *loaded.guide->by_id.find(id)->second;
    }
};

} // namespace

BOOST_AUTO_TEST_SUITE(translating)

BOOST_AUTO_TEST_CASE(units_come_in_document_order_with_numbered_tags) {
    const Loaded loaded = load(guide_with(blocks));
    std::vector<std::string> ids;
    for (const xliff::Unit& unit : units(*loaded.guide)) {
        ids.push_back(unit.id);
        if (unit.id == "p") {
            BOOST_TEST(xliff::markup(unit.source) ==
                       "The <g id=\"1\" ctype=\"x-em\">word <g id=\"2\" ctype=\"x-strong\">of</g>"
                       "</g> <x id=\"3\" ctype=\"x-field\" equiv-text=\"{clinic.name}\"/> "
                       "<x id=\"4\" ctype=\"x-footnote\" equiv-text=\"{f}\"/> at "
                       "<g id=\"5\" ctype=\"x-foreign\">midi</g>.");
            BOOST_TEST(unit.group == "s");
            BOOST_TEST(unit.note.find("5: words in fr") != std::string::npos, unit.note);
        }
    }
    const std::vector<std::string> expected = {"t", "k", "s.title", "p", "f", "q"};
    BOOST_TEST(ids == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(short_texts_and_drawings_of_blocks_are_units) {
    const Loaded loaded = load(
        guide_with("<technique id='t' pressure='1'><name id='tn'>N</name><summary id='ts'>Short"
                   "</summary><figure id='tg' src='a.svg'><alt id='ta'>Alt</alt></figure>"
                   "<essence id='te'>E</essence><feel id='tf'>F</feel><suits id='tu'>S</suits>"
                   "<care id='tc'>C</care></technique>"));
    BOOST_REQUIRE(loaded.guide != nullptr);
    std::string found;
    for (const xliff::Unit& unit : units(*loaded.guide)) {
        if (unit.id == "ts" || unit.id == "ta") {
            found += unit.id + ": " + unit.note + "\n";
        }
    }
    BOOST_TEST(found == "ts: summary in section (about), technique; for everyone\n"
                        "ta: alt in section (about), technique, figure; for everyone\n");
}

BOOST_AUTO_TEST_CASE(tags_may_change_places) {
    const Translated made(unit_text("p", p_source,
                                    "<g id='5'>midi</g> <x id='4'/> <x id='3'/> <g id='1'>"
                                    "<g id='2'>des</g> Wortes</g>"));
    const Node& p = made.node("p");
    BOOST_TEST(plain_text(p) == "midi des Wortes");
    BOOST_TEST(p.language.text() == "de");
    BOOST_TEST(p.order == made.before("p").order);
    BOOST_TEST((p.children.front().kind == Kind::foreign));
    BOOST_TEST(p.children.front().language.text() == "fr");
    BOOST_TEST(p.children.back().language.text() == "de");
    BOOST_TEST(p.child(Kind::field)->attribute("name") == "clinic.name");
    BOOST_TEST(p.child(Kind::field)->order == made.before("p").child(Kind::field)->order);
    BOOST_TEST(made.node("f").language.text() == "en"); // a text of its own, not translated
    BOOST_TEST(made.node("f").children.front().text == "A note");
    BOOST_TEST(p.child(Kind::footnote) == &made.node("f"));
}

BOOST_AUTO_TEST_CASE(words_of_the_readers_own_language_are_foreign_no_more) {
    Loaded loaded =
        load(guide_with("<p id='p'>It is <foreign xml:lang='de-AT'>Jause</foreign>.</p>"));
    const std::string units =
        unit_text("p", "It is <g id='1'>Jause</g>.", "Das ist <g id='1'>Jause</g>.");
    const auto translation = xliff::read(file_with(units), "de.xlf", loaded.sink);
    const auto guide = content::translate(*loaded.guide, *translation, {}, loaded.sink);
    BOOST_TEST(guide->by_id.find("p")->second->child(Kind::foreign)->language.text() == "de");
}

BOOST_AUTO_TEST_CASE(what_has_no_target_stays_and_says_so_once) {
    const Translated made(unit_text("t", "T", "Titel") + unit_text("k", "old", "neu"));
    BOOST_TEST(made.guide->root.language.text() == "de");
    BOOST_TEST(made.node("s").language.text() == "de");
    BOOST_TEST(made.node("s.title").language.text() == "en");
    BOOST_TEST(made.node("src").language.text() == "en");
    BOOST_TEST(plain_text(made.node("k")) == "k"); // its source has changed
    BOOST_REQUIRE_EQUAL(made.loaded.sink.all().size(), 1U);
    const diag::Diagnostic& warning = made.loaded.sink.all().front();
    BOOST_TEST(warning.code == "content.untranslated");
    BOOST_TEST(warning.message.starts_with("4 units of 5 are without translation"));
    BOOST_TEST(warning.message.find("of 1 the source has changed") != std::string::npos);
    BOOST_TEST(!made.guide->awaits_review);
}

BOOST_AUTO_TEST_CASE(a_note_is_translated_though_its_paragraph_is_not) {
    const Translated made(unit_text("f", "A note<x id='1'/>", "Eine Notiz<x id='1'/>"));
    BOOST_TEST(made.node("p").language.text() == "en");
    BOOST_TEST(made.node("f").language.text() == "de");
    BOOST_TEST(made.node("f").children.front().text == "Eine Notiz");
    BOOST_TEST((made.node("f").children.back().kind == Kind::cite));
}

BOOST_AUTO_TEST_CASE(broken_tags_leave_the_source) {
    const Translated made(unit_text("p", p_source, "ohne"));
    BOOST_TEST(made.node("p").language.text() == "en");
    BOOST_TEST(made.loaded.sink.all().front().code == "xliff.broken-target");
    BOOST_TEST(made.loaded.sink.errors() == 0U);
}

BOOST_AUTO_TEST_CASE(units_in_use_that_no_reviewer_signed) {
    const std::string practitioners =
        unit_text("q", "For <x id='1'/>", "Auf <x id='1'/>", "needs-review-translation");
    BOOST_TEST(!Translated(practitioners).guide->awaits_review);
    const Translated made(practitioners, {Audience::practitioner, std::nullopt});
    BOOST_TEST(made.guide->awaits_review);
    BOOST_TEST(made.loaded.sink.all().back().code == "xliff.awaits-review");
}

BOOST_AUTO_TEST_SUITE_END()
