#include "mail/mail.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::mail;

namespace {

constexpr const char* word_list = R"(<words xmlns="urn:carefold:words:1" xml:lang="LANG">
<word id="mail.subject">Guide: {title}</word><word id="mail.greeting">Hello {client.name},</word>
<word id="mail.greeting-plain">Hello,</word><word id="mail.intro">{title} of {clinic.name}</word>
<word id="mail.appointment">On {date}, {time}</word>
<word id="mail.practitioner">With {practitioner.name}</word>
<word id="mail.locked">It is locked.</word>
<word id="mail.questions">Call {clinic.phone} or write to {clinic.email}.</word>
<word id="mail.care">Take care.</word><word id="mail.farewell">Regards,</word>
<word id="mail.unsubscribe">No more?</word><word id="mail.version">Version {version}</word>
</words>)";

struct Desk {
    diag::Sink sink;
    Clinic clinic;
    std::optional<design::Words> words;
    Writing writing;

    explicit Desk(const std::string& language = "en", std::string list = word_list) {
        list.replace(list.find("LANG"), 4, language);
        words = design::load_words(std::move(list), "words.xml", sink);
        BOOST_REQUIRE(words);
        clinic.sender = {*parse_address("desk@example.org"), "Desk"};
        writing.clinic = &clinic;
        writing.words = &*words;
        writing.fields.values = {{"client.name", "Amina"}, {"clinic.name", "Clinic"}};
        writing.recipient = *parse_address("amina@example.org");
        writing.title = "Backs";
        writing.version = "1.0";
        writing.id = std::string(64, 'a');
    }
    Wording wording() {
        const auto made = put_into_words(writing, sink);
        BOOST_REQUIRE(made);
        return *made;
    }
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(composing)

BOOST_AUTO_TEST_CASE(lines_stand_only_where_values_are_known) {
    Desk desk;
    const Wording plain = desk.wording();
    BOOST_TEST(plain.subject == "Guide: Backs");
    BOOST_TEST(plain.text == "Hello Amina,\r\n\r\nBacks of Clinic\r\n\r\nTake care.\r\n\r\n"
                             "Regards,\r\nClinic\r\n\r\nVersion 1.0\r\n");
    desk.writing.fields.values = {
        {"appointment.date", "November 24"}, {"clinic.phone", "555"}, {"practitioner.name", "Jo"}};
    BOOST_TEST(has(desk.wording().text, "Hello,\r\n"));
    BOOST_TEST(!has(desk.wording().text, "On "));
    BOOST_TEST(!has(desk.wording().text, "Call"));
    BOOST_TEST(has(desk.wording().text, "With Jo"));
    BOOST_TEST(has(desk.wording().text, "Backs of Desk")); // the sender stands in
    desk.writing.fields.values["appointment.time"] = "14:30";
    desk.writing.locked = true;
    desk.clinic.unsubscribe = {"mailto:off@example.org?subject=off"};
    const Wording full = desk.wording();
    BOOST_TEST(has(full.text, "On November 24, 14:30"));
    BOOST_TEST(has(full.text, "It is locked."));
    BOOST_TEST(has(full.text, "No more?\r\noff@example.org\r\n"));
    BOOST_TEST(has(full.html, "<a href=\"mailto:off@example.org?subject=off\">"));
}

BOOST_AUTO_TEST_CASE(values_are_text_and_keep_their_direction) {
    Desk desk;
    desk.writing.fields.values["client.name"] = "<i>\"أمينة\"\r\n&{title}";
    const Wording wording = desk.wording();
    BOOST_TEST(has(wording.html, "<bdi>&lt;i&gt;&quot;أمينة&quot; &amp;{title}</bdi>"));
    BOOST_TEST(has(wording.text, "\u2068<i>\"أمينة\" &{title}\u2069,"));
    Desk arabic("ar");
    BOOST_TEST(has(arabic.wording().html, "<html lang=\"ar\" dir=\"rtl\">"));
    BOOST_TEST(has(arabic.wording().text, "\u200FHello \u2068Amina\u2069,"));
}

BOOST_AUTO_TEST_CASE(a_missing_word_is_told_of) {
    std::string list = word_list;
    const std::size_t begin = list.find("<word id=\"mail.care\">");
    list.erase(begin, list.find("</word>", begin) + 7 - begin);
    Desk desk("en", list);
    BOOST_TEST(!compose(desk.writing, "PDF", desk.sink));
    BOOST_REQUIRE(desk.sink.errors() == 1U);
    BOOST_TEST(desk.sink.all().front().code == "mail.missing-word");
}

BOOST_AUTO_TEST_CASE(the_same_message_has_the_same_bytes) {
    Desk desk;
    const auto first = compose(desk.writing, "PDF", desk.sink);
    const auto second = compose(desk.writing, "PDF", desk.sink);
    BOOST_REQUIRE((first && second));
    BOOST_TEST(first->head == second->head);
    BOOST_TEST(first->tail == second->tail);
    desk.writing.id = std::string(64, 'b');
    BOOST_TEST(compose(desk.writing, "PDF", desk.sink)->head != first->head);
    BOOST_TEST(has(first->head, "\r\nMessage-ID: <" + std::string(40, 'a') + "@example.org>\r\n"));
    BOOST_TEST(has(first->head, "\r\nDate: Thu, 1 Jan 1970 00:00:00 +0000\r\n"));
    BOOST_TEST(first->head.ends_with("\r\n\r\n"));
    BOOST_TEST(first->tail.starts_with("\r\n----"));
    BOOST_TEST(first->file == "Backs.pdf");
}

BOOST_AUTO_TEST_CASE(dots_at_the_start_of_lines_stay) {
    Desk desk;
    desk.writing.fields.values["client.name"] = ".";
    desk.writing.fields.values["clinic.name"] = ".hidden";
    const auto letter = compose(desk.writing, "PDF", desk.sink);
    BOOST_REQUIRE(letter);
    BOOST_TEST(has(letter->head, "\r\n.hidden\r\n"));
    BOOST_TEST(!has(letter->head, "\r\n..hidden"));
}

BOOST_AUTO_TEST_CASE(what_no_server_takes_is_not_queued) {
    Desk desk;
    BOOST_TEST(compose(desk.writing, std::string(18'000'000, 'x'), desk.sink).has_value());
    BOOST_TEST(!compose(desk.writing, std::string(18'400'000, 'x'), desk.sink));
    BOOST_REQUIRE(desk.sink.errors() == 1U);
    BOOST_TEST(desk.sink.all().front().code == "mail.too-large");
    BOOST_TEST(has(desk.sink.all().front().message, "25.2 MB"));
}

BOOST_AUTO_TEST_SUITE_END()
