// Hostile PDFs to impose: sheets that open again, or a diagnostic, and never anything else.
#include "fuzz.hpp"
#include "pdf/pdf.hpp"

#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

pages::Imposition two_up(const std::vector<Size>& sizes) {
    pages::Imposition imposition;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        pages::Sheet sheet;
        sheet.size = {Length::pt(800), Length::pt(600)};
        sheet.placements.push_back({i, {}, i % 2 == 0 ? 0 : 180});
        sheet.placements.push_back({i, {Length::pt(400), {}}, 0});
        pages::Rule fold{{Length::pt(400), {}},
                         {Length::pt(400), Length::pt(9)},
                         Length::pt(0.25),
                         Color{},
                         false,
                         Length::pt(2)};
        fold.dash = Length::pt(2);
        sheet.marks.push_back({pages::Mark::Kind::fold, fold});
        imposition.sheets.push_back(std::move(sheet));
    }
    return imposition;
}

void impose(std::string_view bytes) {
    diag::Sink sink;
    const auto import = pdf::Import::open(std::string(bytes), diag::file_span("mutant"), sink);
    promise((import == nullptr) == sink.has_errors(), "either pages or errors");
    for (const auto& diagnostic : sink.all()) {
        promise(diagnostic.code.starts_with("pdf."), "codes are of the room");
        promise(!diagnostic.message.empty(), "messages say something");
    }
    if (!import) {
        return;
    }
    (void)import->title();
    (void)import->language();
    (void)import->right_to_left();
    promise(!import->sizes().empty(), "at least one page");
    for (const Size& size : import->sizes()) {
        promise(size.width > Length() && size.height > Length(), "a size");
    }
    const std::string sheets = import->write(two_up(import->sizes()), sink);
    promise(sheets.empty() == sink.has_errors(), "either sheets or errors");
    if (!sheets.empty()) {
        diag::Sink again;
        const auto reopened = pdf::Import::open(sheets, diag::file_span("sheets"), again);
        promise(reopened != nullptr, "sheets are a PDF");
        promise(reopened->sizes().size() == import->sizes().size(), "all sheets are there");
    }
}

pages::Document boxes(std::size_t pages) {
    pages::Document document;
    document.metadata.title = "Boxes";
    document.tags.emplace_back();
    document.tags.back().role = Role::document;
    for (std::size_t i = 0; i < pages; ++i) {
        pages::Page page;
        page.size = {Length::pt(300), Length::pt(400)};
        pages::Item item;
        item.what = pages::Box{{Length::pt(9), Length::pt(9), Length::pt(99), Length::pt(50)},
                               Color{1, 2, 3},
                               std::nullopt,
                               Length(),
                               Length::pt(3)};
        page.items.push_back(item);
        document.pages.push_back(page);
    }
    return document;
}

// Written by hand: inherited entries, turned pages, several streams, a form field, an annotation.
constexpr std::string_view by_hand =
    "%PDF-1.6\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R/Lang(en)/AcroForm<</Fields[7 0 R]/NeedAppearances true"
    "/DA(/F 9 Tf 0 g)>>/OCProperties<</OCGs[9 0 R]/D<</OFF[9 0 R]>>>>>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 300 200]/Rotate 90>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/Contents[5 0 R 6 0 R]/Resources<</Font<</F 8 0 R>>>>"
    "/Annots[7 0 R]>>endobj\n"
    "4 0 obj<</Type/Page/Parent 2 0 R/Contents 5 0 R/TrimBox[10 10 290 190]/UserUnit 1.5"
    "/Rotate 0/Group<</S/Transparency>>/Annots[10 0 R]>>endobj\n"
    "5 0 obj<</Length 20>>stream\nq 1 0 0 1 5 5 cm\nBT\nendstream endobj\n"
    "6 0 obj<</Length 28/Filter/ASCIIHexDecode>>stream\n2F4620392054662028612920546A>\n"
    "endstream endobj\n"
    "7 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(value)/F 4/Rect[10 10 90 30]"
    "/DA(/F 9 Tf 0 g)/P 3 0 R>>endobj\n"
    "8 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "9 0 obj<</Type/OCG/Name(layer)>>endobj\n"
    "10 0 obj<</Type/Annot/Subtype/Stamp/F 4/Rect[1 1 9 9]/AP<</N 11 0 R>>>>endobj\n"
    "11 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 8 8]/Matrix[1 0 0 1 0 0]/Length 12>>stream\n"
    "0 0 8 8 re f\nendstream endobj\n"
    "trailer<</Size 12/Root 1 0 R/Info<</Title(x)>>/ID[<00><01>]>>\n%%EOF\n";

} // namespace

int main(int argc, char** argv) {
    fuzz::Campaign campaign;
    campaign.name = "pdf";
    diag::Sink sink;
    for (const int compression : {0, 1}) {
        campaign.seeds.push_back(pdf::write(boxes(2), {nullptr, compression}, sink));
    }
    campaign.seeds.emplace_back(by_hand);
    campaign.dictionary = {"1 0 R",
                           "2 0 R",
                           "3 0 R",
                           "/Kids[2 0 R]",
                           "/Kids[]",
                           "/Parent 3 0 R",
                           "/Rotate 90",
                           "/Rotate 99999999999999999999",
                           "/MediaBox[0 0 1e300 -1e300]",
                           "/TrimBox[0 0 0 0]",
                           "/UserUnit -1",
                           "/Length 4 0 R",
                           "/Length -1",
                           "/Filter/FlateDecode",
                           "/Filter[/FlateDecode/LZWDecode/ASCII85Decode/RunLengthDecode]",
                           "/DecodeParms<</Predictor 12/Columns 999999999>>",
                           "/Type/ObjStm/N 99999/First 9",
                           "/Type/XRef/W[9 9 9]/Index[0 999999999]",
                           "/Encrypt 1 0 R",
                           "/Encrypt<</Filter/Standard/V 5/R 6/O(x)/U(x)/P -1>>",
                           "/Prev 9",
                           "stream\n",
                           "endstream",
                           "endobj",
                           "<<",
                           ">>",
                           "[[[[[[[[[[[[[[[[[[[[",
                           "<</A<</A<</A<</A<</A",
                           "null",
                           "-",
                           "(",
                           "xref\n0 9999999999\n",
                           "startxref\n0\n",
                           "%PDF-9.9\n"};
    campaign.target = impose;
    campaign.rounds = 20'000;
    return fuzz::run(campaign, argc, argv);
}
