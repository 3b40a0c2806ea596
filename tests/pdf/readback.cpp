#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace carefold;
using test::output_of;
using test::run;

namespace {

template <typename Check>
void each_pdf(Check&& check) {
    for (const auto audience : sample::audiences) {
        for (const auto edition : {job::Edition::reader, job::Edition::imposed}) {
            check(sample::pdf(audience, edition), audience, edition);
        }
    }
}

std::string slurp(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::size_t count(const std::string& text, const std::string& wanted) {
    std::size_t found = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++found;
    }
    return found;
}

} // namespace

BOOST_AUTO_TEST_CASE(qpdf_finds_nothing_wrong) {
    each_pdf([](const std::string& pdf, auto, auto) {
        const auto outcome = run("qpdf --check " + pdf);
        BOOST_TEST(outcome.status == 0, outcome.output);
    });
}

BOOST_AUTO_TEST_CASE(mupdf_reads_it_without_a_word) {
    each_pdf([](const std::string& pdf, auto, auto) {
        const auto outcome = run("mutool draw -q -o /dev/null -F txt " + pdf);
        BOOST_TEST(outcome.status == 0);
        std::istringstream lines(outcome.output);
        for (std::string line; std::getline(lines, line);) {
            // Debian builds MuPDF without a colour engine; it says so of any file with a profile.
            const bool expected = line == "warning: ICC support is not available";
            BOOST_TEST((expected || line.find("warning") == std::string::npos), line);
        }
        BOOST_TEST(outcome.output.find("error") == std::string::npos, outcome.output);
    });
}

BOOST_AUTO_TEST_CASE(fonts_are_embedded_subset_and_mapped) {
    each_pdf([](const std::string& pdf, auto, auto) {
        std::istringstream lines(output_of("pdffonts " + pdf));
        std::string line;
        std::getline(lines, line);
        std::getline(lines, line);
        int fonts = 0;
        while (std::getline(lines, line)) {
            ++fonts;
            BOOST_TEST(line.find("yes yes yes") != std::string::npos, line);
        }
        BOOST_TEST(fonts >= 3);
    });
}

BOOST_AUTO_TEST_CASE(headings_lists_tables_and_figures_are_tagged) {
    each_pdf([](const std::string& pdf, auto, auto) {
        const std::string tree = output_of("pdfinfo -struct " + pdf);
        for (const char* role : {"Document", "H1", "H2", "H3", "LI", "Lbl", "LBody", "Table", "TH",
                                 "TD", "TOC", "TOCI", "Figure", "Link", "Note"}) {
            BOOST_TEST(tree.find(role) != std::string::npos, role << " missing in " << pdf);
        }
    });
}

BOOST_AUTO_TEST_CASE(catalog_says_what_readers_ask) {
    each_pdf([](const std::string& pdf, auto, job::Edition edition) {
        const std::string info = output_of("pdfinfo " + pdf);
        BOOST_TEST(info.find("Tagged:          yes") != std::string::npos);
        BOOST_TEST(info.find("PDF version:     1.7") != std::string::npos);
        BOOST_TEST(info.find("Massage therapy for chronic back pain") != std::string::npos);
        const std::string meta = output_of("pdfinfo -meta " + pdf);
        for (const char* key : {"pdfuaid:part", "pdfaid:part", "pdfaid:conformance", "dc:title"}) {
            BOOST_TEST(meta.find(key) != std::string::npos, key);
        }
        const std::string plain = output_of("qpdf --qdf --object-streams=disable " + pdf + " -");
        BOOST_TEST(plain.find("/DisplayDocTitle true") != std::string::npos);
        BOOST_TEST(plain.find("/GTS_PDFA1") != std::string::npos);
        BOOST_TEST(plain.find("/PageLabels") != std::string::npos);
        BOOST_TEST(plain.find("/Outlines") != std::string::npos);
        const bool imposed = edition == job::Edition::imposed;
        BOOST_TEST((plain.find("/DuplexFlipShortEdge") != std::string::npos) == imposed);
        BOOST_TEST((plain.find("/PrintScaling /None") != std::string::npos) == imposed);
    });
}

BOOST_AUTO_TEST_CASE(imposed_edition_has_half_as_many_sides) {
    for (const auto audience : sample::audiences) {
        const auto pages = [&](job::Edition edition) {
            const std::string info = output_of("pdfinfo " + sample::pdf(audience, edition));
            return std::stoi(info.substr(info.find("Pages:") + 6));
        };
        BOOST_TEST(pages(job::Edition::reader) == 2 * pages(job::Edition::imposed));
        BOOST_TEST(pages(job::Edition::reader) % 4 == 0);
    }
}

BOOST_AUTO_TEST_CASE(imposed_edition_reuses_the_same_page_streams) {
    for (const auto audience : sample::audiences) {
        const std::string plain = output_of("qpdf --qdf --object-streams=disable " +
                                            sample::pdf(audience, job::Edition::imposed) + " -");
        const std::size_t pages = sample::document(audience).pages.size();
        BOOST_TEST(count(plain, "/Subtype /Form") >= pages);
    }
}

BOOST_AUTO_TEST_CASE(two_runs_give_the_same_bytes) {
    each_pdf([](const std::string& pdf, content::Audience audience, job::Edition edition) {
        job::Request request = sample::request(audience);
        request.edition = edition;
        request.output = pdf + ".again";
        diag::Sink sink;
        BOOST_TEST(job::run(request, sink).ok);
        BOOST_TEST((slurp(pdf) == slurp(request.output)), pdf);
    });
}

/// What a phone would read from the page, drawn at 200 pixels an inch.
std::string scanned(const std::string& pdf, std::size_t page) {
    const std::string picture = pdf + "-" + std::to_string(page);
    const std::string number = std::to_string(page);
    output_of("pdftoppm -r 200 -png -singlefile -f " + number + " -l " + number + " " + pdf + " " +
              picture);
    return run("zbarimg -q --raw " + picture + ".png").output;
}

BOOST_AUTO_TEST_CASE(booking_code_scans_in_every_size_and_edition) {
    namespace fs = std::filesystem;
    const fs::path folder =
        fs::temp_directory_path() / ("carefold-codes-" + std::to_string(getpid()));
    fs::copy(fs::path(SOURCE_DIR) / "layouts", folder, fs::copy_options::recursive);
    const std::string usual = slurp((folder / "booklet-a5.xml").string());
    const std::string height = "max-height=\"26mm\"";
    BOOST_TEST_REQUIRE(usual.find(height) != std::string::npos);
    for (const char* side : {"13mm", "18mm", "26mm", "32mm"}) {
        std::string changed = usual;
        changed.replace(changed.find(height), height.size(),
                        "max-height=\"" + std::string(side) + "\"");
        std::ofstream(folder / "booklet-a5.xml") << changed;
        job::Request request = sample::request(content::Audience::client);
        request.layout = (folder / "booklet-a5.xml").string();
        request.output = (folder / "reader.pdf").string();
        diag::Sink sink;
        const job::Report report = job::run(request, sink);
        BOOST_TEST_REQUIRE(report.ok, side);
        const std::string link = "https://riverbank.example.org/book";
        BOOST_TEST(scanned(request.output, report.pages).find(link) != std::string::npos, side);
        request.edition = job::Edition::imposed; // the last page is on the first sheet's front
        request.output = (folder / "imposed.pdf").string();
        BOOST_TEST_REQUIRE(job::run(request, sink).ok);
        BOOST_TEST(scanned(request.output, 1).find(link) != std::string::npos, side);
    }
    fs::remove_all(folder);
}
