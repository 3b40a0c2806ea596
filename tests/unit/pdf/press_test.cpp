// A small document for the press: every colour in ink, boxes, marks, spots. docs/press.md names
// these tests.
#include "reader.hpp"
#include "sample.hpp"
#include "tools.hpp"

#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

using namespace carefold;
using reader::Value;

namespace {

const Color clay{0xc0, 0x69, 0x4a};

color::ProfilePtr profile() {
    std::ifstream file(SOURCE_DIR "/layouts/profiles/fogra39-coated.icc", std::ios::binary);
    std::string why_not;
    auto read = color::Profile::read({std::istreambuf_iterator<char>(file), {}}, why_not);
    BOOST_REQUIRE_MESSAGE(read, why_not);
    return read;
}

std::string press(const pages::Document& document, int compression = 0) {
    color::Inks inks(profile(),
                     {{clay, "PANTONE 7522 C", color::Cmyk{{0, 520, 580, 200}}, false, {}}}, 330);
    const pdf::Press press{&inks, "FOGRA39", Length::mm(3), {{true, false}, {false, true}}};
    pdf::Options options;
    options.compression = compression;
    options.press = &press;
    diag::Sink sink;
    std::string bytes = pdf::write(document, options, sink);
    BOOST_TEST(sink.all().empty());
    return bytes;
}

image::PicturePtr gray_pixel() {
    auto picture = std::make_shared<image::Picture>();
    picture->size = {Length::pt(9), Length::pt(9)};
    picture->pixel_width = picture->pixel_height = 1;
    picture->data = image::Raster{{128}, {}, true};
    return picture;
}

/// All of everything() with a spot colour, white over black, and a gray picture.
pages::Document colorful() {
    sample::Builder b(2);
    b.document = sample::everything();
    const Rect edge{Length::mm(-5), Length::mm(-5), Length::mm(60), Length::mm(30)};
    b.item(pages::artifact, {pages::Box{edge, clay, std::nullopt, {}, {}}});
    std::get<pages::Text>(b.more(pages::artifact, "White", sample::pt(10, 10)).what).color =
        Color{255, 255, 255};
    b.size = Length::pt(30);
    b.more(pages::artifact, "Large", sample::pt(10, 50));
    b.item(pages::artifact,
           {pages::Placed{gray_pixel(),
                          {Length::pt(9), Length::pt(9), Length::pt(9), Length::pt(9)}}});
    return b.document;
}

std::vector<double> values_of(const Value& array) {
    std::vector<double> out;
    for (const Value& item : array.items) {
        out.push_back(item.number);
    }
    return out;
}

const Value& page_entries(const reader::File& file, std::size_t number) {
    return file.objects.at(file.pages().at(number)).value;
}

std::string page_content(const reader::File& file, std::size_t number) {
    return file.at(page_entries(file, number)["Contents"]).stream;
}

/// Streams with operators: those of pages and of forms.
std::vector<std::string> operator_streams(const reader::File& file) {
    std::vector<std::string> streams;
    for (std::size_t i = 0; i < file.pages().size(); ++i) {
        streams.push_back(page_content(file, i));
    }
    for (const auto& [number, object] : file.objects) {
        const Value& value = object.value;
        if (value.has("Subtype") && value["Subtype"].text == "Form") {
            streams.push_back(object.stream);
        }
    }
    return streams;
}

} // namespace

BOOST_AUTO_TEST_SUITE(for_the_press)

BOOST_AUTO_TEST_CASE(other_programs_accept_a_press_file) {
    for (const int compression : {0, 6}) {
        const std::string bytes = press(colorful(), compression);
        const tools::Result qpdf = tools::run("qpdf --check %", bytes);
        BOOST_TEST(qpdf.status == 0, qpdf.output);
        BOOST_TEST(tools::run("pdftoppm -r 30 % > /dev/null", bytes).output == "");
        BOOST_TEST(bytes.starts_with("%PDF-1.6"));
    }
    BOOST_TEST(press(colorful(), 6) == press(colorful(), 6));
}

