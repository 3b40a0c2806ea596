// Which face steps in for a script, in which language and look.
#include "font/font.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>

using namespace carefold;

namespace {

const std::vector<std::string> folders{"/usr/share/fonts/truetype/noto",
                                       "/usr/share/fonts/opentype/noto"};

struct Family {
    std::string name, file; // "NotoSerifThai-*.ttf": regular and bold
    font::Style style = font::Style::any;
    std::vector<std::string> scripts, languages;
    unsigned index = 0;
};

void add(std::vector<font::Declaration>& list, const Family& family) {
    for (const bool bold : {false, true}) {
        font::Declaration declared;
        declared.family = family.name;
        declared.bold = bold;
        declared.file = family.file;
        if (const auto star = declared.file.find('*'); star != std::string::npos) {
            declared.file.replace(star, 1, bold ? "Bold" : "Regular");
        }
        declared.index = family.index;
        declared.package = "package-of-" + family.name;
        declared.scripts = family.scripts;
        declared.languages = family.languages;
        declared.style = family.style;
        list.push_back(std::move(declared));
    }
}

std::vector<font::Declaration> declarations() {
    using enum font::Style;
    std::vector<font::Declaration> list;
    const std::string cjk = "NotoSerifCJK-*.ttc";
    add(list, {"Latin", "NotoSerif-*.ttf", serif, {}, {}});
    add(list, {"Naskh", "NotoNaskhArabic-*.ttf", serif, {"Arab"}, {}});
    add(list, {"Arabic", "NotoSansArabic-*.ttf", sans, {"Arab"}, {}});
    add(list, {"SC", cjk, serif, {"Hani"}, {"zh"}, 2});
    add(list, {"TC", cjk, serif, {"Hani"}, {"zh-Hant", "zh-TW"}, 3});
    add(list, {"JP", cjk, serif, {"Hani", "Hira", "Kana"}, {"ja"}, 0});
    add(list, {"JP sans", "NotoSansCJK-*.ttc", sans, {"Hani", "Hira", "Kana"}, {"ja"}, 0});
    add(list, {"KR", cjk, serif, {"Hani", "Hang"}, {"ko"}, 1});
    add(list, {"Gone", "NoSuchThai-*.ttf", serif, {"Thai"}, {}});
    return list;
}

struct Scripts {
    diag::Sink told;
    font::Library faces{declarations(), folders};

