#include "mail/mail.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace carefold;
using namespace carefold::mail;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;

const Time noon = Time(std::chrono::milliseconds(1'800'000'000'000));

class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "carefold-outbox-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    std::string text() const { return (path_ / "box").string(); }

  private:
    fs::path path_;
};

Key key_of(const std::string& client) {
    return {client, client + "@example.org", "guide", "1.0", "en", "screen", ""};
}

Letter letter_to(const std::string& client) {
    return {"desk@example.org", client + "@example.org",
            "Subject",          "To: " + client + "\r\n\r\n",
            "\r\n--end\r\n",    "Hello",
            "guide.pdf"};
}

bool add(Outbox& outbox, const std::string& client, const std::string& pdf = "PDF") {
    return outbox.add(key_of(client), letter_to(client), pdf, noon);
}

State state_of(const Outbox& outbox, const std::string& client) {
    return outbox.find(key_of(client).id()).at(0).state;
}

} // namespace

BOOST_AUTO_TEST_SUITE(outbox)

BOOST_AUTO_TEST_CASE(every_part_makes_another_message) {
    const Key key{"a", "b", "c", "d", "e", "f", "g"};
    BOOST_TEST(key.id().size() == 64U);
    for (std::string Key::*part : {&Key::client, &Key::address, &Key::guide, &Key::version,
                                   &Key::language, &Key::layout, &Key::campaign}) {
        Key other = key;
        other.*part += "x";
        BOOST_TEST(other.id() != key.id());
    }
    BOOST_TEST(
        (Key{"ab", "c", "", "", "", "", ""}.id() != Key{"a", "bc", "", "", "", "", ""}.id()));
}

BOOST_AUTO_TEST_CASE(a_message_is_there_once_and_private) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    BOOST_TEST(add(outbox, "amina"));
    BOOST_TEST(!add(outbox, "amina", "another PDF"));
    BOOST_TEST(outbox.has(key_of("amina")));
    BOOST_TEST(!outbox.has(key_of("jose")));
    BOOST_TEST(outbox.bytes(key_of("amina").id()) == "To: amina\r\n\r\nUERG\r\n--end\r\n");
    for (const auto& each : fs::recursive_directory_iterator(folder.text())) {
        struct stat status {};
        BOOST_REQUIRE(::stat(each.path().c_str(), &status) == 0);
        BOOST_TEST((status.st_mode & 077) == 0U, each.path());
    }
}

BOOST_AUTO_TEST_CASE(a_message_goes_its_way) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    add(outbox, "amina");
    auto claim = outbox.claim(noon, 0ms);
    BOOST_REQUIRE(claim);
    BOOST_TEST(claim->recipient == "amina@example.org");
    BOOST_TEST(!outbox.claim(noon, 0ms)); // it is taken
    BOOST_TEST(!outbox.cancel(claim->id, noon));
    BOOST_TEST(!outbox.retry(claim->id, noon));
    outbox.settle(*claim, {State::deferred, "450 later", noon + 5min, true}, noon);
    BOOST_TEST(!outbox.claim(noon + 5min - 1ms, 0ms));
    BOOST_TEST((outbox.next_due() == noon + 5min));
    claim = outbox.claim(noon + 5min, 0ms);
    BOOST_REQUIRE(claim);
    BOOST_TEST(claim->attempts == 1);
    BOOST_TEST((claim->first == noon));
    outbox.hand_over(*claim, noon);
    outbox.settle(*claim, {State::sent, "250 taken", noon, true}, noon + 6min);
    BOOST_TEST((state_of(outbox, "amina") == State::sent));
    BOOST_TEST(!outbox.next_due());
    std::vector<std::string> happened;
    for (const Event& event : outbox.events(claim->id)) {
        happened.push_back(event.what);
    }
    BOOST_TEST(happened == (std::vector<std::string>{"queued", "sending", "deferred", "sending",
                                                     "handed over", "sent"}),
               boost::test_tools::per_element());
    BOOST_CHECK_THROW(outbox.settle(*claim, {State::failed, "", noon, true}, noon),
                      std::logic_error);
}

