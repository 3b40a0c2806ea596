// The samples of tests/samples/guides: what each invalid one is told, and where. That the schema
// judges them alike is tested in schema_test.cpp.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

namespace {

const std::map<std::string, std::string> expected = {
    {"ampersand", "12:27 xml.syntax"},
    {"audience-on-cell", "12:98 content.unknown-attribute"},
    {"bad-audience", "12:22 content.bad-value"},
    {"bad-date", "6:13 content.bad-value"},
    {"bad-id", "12:8 content.bad-value"},
    {"bad-language", "12:22 content.bad-value"},
    {"bad-lines", "12:14 content.bad-value"},
    {"bad-link", "12:32 content.bad-value"},
    {"bad-picture-path", "12:20 content.bad-value"},
    {"bad-pressure", "12:34 content.bad-value"},
    {"bad-role", "10:23 content.bad-value"},
    {"block-in-text", "12:28 content.misplaced-element"},
    {"cell-without-id", "12:52 content.missing-id"},
    {"control-character", "12:23 xml.syntax"},
    {"duplicate-attribute", "12:22 xml.duplicate-attribute"},
    {"empty-alt", "12:43 content.missing-alt"},
    {"empty", "1:1 xml.empty"},
    {"entity", "12:25 xml.syntax"},
    {"footnote-in-footnote", "12:48 content.misplaced-element"},
    {"foreign-element", "12:5 content.unknown-element"},
    {"mismatched-tags", "12:37 xml.syntax"},
    {"misplaced-item", "12:5 content.misplaced-element"},
    {"misplaced-order", "13:5 content.misplaced-element"},
    {"misplaced-second-title", "12:5 content.misplaced-element"},
    {"missing-alt", "12:5 content.missing-alt"},
    {"missing-care", "12:5 content.missing-element"},
    {"missing-id", "12:5 content.missing-id"},
    {"missing-language", "2:1 content.missing-attribute"},
    {"missing-metadata", "2:1 content.missing-element"},
    {"missing-role", "10:3 content.missing-attribute"},
    {"missing-row", "12:5 content.missing-element"},
    {"missing-source", "8:5 content.missing-element"},
    {"missing-title", "10:3 content.missing-element"},
    {"no-namespace", "2:1 xml.wrong-namespace"},
    {"not-utf8", "12:23 xml.not-utf8"},
    {"not-xml", "1:1 xml.syntax"},
    {"semantic-cite-not-source", "12:32 content.unknown-source"},
    {"semantic-dangling-xref", "12:32 content.dangling-id"},
    {"semantic-doctype", "2:1 xml.doctype"},
    {"semantic-duplicate-id", "13:8 content.duplicate-id"},
    {"semantic-empty-paragraph", "12:5 content.empty"},
    {"semantic-latin-1", "12:25 xml.not-utf8"},
    {"semantic-left-out-target", "13:32 content.dangling-id"},
    {"semantic-no-title-for-client", "3:3 content.missing-element"},
    {"semantic-uneven-table", "14:7 content.bad-value"},
    {"semantic-unknown-source", "12:32 content.unknown-source"},
    {"semantic-utf-16", "1:1 xml.not-utf8"},
    {"two-roots", "15:1 xml.syntax"},
    {"unclosed-element", "13:3 xml.syntax"},
    {"undeclared-prefix", "12:6 xml.syntax | 12:5 content.unknown-element"},
    {"unexpected-text", "12:5 content.unexpected-text"},
    {"unknown-attribute", "12:22 content.unknown-attribute | 12:40 content.unknown-attribute"},
    {"unknown-element", "12:5 content.unknown-element | 13:5 content.unknown-element"},
    {"unknown-field", "12:32 content.unknown-field"},
    {"wrong-namespace", "2:1 xml.wrong-namespace"},
    {"wrong-root", "2:1 xml.wrong-root"},
};

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += (text.empty() ? "" : " | ") + line;
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_SUITE(samples_of_guides)

BOOST_AUTO_TEST_CASE(each_invalid_one_is_told_what_and_where) {
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(samples())) {
        const std::string stem = entry.path().stem().string();
        if (stem.rfind("invalid-", 0) != 0) {
            continue;
        }
        ++seen;
        BOOST_TEST_CONTEXT(stem) {
            const auto found = expected.find(stem.substr(8));
            BOOST_REQUIRE(found != expected.end());
            BOOST_TEST(joined(load(read_file(entry.path())).findings()) == found->second);
        }
    }
    BOOST_TEST(seen == expected.size());
}

BOOST_AUTO_TEST_CASE(valid_ones_have_nothing_to_be_told) {
    std::size_t seen = 0;
    for (const auto& entry : std::filesystem::directory_iterator(samples())) {
        const std::string stem = entry.path().stem().string();
        if (stem.rfind("valid-", 0) == 0) {
            ++seen;
            BOOST_TEST(joined(load(read_file(entry.path())).findings()) == "", stem);
        }
    }
    BOOST_TEST(seen >= 6U);
}

BOOST_AUTO_TEST_SUITE_END()
