// Lists as programs write them.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace records_test;

namespace {

Listing read_json(const std::string& text) {
    return read(text, {"list.json"});
}

} // namespace

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(arrays_wrapped_arrays_and_lines) {
    const std::string a = R"({"client.id": 7, "client": {"name": "Ünal \"Jo\"", "email": null},
        "consent": true, "techniques": ["a", "b"], "notes": ["one", "two"]})";
    const std::string b = R"({"name": "B", "techniques": "a, b;a"})";
    std::string flat = a;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    const std::vector<std::pair<std::string, records::Format>> lists = {
        {"[" + a + ",\n" + b + "]", records::Format::json},
        {"{\"made\": [1, \"]\"], \"records\": [\n" + a + "," + b + "], \"n\": {\"x\": 2}}\n",
         records::Format::json},
        {flat + "\n\n" + b + "\n", records::Format::json_lines},
        {"\xEF\xBB\xBF" + flat + "\r\n" + b, records::Format::json_lines},
    };
    for (const auto& [text, format] : lists) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{1} << 20U}) {
            const Listing list = read(text, {"-", records::usual_schema(), piece});
            BOOST_TEST(list.findings() == "", text);
            BOOST_TEST((list.format == format));
            BOOST_TEST(list.head == "");
            BOOST_REQUIRE(list.records.size() == 2U);
            BOOST_TEST(list.value(0, "client.id") == "7");
            BOOST_TEST(list.value(0, "client.name") == "Ünal \"Jo\"");
            BOOST_TEST(list.value(0, "client.email") == "-");
            BOOST_TEST(list.value(0, "consent") == "yes");
            BOOST_TEST(list.value(0, "techniques") == "a b");
            BOOST_TEST(list.value(0, "notes") == "one\ntwo");
            BOOST_TEST(list.records[0].source == (format == records::Format::json ? a : flat));
            BOOST_TEST(list.value(1, "client.name") == "B");
            BOOST_TEST(list.value(1, "techniques") == "a b");
        }
    }
}

BOOST_AUTO_TEST_CASE(values_know_where_they_stand) {
    const Listing list = read_json("[\n  {\"client\": {\"name\":\n \"Ü\"}, \"consent\": 1,\n"
                                   "   \"techniques\": [\"a\"]}]");
    BOOST_TEST(list.findings() == "");
    BOOST_TEST(list.records[0].span.line == 2U);
    BOOST_TEST(list.records[0].span.column == 3U);
    BOOST_TEST(list.place(0, "client.name") == "3:2");
    BOOST_TEST(list.place(0, "consent") == "3:19");
    BOOST_TEST(list.place(0, "techniques") == "4:18");
}

BOOST_AUTO_TEST_CASE(a_slip_harms_its_own_record_only) {
    const std::string deep = std::string(40, '[') + std::string(40, ']');
    const std::vector<std::pair<std::string, std::string>> slips = {
        {R"({"name": "B", "name": "C"})", "3:23 records.duplicate-field"},
        {R"({"name": "B", "client": {"name": "C"}})", "3:34 records.duplicate-field"},
        {R"({"name": "B" "id": 1})", "3:14 records.syntax"},
        {R"({"name": "\ud800"})", "3:17 records.syntax"},
        {R"({"name": "\udc00x"})", "3:16 records.syntax"},
        {R"({"name": B})", "3:10 records.syntax"},
        {R"({"name": {"x": 1}})", "3:10 records.bad-value"},
        {R"({"name": ["x"]})", "3:10 records.bad-value"},
        {R"({"techniques": [{"x": 1}]})", "3:16 records.bad-value"},
        {R"({"notes": )" + deep + "}", "3:11 records.bad-value | 3:26 records.too-deep"},
        {"5", "3:1 records.not-a-record"},
        {"\"s\"", "3:1 records.not-a-record"},
        {"[{}]", "3:1 records.not-a-record"},
        {"{\"name\": \"\xFF\"}", "3:11 records.not-utf-8"},
        {R"({"name": "a\u0000b"})", "3:10 records.control-character"},
        {R"({"name": 1e999})", "3:14 records.syntax"},
    };
    const std::string a = R"({"name": "A"})";
    const std::string c = R"({"name": "C"})";
    for (const auto& [slip, finding] : slips) {
        for (const bool lines : {false, true}) {
            const Listing list = lines ? read(a + "\n\n" + slip + "\n" + c, {"list.jsonl"})
                                       : read_json("[\n" + a + ",\n" + slip + ",\n" + c + "]");
            BOOST_TEST(list.findings() == finding, slip << (lines ? " in lines" : ""));
            BOOST_REQUIRE(list.records.size() == 3U);
            BOOST_TEST(list.records[1].source == slip);
            BOOST_TEST((list.good == std::vector<bool>{true, false, true}));
            BOOST_TEST(list.value(2, "client.name") == "C");
        }
    }
}

