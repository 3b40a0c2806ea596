// What must hold for the guide in every language there is a translation for.
#include "support/process.hpp"
#include "support/sample.hpp"

#include "xml/xml.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <unistd.h>

using namespace carefold;
namespace fs = std::filesystem;

namespace {

const fs::path guide_folder = fs::path(SOURCE_DIR) / "content/chronic-back-pain";

std::vector<std::string> languages() {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(guide_folder)) {
        if (entry.path().extension() == ".xlf") {
            found.push_back(entry.path().stem().string());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool right_to_left(const std::string& language) {
    return language == "ar" || language == "he";
}

job::Request request(const std::string& language) {
    job::Request made = sample::request(content::Audience::client);
    made.language = language;
    return made;
}

/// A character that says nothing, or that readers put back in a place of their own: white space,
/// hyphens that may be drawn or not, direction marks, Arabic and Hebrew vowel signs.
bool is_passed_over(char32_t c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r' || c == 0xA0 || c == 0xAD ||
           c == 0x202F || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0x64B && c <= 0x65F);
}

std::string squeeze(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        if (!is_passed_over(c)) {
            append_utf8(out, c);
        }
    }
    return out;
}

/// Runs of a target's text between what is put in when the document is made.
void pieces(const xml::Node& node, std::vector<std::string>& out) {
    for (xml::Node child = node.first_child(); child; child = child.next_sibling()) {
        const std::string_view type = child.is_element() ? *child.attribute("ctype") : "";
        if (child.is_text()) {
            out.back() += child.value();
        } else if (type == "x-em" || type == "x-strong" || type == "x-foreign") {
            pieces(child, out);
        } else {
            out.emplace_back();
            pieces(child, out);
            out.emplace_back();
        }
    }
}

struct Unit {
    std::string id;
    std::vector<std::string> pieces;
};

/// What a client reads in the body of the booklet.
std::vector<Unit> units(const std::string& language) {
    const fs::path path = guide_folder / (language + ".xlf");
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    diag::Sink sink;
    const auto document = xml::parse(text.str(), path.string(),
                                     "urn:oasis:names:tc:xliff:document:1.2", "xliff", sink);
    BOOST_REQUIRE(document.has_value());
    const auto query = xml::Query::compile("//trans-unit", {}, sink);
    std::vector<Unit> found;
    for (const xml::Node& each : query->select(document->root())) {
        const std::string id(*each.attribute("id"));
        const content::Node& node = *sample::guide().by_id.at(id);
        const xml::Node target = each.child("target");
        if (node.audiences[0] && target && node.kind != content::Kind::alt &&
            node.kind != content::Kind::summary && id != "stop.signs.caption" &&
            !id.starts_with("meta.")) {
            found.push_back({id, {""}});
            pieces(target, found.back().pieces);
        }
    }
    return found;
}

/// The body's text as one reader gives it, without running heads and folios.
std::string read_back(const std::string& pdf, const std::string& mode) {
    return squeeze(test::output_of(
        "pdftotext " + mode + " -f 2 -enc UTF-8 -nopgbrk -y 43 -H 500 -x 0 -W 420 " + pdf + " -"));
}

/// Footnotes stand between the halves of a paragraph now and then.
void take_out_notes(std::string& stream, const std::vector<Unit>& all) {
    for (const Unit& unit : all) {
        if (sample::guide().by_id.at(unit.id)->kind != content::Kind::footnote) {
            continue;
        }
        const std::string wanted = squeeze(unit.pieces.front());
        auto at = stream.find(wanted);
        if (at != std::string::npos) {
            stream.erase(at, wanted.size());
            for (const std::string_view sign : {"*", "†", "‡", "§", "a", "b", "c"}) {
                if (at >= sign.size() && stream.compare(at - sign.size(), sign.size(), sign) == 0) {
                    at -= sign.size();
                    stream.erase(at, sign.size());
                    break;
                }
            }
        }
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(there_are_seventeen) {
    BOOST_TEST(languages().size() == 17U);
}

BOOST_AUTO_TEST_CASE(pages_are_whole_and_sound) {
    for (const std::string& language : languages()) {
        diag::Sink sink;
        const pages::Document document = job::typeset(request(language), sink);
        for (const diag::Diagnostic& each : sink.all()) {
            BOOST_TEST(
                (each.severity == diag::Severity::note || each.code == "xliff.awaits-review"),
                language << ": " << diag::format_human(each));
        }
        BOOST_TEST(document.metadata.language.text() == language);
        BOOST_TEST(document.right_to_left == right_to_left(language), language);
        BOOST_TEST(document.pages.size() % 4 == 0U, language);
        BOOST_TEST(document.pages.size() >= 24U, language);
        for (const pages::Page& page : document.pages) {
            BOOST_TEST(page.items.size() > 2U, language << ": page " << page.label << " is blank");
            for (const pages::Item& item : page.items) {
                if (const auto* text = std::get_if<pages::Text>(&item.what)) {
                    Length width;
                    for (const pages::Glyph& glyph : text->glyphs) {
                        BOOST_TEST(glyph.id != 0U, language << ": " << text->text);
                        width += glyph.advance.scaled(text->stretch);
                    }
                    BOOST_TEST(text->origin.x.to_mm() >= 12, language << ": " << text->text);
                    BOOST_TEST((text->origin.x + width).to_mm() <= 136,
                               language << ": " << text->text);
                }
            }
        }
    }
}

/// Longest stretches of letters of right-to-left scripts.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        const bool letter = c >= 0x5D0 && c <= 0x6FF && c != 0x60C && c != 0x61B && c != 0x61F &&
                            !(c >= 0x660 && c <= 0x66C);
        if (letter && !is_passed_over(c)) {
            append_utf8(words.back(), c);
        } else if (!letter && !words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

BOOST_AUTO_TEST_CASE(five_languages_have_the_practitioners_edition) {
    for (const char* language : {"ar", "de", "es", "ja", "ko"}) {
        job::Request asked = request(language);
        asked.audience = content::Audience::practitioner;
        diag::Sink sink;
        const pages::Document document = job::typeset(asked, sink);
        for (const diag::Diagnostic& each : sink.all()) { // nothing is left in English
            BOOST_TEST(
                (each.severity == diag::Severity::note || each.code == "xliff.awaits-review"),
                language << ": " << diag::format_human(each));
        }
        BOOST_TEST(document.pages.size() >= 24U, language);
    }
}

// poppler orders brackets, full stops and Latin words in right-to-left lines by a rule of its own,
// not Unicode's. There most paragraphs must come back whole and every word of all of them.
BOOST_AUTO_TEST_CASE(every_translated_paragraph_comes_back) {
    const fs::path pdf =
        fs::temp_directory_path() / ("carefold-language-" + std::to_string(getpid()) + ".pdf");
    for (const std::string& language : languages()) {
        job::Request asked = request(language);
        asked.output = pdf.string();
        asked.personal.values["notes"] = "1"; // what waits for some shall be there
        diag::Sink sink;
        job::run(asked, sink);
        const std::vector<Unit> all = units(language);
        BOOST_REQUIRE(all.size() > 200U);
        std::string raw = read_back(pdf.string(), "-raw");
        std::string sorted = read_back(pdf.string(), "");
        take_out_notes(raw, all);
        take_out_notes(sorted, all);
        std::size_t whole = 0;
        std::size_t wanted = 0;
        for (const Unit& unit : all) {
            if (sample::guide().by_id.at(unit.id)->kind == content::Kind::footnote) {
                continue;
            }
            for (const std::string& piece : unit.pieces) {
                const std::string text = squeeze(piece);
                const bool found =
                    raw.find(text) != std::string::npos || sorted.find(text) != std::string::npos;
                BOOST_TEST((found || right_to_left(language)),
                           language << ": " << unit.id << ": “" << piece << "” is lost");
                for (const std::string& word : words_of(piece)) {
                    BOOST_TEST(sorted.find(word) != std::string::npos,
                               language << ": " << unit.id << ": “" << word << "” is lost");
                }
                whole += found ? 1U : 0U;
                ++wanted;
            }
        }
        BOOST_TEST(static_cast<double>(whole) >= 0.85 * static_cast<double>(wanted), language);
    }
    fs::remove(pdf);
}
