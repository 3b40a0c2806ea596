// record.xml.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

using namespace records_test;

namespace {

struct Loaded {
    std::optional<records::Schema> schema;
    diag::Sink sink;
    std::string findings() const { return lines_of(sink); }
};

Loaded load(const std::string& fields) {
    Loaded loaded;
    loaded.schema =
        records::load_schema("<record xmlns='urn:carefold:record:1'>\n" + fields + "</record>",
                             "record.xml", loaded.sink);
    return loaded;
}

} // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(the_usual_fields) {
    const records::Schema& usual = records::usual_schema();
    BOOST_TEST(usual.fields.size() == 11U);
    BOOST_TEST((usual.find("client.email")->type == records::Type::email));
    BOOST_TEST(usual.find("techniques")->element == "technique");
    BOOST_TEST(usual.find("client") == nullptr);
    const std::vector<std::string> readable = usual.readable();
    BOOST_TEST((readable == std::vector<std::string>{"client.name", "practitioner.name", "notes",
                                                     "appointment.date", "appointment.time"}));
}

BOOST_AUTO_TEST_CASE(fields_over_the_usual_ones) {
    const Loaded loaded =
        load("<field name='client.nickname' type='lines' required='yes' most='80'/>\n"
             "<field name='room' type='choice' choices=' A  B '/>\n"
             "<field name='exercises' type='ids' element='step'/>\n"
             "<field name='client.name' required='yes'/>\n");
    BOOST_TEST(loaded.findings() == "");
    BOOST_REQUIRE(loaded.schema);
    BOOST_TEST(loaded.schema->fields.size() == 14U);
    const records::Field& nickname = *loaded.schema->find("client.nickname");
    BOOST_TEST((nickname.type == records::Type::lines));
    BOOST_TEST(nickname.required);
    BOOST_TEST(nickname.most == 80U);
    BOOST_TEST(nickname.span.line == 2U);
    BOOST_TEST((loaded.schema->find("room")->choices == std::vector<std::string>{"A", "B"}));
    BOOST_TEST(loaded.schema->find("exercises")->element == "step");
    BOOST_TEST(loaded.schema->find("client.name")->required);
    BOOST_TEST(loaded.schema->find("client.name")->most == 200U);
}

BOOST_AUTO_TEST_CASE(mistakes_are_placed) {
    const std::vector<std::pair<std::string, std::string>> mistakes = {
        {"<field/>", "2:1 records.missing-attribute"},
        {"<field name='Room'/>", "2:8 records.bad-value"},
        {"<field name='a..b'/>", "2:8 records.bad-value"},
        {"<field name='a.'/>", "2:8 records.bad-value"},
        {"<field name=''/>", "2:8 records.bad-value"},
        {"<field name='clinic.name'/>", "2:8 records.bad-value"},
        {"<field name='a' type='dat'/>", "2:17 records.bad-value"},
        {"<field name='client.id' type='email'/>", "2:25 records.bad-value"},
        {"<field name='a' required='true'/>", "2:17 records.bad-value"},
        {"<field name='a' most='0'/>", "2:17 records.bad-value"},
        {"<field name='a' most='100001'/>", "2:17 records.bad-value"},
        {"<field name='a' most='8x'/>", "2:17 records.bad-value"},
        {"<field name='a' choices='A'/>", "2:17 records.bad-value"},
        {"<field name='a' type='choice'/>", "2:1 records.missing-attribute"},
        {"<field name='a' type='choice' choices=' '/>", "2:31 records.bad-value"},
        {"<field name='a' type='ids'/>", "2:1 records.missing-attribute"},
        {"<field name='a' type='ids' element='T 1'/>", "2:28 records.bad-value"},
        {"<field name='a' element='step'/>", "2:17 records.bad-value"},
        {"<field name='a' size='2'/>", "2:17 records.unknown-attribute"},
        {"<field name='a'>x</field>", "2:17 records.unexpected-text"},
        {"<field name='a'><b/></field>", "2:17 records.unknown-element"},
        {"<feild name='a'/>", "2:1 records.unknown-element"},
        {"text", "1:39 records.unexpected-text"},
        {"<field name='a'/><field name='a'/>", "2:25 records.duplicate-field"},
        {"<field name='a.b'/><field name='a-b'/>", "2:27 records.duplicate-field"},
        {"<field name='client-name'/>", "2:8 records.bad-value"},
    };
    for (const auto& [fields, finding] : mistakes) {
        const Loaded loaded = load(fields);
        BOOST_TEST(loaded.findings() == finding, fields);
        BOOST_TEST(loaded.schema.has_value());
    }
    BOOST_TEST(load("<feild name='a'/>").sink.all()[0].hint == "did you mean `field`?");
    BOOST_TEST(load("<field name='a' type='dat'/>").sink.all()[0].hint == "did you mean `date`?");
    diag::Sink sink;
    BOOST_TEST(!records::load_schema("<record/>", "record.xml", sink).has_value());
    BOOST_TEST(lines_of(sink) == "1:1 xml.wrong-namespace");
}

BOOST_AUTO_TEST_SUITE_END()
