// Every code of the room: place, message and hint. The samples show each in a file of its own;
// here are the variations.
#include "support.hpp"

#include <boost/test/unit_test.hpp>

namespace {

struct Case {
    std::string blocks; // begins at line 4, column 1
    std::string finding;
    std::string message;
    std::string hint; // a part of it
};

void check(const std::vector<Case>& cases) {
    for (const Case& tried : cases) {
        BOOST_TEST_CONTEXT(tried.blocks) {
            const Loaded loaded = load(guide_with(tried.blocks));
            BOOST_TEST(loaded.only_finding() == tried.finding);
            BOOST_TEST(loaded.message() == tried.message);
            BOOST_TEST_CONTEXT(loaded.hint()) {
                BOOST_TEST((loaded.hint().find(tried.hint) != std::string::npos));
            }
        }
    }
}

} // namespace

BOOST_AUTO_TEST_SUITE(errors)

BOOST_AUTO_TEST_CASE(elements) {
    check({
        {"<lsit/>", "4:1 content.unknown-element", "there is no element `lsit`",
         "did you mean `list`?"},
        {"<ul/>", "4:1 content.unknown-element", "there is no element `ul`",
         "did you mean `list`?"},
        {"<p id='p'>a <b>c</b></p>", "4:13 content.unknown-element", "there is no element `b`",
         "did you mean `strong`?"},
        {"<capton/>", "4:1 content.unknown-element", "there is no element `capton`",
         "did you mean `caption`?"},
        {"<zebra/>", "4:1 content.unknown-element", "there is no element `zebra`",
         "`section` may hold `title`"},
        {"<x:p xmlns:x='urn:x'/>", "4:1 content.unknown-element",
         "element `x:p` is not of the guide's namespace", "urn:carefold:guide:1"},
        {"<item id='i'>a</item>", "4:1 content.misplaced-element",
         "`item` may not stand here in `section`", "it belongs in `list`"},
        {"<em>a</em>", "4:1 content.misplaced-element", "`em` may not stand here in `section`",
         "inside running text"},
        {"<version>1</version>", "4:1 content.misplaced-element",
         "`version` may not stand here in `section`", "it belongs in `metadata`"},
        {"<list><item id='i'>a</item></list><lead id='l'>a</lead>",
         "4:35 content.misplaced-element", "`lead` may not stand here in `section`",
         "before `list`"},
        {"<figure id='f' src='a.png'><alt id='a'>a <em>b</em></alt></figure>",
         "4:42 content.misplaced-element", "`em` may not stand here in `alt`", ""},
        {"<p id='p'><field name='client.name'><em>a</em></field></p>",
         "4:37 content.misplaced-element", "`em` may not stand here in `field`", ""},
    });
}

BOOST_AUTO_TEST_CASE(what_is_missing) {
    check({
        {"<list/>", "4:1 content.missing-element", "`list` has no `item`", "<item id=\"s.item1\">"},
        {"<callout kind='tip'/>", "4:1 content.missing-element",
         "`callout` has no `p`, `list`, `steps`", "<p id=\"s.p1\">"},
        {"<writing/>", "4:1 content.missing-attribute", "`writing` has no attribute `lines`",
         "1 to 40"},
        {"<callout><p id='p'>a</p></callout>", "4:1 content.missing-attribute",
         "`callout` has no attribute `kind`", "`note`, `tip`"},
        {"<p id='p'><foreign>a</foreign></p>", "4:11 content.missing-attribute",
         "`foreign` has no attribute `xml:lang`", "xml:lang"},
        {"<p>a</p><p id='s.p1'>b</p>", "4:1 content.missing-id", "`p` has no id", "id=\"s.p2\""},
        {"<section><title id='x'>What to Do, 2</title></section>", "4:1 content.missing-id",
         "`section` has no id", "id=\"s.what-to-do-2\""},
        {"<contact><line id='l'>a</line><qr field='clinic.web'/></contact>",
         "4:31 content.missing-alt", "`qr` has no alternative text", "<alt id=\"s.alt\">"},
        {"<figure id='f' src='a.png'><alt id='a'/></figure>", "4:28 content.missing-alt",
         "the alternative text is empty", ""},
        {"<p id='p'> \n </p>", "4:1 content.empty", "`p` is empty", ""},
        {"<p id='p'>a <em/></p>", "4:13 content.empty", "`em` is empty", ""},
        {"<p id='p'>a<footnote id='f'/></p>", "4:12 content.empty", "`footnote` is empty", ""},
    });
}

