// Values by type, and what no value may have in it.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace records_test;

namespace {

records::Schema schema_of(records::Type type) {
    records::Field field;
    field.name = "f";
    field.type = type;
    field.most = 300;
    field.choices = {"A", "Room-B"};
    return {{field}};
}

/// What a list gives for a value: the value, or the finding's code.
std::string outcome(records::Type type, const std::string& value) {
    std::string quoted = "\"";
    for (const char c : value) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    const Listing list = read("f\n" + quoted + "\"\n", {"list.csv", schema_of(type)});
    if (list.sink.has_errors() || list.records.empty()) {
        return list.findings();
    }
    return list.value(0, "f");
}

struct Case {
    std::string given, expected;
};

void check(records::Type type, const std::vector<Case>& cases) {
    for (const Case& each : cases) {
        BOOST_TEST(outcome(type, each.given) == each.expected, each.given);
    }
}

const std::string bad = "2:1 records.bad-value";

} // namespace

BOOST_AUTO_TEST_SUITE(values)

BOOST_AUTO_TEST_CASE(dates_of_the_calendar) {
    check(records::Type::date, {{"2026-11-24", "2026-11-24"},
                                {" 2024-02-29 ", "2024-02-29"},
                                {"2026-02-29", bad},
                                {"2026-13-01", bad},
                                {"2026-00-10", bad},
                                {"0000-01-01", bad},
                                {"24.11.2026", bad},
                                {"11/24/2026", bad},
                                {"2026-1-4", bad},
                                {"-026-01-04", bad}});
}

BOOST_AUTO_TEST_CASE(times_of_the_day) {
    check(records::Type::time, {{"14:30", "14:30"},
                                {"9:05", "09:05"},
                                {"00:00", "00:00"},
                                {"14:30:00", "14:30"},
                                {"9:05:00", "09:05"},
                                {"14:30:20", bad},
                                {"24:00", bad},
                                {"12:60", bad},
                                {"2:30 pm", bad},
                                {"14.30", bad}});
}

BOOST_AUTO_TEST_CASE(languages_audiences_and_truth) {
    check(records::Type::language,
          {{"EN-us", "en-US"}, {"zh-hans", "zh-Hans"}, {"english language", bad}, {"e", bad}});
    check(records::Type::audience,
          {{"Client", "client"}, {"practitioner", "practitioner"}, {"x", bad}});
    check(records::Type::boolean, {{"YES", "yes"},
                                   {"true", "yes"},
                                   {"1", "yes"},
                                   {"No", "no"},
                                   {"0", "no"},
                                   {"false", "no"},
                                   {"ja", bad}});
    check(records::Type::choice, {{"a", "A"}, {"room-b", "Room-B"}, {"C", bad}});
    check(records::Type::ids, {{"a, b;c  a", "a b c"},
                               {"deep.tissue_2", "deep.tissue_2"},
                               {"1a", bad},
                               {"a/b", bad},
                               {", ;", "-"}});
}

BOOST_AUTO_TEST_CASE(mail_addresses) {
    const std::string local(64, 'a');
    const std::string label(63, 'b');
    check(records::Type::email,
          {{"amina@example.org", "amina@example.org"},
           {"a.b+c@x-y.example.org", "a.b+c@x-y.example.org"},
           {"amïna@exämple.org", "amïna@exämple.org"},
           {local + "@" + label + ".org", local + "@" + label + ".org"},
           {local + "a@example.org", bad},
           {"a@" + label + "b.org", bad},
           {"a@" + label + "." + label + "." + label + "." + label + ".org", bad},
           {"amina", bad},
           {"amina@localhost", bad},
           {"a@b@example.org", bad},
           {"@example.org", bad},
           {"a@", bad},
           {".a@example.org", bad},
           {"a.@example.org", bad},
           {"a..b@example.org", bad},
           {"a@-x.org", bad},
           {"a@x-.org", bad},
           {"a@x..org", bad},
           {"a@[127.0.0.1]", bad},
           {"a b@example.org", bad},
           {"a\u200Bb@example.org", bad},
           {"\"a b\"@example.org", bad},
           {"A <a@example.org>", bad},
           {"a@example.org,b@example.org", bad},
           {"a@example.org\nBcc: b@example.org", "2:1 records.control-character"}});
}

