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

struct Extent {
    std::size_t begin = 0, size = 0;
    std::string_view name;
};

/// A whole element at random: from its start tag to the end tag of the same depth.
Extent pick_element(std::string_view text, fuzz::Random& random) {
    std::size_t begin = text.find('<', random.below(text.size()));
    while (begin != std::string_view::npos && begin + 1 < text.size() &&
           (text[begin + 1] < 'a' || text[begin + 1] > 'z')) {
        begin = text.find('<', begin + 1);
    }
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::size_t name_end = text.find_first_of(" \t\r\n/>", begin);
    int depth = 0;
    for (std::size_t at = begin; at != std::string_view::npos; at = text.find('<', at + 1)) {
        const std::size_t end = text.find('>', at);
        if (end == std::string_view::npos || name_end == std::string_view::npos) {
            break;
        }
        depth += text[at + 1] == '/' ? -1 : text[end - 1] == '/' || text[at + 1] == '!' ? 0 : 1;
        if (depth == 0) {
            return {begin, end + 1 - begin, text.substr(begin + 1, name_end - begin - 1)};
        }
    }
    return {};
}

/// Elements dropped, doubled, moved, wrapped or renamed; attributes dropped. Still well-formed.
void rearrange(std::string& text, fuzz::Random& random) {
    const Extent one = pick_element(text, random);
    const Extent other = pick_element(text, random);
    const std::string element = text.substr(one.begin, one.size);
    const std::string name(one.name);
    const std::string other_name(other.name);
    switch (random.below(6)) {
    case 0:
        text.erase(one.begin, one.size);
        break;
    case 1:
        text.insert(one.begin, element);
        break;
    case 2:
        text.insert(other.begin, element);
        break;
    case 3:
        text.replace(one.begin, one.size,
                     "<" + other_name + ">" + element + "</" + other_name + ">");
        break;
    case 4:
        if (element.ends_with("</" + name + ">")) {
            const std::string inside = element.substr(0, element.size() - name.size() - 3);
            text.replace(one.begin, one.size,
                         "<" + other_name + inside.substr(name.size() + 1) + "</" + other_name +
                             ">");
        }
        break;
    default:
        const std::size_t blank = element.find(' ');
        const std::size_t close = element.find_first_of("/>");
        if (blank < close) {
            text.erase(one.begin + blank, close - blank);
        }
    }
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
    campaign.rearrange = rearrange;
    campaign.text = true;
    campaign.rounds = 6000;
    return fuzz::run(campaign, argc, argv);
}
