#include "mail/mail.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>

using namespace carefold;
using namespace carefold::mail;
using namespace std::chrono_literals;

namespace {

constexpr const char* needed = "<server host='mail.example.org'/>"
                               "<sender address='desk@example.org'/>";

std::string clinic_text(const std::string& inner) {
    return "<clinic xmlns='urn:carefold:clinic:1'>\n" + inner + "</clinic>";
}

/// "line:column code" of each finding.
std::vector<std::string> clinic_findings(const std::string& inner) {
    diag::Sink sink;
    const auto clinic = load_clinic(clinic_text(inner), "x/clinic.xml", sink);
    BOOST_TEST(clinic.has_value() == !sink.has_errors());
    std::vector<std::string> found;
    for (const auto& d : sink.all()) {
        found.push_back(std::to_string(d.span.line) + ":" + std::to_string(d.span.column) + " " +
                        d.code);
        BOOST_TEST(d.message.find("s3cret") == std::string::npos);
    }
    return found;
}

using Strings = std::vector<std::string>;

} // namespace

BOOST_AUTO_TEST_SUITE(clinic)

BOOST_AUTO_TEST_CASE(what_is_left_out_is_safe) {
    diag::Sink sink;
    const auto clinic = load_clinic(clinic_text(needed), "clinic.xml", sink);
    BOOST_REQUIRE(clinic);
    BOOST_TEST(clinic->server.port == 587);
    BOOST_TEST((clinic->server.security == Security::starttls));
    BOOST_TEST((clinic->login == Login::none));
    BOOST_TEST(clinic->interval.count() == 0);
    BOOST_TEST((clinic->keep == 90 * 24h));
    BOOST_TEST((clinic->patience.until == 5 * 24h));
}

BOOST_AUTO_TEST_CASE(reads_all_of_it) {
    diag::Sink sink;
    const auto clinic = load_clinic(
        clinic_text("<server host='mail.example.org' security='tls' authority='ca.pem' "
                    "timeout='30s' connect='5s'/><login user='me' auth='xoauth2' "
                    "command='token'/><sender address='desk@example.org' name='A &amp; B'/>"
                    "<reply-to address='ask@example.org'/><rate messages='30' per='minute'/>"
                    "<retry after='1m' most='2h' until='3d'/>"
                    "<unsubscribe href='https://example.org/off'/>"
                    "<unsubscribe href='mailto:off@example.org'/><suppress file='off.txt'/>"
                    "<attachments keep='30d'/>"),
        "x/clinic.xml", sink);
    BOOST_REQUIRE(clinic);
    BOOST_TEST(clinic->server.port == 465);
    BOOST_TEST(clinic->server.authority == "x/ca.pem");
    BOOST_TEST((clinic->server.timeout == 30s));
    BOOST_TEST((clinic->login == Login::xoauth2));
    BOOST_TEST((clinic->secret.from == Secret::From::command));
    BOOST_TEST(clinic->sender.name == "A & B");
    BOOST_TEST(clinic->reply_to->address.text() == "ask@example.org");
    BOOST_TEST((clinic->interval == 2s));
    BOOST_TEST((clinic->patience.most == 2h));
    BOOST_TEST(clinic->unsubscribe.size() == 2U);
    BOOST_TEST(clinic->suppress == "x/off.txt");
    BOOST_TEST((clinic->keep == 30 * 24h));
}

BOOST_AUTO_TEST_CASE(the_sample_is_good) {
    diag::Sink sink;
    FILE* file = std::fopen(SOURCE_DIR "/content/clinic.xml", "rb");
    BOOST_REQUIRE(file != nullptr);
    std::string text(10000, ' ');
    text.resize(std::fread(text.data(), 1, text.size(), file));
    std::fclose(file);
    BOOST_TEST(load_clinic(text, "clinic.xml", sink).has_value());
    BOOST_TEST(sink.all().empty());
}

BOOST_AUTO_TEST_CASE(tells_all_that_is_wrong) {
    BOOST_TEST(clinic_findings("") ==
                   (Strings{"1:1 mail.missing-element", "1:1 mail.missing-element"}),
               boost::test_tools::per_element());
    BOOST_TEST(
        clinic_findings(needed + std::string("<servr/>text<sender address='a@b.org'/>")).size() ==
        3U);
    for (const char* inner :
         {"<server host='http://mail.example.org'/>", "<server host='a b'/>",
          "<server host='x.org' port='0'/>", "<server host='x.org' port='70000'/>",
          "<server host='x.org' security='maybe'/>", "<server host='x.org' timeout='soon'/>",
          "<server host='x.org' timeout='99999d'/>", "<server host=''/>",
          "<server host='x.org' user='me'/>"}) {
        BOOST_TEST(clinic_findings(inner + std::string("<sender address='a@b.org'/>")).size() == 1U,
                   inner);
    }
    for (const char* inner :
         {"<rate messages='0' per='minute'/>", "<rate messages='5' per='fortnight'/>",
          "<rate messages='5'/>", "<unsubscribe href='http://example.org'/>",
          "<unsubscribe href='mailto:a@b.org&#13;&#10;X: y'/>", "<attachments keep='-1d'/>",
          "<reply-to address='a@b'/>", "<login user='me'/>",
          "<login user='me' auth='ntlm' file='x'/>", "<login user='me' file='x' command='y'/>"}) {
        BOOST_TEST(clinic_findings(needed + std::string(inner)).size() == 1U, inner);
    }
}

BOOST_AUTO_TEST_CASE(a_password_does_not_stand_in_it) {
    for (const char* inner :
         {"<login user='me' password='s3cret'/>", "<login user='me' file='x' token='s3cret'/>",
          "<login user='me' file='x'>s3cret</login>"}) {
        const auto found = clinic_findings(needed + std::string(inner));
        BOOST_REQUIRE(!found.empty());
        BOOST_TEST(found.front().ends_with("mail.inline-password"), found.front());
    }
}

BOOST_AUTO_TEST_CASE(reads_times) {
    BOOST_TEST((parse_duration("90d") == 90 * 24h));
    BOOST_TEST((parse_duration("0s") == 0s));
    for (const char* text : {"", "d", "5", "5x", "5 d", "-5d", "4000d", "99999999999999999999s"}) {
        BOOST_TEST(!parse_duration(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(a_secret_is_the_first_line) {
    diag::Sink sink;
    ::setenv("CAREFOLD_TEST_SECRET", "p w", 1);
    BOOST_TEST(read_secret({Secret::From::environment, "CAREFOLD_TEST_SECRET", {}}, sink) == "p w");
    BOOST_TEST(read_secret({Secret::From::command, "printf 'a b\\r\\nc'", {}}, sink) == "a b");
    BOOST_TEST(read_secret({}, sink).empty());
    for (const Secret& none :
         {Secret{Secret::From::environment, "CAREFOLD_NO_SUCH", {}},
          Secret{Secret::From::command, "true", {}},
          Secret{Secret::From::command, "echo x; exit 3", {}},
          Secret{Secret::From::file, "/no/such/file", {}}, Secret{Secret::From::file, "/", {}}}) {
        BOOST_CHECK_THROW(read_secret(none, sink), diag::EnvironmentError);
    }
}

BOOST_AUTO_TEST_SUITE_END()
