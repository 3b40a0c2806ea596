#include "font/font.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

font::Declaration declare(std::string family, bool bold, bool italic, std::string file) {
    font::Declaration declaration;
    declaration.family = std::move(family);
    declaration.bold = bold;
    declaration.italic = italic;
    declaration.file = std::move(file);
    declaration.package = "fonts-noto-core";
    return declaration;
}

struct Fixture {
    std::vector<font::Declaration> declarations{
        declare("Serif", false, false, "NotoSerif-Regular.ttf"),
        declare("Serif", true, false, "NotoSerif-Bold.ttf"),
        declare("Plain", false, false, "NotoSans-Regular.ttf"),
        declare("Gone", false, false, "NoSuchFont.ttf"),
        declare("Arabic", false, false, "NotoNaskhArabic-Regular.ttf"),
        declare("Arabic", true, false, "NotoNaskhArabic-Bold.ttf"),
    };
    diag::Sink sink;
    font::Library library{
        (declarations[4].scripts = declarations[5].scripts = {"Arab"}, declarations),
        {"/nowhere", "/usr/share/fonts/truetype/noto"}};

    std::string code() const { return sink.all().empty() ? "" : sink.all().back().code; }
    std::string name(const font::FacePtr& face) const {
        return face ? face->postscript_name() : "";
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(library_, Fixture)

BOOST_AUTO_TEST_CASE(finds_and_keeps_a_face) {
    const auto face = library.find("Serif", true, false, {}, sink);
    BOOST_TEST(name(face) == "NotoSerif-Bold");
    BOOST_TEST(library.find("Serif", true, false, {}, sink) == face);
    BOOST_TEST(sink.all().empty());
}

BOOST_AUTO_TEST_CASE(settles_for_a_lesser_style_with_a_warning) {
    BOOST_TEST(name(library.find("Serif", true, true, {}, sink)) == "NotoSerif-Bold");
    BOOST_TEST(code() == "font.missing-style");
    BOOST_TEST(name(library.find("Plain", true, true, {}, sink)) == "NotoSans-Regular");
    BOOST_TEST(sink.errors() == 0U);
    BOOST_TEST(sink.warnings() == 2U);
}

BOOST_AUTO_TEST_CASE(reports_an_unknown_family_with_a_guess) {
    BOOST_TEST(!library.find("Serfi", false, false, {}, sink));
    BOOST_TEST(code() == "font.unknown-family");
    BOOST_TEST(sink.all().back().hint.find("Serif") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(reports_a_missing_file_with_its_package) {
    BOOST_TEST(!library.find("Gone", false, false, {}, sink));
    BOOST_TEST(code() == "font.missing-file");
    BOOST_TEST(sink.all().back().hint.find("fonts-noto-core") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(falls_back_by_script_then_by_order) {
    const auto of = [&](char32_t c, bool bold, bool italic) {
        return name(library.fallback(c, {true, bold, italic, "en"}, sink));
    };
    BOOST_TEST(of(0x0628, false, false) == "NotoNaskhArabic-Regular");
    BOOST_TEST(of(0x0628, true, false) == "NotoNaskhArabic-Bold");
    BOOST_TEST(of(0x0628, false, true) == "NotoNaskhArabic-Regular");
    BOOST_TEST(of(U'a', false, false) == "NotoSerif-Regular");
    BOOST_TEST(of(0x4E00, false, false) == "");
    BOOST_TEST(sink.all().empty());
}

BOOST_AUTO_TEST_CASE(status_names_every_declaration) {
    const auto status = library.status();
    BOOST_REQUIRE(status.size() == 6U);
    BOOST_TEST(status[0].path == "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf");
    BOOST_TEST(status[3].path.empty());
    BOOST_TEST(status[3].declaration->family == "Gone");
}

BOOST_AUTO_TEST_CASE(looks_below_a_folder_too) {
    font::Library deep({declare("Serif", false, false, "NotoSerif-Regular.ttf")},
                       {"/usr/share/fonts"});
    BOOST_TEST(name(deep.find("Serif", false, false, {}, sink)) == "NotoSerif-Regular");
}

BOOST_AUTO_TEST_SUITE_END()
