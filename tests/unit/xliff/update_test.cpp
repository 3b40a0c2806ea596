// What an update keeps, what a check finds, what is counted.
#include "unit/xliff/support.hpp"

#include <boost/test/unit_test.hpp>

using namespace sample;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

Update updated(const Source& now, const std::string& file) {
    const Read read = read_text(file);
    BOOST_REQUIRE(read.translation);
    return update(now, german(), read.translation.get());
}

std::vector<std::string> checked(const std::string& file) {
    Read read = read_text(file);
    BOOST_REQUIRE(read.translation);
    check(source(), *read.translation, read.sink);
    return read.findings();
}

std::string with_target(const std::string& old, const std::string& now) {
    return replaced(translated(), old, now);
}

} // namespace

BOOST_AUTO_TEST_CASE(a_second_export_changes_nothing) {
    const Update first = updated(source(), translated());
    BOOST_TEST(first.text == translated());
    BOOST_TEST(first.kept == 3U);
    BOOST_TEST(first.lost.empty());
}

BOOST_AUTO_TEST_CASE(a_changed_source_keeps_the_old_target_beside_it) {
    Source now = source();
    now.units.front().source = {text("Two words")};
    const Update made = updated(now, translated());
    BOOST_TEST(made.changed == 1U);
    BOOST_TEST(made.kept == 2U);
    BOOST_TEST(has(made.text, "<source>Two words</source>"));
    BOOST_TEST(has(made.text, "<target state=\"needs-translation\"/>"));
    BOOST_TEST(has(made.text, "<alt-trans><source>One word &amp; more</source>"
                              "<target state=\"final\">Ein Wort &amp; mehr</target></alt-trans>"));
    BOOST_TEST(made.lost.empty());
    BOOST_TEST(updated(now, made.text).text == made.text);
}

BOOST_AUTO_TEST_CASE(vanished_units_move_to_the_end_and_come_back) {
    Source now = source();
    now.units.erase(now.units.begin());
    const Update made = updated(now, translated());
    BOOST_TEST(made.vanished == std::vector<std::string>{"a"}, boost::test_tools::per_element());
    BOOST_TEST(has(made.text, "carefold:retired"));
    BOOST_TEST(has(made.text, "translate=\"no\""));
    BOOST_TEST(has(made.text, "Ein Wort"));
    BOOST_TEST(updated(now, made.text).text == made.text);
    BOOST_TEST(updated(now, made.text).vanished.empty()); // told once
    BOOST_TEST(updated(source(), made.text).text == translated());
}

BOOST_AUTO_TEST_CASE(what_translators_and_tools_add_is_kept) {
    std::string file = translated();
    file = replaced(file, "<xliff ", "<xliff xmlns:t=\"urn:tool\" t:build=\"7\" ");
    file = replaced(file, "datatype=\"xml\"", "datatype=\"xml\" tool-id=\"t\"");
    file = replaced(file, "    <body>",
                    "    <header><tool tool-id=\"t\" tool-name=\"T\"/></header>\n    <body>");
    file = replaced(file, "resname=\"a\"", "resname=\"a\" approved=\"yes\" t:lock=\"1\"");
    file = replaced(file, "a note</note>",
                    "a note</note>\n          <note from=\"Ana\">Wirklich <!-- ? -->?</note>"
                    "<t:memo>\n  x </t:memo><alt-trans><target>Eins</target></alt-trans>");
    const Update made = updated(source(), file);
    BOOST_TEST(made.lost.empty(), boost::test_tools::per_element());
    for (const char* part :
         {"t:build=\"7\"", "tool-id=\"t\"", "<tool tool-id=\"t\" tool-name=\"T\"/>",
          "approved=\"yes\" t:lock=\"1\"", "<note from=\"Ana\">Wirklich <!-- ? -->?</note>",
          "<t:memo>\n  x </t:memo>", "<alt-trans><target>Eins</target></alt-trans>"}) {
        BOOST_TEST(has(made.text, part), part);
    }
    BOOST_TEST(updated(source(), made.text).text == made.text);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_is_told) {
    const std::string comment = replaced(translated(), "    <body>", "<!-- mine -->    <body>");
    BOOST_TEST(updated(source(), comment).lost.size() == 1U);
    const std::string order = replaced(translated(), "    <body>", "<?do it?>    <body>");
    BOOST_TEST(updated(source(), order).lost.size() == 1U);
    const std::string file = replaced(translated(), "</xliff>",
                                      "<file><body/><note>n</note>"
                                      "</file></xliff>");
    BOOST_TEST(!updated(source(), file).lost.empty());
    const std::string group =
        replaced(translated(), "<group id=\"g\">", "<group id=\"g\" state=\"mine\">");
    BOOST_TEST(!updated(source(), group).lost.empty());
}

