// Words typed -> what is asked for, or a usage error that helps.
#include "cli/cli.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace carefold;
using cli::BuildOptions;
using cli::parse_build;
using cli::UsageError;

namespace {

/// "message | hint" of the usage error these arguments give; empty when they are fine.
std::string complaint(const cli::Arguments& arguments) {
    try {
        parse_build(arguments);
    } catch (const UsageError& error) {
        return std::string(error.what()) + " | " + error.hint();
    }
    return {};
}

bool mentions(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

BOOST_AUTO_TEST_SUITE(cli_suite)

BOOST_AUTO_TEST_CASE(a_guide_alone_is_enough) {
    const BuildOptions options = parse_build({"g.xml"});
    BOOST_TEST(options.request.guide == "g.xml");
    BOOST_TEST(options.request.layout.empty()); // the brand's paper tells
    BOOST_TEST((options.languages == cli::BuildOptions::Languages::one));
    BOOST_TEST((options.request.audience == content::Audience::client));
    BOOST_TEST((options.request.edition == job::Edition::reader));
    BOOST_TEST((options.request.dump == job::Dump::none));
    BOOST_TEST(options.request.language.empty());
    BOOST_TEST(options.request.output.empty());
    BOOST_TEST(!options.json_diagnostics);
    BOOST_TEST(!options.json_report);
}

BOOST_AUTO_TEST_CASE(options_stand_before_or_behind_and_with_or_without_equals) {
    const BuildOptions options =
        parse_build({"--audience=practitioner", "--lang", "en", "g.xml", "--edition", "imposed",
                     "--layout", "l.xml", "--brand", "b.xml", "-o", "x.pdf", "--report", "json",
                     "--diagnostics", "json", "--timings", "-q"});
    BOOST_TEST((options.request.audience == content::Audience::practitioner));
    BOOST_TEST((options.request.edition == job::Edition::imposed));
    BOOST_TEST(options.request.guide == "g.xml");
    BOOST_TEST(options.request.language == "en");
    BOOST_TEST(options.request.layout == "l.xml");
    BOOST_TEST(options.request.brand == "b.xml");
    BOOST_TEST(options.request.output == "x.pdf");
    BOOST_TEST(options.json_report);
    BOOST_TEST(options.json_diagnostics);
    BOOST_TEST(options.timings);
    BOOST_TEST(options.quiet);
}

BOOST_AUTO_TEST_CASE(several_languages_go_into_a_folder) {
    using Languages = cli::BuildOptions::Languages;
    for (const auto& [word, languages] :
         {std::pair("all", Languages::all), std::pair("clinic", Languages::clinic)}) {
        const BuildOptions options = parse_build({"g.xml", "--lang", word, "-o", "folder"});
        BOOST_TEST((options.languages == languages));
        BOOST_TEST(options.request.output.empty());
        BOOST_TEST(options.request.folder == "folder");
    }
}

BOOST_AUTO_TEST_CASE(every_dump) {
    BOOST_TEST((parse_build({"g", "--dump", "flow"}).request.dump == job::Dump::flow));
    BOOST_TEST((parse_build({"g", "--dump", "pages"}).request.dump == job::Dump::pages));
    BOOST_TEST((parse_build({"g", "--dump", "tags"}).request.dump == job::Dump::tags));
}

BOOST_AUTO_TEST_CASE(a_file_whose_name_begins_with_a_dash_stands_behind_two) {
    BOOST_TEST(parse_build({"--", "-odd.xml"}).request.guide == "-odd.xml");
}

BOOST_AUTO_TEST_CASE(slips_get_a_hint) {
    BOOST_TEST(mentions(complaint({"g", "--audeince", "client"}), "did you mean `--audience`?"));
    BOOST_TEST(mentions(complaint({"g", "--audience", "clinet"}), "did you mean `client`?"));
    BOOST_TEST(mentions(complaint({"g", "--edition", "poster"}), "it takes `reader`, `imposed`"));
    BOOST_TEST(mentions(complaint({"g", "--dump", "page"}), "did you mean `pages`?"));
    BOOST_TEST(mentions(complaint({"g", "--lang", "not a tag"}), "no language tag"));
}

BOOST_AUTO_TEST_CASE(what_makes_no_sense_is_refused) {
    BOOST_TEST(mentions(complaint({}), "which guide"));
    BOOST_TEST(mentions(complaint({"a.xml", "b.xml"}), "more than one guide"));
    BOOST_TEST(mentions(complaint({"g", "--layout"}), "needs a value"));
    BOOST_TEST(mentions(complaint({"g", "--lang", "en", "--lang", "de"}), "given twice"));
    BOOST_TEST(mentions(complaint({"g", "-x"}), "unknown option `-x`"));
    BOOST_TEST(mentions(complaint({"g", "--timings=yes"}), "`--timings` takes no value"));
    BOOST_TEST(mentions(complaint({"g", "--dump", "flow", "--report", "json"}), "leave out"));
}

BOOST_AUTO_TEST_CASE(options_are_not_guessed_from_their_beginning) {
    BOOST_TEST(mentions(complaint({"g", "--lay", "x"}), "unknown option"));
}

BOOST_AUTO_TEST_CASE(fonts_takes_a_guide_or_none) {
    BOOST_TEST(cli::parse_fonts({}).request.guide.empty());
    const cli::FontsOptions options =
        cli::parse_fonts({"--lang=pt-br", "g.xml", "--layout", "l.xml", "--json"});
    BOOST_TEST(options.request.guide == "g.xml");
    BOOST_TEST(options.request.language == "pt-br");
    BOOST_TEST(options.request.layout == "l.xml");
    BOOST_TEST(options.json);
    BOOST_TEST(cli::parse_fonts({"-h"}).help);
    const auto refusal = [](const cli::Arguments& arguments) {
        try {
            cli::parse_fonts(arguments);
        } catch (const UsageError& error) {
            return std::string(error.what()) + " | " + error.hint();
        }
        return std::string();
    };
    BOOST_TEST(mentions(refusal({"g", "--lagn", "ko"}), "did you mean `--lang`?"));
    BOOST_TEST(mentions(refusal({"g", "--lang"}), "needs a value"));
    BOOST_TEST(mentions(refusal({"g", "--lang", "k"}), "no language tag"));
    BOOST_TEST(mentions(refusal({"--lang", "ko"}), "none is named"));
    BOOST_TEST(mentions(refusal({"a.xml", "b.xml"}), "more than one guide"));
}

BOOST_AUTO_TEST_CASE(the_fonts_for_people_and_for_programs) {
    job::FontReport report;
    report.faces.push_back(
        {"A", "bold", "A.ttc", "fonts-a", 2, "/f/A.ttc", "2.1", "2.1", {"Hang", "Hani"}, true});
    report.faces.push_back({"Bee", "regular", "B.ttf", "fonts-b", 0, "", "", "1.0", {}, false});
    report.packages = {"fonts-b"};
    report.uncovered.push_back({0x1F9FF, 2, "a.p1", {nullptr, 7, 1}});
    const std::string text = cli::fonts_text(report, true);
    BOOST_TEST(mentions(text, "* A       bold     2.1      Hang Hani  /f/A.ttc #2\n"), text);
    BOOST_TEST(mentions(text, "missing: B.ttf"), text);
    BOOST_TEST(mentions(text, "\n  apt-get install fonts-b\n"), text);
    BOOST_TEST(mentions(text, "  U+1F9FF  🧿  2 times, first in `a.p1`, line 7\n"), text);
    const std::string json = cli::fonts_json(report);
    BOOST_TEST(mentions(json, "\"path\": null"), json);
    BOOST_TEST(mentions(json, "\"scripts\": [\"Hang\", \"Hani\"], \"used\": true"), json);
    BOOST_TEST(mentions(json, "{\"character\": \"U+1F9FF\", \"count\": 2, \"id\": \"a.p1\""), json);
}

BOOST_AUTO_TEST_CASE(help_tells_of_every_option_and_command) {
    for (const std::string_view name : cli::build_option_names()) {
        BOOST_TEST(mentions(std::string(cli::help_text("build")), "--" + std::string(name)), name);
    }
    for (const std::string_view name : cli::impose_option_names()) {
        BOOST_TEST(mentions(std::string(cli::help_text("impose")), "--" + std::string(name)), name);
    }
    for (const std::string_view name : cli::mail_option_names()) {
        BOOST_TEST(mentions(std::string(cli::help_text("mail")), "--" + std::string(name)), name);
    }
    for (const std::string_view name : cli::command_names()) {
        BOOST_TEST(!cli::help_text(name).empty());
        BOOST_TEST(mentions(std::string(cli::help_text("")), "carefold " + std::string(name)));
    }
    BOOST_TEST(cli::help_text("nothing").empty());
}

BOOST_AUTO_TEST_CASE(the_report_for_people_and_for_programs) {
    job::Report report;
    report.output = "out/a \"b\".pdf";
    report.pages = 28;
    report.bytes = 96'400;
    report.milliseconds = 17.4;
    report.timings = {{"flow", 1.25}};
    BOOST_TEST(cli::report_line(report) == "wrote out/a \"b\".pdf (28 pages, 96 kB, 17 ms)\n");
    BOOST_TEST(cli::report_json(report, false) ==
               "{\"file\": \"out/a \\\"b\\\".pdf\", \"pages\": 28, \"sheets\": 0, "
               "\"bytes\": 96400, \"milliseconds\": 17.400}\n");
    BOOST_TEST(mentions(cli::report_json(report, true), "\"timings\": {\"flow\": 1.250}"));
    report.sheets = 7;
    report.pages = 1;
    report.bytes = 2'500'000;
    BOOST_TEST(cli::report_line(report) ==
               "wrote out/a \"b\".pdf (1 page on 7 sheets, 2.5 MB, 17 ms)\n");
}

BOOST_AUTO_TEST_SUITE_END()