BOOST_AUTO_TEST_CASE(misspelt_is_not_missing_as_well) {
    check({{"<section id='x'><titel id='y'>a</titel></section>", "4:17 content.unknown-element",
            "there is no element `titel`", "did you mean `title`?"}});
}

BOOST_AUTO_TEST_CASE(attributes) {
    check({
        {"<p id='p' lang='fr'>a</p>", "4:11 content.unknown-attribute",
         "`p` has no attribute `lang`", "did you mean `xml:lang`?"},
        {"<p id='p'><em id='e'>a</em></p>", "4:15 content.unknown-attribute",
         "`em` has no attribute `id`", "`em` takes `xml:lang`"},
        {"<p id='p' xml:id='q'>a</p>", "4:11 content.unknown-attribute",
         "`p` has no attribute `xml:id`", ""},
        {"<p id=''>a</p>", "4:4 content.bad-value", "`` cannot be an id", "begins with a letter"},
        {"<p id='é'>a</p>", "4:4 content.bad-value", "`é` cannot be an id", ""},
        {"<p id='p' audience='clients'>a</p>", "4:11 content.bad-value", "`clients` is no audience",
         "did you mean `client`?"},
        {"<p id='p' audience=''>a</p>", "4:11 content.bad-value", "`` is no audience", "both"},
        {"<p id='p' audience='client client'>a</p>", "4:11 content.bad-value",
         "`client client` is no audience", ""},
        {"<p id='p' importance='lowest'>a</p>", "4:11 content.bad-value",
         "attribute `importance` cannot be `lowest`", "low"},
        {"<p id='p'><em importance='low'>a</em></p>", "4:15 content.unknown-attribute",
         "`em` has no attribute `importance`", ""},
        {"<p id='p' audience='client '>a</p>", "4:11 content.bad-value", "`client ` is no audience",
         ""},
        {"<p id='p' xml:lang=''>a</p>", "4:11 content.bad-value", "`` is no language tag", "`en`"},
        {"<writing lines='0'/>", "4:10 content.bad-value", "attribute `lines` cannot be `0`", ""},
        {"<writing lines='1.5'/>", "4:10 content.bad-value", "attribute `lines` cannot be `1.5`",
         ""},
        {"<writing lines='007'/>", "4:10 content.bad-value", "attribute `lines` cannot be `007`",
         ""},
        {"<p id='p'><link href='mailto:'/></p>", "4:17 content.bad-value",
         "attribute `href` cannot be `mailto:`", "https://"},
        {"<p id='p'><link href='https://a b'/></p>", "4:17 content.bad-value",
         "attribute `href` cannot be `https://a b`", ""},
        {"<p id='p'><xref to='1'/></p>", "4:17 content.bad-value", "attribute `to` cannot be `1`",
         ""},
    });
    for (const char* path : {"/etc/x.png", "../x.png", "a/../x.png", "a//x.png", "C:x.png",
                             "a\\x.png", ".x.png", "", "a/", "http://x/y.png"}) {
        const Loaded loaded = load(guide_with("<figure id='f' src='" + std::string(path) +
                                              "'><alt id='a'>a</alt></figure>"));
        BOOST_TEST(loaded.only_finding() == "4:16 content.bad-value", path);
    }
}

BOOST_AUTO_TEST_CASE(text_where_none_belongs) {
    check({
        {"  \n  words", "5:3 content.unexpected-text", "no text may stand directly in `section`",
         "put it in a `p`"},
        {"<list>\n <item id='i'>a</item>é b</list>", "5:23 content.unexpected-text",
         "no text may stand directly in `list`", ""},
        {"<p id='p'><field name='client.name'>a</field></p>", "4:37 content.unexpected-text",
         "no text may stand directly in `field`", ""},
    });
}

