// What a list says of one client, for a guide.
#include "job/job.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace personal {

namespace fs = std::filesystem;
using namespace carefold;

struct Folder {
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "carefold-personal-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
    }
    std::string guide() const { return (path / "guide.xml").string(); }
    fs::path path;
};

LanguageTag tag(std::string_view text) {
    return *LanguageTag::parse(text);
}

records::Record sample() {
    records::Record record;
    for (const auto& [name, text] :
         std::map<std::string, std::string>{{"client.id", "7"},
                                            {"client.name", "Amina"},
                                            {"client.email", "a@example.org"},
                                            {"language", "en"},
                                            {"audience", "client"},
                                            {"techniques", "tech.deep"},
                                            {"consent", "yes"},
                                            {"notes", "one\ntwo"},
                                            {"appointment.date", "2026-11-24"},
                                            {"appointment.time", "14:30"},
                                            {"of.nobody", "x"}}) {
        record.values[name].text = text;
    }
    return record;
}

} // namespace personal

} // namespace

BOOST_AUTO_TEST_SUITE(personal_fields)

BOOST_AUTO_TEST_CASE(values_ready_to_be_read) {
    using namespace personal;
    const auto english = job::personal_fields(sample(), records::usual_schema(), tag("en-US"));
    const std::map<std::string, std::string, std::less<>> expected = {
        {"client.name", "Amina"},
        {"notes", "one\ntwo"},
        {"appointment.date", "November 24, 2026"},
        {"appointment.time", "2:30\u00A0PM"}};
    BOOST_TEST((english.values == expected));
    locale::Dates german(tag("de"));
    for (int again = 0; again < 2; ++again) {
        const auto fields = job::personal_fields(sample(), records::usual_schema(), german);
        BOOST_TEST(*fields.find("appointment.date") == "24. November 2026");
        BOOST_TEST(*fields.find("appointment.time") == "14:30");
    }
    const auto arabic = job::personal_fields(sample(), records::usual_schema(), tag("ar"));
    BOOST_TEST(*arabic.find("appointment.date") == "٢٤ نوفمبر ٢٠٢٦");
}

BOOST_AUTO_TEST_CASE(schema_beside_the_guide) {
    using namespace personal;
    const Folder folder;
    diag::Sink sink;
    BOOST_TEST(job::list_schema(folder.guide(), sink).fields.size() ==
               records::usual_schema().fields.size());
    folder.write("record.xml",
                 "<record xmlns='urn:carefold:record:1'><field name='room' most='5'/></record>");
    BOOST_TEST(job::list_schema(folder.guide(), sink).find("room")->most == 5U);
    BOOST_TEST(sink.all().empty());
    folder.write("record.xml", "<record>");
    BOOST_TEST(job::list_schema(folder.guide(), sink).find("client.name") != nullptr);
    BOOST_TEST(sink.has_errors());
    BOOST_TEST(*sink.all()[0].span.file == (folder.path / "record.xml").string());
}

BOOST_AUTO_TEST_CASE(guides_use_what_their_lists_have) {
    using namespace personal;
    const Folder folder;
    folder.write("guide.xml",
                 "<guide xmlns='urn:carefold:guide:1' xml:lang='en'><metadata><title id='t'>T"
                 "</title></metadata><section id='s' role='about'><title id='s.t'>S</title>"
                 "<p id='s.p'>Room <field name='room'/>, <field name='notes'/></p></section>"
                 "</guide>");
    const auto codes = [&] {
        diag::Sink sink;
        job::languages_of(folder.guide(), sink);
        std::string text;
        for (const auto& each : sink.all()) {
            text += each.code == "content.unknown-field" ? each.message : "";
        }
        return text;
    };
    BOOST_TEST(codes() == "there is no field `room`");
    folder.write("record.xml",
                 "<record xmlns='urn:carefold:record:1'><field name='room'/></record>");
    BOOST_TEST(codes() == "");
}

BOOST_AUTO_TEST_SUITE_END()
