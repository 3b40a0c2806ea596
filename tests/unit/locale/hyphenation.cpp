#include "locale/locale.hpp"

#include "tag.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

struct All {
    locale::Hyphenation hyphenation{{"/usr/share/hyphen"}};

    std::string operator()(std::string_view language, std::string_view word) const {
        const auto hyphenator = hyphenation.find(tag(language));
        BOOST_REQUIRE_MESSAGE(hyphenator, language);
        std::string out;
        std::size_t from = 0;
        for (const std::uint32_t point : hyphenator->points(word)) {
            out.append(word.substr(from, point - from)).append("-");
            from = point;
        }
        return out.append(word.substr(from));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(hyphenation, All)

BOOST_AUTO_TEST_CASE(each_language_by_its_own_patterns) {
    const All& parts = *this;
    BOOST_TEST(parts("es", "contraindicaciones") == "contra-in-di-ca-cio-nes");
    BOOST_TEST(parts("fr", "contracture") == "contrac-ture");
    BOOST_TEST(parts("pt-BR", "relaxamento") == "re-la-xa-mento");
    BOOST_TEST(parts("it", "contratture") == "con-trat-tu-re");
    BOOST_TEST(parts("pl", "kręgosłup") == "krę-go-słup");
    BOOST_TEST(parts("ru", "позвоночник") == "по-зво-ноч-ник"); // KOI8-R
    BOOST_TEST(parts("uk", "безпека") == "без-пе-ка");
    BOOST_TEST(parts("hi", "मालिश") == "मा-लिश");
}

// Two levels: joints of compounds first, then their parts' syllables.
BOOST_AUTO_TEST_CASE(german_compounds) {
    const All& parts = *this;
    BOOST_TEST(parts("de", "Rückenschmerzen") == "Rü-cken-schmer-zen");
    BOOST_TEST(parts("de", "Schmerztagebuch") == "Schmerz-ta-ge-buch");
    BOOST_TEST(parts("de", "abschließenden") == "ab-schlie-ßen-den");
    BOOST_TEST(parts("de", "Über") == "Über");
}

BOOST_AUTO_TEST_CASE(turkish_needs_no_dictionary) {
    const All& parts = *this;
    BOOST_TEST(parts("tr", "kontrol") == "kont-rol");
    BOOST_TEST(parts("tr", "saatler") == "sa-at-ler");
    BOOST_TEST(parts("tr", "Ağrılarınız") == "Ağ-rı-la-rı-nız");
    BOOST_TEST(parts("tr", "strateji") == "stra-te-ji");
    BOOST_TEST(locale::Hyphenation({}).find(tag("tr")) != nullptr);
}

BOOST_AUTO_TEST_CASE(french_carries_three_letters_over) {
    BOOST_TEST((*this)("fr", "activité") == "ac-ti-vité");
}

BOOST_AUTO_TEST_CASE(an_apostrophe_is_a_ukrainian_letter) {
    BOOST_TEST(hyphenation.find(tag("uk"))->apostrophes());
    BOOST_TEST(!hyphenation.find(tag("fr"))->apostrophes());
    BOOST_TEST((*this)("uk", "комп'ютер") == "ко-м-п'ю-тер");
    BOOST_TEST((*this)("uk", "комп’ютер") == "ко-м-п’ю-тер");
}

BOOST_AUTO_TEST_CASE(no_break_inside_a_cluster) {
    for (const char* word : {"प्रक्रिया", "विशिष्ट", "स्वास्थ्य"}) {
        const std::string parted = (*this)("hi", word);
        BOOST_TEST(parted.find("\u094D-") == std::string::npos, parted);
        BOOST_TEST(parted.find("-\u093F") == std::string::npos, parted);
    }
}

BOOST_AUTO_TEST_CASE(is_kept) {
    BOOST_TEST((hyphenation.find(tag("de")) == hyphenation.find(tag("de"))));
    BOOST_TEST((locale::Hyphenation({"/nowhere"}).find(tag("de")) == nullptr));
}

BOOST_AUTO_TEST_CASE(knows_who_hyphenates_and_which_package_helps) {
    for (const char* whole : {"ja", "zh-Hans", "ko", "th", "ar", "he", "vi", "und", "th-Latn",
                              "az-Arab", "fa", "hi-Latn", "qaa"}) {
        BOOST_TEST(!locale::hyphenation_package(tag(whole)).has_value(), whole);
        BOOST_TEST((hyphenation.find(tag(whole)) == nullptr), whole);
    }
    BOOST_TEST(locale::hyphenation_package(tag("nl")).value() == "hyphen-nl");
    BOOST_TEST(locale::hyphenation_package(tag("pt-PT")).value() == "hyphen-pt-pt");
    BOOST_TEST(locale::hyphenation_package(tag("pt-BR")).value() == "hyphen-pt-br");
    BOOST_TEST(locale::hyphenation_package(tag("en-GB")).value() == "hyphen-en-gb");
    BOOST_TEST(locale::hyphenation_package(tag("ta")).value() == "hyphen-ta");
    BOOST_TEST(locale::hyphenation_package(tag("sw")).value().empty());
}

BOOST_AUTO_TEST_SUITE_END()
