#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_CASE(booking_code_scans) {
    const std::string pdf = sample::pdf(content::Audience::client, job::Edition::reader);
    const std::size_t pages = sample::document(content::Audience::client).pages.size();
    const std::string picture = pdf + "-last";
    output_of("pdftoppm -r 200 -png -singlefile -f " + std::to_string(pages) + " " + pdf + " " +
              picture);
    const auto outcome = run("zbarimg -q --raw " + picture + ".png");
    BOOST_TEST(outcome.output.find("https://") != std::string::npos, outcome.output);
}
