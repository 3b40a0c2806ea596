// Text comes back out as it went in, and lies where layout put it.
#include "reader.hpp"
#include "sample.hpp"
#include "tools.hpp"

#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;
using reader::Value;
using sample::pt;
using sample::write;

namespace {

std::string text_of(const pages::Document& document) {
    return tools::run("pdftotext -raw % -", write(document)).output;
}

/// What a screen reader's programming interface gets; without object numbers and boxes.
std::string struct_text(const std::string& bytes) {
    const std::string all = tools::run("pdfinfo -struct-text %", bytes).output;
    std::string out;
    for (std::size_t at = all.find("Document\n"); at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        const std::string line = all.substr(at, end - at);
        if (line.find("Object ") == std::string::npos && line.find("/BBox") == std::string::npos) {
            out += line + '\n';
        }
        at = end + 1;
    }
    return out;
}

/// All pieces struct_text shows, one after the other.
std::string joined_text(const std::string& bytes) {
    const std::string all = struct_text(bytes);
    std::string out;
    for (std::size_t at = all.find('"'); at != std::string::npos; at = all.find('"', at)) {
        const std::size_t end = all.find('"', at + 1);
        out += all.substr(at + 1, end - at - 1);
        at = end + 1;
    }
    return out;
}

/// xMin of every word pdftotext finds.
std::vector<double> word_starts(const pages::Document& document) {
    const std::string html = tools::run("pdftotext -bbox % -", write(document)).output;
    std::vector<double> starts;
    const std::string key = "<word xMin=\"";
    for (std::size_t at = html.find(key); at != std::string::npos; at = html.find(key, at + 1)) {
        starts.push_back(std::stod(html.substr(at + key.size())));
    }
    return starts;
}

pages::Document one_paragraph(const std::vector<std::pair<std::string, double>>& lines) {
    sample::Builder b;
    const pages::TagId leaf = b.tag(Role::none, b.tag(Role::p));
    for (const auto& [text, y] : lines) {
        b.more(leaf, text, pt(50, y));
    }
    return b.document;
}

} // namespace

BOOST_AUTO_TEST_SUITE(text)

BOOST_AUTO_TEST_CASE(tags_read_in_logical_order_in_both_editions) {
    const pages::Document document = sample::everything();
    const pages::Imposition imposition = sample::booklet(document);
    const std::string reader_text = struct_text(write(document));
    BOOST_TEST(reader_text == struct_text(write(document, &imposition)));
    for (const char* part :
         {"    H1 (block)\n      \"Back care\"\n", "Span (inline)\n        \"ça va\"\n",
          "\"A long para\"\n      \"graph runs \"\n      \"over lines\"\n"
          "      Reference (inline)\n        \"1 \"\n      \"and pages.\"\n",
          "/ListNumbering /Decimal", "TH <t000000038>:\n             /Scope /Column\n",
          "Link (inline)\n        \"the start\"\n"}) {
        BOOST_TEST(reader_text.find(part) != std::string::npos, part << "\nnot in\n"
                                                                     << reader_text);
    }
}

BOOST_AUTO_TEST_CASE(fonts_are_embedded_subsets_with_unicode) {
    sample::Builder b;
    const pages::TagId paragraph = b.tag(Role::p);
    for (const char* name : {"NotoSans-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSans-Italic.ttf"}) {
        b.font = sample::face(name);
        b.text(paragraph, "abc", pt(50, 50));
    }
    const std::string fonts = tools::run("pdffonts %", write(b.document)).output;
    std::size_t found = 0;
    for (std::size_t at = 0;
         (at = fonts.find("Identity-H       yes yes yes", at)) != std::string::npos; ++at) {
        ++found;
    }
    BOOST_TEST(found == 3U, fonts);
}

BOOST_AUTO_TEST_CASE(every_character_comes_back) {
    const std::string line = "Ää ßñ – “quoted” … 1½ µ €(a\\b) ‑ ŁőŢ Ωмир";
    BOOST_TEST(text_of(one_paragraph({{line, 50}})).find(line) == 0U);
    const std::string plain =
        tools::run("pdftotext -raw % -", write(one_paragraph({{line, 50}}), nullptr, 0)).output;
    BOOST_TEST(plain.find(line) == 0U);
}

BOOST_AUTO_TEST_CASE(a_ligature_gives_its_letters) {
    pages::Document document = one_paragraph({{"fxable", 50}});
    auto& run = std::get<pages::Text>(document.pages[0].items[0].what);
    run.text = "fiable"; // as if the two glyphs were "fi" and "a…"
    run.glyphs[0].text_length = 2;
    run.glyphs.erase(run.glyphs.begin() + 1);
    BOOST_TEST(text_of(document).find("fiable") == 0U);
}

BOOST_AUTO_TEST_CASE(several_glyphs_for_one_text_are_replaced) {
    pages::Document document = one_paragraph({{"oxe!", 50}});
    auto& run = std::get<pages::Text>(document.pages[0].items[0].what);
    run.text = "oé!"; // "x" and "e" together draw the accented letter
    run.glyphs[1].text_length = 2;
    run.glyphs[2].text_length = 0;
    run.glyphs[3].text_begin = 3;
    const std::string bytes = write(document, nullptr, 0);
    BOOST_TEST(bytes.find("/Span<</MCID 1/ActualText<FEFF00E9>>>BDC") != std::string::npos);
    BOOST_TEST(tools::run("pdftotext -raw % -", bytes).output.find("oé!") == 0U);
    BOOST_TEST(joined_text(bytes) == "oé\u200B!"); // poppler reads codes here, not ActualText
}

