// What is no list, and lists that are the same in every format.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <random>

using namespace records_test;

namespace {

std::string file(const std::string& name) {
    std::ifstream stream(std::string(SOURCE_DIR) + "/" + name, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(stream.good(), name);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string utf_16(const std::string& text, bool mark) {
    std::string out = mark ? "\xFF\xFE" : "";
    for (const char c : text) {
        out += c;
        out += '\0';
    }
    return out;
}

using Row = std::vector<std::string>;
const Row columns = {"client.id", "client.name", "notes", "client.email"};

std::string csv_of(const std::vector<Row>& rows, char separator) {
    std::string out;
    for (std::size_t r = 0; r <= rows.size(); ++r) {
        const Row& row = r == 0 ? columns : rows[r - 1];
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += i == 0 ? "\"" : std::string(1, separator) + "\"";
            for (const char c : row[i]) {
                out += c == '"' ? "\"\"" : std::string(1, c);
            }
            out += '"';
        }
        out += "\r\n";
    }
    return out;
}

std::string json_string(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '\n'               ? "\\n"
               : c == '\t'             ? "\\t"
               : c == '"' || c == '\\' ? std::string("\\") + c
                                       : std::string(1, c);
    }
    return out + "\"";
}

std::string json_of(const Row& row, bool nested) {
    if (nested) {
        return "{\"client\": {\"id\": " + json_string(row[0]) + ",\"name\":" + json_string(row[1]) +
               ", \"email\" : " + json_string(row[3]) + "}, \"notes\":" + json_string(row[2]) + "}";
    }
    std::string out = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
        out += (i == 0 ? "" : ", ") + json_string(columns[i]) + ": " + json_string(row[i]);
    }
    return out + "}";
}

std::string values_of(const Listing& list) {
    std::string out;
    for (const records::Record& record : list.records) {
        out += std::to_string(record.number);
        for (const auto& [name, value] : record.values) {
            out += "|" + name + "=" + value.text;
        }
        out += '\n';
    }
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(lists)

BOOST_AUTO_TEST_CASE(a_list_is_the_same_in_every_format) {
    const std::vector<std::string> pieces = {"a",  "Ünal", "ｆ", "עמינה", " ", "\"",
                                             "\\", ",",    ";",  "\t",    "|", "{",
                                             "]",  "\\u",  "😀",  "'",     ":", "=1"};
    std::mt19937 random(5);
    const auto text = [&](bool lines) {
        std::string out;
        for (std::size_t i = random() % 8; i > 0; --i) {
            out += pieces[random() % pieces.size()];
            out += lines && random() % 4 == 0 ? "\n" : "";
        }
        return out;
    };
    for (int round = 0; round < 60; ++round) {
        std::vector<Row> rows;
        std::string array;
        std::string lines;
        for (std::size_t i = 1 + random() % 6; i > 0; --i) {
            rows.push_back({"c" + std::to_string(i), text(false), text(true),
                            random() % 2 == 0 ? "a@example.org" : ""});
            array += (array.empty() ? "" : ",\n") + json_of(rows.back(), random() % 2 == 0);
            lines += json_of(rows.back(), random() % 2 == 0) + "\n";
        }
        const Listing csv = read(csv_of(rows, ",;\t|"[random() % 4]));
        BOOST_TEST(csv.findings() == "");
        BOOST_REQUIRE(csv.records.size() == rows.size());
        const std::string values = values_of(csv);
        for (const std::string& other :
             {"[" + array + "]", "{\"records\": [" + array + "]}", lines}) {
            const Listing list = read(other, {"-"});
            BOOST_TEST(list.findings() == "", other);
            BOOST_TEST(values_of(list) == values);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_list) {
    const std::string png = "\x89PNG\r\n\x1A\n" + std::string("\0\0\0\x0DIHDR", 8);
    for (const std::string& text :
         {png, std::string("PK\x03\x04\x14\0\x06", 7),
          std::string("\x7F"
                      "ELF\x02\x01\x01\0\0",
                      9),
          std::string("<?xml version='1.0'?><guide/>"), std::string(100, '\0')}) {
        const Listing list = read(text);
        BOOST_TEST(list.findings() == "1:1 records.not-a-list");
        BOOST_TEST(list.records.empty());
    }
    BOOST_TEST(read(std::string("PK\x03\x04\x14\0\x06", 7)).sink.all()[0].hint.find("CSV") !=
               std::string::npos);
    for (const bool mark : {true, false}) {
        const Listing list = read(utf_16("client.id,client.name\n1,A\n", mark));
        BOOST_TEST(list.findings() == "1:1 records.utf-16");
        BOOST_TEST(list.sink.all()[0].hint.find("UTF-8") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(empty_lists) {
    for (const std::string text :
         {"", "\xEF\xBB\xBF", " \n\n", "client.id,client.name\n", "client.id,client.name\n,\n , \n",
          "[]", " [ ] ", "{\"records\": []}"}) {
        const Listing list = read(text, {"-"});
        BOOST_TEST(list.sink.all().size() == 1U, text);
        BOOST_TEST(list.sink.all()[0].code == "records.empty", text);
        BOOST_TEST(list.sink.errors() == 0U);
    }
}

BOOST_AUTO_TEST_CASE(a_failing_source_is_heard_of) {
    int calls = 0;
    const records::Source source = [&](char* buffer, std::size_t) -> std::size_t {
        if (++calls == 1) {
            std::memcpy(buffer, "id\n1\n2", 6);
            return 6;
        }
        throw diag::EnvironmentError("test.disk", "the disk is gone");
    };
    BOOST_CHECK_THROW(records::Reader(source, "list.csv", records::usual_schema()),
                      diag::EnvironmentError);
}

/// The list never stands in memory: what is read ahead of a record is bounded.
BOOST_AUTO_TEST_CASE(lists_stream) {
    constexpr std::size_t records = 200'000;
    const std::string line = "1,Amina Haddad,\"some notes, \"\"quoted\"\"\"\n";
    std::size_t given = 0; // bytes
    const std::string head = "client.id,client.name,notes\n";
    std::size_t lines = 0;
    const records::Source source = [&](char* buffer, std::size_t size) -> std::size_t {
        if (given == 0) {
            std::memcpy(buffer, head.data(), head.size());
            return given = head.size();
        }
        const std::size_t count = std::min(size / line.size(), records - lines);
        for (std::size_t i = 0; i < count; ++i) {
            std::memcpy(buffer + i * line.size(), line.data(), line.size());
        }
        lines += count;
        given += count * line.size();
        return count * line.size();
    };
    carefold::records::Reader reader(source, "list.csv", carefold::records::usual_schema());
    carefold::records::Record record;
    diag::Sink sink;
    std::size_t used = head.size();
    std::size_t ahead = 0;
    while (reader.next(record, sink)) {
        used += line.size();
        ahead = std::max(ahead, given - used);
    }
    BOOST_TEST(record.number == records);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST(ahead < (1U << 20U));
}

BOOST_AUTO_TEST_CASE(the_sample_list_is_sound) {
    const Listing list = read(file("docs/examples/clients.csv"), {"docs/examples/clients.csv"});
    BOOST_TEST(list.findings() == "");
    BOOST_TEST(list.records.size() == 6U);
    diag::Sink sink;
    const auto schema =
        records::load_schema(file("content/chronic-back-pain/record.xml"), "record.xml", sink);
    BOOST_TEST(lines_of(sink) == "");
    BOOST_REQUIRE(schema);
    BOOST_TEST(read(file("docs/examples/clients.csv"), {"clients.csv", *schema}).findings() == "");
}

BOOST_AUTO_TEST_SUITE_END()