BOOST_AUTO_TEST_CASE(brackets_and_strings_left_open) {
    const std::string a = R"({"name": "A"})";
    const std::string c = R"({"name": "C"})";
    for (const std::string slip :
         {R"({"name": "B},)", R"({"name": "B"],)", R"({"notes": ["x"},)"}) {
        const Listing list = read_json("[\n" + a + ",\n" + slip + "\n" + c + ",\n" + a + "\n]");
        BOOST_TEST(list.sink.errors() == 1U, slip);
        BOOST_TEST(list.sink.all()[0].code == "records.syntax");
        BOOST_TEST(list.sink.all()[0].span.line == 3U);
        BOOST_REQUIRE(list.records.size() == 4U);
        BOOST_TEST(list.value(2, "client.name") == "C");
    }
    const Listing cut = read_json("[" + a + ", {\"name\": \"B");
    BOOST_TEST(cut.findings() == "1:17 records.syntax");
    BOOST_TEST(cut.records.size() == 2U);
    BOOST_TEST(read_json("[" + a + ",").findings() == "1:16 records.broken-list");
    BOOST_TEST(read_json("{\"records\": [" + a + "]").findings() == "1:28 records.broken-list");
    BOOST_TEST(read_json("[" + a + "] x").findings() == "1:17 records.broken-list");
}

BOOST_AUTO_TEST_CASE(commas) {
    const Listing list = read_json(R"([{"id": 1} {"id": 2},,{"id": 3},])");
    BOOST_TEST(list.findings() == "1:12 records.comma | 1:22 records.comma | 1:32 records.comma");
    BOOST_TEST(list.sink.errors() == 0U);
    BOOST_TEST(list.records.size() == 3U);
}

BOOST_AUTO_TEST_CASE(unknown_members_are_named_once) {
    const Listing list = read_json(
        R"([{"id": 1, "emial": {"a": [1, {"b": 2}]}}, {"id": 2, "emial": 3, "client": {"x": 1}}])");
    BOOST_TEST(list.findings() == "1:21 records.unknown-field | 1:82 records.unknown-field");
    BOOST_TEST(list.sink.errors() == 0U);
    BOOST_TEST(list.value(1, "client.id") == "2");
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_passed_over) {
    const std::string big(records::Reader::most_bytes + 10, 'x');
    const std::string a = R"({"name": "A"})";
    const std::string monster = R"({"name": ")" + big + "\"}";
    const Listing list = read_json("[" + a + "," + monster + "," + a + "]");
    BOOST_TEST(list.findings() == "1:16 records.too-large");
    BOOST_REQUIRE(list.records.size() == 3U);
    BOOST_TEST(list.value(2, "client.name") == "A");
    const Listing lines = read(a + "\n" + monster + "\n" + a, {"list.ndjson"});
    BOOST_TEST(lines.findings() == "2:1 records.too-large");
    BOOST_REQUIRE(lines.records.size() == 3U);
    BOOST_TEST(lines.value(2, "client.name") == "A");
}

BOOST_AUTO_TEST_CASE(objects_that_are_no_list) {
    BOOST_TEST(read_json("{\n\"name\": \"A\"\n}\n").findings() == "1:1 records.not-a-list");
    BOOST_TEST(read_json("{\n\"records\": 5,\n\"x\": {\"records\": []}}").findings() ==
               "1:1 records.not-a-list");
}

BOOST_AUTO_TEST_SUITE_END()