BOOST_AUTO_TEST_CASE(hostile_characters) {
    const std::string control = "2:1 records.control-character";
    check(records::Type::text, {{std::string("a\0b", 3), control},
                                {"a\x1B[31m", control},
                                {"a\x7F", control},
                                {"a\u0085b", control},
                                {"a\nb", control},
                                {"a\rb", control},
                                {"a\u2028b", control},
                                {"a\uFFFFb", control},
                                {"a\tb", "a b"},
                                {"\u00A0 a\u3000\n", "a"},
                                {"\uFEFF", "-"},
                                {" \u200B ", "-"},
                                {"a\xE9", "2:1 records.not-utf-8"},
                                {"\xC0\xAF", "2:1 records.not-utf-8"},
                                {"\xED\xA0\x80", "2:1 records.not-utf-8"},
                                {"=1+1", "=1+1"},
                                {"@SUM(A1)", "@SUM(A1)"},
                                {"../../etc/passwd", "../../etc/passwd"}});
    check(records::Type::lines,
          {{"a\r\nb\rc\nd\u2029e", "a\nb\nc\nd\ne"}, {"a\x02", control}, {"a\u000Bb", "a\nb"}});
}

BOOST_AUTO_TEST_CASE(marks_of_direction_are_left_out) {
    const Listing list = read("f\n\u202Egnp.exe\u202C\u2066x\u2069\n\u202E\n",
                              {"list.csv", schema_of(records::Type::text)});
    BOOST_TEST(list.findings() == "2:1 records.direction-mark | 3:1 records.direction-mark");
    BOOST_TEST(list.sink.errors() == 0U);
    BOOST_TEST(list.value(0, "f") == "gnp.exex");
    BOOST_TEST(list.value(1, "f") == "-");
    BOOST_TEST(list.records[0].source == "\u202Egnp.exe\u202C\u2066x\u2069");
}

BOOST_AUTO_TEST_CASE(lengths_count_characters) {
    records::Schema schema = schema_of(records::Type::text);
    schema.fields[0].most = 3;
    const Listing list = read("f\nüüü\nüüüü\n  abc  \nabcd\n", {"list.csv", schema});
    BOOST_TEST(list.findings() == "3:1 records.too-long | 5:1 records.too-long");
    BOOST_TEST(list.sink.all()[0].message == "`f` has 4 characters; at most 3");
    BOOST_TEST(list.value(0, "f") == "üüü");
    BOOST_TEST(list.value(1, "f") == "-");
    BOOST_TEST(list.value(2, "f") == "abc");
    const Listing megabyte =
        read("f\n" + std::string(1U << 20U, 'x') + "\nab\n", {"list.csv", schema});
    BOOST_TEST(megabyte.findings() == "2:1 records.too-long");
    BOOST_TEST(megabyte.sink.all()[0].message == "`f` has 1048576 characters; at most 3");
    BOOST_TEST(megabyte.value(1, "f") == "ab");
}

BOOST_AUTO_TEST_CASE(what_is_required) {
    records::Schema schema = records::usual_schema();
    schema.fields[1].required = true;
    const Listing list =
        read("client.id,client.name\n1,A\n2, \n3,\u202E\n4,a\x01\n", {"list.csv", schema});
    BOOST_TEST(list.findings() == "3:1 records.missing-value | 4:3 records.direction-mark | "
                                  "4:1 records.missing-value | 5:3 records.control-character");
    const Listing json = read("[{\"id\": 1}]", {"list.json", schema});
    BOOST_TEST(json.findings() == "1:2 records.missing-value");
}

BOOST_AUTO_TEST_CASE(a_record_used_again_keeps_nothing) {
    records::Record record;
    diag::Sink sink;
    records::Reader first(source_of("client.id,client.name\n1,A\n2,\n"), "a",
                          records::usual_schema());
    BOOST_TEST(first.next(record, sink));
    BOOST_TEST(record.values.size() == 2U);
    BOOST_TEST(first.next(record, sink));
    BOOST_TEST(record.values.size() == 1U);
    records::Reader second(source_of("f\nx\n"), "b", schema_of(records::Type::text));
    BOOST_TEST(second.next(record, sink));
    BOOST_TEST(record.values.size() == 1U);
    BOOST_TEST(*record.find("f") == "x");
    BOOST_TEST(!second.next(record, sink));
    BOOST_TEST(!second.next(record, sink));
}

BOOST_AUTO_TEST_CASE(ids_apart) {
    BOOST_TEST(records::split_ids("a b.c d").size() == 3U);
    BOOST_TEST(records::split_ids("a b.c d")[1] == "b.c");
    BOOST_TEST(records::split_ids("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
