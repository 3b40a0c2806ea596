// Lists that mean harm, and lists that are only long.
#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace faults;
using namespace std::string_literals;

namespace {

void write_long_list(const fs::path& path, std::size_t bytes) {
    std::ofstream file(path, std::ios::binary);
    const std::string head = "client.id,client.name,language,notes\n";
    file << head;
    std::size_t length = head.size();
    for (std::size_t i = 0; length < bytes; ++i) {
        const std::string line = "c" + std::to_string(10'000'000 + i) + ",\"Haddad, Amina\",en,\"" +
                                 std::string(90, 'x') + " and a second line\n of what was said\"\n";
        file << line;
        length += line.size();
    }
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(batch_lists, Mailing)

BOOST_AUTO_TEST_CASE(no_name_leads_out_of_the_folder_or_deceives) {
    const std::vector<std::string> ids{"../../etc/passwd",
                                       "..\\..\\windows\\system32",
                                       "/absolute",
                                       ".hidden",
                                       "-rf",
                                       "CON",
                                       "lpt1.txt",
                                       "fdp.\u202Eexe",
                                       "\u2067x\u2069y",
                                       "a:b*c?d",
                                       "=cmd|' /C calc'!A0",
                                       "trailing. . ",
                                       "Амина Хаддад",
                                       "~"};
    std::string text = "client.id;client.name\n";
    for (const std::string& id : ids) {
        text += "\"" + id + "\";\"=HYPERLINK(\"\"http://x\"\")\"\n";
    }
    write(*this / "clients.csv", text);
    const auto before = everything();
    const Outcome outcome = batch({"--names", "{lang}/{client.id}.pdf"});
    BOOST_TEST(outcome.status == 0, outcome.err);
    const auto names = documents();
    BOOST_TEST(names.size() == ids.size(), outcome.err);
    for (const std::string& each : everything()) {
        const bool was_there = std::binary_search(before.begin(), before.end(), each);
        BOOST_TEST((was_there || each.rfind("mail", 0) == 0), each);
    }
    for (const char* name :
         {"en/_._.._etc_passwd.pdf", "en/_absolute.pdf", "en/_hidden.pdf", "en/_rf.pdf",
          "en/_CON.pdf", "en/_lpt1.txt.pdf", "en/fdp.exe.pdf", "en/xy.pdf", "en/a_b_c_d.pdf",
          "en/=cmd_' _C calc'!A0.pdf", "en/trailing.pdf", "en/Амина Хаддад.pdf"}) {
        BOOST_TEST((std::find(names.begin(), names.end(), name) != names.end()), name);
    }
    for (const std::string& name : names) {
        BOOST_TEST(name.size() <= 3 + 200);
    }
    BOOST_TEST(verify().status == 0);
}

BOOST_AUTO_TEST_CASE(bad_bytes_fail_their_record_alone) {
    write(*this / "clients.csv", "client.id,client.name,notes\n"
                                 "a,Ann,\n"
                                 "c,C\0y,\n"
                                 "d,D\x1B[31mee,\n"
                                 "e,Eve,"s +
                                     std::string(1'000'000, 'x') + "\nb,B\xFFo,\nf,Fay,\n");
    const Outcome outcome = batch();
    BOOST_TEST(outcome.status == 1);
    for (const char* place :
         {"clients.csv:3:", "clients.csv:4:", "clients.csv:5:", "clients.csv:6:"}) {
        BOOST_TEST(outcome.says(place), outcome.err.substr(0, 4000));
    }
    BOOST_TEST(outcome.err.size() < 20'000); // no field is said back at length
    BOOST_TEST(outcome.err.find('\x1B') == std::string::npos);
    BOOST_TEST(documents().size() == 2);
    BOOST_TEST(lines("mail/failed.csv").size() == 5);
    BOOST_TEST(read(*this / "mail/failed.csv").find("b,B\xFFo,\n") != std::string::npos);
    BOOST_TEST(batch({"--json"}).out.find("\xFF") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(lists_that_are_none) {
    for (const char* text : {"", "client.id,client.name\n"}) {
        write(*this / "clients.csv", text);
        const Outcome outcome = batch(); // nobody is due a booklet: no fault of anybody's
        BOOST_TEST(outcome.status == 0);
        BOOST_TEST(outcome.says("warning[records.empty]"), outcome.err);
    }
    write(*this / "clients.csv", "PK\x03\x04\x14\0\0\0"s);
    BOOST_TEST(batch().status == 1);
    BOOST_TEST(documents().empty());
    const std::vector<std::string> words{"--guide", "guide.xml", "-o", "mail"};
    for (const char* list : {"none.csv", "art", "/dev/zero"}) {
        std::vector<std::string> all{"batch", list};
        all.insert(all.end(), words.begin(), words.end());
        BOOST_TEST(run(all).status == 3, list);
    }
}

BOOST_AUTO_TEST_CASE(techniques_are_looked_up) {
    write(*this / "clients.csv", "client.id,techniques\na,tech.deep\n");
    const std::string guide =
        (fs::path(SOURCE_DIR) / "content/chronic-back-pain/guide.xml").string();
    Setting setting;
    setting.home = SOURCE_DIR;
    const Outcome good = run({"batch", "clients.csv", "--guide", guide, "--check"}, setting);
    BOOST_TEST(good.status == 0, good.err);
    change("clients.csv", "tech.deep", "tech.deap");
    const Outcome bad = run({"batch", "clients.csv", "--guide", guide, "--check"}, setting);
    BOOST_TEST(bad.status == 1);
    BOOST_TEST(bad.says("clients.csv:2:3: error[batch.unknown-technique]"), bad.err);
    BOOST_TEST(bad.says("did you mean `tech.deep`?"), bad.err);
}

BOOST_AUTO_TEST_CASE(a_long_list_takes_little_memory) {
    constexpr std::size_t small = 4'000'000;
    const auto check = [this] {
        const Outcome outcome =
            run({"batch", "clients.csv", "--guide", "guide.xml", "--layout", "plain", "--check"});
        BOOST_TEST(outcome.status == 0, outcome.err.substr(0, 4000));
        return outcome.peak_kilobytes;
    };
    write_long_list(*this / "clients.csv", small);
    const long at_first = check();
    write_long_list(*this / "clients.csv", 25 * small);
    // 16 bytes for each of 650,000 names, and some for the list's own sum.
    BOOST_TEST(check() < at_first + 20'000);
}

BOOST_AUTO_TEST_SUITE_END()
