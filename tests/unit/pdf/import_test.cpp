// PDFs made elsewhere: sizes as seen, pages as they are, and every way a file can be unusable.
#include "pdf/pdf.hpp"
#include "reader.hpp"
#include "sample.hpp"
#include "tools.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <memory>
#include <set>

using namespace carefold;

namespace {

/// A file from its objects, numbered from 1 (the catalog), with its table and trailer.
std::string file_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
    std::string bytes = "%PDF-1.7\n";
    std::string table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        const std::string at = std::to_string(bytes.size());
        table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
        bytes += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    return bytes + "xref\n0 " + count + "\n" + table + "trailer\n<</Size " + count + "/Root 1 0 R" +
           trailer + ">>\nstartxref\n" + std::to_string(bytes.size()) + "\n%%EOF\n";
}

/// One page with these entries.
std::string one_page(const std::string& entries, const std::string& catalog = "",
                     const std::string& drawing = "0 0 10 10 re f") {
    return file_of(
        {"<</Type/Catalog/Pages 2 0 R" + catalog + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>" + entries + ">>",
         "<</Length " + std::to_string(drawing.size()) + ">>\nstream\n" + drawing + "\nendstream"});
}

struct Opened {
    std::unique_ptr<pdf::Import> import;
    std::vector<diag::Diagnostic> told;
};

Opened open(const std::string& bytes) {
    diag::Sink sink;
    Opened result;
    result.import = pdf::Import::open(bytes, diag::file_span("x.pdf"), sink);
    result.told = sink.all();
    BOOST_TEST((result.import == nullptr) == sink.has_errors());
    return result;
}

std::string code(const std::string& bytes) {
    const Opened opened = open(bytes);
    BOOST_TEST_REQUIRE(!opened.told.empty());
    BOOST_TEST(!opened.told.front().message.empty());
    return opened.told.front().code;
}

pages::Imposition one_up(const pdf::Import& import, Length border = {}) {
    pages::Imposition imposition;
    for (std::size_t i = 0; i < import.sizes().size(); ++i) {
        pages::Sheet sheet;
        sheet.size = {import.sizes()[i].width + border * 2, import.sizes()[i].height + border * 2};
        sheet.placements.push_back({i, {border, border}, 0});
        imposition.sheets.push_back(sheet);
    }
    return imposition;
}

std::string written(const Opened& opened, const pages::Imposition& imposition) {
    diag::Sink sink;
    const std::string bytes = opened.import->write(imposition, sink);
    BOOST_TEST(sink.all().empty());
    return bytes;
}

void check_size(const std::string& entries, double width, double height) {
    const Opened opened = open(one_page(entries));
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    BOOST_TEST(opened.import->sizes().at(0).width.to_pt() == width,
               boost::test_tools::tolerance(1e-6));
    BOOST_TEST(opened.import->sizes().at(0).height.to_pt() == height,
               boost::test_tools::tolerance(1e-6));
}

/// Greys of a page drawn by poppler at one pixel a point, and its size.
struct Drawn {
    std::size_t width = 0, height = 0;
    std::string pixels;
    bool dark(std::size_t x, std::size_t y) const {
        return static_cast<unsigned char>(pixels.at(y * width + x)) < 128;
    }
};

