// Names of files: safe whatever a list says, and no two alike.
#include "batch/names.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using batch::safe_part;

namespace naming {

std::string fill(std::string_view pattern, std::map<std::string, std::string> values) {
    diag::Sink sink;
    const auto parsed = batch::Pattern::parse(pattern, {"client.name"}, sink);
    BOOST_REQUIRE(parsed);
    return parsed->fill([&](std::string_view field) { return values[std::string(field)]; });
}

std::string complaint(std::string_view pattern) {
    diag::Sink sink;
    BOOST_TEST(!batch::Pattern::parse(pattern, {"client.name"}, sink));
    return sink.all().at(0).code + ": " + sink.all().at(0).hint;
}

} // namespace naming

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(parts_are_safe_on_any_system) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"Amina", "Amina"},
        {"Łucja Żółć", "Łucja Żółć"},
        {"../x", "_._x"},
        {"a/b\\c:d", "a_b_c_d"},
        {".bashrc", "_bashrc"},
        {"-rf", "_rf"},
        {"~", "_"},
        {"x. . .", "x"},
        {"  x", "x"},
        {"con", "_con"},
        {"Con.txt", "_Con.txt"},
        {"COM7", "_COM7"},
        {"COM10", "COM10"},
        {"console", "console"},
        {"a\tb\x7F", "a_b_"},
        {"gp\u202Efdp.exe", "gpfdp.exe"},
        {"\u2066a\u2069\u200B", "a"},
        {"a\xFF", "a_"},
        {"", "_"},
        {"...", "_"},
    };
    for (const auto& [raw, safe] : cases) {
        BOOST_TEST(safe_part(raw) == safe);
        BOOST_TEST(safe_part(safe) == safe); // once is enough
    }
}

BOOST_AUTO_TEST_CASE(long_parts_are_cut_between_characters_and_stay_apart) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
        text += "語";
    }
    const std::string one = safe_part(text + "a");
    const std::string two = safe_part(text + "b");
    BOOST_TEST(one.size() <= 200);
    BOOST_TEST(one != two);
    BOOST_TEST(!find_invalid_utf8(one).has_value());
    const std::string name = naming::fill("{client.name}.pdf", {{"client.name", text}});
    BOOST_TEST(name.size() <= 200);
    BOOST_TEST(name.ends_with(".pdf"));
    BOOST_TEST(batch::is_safe_name(name));
}

BOOST_AUTO_TEST_CASE(a_value_never_makes_a_folder) {
    BOOST_TEST(naming::fill("{lang}/{client.id}-x.pdf", {{"lang", "en"}, {"client.id", "a/b"}}) ==
               "en/a_b-x.pdf");
    BOOST_TEST(naming::fill("{lang}/{client.id}.pdf", {{"lang", ".."}, {"client.id", ".."}}) ==
               "_/_.pdf");
    BOOST_TEST(naming::fill("{client.id}.pdf", {{"client.id", "nul"}}) == "_nul.pdf");
    BOOST_TEST(naming::fill("a{client.name}/b.pdf", {}) == "a/b.pdf");
}

BOOST_AUTO_TEST_CASE(patterns_that_are_none) {
    BOOST_TEST(naming::complaint("").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("x").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("/x.pdf").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("../x.pdf").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("a/../x.pdf").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("{lang.pdf").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("lang}.pdf").starts_with("batch.bad-pattern"));
    BOOST_TEST(naming::complaint("{lan}.pdf") == "batch.unknown-field: did you mean `lang`?");
}

BOOST_AUTO_TEST_CASE(names_from_a_manifest_stay_inside) {
    for (const char* good : {"a.pdf", "en/a-b.pdf", "ko/한국어.pdf"}) {
        BOOST_TEST(batch::is_safe_name(good), good);
    }
    for (const char* bad : {"", "/a.pdf", "../a.pdf", "a/../b.pdf", "a//b.pdf", "a/./b.pdf", "a",
                            ".carefold/lock.pdf", "a/\xFF.pdf", "con.pdf", "a\n.pdf"}) {
        BOOST_TEST(!batch::is_safe_name(bad), bad);
    }
}

BOOST_AUTO_TEST_CASE(clashes_whatever_the_case_or_composition) {
    batch::Names names;
    names.add("en/Ann.pdf", 1);
    names.add("en/bo.pdf", 2);
    names.add("en/ANN.pdf", 3);
    names.add("en/Zo\u00EB.pdf", 4);
    names.add("en/zoe\u0308.pdf", 5);
    names.add("en/ann.pdf", 6); // told with the first two, once
    const auto clashes = names.clashes(10);
    BOOST_TEST(clashes.size() == 2);
    BOOST_TEST(clashes.at(0).first == 1);
    BOOST_TEST(clashes.at(0).second == 3);
    BOOST_TEST(clashes.at(1).first == 4);
    BOOST_TEST(names.clashes(1).size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
