// pugixml takes much that is not XML and says little about what it refuses. So one pass of our own
// checks what XML 1.0 (fifth edition) and Namespaces in XML 1.0 call well-formed, says where it is
// wrong and how to mend it, and keeps the tree builder's work safe: depth and size are known before
// any tree exists, a document type declaration is blanked out, and prefixes bound to the document's
// namespace are taken off in place, so that every offset stays true.
#include "xml/scan.hpp"

#include "xml/elements.hpp"
#include "xml/lexis.hpp"
#include "xml/tags.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

constexpr int most_problems = 50; // after these the file is beyond reading

class Scanner {
  public:
    Scanner(const Source& source, std::string_view space, const Limits& limits, diag::Sink& sink)
        : text_(source.text()), limits_(limits), trouble_(source, sink), tags_(text_, trouble_),
          elements_(space, limits.depth, scan_, trouble_) {
        scan_.text = source.text();
    }
    Scan run();

  private:
    void mend_characters();
    void read_declaration();
    void read_text();
    void read_markup();
    void read_comment();
    void read_cdata();
    void read_instruction();
    void read_doctype();
    void read_start_tag();
    void read_end_tag();
    void count_node(std::size_t offset);

    bool ahead(std::string_view wanted) const {
        return text_.compare(at_, wanted.size(), wanted) == 0;
    }
    /// Moves past the next `end`; stops reading and gives npos when there is none.
    std::size_t pass(std::string_view end, std::size_t from, std::string_view what);

    std::string_view text_; // the source's; scan_.text is the one that is changed
    const Limits& limits_;
    Scan scan_;
    Trouble trouble_;
    TagReader tags_;
    Elements elements_;
    std::size_t at_ = 0;
    std::size_t nodes_ = 0;
    bool text_outside_ = false;
};

Scan Scanner::run() {
    mend_characters();
    read_declaration();
    while (at_ < text_.size() && !trouble_.stopped()) {
        if (text_[at_] == '<') {
            read_markup();
        } else {
            read_text();
        }
    }
    if (!trouble_.stopped()) {
        elements_.finish();
        if (!scan_.root && !text_outside_) {
            trouble_.broken(0, "the file holds no element", "");
        }
    }
    scan_.usable = trouble_.usable() && scan_.root;
    return std::move(scan_);
}

std::size_t Scanner::pass(std::string_view end, std::size_t from, std::string_view what) {
    const std::size_t found = text_.find(end, from);
    if (found == std::string_view::npos) {
        trouble_.stop(at_, std::string(what) + " is never closed",
                      "end it with " + diag::quoted(end));
    } else {
        at_ = found + end.size();
    }
    return found;
}

void Scanner::count_node(std::size_t offset) {
    if (++nodes_ > limits_.nodes) {
        trouble_.stop(offset, "more than " + std::to_string(limits_.nodes) + " elements and texts",
                      "split the file", "xml.too-large");
    }
}

void Scanner::mend_characters() {
    for (const std::size_t at : find_forbidden(text_)) {
        trouble_.report(at, "a control character that XML does not allow",
                        "delete it; an editor that shows invisible characters will find it");
        const std::size_t length = static_cast<unsigned char>(text_[at]) < 0x20 ? 1 : 3;
        scan_.text.replace(at, length, length, ' ');
        if (trouble_.stopped()) {
            return;
        }
    }
}

