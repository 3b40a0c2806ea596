// Words behind `carefold batch`.
#include "cli/cli.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using cli::BatchOptions;
using cli::parse_batch;

namespace batching {

/// "message | hint" of the usage error; empty when the words are fine.
std::string refusal(const cli::Arguments& arguments) {
    try {
        parse_batch(arguments);
    } catch (const cli::UsageError& error) {
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

} // namespace batching

using batching::refusal;

BOOST_AUTO_TEST_SUITE(batch_options)

BOOST_AUTO_TEST_CASE(a_list_with_all_there_is_to_say) {
    const BatchOptions options = parse_batch(
        {"c.csv",   "--guide",   "g",       "--guide=h.xml", "--layout", "a",          "--layout",
         "b",       "--edition", "press",   "--lang",        "ko,PT-br", "--audience", "both",
         "--brand", "b.xml",     "--names", "{record}.pdf",  "--jobs",   "3",          "-o",
         "out",     "--redo",    "--shard", "2/4",           "--json",   "--timings",  "-q"});
    BOOST_TEST((options.action == BatchOptions::Action::run));
    BOOST_TEST(options.ask.list == "c.csv");
    BOOST_TEST(options.ask.guides.size() == 2);
    BOOST_TEST(options.ask.layouts.at(1) == "b");
    BOOST_TEST((options.ask.edition == job::Edition::press));
    BOOST_TEST((options.ask.languages == batch::Languages::listed));
    BOOST_TEST(options.ask.tags.at(1) == "pt-BR");
    BOOST_TEST(options.ask.audiences.size() == 2);
    BOOST_TEST(options.ask.jobs == 3);
    BOOST_TEST(options.ask.shard.index == 2);
    BOOST_TEST(options.ask.shard.count == 4);
    BOOST_TEST((options.ask.redo && options.json && options.timings && options.quiet));
}

BOOST_AUTO_TEST_CASE(little_is_enough) {
    const BatchOptions matrix = parse_batch({"-o", "out"});
    BOOST_TEST(matrix.ask.list.empty());
    BOOST_TEST((matrix.ask.languages == batch::Languages::from_record));
    BOOST_TEST((matrix.ask.edition == job::Edition::reader));
    BOOST_TEST(
        (parse_batch({"c.csv", "--set", "s", "--check"}).action == BatchOptions::Action::check));
    BOOST_TEST(parse_batch({"--verify", "d"}).folders.at(0) == "d");
    BOOST_TEST(parse_batch({"--merge", "a", "b", "-o", "c"}).folders.size() == 2);
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused) {
    BOOST_TEST(refusal({"c.csv", "-o", "x"}).starts_with("which guide shall the clients get?"));
    BOOST_TEST(refusal({"c.csv", "--guide", "g"}).starts_with("where shall the documents go?"));
    BOOST_TEST(refusal({"a.csv", "b.csv", "--guide", "g", "-o", "x"}).starts_with("more than one"));
    BOOST_TEST(refusal({"c.csv", "--set", "s", "--guide", "g", "-o", "x"}).starts_with("a set"));
    BOOST_TEST(refusal({"-o", "x", "--lang", "from-record"}) != "");
    BOOST_TEST(refusal({"-o", "x", "--lang", "clinc"}).ends_with("did you mean `clinic`?"));
    BOOST_TEST(refusal({"-o", "x", "--lang", "en,"}) != "");
    for (const char* shard : {"0/4", "5/4", "1", "1/0", "a/b", "1/4x", "/", ""}) {
        BOOST_TEST(refusal({"-o", "x", "--shard", shard}) != "", shard);
    }
    for (const char* jobs : {"0", "-1", "x", "1e3", "99999"}) {
        BOOST_TEST(refusal({"-o", "x", std::string("--jobs=") + jobs}) != "", jobs);
    }
    BOOST_TEST(refusal({"--verify", "d", "--redo"}).starts_with("`--redo` does not go with"));
    BOOST_TEST(refusal({"--verify", "d", "-o", "x"}) != "");
    BOOST_TEST(refusal({"--merge"}).starts_with("which folders"));
    BOOST_TEST(refusal({"--merge", "a", "b"}).starts_with("where shall"));
    BOOST_TEST(refusal({"--edition", "both", "-o", "x"}) != "");
}

BOOST_AUTO_TEST_CASE(help_tells_of_every_option_of_a_batch) {
    const std::string text(cli::help_text("batch"));
    for (const std::string_view name : cli::batch_option_names()) {
        BOOST_TEST(text.find("--" + std::string(name)) != std::string::npos, name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
