// Lines, sums, folders and manifests.
#include "batch/digest.hpp"
#include "batch/inputs.hpp"
#include "batch/manifest.hpp"

#include <boost/test/unit_test.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace carefold;
namespace fs = std::filesystem;

namespace shelves {

/// An empty folder, removed at the end.
class Place {
  public:
    Place() {
        std::string pattern = (fs::temp_directory_path() / "carefold-batch-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { fs::remove_all(path_); }
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

batch::Line line(const std::string& name, std::size_t record) {
    batch::Line line;
    line.name = name;
    line.record = record;
    line.key = line.inputs = line.sha256 = std::string(64, 'a');
    line.guide = "g";
    line.layout = "l";
    line.language = "en";
    line.audience = "client";
    line.edition = "reader";
    line.pages = 9;
    line.bytes = 3;
    line.version = "1";
    return line;
}

} // namespace shelves

using shelves::Place;

BOOST_AUTO_TEST_SUITE(manifests)

BOOST_AUTO_TEST_CASE(sums_are_sha256) { // FIPS 180-4, examples
    BOOST_TEST(batch::hex(batch::sha256("abc")) ==
               "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    batch::Sha256 sum;
    sum.add("a");
    batch::Sha256 copy = sum;
    BOOST_TEST(batch::hex(copy.add("bc").finish()) == batch::hex(batch::sha256("abc")));
    BOOST_TEST(batch::hex(sum.add("x").finish()) == batch::hex(batch::sha256("ax")));
    BOOST_TEST(batch::hex(sum.add("abc").finish()) == batch::hex(batch::sha256("abc"))); // anew
    batch::Sha256 one;
    batch::Sha256 two;
    BOOST_TEST(batch::hex(one.add_field("ab").add_field("c").finish()) !=
               batch::hex(two.add_field("a").add_field("bc").finish()));
}

BOOST_AUTO_TEST_CASE(a_key_changes_with_all_a_document_is_made_of) {
    job::Request request;
    request.language = "en";
    const std::string first = batch::key_of(request, "inputs");
    BOOST_TEST(batch::key_of(request, "inputs") == first);
    BOOST_TEST(batch::key_of(request, "others") != first);
    std::vector<job::Request> others(6, request);
    others[0].language = "de";
    others[1].audience = content::Audience::practitioner;
    others[2].edition = job::Edition::imposed;
    others[3].personal.values["client.name"] = "Ann";
    others[4].techniques = std::vector<std::string>{};
    others[5].techniques = std::vector<std::string>{"all"};
    std::set<std::string> keys{first};
    for (const job::Request& each : others) {
        keys.insert(batch::key_of(each, "inputs"));
    }
    BOOST_TEST(keys.size() == 7);
}

BOOST_AUTO_TEST_CASE(lines_come_back_as_they_were) {
    batch::Line line = shelves::line("en/\"ü\"-\u2028.pdf", 3);
    line.name = "en/ü.pdf";
    line.client = "a\"b\\c\n\x01\x7F é";
    line.line = 4;
    line.warnings = 2;
    const std::string text = batch::format(line);
    BOOST_TEST(text.back() == '\n');
    BOOST_TEST(text.find('\n') == text.size() - 1);
    const auto again = batch::parse_line(text.substr(0, text.size() - 1));
    BOOST_REQUIRE(again);
    BOOST_TEST(again->client == line.client);
    BOOST_TEST(batch::format(*again) == text);
    BOOST_TEST(batch::quoted_json("a\xFF") == "\"a\uFFFD\"");
}

BOOST_AUTO_TEST_CASE(what_is_no_line_is_none) {
    const std::string good = batch::format(shelves::line("a.pdf", 1));
    const auto with = [&](const std::string& old, const std::string& now) {
        std::string text = good;
        return text.replace(text.find(old), old.size(), now);
    };
    BOOST_TEST(batch::parse_line(good).has_value());
    for (const std::string& bad :
         {std::string(), std::string("{}"), std::string("[]"), std::string("\"a\""),
          good.substr(0, good.size() / 2), with("a.pdf", "../a.pdf"),
          with("\"record\":1", "\"record\":-1"), with("\"record\":1", "\"record\":\"1\""),
          with("aaaa", "zzzz"), with("\"pages\":9,", "")}) {
        BOOST_TEST(!batch::parse_line(bad).has_value(), bad);
    }
    const batch::Closing closing{{2, 4}, "p", "l", 1, 2, 3};
    const auto again = batch::parse_closing(batch::format(closing));
    BOOST_REQUIRE(again);
    BOOST_TEST(again->shard.index == 2);
    BOOST_TEST(again->failed == 3);
    BOOST_TEST(!batch::parse_closing(good).has_value());
    BOOST_TEST(!batch::parse_line(batch::format(closing)).has_value());
}

BOOST_AUTO_TEST_CASE(names_of_manifests) {
    BOOST_TEST(batch::manifest_name({2, 4}) == "manifest-2-of-4.jsonl");
    BOOST_TEST(batch::shard_of_manifest("manifest-2-of-4.jsonl")->index == 2);
    BOOST_TEST(batch::shard_of_manifest("manifest.jsonl")->whole());
    for (const char* bad :
         {"manifest-5-of-4.jsonl", "manifest-0-of-4.jsonl", "manifest-1-of-1.jsonl",
          "manifest-02-of-4.jsonl", "manifest--of-.jsonl", "failed-1-of-4.jsonl",
          "manifest-1-of-99999999999999999999.jsonl", ""}) {
        BOOST_TEST(!batch::shard_of_manifest(bad).has_value(), bad);
    }
}

BOOST_AUTO_TEST_CASE(documents_are_placed_whole_and_for_their_owner_only) {
    const Place place;
    batch::Folder folder(place / "a/b", {});
    folder.place(folder.draft("one", "two"), "en/x/d.pdf");
    BOOST_TEST(shelves::read(place / "a/b/en/x/d.pdf") == "onetwo");
    for (const char* made : {"a", "a/b", "a/b/en", "a/b/en/x"}) {
        BOOST_TEST((fs::status(place / made).permissions() == fs::perms::owner_all), made);
    }
    BOOST_TEST(static_cast<bool>(folder.open("en/x/d.pdf")));
    BOOST_TEST(!folder.open("en/x"));
    BOOST_TEST(!folder.open("en/y.pdf"));
    fs::create_symlink("d.pdf", place / "a/b/en/x/link.pdf");
    BOOST_TEST(!folder.open("en/x/link.pdf"));
    BOOST_TEST(fs::is_empty(place / "a/b/.carefold/drafts"));
}

BOOST_AUTO_TEST_CASE(a_manifest_finds_appends_and_sorts) {
    const Place place;
    {
        batch::Folder folder(place / "m", {});
        batch::Manifest manifest(folder, {});
        for (std::size_t i : {3U, 1U, 2U}) {
            const std::string name = std::to_string(i) + ".pdf";
            folder.place(folder.draft("x", ""), name);
            manifest.append(shelves::line(name, i));
        }
        BOOST_TEST(!manifest.find("1.pdf").has_value()); // of an earlier batch only
    }                                                    // ended without finish: as if killed
    std::ofstream(place / "m/manifest.jsonl", std::ios::app) << "{\"name\":\"4.p";
    batch::Folder folder(place / "m", {});
    batch::Manifest manifest(folder, {});
    BOOST_TEST(manifest.find("2.pdf")->record == 2);
    BOOST_TEST(!manifest.find("4.pdf").has_value());
    batch::Line again = shelves::line("2.pdf", 2);
    again.pages = 5;
    manifest.append(again);
    manifest.keep("3.pdf");
    fs::remove(place / "m/1.pdf"); // asked for no more, and gone
    manifest.finish({});
    const batch::Line third = shelves::line("3.pdf", 3);
    BOOST_TEST(shelves::read(place / "m/manifest.jsonl") ==
               batch::format(again) + batch::format(third));
}

BOOST_AUTO_TEST_CASE(what_was_appended_can_be_forgotten) {
    const Place place;
    batch::Folder folder(place / "m", {});
    batch::Manifest manifest(folder, {});
    manifest.append(shelves::line("1.pdf", 1));
    manifest.forget();
    BOOST_TEST(fs::file_size(place / "m/manifest.jsonl") == 0);
}

BOOST_AUTO_TEST_CASE(shards_share_a_folder_a_whole_batch_does_not) {
    const Place place;
    const auto busy = [](const diag::EnvironmentError& error) {
        return error.code() == "batch.busy" &&
               std::string(error.what()).find(std::to_string(::getpid())) != std::string::npos;
    };
    {
        const batch::Folder one(place / "m", {1, 2});
        const batch::Folder two(place / "m", {2, 2});
        BOOST_CHECK_EXCEPTION(batch::Folder(place / "m", {2, 2}), diag::EnvironmentError, busy);
        BOOST_CHECK_EXCEPTION(batch::Folder(place / "m", {}), diag::EnvironmentError, busy);
        BOOST_CHECK_EXCEPTION(batch::hold(place / "m"), diag::EnvironmentError, busy);
    }
    const batch::Folder whole(place / "m", {});
    BOOST_CHECK_EXCEPTION(batch::Folder(place / "m", {1, 2}), diag::EnvironmentError, busy);
}

BOOST_AUTO_TEST_SUITE_END()
