#include "flow/context.hpp"

#include <array>

namespace carefold::flow {

using content::Kind;
using content::Node;
using design::Property;

namespace {

void append_inline(Context& context, Paragraph& paragraph, Inline item, const Run& run) {
    item.style = context.cascade.style(run.look, run.language);
    item.element = run.element;
    paragraph.inlines.push_back(std::move(item));
}

/// Opens an inline element and gives the run inside it.
Run open(Paragraph& paragraph, InlineElement element, const Run& run) {
    element.parent = run.element;
    paragraph.elements.push_back(std::move(element));
    Run within = run;
    within.element = static_cast<int>(paragraph.elements.size()) - 1;
    return within;
}

/// Where an element leads to, as words.
std::string destination_words(const Context& context, std::string_view id) {
    const auto found = context.request.guide->by_id.find(id);
    if (found == context.request.guide->by_id.end()) {
        return std::string(id);
    }
    const Node& target = *found->second;
    for (const Kind kind : {Kind::title, Kind::name, Kind::caption, Kind::term}) {
        if (const Node* child = context.profile.child(target, kind)) {
            return content::plain_text(*child);
        }
    }
    std::string text = content::plain_text(target);
    return text.empty() ? std::string(id) : text;
}

Run open_place(Context& context, Paragraph& paragraph, std::string id, const Node& node,
               const Run& run) {
    InlineElement link;
    link.role = Role::link;
    link.contents = destination_words(context, id);
    link.destination = id;
    context.references.emplace_back(std::move(id), node.span);
    return open(paragraph, std::move(link), run);
}

/// What is led to, when it was left out for want of room; else nullptr.
const Node* lost_target(const Context& context, std::string_view id) {
    const auto found = context.request.guide->by_id.find(id);
    const bool lost =
        found != context.request.guide->by_id.end() && context.profile.omits(*found->second);
    return lost ? found->second : nullptr;
}

/// The title of what is lost, or of what that stood in.
std::string lost_title(const Context& context, const Node* lost) {
    for (; lost != nullptr; lost = context.profile.parent(*lost)) {
        for (const Node& child : lost->children) {
            const bool title = child.kind == Kind::title || child.kind == Kind::name ||
                               child.kind == Kind::caption || child.kind == Kind::term;
            if (title && context.profile.is_for_reader(child)) {
                return content::plain_text(child);
            }
        }
    }
    return {};
}

void append_cite(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    const std::string_view source = node.attribute("source");
    const int number = context.profile.number(source);
    if (number == 0) {
        return;
    }
    InlineElement reference;
    reference.role = Role::reference;
    Run within = open(paragraph, std::move(reference), run);
    const std::string digits = context.digits(number);
    if (context.sources_listed && lost_target(context, source) == nullptr) {
        within = open_place(context, paragraph, std::string(source), node, within);
        if (const std::string* words = context.find_word("source")) {
            paragraph.elements.back().contents = filled(*words, "{n}", digits);
        }
    }
    append_text(context, paragraph, "[" + digits + "]", within);
}

void append_xref(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    if (const Node* lost = lost_target(context, node.attribute("to"))) {
        return node.children.empty()
                   ? append_text(context, paragraph, lost_title(context, lost), run)
                   : append_children(context, paragraph, node, run);
    }
    const Run within = open_place(context, paragraph, std::string(node.attribute("to")), node, run);
    if (!node.children.empty()) {
        append_children(context, paragraph, node, within);
        append_gap(context, paragraph, within);
    }
    const std::string_view word = node.children.empty() ? "page-ref" : "page-ref-after";
    const Run words = in_language(paragraph, context.word_language(word), within);
    Inline number;
    number.kind = Inline::Kind::page_number;
    number.text = context.word(word, node.span);
    number.target = std::string(node.attribute("to"));
    paragraph.has_page_numbers = true;
    append_inline(context, paragraph, std::move(number), words);
}

void append_link(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    const std::string_view uri = node.attribute("href");
    InlineElement link;
    link.role = Role::link;
    link.uri = std::string(uri);
    link.contents = content::plain_text(node);
    if (link.contents.empty()) {
        link.contents = link.uri;
    }
    const Run within = open(paragraph, std::move(link), run);
    if (node.children.empty()) {
        append_text(context, paragraph, isolated(short_address(uri), run.language), within);
    } else {
        append_children(context, paragraph, node, within);
    }
}

Cascade::Id sign_look(Context& context, Cascade::Id look) {
    return context.request.layout->style("note-sign") != nullptr
               ? context.cascade.named(look, "note-sign")
               : context.cascade.raised(look);
}

/// The note itself, set at the foot of a page: it inherits from the guide, not from where it is
/// called.
Block note_of(Context& context, const Node& node, const std::string& sign) {
    const Cascade::Id look = context.cascade.element(context.guide_look, node.order);
    Block note;
    note.kind = Block::Kind::group;
    note.role = Role::note;
    note.id = node.id;
    note.span = node.span;
    note.node = node.order;
    note.style = context.cascade[look].block;

    Block text;
    text.role = Role::p;
    text.span = node.span;
    text.node = node.order;
    const Run run{look, -1, node.language};
    text.text = start_paragraph(context, run);
    InlineElement label;
    label.role = Role::label;
    Run within = open(text.text, std::move(label), run);
    const std::string sign_style = context.cascade[look].word(Property::marker_style);
    within.look =
        sign_style.empty() ? sign_look(context, look) : context.cascade.named(look, sign_style);
    append_text(context, text.text, sign, within);
    append_text(context, text.text, "\u00a0", run);
    append_children(context, text.text, node, run);
    note.children.push_back(std::move(text));
    return note;
}

/// Letters, for figures beside a text's own figures and the numbers of sources would be misread;
/// where the reader's letters are others, the old signs, doubled when they run out.
std::string note_sign(int number, bool latin) {
    std::string sign;
    if (!latin) {
        constexpr std::array<std::string_view, 4> signs{"*", "†", "‡", "§"};
        const auto at = static_cast<std::size_t>(number - 1);
        for (std::size_t i = 0; i <= at / signs.size(); ++i) {
            sign += signs[at % signs.size()];
        }
        return sign;
    }
    for (; number > 0; number = (number - 1) / 26) {
        sign.insert(sign.begin(), static_cast<char>('a' + (number - 1) % 26));
    }
    return sign;
}

void append_footnote(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    Inline sign;
    sign.kind = Inline::Kind::note;
    sign.number = static_cast<int>(context.notes.size()) + 1;
    sign.text = note_sign(sign.number, context.latin);
    context.notes.push_back(note_of(context, node, sign.text));

    InlineElement reference;
    reference.role = Role::reference;
    Run within = open(paragraph, std::move(reference), run);
    within.look = sign_look(context, run.look);
    append_inline(context, paragraph, std::move(sign), within);
}

/// How much room a hand needs to fill a field in.
Length blank_width(std::string_view field) {
    return field == "appointment.time"   ? Length::mm(22)
           : field == "appointment.date" ? Length::mm(32)
           : field == "clinic.address"   ? Length::mm(60)
                                         : Length::mm(45);
}

void append_field(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    const std::string_view name = node.attribute("name");
    if (const std::string* value = context.field(name)) {
        append_value(context, paragraph, name, *value, run);
        return;
    }
    InlineElement span;
    span.role = Role::span;
    const std::string* words = context.find_word("blank");
    span.actual_text = words ? *words : "____";
    Inline blank;
    blank.kind = Inline::Kind::blank;
    blank.width = blank_width(name);
    append_inline(context, paragraph, std::move(blank), open(paragraph, std::move(span), run));
}

void append_element(Context& context, Paragraph& paragraph, const Node& node, Run run) {
    if (!context.profile.shows(node)) {
        return;
    }
    if (node.kind == Kind::footnote) { // its rules are for the note, not for its sign
        append_footnote(context, paragraph, node, run);
        return;
    }
    run.look = context.cascade.element(run.look, node.order);
    if (context.cascade[run.look].hidden) {
        return;
    }
    run = in_language(paragraph, node.language, run);
    switch (node.kind) {
    case Kind::cite:
        return append_cite(context, paragraph, node, run);
    case Kind::xref:
        return append_xref(context, paragraph, node, run);
    case Kind::link:
        return append_link(context, paragraph, node, run);
    case Kind::field:
        return append_field(context, paragraph, node, run);
    default:
        return append_children(context, paragraph, node, run);
    }
}

} // namespace

Run in_language(Paragraph& paragraph, const LanguageTag& language, const Run& run) {
    if (language == run.language) {
        return run;
    }
    InlineElement span;
    span.role = Role::span;
    span.language = language;
    Run within = open(paragraph, std::move(span), run);
    within.language = language;
    return within;
}

std::string filled(std::string words, std::string_view sign, std::string_view value) {
    const std::size_t at = words.find(sign);
    return at == std::string::npos ? words : words.replace(at, sign.size(), value);
}

std::string_view short_address(std::string_view uri) {
    for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:"}) {
        if (uri.starts_with(scheme)) {
            uri.remove_prefix(scheme.size());
            break;
        }
    }
    while (uri.ends_with('/')) {
        uri.remove_suffix(1);
    }
    return uri;
}

