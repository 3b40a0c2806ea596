// Guides in other scripts: the right faces, nothing lost, and help where a font is missing.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdio>
#include <filesystem>

#include <sys/stat.h>

namespace fs = std::filesystem;
using namespace faults;

namespace {

std::string output_of(const std::string& command) {
    std::string text;
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> part{};
    while (std::size_t got = std::fread(part.data(), 1, part.size(), pipe)) {
        text.append(part.data(), got);
    }
    ::pclose(pipe);
    return text;
}

std::string without_spaces(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\f'; });
    return text;
}

struct Sample {
    std::string language, text, font;
};
const std::vector<Sample> samples{
    {"ko", "만성 요통은 흔하지만 대부분 시간이 지나면 나아집니다.", "NotoSerifCJKkr"},
    {"ja", "慢性の腰痛は、多くは時間とともに「軽く」なります。１２３", "NotoSerifCJKjp"},
    {"zh-Hans", "慢性腰痛很常见，但大多数会随着时间好转。", "NotoSerifCJKsc"},
    {"zh-Hant", "慢性腰痛很常見，但大多數會隨著時間好轉。", "NotoSerifCJKtc"},
};

/// The small guide in the home's fonts, about something else.
struct Elsewhere : Workshop {
    void speak(const std::string& language, const std::string& text) const {
        change("guide.xml", "xml:lang=\"en\"", "xml:lang=\"" + language + "\"");
        change("guide.xml", "A paragraph that cites", text);
        change("layouts/words.xml", "xml:lang=\"en\"", "xml:lang=\"" + language + "\"");
    }
    Outcome with_all_fonts(const std::vector<std::string>& arguments) const {
        fs::copy_file(fs::path(SOURCE_DIR) / "fonts/fonts.xml", *this / "fonts/fonts.xml",
                      fs::copy_options::overwrite_existing);
        return run(arguments);
    }
    Outcome build_all_fonts() const {
        return with_all_fonts({"build", "guide.xml", "--layout", "plain", "-o", "old.pdf"});
    }
    std::string pdf() const { return (*this / "old.pdf").string(); }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(scripts, Elsewhere)

BOOST_AUTO_TEST_CASE(east_asian_text_comes_back_from_sound_files) {
    for (const Sample& sample : samples) {
        const Elsewhere fresh;
        fresh.speak(sample.language, sample.text);
        const Outcome outcome = fresh.build_all_fonts();
        BOOST_TEST_CONTEXT(sample.language) {
            BOOST_TEST(outcome.status == 0, outcome.err);
            BOOST_TEST(outcome.err.empty(), outcome.err);
            const std::string text = without_spaces(output_of("pdftotext " + fresh.pdf() + " -"));
            BOOST_TEST(text.find(without_spaces(sample.text)) != std::string::npos, text);
            const std::string fonts = output_of("pdffonts " + fresh.pdf());
            BOOST_TEST(fonts.find(sample.font) != std::string::npos, fonts);
            BOOST_TEST(fonts.find("CID Type 0C") != std::string::npos, fonts);
            BOOST_TEST(fonts.find(" no ") == std::string::npos, fonts); // emb, sub, uni
            const std::string check = output_of("qpdf --check " + fresh.pdf());
            BOOST_TEST(check.find("No syntax or stream encoding errors") != std::string::npos,
                       check);
            // Draws all glyphs, and says which it cannot.
            const std::string drawn =
                output_of("mutool draw -q -r 20 -o /dev/null " + fresh.pdf() + " 1-N");
            BOOST_TEST(drawn.find("FT_Load_Glyph") == std::string::npos, drawn);
            BOOST_TEST(drawn.find("error") == std::string::npos, drawn);
        }
    }
}

BOOST_AUTO_TEST_CASE(foreign_words_take_the_forms_of_their_own_region) {
    speak("ko", "뼈 <foreign xml:lang=\"ja\">骨</foreign> <foreign "
                "xml:lang=\"zh-CN\">骨</foreign>");
    const Outcome outcome = build_all_fonts();
    BOOST_TEST(outcome.status == 0, outcome.err);
    const std::string fonts = output_of("pdffonts " + pdf());
    for (const char* name : {"NotoSerifCJKkr", "NotoSerifCJKjp", "NotoSerifCJKsc"}) {
        BOOST_TEST(fonts.find(name) != std::string::npos, fonts);
    }
}

BOOST_AUTO_TEST_CASE(an_unseen_script_is_set_and_noted) {
    speak("bn", "পিঠের ব্যথা");
    const Outcome outcome = build_all_fonts();
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.says("note[font.undeclared]"), outcome.err);
    BOOST_TEST(outcome.says("NotoSerifBengali"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_missing_font_says_how_to_install_it) {
    speak("ko", "뼈");
    change("fonts/fonts.xml", "NotoSerifCJK-Regular.ttc", "NoSuchFont.ttc");
    const Outcome outcome = expect_failure(1, "", "layout.missing-glyph");
    BOOST_TEST(outcome.says("guide.xml:"), outcome.err);
    BOOST_TEST(outcome.says("hint: apt-get install fonts-noto-cjk"), outcome.err);
    const Outcome fonts = run({"fonts", "guide.xml", "--layout", "plain"});
    BOOST_TEST(fonts.status == 1, fonts.err);
    BOOST_TEST(fonts.out.find("\n  apt-get install fonts-noto-cjk\n") != std::string::npos);
    BOOST_TEST(fonts.out.find("U+BF08  뼈  1 time, first in `about.p1`") != std::string::npos,
               fonts.out);
}

BOOST_AUTO_TEST_CASE(fonts_tells_what_a_guide_uses) {
    speak("ja", "骨");
    const Outcome fonts =
        with_all_fonts({"fonts", "guide.xml", "--lang", "ja", "--layout", "plain"});
    BOOST_TEST(fonts.status == 0, fonts.err);
    BOOST_TEST(fonts.err.empty(), fonts.err);
    BOOST_TEST(fonts.out.find("* Noto Serif CJK JP") != std::string::npos, fonts.out);
    BOOST_TEST(fonts.out.find("* Noto Serif CJK KR") == std::string::npos, fonts.out);
    BOOST_TEST(fonts.out.find("every character of the guide is covered") != std::string::npos);
    const Outcome other = run({"fonts", "guide.xml", "--lang", "ko", "--layout", "plain"});
    BOOST_TEST(other.status == 1);
    BOOST_TEST(other.says("job.no-translation"), other.err);
}

BOOST_AUTO_TEST_CASE(another_version_and_another_name_are_told_by_fonts_alone) {
    change("fonts/fonts.xml", "scripts=\"Hang Hani\"", "scripts=\"Hang Hani\" version=\"9.9\"");
    change("fonts/fonts.xml", "index=\"1\"", "index=\"0\"");
    BOOST_TEST(build().err.empty());
    const Outcome fonts = run({"fonts"});
    BOOST_TEST(fonts.status == 0, fonts.err);
    BOOST_TEST(fonts.says("warning[font.other-version]"), fonts.err);
    BOOST_TEST(fonts.says("warning[font.other-name]"), fonts.err);
    BOOST_TEST(run({"fonts", "--json"}).out.find("\"expected\": \"9.9\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(hostile_font_lists) {
    BOOST_TEST_REQUIRE(::mkfifo((*this / "fonts/Pipe.ttf").c_str(), 0600) == 0);
    write(*this / "fonts/NotoSansPipe-Regular.ttf", std::string(100'000, '\xFF'));
    speak("ko", "뼈");
    change("fonts/fonts.xml", "NotoSerifCJK-Regular.ttc", "Pipe.ttf");
    expect_failure(1, "", "layout.missing-glyph");
    change("fonts/fonts.xml", "Pipe.ttf", "../guide.xml");
    expect_failure(1, "", "layout.missing-glyph");
    change("fonts/fonts.xml", "\"Hang Hani\"", "\"Hangul\"");
    const Outcome outcome = expect_failure(1, "", "design.bad-value");
    BOOST_TEST(outcome.says("ISO 15924"), outcome.err);
}

BOOST_AUTO_TEST_SUITE_END()
