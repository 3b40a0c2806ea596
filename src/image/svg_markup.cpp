// Just enough XML 1.0 for drawings, and strict: whatever is not plainly well-formed is refused, and
// nothing declared in the file can make it grow.
#include "image/parts.hpp"

#include <algorithm>
#include <charconv>

namespace carefold::image::svg {

namespace {

constexpr std::size_t max_bytes = 4U << 20U;
constexpr std::size_t max_elements = 20'000;
constexpr std::size_t max_depth = 64;
constexpr std::size_t max_attributes = 64;
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view svg_namespace = "http://www.w3.org/2000/svg";

bool is_name_character(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           byte == ':' || byte == '-' || byte == '.' || (byte >= '0' && byte <= '9') ||
           byte >= 0x80;
}

std::string_view prefix_of(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Parser {
  public:
    explicit Parser(std::string_view bytes) : text_(bytes) {}
    Markup parse();

  private:
    [[noreturn]] void fail(const std::string& message) const {
        throw Refusal{"image.corrupt",
                      "the SVG is not well-formed: " + message + line_note(text_, at_),
                      "export it again as plain SVG"};
    }
    bool skip(std::string_view literal);
    void skip_blanks() { at_ = std::min(text_.find_first_not_of(blanks, at_), text_.size()); }
    std::string_view until(std::string_view end, const char* what);
    std::string_view name();
    void characters();
    void doctype();
    void tag();
    void end_tag();
    void attribute(Element& element);
    std::string unescape(std::string_view raw);
    void reference(std::string_view name, std::string& out);
    void open(Element element, std::string_view qualified, bool empty);

    std::string_view text_;
    std::size_t at_ = 0;
    Markup markup_;
    struct Open {
        std::string_view name;
        std::ptrdiff_t element;
    };
    std::vector<Open> open_;
    std::string_view drawing_prefix_; // as the root binds it
};

bool Parser::skip(std::string_view literal) {
    if (!text_.substr(at_).starts_with(literal)) {
        return false;
    }
    at_ += literal.size();
    return true;
}

std::string_view Parser::until(std::string_view end, const char* what) {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) {
        fail(std::string("a ") + what + " never ends");
    }
    const std::string_view inside = text_.substr(at_, found - at_);
    at_ = found + end.size();
    return inside;
}

std::string_view Parser::name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && is_name_character(text_[at_])) {
        ++at_;
    }
    const char first = at_ == start ? '-' : text_[start];
    if (first == '-' || first == '.' || (first >= '0' && first <= '9')) {
        fail("a name is missing");
    }
    return text_.substr(start, at_ - start);
}

void Parser::reference(std::string_view name, std::string& out) {
    static constexpr std::pair<std::string_view, char> known[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [word, character] : known) {
        if (name == word) {
            out += character;
            return;
        }
    }
    if (!name.starts_with('#')) {
        throw Refusal{"image.unsupported",
                      "the SVG uses the entity &" + std::string(name.substr(0, 40)) + ";" +
                          line_note(text_, at_),
                      "save it as plain SVG, without entities"};
    }
    const bool hex = name.starts_with("#x");
    name.remove_prefix(hex ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), code, hex ? 16 : 10);
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (error != std::errc() || end != name.data() + name.size() || code == 0 || surrogate ||
        code > 0x10ffff) {
        fail("a character reference is wrong");
    }
    append_utf8(out, code);
}

std::string Parser::unescape(std::string_view raw) {
    std::string out;
    for (;;) {
        const std::size_t ampersand = raw.find('&');
        out += raw.substr(0, ampersand);
        if (ampersand == std::string_view::npos) {
            return out;
        }
        raw.remove_prefix(ampersand + 1);
        const std::size_t end = raw.find(';');
        if (end == std::string_view::npos) {
            fail("an ampersand stands alone");
        }
        reference(raw.substr(0, end), out);
        raw.remove_prefix(end + 1);
    }
}

void Parser::characters() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    const std::string_view raw = text_.substr(at_, end - at_);
    if (open_.empty()) {
        if (raw.find_first_not_of(blanks) != std::string_view::npos) {
            fail("there is text outside the drawing");
        }
    } else if (Element& element = markup_.elements[static_cast<std::size_t>(open_.back().element)];
               element.name == "style") {
        element.text += unescape(raw);
    } else {
        unescape(raw); // for its complaints
    }
    at_ = end;
}

void Parser::doctype() {
    if (!markup_.elements.empty()) {
        fail("a DOCTYPE stands in the middle");
    }
    if (until(">", "DOCTYPE").find('[') != std::string_view::npos) {
        throw Refusal{"image.unsupported",
                      "the SVG declares entities or a document type of its own",
                      "save it as plain SVG, without entities"};
    }
}

