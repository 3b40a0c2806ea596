// A batch that is killed, again and again: whatever is in place is whole and has its line, and
// nothing whole is made twice. CAREFOLD_KILLS and CAREFOLD_KILL_DOCUMENTS make it longer.
#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr int killed = 128 + 9;

std::size_t number(const char* name, std::size_t otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : static_cast<std::size_t>(std::atoll(text));
}

/// What tells a file from one made in its place.
std::map<std::string, std::pair<ino_t, long>> identities(const Mailing& mailing) {
    std::map<std::string, std::pair<ino_t, long>> found;
    for (const std::string& name : mailing.documents()) {
        struct stat status {};
        BOOST_REQUIRE(::stat((mailing / "mail" / name).c_str(), &status) == 0);
        found[name] = {status.st_ino, status.st_mtim.tv_nsec};
    }
    return found;
}

/// Only documents that are not there yet may be amiss.
void check_folder(const Mailing& mailing) {
    for (const std::string& name : mailing.documents()) {
        BOOST_TEST(is_whole_document(read(mailing / "mail" / name)), name << " is torn");
    }
    if (!fs::exists(mailing / "mail/manifest.jsonl")) {
        BOOST_TEST(mailing.documents().empty());
        return;
    }
    const Outcome verified = mailing.verify();
    for (const char* code : {"batch.changed-file", "batch.extra-file", "batch.busy"}) {
        BOOST_TEST(!verified.says(code), verified.err);
    }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(batch_kills, Mailing)

BOOST_AUTO_TEST_CASE(killed_at_random_moments_and_run_again) {
    const std::size_t kills = number("CAREFOLD_KILLS", 12);
    const std::size_t documents_wanted = number("CAREFOLD_KILL_DOCUMENTS", 400);
    write_clients(documents_wanted);
    std::mt19937 random(20261121);
    std::uniform_int_distribution<int> moment(1000, 250'000);
    std::size_t hits = 0;
    std::map<std::string, std::pair<ino_t, long>> before;
    for (std::size_t i = 0; i < kills; ++i) {
        Setting setting;
        setting.kill_after_microseconds = moment(random);
        hits += batch({}, setting).status == killed ? 1 : 0;
        check_folder(*this);
        const auto now = identities(*this);
        for (const auto& [name, identity] : before) {
            BOOST_TEST((now.count(name) == 1 && now.at(name) == identity),
                       name << " was whole and is made again");
        }
        before = now;
        if (now.size() == documents_wanted) {
            fs::remove_all(*this / "mail"); // done: from the start
            before.clear();
        }
    }
    BOOST_TEST(hits > 0);

    const Outcome last = batch({"--json"});
    BOOST_TEST(last.status == 0, last.err);
    BOOST_TEST(value(last_event(last), "kept") == std::to_string(before.size()));
    BOOST_TEST(value(last_event(last), "made") == std::to_string(documents_wanted - before.size()));
    BOOST_TEST(verify().status == 0);
    BOOST_TEST(lines("mail/manifest.jsonl").size() == documents_wanted);
    BOOST_TEST(fs::is_empty(*this / "mail/.carefold/drafts"));

    // As if nothing had ever happened.
    fs::rename(*this / "mail", *this / "killed");
    BOOST_TEST(batch().status == 0);
    BOOST_TEST((read(*this / "mail/manifest.jsonl") == read(*this / "killed/manifest.jsonl")));
}

BOOST_AUTO_TEST_CASE(a_torn_last_line_is_dropped) {
    write_clients(3);
    BOOST_TEST(batch().status == 0);
    std::string manifest = read(*this / "mail/manifest.jsonl");
    write(*this / "mail/manifest.jsonl", manifest.substr(0, manifest.size() - 40));
    BOOST_TEST(verify().says("error[batch.bad-line]: the last line is torn"));
    const Outcome outcome = batch({"--json"});
    BOOST_TEST(value(last_event(outcome), "made") == "1");
    BOOST_TEST(value(last_event(outcome), "kept") == "2");
    BOOST_TEST((read(*this / "mail/manifest.jsonl") == manifest));
}

BOOST_AUTO_TEST_CASE(a_manifest_of_somebody_else_does_no_harm) {
    write_clients(2);
    BOOST_TEST(batch().status == 0);
    const std::string manifest = read(*this / "mail/manifest.jsonl");
    const std::string line = manifest.substr(0, manifest.find('\n'));
    std::string outside = line;
    outside.replace(outside.find("en/"), 3, "../");
    write(*this / "mail/manifest.jsonl", outside + "\n{}\n[1,2]\nno json\n{\"name\":3}\n" +
                                             std::string(3, '\0') + "\n" + manifest);
    BOOST_TEST(verify().says("manifest.jsonl:1:1: error[batch.bad-line]"));
    const Outcome outcome = batch({"--json"});
    BOOST_TEST(value(last_event(outcome), "kept") == "2");
    BOOST_TEST((read(*this / "mail/manifest.jsonl") == manifest));
}

BOOST_AUTO_TEST_SUITE_END()
