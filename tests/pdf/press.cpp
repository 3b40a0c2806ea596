// The sample's press edition read back with other people's tools. docs/press.md names these tests.
#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>

using namespace carefold;
using test::output_of;
using test::run;

namespace {

const std::string& press_pdf() {
    static const std::string path = sample::pdf(content::Audience::client, job::Edition::press);
    return path;
}

const std::string& plain() {
    static const std::string text =
        output_of("qpdf --qdf --object-streams=disable " + press_pdf() + " -");
    return text;
}

/// Of pages and forms: what qpdf wrote between stream and endstream, but for pictures, fonts,
/// profiles and metadata.
std::vector<std::string> operator_streams() {
    std::vector<std::string> streams;
    const std::string& text = plain();
    const std::string open = "\nstream\n";
    const std::string close = "\nendstream";
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at)) {
        const std::size_t object = text.rfind(" 0 obj", at);
        const std::string entries = text.substr(object, at - object);
        const std::size_t end = text.find(close, at);
        const bool other = entries.find("/Subtype /Image") != std::string::npos ||
                           entries.find("/Subtype /XML") != std::string::npos ||
                           entries.find("/N 4") != std::string::npos ||
                           entries.find("/Length1") != std::string::npos ||
                           entries.find("/Subtype /CIDFontType0C") != std::string::npos;
        std::string body = text.substr(at + open.size(), end - at - open.size());
        const auto holds = [&](const char* text_wanted) {
            return body.find(text_wanted) != std::string::npos;
        };
        if (!other && !holds("begincmap") && (holds("EMC\n") || holds(" m\n"))) {
            streams.push_back(std::move(body));
        }
        at = end;
    }
    return streams;
}

/// How often each operator occurs; strings are passed over.
std::map<std::string, std::size_t> operators() {
    std::map<std::string, std::size_t> counts;
    for (const std::string& stream : operator_streams()) {
        std::string word;
        int depth = 0;
        for (std::size_t i = 0; i < stream.size(); ++i) {
            const char c = stream[i];
            if (depth > 0 && c == '\\') {
                ++i;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
                word.clear();
            } else if (depth == 0 && std::isalnum(static_cast<unsigned char>(c)) != 0) {
                word += c;
            } else if (depth == 0 && (c == '/' || c == '.' || c == '#' || c == '*')) {
                word += c;
            } else if (depth == 0) {
                counts[word] += 1;
                word.clear();
            }
        }
        counts[word] += 1;
    }
    return counts;
}

std::array<double, 4> box(const std::string& info, std::size_t page, const std::string& name) {
    std::array<double, 4> edges{};
    const std::string key =
        "Page " + std::string(page < 10 ? "   " : "  ") + std::to_string(page) + " " + name + ":";
    const std::size_t at = info.find(key);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, key << " in " << info.substr(0, 2000));
    std::istringstream numbers(info.substr(at + key.size(), 200));
    for (double& edge : edges) {
        numbers >> edge;
    }
    return edges;
}

/// Pixels of a page at 72 dpi as gray, row by row.
struct Picture {
    int width = 0, height = 0;
    std::string gray;
};
Picture draw(int page) {
    const std::string number = std::to_string(page);
    const std::string pgm =
        output_of("pdftoppm -gray -r 72 -f " + number + " -l " + number + " " + press_pdf());
    Picture picture;
    int most = 0, used = 0;
    BOOST_REQUIRE(std::sscanf(pgm.c_str(), "P5 %d %d %d%n", &picture.width, &picture.height, &most,
                              &used) == 3);
    picture.gray = pgm.substr(static_cast<std::size_t>(used) + 1);
    return picture;
}

} // namespace

