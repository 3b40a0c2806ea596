#include "tag.hpp"

#include "locale/locale.hpp"

#include <boost/test/unit_test.hpp>

#include <map>

using namespace carefold;

BOOST_AUTO_TEST_SUITE(language_)

BOOST_AUTO_TEST_CASE(directions) {
    for (const char* text : {"ar", "he", "ar-EG", "fa", "ur", "az-Arab"}) {
        BOOST_TEST((locale::direction(tag(text)) == locale::Direction::right_to_left), text);
    }
    for (const char* text : {"en", "en-US", "ko", "hi", "th", "az", "ar-Latn", "und"}) {
        BOOST_TEST((locale::direction(tag(text)) == locale::Direction::left_to_right), text);
    }
}

BOOST_AUTO_TEST_CASE(usual_scripts) {
    for (const auto& [language, script] : std::map<std::string, std::string>{{"en", "Latn"},
                                                                             {"ar", "Arab"},
                                                                             {"ja", "Jpan"},
                                                                             {"ko", "Kore"},
                                                                             {"zh", "Hans"},
                                                                             {"zh-TW", "Hant"},
                                                                             {"zh-Hant", "Hant"},
                                                                             {"sr-Latn", "Latn"},
                                                                             {"und", "Latn"}}) {
        BOOST_TEST(locale::script(tag(language)) == script, language);
    }
    for (const auto& [language, script] : std::map<std::string, std::string>{{"zh-TW", "Hant"},
                                                                             {"zh", "Hans"},
                                                                             {"sr-Latn", "Latn"},
                                                                             {"ko", "Kore"},
                                                                             {"x-none", ""}}) {
        BOOST_TEST(locale::likely_script(tag(language)) == script, language);
    }
    BOOST_TEST(locale::parts_words(tag("ko")));
    BOOST_TEST(!locale::parts_words(tag("zh-Hant")));
}

BOOST_AUTO_TEST_CASE(digits_of_the_language) {
    BOOST_TEST(locale::Digits(tag("ar"))(1049) == "١٠٤٩");
    BOOST_TEST(locale::Digits(tag("fa"))(7) == "۷");
    for (const char* same : {"en", "hi", "he", "th", "ja", "zh-Hans", "und"}) {
        BOOST_TEST(locale::Digits(tag(same))(12) == "12", same);
    }
    BOOST_TEST(locale::Digits()(0) == "0");
}

BOOST_AUTO_TEST_CASE(dates_in_their_language) {
    BOOST_TEST(locale::long_date("2026-11-21", tag("en-US")).value() == "November 21, 2026");
    BOOST_TEST(locale::long_date("2026-11-21", tag("en-GB")).value() == "21 November 2026");
    BOOST_TEST(locale::long_date("2026-01-02", tag("de")).value() == "2. Januar 2026");
    BOOST_TEST(locale::long_date("2026-11-21", tag("ko")).value() == "2026년 11월 21일");
    BOOST_TEST(locale::long_date("2024-02-29", tag("fr")).value() == "29 février 2024");
}

BOOST_AUTO_TEST_CASE(malformed_dates) {
    for (const char* text :
         {"", "2026", "2026-13-01", "2026-02-29", "2026-00-10", "2026-1-1", "21.11.2026",
          "2026-11-21 ", "2026/11/21", "abcd-ef-gh", "2026--1-01", "2026-+1-01"}) {
        BOOST_TEST(!locale::long_date(text, tag("en")).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(names_of_languages) {
    BOOST_TEST(locale::display_name(tag("en")) == "English");
    BOOST_TEST(locale::display_name(tag("de")) == "Deutsch");
    BOOST_TEST(locale::display_name(tag("ja")) == "日本語");
    BOOST_TEST(!locale::display_name(tag("qaa")).empty());
}

BOOST_AUTO_TEST_CASE(short_times) {
    for (const auto& [language, text] : std::map<std::string, std::string>{{"en", "2:30\u00A0PM"},
                                                                           {"en-GB", "14:30"},
                                                                           {"de", "14:30"},
                                                                           {"ko", "오후 2:30"},
                                                                           {"ar", "٢:٣٠ م"}}) {
        std::string got = locale::short_time("14:30", tag(language.c_str())).value();
        BOOST_TEST(got == text, language);
    }
    for (const char* text : {"", "1:30", "24:00", "12:60", "12-30", "12:3x", "-1:30", "12:30:00"}) {
        BOOST_TEST(!locale::short_time(text, tag("en")).has_value(), text);
    }
}

BOOST_AUTO_TEST_CASE(dates_in_a_row) {
    locale::Dates dates(tag("fr"));
    BOOST_TEST(dates.long_date("2026-11-21").value() == "21 novembre 2026");
    BOOST_TEST(!dates.long_date("2026-11-31").has_value());
    BOOST_TEST(dates.long_date("2026-12-01").value() == "1 décembre 2026");
    BOOST_TEST(dates.short_time("09:05").value() == "09:05");
    BOOST_TEST(dates.long_date("2026-12-01").value() == "1 décembre 2026");
    BOOST_TEST(dates.short_time("18:00").value() == "18:00");
}

BOOST_AUTO_TEST_SUITE_END()