BOOST_AUTO_TEST_CASE(every_colour_operator_is_ink) {
    const reader::File file(press(colorful()));
    std::set<std::string> seen;
    for (const std::string& stream : operator_streams(file)) {
        for (const Value& token : reader::tokens(stream)) {
            if (token.kind == Value::Kind::word) {
                seen.insert(token.text);
            }
        }
    }
    for (const char* screen : {"rg", "RG", "sc", "SC", "g", "G", "sh", "ri", "BI"}) {
        BOOST_TEST(seen.count(screen) == 0U, screen);
    }
    for (const char* used : {"k", "K", "cs", "scn", "CS", "SCN", "gs"}) {
        BOOST_TEST(seen.count(used) == 1U, used);
    }
}

BOOST_AUTO_TEST_CASE(every_picture_is_ink) {
    const reader::File file(press(colorful()));
    std::multiset<std::string> spaces;
    for (const auto& [number, object] : file.objects) {
        if (object.value.has("ColorSpace") &&
            object.value["ColorSpace"].kind == Value::Kind::name) {
            spaces.insert(object.value["ColorSpace"].text);
        }
    }
    BOOST_TEST(spaces.count("DeviceCMYK") == 1U);
    BOOST_TEST(spaces.count("DeviceGray") == 2U); // a mask and the gray picture
    BOOST_TEST(spaces.size() == 3U);
}

