// Broken guides: load_guide gives a guide or reports errors, each with a code and a place.
#include "content/content.hpp"
#include "fuzz.hpp"

#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

std::size_t count_nodes(const content::Node& node) {
    std::size_t sum = 1;
    for (const content::Node& child : node.children) {
        sum += count_nodes(child);
    }
    return sum;
}

void check_diagnostics(const diag::Sink& sink, std::size_t bytes) {
    for (const diag::Diagnostic& diagnostic : sink.all()) {
        promise(diagnostic.code.find('.') != std::string::npos, "codes are room.what");
        promise(!diagnostic.message.empty(), "messages say something");
        promise(diagnostic.span.line <= bytes + 1, "lines are in the file");
        promise(!find_invalid_utf8(diag::format_human(diagnostic)), "reports are UTF-8");
    }
}

void load(std::string_view bytes) {
    {
        diag::Sink sink;
        const auto guide = content::load_guide(std::string(bytes), "mutant.xml", sink);
        promise(guide != nullptr || sink.has_errors(), "either a guide or errors");
        check_diagnostics(sink, bytes.size());
        if (guide) {
            promise(count_nodes(guide->root) > 0, "a guide has a root");
            content::plain_text(guide->root);
        }
    }
    diag::Sink sink;
    content::load_brand(std::string(bytes), "mutant.xml", sink);
    check_diagnostics(sink, bytes.size());
}

/// The whole guide is long; its pieces mutate faster.
std::string abridged(const std::string& guide, std::size_t from_section) {
    const std::size_t first = guide.find("<section");
    std::size_t begin = first;
    for (; from_section > 0 && begin != std::string::npos; --from_section) {
        begin = guide.find("<section", begin + 1);
    }
    const std::size_t end = begin == std::string::npos ? begin : guide.find("</section>", begin);
    if (end == std::string::npos) {
        return guide;
    }
    return guide.substr(0, first) + guide.substr(begin, end - begin) + "</section>\n</guide>\n";
}

} // namespace

int main(int argc, char** argv) {
    const std::string root = SOURCE_DIR;
    fuzz::Campaign campaign;
    campaign.name = "content";
    for (const char* folder : {"/content", "/tests/samples/guides"}) {
        for (const std::string& file : fuzz::files_below(root + folder, ".xml")) {
            const std::string text = fuzz::read_file(file);
            if (text.empty()) {
                continue;
            }
            if (text.size() < 20'000) {
                campaign.seeds.push_back(text);
                continue;
            }
            for (std::size_t section = 0; section < 6; ++section) {
                campaign.seeds.push_back(abridged(text, section));
            }
        }
    }
    campaign.dictionary = {"<p>",
                           "</p>",
                           "<section role='about'>",
                           "</section>",
                           "<em>",
                           "</em>",
                           "<list>",
                           "<item>",
                           "<figure src='x.svg'>",
                           "<table>",
                           "<row>",
                           "<cell>",
                           "<field name='clinic.name'/>",
                           "<cite source='src.x'/>",
                           "<xref to='x'/>",
                           "<footnote>",
                           " id='x'",
                           " id=''",
                           " audience='client'",
                           " audience='nobody'",
                           " xml:lang='xx-yy-zz'",
                           " xmlns='urn:x'",
                           "<!DOCTYPE x [<!ENTITY a 'b'>]>",
                           "&a;",
                           "&#0;",
                           "&#x10ffff;",
                           "<![CDATA[",
                           "]]>",
                           "<!--",
                           "-->",
                           "<?x?>",
                           "\xc3\x28",
                           "\xed\xa0\x80",
                           "\xef\xbb\xbf",
                           "\r\n",
                           "<x:y xmlns:x='urn:x'/>"};
    campaign.target = load;
    campaign.rounds = 4000;
    return fuzz::run(campaign, argc, argv);
}
