// What may keep a document from the press.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

using namespace faults;

namespace {

constexpr int content_errors = 1;
constexpr std::string_view layout = "layouts/plain.xml";
constexpr std::string_view profile = "layouts/profiles/fogra39-coated.icc";

/// With the house's profile beside the layout, and a layout that says what the press is.
class PressWorkshop : public Workshop {
  public:
    PressWorkshop() {
        std::filesystem::create_directories(*this / "layouts/profiles");
        std::filesystem::copy(std::filesystem::path(SOURCE_DIR) / profile, *this / profile);
    }
    void say(const std::string& press) const { change(layout, "</layout>", press + "</layout>"); }
    /// Builds for the press, which must fail so and write nothing.
    Outcome refuse(const std::string& place, const std::string& code) const {
        const std::vector<std::string> before = everything();
        const std::string old = read(*this / "old.pdf");
        Outcome outcome = build({"--edition", "press"});
        BOOST_TEST(outcome.status == content_errors, outcome.err);
        BOOST_TEST(outcome.says(place + ": error[" + code + "]: "), outcome.err);
        BOOST_TEST(outcome.says("hint: "), outcome.err);
        BOOST_TEST(everything() == before, boost::test_tools::per_element());
        BOOST_TEST(read(*this / "old.pdf") == old);
        return outcome;
    }
    void accept(const std::string& warning = "") const {
        const Outcome outcome = build({"--edition", "press"});
        BOOST_TEST(outcome.status == 0, outcome.err);
        BOOST_TEST((warning.empty() ? outcome.err.empty() : outcome.says(warning)), outcome.err);
        BOOST_TEST(read(*this / "old.pdf").starts_with("%PDF-1.6"));
    }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(press_faults, PressWorkshop)

BOOST_AUTO_TEST_CASE(sound_with_and_without_a_word_of_presses) {
    accept();
    say("<press profile=\"fogra39-coated\" condition=\"FOGRA39\" bleed=\"3mm\" "
        "ink-limit=\"300\"/>");
    accept();
}

BOOST_AUTO_TEST_CASE(a_profile_by_path_beside_the_layout) {
    say("<press profile=\"profiles/fogra39-coated.icc\"/>");
    accept();
}

BOOST_AUTO_TEST_CASE(no_profile_of_that_name) {
    say("<press profile=\"fogra93-coated\"/>");
    const Outcome outcome = refuse(at(layout, "profile=\"fogra93"), "job.missing-profile");
    BOOST_TEST(outcome.says("did you mean `fogra39-coated`?"), outcome.err);
}

BOOST_AUTO_TEST_CASE(no_profile_at_all) {
    std::filesystem::remove_all(*this / "layouts/profiles");
    refuse("layouts/plain.xml", "job.missing-profile");
}

BOOST_AUTO_TEST_CASE(a_profile_outside_the_folder_is_not_read) {
    std::filesystem::copy(*this / profile, *this / "outside.icc");
    for (const std::string path : {"../outside.icc", "/usr/share/color/icc/sRGB.icc", "profiles"}) {
        say("<press profile=\"" + path + "\"/>");
        refuse(at(layout, "profile=\"" + path), "job.missing-profile");
        change(layout, "<press profile=\"" + path + "\"/>", "");
    }
}

BOOST_AUTO_TEST_CASE(a_profile_that_is_none) {
    write(*this / profile, "just words");
    const Outcome outcome = refuse("layouts/plain.xml", "job.bad-profile");
    BOOST_TEST(outcome.says("it is no ICC profile"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_profile_for_screens) {
    std::string screen = read(*this / profile);
    write(*this / "layouts/screen.icc", screen.replace(16, 4, "RGB "));
    say("<press profile=\"screen.icc\"/>");
    const Outcome outcome = refuse(at(layout, "profile=\"screen"), "job.bad-profile");
    BOOST_TEST(outcome.says("CMYK"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_truncated_profile) {
    write(*this / profile, read(*this / profile).substr(0, 9000));
    refuse("layouts/plain.xml", "job.bad-profile");
}

BOOST_AUTO_TEST_CASE(bleed_and_limit_out_of_sense) {
    say("<press bleed=\"-1mm\" ink-limit=\"999\"/>");
    const Outcome outcome = refuse(at(layout, "bleed"), "design.bad-value");
    BOOST_TEST(outcome.says(at(layout, "ink-limit") + ": error[design.bad-value]"), outcome.err);
}

BOOST_AUTO_TEST_CASE(inks_that_are_none) {
    change(layout, "value=\"#222222\"/>",
           "value=\"#222222\" cmyk=\"0 0 0 101\"/><color name=\"b\" value=\"#fff\" spot=\"All\"/>");
    const Outcome outcome = refuse(at(layout, "cmyk"), "design.bad-value");
    BOOST_TEST(outcome.says(at(layout, "spot") + ": error[design.bad-value]"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_palette_colour_of_too_much_ink) {
    change(layout, "value=\"#222222\"/>", "value=\"#222222\" cmyk=\"90 90 90 90\"/>");
    const Outcome outcome = refuse(at(layout, "<color"), "press.too-much-ink");
    BOOST_TEST(outcome.says("360 %"), outcome.err);
}

BOOST_AUTO_TEST_CASE(a_drawing_of_too_much_ink) {
    say("<press ink-limit=\"100\"/>");
    write(*this / "art/dot.svg",
          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
          "<path d=\"M0 0h9v9h-9z\" fill=\"#603820\"/></svg>");
    refuse(at("guide.xml", "<figure"), "press.too-much-ink");
}

BOOST_AUTO_TEST_CASE(a_fill_that_ends_at_the_edge) {
    change(layout, "<frame name=\"main\"",
           "<fill color=\"ink\" inner=\"-1mm\" outer=\"100mm\" top=\"10mm\" height=\"5mm\"/>"
           "<frame name=\"main\"");
    accept(at(layout, "<master name") + ": warning[press.no-bleed]");
    change(layout, "inner=\"-1mm\"", "inner=\"-3mm\"");
    accept();
}

BOOST_AUTO_TEST_CASE(a_guide_without_a_date_for_its_readers) {
    change("guide.xml", "<review date", "<review audience=\"practitioner\" date");
    const Outcome outcome = build({"--edition", "press"});
    BOOST_TEST(outcome.status == content_errors, outcome.err);
    BOOST_TEST(outcome.says("error["), outcome.err);
}

BOOST_AUTO_TEST_SUITE_END()