BOOST_AUTO_TEST_CASE(a_good_translation_passes) {
    BOOST_TEST(checked(translated()).empty());
}

BOOST_AUTO_TEST_CASE(each_kind_of_slip_is_found) {
    const auto only = [](const std::string& file) {
        const auto found = checked(file);
        return found.size() == 1 ? found.front() : std::to_string(found.size()) + " findings";
    };
    BOOST_TEST(only(with_target("<x id=\"2\"/>s ", "")) == "error xliff.broken-target");
    BOOST_TEST(only(with_target("Seite {n}", "Seite")) == "error xliff.broken-target");
    BOOST_TEST(only(with_target("Ein Wort &amp; mehr", "")) == "warning xliff.untranslated");
    BOOST_TEST(only(with_target("Ein Wort &amp; mehr", "One word &amp; more")) ==
               "warning xliff.identical");
    BOOST_TEST(only(with_target("Ein Wort", "Ein Сова")) == "warning xliff.wrong-script");
    BOOST_TEST(only(with_target("Ein Wort", "Ein  Wort")) == "warning xliff.stray-space");
    BOOST_TEST(only(with_target("Ein Wort", " Ein Wort")) == "warning xliff.stray-space");
    BOOST_TEST(only(with_target("1.000", "1.001")) == "warning xliff.numbers-differ");
    BOOST_TEST(checked(with_target("1.000", "١٬٠٠٠")).empty());
    BOOST_TEST(only(with_target("One word", "One old word")) == "warning xliff.outdated");
    BOOST_TEST(checked(with_target("id=\"a\"", "id=\"z\"")).size() == 2U); // missing and unknown
}

BOOST_AUTO_TEST_CASE(another_script_is_expected_of_another_language) {
    std::string file = replaced(translated(), "\"de\"", "\"ko\"");
    BOOST_TEST(checked(file).size() == 3U);
    file = replaced(file, "Ein Wort &amp; mehr", "한 단어 word");
    BOOST_TEST(checked(file).size() == 2U);
}

BOOST_AUTO_TEST_CASE(states_are_counted) {
    const Read read = read_text(replaced(translated(), "Seite {n} von 1.000", ""));
    std::size_t all = 0;
    for (const auto& [state, count] : count_states(source(), *read.translation)) {
        all += count;
        const bool expected = state == "new" || state == "translated" || state == "final";
        BOOST_TEST(count == (expected ? 1U : 0U), state);
    }
    BOOST_TEST(all == 3U);
}

BOOST_AUTO_TEST_CASE(a_picker_keeps_count) {
    Read read = read_text(replaced(translated(), "<x id=\"2\"/>s", ""));
    Picker picker(*read.translation, std::nullopt, read.sink);
    const Source now = source();
    BOOST_TEST(picker.pick(now.units.at(0), true) != nullptr);
    BOOST_TEST(picker.pick(now.units.at(1), true) == nullptr);
    BOOST_TEST(!picker.awaits_review());
    picker.finish("content.untranslated");
    BOOST_TEST(read.findings() == (std::vector<std::string>{"warning xliff.broken-target",
                                                            "warning xliff.unknown-unit",
                                                            "warning content.untranslated"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_state_may_be_required) {
    Read read = read_text(translated());
    const Source now = source();
    for (const Level level : {Level::translated, Level::signed_off}) {
        Picker picker(*read.translation, level, read.sink);
        for (const Unit& unit : now.units) {
            picker.pick(unit, true);
        }
        picker.finish("content.untranslated");
    }
    BOOST_TEST(read.only() == "error xliff.state-too-low");
    BOOST_TEST(read.sink.all().front().message.starts_with("1 unit of 3 is not yet `signed-off`"));
}
