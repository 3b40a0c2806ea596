// Lists as spreadsheets write them.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace records_test;

BOOST_AUTO_TEST_SUITE(csv)

BOOST_AUTO_TEST_CASE(cells_know_where_they_stand) {
    const Listing list = read("client.id,client.name,notes\n"
                              "1,\"Ünal, \"\"Jo\"\"\",\"one\r\ntwo\"\n"
                              "2, Béla ,x\n");
    BOOST_TEST(list.findings() == "");
    BOOST_REQUIRE(list.records.size() == 2U);
    BOOST_TEST((list.format == records::Format::csv));
    BOOST_TEST(list.head == "client.id,client.name,notes");
    BOOST_TEST(list.value(0, "client.name") == "Ünal, \"Jo\"");
    BOOST_TEST(list.value(0, "notes") == "one\ntwo");
    BOOST_TEST(list.place(0, "client.name") == "2:3");
    BOOST_TEST(list.place(0, "notes") == "2:18");
    BOOST_TEST(list.records[0].source == "1,\"Ünal, \"\"Jo\"\"\",\"one\r\ntwo\"");
    BOOST_TEST(list.records[1].number == 2U);
    BOOST_TEST(list.records[1].span.line == 4U);
    BOOST_TEST(list.value(1, "client.name") == "Béla");
    BOOST_TEST(list.place(1, "notes") == "4:10");
}

BOOST_AUTO_TEST_CASE(separators_and_line_ends_are_told) {
    for (const std::string separator : {",", ";", "\t", "|"}) {
        for (const std::string end : {"\n", "\r\n", "\r"}) {
            for (const std::string mark : {"", "\xEF\xBB\xBF"}) {
                const std::string other = separator == "," ? ";" : ",";
                const Listing list =
                    read(mark + "client.id" + separator + "\"client.name\"" + separator + "notes" +
                         end + "1" + separator + "A" + other + "B" + separator + end + end + "2" +
                         separator + separator + "n");
                BOOST_TEST(list.findings() == "", "`" << separator << "`");
                BOOST_REQUIRE(list.records.size() == 2U);
                BOOST_TEST(list.value(0, "client.name") == "A" + other + "B");
                BOOST_TEST(list.value(1, "notes") == "n");
                BOOST_TEST(list.place(1, "notes") == "4:4");
                BOOST_TEST(list.records[0].source.find_first_of("\r\n") == std::string::npos);
            }
        }
    }
    BOOST_TEST(read("\"client.id;a;b\",client.name\n1,B\n").value(0, "client.name") == "B");
    BOOST_TEST(read("client.name\nA\n").value(0, "client.name") == "A");
}

BOOST_AUTO_TEST_CASE(pieces_of_any_size_make_the_same_list) {
    const std::string text = "client.id,client.name,notes\r\n1,\"Ü \"\"x\"\"\",\"a\r\nb\"\r\n,,\r\n"
                             "2,\"open,c\r\n3,Z,z\r\n4,short\r\n";
    const Listing whole = read(text);
    for (const std::size_t piece : {1U, 2U, 3U, 7U}) {
        const Listing list = read(text, {"list.csv", records::usual_schema(), piece});
        BOOST_TEST(list.findings() == whole.findings());
        BOOST_REQUIRE(list.records.size() == whole.records.size());
        for (std::size_t i = 0; i < list.records.size(); ++i) {
            BOOST_TEST(list.records[i].source == whole.records[i].source);
            BOOST_TEST(list.value(i, "notes") == whole.value(i, "notes"));
        }
    }
}

BOOST_AUTO_TEST_CASE(columns_may_be_spelt_in_several_ways) {
    for (const std::string head :
         {"client.name,client.email,language,practitioner.name",
          "Client Name,CLIENT_EMAIL,Language,practitioner-name", "name,E-Mail,lang,Practitioner",
          "NAME,email,LANG,practitioner"}) {
        const Listing list = read(head + "\nA,a@example.org,de,P\n");
        BOOST_TEST(list.findings() == "", head);
        BOOST_TEST(list.value(0, "client.name") == "A");
        BOOST_TEST(list.value(0, "client.email") == "a@example.org");
        BOOST_TEST(list.value(0, "language") == "de");
        BOOST_TEST(list.value(0, "practitioner.name") == "P");
    }
}

