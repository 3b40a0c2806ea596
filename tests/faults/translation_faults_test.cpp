// Translations that are none, are broken or do not fit, and what becomes of a translator's file.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

using namespace faults;

namespace {

constexpr int content_errors = 1;
constexpr int usage_error = 2;

const std::string none = "<target state=\"new\"/>";

/// A workshop with de.xlf, whole but for what a test spoils, and the words in German.
class Translated : public Workshop {
  public:
    Translated() {
        BOOST_REQUIRE(run({"translate", "export", "guide.xml", "--lang", "de"}).status == 0);
        BOOST_REQUIRE(run({"translate", "export", "layouts/words.xml", "--lang", "de"}).status ==
                      0);
        for (const char* file : {"de.xlf", "layouts/de.xlf"}) {
            write(path() / file, filled(read(path() / file)));
        }
    }

    /// Each source as its own target, with a sign that it is one.
    static std::string filled(std::string text) {
        for (std::size_t at = text.find(none); at != std::string::npos; at = text.find(none, at)) {
            const std::size_t start = text.rfind("<source>", at) + 8;
            const std::string source = text.substr(start, text.find("</source>", start) - start);
            text.replace(at, none.size(), "<target state=\"signed-off\">" + source + "!</target>");
        }
        return text;
    }

    Outcome german() const { return build({"--lang", "de"}); }

