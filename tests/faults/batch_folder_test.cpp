// What other people do to a folder, a list or a guide while a batch runs.
#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr int environment_error = 3;
constexpr std::size_t many = 600; // more than are made before a batch can be stopped

} // namespace

BOOST_FIXTURE_TEST_SUITE(batch_folder, Mailing)

BOOST_AUTO_TEST_CASE(a_second_batch_on_the_folder_refuses) {
    write_clients(many);
    StoppedBatch first(*this);
    const Outcome second = batch();
    BOOST_TEST(second.status == environment_error);
    BOOST_TEST(second.says("error[batch.busy]: another batch is working in `mail` (process "),
               second.err);
    BOOST_TEST(batch({"--shard", "1/2"}).says("error[batch.busy]"));
    BOOST_TEST(verify().says("error[batch.busy]"));
    const Outcome outcome = first.resume();
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(two_shards_share_a_folder) {
    write_clients(many);
    StoppedBatch first(*this, {"--shard", "1/2"});
    BOOST_TEST(batch({"--shard", "1/2"}).says("error[batch.busy]"));
    BOOST_TEST(batch({"--shard", "2/2"}).status == 0);
    BOOST_TEST(first.resume().status == 0);
    BOOST_TEST(run({"batch", "--merge", "mail"}).status == 0);
    BOOST_TEST(verify().status == 0);
    BOOST_TEST(documents().size() == many);
}

BOOST_AUTO_TEST_CASE(the_list_changes_meanwhile) {
    write_clients(many);
    StoppedBatch running(*this);
    std::ofstream(*this / "clients.csv", std::ios::app) << "late,Late,en\n";
    const Outcome outcome = running.resume();
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[batch.list-changed]: the list `clients.csv` changed"),
               outcome.err);
    const std::size_t there = documents().size();
    BOOST_TEST(there >= 3);
    BOOST_TEST(!verify().says("batch.changed-file"));
    const Outcome again = batch({"--json"});
    BOOST_TEST(again.status == 0, again.err);
    BOOST_TEST(value(last_event(again), "kept") == std::to_string(there));
    BOOST_TEST(documents().size() == many + 1);
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(the_guide_changes_meanwhile) {
    write_clients(many);
    StoppedBatch running(*this);
    change("guide.xml", "one of each thing", "one of every thing");
    const Outcome outcome = running.resume();
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[batch.inputs-changed]"), outcome.err);
    const Outcome again = batch({"--json"});
    BOOST_TEST(again.status == 0, again.err);
    BOOST_TEST(value(last_event(again), "made") == std::to_string(many));
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(the_folder_is_removed_meanwhile) {
    write_clients(many);
    StoppedBatch running(*this);
    fs::remove_all(*this / "mail");
    const Outcome outcome = running.resume();
    BOOST_TEST(outcome.status == environment_error);
    BOOST_TEST(outcome.says("error[batch.folder-gone]"), outcome.err);
    BOOST_TEST(!fs::exists(*this / "mail"));
    BOOST_TEST(batch().status == 0);
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
