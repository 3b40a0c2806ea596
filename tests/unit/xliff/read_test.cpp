// Files as tools write them, and files that are none.
#include "unit/xliff/support.hpp"

#include <boost/test/unit_test.hpp>

using namespace sample;

namespace {

bool has_fault(const Text& target, const std::string& part) {
    const auto faults = tag_faults(source().units.at(1).source, target);
    return faults.size() == 1 && faults.front().find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_CASE(a_translation_is_read) {
    const Read read = read_text(translated());
    BOOST_TEST(read.sink.all().empty());
    BOOST_REQUIRE(read.translation);
    const Translation& made = *read.translation;
    BOOST_TEST(made.language.text() == "de");
    BOOST_TEST(made.entries.size() == 3U);
    BOOST_TEST(markup(made.find("a")->target) == "Ein Wort &amp; mehr");
    BOOST_TEST(canonical(made.find("b")->target) == "<x id=\"2\"/>s <g id=\"1\">Wort</g>");
    BOOST_TEST((made.find("a")->level() == Level::final));
    BOOST_TEST(made.find("b")->target_span.line > made.find("b")->span.line);
    BOOST_TEST(made.find("z") == nullptr);
    BOOST_TEST(belongs(made, source(), german(), *std::make_unique<diag::Sink>()));
}

BOOST_AUTO_TEST_CASE(marks_are_looked_through_and_other_tags_seen) {
    const Read read = read_text(
        replaced(translated(), "Ein Wort", "<mrk mtype=\"seg\">Ein</mrk> <ph id=\"9\">W</ph>ort"));
    const Entry& entry = *read.translation->find("a");
    BOOST_TEST(characters(entry.target) == "Ein ort & mehr");
    BOOST_TEST(tag_faults(source().units.front().source, entry.target).size() == 1U);
}

BOOST_AUTO_TEST_CASE(files_that_are_no_translation) {
    BOOST_TEST(read_text("<xliff").findings().front() == "error xml.syntax");
    BOOST_TEST(read_text("").only() == "error xml.empty");
    BOOST_TEST(read_text("<po/>").only() == "error xml.wrong-root");
    BOOST_TEST(read_text("<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0'/>").only() ==
               "error xml.wrong-namespace");
    const std::string good = translated();
    BOOST_TEST(read_text(replaced(good, "version=\"1.2\"", "version=\"1.1\"")).only() ==
               "error xliff.bad-version");
    BOOST_TEST(
        read_text("<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'/>").only() ==
        "error xliff.no-file");
    BOOST_TEST(read_text(replaced(good, "\"de\"", "\"no tag\"")).only() ==
               "error xliff.bad-language");
    BOOST_TEST(read_text(replaced(good, " target-language=\"de\"", "")).only() ==
               "error xliff.missing-attribute");
    BOOST_TEST(!read_text(replaced(good, "\"de\"", "\"no tag\"")).translation);
}

BOOST_AUTO_TEST_CASE(oddities_are_told_and_passed_over) {
    const std::string good = translated();
    const Read twice = read_text(replaced(good, "id=\"b\"", "id=\"a\""));
    BOOST_TEST(twice.only() == "warning xliff.duplicate-unit");
    BOOST_TEST(canonical(twice.translation->find("a")->target) == "Ein Wort &amp; mehr");
    const Read files = read_text(replaced(good, "</xliff>", "<file/></xliff>"));
    BOOST_TEST(files.only() == "warning xliff.second-file");
    BOOST_TEST(files.translation->entries.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_file_of_something_else_is_refused) {
    Read read = read_text(translated());
    BOOST_TEST(!belongs(*read.translation, source(), *LanguageTag::parse("ko"), read.sink));
    BOOST_TEST(read.only() == "error xliff.wrong-language");
    Source other = source();
    other.original = "words.xml";
    BOOST_TEST(belongs(*read.translation, other, german(), read.sink)); // renamed
    for (Unit& unit : other.units) {
        unit.id += "x";
    }
    BOOST_TEST(!belongs(*read.translation, other, german(), read.sink));
    BOOST_TEST(read.findings().back() == "error xliff.wrong-original");
}

BOOST_AUTO_TEST_CASE(tags_may_move_but_not_change) {
    BOOST_TEST(tag_faults(source().units.at(1).source, {x("2"), open("1"), text("w"), close("1")})
                   .empty());
    BOOST_TEST(has_fault({open("1"), close("1")}, "`<x id=\"2\"/>` is missing"));
    BOOST_TEST(has_fault({open("1"), close("1"), x("2"), x("3")}, "not in the source"));
    BOOST_TEST(has_fault({open("1"), close("1"), x("2"), x("2")}, "2 times"));
    BOOST_TEST(has_fault({open("1"), x("2"), close("1")}, "outside other tags"));
    BOOST_TEST(has_fault({x("1"), x("2")}, "must be `<g"));
    BOOST_TEST(has_fault({open("1"), close("1"), x("2"), text("{n}")}, "`{n}` is not"));
    const auto missing = tag_faults({text("{n} and {n}")}, {text("{n}")});
    BOOST_TEST(missing.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_copy_of_the_source_in_a_new_unit_is_no_target) {
    Entry entry;
    entry.source = entry.target = {text("Word")};
    entry.state = "new";
    BOOST_TEST(!entry.has_target());
    entry.state = "translated";
    BOOST_TEST(entry.has_target());
    entry.state = "needs-translation"; // tools forget to raise the state
    entry.target = {text("Wort")};
    BOOST_TEST(entry.has_target());
    BOOST_TEST((entry.level() == Level::untranslated));
}