void Scanner::read_declaration() {
    if (!ahead("<?xml") || text_.size() < 6 || !is_space(text_[5])) {
        return;
    }
    const std::size_t end = pass("?>", 0, "the XML declaration");
    if (trouble_.stopped()) {
        return;
    }
    const auto written = xml::read_declaration(text_.substr(5, end - 5));
    if (!written) {
        trouble_.report(0, "the XML declaration is not well-formed",
                        "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        return;
    }
    std::string encoding(*written);
    std::transform(encoding.begin(), encoding.end(), encoding.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    if (!encoding.empty() && encoding != "UTF-8" && encoding != "US-ASCII") {
        trouble_.report(static_cast<std::size_t>(written->data() - text_.data()),
                        "the file says its encoding is " + diag::quoted(*written) + ", not UTF-8",
                        "save it as UTF-8 and write encoding=\"UTF-8\"", "xml.not-utf8");
    }
}

void Scanner::read_text() {
    const std::size_t from = at_;
    at_ = std::min(text_.find('<', at_), text_.size());
    const std::string_view run = text_.substr(from, at_ - from);
    if (!elements_.outside()) {
        count_node(from);
        check_references(text_, from, run.size(), trouble_);
        if (const std::size_t end = run.find("]]>"); end != std::string_view::npos) {
            trouble_.report(from + end, "`]]>` may not stand in text", "write `]]&gt;`");
        }
        return;
    }
    const auto solid = std::find_if_not(run.begin(), run.end(), is_space);
    if (solid == run.end()) {
        return;
    }
    const auto where = from + static_cast<std::size_t>(solid - run.begin());
    const bool no_tag = from == 0 && at_ == text_.size();
    trouble_.report(
        where, no_tag ? "this is not XML: there is no tag in it" : "text outside the root element",
        no_tag ? "" : "move it inside the root element or delete it");
    text_outside_ = true;
}

void Scanner::read_markup() {
    if (ahead("<!--")) {
        read_comment();
    } else if (ahead("<![CDATA[")) {
        read_cdata();
    } else if (ahead("<!DOCTYPE") || ahead("<!doctype")) {
        read_doctype();
    } else if (ahead("<?")) {
        read_instruction();
    } else if (ahead("</")) {
        read_end_tag();
    } else if (name_length(text_, at_ + 1) > 0) {
        read_start_tag();
    } else {
        trouble_.broken(at_, "`<` begins no tag here", "write `&lt;` for a less-than sign");
        ++at_;
    }
}

void Scanner::read_comment() {
    const std::size_t from = at_ + 4;
    const std::size_t end = pass("-->", from, "a comment");
    const std::size_t dashes = text_.find("--", from);
    if (end != std::string_view::npos && dashes != end) {
        trouble_.report(dashes, "`--` may not stand inside a comment",
                        "write one hyphen or a dash");
    }
}

void Scanner::read_cdata() {
    count_node(at_);
    if (elements_.outside()) {
        trouble_.report(at_, "text outside the root element",
                        "move it inside the root element or delete it");
        text_outside_ = true;
    }
    pass("]]>", at_, "a CDATA section");
}

void Scanner::read_instruction() {
    const std::size_t from = at_;
    const std::string_view target = text_.substr(from + 2, name_length(text_, from + 2));
    const std::size_t after = from + 2 + target.size();
    if (target.empty()) {
        trouble_.broken(from, "`<?` begins no processing instruction here", "delete it");
    } else if (target == "xml") {
        trouble_.report(from, "the XML declaration must be the very first thing in the file",
                        "move it up, or delete it and what stands before it");
    } else if (after < text_.size() && !is_space(text_[after]) &&
               text_.compare(after, 2, "?>") != 0) {
        trouble_.broken(from, "this processing instruction has no proper name",
                        "put a space after " + diag::quoted(target) + ", or delete it");
    }
    pass("?>", from, "a processing instruction");
}

// Nothing in it is resolved or even read, but its end must be found: quotes and comments may hold
// brackets of any kind.
void Scanner::read_doctype() {
    const std::size_t from = at_;
    bool inside = false; // between [ and ]
    std::size_t at = from;
    for (; at < text_.size() && (inside || text_[at] != '>'); ++at) {
        const char c = text_[at];
        if (c == '[' || c == ']') {
            inside = c == '[';
        } else if (c == '"' || c == '\'') {
            at = std::min(text_.find(c, at + 1), text_.size() - 1);
        } else if (text_.compare(at, 4, "<!--") == 0) {
            at = std::min(text_.find("-->", at + 4), text_.size() - 3) + 2;
        }
    }
    trouble_.report(from, "a document type declaration is not accepted",
                    "delete it; no DTD and no entities are needed", "xml.doctype");
    if (at == text_.size()) {
        trouble_.stop(from, "the document type declaration is never closed", "delete it");
        return;
    }
    at_ = at + 1;
    for (std::size_t i = from; i < at_; ++i) {
        scan_.text[i] = is_space(text_[i]) ? text_[i] : ' ';
    }
}

void Scanner::read_end_tag() {
    const std::size_t from = at_;
    const std::string_view name = text_.substr(from + 2, name_length(text_, from + 2));
    at_ += 2 + name.size();
    while (at_ < text_.size() && is_space(text_[at_])) {
        ++at_;
    }
    if (name.empty() || !ahead(">")) {
        trouble_.stop(from, "an end tag is not complete", "write it as `</name>`");
        return;
    }
    ++at_;
    elements_.close(name, from);
}

void Scanner::read_start_tag() {
    count_node(at_);
    if (const auto end = tags_.read(at_)) {
        at_ = *end;
        elements_.open(tags_.tag(), tags_.attributes());
    }
}

} // namespace

void Trouble::report(std::size_t offset, std::string message, std::string hint, std::string code) {
    sink_.error(std::move(code), source_.span(offset), std::move(message), std::move(hint));
    if (++count_ >= most_problems) {
        usable_ = false;
        stopped_ = true;
    }
}

void Trouble::broken(std::size_t offset, std::string message, std::string hint) {
    usable_ = false;
    report(offset, std::move(message), std::move(hint));
}

void Trouble::stop(std::size_t offset, std::string message, std::string hint, std::string code) {
    usable_ = false;
    stopped_ = true;
    report(offset, std::move(message), std::move(hint), std::move(code));
}

Scan scan(const Source& source, std::string_view namespace_uri, const Limits& limits,
          diag::Sink& sink) {
    return Scanner(source, namespace_uri, limits, sink).run();
}

} // namespace carefold::xml