BOOST_AUTO_TEST_CASE(fields_of_lists) {
    const std::string guide = guide_with("<p id='p'><field name='room'/><field name='rooom'/></p>");
    diag::Sink sink;
    BOOST_TEST(load_guide(guide, "guide.xml", sink, {"client.nickname", "room"}) != nullptr);
    BOOST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(sink.all()[0].code == "content.unknown-field");
    BOOST_TEST(sink.all()[0].hint == "did you mean `room`?");
    BOOST_TEST(load(guide).sink.errors() == 2U);
}

BOOST_AUTO_TEST_CASE(references) {
    check({
        {"<p id='p'><xref to='q'/></p>", "4:17 content.dangling-id", "nothing here has the id `q`",
         ""},
        {"<p id='pain'><xref to='pian'/></p>", "4:20 content.dangling-id",
         "nothing here has the id `pian`", "did you mean `pain`?"},
        {"<p id='p'><cite source='k'/></p>", "4:17 content.unknown-source",
         "`k` is not a source but a `keyword`", "xref"},
        {"<p id='p'><cite source='scr'/></p>", "4:17 content.unknown-source",
         "there is no source `scr`", "did you mean `src`?"},
        {"<p id='p'><field name='clinic'/></p>", "4:18 content.unknown-field",
         "there is no field `clinic`", "it is one of"},
        {"<p id='p' needs='nots'>a</p>", "4:11 content.unknown-field", "there is no field `nots`",
         "did you mean `notes`?"},
        {"<p id='p'>a</p><p id='p'>b</p>", "4:19 content.duplicate-id", "id `p` is given twice",
         "line 4, column 1; `s.p1` is free"},
        {"<p id='p' audience='client'>a</p><p id='q' audience='practitioner'><xref to='p'/></p>",
         "4:74 content.dangling-id",
         "`p` is left out for the practitioner, who is pointed to it here", "`audience`"},
    });
    // To somebody who does not see the pointer either, nothing is missing.
    const Loaded fine = load(guide_with("<section id='x' audience='client'><title id='y'>a</title>"
                                        "<p id='p'>a</p><p id='q'><xref to='p'/></p></section>"));
    BOOST_TEST(fine.only_finding() == "0 findings");
}

BOOST_AUTO_TEST_CASE(for_nobody_is_a_warning) {
    const Loaded loaded = load(guide_with("<callout kind='tip' audience='client'>"
                                          "<p id='p' audience='practitioner'>a</p></callout>"));
    BOOST_TEST(loaded.only_finding() == "4:49 content.bad-value");
    BOOST_TEST(loaded.sink.errors() == 0U);
}

BOOST_AUTO_TEST_CASE(all_are_reported_in_one_run) {
    const Loaded loaded = load(guide_with("<p>a</p><lsit/><figure src='../x' id='s'/>\n"
                                          "<p id='q'><xref to='z'/><cite source='z'/></p>"));
    const std::vector<std::string> expected = {
        "4:1 content.missing-id",     "4:9 content.unknown-element", "4:24 content.bad-value",
        "4:35 content.duplicate-id",  "4:16 content.missing-alt",    "5:17 content.dangling-id",
        "5:31 content.unknown-source"};
    BOOST_TEST(loaded.findings() == expected, boost::test_tools::per_element());
    BOOST_TEST(static_cast<bool>(loaded.guide));
}

BOOST_AUTO_TEST_CASE(content_is_checked_though_the_file_has_small_faults) {
    const Loaded loaded = load(guide_with("<p id='p'>&nbsp;</p><p>a</p>"));
    const std::vector<std::string> expected = {"4:11 xml.syntax", "4:21 content.missing-id"};
    BOOST_TEST(loaded.findings() == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(hostile_guides_end_soon) {
    std::string many;
    for (int i = 0; i < 20'000; ++i) {
        const std::string n = std::to_string(i);
        many += "<p id='p" + n + "'><xref to='q" + n + "'/></p><p>a</p><p id='p'>a</p>";
    }
    const Loaded loaded = load(guide_with(many));
    BOOST_TEST(loaded.sink.errors() >= 59'999U);
    BOOST_TEST(load(guide_with(std::string(1'000'000, '<'))).guide == nullptr);
    const std::string id(1'000'000, 'x');
    BOOST_TEST(load(guide_with("<p id='p'><xref to='" + id + "'/></p>")).only_finding() ==
               "4:17 content.dangling-id");
}

BOOST_AUTO_TEST_SUITE_END()