Paragraph start_paragraph(Context& context, const Run& run) {
    const Look& look = context.cascade[run.look];
    Paragraph paragraph;
    paragraph.align = look.align;
    paragraph.hyphenate = look.hyphenate;
    paragraph.phrases = look.phrases;
    paragraph.leading = look.leading;
    paragraph.first_indent = look.first_indent;
    paragraph.language = run.language;
    paragraph.direction = locale::direction(run.language);
    return paragraph;
}

void append_text(Context& context, Paragraph& paragraph, std::string_view text, const Run& run) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n'); // in values of fields only
        const std::string_view line = text.substr(0, end);
        if (!line.empty()) {
            Inline item;
            item.text = context.cascade[run.look].upper ? locale::to_upper(line, run.language)
                                                        : std::string(line);
            append_inline(context, paragraph, std::move(item), run);
        }
        if (end == std::string_view::npos) {
            return;
        }
        Inline line_break;
        line_break.kind = Inline::Kind::line_break;
        append_inline(context, paragraph, std::move(line_break), run);
        text.remove_prefix(end + 1);
    }
}

// A reader's own value is one piece whatever it says, so that another's can take its place.
void append_value(Context& context, Paragraph& paragraph, std::string_view name,
                  std::string_view value, const Run& run) {
    if (!context.is_personal(name)) {
        append_text(context, paragraph, isolated(value, run.language), run);
        return;
    }
    Inline item;
    item.field = std::string(name);
    item.upper = context.cascade[run.look].upper;
    item.text = isolated(value, run.language);
    if (item.upper) {
        item.text = locale::to_upper(item.text, run.language);
    }
    paragraph.personal = true;
    append_inline(context, paragraph, std::move(item), run);
}

