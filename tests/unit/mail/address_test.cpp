#include "mail/header.hpp"
#include "mail/mail.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::mail;

namespace {

std::string read_address(std::string_view text) {
    std::string why;
    const auto address = parse_address(text, &why);
    return address ? address->text() : "refused: " + why;
}

/// Every line of a head is short, ASCII, and goes on with a space.
void check_head(const std::string& head) {
    std::size_t at = 0;
    for (bool first = true; at <= head.size(); first = false) {
        const std::size_t end = std::min(head.find("\r\n", at), head.size());
        const std::string line = head.substr(at, end - at);
        BOOST_TEST(line.size() <= 78U, line);
        BOOST_TEST((first || line.front() == ' '), line);
        for (const char c : line) {
            BOOST_TEST((c >= ' ' && c < 0x7F), line);
        }
        at = end + 2;
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(addresses)

BOOST_AUTO_TEST_CASE(takes_what_people_have) {
    BOOST_TEST(read_address("amina@example.org") == "amina@example.org");
    BOOST_TEST(read_address("Amina.Haddad+care@Example.ORG") == "Amina.Haddad+care@example.org");
    BOOST_TEST(read_address("o'neil@sub.example.org") == "o'neil@sub.example.org");
    BOOST_TEST(read_address("jose@bücher.example") == "jose@xn--bcher-kva.example");
    BOOST_TEST(read_address("用户@例え.テスト") == "用户@xn--r8jz45g.xn--zckzah");
    BOOST_TEST(parse_address("用户@example.org")->needs_utf8());
    BOOST_TEST(!parse_address("jose@bücher.example")->needs_utf8());
}

BOOST_AUTO_TEST_CASE(refuses_tricks) {
    for (const char* text : {"",
                             "@",
                             "a",
                             "a@",
                             "@example.org",
                             "a@b@example.org",
                             "\"a b\"@example.org",
                             "a@[127.0.0.1]",
                             "a@127.0.0.1",
                             "a@localhost",
                             "a(c)@example.org",
                             "<a@example.org>",
                             "a@example.org,b@example.org",
                             "a@example.org\r\nBcc: b@example.org",
                             "a\n@example.org",
                             "a\r@example.org",
                             ".a@example.org",
                             "a.@example.org",
                             "a..b@example.org",
                             "-a@example.org",
                             "a@-example.org",
                             "a@example..org",
                             "a@exa mple.org",
                             "a b@example.org",
                             "@c:a@example.org",
                             "a\u202E@example.org",
                             "a\u200B@example.org",
                             "a\u00A0@example.org",
                             "a@ex\u202Eample.org",
                             "a\x80@example.org",
                             "a@example.org.",
                             "a%b;c@example.org"}) {
        BOOST_TEST(!parse_address(text).has_value(), text);
    }
    BOOST_TEST(!parse_address(std::string("a\0b@example.org", 15)));
    BOOST_TEST(!parse_address(std::string(65, 'a') + "@example.org"));
    BOOST_TEST(parse_address(std::string(64, 'a') + "@example.org").has_value());
    BOOST_TEST(!parse_address("a@" + std::string(64, 'b') + ".org"));
    std::string long_domain = "org";
    while (long_domain.size() < 250) {
        long_domain = "abcdefgh." + long_domain;
    }
    BOOST_TEST(!parse_address("abcdef@" + long_domain));
    std::string why;
    parse_address("a@b@c", &why);
    BOOST_TEST(why == "it has two @");
}

BOOST_AUTO_TEST_CASE(holds_back_from_those_who_want_none) {
    diag::Sink sink;
    const auto list = Suppression::read("\xEF\xBB\xBF# these\r\nAmina@example.org # asked\n\n"
                                        "quiet.example\n@bücher.example\n",
                                        "off.txt", sink);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST(list.size() == 3U);
    BOOST_TEST(list.holds(*parse_address("aMINA@EXAMPLE.org")));
    BOOST_TEST(list.holds(*parse_address("x@quiet.example")));
    BOOST_TEST(list.holds(*parse_address("x@xn--bcher-kva.example")));
    BOOST_TEST(!list.holds(*parse_address("x@sub.quiet.example")));
    BOOST_TEST(!list.holds(*parse_address("amin@example.org")));
    Suppression::read("fine.example\nnot one at all\n", "off.txt", sink);
    BOOST_REQUIRE(sink.errors() == 1U);
    BOOST_TEST(sink.all().front().code == "mail.bad-suppression");
    BOOST_TEST(sink.all().front().span.line == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(heads)

BOOST_AUTO_TEST_CASE(words_that_are_no_ascii_are_encoded) {
    BOOST_TEST(unstructured("Subject", "Your guide") == "Subject: Your guide");
    BOOST_TEST(unstructured("Subject", "é") == "Subject: =?UTF-8?B?w6k=?=");
    BOOST_TEST(unstructured("Subject", "=?x") == "Subject: =?UTF-8?B?PT94?=");
    BOOST_TEST(mailbox("To", "", "a@b.org") == "To: <a@b.org>");
    BOOST_TEST(mailbox("To", R"(A "B" \)", "a@b.org") == R"(To: "A \"B\" \\" <a@b.org>)");
    BOOST_TEST(mailbox("To", "José", "a@b.org") == "To: =?UTF-8?B?Sm9zw6k=?= <a@b.org>");
}

BOOST_AUTO_TEST_CASE(nothing_begins_another_line) {
    BOOST_TEST(one_line(" a\r\n\tb \x01 c\u2028d\u202Ee ") == "a b c d e");
    for (const std::string evil :
         {"a\r\nBcc: x@y.z", "a\nBcc: x", "a\rBcc: x", "\r\n\r\nbody", "a\u0085b", "a\x7F"}) {
        check_head(unstructured("Subject", evil));
        check_head(mailbox("To", evil, "a@b.org"));
        check_head(with_parameter("Content-Disposition", "attachment", "filename",
                                  file_name(evil, ".pdf")));
        BOOST_TEST(unstructured("Subject", evil).find("\r\nBcc") == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(long_ones_are_folded) {
    for (std::size_t length = 1; length < 400; length += 7) {
        std::string accents, words;
        for (std::size_t i = 0; i < length; ++i) {
            accents += i % 3 == 0 ? "日" : "é";
            words += i % 9 == 8 ? ' ' : 'w';
        }
        for (const std::string& text : {std::string(length, 'x'), accents, words}) {
            check_head(unstructured("Subject", text));
            check_head(mailbox("Reply-To", text, "somebody@example.org"));
            check_head(with_parameter("Content-Disposition", "attachment", "filename", text));
        }
    }
}

BOOST_AUTO_TEST_CASE(file_names_work_everywhere) {
    BOOST_TEST(file_name("Back pain", ".pdf") == "Back pain.pdf");
    BOOST_TEST(file_name("../../etc/passwd", ".pdf") == "etc passwd.pdf");
    BOOST_TEST(file_name("a/b\\c:d*e?f\"g<h>i|j", ".pdf") == "a b c d e f g h i j.pdf");
    BOOST_TEST(file_name("...", ".pdf") == "booklet.pdf");
    BOOST_TEST(file_name("\r\n", ".pdf") == "booklet.pdf");
    std::string long_title;
    for (int i = 0; i < 99; ++i) {
        long_title += "日";
    }
    BOOST_TEST(file_name(long_title, ".pdf").size() == 103U); // whole characters
    BOOST_TEST(with_parameter("A", "b", "filename", "a.pdf") == "A: b;\r\n filename=\"a.pdf\"");
    BOOST_TEST(with_parameter("A", "b", "filename", "é.pdf") ==
               "A: b;\r\n filename*=UTF-8''%C3%A9.pdf");
}

BOOST_AUTO_TEST_SUITE_END()
