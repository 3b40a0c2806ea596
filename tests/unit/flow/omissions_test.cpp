// What copyfitting may leave out, and a document without it.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::flow;
using sample::make;
using sample::roles;
using sample::words;

namespace {

sample::Case linked_sections() {
    sample::Case given;
    given.sections =
        "<section id='a' role='about'><title id='at'>First</title>"
        "<p id='p'>See <xref to='b'/> or <xref to='b'>there</xref>, or <xref to='q'/>.</p>"
        "<p id='q' importance='low'>Q <cite source='s1'/><footnote id='f'>N</footnote></p>"
        "<list id='l'><item id='i1'>One</item><item id='i2' importance='low'>Two</item></list>"
        "</section><section id='b' role='causes' importance='low'><title id='bt'>Second</title>"
        "<p id='bp' importance='low'>B <cite source='s2'/></p></section>";
    return given;
}

} // namespace

BOOST_AUTO_TEST_CASE(omitted_blocks_are_gone_with_what_they_hold) {
    sample::Case given = linked_sections();
    given.omitted = {"b", "q"};
    const auto made = make(given);
    BOOST_TEST(made.codes().empty(), made.codes());
    BOOST_TEST(made.document.notes.empty());
    const auto has = [&](std::string_view id) {
        const std::string dumped = dump(made.document);
        return dumped.find(id) != std::string::npos;
    };
    BOOST_TEST(!has("bt"));
    BOOST_TEST(!has("bp"));
    BOOST_TEST(has("First"));
}

BOOST_AUTO_TEST_CASE(references_to_omitted_blocks_become_words) {
    sample::Case given = linked_sections();
    given.omitted = {"b", "q"};
    const auto made = make(given);
    BOOST_TEST(words(made.block("p").text) == "See Second or there, or First.");
    BOOST_TEST(!made.block("p").text.has_page_numbers);
    const auto whole = make(linked_sections());
    BOOST_TEST(whole.block("p").text.has_page_numbers);
}

BOOST_AUTO_TEST_CASE(contents_name_no_omitted_section) {
    sample::Case given = linked_sections();
    given.omitted = {"b"};
    given.puts = "<put frame='main' contents='section'/><put frame='main' select='section'/>";
    const auto made = make(given);
    BOOST_TEST(made.codes().empty(), made.codes());
    BOOST_TEST(roles({made.blocks().at(0)}) == "TOC(TOCI)");
}

BOOST_AUTO_TEST_CASE(a_selection_of_omitted_blocks_alone_is_no_slip) {
    sample::Case given = linked_sections();
    given.omitted = {"b"};
    given.puts = "<put frame='main' select='section[@role=\"about\"]'/>"
                 "<put frame='main' select='section[@role=\"causes\"]'/>";
    BOOST_TEST(make(given).codes().empty());
}

BOOST_AUTO_TEST_CASE(blocks_wait_for_the_values_they_need) {
    sample::Case given;
    given.sections = "<section id='a' role='about'><title id='at'>First</title>"
                     "<p id='p'>See <xref to='b'/>.</p></section>"
                     "<section id='b' role='causes' needs='notes'><title id='bt'>For you</title>"
                     "<p id='bp'><field name='notes'/></p></section>"
                     "<section id='c' role='areas' needs='client.name' audience='practitioner'>"
                     "<title id='ct'>Other</title></section>";
    given.puts = "<put frame='main' select='section[@role=\"about\"]'/>"
                 "<put frame='main' select='section[@role=\"causes\"]'/>";
    const auto without = make(given);
    BOOST_TEST(without.codes().empty(), without.codes());
    BOOST_TEST(words(without.block("p").text) == "See For you.");
    BOOST_TEST(dump(without.document).find("bt") == std::string::npos);
    BOOST_TEST(without.document.asked.contains("notes")); // another reader may have some
    BOOST_TEST(!without.document.asked.contains("client.name"));
    given.fields["notes"] = "Walk.\nRest.";
    const auto with = make(given);
    BOOST_TEST(with.codes().empty(), with.codes());
    BOOST_TEST(words(with.block("bp").text).find("Walk.") != std::string::npos);
    given.fields["notes"] = "";
    BOOST_TEST(dump(make(given).document).find("bt") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_rule_is_one_step_unless_one_by_one) {
    sample::Case given = linked_sections();
    given.copyfit = "<copyfit pages='1'><omit match=\"item[@importance='low']\"/>"
                    "<omit match=\"*[@importance='low']\"/></copyfit>";
    // The second item is gone already, and the paragraph goes with its section.
    BOOST_TEST(make(given).omissions() == "item `i2`; p `q`, section `b`");
    given.copyfit = "<copyfit pages='1'><omit match='p' one-by-one='yes'/></copyfit>";
    BOOST_TEST(make(given).omissions() == "p `bp`; p `q`; p `p`");
}

BOOST_AUTO_TEST_CASE(what_the_layout_does_not_show_is_no_step) {
    sample::Case given = linked_sections();
    given.puts = "<put frame='main' select='section[@role=\"causes\"]'/>";
    given.copyfit = "<copyfit pages='1'><omit match='list'/><omit match='p'/></copyfit>";
    BOOST_TEST(make(given).omissions() == "p `bp`");
}

BOOST_AUTO_TEST_CASE(pictures_and_matches_are_remembered) {
    const auto made = make(linked_sections());
    Memory memory;
    Request request;
    request.guide = made.guide.get();
    request.layout = made.layout.get();
    request.words = &*made.words;
    request.fields = &made.fields;
    request.memory = &memory;
    diag::Sink sink;
    const std::string first = dump(resolve(request, sink));
    BOOST_TEST(dump(resolve(request, sink)) == first);
    request.memory = nullptr;
    BOOST_TEST(dump(resolve(request, sink)) == first);
}