BOOST_AUTO_TEST_CASE(qpdf_and_mupdf_accept_it) {
    const auto checked = run("qpdf --check " + press_pdf());
    BOOST_TEST(checked.status == 0, checked.output);
    BOOST_TEST(checked.output.find("WARNING") == std::string::npos, checked.output);
    const auto drawn = run("mutool draw -q -o /dev/null -F txt " + press_pdf());
    BOOST_TEST(drawn.status == 0, drawn.output);
    BOOST_TEST(drawn.output.find("error") == std::string::npos, drawn.output);
    const std::string info = output_of("pdfinfo " + press_pdf());
    BOOST_TEST(info.find("PDF version:     1.6") != std::string::npos);
    BOOST_TEST(info.find("Tagged:          yes") != std::string::npos);
    BOOST_TEST(info.find("Encrypted:       no") != std::string::npos);
    BOOST_TEST(info.find("JavaScript:      no") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_operator_of_every_stream_is_ink) {
    BOOST_TEST(operator_streams().size() >=
               sample::document(content::Audience::client).pages.size());
    const auto counts = operators();
    for (const char* screen : {"rg", "RG", "sc", "SC", "g", "G", "sh", "BI", "ri"}) {
        BOOST_TEST(counts.count(screen) == 0U, screen);
    }
    for (const char* ink : {"k", "K", "gs", "CS", "SCN"}) {
        BOOST_TEST(counts.count(ink) == 1U, ink);
    }
    for (const char* space : {"/DeviceRGB", "/CalRGB", "/CalGray", "/ICCBased", "/Indexed"}) {
        BOOST_TEST(plain().find(space) == std::string::npos, space);
    }
}

BOOST_AUTO_TEST_CASE(fonts_are_embedded) {
    std::istringstream lines(output_of("pdffonts " + press_pdf()));
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    int fonts = 0;
    for (; std::getline(lines, line); ++fonts) {
        BOOST_TEST(line.find("yes yes yes") != std::string::npos, line);
    }
    BOOST_TEST(fonts >= 3);
}

BOOST_AUTO_TEST_CASE(boxes_are_right_to_a_hundredth_of_a_millimetre) {
    const std::size_t count = sample::document(content::Audience::client).pages.size();
    const std::string info =
        output_of("pdfinfo -box -f 1 -l " + std::to_string(count) + " " + press_pdf());
    const double mm = 72 / 25.4;
    for (std::size_t page = 1; page <= count; ++page) {
        const auto media = box(info, page, "MediaBox");
        const auto bleed = box(info, page, "BleedBox");
        const auto trim = box(info, page, "TrimBox");
        const std::array<double, 4> wanted_trim{12 * mm, 12 * mm, 160 * mm, 222 * mm};
        const std::array<double, 4> wanted_bleed{9 * mm, 9 * mm, 163 * mm, 225 * mm};
        const std::array<double, 4> wanted_media{0, 0, 172 * mm, 234 * mm};
        for (std::size_t edge = 0; edge < 4; ++edge) { // pdfinfo rounds to 0.01 pt
            BOOST_TEST(std::abs(trim[edge] - wanted_trim[edge]) < 0.01 * mm);
            BOOST_TEST(std::abs(bleed[edge] - wanted_bleed[edge]) < 0.01 * mm);
            BOOST_TEST(std::abs(media[edge] - wanted_media[edge]) < 0.01 * mm);
        }
    }
}

BOOST_AUTO_TEST_CASE(marks_leave_bleed_alone) {
    // The second page has no fill at its edges: its bleed is bare paper, and around it are marks.
    const Picture picture = draw(2);
    const int trim = static_cast<int>(std::lround(12 * 72 / 25.4));
    const int bleed = static_cast<int>(std::lround(9 * 72 / 25.4));
    int in_bleed = 0, outside = 0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const int edge = std::min({x, y, picture.width - 1 - x, picture.height - 1 - y});
            const auto gray = static_cast<unsigned char>(
                picture.gray[static_cast<std::size_t>(y * picture.width + x)]);
            in_bleed += edge > bleed && edge < trim - 1 && gray < 250 ? 1 : 0;
            outside += edge < bleed && gray < 250 ? 1 : 0;
        }
    }
    BOOST_TEST(in_bleed == 0);
    BOOST_TEST(outside > 500);
}

BOOST_AUTO_TEST_CASE(each_page_of_a_booklet_is_folded_at_its_spine) {
    std::size_t pages = 0;
    for (const std::string& stream : operator_streams()) {
        if (stream.find("/All CS") == std::string::npos) {
            continue;
        }
        const std::size_t dashes = stream.find("[2.5 1.5] 0 d\n");
        BOOST_REQUIRE(dashes != std::string::npos);
        BOOST_TEST(stream.find("[2.5 1.5] 0 d\n", dashes + 1) == std::string::npos);
        const double at = std::stod(stream.substr(dashes + 14, 12));
        BOOST_TEST(std::abs(at * 25.4 / 72 - (pages % 2 == 0 ? 12 : 160)) < 0.01);
        ++pages;
    }
    BOOST_TEST(pages == sample::document(content::Audience::client).pages.size());
}

BOOST_AUTO_TEST_CASE(the_cover_bleeds) {
    const Picture picture = draw(1); // dark from the bleed's edge on
    const int at = static_cast<int>(std::lround(9.5 * 72 / 25.4));
    const int above = static_cast<int>(std::lround(8.5 * 72 / 25.4));
    const auto gray = [&](int x, int y) {
        return static_cast<int>(static_cast<unsigned char>(
            picture.gray[static_cast<std::size_t>(y * picture.width + x)]));
    };
    BOOST_TEST(gray(picture.width / 4, at) < 128);
    BOOST_TEST(gray(at, picture.height / 4) < 128);
    BOOST_TEST(gray(above, picture.height / 4) > 250);
}

BOOST_AUTO_TEST_CASE(it_says_what_it_is) {
    const std::string meta = output_of("pdfinfo -meta " + press_pdf());
    for (const char* key : {"<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdfaid:part>2<",
                            "<pdfuaid:part>1<", "<pdf:Trapped>False<"}) {
        BOOST_TEST(meta.find(key) != std::string::npos, key);
    }
    BOOST_TEST(plain().find("/GTS_PDFX") != std::string::npos);
    BOOST_TEST(plain().find("/Subtype /Link") == std::string::npos);
    const std::string tree = output_of("pdfinfo -struct " + press_pdf());
    BOOST_TEST(tree.find("Link") == std::string::npos);
    BOOST_TEST(tree.find("Table") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_words_are_those_of_the_reader_edition) {
    const auto words = [](const std::string& path) {
        return output_of("pdftotext -raw -nopgbrk " + path + " -");
    };
    BOOST_TEST(words(press_pdf()) ==
               words(sample::pdf(content::Audience::client, job::Edition::reader)));
}

BOOST_AUTO_TEST_CASE(a_second_run_gives_the_same_bytes) {
    job::Request request = sample::request(content::Audience::client);
    request.edition = job::Edition::press;
    request.output = press_pdf() + ".again";
    diag::Sink sink;
    BOOST_TEST(job::run(request, sink).ok);
    BOOST_TEST(sink.all().empty());
    BOOST_TEST(run("cmp " + press_pdf() + " " + request.output).status == 0);
}
