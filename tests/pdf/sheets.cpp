// Imposed sheets read back: what the strip says, in which language, and that pages are the same.
#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

using namespace carefold;
using test::output_of;
using test::run;
namespace fs = std::filesystem;

namespace {

/// The layouts' folder copied, where the fold can be another.
class Shop {
  public:
    Shop() : folder_(fs::temp_directory_path() / ("carefold-sheets-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
        fs::copy(fs::path(SOURCE_DIR) / "layouts", folder_, fs::copy_options::recursive);
        std::ostringstream text;
        text << std::ifstream(folder_ / "booklet-a5.xml").rdbuf();
        layout_ = text.str();
    }
    ~Shop() { fs::remove_all(folder_); }
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;

    job::Report build(const std::string& fold, const std::string& language,
                      job::Edition edition = job::Edition::imposed) const {
        std::string text = layout_;
        const std::size_t begin = text.find("<fold ");
        text.replace(begin, text.find("/>", begin) + 2 - begin, fold);
        std::ofstream(folder_ / "folded.xml") << text;
        job::Request request = sample::request(content::Audience::client);
        request.layout = (folder_ / "folded.xml").string();
        request.language = language;
        request.edition = edition;
        request.output = (folder_ / "made.pdf").string();
        diag::Sink sink;
        const job::Report report = job::run(request, sink);
        BOOST_TEST_REQUIRE(report.ok);
        return report;
    }
    fs::path operator/(const char* name) const { return folder_ / name; }

  private:
    fs::path folder_;
    std::string layout_;
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string flat(std::string text) {
    for (char& c : text) {
        c = c == '\n' || c == '\f' ? ' ' : c;
    }
    return text;
}

const std::string roomy = " paper-width=\"420mm\" paper-height=\"297mm\" unprintable=\"5mm\"/>";

} // namespace

BOOST_FIXTURE_TEST_SUITE(sheets, Shop)

BOOST_AUTO_TEST_CASE(strips_say_how_to_print_and_fold) {
    struct Case {
        const char *kind, *language, *flip;
        std::vector<std::string> words;
    };
    const Case cases[]{
        {"saddle", "en", "", {"Sheet 1, front.", "flip on the short edge", "staple in the fold"}},
        {"saddle", "de", "", {"Blatt 2, Rückseite.", "an der kurzen Kante", "im Falz heften"}},
        {"signatures\" sheets=\"3", "en", "", {"Sheet 2.1, front.", "sew or staple"}},
        {"perfect", "fr", "", {"Feuille 1, recto.", "coller le long du pli"}},
        {"none", "en", " flip=\"long\"", {"Sheet 3, back.", "flip on the long edge"}},
        {"saddle", "ja", "", {"枚目、表", "中央で折り"}},
        {"saddle", "ru", "", {"Лист 1, лицевая сторона."}},
    };
    for (const Case& each : cases) {
        const auto report = build(
            "<fold kind=\"" + std::string(each.kind) + "\"" + each.flip + roomy, each.language);
        BOOST_TEST(!report.sheet_help.empty());
        const std::string text = flat(output_of("pdftotext -raw " + report.output + " -"));
        for (const std::string& word : each.words) {
            BOOST_TEST(has(text, word), each.kind << " " << each.language << ": no " << word);
        }
        BOOST_TEST(run("qpdf --check " + report.output).status == 0);
        // An artifact, not content, and in an embedded font.
        const std::string tree = output_of("pdfinfo -struct-text " + report.output);
        BOOST_TEST(!has(flat(tree), each.words.front()));
        std::istringstream fonts(output_of("pdffonts " + report.output + " | tail -n +3"));
        for (std::string line; std::getline(fonts, line);) {
            BOOST_TEST(has(line, "yes yes yes"), line);
        }
    }
}

BOOST_AUTO_TEST_CASE(arabic_strips_are_set_from_the_right) {
    const auto report = build("<fold kind=\"saddle\"" + roomy, "ar");
    const std::string boxes = output_of("pdftotext -f 1 -l 1 -bbox " + report.output + " -");
    BOOST_TEST(has(report.sheet_help, "اطبع بالحجم الفعلي"));
    // It begins at the fold's mark, in the middle of the sheet, and need not reach the other end.
    double rightmost = 0;
    std::istringstream lines(boxes);
    for (std::string line; std::getline(lines, line);) {
        const std::size_t y = line.find("yMin=\"");
        const std::size_t x = line.find("xMax=\"");
        if (y != std::string::npos && std::stod(line.substr(y + 6)) > 722) {
            rightmost = std::max(rightmost, std::stod(line.substr(x + 6)));
        }
    }
    BOOST_TEST(rightmost > 588);
    BOOST_TEST(rightmost < 595);
}

BOOST_AUTO_TEST_CASE(sheets_without_room_have_no_strip_but_the_report_says_it) {
    const auto report =
        build("<fold kind=\"saddle\" paper-width=\"297mm\" paper-height=\"210mm\"/>", "en");
    BOOST_TEST(has(report.sheet_help, "staple in the fold"));
    BOOST_TEST(!has(output_of("pdftotext -raw " + report.output + " -"), "staple in the fold"));
}

BOOST_AUTO_TEST_CASE(repeated_pages_look_the_same_and_are_read_once) {
    const auto report = build("<fold kind=\"n-up\" columns=\"2\" rows=\"1\" paper-width=\"296mm\" "
                              "paper-height=\"210mm\" marks=\"no\"/>",
                              "en");
    BOOST_TEST(run("qpdf --check " + report.output).status == 0);
    const std::string tree = output_of("pdfinfo -struct-text " + report.output);
    const std::string title = "Massage therapy for";
    BOOST_TEST(has(tree, title));
    BOOST_TEST(tree.find(title) == tree.rfind(title));
    for (const char* page : {"1", "4", "9"}) {
        const auto half = [&](const char* x) {
            return output_of("pdftoppm -r 60 -f " + std::string(page) + " -l " + page + " -x " + x +
                             " -W 349 -H 490 -gray " + report.output);
        };
        const std::string left = half("0");
        const std::string right = half("350");
        BOOST_TEST_REQUIRE(left.size() == right.size());
        std::size_t apart = 0; // but for the smoothing of edges
        for (std::size_t i = 0; i < left.size(); ++i) {
            apart += std::abs(static_cast<unsigned char>(left[i]) -
                              static_cast<unsigned char>(right[i])) > 160
                         ? 1U
                         : 0U;
        }
        BOOST_TEST(apart < left.size() / 500, "page " << page << ": " << apart);
    }
}

BOOST_AUTO_TEST_CASE(any_pdf_can_be_imposed_and_keeps_title_and_language) {
    const auto reader = build("<fold kind=\"saddle\"" + roomy, "de", job::Edition::reader);
    job::ImposeRequest request;
    request.file = reader.output;
    request.output = (*this / "sheets.pdf").string();
    request.plan.paper = {Length::mm(420), Length::mm(297)};
    request.plan.unprintable = Length::mm(5);
    request.plan.pad = true;
    diag::Sink sink;
    const job::Report report = job::impose_file(request, sink);
    BOOST_TEST_REQUIRE(report.ok);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST(report.pages == reader.pages);
    BOOST_TEST(report.sheets == reader.pages / 4);
    BOOST_TEST(has(report.sheet_help, "an der kurzen Kante"));
    BOOST_TEST(run("qpdf --check " + request.output).status == 0);
    const std::string text = flat(output_of("pdftotext -raw " + request.output + " -"));
    BOOST_TEST(has(text, "Blatt 1, Vorderseite."));
    const auto title = [](const std::string& file) {
        const std::string info = output_of("pdfinfo " + file);
        return info.substr(0, info.find('\n'));
    };
    BOOST_TEST(title(request.output) == title(reader.output));
    BOOST_TEST(
        has(output_of("qpdf --json --json-key=qpdf " + request.output), "\"/Lang\": \"u:de\""));
    // The same fonts, to the byte.
    const auto fonts = [](const std::string& file) {
        return output_of("pdffonts " + file + " | tail -n +3 | awk '{print $1}' | sort");
    };
    for (std::istringstream list(fonts(reader.output)); list.good();) {
        std::string font;
        std::getline(list, font);
        BOOST_TEST(has(fonts(request.output), font));
    }
}

BOOST_AUTO_TEST_SUITE_END()