Drawn drawn(const std::string& bytes) {
    const std::string pgm = tools::run("pdftoppm -r 72 -gray -singlefile %", bytes).output;
    Drawn result;
    int most = 0;
    int read = 0;
    BOOST_TEST_REQUIRE(std::sscanf(pgm.c_str(), "P5 %zu %zu %d%n", &result.width, &result.height,
                                   &most, &read) == 3);
    result.pixels = pgm.substr(static_cast<std::size_t>(read) + 1);
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(importing)

BOOST_AUTO_TEST_CASE(pages_are_as_large_as_they_are_seen) {
    check_size("/MediaBox[0 0 200 100]", 200, 100);
    check_size("/MediaBox[-10 -20 190 80]", 200, 100);
    check_size("/MediaBox[200 100 0 0]", 200, 100);
    check_size("/MediaBox[0 0 200 100]/CropBox[10 10 110 60]", 100, 50);
    check_size("/MediaBox[0 0 200 100]/CropBox[0 0 150 90]/TrimBox[20 20 100 50]", 80, 30);
    check_size("/MediaBox[0 0 200 100]/Rotate 90", 100, 200);
    check_size("/MediaBox[0 0 200 100]/Rotate -270", 100, 200);
    check_size("/MediaBox[0 0 200 100]/Rotate 180", 200, 100);
    check_size("/MediaBox[0 0 200 100]/UserUnit 2", 400, 200);
}

// A square in the page's lower left corner, which is at the upper left when turned clockwise.
BOOST_AUTO_TEST_CASE(turned_and_cropped_pages_stand_upright_on_the_sheet) {
    struct Case {
        const char* entries;
        std::size_t x, y; // of the square's middle, from the top left of the sheet
    };
    const Case cases[]{
        {"/MediaBox[0 0 60 40]", 25, 55},
        {"/MediaBox[0 0 60 40]/Rotate 90", 25, 25},
        {"/MediaBox[0 0 60 40]/Rotate 180", 75, 25},
        {"/MediaBox[0 0 60 40]/Rotate 270", 55, 75},
        {"/MediaBox[-20 -20 60 40]/CropBox[-20 -20 60 40]/TrimBox[0 0 60 40]", 25, 55},
        {"/MediaBox[-20 -20 40 20]", 45, 35},
    };
    for (const Case& each : cases) {
        const Opened opened = open(one_page(each.entries));
        BOOST_TEST_REQUIRE((opened.import != nullptr));
        const std::string bytes = written(opened, one_up(*opened.import, Length::pt(20)));
        const Drawn page = drawn(bytes);
        std::size_t count = 0;
        for (std::size_t y = 0; y < page.height; ++y) {
            for (std::size_t x = 0; x < page.width; ++x) {
                count += page.dark(x, y) ? 1U : 0U;
            }
        }
        BOOST_TEST(page.dark(each.x, each.y), each.entries);
        BOOST_TEST((count > 80 && count < 122), each.entries << ": " << count);
    }
}

BOOST_AUTO_TEST_CASE(what_lies_outside_the_trim_is_cut_off) {
    const Opened opened =
        open(one_page("/MediaBox[-20 -20 60 40]/TrimBox[0 0 40 40]", "", "-20 -20 100 100 re f"));
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    const Drawn page = drawn(written(opened, one_up(*opened.import, Length::pt(10))));
    BOOST_TEST((page.width == 60 && page.height == 60));
    BOOST_TEST(page.dark(30, 30));
    for (const std::size_t at : {2U, 7U, 52U, 57U}) {
        BOOST_TEST(!page.dark(at, 30));
        BOOST_TEST(!page.dark(30, at));
    }
}

// Reader edition, imposed edition and an imposed PDF all hold the same drawing.
BOOST_AUTO_TEST_CASE(page_content_is_the_same_in_all_editions) {
    const pages::Document document = sample::everything(4);
    const pages::Imposition imposition = sample::booklet(document);
    diag::Sink sink;
    const std::string single = pdf::write(document, {nullptr, 0}, sink);
    const auto streams_of = [](const std::string& bytes) {
        const reader::File file(bytes);
        std::multiset<std::string> streams;
        for (const int page : file.pages()) {
            streams.insert(file.at(file.objects.at(page).value["Contents"]).stream);
        }
        return streams;
    };
    const auto forms_of = [](const std::string& bytes) {
        const reader::File file(bytes);
        std::multiset<std::string> streams;
        for (const int page : file.pages()) {
            const auto& resources = file.resolve(file.objects.at(page).value["Resources"]);
            for (const auto& [name, form] : file.resolve(resources["XObject"]).entries) {
                if (name.front() == 'P') {
                    streams.insert(file.at(form).stream);
                }
            }
        }
        return streams;
    };
    const auto expected = streams_of(single);
    BOOST_TEST(expected.size() == 4U);
    BOOST_TEST((forms_of(pdf::write(document, {&imposition, 0}, sink)) == expected));
    // qpdf makes its streams plain again; a final line end is its own.
    const Opened opened = open(single);
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    const std::string plain =
        tools::run("qpdf --stream-data=uncompress --object-streams=disable % -",
                   written(opened, imposition))
            .output;
    for (std::string stream : expected) {
        while (stream.ends_with('\n')) {
            stream.pop_back();
        }
        BOOST_TEST(stream.size() > 50U);
        BOOST_TEST(plain.find(stream) != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(sheets_are_sound_and_the_same_every_time) {
    diag::Sink sink;
    const std::string source = pdf::write(sample::everything(4), {}, sink);
    const auto make = [&] {
        const Opened opened = open(source);
        pages::Imposition imposition = sample::booklet(sample::everything(4));
        imposition.sheets[1].placements[0].rotation = 180;
        return written(opened, imposition);
    };
    const std::string bytes = make();
    BOOST_TEST(bytes == make());
    const auto checked = tools::run("qpdf --check %", bytes);
    BOOST_TEST(checked.status == 0, checked.output);
    BOOST_TEST(tools::run("pdffonts %", bytes).output.find("NotoSans") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(title_language_and_direction_are_read) {
    const std::string bytes =
        file_of({"<</Type/Catalog/Pages 2 0 R/Lang(ar)/ViewerPreferences<</Direction/R2L>>"
                 "/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
                 "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                 "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<<>>>>",
                 "<</Title<FEFF0048>/Secret(x)>>"},
                "/Info 4 0 R");
    const Opened opened = open(bytes);
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    BOOST_TEST(opened.told.empty());
    BOOST_TEST(opened.import->title() == "H");
    BOOST_TEST(opened.import->language().text() == "ar");
    BOOST_TEST(opened.import->right_to_left());
    const std::string made = written(opened, one_up(*opened.import));
    for (const char* gone : {"JavaScript", "OpenAction", "Secret"}) {
        BOOST_TEST(made.find(gone) == std::string::npos, gone);
    }
    BOOST_TEST(tools::run("pdfinfo %", made).output.find("Title:           H") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(unusable_files_are_told) {
    BOOST_TEST(code("") == "pdf.not-pdf");
    BOOST_TEST(code("hello") == "pdf.not-pdf");
    BOOST_TEST(code("<svg/>") == "pdf.not-pdf");
    BOOST_TEST(code("%PDF-1.7\nnothing else") == "pdf.damaged");
    BOOST_TEST(code(file_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"})) ==
               "pdf.no-pages");
    BOOST_TEST(code(one_page("/MediaBox[0 0 20000 100]")) == "pdf.page-size");
    BOOST_TEST(code(one_page("/MediaBox[0 0 1 1]")) == "pdf.page-size");
    BOOST_TEST(code(one_page("/MediaBox[0 0 600 800]/UserUnit 99")) == "pdf.page-size");
    BOOST_TEST(code(one_page("/MediaBox[0 0 1e99 nan]")) == "pdf.damaged");
    BOOST_TEST(code(one_page("/MediaBox[0 0 99999999999999999999 100]")) == "pdf.damaged");
}

BOOST_AUTO_TEST_CASE(a_damaged_file_is_read_as_far_as_it_goes) {
    std::string bytes = one_page("/MediaBox[0 0 200 100]");
    bytes.insert(bytes.find("startxref\n") + 10, "9");
    const Opened opened = open(bytes);
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    BOOST_TEST_REQUIRE(opened.told.size() == 1U);
    BOOST_TEST(opened.told.front().code == "pdf.repaired");
    BOOST_TEST(tools::run("qpdf --check %", written(opened, one_up(*opened.import))).status == 0);
}

BOOST_AUTO_TEST_CASE(encrypted_files_are_opened_only_when_they_may_be) {
    const std::string bytes = one_page("/MediaBox[0 0 200 100]");
    const auto encrypted = [&](const std::string& options) {
        return tools::run("qpdf --encrypt " + options + " -- % -", bytes).output;
    };
    BOOST_TEST(code(encrypted("user owner 256")) == "pdf.encrypted");
    BOOST_TEST(code(encrypted("'' owner 256 --print=none")) == "pdf.printing-forbidden");
    const Opened opened = open(encrypted("'' owner 256 --modify=none"));
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    const std::string made = written(opened, one_up(*opened.import));
    BOOST_TEST(tools::run("qpdf --is-encrypted %", made).status == 2);
}

// A chain of page-tree nodes each holding the next would use up the stack of a reader that
// follows it by calling itself.
BOOST_AUTO_TEST_CASE(deep_and_endless_trees_of_pages_are_refused) {
    std::vector<std::string> objects{"<</Type/Catalog/Pages 2 0 R>>"};
    for (int i = 0; i < 100'000; ++i) {
        objects.push_back("<</Type/Pages/Count 1/Kids[" + std::to_string(i + 3) + " 0 R]>>");
    }
    objects.emplace_back("<</Type/Page/MediaBox[0 0 99 99]>>");
    BOOST_TEST(code(file_of(objects)) == "pdf.damaged");
    objects.resize(50);
    objects.emplace_back("<</Type/Pages/Count 1/Kids[2 0 R]>>"); // back to the beginning
    BOOST_TEST(!code(file_of(objects)).empty());
}

BOOST_AUTO_TEST_CASE(drawings_that_swell_beyond_measure_are_refused) {
    const std::string zeros =
        tools::run("python3 -c 'import sys, zlib; c = zlib.compressobj(9); b = bytes(1 << 20); "
                   "w = sys.stdout.buffer.write; [w(c.compress(b)) for i in range(700)]; "
                   "w(c.flush())' %",
                   "")
            .output;
    const std::string bytes =
        file_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                 "<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 99 99]>>",
                 "<</Filter/FlateDecode/Length " + std::to_string(zeros.size()) + ">>\nstream\n" +
                     zeros + "\nendstream"});
    BOOST_TEST(bytes.size() < 2'000'000U);
    BOOST_TEST(code(bytes) == "pdf.too-large");
}

BOOST_AUTO_TEST_CASE(filled_in_forms_are_printed) {
    const std::string bytes = file_of(
        {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
         "<</Type/Page/Parent 2 0 R/MediaBox[0 0 40 40]/Resources<<>>/Annots[4 0 R]>>",
         "<</Type/Annot/Subtype/Stamp/F 4/Rect[10 10 30 30]/AP<</N 5 0 R>>>>",
         "<</Type/XObject/Subtype/Form/BBox[0 0 20 20]/Length 14>>\nstream\n0 0 20 20 re f\n"
         "endstream"});
    const Opened opened = open(bytes);
    BOOST_TEST_REQUIRE((opened.import != nullptr));
    const Drawn page = drawn(written(opened, one_up(*opened.import)));
    BOOST_TEST(page.dark(20, 20));
    BOOST_TEST(!page.dark(5, 5));
}

BOOST_AUTO_TEST_SUITE_END()
