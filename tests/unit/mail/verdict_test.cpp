#include "mail/dialogue.hpp"
#include "mail/mail.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using namespace carefold::mail;
using namespace std::chrono_literals;

namespace {

using Failure = Evidence::Failure;

Evidence evidence_of(Stage stage, int reply, Failure failure, bool handed_over = false) {
    Evidence evidence;
    evidence.stage = stage;
    evidence.reply = reply;
    evidence.text = std::to_string(reply) + " words";
    evidence.failure = failure;
    evidence.handed_over = handed_over;
    evidence.done = failure == Failure::none;
    return evidence;
}

} // namespace

BOOST_AUTO_TEST_SUITE(verdicts)

BOOST_AUTO_TEST_CASE(after_the_data_only_an_answer_tells) {
    const auto of = [](int reply, Failure failure) {
        return judge(evidence_of(Stage::body, reply, failure, true)).result;
    };
    BOOST_TEST((of(250, Failure::none) == Result::sent));
    BOOST_TEST((of(250, Failure::lost) == Result::sent));
    BOOST_TEST((of(452, Failure::lost) == Result::deferred));
    BOOST_TEST((of(554, Failure::lost) == Result::failed));
    for (const Failure failure : {Failure::lost, Failure::timeout, Failure::stopped, Failure::login,
                                  Failure::certificate, Failure::refused}) {
        BOOST_TEST((of(0, failure) == Result::uncertain));
    }
    // What could not be written is not there.
    BOOST_TEST((of(0, Failure::unsent) == Result::deferred));
}

BOOST_AUTO_TEST_CASE(before_that_nothing_is_uncertain) {
    for (const Stage stage : {Stage::connect, Stage::greeting, Stage::hello, Stage::login,
                              Stage::sender, Stage::recipient, Stage::data, Stage::body}) {
        for (const int reply :
             {0, 220, 250, 354, 421, 450, 451, 452, 454, 501, 530, 535, 550, 552, 553, 554}) {
            for (const Failure failure :
                 {Failure::unknown_host, Failure::refused, Failure::timeout, Failure::login,
                  Failure::no_tls, Failure::certificate, Failure::authority, Failure::stopped,
                  Failure::unsent, Failure::lost}) {
                const Verdict verdict = judge(evidence_of(stage, reply, failure));
                BOOST_TEST((verdict.result != Result::uncertain && verdict.result != Result::sent));
                // Only the server's own word on this message fails it.
                BOOST_TEST(
                    (verdict.result != Result::failed || (reply >= 500 && stage >= Stage::sender)));
                BOOST_TEST(
                    (verdict.trouble != Trouble::configuration || verdict.result == Result::again));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(what_concerns_all_messages_fails_none) {
    const auto of = [](Stage stage, int reply, Failure failure) {
        const Verdict verdict = judge(evidence_of(stage, reply, failure));
        return verdict.result == Result::again && verdict.trouble == Trouble::configuration;
    };
    BOOST_TEST(of(Stage::login, 535, Failure::login));
    BOOST_TEST(of(Stage::sender, 530, Failure::unsent));
    BOOST_TEST(of(Stage::sender, 553, Failure::unsent));
    BOOST_TEST(of(Stage::hello, 250, Failure::no_tls));
    BOOST_TEST(of(Stage::hello, 220, Failure::certificate));
    BOOST_TEST(!of(Stage::login, 454, Failure::login)); // later perhaps
    BOOST_TEST(!of(Stage::sender, 552, Failure::unsent));
    Evidence stranger = evidence_of(Stage::recipient, 554, Failure::unsent);
    stranger.text = "554 5.7.1 relay access denied";
    BOOST_TEST((judge(stranger).trouble == Trouble::configuration));
    stranger.logged_in = true;
    BOOST_TEST((judge(stranger).result == Result::failed));
}

BOOST_AUTO_TEST_CASE(follows_a_conversation) {
    Dialogue dialogue;
    BOOST_TEST((dialogue.stage() == Stage::connect));
    dialogue.they_said("220 here\r\n");
    BOOST_TEST((dialogue.stage() == Stage::greeting));
    dialogue.we_said("EHLO x\r\n");
    dialogue.they_said("250-here\r\n");
    BOOST_TEST(dialogue.reply() == 0); // more is to come
    dialogue.they_said("250 SIZE\r\n");
    BOOST_TEST(dialogue.reply() == 250);
    dialogue.we_said("AUTH PLAIN\r\n");
    dialogue.they_said("334 \r\n");
    dialogue.we_said("TUFJTA==\r\n"); // a secret that begins like a command
    BOOST_TEST((dialogue.stage() == Stage::login));
    dialogue.they_said("235 in\r\n");
    dialogue.we_said("MAIL FROM:<a@b.org>\r\n");
    dialogue.they_said("250 well\r\n");
    dialogue.we_said("RCPT TO:<c@d.org>\r\n");
    dialogue.they_said("550-no such\r\n");
    dialogue.they_said("550 box\r\n");
    BOOST_TEST(dialogue.text() == "550 no such box");
    dialogue.we_said("QUIT\r\n");
    dialogue.they_said("221 bye\r\n");
    BOOST_TEST(dialogue.reply() == 550);
    BOOST_TEST((dialogue.stage() == Stage::recipient));
    dialogue.we_said("DATA\r\n");
    dialogue.they_said("354 go\r\n");
    dialogue.body_begun();
    BOOST_TEST(dialogue.reply() == 0);
    dialogue.they_said("25\r\n");
    dialogue.they_said("nonsense\r\n");
    dialogue.they_said("250-half\r\n");
    BOOST_TEST(dialogue.reply() == 0);
}

BOOST_AUTO_TEST_CASE(waits_longer_each_time) {
    const Patience patience;
    BOOST_TEST((back_off(1, patience, 0.5) == 300s));
    BOOST_TEST((back_off(2, patience, 0.5) == 600s));
    BOOST_TEST((back_off(1, patience, 0) == 225s));
    BOOST_TEST((back_off(1, patience, 1) == 375s));
    for (int attempts = 0; attempts < 100; ++attempts) {
        BOOST_TEST((back_off(attempts, patience, 1) <= 5h));
        BOOST_TEST((back_off(attempts, patience, 0) >= 225s));
        BOOST_TEST((back_off(attempts, patience, 0.5) <= back_off(attempts + 1, patience, 0.5)));
    }
    // Within five days it is some dozens of times, not thousands.
    std::chrono::milliseconds total{0};
    int attempts = 0;
    while (total < patience.until) {
        total += back_off(++attempts, patience, 0.5);
    }
    BOOST_TEST(attempts == 35, attempts);
}

BOOST_AUTO_TEST_SUITE_END()
