#include "diag/diag.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold::diag;

namespace {

Diagnostic sample() {
    Span span = file_span("content/x/guide.xml");
    span.line = 41;
    span.column = 9;
    return {Severity::error,     "flow.missing-alt",         span, "figure has no alternative text",
            "say what it shows", {"while reading the guide"}};
}

} // namespace

BOOST_AUTO_TEST_SUITE(format)

BOOST_AUTO_TEST_CASE(for_people) {
    BOOST_TEST(format_human(sample()) ==
               "content/x/guide.xml:41:9: error[flow.missing-alt]: figure has no alternative text\n"
               "  hint: say what it shows\n"
               "  while reading the guide\n");
}

BOOST_AUTO_TEST_CASE(for_people_with_less_to_say) {
    Diagnostic diagnostic = sample();
    diagnostic.hint.clear();
    diagnostic.trail = {"setting page 7"};
    diagnostic.severity = Severity::warning;
    diagnostic.span.column = 0;
    BOOST_TEST(format_human(diagnostic) ==
               "content/x/guide.xml:41: warning[flow.missing-alt]: figure has no alternative text\n"
               "  while setting page 7\n");
    diagnostic.trail.clear();
    diagnostic.severity = Severity::note;
    diagnostic.span.line = 0;
    BOOST_TEST(format_human(diagnostic) ==
               "content/x/guide.xml: note[flow.missing-alt]: figure has no alternative text\n");
    diagnostic.span.file = nullptr;
    BOOST_TEST(format_human(diagnostic) ==
               "note[flow.missing-alt]: figure has no alternative text\n");
}

BOOST_AUTO_TEST_CASE(color_changes_nothing_but_color) {
    std::string text = format_human(sample(), true);
    BOOST_TEST(text.find("\x1b[1;31merror[flow.missing-alt]\x1b[0m") != std::string::npos);
    for (auto from = text.find('\x1b'); from != std::string::npos; from = text.find('\x1b')) {
        text.erase(from, text.find('m', from) - from + 1);
    }
    BOOST_TEST(text == format_human(sample()));
}

BOOST_AUTO_TEST_CASE(json_is_an_array_of_objects) {
    BOOST_TEST(format_json({}) == "[]\n");
    Diagnostic bare;
    bare.code = "a.b";
    bare.message = "m";
    BOOST_TEST(format_json({sample(), bare}) ==
               "[\n"
               " {\"severity\": \"error\", \"code\": \"flow.missing-alt\", \"file\": "
               "\"content/x/guide.xml\", \"line\": 41, \"column\": 9, \"message\": "
               "\"figure has no alternative text\", \"hint\": \"say what it shows\", \"trail\": "
               "[\"while reading the guide\"]},\n"
               " {\"severity\": \"error\", \"code\": \"a.b\", \"file\": null, \"line\": null, "
               "\"column\": null, \"message\": \"m\", \"hint\": \"\", \"trail\": []}\n"
               "]\n");
}

BOOST_AUTO_TEST_CASE(json_escapes_what_must_be) {
    Diagnostic diagnostic;
    diagnostic.message = "a\"b\\c\nd\te\x01"
                         "f\x7Fg é € \xFF";
    const std::string json = format_json({diagnostic});
    const std::string expected = R"("message": "a\"b\\c\nd\te\u0001f\u007fg é € �")";
    BOOST_TEST_CONTEXT(json) {
        BOOST_TEST((json.find(expected) != std::string::npos));
    }
}

BOOST_AUTO_TEST_SUITE_END()
