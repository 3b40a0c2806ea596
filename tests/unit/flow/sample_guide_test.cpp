// The sample guide in the house layout: nothing lost, nothing twice, everything in order.
#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

using namespace carefold;
using namespace carefold::flow;
using content::Kind;
using content::Node;

namespace {

sample::Made resolve_sample(content::Audience audience) {
    sample::Made made;
    made.guide = content::load_guide(sample::slurp("content/chronic-back-pain/guide.xml"),
                                     "guide.xml", made.sink);
    made.layout = design::load_layout(sample::slurp("layouts/booklet-a5.xml"), "booklet-a5.xml",
                                      {content::to_string(audience)}, made.sink);
    made.words = design::load_words(sample::slurp("layouts/words.xml"), "words.xml", made.sink);
    BOOST_TEST_REQUIRE((made.guide && made.layout && made.words));
    made.fields.values = {{"clinic.booking", "https://example.org/book"}};
    Request request;
    request.guide = made.guide.get();
    request.layout = made.layout.get();
    request.words = &*made.words;
    request.fields = &made.fields;
    request.audience = audience;
    request.load = [](const std::string& path) {
        const bool layouts = path.starts_with("layout:");
        return std::optional(sample::slurp(layouts ? "layouts/" + path.substr(7)
                                                   : "content/chronic-back-pain/" + path));
    };
    made.document = resolve(request, made.sink);
    return made;
}

std::string without_spaces(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') {
            out += c;
        }
    }
    return out;
}

/// Own text of each paragraph-like element for the audience, by id, in document order.
void collect(const Node& node, std::size_t audience,
             std::vector<std::pair<std::string, std::string>>& out) {
    if (!node.audiences[audience]) {
        return;
    }
    if (node.kind == Kind::metadata || node.kind == Kind::summary || node.id == "stop.signs") {
        return; // not in the body of the booklet
    }
    if (!node.attribute("needs").empty()) {
        return; // there are no values
    }
    if (node.is_inline_container() && !node.id.empty() && node.kind != Kind::alt) {
        out.emplace_back(node.id, without_spaces(content::plain_text(node)));
    }
    for (const Node& child : node.children) {
        collect(child, audience, out);
    }
}

std::string text_of(const Paragraph& paragraph) {
    std::string text;
    for (const Inline& each : paragraph.inlines) {
        text += each.kind == Inline::Kind::text ? each.text : "";
    }
    return without_spaces(text);
}

void collect(const std::vector<Block>& blocks, std::vector<std::string>& out) {
    for (const Block& block : blocks) {
        if (block.marker) {
            out.push_back(text_of(*block.marker));
        }
        if (block.kind == Block::Kind::paragraph) {
            out.push_back(text_of(block.text));
        }
        collect(block.children, out);
    }
}

std::vector<std::string> all_text(const Document& document, bool in_order) {
    std::vector<std::string> texts;
    for (const Part& part : document.parts) {
        if (!in_order || (part.design != nullptr && part.design->name == "body")) {
            for (const Filling& filling : part.fillings) {
                collect(filling.blocks, texts);
            }
        }
    }
    return texts;
}

std::size_t count(const std::vector<std::string>& texts, const std::string& wanted) {
    std::size_t found = 0;
    for (const std::string& text : texts) {
        found += text.find(wanted) != std::string::npos ? 1U : 0U;
    }
    return found;
}

/// Cites inside come out as [1]: compare the words up to the first.
std::string beginning(const std::string& text) {
    return text.substr(0, 40);
}

void headings(const std::vector<Block>& blocks, std::vector<int>& levels) {
    for (const Block& block : blocks) {
        if (block.heading_level > 0) {
            levels.push_back(block.heading_level);
        }
        headings(block.children, levels);
    }
}

void ids(const std::vector<Block>& blocks, std::vector<std::string>& out) {
    for (const Block& block : blocks) {
        if (!block.id.empty()) {
            out.push_back(block.id);
        }
        ids(block.children, out);
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(every_text_is_there) {
    for (const auto audience : {content::Audience::client, content::Audience::practitioner}) {
        const auto made = resolve_sample(audience);
        BOOST_TEST(made.sink.errors() == 0U, made.codes());
        BOOST_TEST(made.sink.warnings() == 0U, made.codes());
        std::vector<std::pair<std::string, std::string>> wanted;
        collect(made.guide->root, static_cast<std::size_t>(audience), wanted);
        std::vector<std::string> texts = all_text(made.document, false);
        collect(made.document.notes, texts);
        BOOST_TEST(wanted.size() > 200U);
        for (const auto& [id, text] : wanted) {
            BOOST_TEST(count(texts, beginning(text)) >= 1U, id << ": " << text);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_body_is_in_the_guides_order) {
    for (const auto audience : {content::Audience::client, content::Audience::practitioner}) {
        const auto made = resolve_sample(audience);
        std::vector<std::pair<std::string, std::string>> wanted;
        for (const Node& section : made.guide->root.children) {
            if (section.kind == Kind::section && section.attribute("role") != "contact") {
                collect(section, static_cast<std::size_t>(audience), wanted);
            }
        }
        const std::vector<std::string> texts = all_text(made.document, true);
        std::set<std::string> notes;
        for (const Block& note : made.document.notes) {
            notes.insert(note.id);
        }
        std::size_t at = 0;
        for (const auto& [id, text] : wanted) {
            if (notes.contains(id) || text.empty()) {
                continue;
            }
            while (at < texts.size() && texts[at].find(beginning(text)) == std::string::npos) {
                ++at;
            }
            BOOST_TEST_REQUIRE(at < texts.size(), id << " is missing or out of order");
            ++at;
        }
    }
}

BOOST_AUTO_TEST_CASE(the_other_audiences_text_is_not) {
    const auto made = resolve_sample(content::Audience::client);
    std::vector<std::string> found;
    for (const Part& part : made.document.parts) {
        for (const Filling& filling : part.fillings) {
            ids(filling.blocks, found);
        }
    }
    for (const std::string& id : found) {
        const auto node = made.guide->by_id.find(id);
        BOOST_TEST_REQUIRE((node != made.guide->by_id.end()), id);
        BOOST_TEST(node->second->audiences[0], id);
    }
    const std::size_t before = found.size();
    const std::set<std::string> unique(found.begin(), found.end());
    BOOST_TEST(unique.size() == before); // nothing twice
}

BOOST_AUTO_TEST_CASE(headings_form_an_outline) {
    for (const auto audience : {content::Audience::client, content::Audience::practitioner}) {
        const auto made = resolve_sample(audience);
        std::vector<int> levels;
        for (const Part& part : made.document.parts) {
            for (const Filling& filling : part.fillings) {
                headings(filling.blocks, levels);
            }
        }
        BOOST_TEST_REQUIRE(!levels.empty());
        BOOST_TEST(levels.front() == 1);
        for (std::size_t i = 1; i < levels.size(); ++i) {
            BOOST_TEST(levels[i] > 1);
            BOOST_TEST(levels[i] <= levels[i - 1] + 1);
        }
    }
}