    font::FacePtr face(char32_t c, const char* language, bool serif = true, bool bold = false,
                       bool italic = false) {
        return faces.fallback(c, {serif, bold, italic, language}, told);
    }
    std::string named(char32_t c, const char* language, bool serif = true, bool bold = false,
                      bool italic = false) {
        const font::FacePtr found = face(c, language, serif, bold, italic);
        return found ? found->postscript_name() : "none";
    }
};

bool is_mapped(const std::string& file) {
    std::ifstream maps("/proc/self/maps");
    std::string line;
    while (std::getline(maps, line)) {
        if (line.find(file) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(fallback, Scripts)

BOOST_AUTO_TEST_CASE(each_region_has_its_own_forms_of_han_characters) {
    for (const char32_t c : {char32_t{0x76F4}, char32_t{0x9AA8}}) {
        const auto japanese = face(c, "ja");
        const auto chinese = face(c, "zh-Hans");
        BOOST_REQUIRE((japanese && chinese));
        BOOST_TEST(japanese->glyph(c) != chinese->glyph(c));
        BOOST_TEST(named(c, "ja-JP") == "NotoSerifCJKjp-Regular");
        BOOST_TEST(named(c, "ko") == "NotoSerifCJKkr-Regular");
        BOOST_TEST(named(c, "zh-CN") == "NotoSerifCJKsc-Regular");
        BOOST_TEST(named(c, "zh-Hant-HK") == "NotoSerifCJKtc-Regular");
        BOOST_TEST(named(c, "zh-TW") == "NotoSerifCJKtc-Regular");
    }
}

BOOST_AUTO_TEST_CASE(a_language_that_merely_begins_alike_is_another) {
    BOOST_TEST(named(0x76F4, "jam") == "NotoSerifCJKsc-Regular");
    BOOST_TEST(named(0x76F4, "en") == "NotoSerifCJKsc-Regular");
}

BOOST_AUTO_TEST_CASE(a_script_one_region_has_goes_there_in_any_language) {
    BOOST_TEST(named(0xD55C, "en") == "NotoSerifCJKkr-Regular");
    BOOST_TEST(named(0xD55C, "ja") == "NotoSerifCJKkr-Regular");
    BOOST_TEST(named(0x3042, "zh") == "NotoSerifCJKjp-Regular");
    BOOST_TEST(named(0x30FC, "en") == "NotoSerifCJKjp-Regular"); // shared by two scripts
}

BOOST_AUTO_TEST_CASE(signs_of_no_script_follow_the_language) {
    BOOST_TEST(named(0x3002, "ja") == "NotoSerifCJKjp-Regular");
    BOOST_TEST(named(0x3002, "zh-Hant") == "NotoSerifCJKtc-Regular");
    BOOST_TEST(named(0x2460, "ko") == "NotoSerifCJKkr-Regular");
    BOOST_TEST(named(0x061F, "en") == "NotoNaskhArabic-Regular");
}

BOOST_AUTO_TEST_CASE(serif_or_sans_and_the_weight_are_kept_and_no_slant_is_no_complaint) {
    BOOST_TEST(named(0x0628, "ar", true) == "NotoNaskhArabic-Regular");
    BOOST_TEST(named(0x0628, "ar", false) == "NotoSansArabic-Regular");
    BOOST_TEST(named(0x0628, "ar", false, true) == "NotoSansArabic-Bold");
    BOOST_TEST(named(0x0628, "ar", true, true, true) == "NotoNaskhArabic-Bold");
    BOOST_TEST(named(0x9AA8, "ja", false) == "NotoSansCJKjp-Regular");
    BOOST_TEST(named(0x9AA8, "ja", false, true) == "NotoSansCJKjp-Bold");
    BOOST_TEST(named(0x9AA8, "ko", false, true) == "NotoSerifCJKkr-Bold"); // no sans for it
    BOOST_TEST(told.all().empty());
}

BOOST_AUTO_TEST_CASE(opens_only_what_is_needed) {
    BOOST_TEST(!is_mapped("CJK"));
    BOOST_TEST(named(0x0628, "ar") == "NotoNaskhArabic-Regular");
    BOOST_TEST(named(0x0416, "ru") == "NotoSerif-Regular");
    BOOST_TEST(!is_mapped("CJK"));
    BOOST_TEST(!is_mapped("NotoSansArabic"));
    BOOST_TEST(named(0xD55C, "ko") == "NotoSerifCJKkr-Regular");
    BOOST_TEST(is_mapped("NotoSerifCJK-Regular"));
    BOOST_TEST(!is_mapped("NotoSansCJK"));
    BOOST_TEST(!is_mapped("NotoSerifCJK-Bold"));
}

BOOST_AUTO_TEST_CASE(an_undeclared_script_takes_an_installed_noto_family_and_one_note) {
    BOOST_TEST(named(0x0995, "bn") == "NotoSerifBengali-Regular");
    BOOST_TEST(named(0x0996, "bn") == "NotoSerifBengali-Regular");
    BOOST_TEST(named(0x0995, "bn", true, true, true) == "NotoSerifBengali-Bold");
    BOOST_TEST_REQUIRE(told.all().size() == 1U);
    BOOST_TEST(told.all().front().code == "font.undeclared");
    BOOST_TEST((told.all().front().severity == diag::Severity::note));
    BOOST_TEST(named(0x0995, "bn", false) == "NotoSansBengali-Regular");
    BOOST_TEST(named(0x0B95, "ta") == "NotoSerifTamil-Regular");
    BOOST_TEST(named(0x10D0, "ka") == "NotoSerifGeorgian-Regular");
    BOOST_TEST(named(0x0531, "hy", false) == "NotoSansArmenian-Regular");
    BOOST_TEST(named(0x1200, "am", false, true) == "NotoSansEthiopic-Bold");
    BOOST_TEST(named(0x0710, "syr") == "NotoSansSyriac-Regular"); // there is no serif one
    BOOST_TEST(told.warnings() == 0U);
}

BOOST_AUTO_TEST_CASE(what_no_font_covers_stays_missing) {
    BOOST_TEST(named(0x10FFFD, "en") == "none");
    BOOST_TEST(told.all().empty());
    BOOST_TEST(faces.remedy(0x10FFFD).find("another character") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_told_once_when_another_stands_in) {
    BOOST_TEST(named(0x0E01, "th") == "NotoSerifThai-Regular"); // installed, not declared
    BOOST_TEST(named(0x0E02, "th") == "NotoSerifThai-Regular");
    BOOST_TEST_REQUIRE(told.all().size() == 1U);
    BOOST_TEST(told.all().front().code == "font.missing-file");
    BOOST_TEST(told.all().front().hint == "apt-get install package-of-Gone");
}

BOOST_AUTO_TEST_CASE(when_nothing_stands_in_the_remedy_is_the_package) {
    font::Library poor(declarations(), {"/nowhere"});
    BOOST_TEST(!poor.fallback(0xD55C, {true, false, false, "ko"}, told));
    BOOST_TEST(told.all().empty()); // the caller reports the character
    BOOST_TEST(poor.remedy(0xD55C) == "apt-get install package-of-KR");
    BOOST_TEST(poor.remedy(0x3042) == "apt-get install package-of-JP");
}

BOOST_AUTO_TEST_CASE(a_face_tells_its_name_version_and_scripts) {
    const auto korean = face(0xD55C, "ko");
    BOOST_REQUIRE(korean);
    BOOST_TEST(korean->family() == "Noto Serif CJK KR");
    BOOST_TEST(korean->version() == "2.001");
    const auto scripts = korean->scripts();
    BOOST_TEST(std::count(scripts.begin(), scripts.end(), "Hang") == 1);
    BOOST_TEST(scripts.front() == "Hani");
    BOOST_TEST(korean->shows(0x00AD)); // nothing is drawn for it
    BOOST_TEST(korean->shows(U'\t'));
    const auto latin = face(U'a', "en");
    BOOST_TEST((latin->shows(0x1EBF) && latin->shows(0x2011) && !latin->shows(0x0E01)));
}

BOOST_AUTO_TEST_CASE(hostile_declarations_find_nothing_and_harm_nothing) {
    std::vector<font::Declaration> list;
    add(list, {"Far", "NotoSerifCJK-*.ttc", font::Style::any, {"Hani"}, {}, 4'000'000'000U});
    add(list, {"Away", "../../../../../../etc/passwd", font::Style::any, {"Hani"}, {}});
    add(list, {"Device", "/dev/zero", font::Style::any, {"Hani"}, {}});
    add(list, {"Folder", "", font::Style::any, {"Hani", "", "Z", "Hani"}, {"", "x"}});
    font::Library hostile(list, {"/usr/share/fonts/opentype/noto", "/nowhere"});
    BOOST_TEST(!hostile.fallback(0x76F4, {false, false, false, ""}, told));
    BOOST_TEST(!hostile.fallback(0x110000, {false, false, false, "x"}, told));
    BOOST_TEST(hostile.remedy(0x76F4).size() > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