BOOST_AUTO_TEST_CASE(glyph_zero_is_never_shown) {
    pages::Document document = one_paragraph({{"a\U0001F600b", 50}}); // no such glyph in Noto Sans
    const reader::File file(write(document, nullptr, 0));
    for (const auto& [id, object] : file.objects) {
        if (object.value["Subtype"].text == "CIDFontType2") {
            const reader::Object& map = file.at(object.value["CIDToGIDMap"]);
            BOOST_REQUIRE(map.stream.size() == 6U); // .notdef, a, b
            BOOST_TEST(map.stream[3] != 0);
            BOOST_TEST(map.stream[5] != 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(lines_of_a_paragraph_are_held_apart_by_a_space) {
    const auto joined = [](const std::string& first, const std::string& second) {
        return joined_text(write(one_paragraph({{first, 50}, {second, 64}})));
    };
    BOOST_TEST(joined("one", "two") == "one two");
    BOOST_TEST(joined("one ", "two") == "one two");
    BOOST_TEST(joined("hy\u00AD", "phen") == "hyphen"); // poppler takes the soft hyphen out itself
    BOOST_TEST(joined("self-", "care") == "self-care");
    BOOST_TEST(joined("either –", "or") == "either – or");
}

BOOST_AUTO_TEST_CASE(a_wide_gap_parts_words) { // a leader's, between title and page number
    const auto joined = [](double gap) {
        pages::Document document = one_paragraph({{"Title", 50}, {"7", 50}});
        auto& items = document.pages[0].items;
        const auto& title = std::get<pages::Text>(items[0].what);
        auto& number = std::get<pages::Text>(items[1].what);
        for (const pages::Glyph& glyph : title.glyphs) {
            number.origin.x += glyph.advance;
        }
        number.origin.x += Length::pt(gap);
        return joined_text(write(document));
    };
    BOOST_TEST(joined(0.5) == "Title7");
    BOOST_TEST(joined(80) == "Title 7");
}

BOOST_AUTO_TEST_CASE(a_space_broken_at_is_given_back) {
    // Layout may keep the space in the text without a glyph for it.
    pages::Document document = one_paragraph({{"one ", 50}, {"two", 64}});
    std::get<pages::Text>(document.pages[0].items[0].what).glyphs.pop_back();
    BOOST_TEST(joined_text(write(document)) == "one two");
}

BOOST_AUTO_TEST_CASE(words_lie_where_layout_put_them) {
    for (const double stretch : {1.0, 0.985, 1.02}) {
        sample::Builder b;
        b.size = Length::pt(9.333);
        const pages::TagId leaf = b.tag(Role::none, b.tag(Role::p));
        auto& run = std::get<pages::Text>(
            b.more(leaf, "Twelve words are set on one wide line with odd word spaces.", pt(40, 50))
                .what);
        run.stretch = stretch;
        std::vector<double> expected = {40};
        Length pen;
        for (pages::Glyph& glyph : run.glyphs) {
            const bool space = run.text[glyph.text_begin] == ' ';
            glyph.advance += space ? Length::pt(1.2345) : Length::pt(-0.0371);
            pen += glyph.advance;
            if (space) {
                expected.push_back(40 + pen.to_pt() * stretch);
            }
        }
        const std::vector<double> found = word_starts(b.document);
        BOOST_REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            BOOST_TEST(std::abs(found[i] - expected[i]) < 0.02,
                       found[i] << " is not " << expected[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(raised_and_shifted_glyphs) {
    pages::Document document = one_paragraph({{"abc", 50}});
    auto& run = std::get<pages::Text>(document.pages[0].items[0].what);
    run.glyphs[1].dy = Length::pt(2.5);
    run.glyphs[1].dx = Length::pt(1);
    const std::string bytes = write(document, nullptr, 0);
    BOOST_TEST(bytes.find("<0001>Tj\n2.5 Ts\n[-100<0002>]TJ\n0 Ts\n[100<0003>]TJ") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(right_to_left_runs_keep_visual_order) {
    sample::Builder b;
    b.font = sample::face("NotoSansHebrew-Regular.ttf");
    BOOST_REQUIRE(b.font);
    const pages::TagId leaf = b.tag(Role::none, b.tag(Role::p));
    const auto line = [&](const std::string& logical, double y) {
        auto& run = std::get<pages::Text>(b.more(leaf, logical, pt(100, y)).what);
        std::reverse(run.glyphs.begin(), run.glyphs.end());
        run.right_to_left = true;
    };
    line("שלום", 50);
    line("עולם", 64);
    const std::string found = text_of(b.document);
    BOOST_TEST(found.find("שלום") != std::string::npos, found);
    BOOST_TEST(found.find("עולם") != std::string::npos, found);
}

BOOST_AUTO_TEST_SUITE_END()
