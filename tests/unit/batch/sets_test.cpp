// Sets of booklets, and lists on the disk.
#include "batch/batch.hpp"
#include "batch/list.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>

using namespace carefold;

namespace booklets {

std::string wrapped(const std::string& inside) {
    return "<set xmlns=\"urn:carefold:set:1\">\n" + inside + "</set>\n";
}

/// "line:column code" of all findings.
std::string findings(const std::string& inside) {
    diag::Sink sink;
    BOOST_TEST(!batch::load_set(wrapped(inside), "s.xml", sink).has_value());
    std::string text;
    for (const diag::Diagnostic& each : sink.all()) {
        text += (text.empty() ? "" : ", ") + std::to_string(each.span.line) + ":" +
                std::to_string(each.span.column) + " " + each.code;
    }
    return text;
}

std::string all_of(const records::Source& source) {
    std::string text;
    std::array<char, 1000> buffer{};
    for (std::size_t got = 0; (got = source(buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), got);
    }
    return text;
}

} // namespace booklets

BOOST_AUTO_TEST_SUITE(sets)

BOOST_AUTO_TEST_CASE(a_set_lists_booklets) {
    diag::Sink sink;
    const auto set = batch::load_set(
        booklets::wrapped("<title>First visit</title>"
                          "<booklet guide=\"a\" layout=\"l\" audience=\"practitioner\" "
                          "edition=\"press\"/><booklet guide=\"b\"/>"),
        "s.xml", sink);
    BOOST_REQUIRE(set);
    BOOST_TEST(set->size() == 2);
    BOOST_TEST((set->at(0).audience == content::Audience::practitioner));
    BOOST_TEST((set->at(0).edition == job::Edition::press));
    BOOST_TEST(set->at(1).guide == "b");
    BOOST_TEST(set->at(1).layout.empty());
    BOOST_TEST(!set->at(1).audience.has_value());
}

BOOST_AUTO_TEST_CASE(all_that_is_wrong_is_told_where_it_is) {
    BOOST_TEST(booklets::findings("") == "1:1 batch.empty-set");
    BOOST_TEST(booklets::findings("<book/>\n<booklet layout='x'/>\n"
                                  "<booklet guide='a' edition='reder' langauge='x'/>\nwords") ==
               "2:1 batch.unknown-element, 3:1 batch.missing-attribute, "
               "4:36 batch.unknown-attribute, 4:20 batch.bad-value, 4:50 batch.unknown-element");
}

BOOST_AUTO_TEST_CASE(a_list_reads_twice_the_same_or_not_at_all) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("carefold-list-" + std::to_string(::getpid())))
            .string();
    const std::string text(200'000, 'x');
    std::ofstream(path, std::ios::binary) << text;
    batch::List list(path);
    BOOST_TEST((booklets::all_of(list.first_reading()) == text));
    BOOST_TEST((booklets::all_of(list.second_reading()) == text));
    const std::string sum = list.sum();
    std::string other = text;
    other[150'000] = 'y';
    const records::Source again = list.second_reading();
    std::ofstream(path, std::ios::binary) << other; // in place, while it is read
    BOOST_CHECK_EXCEPTION(booklets::all_of(again), diag::EnvironmentError,
                          [](const auto& error) { return error.code() == "batch.list-changed"; });
    BOOST_CHECK_THROW(list.require_unchanged(), diag::EnvironmentError);
    batch::List fresh(path);
    booklets::all_of(fresh.first_reading());
    BOOST_TEST(fresh.sum() != sum);
    std::filesystem::remove(path);
}

BOOST_AUTO_TEST_SUITE_END()
