#include "base/base.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

std::string canonical(std::string_view text) {
    const auto tag = LanguageTag::parse(text);
    return tag ? tag->text() : "refused";
}

} // namespace

BOOST_AUTO_TEST_SUITE(language)

BOOST_AUTO_TEST_CASE(writes_canonical_case) {
    BOOST_TEST(canonical("EN") == "en");
    BOOST_TEST(canonical("EN-us") == "en-US");
    BOOST_TEST(canonical("ZH-hANT-tw") == "zh-Hant-TW");
    BOOST_TEST(canonical("es-419") == "es-419");
    BOOST_TEST(canonical("zh-CMN-hans") == "zh-cmn-Hans");
    BOOST_TEST(canonical("SL-ROZAJ-BISKE") == "sl-rozaj-biske");
    BOOST_TEST(canonical("de-ch-1901") == "de-CH-1901");
    BOOST_TEST(canonical("EN-U-HC-H12") == "en-u-hc-h12");
    BOOST_TEST(canonical("en-x-Clinic") == "en-x-clinic");
    BOOST_TEST(canonical("X-CLINIC") == "x-clinic");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_well_formed) {
    for (const char* text : {"",
                             "e",
                             "-",
                             "en-",
                             "-en",
                             "en--US",
                             "en_US",
                             "english-usa-",
                             "123",
                             "en-US-GB",
                             "en-a",
                             "en-u",
                             "en-x",
                             "x",
                             "en-a-bb-a-cc",
                             "de-1901-1901",
                             "en-abcdefghi",
                             "en US",
                             "ein-é",
                             "en-Latn-Cyrl",
                             "i-klingon"}) {
        BOOST_TEST(canonical(text) == "refused", text);
    }
}

BOOST_AUTO_TEST_CASE(gives_its_parts) {
    const auto tag = *LanguageTag::parse("zh-cmn-hant-tw-1997-u-co-pinyin");
    BOOST_TEST(tag.language() == "zh");
    BOOST_TEST(tag.script() == "Hant");
    BOOST_TEST(tag.region() == "TW");
    const auto bare = *LanguageTag::parse("fr");
    BOOST_TEST(bare.language() == "fr");
    BOOST_TEST(bare.script() == "");
    BOOST_TEST(bare.region() == "");
    // What looks like a region after a singleton is none.
    BOOST_TEST(LanguageTag::parse("en-u-ca-us")->region() == "");
    BOOST_TEST(LanguageTag::parse("en-x-us")->region() == "");
    BOOST_TEST(LanguageTag::parse("es-419")->region() == "419");
}

BOOST_AUTO_TEST_CASE(unknown_is_und) {
    BOOST_TEST(LanguageTag().text() == "und");
    BOOST_TEST(LanguageTag().language() == "und");
    BOOST_TEST((LanguageTag::parse("und") == LanguageTag()));
}

BOOST_AUTO_TEST_SUITE_END()