BOOST_AUTO_TEST_CASE(nothing_names_a_space_of_screens) {
    const std::string bytes = press(colorful());
    for (const char* space : {"DeviceRGB", "CalRGB", "CalGray", "/Lab", "ICCBased", "/Indexed"}) {
        BOOST_TEST(bytes.find(space) == std::string::npos, space);
    }
    BOOST_TEST(bytes.find("/Group<</S/Transparency/CS/DeviceCMYK>>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_jpeg_is_decoded_and_inked) {
    pages::Document document = sample::everything();
    auto picture = std::make_shared<image::Picture>();
    std::ifstream file(SOURCE_DIR "/tests/samples/pictures/clay.jpg", std::ios::binary);
    const std::string jpeg{std::istreambuf_iterator<char>(file), {}};
    diag::Sink sink;
    const image::PicturePtr decoded = image::decode(jpeg, {}, {}, sink);
    BOOST_REQUIRE(decoded);
    const Rect somewhere{Length::pt(20), Length::pt(20), Length::pt(40), Length::pt(40)};
    document.pages[0].items.push_back({pages::Placed{decoded, somewhere}});
    const reader::File pdf(press(document));
    bool found = false;
    for (const auto& [number, object] : pdf.objects) {
        if (object.value.has("Width") && object.value["Width"].number == decoded->pixel_width) {
            found = true;
            BOOST_TEST(object.value["ColorSpace"].text == "DeviceCMYK");
            BOOST_TEST(!object.value.has("Filter"));
            BOOST_REQUIRE(object.stream.size() ==
                          static_cast<std::size_t>(decoded->pixel_width * decoded->pixel_height) *
                              4);
            const auto ink = [&](std::size_t i) {
                return static_cast<int>(static_cast<unsigned char>(object.stream[i]));
            };
            BOOST_TEST(ink(0) < 60); // clay: little cyan, much magenta and yellow
            BOOST_TEST(ink(1) > 110);
            BOOST_TEST(ink(2) > 120);
        }
    }
    BOOST_TEST(found);
}

BOOST_AUTO_TEST_CASE(boxes_lie_in_one_another_to_a_hundredth) {
    const reader::File file(press(colorful()));
    const auto mm = [](double value) { return value * 72 / 25.4; };
    for (std::size_t i = 0; i < file.pages().size(); ++i) {
        const Value& each = page_entries(file, i);
        const std::vector<double> trim{mm(12), mm(12), mm(160), mm(222)};
        const std::vector<double> bleed{mm(9), mm(9), mm(163), mm(225)};
        const std::vector<double> media{0, 0, mm(172), mm(234)};
        for (std::size_t edge = 0; edge < 4; ++edge) {
            const double near = mm(0.01);
            BOOST_TEST(std::abs(values_of(each["TrimBox"])[edge] - trim[edge]) < near);
            BOOST_TEST(std::abs(values_of(each["BleedBox"])[edge] - bleed[edge]) < near);
            BOOST_TEST(std::abs(values_of(each["MediaBox"])[edge] - media[edge]) < near);
        }
        for (const char* none : {"ArtBox", "CropBox", "Annots", "Rotate", "UserUnit", "AA"}) {
            BOOST_TEST(!each.has(none), none);
        }
    }
}

BOOST_AUTO_TEST_CASE(marks_lie_outside_the_bleed) {
    const reader::File file(press(colorful()));
    for (std::size_t i = 0; i < file.pages().size(); ++i) {
        const std::vector<double> bleed = values_of(page_entries(file, i)["BleedBox"]);
        const std::vector<double> media = values_of(page_entries(file, i)["MediaBox"]);
        const std::string all = page_content(file, i);
        const std::size_t start = all.rfind("/Artifact<</Type/Page>>BDC");
        BOOST_REQUIRE(start != std::string::npos);
        std::vector<double> operands;
        double left = 0, bottom = 0;
        std::size_t checked = 0;
        const auto outside = [&](double x0, double y0, double x1, double y1) {
            ++checked;
            BOOST_TEST((x1 <= bleed[0] || x0 >= bleed[2] || y1 <= bleed[1] || y0 >= bleed[3]));
            BOOST_TEST((x0 >= media[0] && y0 >= media[1] && x1 <= media[2] && y1 <= media[3]));
        };
        for (const Value& token : reader::tokens(std::string_view(all).substr(start))) {
            if (token.kind == Value::Kind::number) {
                operands.push_back(token.number);
                continue;
            }
            if (token.text == "re") {
                outside(operands[0], operands[1], operands[0] + operands[2],
                        operands[1] + operands[3]);
            } else if (token.text == "m") {
                left = operands[0];
                bottom = operands[1];
            } else if (token.text == "l") {
                outside(std::min(left, operands[0]), std::min(bottom, operands[1]),
                        std::max(left, operands[0]), std::max(bottom, operands[1]));
            } else if (token.text == "c") {
                outside(operands[4], operands[5], operands[4], operands[5]);
            }
            operands.clear();
        }
        BOOST_TEST(checked >= 8U + 4 * 6 + 10);
    }
}

BOOST_AUTO_TEST_CASE(folded_edges_have_dashed_marks) {
    const reader::File file(press(colorful()));
    const auto dashes = [&](std::size_t number) {
        const std::string all = page_content(file, number);
        const std::string marks = all.substr(all.rfind("/Artifact<</Type/Page>>BDC"));
        const std::size_t at = marks.find("[2.5 1.5] 0 d\n");
        return at == std::string::npos ? ""
                                       : marks.substr(at + 14, marks.find(' ', at + 14) - at - 14);
    };
    BOOST_TEST(dashes(0) == "34.016");  // the left edge of the trimmed page
    BOOST_TEST(dashes(1) == "453.544"); // the right one
    BOOST_TEST(dashes(2) == "");
}

BOOST_AUTO_TEST_CASE(black_text_overprints_and_white_does_not) {
    const reader::File file(press(colorful()));
    std::string state = "O0", white = "?", large = "?", small = "?";
    std::vector<double> fill, operands;
    double size = 0;
    std::string name;
    for (const Value& token : reader::tokens(page_content(file, 0))) {
        if (token.kind == Value::Kind::number) {
            operands.push_back(token.number);
        } else if (token.kind == Value::Kind::name) {
            name = token.text;
        } else if (token.kind == Value::Kind::word) {
            if (token.text == "gs") {
                state = name;
            } else if (token.text == "k") {
                fill = operands;
            } else if (token.text == "Tf") {
                size = operands.back();
            } else if (token.text == "Tj" || token.text == "TJ") {
                std::string& seen = fill == std::vector<double>{0, 0, 0, 0} ? white
                                    : size > 24                             ? large
                                                                            : small;
                BOOST_TEST((seen == "?" || seen == state));
                seen = state;
                if (size < 24 && fill != std::vector<double>{0, 0, 0, 0}) {
                    BOOST_TEST((fill == std::vector<double>{0, 0, 0, 1}));
                }
            }
            operands.clear();
        }
    }
    BOOST_TEST(small == "O1");
    BOOST_TEST(white == "O0");
    BOOST_TEST(large == "O0");
    const Value& states = file.resolve(page_entries(file, 0)["Resources"])["ExtGState"];
    BOOST_TEST(states["O1"]["op"].text == "true");
    BOOST_TEST(states["O1"]["OP"].text == "false");
    BOOST_TEST(states["O1"]["OPM"].number == 1);
    BOOST_TEST(states["O0"]["op"].text == "false");
    for (const auto& [key, each] : states.entries) {
        for (const char* none : {"TR", "TR2", "HT", "HTP", "BG", "UCR"}) {
            BOOST_TEST(!each.has(none), none);
        }
    }
}

BOOST_AUTO_TEST_CASE(spot_inks_are_plates_by_name) {
    const std::string bytes = press(colorful());
    const reader::File file(bytes);
    const Value& spaces = file.resolve(page_entries(file, 0)["Resources"])["ColorSpace"];
    BOOST_TEST(spaces["S0"].items[0].text == "Separation");
    BOOST_TEST(bytes.find("/Separation/PANTONE#207522#20C/DeviceCMYK") != std::string::npos);
    BOOST_TEST((values_of(spaces["S0"].items[3]["C1"]) == std::vector<double>{0, .52, .58, .2}));
    BOOST_TEST(spaces["All"].items[1].text == "All");
    BOOST_TEST(page_content(file, 0).find("/S0 cs 1 scn") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(intents_share_one_profile) {
    const reader::File file(press(colorful()));
    const Value& intents = file.catalog()["OutputIntents"];
    BOOST_REQUIRE(intents.items.size() == 2);
    const Value& press_intent = file.resolve(intents.items[0]);
    const Value& archive = file.resolve(intents.items[1]);
    BOOST_TEST(press_intent["S"].text == "GTS_PDFX");
    BOOST_TEST(archive["S"].text == "GTS_PDFA1");
    BOOST_TEST(press_intent["DestOutputProfile"].id() == archive["DestOutputProfile"].id());
    BOOST_TEST(press_intent["OutputConditionIdentifier"].text == "FOGRA39");
    BOOST_TEST(press_intent["RegistryName"].text == "http://www.color.org");
    BOOST_TEST(press_intent["Info"].text == "Coated FOGRA39 300 percent (Carefold)");
    const reader::Object& stream = file.at(press_intent["DestOutputProfile"]);
    BOOST_TEST(stream.value["N"].number == 4);
    BOOST_TEST(stream.stream.substr(12, 8) == "prtrCMYK");
}

BOOST_AUTO_TEST_CASE(links_become_text) {
    const std::string bytes = press(colorful());
    BOOST_TEST(bytes.find("/Annot") == std::string::npos);
    BOOST_TEST(bytes.find("/Link") == std::string::npos);
    BOOST_TEST(bytes.find("OBJR") == std::string::npos);
    const tools::Result tree = tools::run("pdfinfo -struct-text %", bytes);
    BOOST_TEST(tree.output.find("the clinic") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(metadata_says_pdf_x) {
    const std::string bytes = press(colorful());
    for (const char* wanted : {"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
                               "<pdf:Trapped>False</pdf:Trapped>",
                               "<xmpMM:DocumentID>uuid:", "<xmpMM:VersionID>1</xmpMM:VersionID>",
                               "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
                               "<pdfaSchema:prefix>pdfxid</pdfaSchema:prefix>", "<xmp:CreateDate>",
                               "<xmp:ModifyDate>", "<xmp:MetadataDate>", "<dc:title>"}) {
        BOOST_TEST(bytes.find(wanted) != std::string::npos, wanted);
    }
    const reader::File file(bytes);
    const Value& info = file.resolve(file.trailer["Info"]);
    BOOST_TEST(info["Trapped"].text == "False");
    BOOST_TEST((info["Trapped"].kind == Value::Kind::name));
    for (const char* key : {"Title", "CreationDate", "ModDate", "Producer", "Creator"}) {
        BOOST_TEST(info.has(key), key);
    }
    BOOST_TEST(file.trailer.has("ID"));
    BOOST_TEST(!file.trailer.has("Encrypt"));
    BOOST_TEST(bytes.find("/JavaScript") == std::string::npos);
    BOOST_TEST(bytes.find("/JS") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_screen_edition_knows_no_ink) {
    const std::string bytes = sample::write(colorful());
    for (const char* word :
         {"DeviceCMYK", "GTS_PDFX", "pdfxid", "/Separation", " k\n", "BleedBox"}) {
        BOOST_TEST(bytes.find(word) == std::string::npos, word);
    }
}

BOOST_AUTO_TEST_SUITE_END()