BOOST_AUTO_TEST_CASE(unknown_columns_are_named_once) {
    const Listing list = read("client.id,client.nmae,\n1,x,y\n2,x,y\n");
    BOOST_TEST(list.findings() == "1:11 records.unknown-field | 1:23 records.unknown-field");
    BOOST_TEST(list.sink.errors() == 0U);
    BOOST_TEST(list.sink.all()[0].hint == "did you mean `client.name`?");
    BOOST_REQUIRE(list.records.size() == 2U);
    BOOST_TEST(list.records[0].values.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_bad_head_ends_the_list) {
    records::Schema strict = records::usual_schema();
    strict.fields[0].required = strict.fields[1].required = true;
    const std::vector<std::pair<std::string, std::string>> heads = {
        {"client.id,Client_ID,client.name", "1:11 records.duplicate-field"},
        {"client.id,name,client.name", "1:16 records.duplicate-field"},
        {"client.id,notes", "1:1 records.missing-field"},
        {"notes", "1:1 records.missing-field | 1:1 records.missing-field"},
        {"client.id,\"client.name", "1:11 records.quotation-mark"},
        {"client.id,cl\xE9", "1:11 records.not-utf-8"},
    };
    for (const auto& [head, finding] : heads) {
        const Listing list = read(head + "\n1,2,3\n", {"list.csv", strict});
        std::string errors;
        for (const auto& each : list.sink.all()) {
            errors += (errors.empty() ? "" : " | ") + line_of(each);
        }
        BOOST_TEST(list.records.empty(), head);
        BOOST_TEST(list.sink.has_errors());
        if (finding.find("missing") == std::string::npos || head == "client.id,notes") {
            BOOST_TEST(errors == finding, head);
        } else {
            BOOST_TEST(list.sink.errors() == 2U);
        }
    }
    BOOST_TEST(read("Dear all,\nplease find\n").findings() ==
               "1:1 records.unknown-field | 1:10 records.unknown-field | 1:1 records.no-fields");
}

BOOST_AUTO_TEST_CASE(a_slip_harms_its_own_record_only) {
    const std::string head = "client.id,client.name,notes\n";
    const std::vector<std::pair<std::string, std::string>> slips = {
        {"2,\"Bo,x", "3:3 records.quotation-mark"},
        {"2,\"B\"o,x", "3:6 records.quotation-mark"},
        {"2,B\"o\",x", "3:4 records.quotation-mark"},
        {"2,Bo", "3:1 records.cells"},
        {"2,Bo,x,", "3:1 records.cells"},
    };
    for (const auto& [slip, finding] : slips) {
        const Listing list = read(head + "1,A,a\n" + slip + "\n3,C,c\n4,D,d\n");
        BOOST_TEST(list.findings() == finding, slip);
        BOOST_REQUIRE(list.records.size() == 4U);
        BOOST_TEST(list.records[1].source == slip);
        BOOST_TEST(list.records[1].values.empty());
        BOOST_TEST((list.good == std::vector<bool>{true, false, true, true}));
        BOOST_TEST(list.value(2, "client.name") == "C");
        BOOST_TEST(list.value(3, "notes") == "d");
    }
    const Listing last = read(head + "1,A,a\n2,B,\"open");
    BOOST_TEST(last.findings() == "3:5 records.quotation-mark");
    BOOST_TEST(last.records.size() == 2U);
}

BOOST_AUTO_TEST_CASE(what_is_too_large_is_passed_over) {
    const std::string big(records::Reader::most_bytes + 10, 'x');
    for (const std::string& monster : {"2," + big + ",x", "2,\"" + big + "\",x", "2,\"" + big}) {
        const Listing list = read("client.id,client.name,notes\n1,A,a\n" + monster + "\n3,C,c\n");
        BOOST_TEST(list.findings() == "3:1 records.too-large");
        BOOST_REQUIRE(list.records.size() == 3U);
        BOOST_TEST(list.records[1].source == "");
        BOOST_TEST(list.value(2, "client.name") == "C");
    }
}

BOOST_AUTO_TEST_SUITE_END()