BOOST_AUTO_TEST_CASE(a_dead_sender_leaves_no_doubt) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    for (const char* client : {"a", "b", "c"}) {
        add(outbox, client);
    }
    {
        Outbox sender(folder.text(), Outbox::Opening::existing);
        const auto first = sender.claim(noon, 0ms);
        const auto second = sender.claim(noon, 0ms);
        BOOST_REQUIRE((first && second));
        sender.hand_over(*second, noon);
        BOOST_TEST((outbox.recover(noon) == std::pair<std::size_t, std::size_t>(0, 0))); // it lives
    }
    BOOST_TEST((outbox.recover(noon) == std::pair<std::size_t, std::size_t>(1, 1)));
    BOOST_TEST((state_of(outbox, "a") == State::queued));
    BOOST_TEST((state_of(outbox, "b") == State::uncertain));
    BOOST_TEST((state_of(outbox, "c") == State::queued));
    BOOST_TEST(outbox.log_csv(false).find("uncertain,b,") != std::string::npos);
    BOOST_TEST((outbox.recover(noon) == std::pair<std::size_t, std::size_t>(0, 0)));
}

BOOST_AUTO_TEST_CASE(all_senders_keep_one_rate) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    Outbox other(folder.text(), Outbox::Opening::existing);
    for (int i = 0; i < 6; ++i) {
        add(outbox, "c" + std::to_string(i));
    }
    for (int i = 0; i < 4; ++i) {
        const auto claim = (i % 2 == 0 ? outbox : other).claim(noon, 2s);
        BOOST_REQUIRE(claim);
        BOOST_TEST((claim->slot == noon + i * 2s));
    }
    // Time unused is not made up for; a clock set back does not hold everybody up.
    BOOST_TEST((outbox.claim(noon + 1h, 2s)->slot == noon + 1h));
    BOOST_TEST((other.claim(noon, 2s)->slot == noon));
}

BOOST_AUTO_TEST_CASE(a_booklet_stays_as_long_as_somebody_needs_it) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    add(outbox, "a", "shared");
    add(outbox, "b", "shared");
    add(outbox, "c", "own");
    const auto files = [&] {
        return std::distance(fs::directory_iterator(fs::path(folder.text()) / "attachments"),
                             fs::directory_iterator());
    };
    BOOST_TEST(files() == 2);
    outbox.cancel(key_of("a").id(), noon);
    outbox.cancel(key_of("c").id(), noon);
    BOOST_TEST(outbox.purge(noon, noon).messages == 0U); // not longer ago than that
    const PurgeReport report = outbox.purge(noon + 1ms, noon);
    BOOST_TEST(report.messages == 2U);
    BOOST_TEST(report.files == 1U);
    BOOST_TEST(report.bytes == 3U);
    BOOST_TEST(files() == 1);
    BOOST_TEST(outbox.bytes(key_of("b").id()).size() > 0U);
    BOOST_CHECK_THROW(outbox.bytes(key_of("a").id()), diag::EnvironmentError);
    BOOST_TEST(outbox.text(key_of("a").id()).empty());
    BOOST_TEST(!outbox.retry(key_of("a").id(), noon));
    BOOST_TEST(!add(outbox, "a", "shared")); // it is remembered
}

BOOST_AUTO_TEST_CASE(ids_may_be_shortened) {
    const Folder folder;
    Outbox outbox(folder.text(), Outbox::Opening::make);
    add(outbox, "a");
    add(outbox, "b");
    const std::string id = key_of("a").id();
    BOOST_TEST(outbox.find(id.substr(0, 8)).size() == 1U);
    BOOST_TEST(outbox.find("").size() == 2U);
    BOOST_TEST(outbox.find("%").empty());
    BOOST_TEST(outbox.find("xyz").empty());
}

BOOST_AUTO_TEST_CASE(moments_read_well) {
    BOOST_TEST(to_string(noon) == "2027-01-15T08:00:00Z");
    BOOST_TEST(to_string(Time()) == "1970-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_SUITE_END()
