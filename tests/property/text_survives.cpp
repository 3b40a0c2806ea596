// Every word of the guide comes back out of the PDF, complete and in order.
#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace carefold;

namespace {

/// Without white space, soft hyphens and case (labels may be set in capitals).
std::string squeeze(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        if (c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r' || c == 0xA0 ||
            c == 0xAD || c == 0x202F || c == 0x200B) {
            continue;
        }
        append_utf8(out, c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    return out;
}

using content::Kind;
using content::Node;

bool visible(const Node& node, content::Audience audience) {
    return node.audiences[static_cast<std::size_t>(audience)];
}

/// Runs of plain text between references, fields and notes.
void pieces(const Node& node, std::vector<std::string>& out) {
    for (const Node& child : node.children) {
        switch (child.kind) {
        case Kind::text:
            out.back() += child.text;
            break;
        case Kind::footnote:
        case Kind::field:
        case Kind::cite:
            out.emplace_back();
            break;
        case Kind::xref:
        case Kind::link:
            out.emplace_back();
            pieces(child, out);
            out.emplace_back();
            break;
        default:
            pieces(child, out);
            break;
        }
    }
}

struct Paragraph {
    std::string id;
    std::vector<std::string> pieces;
};

void gather(const Node& node, content::Audience audience, std::vector<Paragraph>& out,
            std::vector<Paragraph>& notes) {
    if (!visible(node, audience) || node.kind == Kind::alt || node.kind == Kind::metadata ||
        node.kind == Kind::summary || node.id == "stop.signs" || // in other layouts
        !node.attribute("needs").empty()) {                      // the sample's reader has none
        return;
    }
    if (node.kind == Kind::footnote) {
        Paragraph note{node.id, {""}};
        pieces(node, note.pieces);
        notes.push_back(note);
        return;
    }
    if (node.is_inline_container()) {
        Paragraph paragraph{node.id, {""}};
        pieces(node, paragraph.pieces);
        out.push_back(paragraph);
    }
    for (const Node& child : node.children) {
        if (child.kind != Kind::text) {
            // Inline elements are parts of their paragraph, but for the footnotes inside them.
            std::vector<Paragraph> inner;
            gather(child, audience, node.is_inline_container() ? inner : out, notes);
        }
    }
}

/// The text of pdfinfo's listing without the names of its elements.
std::string quoted(const std::string& listing) {
    std::string out;
    std::istringstream lines(listing);
    for (std::string line; std::getline(lines, line);) {
        const auto open = line.find_first_not_of(' ');
        if (open != std::string::npos && line[open] == '"') {
            out += line.substr(open + 1, line.rfind('"') - open - 1);
        }
    }
    return out;
}

} // namespace

BOOST_AUTO_TEST_CASE(every_paragraph_comes_back_in_order) {
    for (const auto audience : sample::audiences) {
        std::string stream = squeeze(
            test::output_of("pdftotext -raw -f 2 -enc UTF-8 -nopgbrk -y 43 -H 500 -x 0 -W 420 " +
                            sample::pdf(audience, job::Edition::reader) + " -"));
        std::vector<Paragraph> paragraphs;
        std::vector<Paragraph> notes;
        gather(sample::guide().root, audience, paragraphs, notes);
        BOOST_REQUIRE(paragraphs.size() > 100U);
        // Footnotes may stand between the halves of a paragraph; find them, then take them out.
        for (const Paragraph& note : notes) {
            for (const std::string& piece : note.pieces) {
                const std::string wanted = squeeze(piece);
                const auto at = stream.find(wanted);
                BOOST_TEST(at != std::string::npos, "footnote " << note.id << " is lost");
                if (at != std::string::npos && wanted.size() > 8) {
                    stream.erase(at - 1, wanted.size() + 1); // with its sign
                }
            }
        }
        std::size_t from = 0;
        for (const Paragraph& paragraph : paragraphs) {
            // The layout takes the contact section apart: its pieces stand in an order of its own.
            std::size_t at = paragraph.id.starts_with("contact.") ? 0 : from;
            for (const std::string& piece : paragraph.pieces) {
                const std::string wanted = squeeze(piece);
                if (wanted.empty()) {
                    continue;
                }
                const auto found = stream.find(wanted, at);
                BOOST_TEST(found != std::string::npos, content::to_string(audience)
                                                           << ": " << paragraph.id << ": “" << piece
                                                           << "” is lost or out of order");
                at = found == std::string::npos ? at : found + wanted.size();
            }
            // Short ones (a table's “low”) may be met too early; long ones keep the order honest.
            const bool telling = squeeze(paragraph.pieces.front()).size() > 30 &&
                                 !paragraph.id.starts_with("contact.");
            from = telling ? at : from;
        }
    }
}

BOOST_AUTO_TEST_CASE(structure_text_has_every_paragraph_whole) {
    for (const auto audience : sample::audiences) {
        const std::string stream = squeeze(quoted(test::output_of(
            "pdfinfo -struct-text " + sample::pdf(audience, job::Edition::reader))));
        std::vector<Paragraph> paragraphs;
        std::vector<Paragraph> notes;
        gather(sample::guide().root, audience, paragraphs, notes);
        for (const Paragraph& paragraph : paragraphs) {
            if (paragraph.pieces.size() == 1) {
                const std::string wanted = squeeze(paragraph.pieces.front());
                BOOST_TEST(stream.find(wanted) != std::string::npos, paragraph.id);
            }
        }
    }
}
