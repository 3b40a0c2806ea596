// Styles and inserts: patterns, properties, styles based on styles.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace carefold::design {

namespace {

/// Cuts at '|' outside brackets and quotes.
std::vector<std::string_view> split_alternatives(std::string_view pattern) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    char quote = '\0';
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = pattern[i];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '[' || c == '(') {
            ++depth;
        } else if (c == ']' || c == ')') {
            --depth;
        } else if (c == '|' && depth == 0) {
            parts.push_back(trimmed(pattern.substr(begin, i - begin)));
            begin = i + 1;
        }
    }
    parts.push_back(trimmed(pattern.substr(begin)));
    return parts;
}

std::optional<xml::Query> compile_pattern(const xml::Node& element, diag::Sink& sink) {
    const auto pattern = element.attribute("match");
    if (!pattern) {
        return std::nullopt;
    }
    return xml::Query::compile(pattern_to_xpath(*pattern), element.attribute_span("match"), sink);
}

Properties read_properties(const xml::Node& element) {
    Properties properties;
    for (const std::string_view name : element.attribute_names()) {
        const auto property = find_property(name);
        if (!property) {
            continue;
        }
        auto value = parse_value(info(*property), *element.attribute(name));
        if (!value) {
            continue;
        }
        if (info(*property).type == ValueType::color && value->word == "none") {
            value->word.clear();
        }
        properties.emplace_back(*property, *std::move(value));
    }
    return properties;
}

/// A bare name adds to the earlier style of that name: what its scripts want otherwise, or what
/// this layout wants otherwise than the one it extends. Twice in one file without a reason is a
/// slip.
bool adds_to(const Style& earlier, const Style& style, const xml::Node& element) {
    return !element.attribute("match") && style.based_on.empty() &&
           (element.attribute("scripts") || !same_file(earlier.span, style.span));
}

/// True when that was all there was to do. What is left is to be added as a style of its own.
bool settle_with_earlier(const xml::Node& element, const Style& style, Layout& layout,
                         diag::Sink& sink) {
    const auto earlier = std::find_if(layout.styles.begin(), layout.styles.end(),
                                      [&](const Style& each) { return each.name == style.name; });
    if (style.name.empty() || earlier == layout.styles.end()) {
        return false;
    }
    if (adds_to(*earlier, style, element)) {
        earlier->properties.insert(earlier->properties.end(), style.properties.begin(),
                                   style.properties.end());
        return true;
    }
    if (same_file(earlier->span, style.span)) {
        sink.error("design.duplicate-name", element.attribute_span("name"),
                   "there is already a style `" + style.name + "`",
                   "styles of one name must be for different audiences");
    } else {
        layout.styles.erase(earlier);
    }
    return false;
}

void load_style(const xml::Node& element, Layout& layout, diag::Sink& sink) {
    Style style;
    style.name = attribute_text(element, "name");
    style.match = compile_pattern(element, sink);
    style.based_on = attribute_text(element, "based-on");
    style.properties = read_properties(element);
    style.span = element.span();
    if (style.name.empty() && !element.attribute("match")) {
        sink.error("design.missing-attribute", style.span, "<style> needs `match` or `name`",
                   "without either it is never used");
    }
    if (!settle_with_earlier(element, style, layout, sink)) {
        layout.styles.push_back(std::move(style));
    }
}

void load_insert(const xml::Node& element, Layout& layout, diag::Sink& sink) {
    Insert insert;
    const std::string place = attribute_text(element, "place");
    insert.place = place == "before" ? Insert::Place::before
                   : place == "end"  ? Insert::Place::end
                                     : Insert::Place::after;
    insert.kind =
        attribute_text(element, "kind") == "scale" ? Insert::Kind::scale : Insert::Kind::word;
    insert.match = compile_pattern(element, sink);
    insert.attribute = attribute_text(element, "attribute");
    insert.words = attribute_text(element, "words");
    insert.steps = attribute_count(element, "steps").value_or(5);
    insert.style = attribute_text(element, "style");
    insert.span = element.span();
    layout.inserts.push_back(std::move(insert));
}

/// Depth-first through based-on; a style met again on the way down is its own base.
class Bases {
  public:
    Bases(Layout& layout, diag::Sink& sink)
        : layout_(layout), sink_(sink), states_(layout.styles.size(), State::fresh) {}

    void resolve(std::size_t at) {
        if (states_[at] != State::fresh) {
            return;
        }
        states_[at] = State::open;
        Style& style = layout_.styles[at];
        const Style* base = style.based_on.empty() ? nullptr : layout_.style(style.based_on);
        if (base != nullptr) {
            const auto base_at = static_cast<std::size_t>(base - layout_.styles.data());
            if (states_[base_at] == State::open) {
                sink_.error("design.circular-style", style.span,
                            "style `" + style.name + "` is based on itself",
                            "`" + style.based_on +
                                "` leads back here; base one of them on another");
            } else {
                resolve(base_at);
                style.properties.insert(style.properties.begin(), base->properties.begin(),
                                        base->properties.end());
            }
        }
        states_[at] = State::done;
    }

  private:
    enum class State : std::uint8_t { fresh, open, done };
    Layout& layout_;
    diag::Sink& sink_;
    std::vector<State> states_;
};

} // namespace

std::string pattern_to_xpath(std::string_view pattern) {
    std::string expression;
    for (const std::string_view part : split_alternatives(pattern)) {
        expression += expression.empty() ? "" : " | ";
        expression += part.empty() || part.starts_with('/') ? "" : "//";
        expression += part;
    }
    return expression;
}

void load_styles(const xml::Node& styles, Layout& layout, const Reader& reader, diag::Sink& sink) {
    for (const xml::Node& element : styles.elements()) {
        if (!is_for(element, reader)) {
            continue;
        }
        if (element.name() == "style") {
            load_style(element, layout, sink);
        } else if (element.name() == "insert") {
            load_insert(element, layout, sink);
        }
    }
}

void resolve_bases(Layout& layout, diag::Sink& sink) {
    Bases bases(layout, sink);
    for (std::size_t i = 0; i < layout.styles.size(); ++i) {
        bases.resolve(i);
    }
}

} // namespace carefold::design
