#include "diag/diag.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold::diag;

namespace {

Span at(std::uint32_t line, std::uint32_t column) {
    Span span = file_span("guide.xml");
    span.line = line;
    span.column = column;
    return span;
}

} // namespace

BOOST_AUTO_TEST_SUITE(sink)

BOOST_AUTO_TEST_CASE(counts_by_severity) {
    Sink sink;
    BOOST_TEST(!sink.has_errors());
    sink.warning("a.b", at(1, 1), "warned");
    sink.report({Severity::note, "a.c", at(1, 1), "noted", "", {}});
    BOOST_TEST(!sink.has_errors());
    sink.error("a.d", at(1, 1), "wrong", "hint");
    BOOST_TEST(sink.has_errors());
    BOOST_TEST(sink.errors() == 1U);
    BOOST_TEST(sink.warnings() == 1U);
    BOOST_TEST(sink.all().size() == 3U);
    BOOST_TEST(sink.all()[2].hint == "hint");
}

BOOST_AUTO_TEST_CASE(keeps_the_same_finding_once) {
    Sink sink;
    sink.error("a.b", at(1, 1), "wrong");
    sink.error("a.b", at(1, 1), "wrong", "another hint"); // another shared_ptr, the same file name
    BOOST_TEST(sink.errors() == 1U);
    sink.error("a.b", at(1, 2), "wrong");
    sink.error("a.b", at(2, 1), "wrong");
    sink.error("a.b", at(1, 1), "otherwise");
    sink.error("a.c", at(1, 1), "wrong");
    sink.error("a.b", {}, "wrong");
    BOOST_TEST(sink.errors() == 6U);
}

BOOST_AUTO_TEST_CASE(a_flood_is_counted_not_kept) {
    Sink sink;
    for (std::uint32_t line = 1; line <= Sink::most + 5; ++line) {
        sink.error("a.b", at(line, 1), "wrong");
    }
    BOOST_TEST(sink.all().size() == Sink::most);
    BOOST_TEST(sink.errors() == Sink::most + 5);
}

BOOST_AUTO_TEST_CASE(spans_compare_by_value) {
    BOOST_TEST((at(1, 2) == at(1, 2)));
    BOOST_TEST(!(at(1, 2) == at(1, 3)));
    BOOST_TEST(!(at(1, 2) == Span{nullptr, 1, 2}));
    BOOST_TEST((Span{} == Span{}));
}

BOOST_AUTO_TEST_CASE(environment_error_carries_its_parts) {
    const EnvironmentError error("job.disk-full", "no space left for out/a.pdf", "free some");
    BOOST_TEST(error.code() == "job.disk-full");
    BOOST_TEST(error.what() == "no space left for out/a.pdf");
    BOOST_TEST(error.hint() == "free some");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(suggestions)

BOOST_AUTO_TEST_CASE(near_words_are_found) {
    const std::vector<std::string_view> names = {"list", "item", "title", "technique", "p"};
    BOOST_TEST(nearest("lsit", names) == "list");
    BOOST_TEST(nearest("List", names) == "list");
    BOOST_TEST(nearest("tecnique", names) == "technique");
    BOOST_TEST(nearest("tehcnqiue", names) == "technique");
    BOOST_TEST(nearest("P", names) == "p");
    BOOST_TEST(did_you_mean("titel", names) == "did you mean `title`?");
}

BOOST_AUTO_TEST_CASE(far_words_are_not) {
    const std::vector<std::string_view> names = {"list", "item", "title", "technique", "p"};
    for (const char* word : {"", "q", "figure", "em", "lost-and-found"}) {
        BOOST_TEST(nearest(word, names) == "", word);
    }
    BOOST_TEST(did_you_mean("figure", names) == "");
    BOOST_TEST(nearest("list", {}) == "");
    BOOST_TEST(nearest(std::string(100'000, 'x'), names) == "");
}

BOOST_AUTO_TEST_CASE(the_nearest_wins_and_ties_go_to_the_first) {
    BOOST_TEST(nearest("clinic.nam", {"clinic.fame", "clinic.name"}) == "clinic.name");
    BOOST_TEST(nearest("bat", {"cat", "rat"}) == "cat");
}

BOOST_AUTO_TEST_SUITE_END()
