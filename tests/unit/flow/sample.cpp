#include "unit/flow/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <fstream>
#include <sstream>

namespace carefold::flow::sample {

namespace {

const Block* find(const std::vector<Block>& blocks, std::string_view id) {
    for (const Block& block : blocks) {
        if (block.id == id) {
            return &block;
        }
        if (const Block* below = find(block.children, id)) {
            return below;
        }
    }
    return nullptr;
}

std::string guide_text(const Case& given) {
    return "<guide xmlns='urn:carefold:guide:1' xml:lang='en'><metadata>"
           "<title id='title'>The title</title>" +
           given.summaries +
           "<version>1.2</version>"
           "<review date='2026-11-21' status='draft'/>"
           "<keywords><keyword id='k1'>one</keyword><keyword "
           "id='k2'>two</keyword></keywords><sources>" +
           given.sources + "</sources></metadata>" + given.sections + "</guide>";
}

std::string layout_text(const Case& given) {
    return "<layout xmlns='urn:carefold:layout:1' id='x' page-width='200pt' page-height='300pt' " +
           given.attributes +
           "><grid leading='16pt'/><palette><color name='ink' value='#000011'/>"
           "<color name='accent' value='#aa0000'/></palette>"
           "<fonts><family role='text' name='Serif'/><family role='label' name='Sans'/></fonts>"
           "<styles>" +
           given.styles +
           "</styles><masters><master name='m'><frame name='main' inner='0pt' width='200pt' "
           "top='0pt' height='300pt'/>" +
           given.fixtures + "</master></masters><sequence><flow name='body' left='m' right='m'>" +
           given.puts + "</flow></sequence><fold paper-width='400pt' paper-height='300pt'/>" +
           given.copyfit + "</layout>";
}

constexpr const char* words_text =
    "<words xmlns='urn:carefold:words:1' xml:lang='en'>"
    "<word id='page-ref'>page {n}</word><word id='page-ref-after'>(page {n})</word>"
    "<word id='contents'>Contents</word><word id='feel'>Feels like:</word>"
    "<word id='callout.note'>Note</word><word id='callout.tip'>Tip</word>"
    "<word id='callout.caution'>Caution</word><word id='callout.emergency'>Emergency</word>"
    "<word id='pressure.3'>medium, 3 of 5</word><word id='evidence.low'>low</word>"
    "<word id='heading'>Sources</word><word id='status.draft'>draft</word>"
    "<word id='review'>Version {version}, {date}: {status}</word></words>";

Request request_of(Made& made, const Case& given) {
    Request request;
    request.guide = made.guide.get();
    request.layout = made.layout.get();
    request.words = &*made.words;
    request.fields = &made.fields;
    request.audience = given.audience;
    for (const std::string& id : given.omitted) {
        request.omitted.push_back(made.guide->by_id.at(id)->order);
    }
    request.load = [&made, &given](const std::string& path) -> std::optional<std::string> {
        ++made.loads;
        const auto found = given.pictures.find(path);
        return found == given.pictures.end() ? std::nullopt : std::optional(found->second);
    };
    return request;
}

} // namespace

Made make(const Case& given) {
    Made made;
    diag::Sink input;
    made.guide = content::load_guide(guide_text(given), "guide.xml", input);
    made.layout = design::load_layout(layout_text(given), "layout.xml",
                                      {content::to_string(given.audience)}, input);
    made.words = design::load_words(words_text, "words.xml", input);
    made.fields.values = given.fields;
    for (const diag::Diagnostic& each : input.all()) {
        BOOST_TEST_MESSAGE(diag::format_human(each));
    }
    BOOST_TEST_REQUIRE(!input.has_errors());
    made.document = resolve(request_of(made, given), made.sink);
    return made;
}

std::string Made::omissions() const {
    Request request;
    request.guide = guide.get();
    request.layout = layout.get();
    std::string text;
    for (const Omission& step : flow::omissions(request, document)) {
        text += text.empty() ? "" : "; ";
        for (const std::string& name : step.names) {
            text += (name == step.names.front() ? "" : ", ") + name;
        }
    }
    return text;
}

Made make_blocks(const std::string& blocks, const std::string& styles) {
    Case given;
    given.sections =
        "<section id='s' role='about'><title id='t'>Section</title>" + blocks + "</section>";
    given.styles = styles;
    return make(given);
}

const Block& Made::block(std::string_view id) const {
    for (const Part& part : document.parts) {
        for (const Filling& filling : part.fillings) {
            if (const Block* found = find(filling.blocks, id)) {
                return *found;
            }
        }
    }
    const Block* note = find(document.notes, id);
    BOOST_TEST_REQUIRE((note != nullptr), "no block " << id);
    return *note;
}

std::string Made::codes() const {
    std::string text;
    for (const diag::Diagnostic& each : sink.all()) {
        text += (text.empty() ? "" : " ") + each.code;
    }
    return text;
}

std::string words(const Paragraph& paragraph) {
    std::string text;
    for (const Inline& each : paragraph.inlines) {
        switch (each.kind) {
        case Inline::Kind::note:
            text += "^" + each.text;
            break;
        case Inline::Kind::page_number:
            text += each.text + "@" + each.target;
            break;
        case Inline::Kind::disc:
            text += each.number == 1 ? "*" : "o";
            break;
        case Inline::Kind::box:
            text += "#";
            break;
        case Inline::Kind::blank:
            text += "_";
            break;
        case Inline::Kind::line_break:
            text += "/";
            break;
        case Inline::Kind::leader:
            text += "...";
            break;
        case Inline::Kind::text:
            text += each.text;
            break;
        }
    }
    return text;
}

std::string roles(const std::vector<Block>& blocks) {
    std::string text;
    for (const Block& block : blocks) {
        const std::string_view name = role_name(block.role);
        text += text.empty() ? "" : " ";
        text += name.empty() ? "-" : name;
        if (!block.children.empty()) {
            text += "(" + roles(block.children) + ")";
        }
    }
    return text;
}

const Block* first(const std::vector<Block>& blocks, Role role) {
    for (const Block& block : blocks) {
        if (block.role == role) {
            return &block;
        }
        if (const Block* below = first(block.children, role)) {
            return below;
        }
    }
    return nullptr;
}

std::string slurp(const std::string& path) {
    std::ifstream file(std::string(SOURCE_DIR) + "/" + path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

} // namespace carefold::flow::sample
