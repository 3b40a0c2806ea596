// A mailing as it should go: what is made, kept, redone, split and put together.
#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr auto owner_only = fs::perms::owner_read | fs::perms::owner_write;

} // namespace

BOOST_FIXTURE_TEST_SUITE(batch, Mailing)

BOOST_AUTO_TEST_CASE(every_client_gets_one_and_nobody_else_reads_it) {
    write_clients(5);
    const Outcome outcome = batch();
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(documents().size() == 5);
    for (const std::string& name : documents()) {
        BOOST_TEST(is_whole_document(read(*this / "mail" / name)));
        BOOST_TEST((fs::status(path() / "mail" / name).permissions() == owner_only));
    }
    BOOST_TEST((fs::status(*this / "mail/en").permissions() == fs::perms::owner_all));
    BOOST_TEST((fs::status(*this / "mail/manifest.jsonl").permissions() == owner_only));
    const auto manifest = lines("mail/manifest.jsonl");
    BOOST_TEST(manifest.size() == 5);
    BOOST_TEST(value(manifest.at(1), "client") == "c1002");
    BOOST_TEST(value(manifest.at(1), "line") == "3");
    BOOST_TEST(lines("mail/timings.jsonl").size() == 5);
    BOOST_TEST(!fs::exists(*this / "mail/failed.csv"));
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(a_document_is_the_one_that_build_makes) {
    write_clients(1);
    change("guide.xml", "For <field name=\"client.name\"/>: a", "A");
    BOOST_TEST(batch().status == 0);
    BOOST_TEST(build().status == 0);
    BOOST_TEST((read(*this / "mail" / documents().at(0)) == read(*this / "old.pdf")));
}

BOOST_AUTO_TEST_CASE(a_second_run_makes_what_changed_and_nothing_else) {
    write_clients(6);
    BOOST_TEST(batch().status == 0);
    const std::string manifest = read(*this / "mail/manifest.jsonl");
    Outcome again = batch({"--json"});
    BOOST_TEST(value(last_event(again), "made") == "0");
    BOOST_TEST(value(last_event(again), "kept") == "6");
    BOOST_TEST((read(*this / "mail/manifest.jsonl") == manifest));

    change("clients.csv", "Client 3", "Another name");
    fs::remove(*this / "mail" / documents().at(0));
    write(*this / "mail" / documents().at(0), "spoilt"); // c1002's
    again = batch({"--json"});
    BOOST_TEST(again.status == 0);
    BOOST_TEST(value(last_event(again), "made") == "3");
    BOOST_TEST(verify().status == 0);

    change("guide.xml", "one of each thing", "one of every thing");
    BOOST_TEST(value(last_event(batch({"--json"})), "made") == "6");
    change("layouts/plain.xml", "#222222", "#333333");
    BOOST_TEST(value(last_event(batch({"--json"})), "made") == "6");
    write(*this / "art/dot.svg", read(*this / "art/dot.svg") + "<!-- new -->\n");
    BOOST_TEST(value(last_event(batch({"--json"})), "made") == "6");
    Setting setting;
    setting.environment = {"SOURCE_DATE_EPOCH=1700000000"};
    BOOST_TEST(value(last_event(batch({"--json"}, setting)), "made") == "6");
    BOOST_TEST(value(last_event(batch({"--json", "--redo"}, setting)), "made") == "6");
    BOOST_TEST(value(last_event(batch({"--json"}, setting)), "kept") == "6");
}

BOOST_AUTO_TEST_CASE(a_record_taken_out_of_the_middle_costs_nothing) {
    write_clients(5);
    BOOST_TEST(batch().status == 0);
    change("clients.csv", "c1002,Client 2,en\n", "");
    const Outcome outcome = batch({"--json"});
    BOOST_TEST(value(last_event(outcome), "kept") == "4");
    BOOST_TEST(value(last_event(outcome), "made") == "0");
    BOOST_TEST(verify().status == 0); // the fifth still is what its line says
    BOOST_TEST(lines("mail/manifest.jsonl").size() == 5);
}

BOOST_AUTO_TEST_CASE(verify_tells_of_missing_changed_and_extra_files) {
    write_clients(4);
    BOOST_TEST(batch().status == 0);
    const auto names = documents();
    fs::remove(*this / "mail" / names.at(0));
    write(*this / "mail" / names.at(1), read(*this / "mail" / names.at(1)) + " ");
    write(*this / "mail/en/extra.pdf", "x");
    const Outcome outcome = verify();
    BOOST_TEST(outcome.status == 1);
    BOOST_TEST(outcome.says("manifest.jsonl:1:1: error[batch.missing-file]"), outcome.err);
    BOOST_TEST(outcome.says("manifest.jsonl:2:1: error[batch.changed-file]"), outcome.err);
    BOOST_TEST(outcome.says("mail/en/extra.pdf: error[batch.extra-file]"), outcome.err);
    BOOST_TEST(outcome.out == "2 of 4 documents in mail are whole: 3 errors\n");
    BOOST_TEST(run({"batch", "--verify", "art"}).says("error[batch.no-manifest]"));
}

BOOST_AUTO_TEST_CASE(shards_together_are_the_whole) {
    write_clients(11);
    change("clients.csv", "c1007,Client 7,en", "c1007,Client 7,xx");
    BOOST_TEST(batch().status == 1);
    fs::rename(*this / "mail", *this / "whole");
    BOOST_TEST(batch({"--shard", "1/3"}).status == 1); // the seventh is its
    BOOST_TEST(batch({"--shard", "3/3"}).status == 0);
    const Outcome early = run({"batch", "--merge", "mail"});
    BOOST_TEST(early.status == 1);
    BOOST_TEST(early.says("error[batch.missing-shard]: shard 2/3 is missing"), early.err);
    BOOST_TEST(batch({"--shard", "2/3"}).status == 0);
    BOOST_TEST(run({"batch", "--merge", "mail"}).status == 0);
    BOOST_TEST((read(*this / "mail/manifest.jsonl") == read(*this / "whole/manifest.jsonl")));
    BOOST_TEST((read(*this / "mail/failed.csv") == read(*this / "whole/failed.csv")));
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(shards_of_several_folders_are_brought_together) {
    write_clients(5);
    BOOST_TEST(batch().status == 0);
    BOOST_TEST(batch({"--shard", "1/2", "-o", "a"}).status == 2); // -o is given twice
    for (const char* shard : {"1/2", "2/2"}) {
        const std::string folder = shard[0] == '1' ? "a" : "b";
        BOOST_TEST(run({"batch", "clients.csv", "--guide", "guide.xml", "--layout", "plain", "-o",
                        folder, "--shard", shard})
                       .status == 0);
    }
    BOOST_TEST(run({"batch", "--merge", "a", "b"}).status == 2);
    BOOST_TEST(run({"batch", "--merge", "a", "b", "-o", "c"}).status == 0);
    BOOST_TEST(documents("c") == documents(), boost::test_tools::per_element());
    BOOST_TEST((read(*this / "c/manifest.jsonl") == read(*this / "mail/manifest.jsonl")));
    BOOST_TEST(run({"batch", "--verify", "c"}).status == 0);

    change("clients.csv", "Client 2", "Client Two");
    BOOST_TEST(run({"batch", "clients.csv", "--guide", "guide.xml", "--layout", "plain", "-o", "b",
                    "--shard", "2/2"})
                   .status == 0);
    const Outcome differ = run({"batch", "--merge", "a", "b", "-o", "d"});
    BOOST_TEST(differ.status == 1);
    BOOST_TEST(differ.says("error[batch.shards-differ]"), differ.err);
}

BOOST_AUTO_TEST_CASE(names_that_clash_are_refused_before_anything_is_made) {
    write(*this / "clients.csv", "client.id,client.name\nab,Ann\nc,Bo\nAB,Cy\n");
    const Outcome outcome = batch();
    BOOST_TEST(outcome.status == 1);
    BOOST_TEST(outcome.says("clients.csv:4:1: error[batch.same-name]: "
                            "`en/AB-" +
                            guide_name() + "-plain.pdf` would be the name"),
               outcome.err);
    BOOST_TEST(outcome.says("line 2"), outcome.err);
    BOOST_TEST(!fs::exists(*this / "mail"));
    BOOST_TEST(batch({"--names", "{record}.pdf"}).status == 0);
    BOOST_TEST(documents().at(2) == "000003.pdf");
    BOOST_TEST(batch({"--names", "../{record}.pdf"}).says("error[batch.bad-pattern]"));
    BOOST_TEST(batch({"--names", "{client.nme}.pdf"}).says("did you mean `client.name`?"));
}

BOOST_AUTO_TEST_CASE(one_bad_record_stops_no_other_and_can_be_put_right) {
    write(*this / "clients.csv", "client.id,client.name,language,audience\r\n"
                                 "a,Ann,en,client\r\n"
                                 "b,Bo,xx,client\r\n"
                                 "c,\"Cy, \"\"the\"\" tall\",en,nobody\r\n"
                                 "d,Dee,en,practitioner\r\n");
    Outcome outcome = batch();
    BOOST_TEST(outcome.status == 1);
    BOOST_TEST(outcome.says("clients.csv:3:6: error[batch.no-translation]"), outcome.err);
    BOOST_TEST(outcome.says("clients.csv:4:"), outcome.err);
    BOOST_TEST(documents().size() == 2);
    BOOST_TEST(read(*this / "mail/failed.csv") ==
               "client.id,client.name,language,audience\nb,Bo,xx,client\n"
               "c,\"Cy, \"\"the\"\" tall\",en,nobody\n");
    change("mail/failed.csv", "xx", "en");
    change("mail/failed.csv", "nobody", "client");
    outcome = run(
        {"batch", "mail/failed.csv", "--guide", "guide.xml", "--layout", "plain", "-o", "mail"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(documents().size() == 4);
    BOOST_TEST(!fs::exists(*this / "mail/failed.csv"));
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(failed_records_of_json_make_a_list_again) {
    write(*this / "clients.json", R"([{"client": {"id": "a"}, "language": "en"},
 {"client": {"id": "b"}, "language": "xx"}, {"client": {"id": "c"}, "language": "yy"}])");
    const std::vector<std::string> words{"batch",    "clients.json", "--guide", "guide.xml",
                                         "--layout", "plain",        "-o",      "mail"};
    BOOST_TEST(run(words).status == 1);
    BOOST_TEST(read(*this / "mail/failed.json") ==
               "[\n{\"client\": {\"id\": \"b\"}, \"language\": \"xx\"},\n"
               "{\"client\": {\"id\": \"c\"}, \"language\": \"yy\"}\n]\n");
    const Outcome check = run({"batch", "mail/failed.json", "--guide", "guide.xml", "--check"});
    BOOST_TEST(check.out == "checked 2 records, 2 documents: 2 errors, 0 warnings\n");
}

BOOST_AUTO_TEST_CASE(the_guides_own_faults_are_told_once) {
    write_clients(8);
    change("guide.xml", "art/dot.svg", "art/none.svg");
    const Outcome outcome = batch();
    BOOST_TEST(outcome.status == 1);
    const std::size_t first = outcome.err.find("guide.xml:");
    BOOST_TEST(first != std::string::npos, outcome.err);
    BOOST_TEST(outcome.err.find("guide.xml:", first + 1) == std::string::npos, outcome.err);
    BOOST_TEST(lines("mail/failed.csv").size() == 9);
}

BOOST_AUTO_TEST_CASE(a_matrix_without_a_list) {
    const Outcome outcome =
        run({"batch", "--guide", "guide.xml", "--audience", "both", "-o", "mail"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    const std::vector<std::string> names{"en/" + guide_name() + "-client-plain.pdf",
                                         "en/" + guide_name() + "-practitioner-plain.pdf"};
    BOOST_TEST(documents() == names, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_set_of_booklets) {
    write_clients(2);
    fs::create_directories(*this / "content/sets");
    write(*this / "content/sets/first.xml",
          "<set xmlns=\"urn:carefold:set:1\"><booklet guide=\"../../guide.xml\" layout=\"plain\"/>"
          "<booklet guide=\"../../guide.xml\" layout=\"plain\" edition=\"imposed\"/></set>");
    const std::vector<std::string> words{"batch", "clients.csv", "--set", "first", "-o", "mail"};
    const Outcome outcome = run(words);
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(documents().at(0) == "en/c1001-" + guide_name() + "-plain-imposed.pdf");
    BOOST_TEST(documents().size() == 4);
    change("content/sets/first.xml", "imposed", "impsed");
    BOOST_TEST(run(words).says("error[batch.bad-value]: `edition` cannot be `impsed`"));
    BOOST_TEST(
        run({"batch", "clients.csv", "--set", "frst", "-o", "mail"}).says("did you mean `first`?"));
}

BOOST_AUTO_TEST_SUITE_END()