    /// Says it, sets the booklet all the same.
    void expect_warning(std::string_view place, std::string_view code) const {
        const Outcome outcome = german();
        BOOST_TEST(outcome.status == 0, outcome.err);
        const std::string warning = std::string(place) + ": warning[" + std::string(code) + "]: ";
        BOOST_TEST(outcome.says(warning), "no `" << warning << "` in:\n" << outcome.err);
    }
    /// Says it and sets nothing.
    void expect_error(std::string_view place, std::string_view code) const {
        const Outcome outcome = german();
        BOOST_TEST(outcome.status == content_errors, outcome.err);
        const std::string error = std::string(place) + ": error[" + std::string(code) + "]: ";
        BOOST_TEST(outcome.says(error), "no `" << error << "` in:\n" << outcome.err);
        BOOST_TEST(read(path() / "old.pdf") == "an older good one");
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(translation_faults, Translated)

BOOST_AUTO_TEST_CASE(a_good_one_is_set) {
    const Outcome outcome = german();
    BOOST_TEST(outcome.status == 0);
    BOOST_TEST(outcome.err.empty(), outcome.err);
    const Outcome flow =
        run({"build", "guide.xml", "--layout", "plain", "--lang", "de", "--dump", "flow"});
    BOOST_TEST(flow.out.find("A small guide!") != std::string::npos);
    BOOST_TEST(flow.out.find("document de") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_region_takes_its_language) {
    BOOST_TEST(build({"--lang", "de-AT"}).status == 0);
    BOOST_TEST(build({"--lang", "de-Cyrl"}).says("error[job.no-translation]"));
}

BOOST_AUTO_TEST_CASE(what_is_there_is_named) {
    const Outcome outcome = build({"--lang", "ko"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says("there is: `en`, `de`"), outcome.err);
}

BOOST_AUTO_TEST_CASE(not_well_formed) {
    change("de.xlf", "</group>", "</gruop>");
    BOOST_TEST(german().status == content_errors);
    BOOST_TEST(german().says(": error[xml.syntax]: "));
}

BOOST_AUTO_TEST_CASE(not_xliff) {
    write(path() / "de.xlf",
          "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>");
    expect_error("de.xlf:1:22", "xml.wrong-root");
}

BOOST_AUTO_TEST_CASE(another_language_inside) {
    change("de.xlf", "target-language=\"de\"", "target-language=\"ko\"");
    expect_error(at("de.xlf", "target-language"), "xliff.wrong-language");
}

BOOST_AUTO_TEST_CASE(no_language_inside) {
    change("de.xlf", "target-language=\"de\"", "target-language=\"de_DE\"");
    expect_error(at("de.xlf", "target-language"), "xliff.bad-language");
}

BOOST_AUTO_TEST_CASE(of_another_guide) {
    const std::string words = read(path() / "layouts/de.xlf");
    write(path() / "de.xlf", words);
    expect_error(at("de.xlf", "original="), "xliff.wrong-original");
}

BOOST_AUTO_TEST_CASE(an_unknown_unit) {
    change("de.xlf", "trans-unit id=\"about.alt\"", "trans-unit id=\"about.art\"");
    expect_warning(at("de.xlf", "<trans-unit id=\"about.art\""), "xliff.unknown-unit");
}

BOOST_AUTO_TEST_CASE(a_tag_is_lost) {
    const std::string target = "<x id=\"2\" ctype=\"x-xref\" equiv-text=\"{more}\"/>.!";
    change("de.xlf", target, "!");
    expect_warning(at("de.xlf", "<target state=\"signed-off\">A paragraph"), "xliff.broken-target");
    BOOST_TEST(german().says("content.untranslated"));
}

BOOST_AUTO_TEST_CASE(a_sign_of_the_words_is_lost) {
    change("layouts/de.xlf", "{n}!</target>", "!</target>");
    const Outcome outcome = german();
    BOOST_TEST(outcome.status == 0);
    BOOST_TEST(outcome.says("warning[xliff.broken-target]"), outcome.err);
    BOOST_TEST(outcome.says("warning[design.untranslated]"), outcome.err);
}

BOOST_AUTO_TEST_CASE(words_are_not_there) {
    std::filesystem::remove(path() / "layouts/de.xlf");
    expect_warning(at("layouts/words.xml", "<words"), "job.no-words");
}

BOOST_AUTO_TEST_CASE(a_language_tag_that_is_none) {
    BOOST_TEST(build({"--lang", "de_DE"}).status == usage_error);
    BOOST_TEST(run({"translate", "export", "guide.xml", "--lang", "d"}).status == usage_error);
    write(path() / "german_final.xlf", read(path() / "de.xlf"));
    const Outcome all = run({"build", "guide.xml", "--layout", "plain", "--lang", "all"});
    BOOST_TEST(all.status == 0, all.err);
    BOOST_TEST(all.says("german_final.xlf: warning[job.bad-translation-name]: "), all.err);
}

BOOST_AUTO_TEST_CASE(a_state_is_required) {
    BOOST_TEST(build({"--lang", "de", "--require-state", "signed-off"}).status == 0);
    const Outcome outcome = build({"--lang", "de", "--require-state", "final"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says(at("de.xlf", "<target") + ": error[xliff.state-too-low]: "),
               outcome.err);
    BOOST_TEST(build({"--require-state", "final"}).status == 0); // the guide is no translation
}

BOOST_AUTO_TEST_CASE(one_bad_language_does_not_stop_the_others) {
    write(path() / "fr.xlf", "<xliff");
    const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "--lang", "all",
                                 "--edition", "both", "-o", "made"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says("fr, client: "), outcome.err);
    std::size_t made = 0;
    for (const std::string& name : everything()) {
        made += name.starts_with("made/") && name.ends_with(".pdf") ? 1U : 0U;
    }
    BOOST_TEST(made == 4U); // en and de, both editions
}

BOOST_AUTO_TEST_CASE(one_awaiting_review_says_so_in_the_booklet) {
    change("de.xlf", "state=\"signed-off\"", "state=\"needs-review-translation\"");
    change("layouts/plain.xml", "</sequence>",
           "<page name=\"back\" master=\"page\"><put frame=\"main\" review=\"yes\"/></page>"
           "</sequence>");
    const Outcome flow =
        run({"build", "guide.xml", "--layout", "plain", "--lang", "de", "--dump", "flow"});
    BOOST_TEST(flow.out.find("not yet been reviewed.!") != std::string::npos, flow.err);
    BOOST_TEST(flow.says("de.xlf: warning[xliff.awaits-review]: "));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_not_exported_over) {
    change("de.xlf", "</group>", "</gruop>");
    const std::string before = read(path() / "de.xlf");
    const Outcome outcome = run({"translate", "export", "guide.xml", "--lang", "de"});
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.out.empty());
    BOOST_TEST(read(path() / "de.xlf") == before);
}

BOOST_AUTO_TEST_CASE(what_an_export_cannot_keep_stays_in_a_copy) {
    change("de.xlf", "<body>", "<!-- from Ana --><body>");
    change("guide.xml", "A dot.", "A small dot.");
    change("guide.xml", "<p id=\"more.p1\">", "<p id=\"more.p2\">");
    const std::string before = read(path() / "de.xlf");
    const Outcome outcome = run({"translate", "export", "guide.xml", "--lang", "de"});
    BOOST_TEST(outcome.status == 0);
    BOOST_TEST(outcome.says("the old file is de.xlf.old"), outcome.err);
    BOOST_TEST(outcome.says("warning[xliff.vanished-unit]"), outcome.err);
    BOOST_TEST(read(path() / "de.xlf.old") == before);
    BOOST_TEST(read(path() / "de.xlf").find("<alt-trans>") != std::string::npos);
    BOOST_TEST(outcome.out.find("7 kept, 1 new, 1 changed, 1 vanished") != std::string::npos,
               outcome.out);
}

BOOST_AUTO_TEST_CASE(a_booklet_does_not_replace_a_translation) {
    const Outcome outcome = run({"build", "guide.xml", "--layout", "plain", "-o", "de.xlf"});
    BOOST_TEST(outcome.says("error[job.output-unwritable]"));
}

BOOST_AUTO_TEST_CASE(check_and_status_tell) {
    const Outcome good = run({"translate", "check", "guide.xml"});
    BOOST_TEST(good.out == "checked 1 translation: 0 errors, 0 warnings\n", good.err);
    change("de.xlf", "A dot.!", "Ein  Punkt.");
    const Outcome spaces = run({"translate", "check", "guide.xml", "--lang", "de"});
    BOOST_TEST(spaces.says("warning[xliff.stray-space]"));
    BOOST_TEST(run({"translate", "check", "guide.xml", "--lang", "ko"}).status == content_errors);
    const Outcome table = run({"translate", "status", "guide.xml"});
    BOOST_TEST(table.out.find("signed-off") != std::string::npos);
    BOOST_TEST(table.out.find("100.0 %") != std::string::npos, table.out);
    const Outcome json = run({"translate", "status", "guide.xml", "--json"});
    BOOST_TEST(json.out.starts_with("[{\"language\": \"de\", \"units\": 9, "), json.out);
}

BOOST_AUTO_TEST_SUITE_END()