void append_children(Context& context, Paragraph& paragraph, const Node& node, const Run& run) {
    for (const Node& child : node.children) {
        if (child.kind == Kind::text) {
            append_text(context, paragraph, child.text, run);
        } else {
            append_element(context, paragraph, child, run);
        }
    }
}

void append_gap(Context& context, Paragraph& paragraph, const Run& run) {
    if (locale::parts_words(run.language)) {
        append_text(context, paragraph, " ", run);
    }
}

Paragraph paragraph_of(Context& context, const Node& node, Cascade::Id look) {
    const Run run{look, -1, node.language};
    Paragraph paragraph = start_paragraph(context, run);
    const std::string prefix = context.cascade[look].word(Property::prefix);
    if (!prefix.empty()) {
        Run within = run;
        within.look =
            context.cascade.named(look, context.cascade[look].word(Property::prefix_style));
        append_text(context, paragraph, context.word(prefix, node.span),
                    in_language(paragraph, context.word_language(prefix), within));
        append_gap(context, paragraph, run);
    }
    append_children(context, paragraph, node, run);
    for (const design::Insert* insert : context.cascade.inserts(node.order)) {
        const Cascade::Id inserted = context.cascade.named(look, insert->style);
        if (insert->place == design::Insert::Place::end && !context.cascade[inserted].hidden) {
            append_gap(context, paragraph, run);
            append_insert(context, paragraph, node, *insert, run);
        }
    }
    return paragraph;
}

Paragraph paragraph_of(Context& context, std::string_view text, const Run& run) {
    Paragraph paragraph = start_paragraph(context, run);
    append_text(context, paragraph, text, run);
    return paragraph;
}

} // namespace carefold::flow