void Parser::attribute(Element& element) {
    const std::string_view key = name();
    skip_blanks();
    if (!skip("=")) {
        fail("attribute " + std::string(key.substr(0, 40)) + " has no value");
    }
    skip_blanks();
    const char quote = at_ < text_.size() ? text_[at_] : '\0';
    if (quote != '"' && quote != '\'') {
        fail("a value is not quoted");
    }
    ++at_;
    const std::string_view raw = until(std::string_view(&quote, 1), "value");
    const bool repeated = std::any_of(element.attributes.begin(), element.attributes.end(),
                                      [&](const Attribute& other) { return other.name == key; });
    if (repeated || raw.find('<') != std::string_view::npos ||
        element.attributes.size() == max_attributes) {
        fail(repeated ? "an attribute is given twice" : "an element's attributes make no sense");
    }
    element.attributes.push_back({key, unescape(raw)});
}

void Parser::open(Element element, std::string_view qualified, bool empty) {
    if (markup_.elements.empty()) {
        drawing_prefix_ = prefix_of(qualified);
        const std::string binding =
            drawing_prefix_.empty() ? "xmlns" : "xmlns:" + std::string(drawing_prefix_);
        if (element.name != "svg" || element.attribute(binding) != svg_namespace) {
            throw Refusal{"image.unknown-format",
                          "the file is XML but no SVG drawing: its root is no svg element in the "
                          "namespace " +
                              std::string(svg_namespace),
                          "add xmlns=\"" + std::string(svg_namespace) + "\" or export it again"};
        }
    } else if (open_.empty()) {
        fail("a second root follows the drawing");
    }
    if (markup_.elements.size() == max_elements || open_.size() == max_depth) {
        throw Refusal{"image.too-large",
                      "the SVG has more than " + std::to_string(max_elements) +
                          " elements or nests deeper than " + std::to_string(max_depth),
                      "simplify the drawing"};
    }
    if (prefix_of(qualified) != drawing_prefix_) {
        element.name = {};
    }
    element.parent = open_.empty() ? -1 : open_.back().element;
    markup_.elements.push_back(std::move(element));
    if (!empty) {
        open_.push_back({qualified, static_cast<std::ptrdiff_t>(markup_.elements.size()) - 1});
    }
}

void Parser::end_tag() {
    const std::string_view qualified = name();
    skip_blanks();
    if (open_.empty() || open_.back().name != qualified || !skip(">")) {
        fail("</" + std::string(qualified.substr(0, 40)) + "> closes nothing");
    }
    open_.pop_back();
}

void Parser::tag() {
    Element element;
    element.offset = at_;
    const std::string_view qualified = name();
    element.name = local_name(qualified);
    for (;;) {
        const std::size_t before = at_;
        skip_blanks();
        if (skip(">")) {
            return open(std::move(element), qualified, false);
        }
        if (skip("/>")) {
            return open(std::move(element), qualified, true);
        }
        if (at_ == before) {
            fail("a tag is broken");
        }
        attribute(element);
    }
}

Markup Parser::parse() {
    skip("\xef\xbb\xbf");
    while (at_ < text_.size()) {
        if (skip("<!--")) {
            until("-->", "comment");
        } else if (skip("<![CDATA[")) {
            const std::string_view raw = until("]]>", "CDATA section");
            if (open_.empty()) {
                fail("there is text outside the drawing");
            }
            Element& element = markup_.elements[static_cast<std::size_t>(open_.back().element)];
            element.text += element.name == "style" ? raw : std::string_view();
        } else if (skip("<?")) {
            until("?>", "processing instruction");
        } else if (skip("<!DOCTYPE")) {
            doctype();
        } else if (skip("</")) {
            end_tag();
        } else if (skip("<")) {
            tag();
        } else {
            characters();
        }
    }
    if (markup_.elements.empty() || !open_.empty()) {
        fail("the drawing never ends");
    }
    return std::move(markup_);
}

} // namespace

std::string_view Element::attribute(std::string_view wanted) const {
    for (const Attribute& attribute : attributes) {
        if (attribute.name == wanted) {
            return attribute.value;
        }
    }
    return {};
}

std::string line_note(std::string_view bytes, std::size_t offset) {
    const std::string_view before = bytes.substr(0, offset);
    return " (line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n')) + ")";
}

Markup parse_markup(std::string_view bytes) {
    if (bytes.size() > max_bytes) {
        throw Refusal{"image.too-large",
                      "the SVG has more than " + std::to_string(max_bytes >> 20U) + " MB",
                      "simplify the drawing"};
    }
    if (const auto invalid = find_invalid_utf8(bytes)) {
        throw Refusal{"image.corrupt",
                      "the SVG is not UTF-8 (byte " + std::to_string(*invalid + 1) + ")",
                      "save it in UTF-8"};
    }
    return Parser(bytes).parse();
}

} // namespace carefold::image::svg
