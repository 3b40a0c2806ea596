// Catalog, metadata, pictures, links and placement in the file.
#include "reader.hpp"
#include "sample.hpp"
#include "tools.hpp"

#include "pdf/metadata.hpp"
#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using reader::Value;
using sample::write;

namespace {

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes.at(at + i));
    }
    return value;
}

std::vector<double> numbers(const Value& array) {
    std::vector<double> out;
    for (const Value& item : array.items) {
        out.push_back(item.number);
    }
    return out;
}

} // namespace

BOOST_AUTO_TEST_SUITE(file)

BOOST_AUTO_TEST_CASE(other_programs_accept_it) {
    const pages::Document document = sample::everything(8);
    const pages::Imposition imposition = sample::booklet(document);
    for (const pages::Imposition* edition :
         {static_cast<const pages::Imposition*>(nullptr), &imposition}) {
        for (const int compression : {0, 6}) {
            const std::string bytes = write(document, edition, compression);
            const tools::Result qpdf = tools::run("qpdf --check %", bytes);
            BOOST_TEST(qpdf.status == 0, qpdf.output);
            const tools::Result mutool = tools::run("mutool draw -q -o /dev/null -F text %", bytes);
            BOOST_TEST(mutool.status == 0, mutool.output);
            BOOST_TEST((mutool.output.empty() ||
                        mutool.output == "warning: ICC support is not available\n"),
                       mutool.output);
            const tools::Result poppler = tools::run("pdftoppm -r 30 % > /dev/null", bytes);
            BOOST_TEST(poppler.output == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(same_document_same_bytes) {
    pages::Document document = sample::everything();
    const pages::Imposition imposition = sample::booklet(document);
    BOOST_TEST(write(document, nullptr, 6) == write(document, nullptr, 6));
    BOOST_TEST(write(document, &imposition, 6) == write(document, &imposition, 6));
    const std::string id = reader::File(write(document)).trailer["ID"].items.at(0).text;
    BOOST_TEST(id.size() == 16U);
    document.metadata.title += "!";
    BOOST_TEST((reader::File(write(document)).trailer["ID"].items.at(0).text != id));
}

BOOST_AUTO_TEST_CASE(header_and_catalog) {
    pages::Document document = sample::everything();
    document.right_to_left = true;
    const std::string bytes = write(document);
    BOOST_TEST(bytes.substr(0, 9) == "%PDF-1.7\n");
    for (std::size_t i = 10; i < 14; ++i) { // ISO 19005-2, 6.1.2
        BOOST_TEST(static_cast<unsigned char>(bytes[i]) > 127);
    }
    const reader::File file(bytes);
    const Value& catalog = file.catalog();
    BOOST_TEST(catalog["MarkInfo"]["Marked"].text == "true");
    BOOST_TEST(catalog["Lang"].text == "en");
    BOOST_TEST(catalog["PageMode"].text == "UseOutlines");
    BOOST_TEST(catalog["ViewerPreferences"]["DisplayDocTitle"].text == "true");
    BOOST_TEST(catalog["ViewerPreferences"]["Direction"].text == "R2L");
    const Value& intent = file.resolve(catalog["OutputIntents"].items.at(0));
    BOOST_TEST(intent["S"].text == "GTS_PDFA1");
    BOOST_TEST(file.at(intent["DestOutputProfile"]).stream == pdf::srgb_profile());
    BOOST_TEST(!file.trailer.has("Encrypt"));
}

BOOST_AUTO_TEST_CASE(imposed_edition_asks_for_duplex) {
    const pages::Document document = sample::everything();
    pages::Imposition imposition = sample::booklet(document);
    const auto preferences = [&] {
        const reader::File file(write(document, &imposition));
        BOOST_TEST(!file.catalog().has("PageMode"));
        return file.catalog()["ViewerPreferences"];
    };
    BOOST_TEST(preferences()["Duplex"].text == "DuplexFlipShortEdge");
    imposition.flip = pages::Imposition::Flip::long_edge;
    BOOST_TEST(preferences()["Duplex"].text == "DuplexFlipLongEdge");
    BOOST_TEST(preferences()["PrintScaling"].text == "None");
    BOOST_TEST(preferences()["PickTrayByPDFSize"].text == "true");
}

BOOST_AUTO_TEST_CASE(metadata_is_well_formed_and_agrees_with_info) {
    const reader::File file(write(sample::everything()));
    const reader::Object& metadata = file.at(file.catalog()["Metadata"]);
    BOOST_TEST(!metadata.value.has("Filter"));
    const std::string& xmp = metadata.stream;
    const tools::Result lint = tools::run("xmllint --noout %", xmp);
    BOOST_TEST((lint.status == 0 || lint.status == 127), lint.output); // 127: not installed
    for (const char* part :
         {"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>",
          "<pdfuaid:part>1</pdfuaid:part>", "<rdf:li xml:lang=\"x-default\">Caring for a bäck<",
          "<rdf:li>Clinic &lt;One&gt;</rdf:li>", "A guide &amp; more",
          "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>", "<dc:language><rdf:Bag><rdf:li>en<",
          "<xmp:CreateDate>2026-11-21T08:00:00Z</xmp:CreateDate>"}) {
        BOOST_TEST(xmp.find(part) != std::string::npos, part);
    }
    const Value& info = file.resolve(file.trailer["Info"]);
    BOOST_TEST(info["CreationDate"].text == "D:20261121080000Z");
    BOOST_TEST(info["Author"].text == "Clinic <One>");
    BOOST_TEST(xmp.find("<pdf:Producer>" + info["Producer"].text + "<") != std::string::npos);
    BOOST_TEST(xmp.find("<xmp:CreatorTool>" + info["Creator"].text + "<") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(profile_is_sound) { // ICC.1:2004-10, 7.2 and 7.3
    const std::string profile = pdf::srgb_profile();
    BOOST_TEST(big_endian(profile, 0) == profile.size());
    BOOST_TEST(profile.substr(12, 12) == "mntrRGB XYZ ");
    BOOST_TEST(profile.substr(36, 4) == "acsp");
    const std::uint32_t count = big_endian(profile, 128);
    BOOST_TEST(count == 10U);
    std::uint32_t white[3] = {0, 0, 0};
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t entry = 132 + 12 * i;
        const std::uint32_t offset = big_endian(profile, entry + 4);
        BOOST_TEST(offset % 4 == 0U);
        BOOST_TEST(offset + big_endian(profile, entry + 8) <= profile.size());
        if (profile.substr(entry + 1, 3) == "XYZ") {
            for (std::size_t axis = 0; axis < 3; ++axis) {
                white[axis] += big_endian(profile, offset + 8 + 4 * axis);
            }
        }
    }
    const std::uint32_t d50[3] = {0xF6D6, 0x10000, 0xD32D};
    for (int axis = 0; axis < 3; ++axis) { // primaries add up to white, but for rounding
        BOOST_TEST(std::abs(static_cast<int>(white[axis]) - static_cast<int>(d50[axis])) <= 16);
    }
}

BOOST_AUTO_TEST_CASE(pages_have_labels_and_sheets_have_sides) {
    pages::Document document = sample::everything(8);
    document.pages[1].label = "ii";
    const auto labels = [](const reader::File& file) {
        std::string out;
        for (const auto& [key, value] : reader::tree(file, file.catalog()["PageLabels"])) {
            out += std::to_string(key.id()) + ':' + value["P"].text + value["S"].text +
                   (value.has("St") ? std::to_string(value["St"].id()) : "") + ' ';
        }
        return out;
    };
    BOOST_TEST(labels(reader::File(write(document))) == "0: 1:ii 2:D3 ");
    const pages::Imposition imposition = sample::booklet(document);
    BOOST_TEST(labels(reader::File(write(document, &imposition))) ==
               "0:1 front 1:1 back 2:2 front 3:2 back ");
}

BOOST_AUTO_TEST_CASE(outline_is_a_tree) {
    const reader::File file(write(sample::everything()));
    const Value& root = file.resolve(file.catalog()["Outlines"]);
    BOOST_TEST(root["Count"].id() == 2);
    const Value& first = file.resolve(root["First"]);
    BOOST_TEST(first["Title"].text == "Start");
    BOOST_TEST(first["Count"].id() == -1);
    BOOST_TEST(file.resolve(first["First"])["Title"].text == "Deeper");
    BOOST_TEST(file.resolve(first["First"])["Parent"].id() == root["First"].id());
    const Value& second = file.resolve(first["Next"]);
    BOOST_TEST(second["Title"].text == std::string("\xFE\xFF\0\xC9\0n\0d", 8));
    BOOST_TEST(second["Prev"].id() == root["First"].id());
    BOOST_TEST(first["Dest"].items[0].id() == file.pages()[0]);
}

BOOST_AUTO_TEST_CASE(links_follow_their_page_onto_the_sheet) {
    const pages::Document document = sample::everything(4);
    pages::Imposition imposition = sample::booklet(document);
    const auto first_link = [&](const pages::Imposition* edition, std::size_t page) {
        const reader::File file(write(document, edition));
        const Value& annots = file.objects.at(file.pages().at(page)).value["Annots"];
        const Value link = file.resolve(annots.items.at(0));
        BOOST_TEST(link["Dest"].items.at(0).id() == file.pages()[0]);
        std::vector<double> all = numbers(link["Rect"]);
        all.push_back(link["Dest"].items.at(2).number);
        all.push_back(link["Dest"].items.at(3).number);
        return all;
    };
    const auto same = [](std::vector<double> a, std::vector<double> b) {
        BOOST_REQUIRE(a.size() == b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            BOOST_TEST(std::abs(a[i] - b[i]) < 0.002, a[i] << " is not " << b[i]);
        }
    };
    const double width = 419.528;
    const double height = 595.276;
    same(first_link(nullptr, 1), {72, height - 202, 132, height - 192, 50, height - 60});
    // Page 2 is left on the back, page 1 right on the front.
    same(first_link(&imposition, 1),
         {72, height - 202, 132, height - 192, 50 + width, height - 60});
    imposition.sheets[1].placements[0].rotation = 180;
    same(first_link(&imposition, 1), {width - 132, 192, width - 72, 202, 50 + width, height - 60});
}

BOOST_AUTO_TEST_CASE(links_lead_outside_or_nowhere) {
    pages::Document document = sample::everything(4);
    const auto count = [](const reader::File& file) {
        std::size_t links = 0;
        for (const int page : file.pages()) {
            links += file.objects.at(page).value["Annots"].items.size();
        }
        return links;
    };
    const reader::File file(write(document));
    BOOST_TEST(count(file) == 2U);
    const Value& annots = file.objects.at(file.pages()[1]).value["Annots"];
    BOOST_TEST(file.resolve(annots.items[1])["A"]["URI"].text == "https://example.org/a(b)");
    document.pages[1].links[0].destination = "nowhere";
    document.pages[1].links[1].tag = pages::artifact;
    BOOST_TEST(count(reader::File(write(document))) == 0U);
}

BOOST_AUTO_TEST_CASE(pictures) {
    const reader::File file(write(sample::everything()));
    int images = 0;
    int forms = 0;
    for (const auto& [id, object] : file.objects) {
        images += object.value["Subtype"].text == "Image" ? 1 : 0;
        forms += object.value["Subtype"].text == "Form" ? 1 : 0;
        if (object.value.has("SMask")) {
            BOOST_TEST(file.resolve(object.value["SMask"])["ColorSpace"].text == "DeviceGray");
        }
    }
    BOOST_TEST(images == 2); // with its mask
    BOOST_TEST(forms == 1);  // the icon used twice
    BOOST_TEST(!file.objects.at(file.pages()[0]).value.has("Group"));
    BOOST_TEST(file.objects.at(file.pages()[1]).value["Group"]["CS"].text == "DeviceRGB");
}

BOOST_AUTO_TEST_CASE(jpegs_pass_through_but_not_in_cmyk) {
    sample::Builder b;
    auto picture = std::make_shared<image::Picture>();
    picture->pixel_width = picture->pixel_height = 1;
    picture->size = {Length::pt(1), Length::pt(1)};
    picture->data = image::Jpeg{"\xFF\xD8 not looked into \xFF\xD9", 3};
    const pages::TagId figure = b.tag(Role::figure);
    b.at(figure).alt = "A dot";
    b.item(b.tag(Role::none, figure),
           {pages::Placed{picture, {{}, {}, Length::pt(9), Length::pt(9)}}});
    const std::string bytes = write(b.document, nullptr, 6);
    BOOST_TEST(bytes.find("/Filter/DCTDecode/Length 21") != std::string::npos);
    BOOST_TEST(bytes.find("\xFF\xD8 not looked into \xFF\xD9") != std::string::npos);
    std::get<image::Jpeg>(picture->data).components = 4;
    diag::Sink sink;
    pdf::write(b.document, {}, sink);
    BOOST_REQUIRE(sink.all().size() == 1U);
    BOOST_TEST(sink.all()[0].code == "pdf.cmyk-picture");
}

BOOST_AUTO_TEST_CASE(profiles_are_written_once_and_inks_the_right_way_round) {
    sample::Builder b;
    for (const bool inverted : {false, true}) {
        auto picture = std::make_shared<image::Picture>();
        picture->pixel_width = picture->pixel_height = 1;
        picture->size = {Length::pt(1), Length::pt(1)};
        picture->icc = "profile of a press";
        picture->data = image::Jpeg{"\xFF\xD8\xFF\xD9", 4, inverted};
        const pages::TagId figure = b.tag(Role::figure);
        b.at(figure).alt = "A dot";
        b.item(b.tag(Role::none, figure),
               {pages::Placed{picture, {{}, {}, Length::pt(9), Length::pt(9)}}});
    }
    const reader::File file(write(b.document));
    std::vector<std::string> spaces;
    int decodes = 0;
    for (const auto& [id, object] : file.objects) {
        if (object.value["Subtype"].text == "Image") {
            decodes += object.value.has("Decode") ? 1 : 0;
        }
        spaces.insert(spaces.end(), object.value.has("N") && object.value["N"].number == 4 ? 1 : 0,
                      "profile");
    }
    BOOST_TEST(decodes == 1);
    BOOST_TEST(spaces.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_document_without_anything) {
    pages::Document document;
    BOOST_TEST(tools::run("qpdf --check %", write(document)).output.find("rror:") ==
               std::string::npos);
    sample::Builder b;
    BOOST_TEST(tools::run("qpdf --check %", write(b.document)).status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
