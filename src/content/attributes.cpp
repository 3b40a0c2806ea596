#include "content/attributes.hpp"

#include "content/formats.hpp"

#include <algorithm>

namespace carefold::content {

namespace {

/// How much a block matters; what is not said is medium. Layouts ask for it by XPath.
constexpr AttributeRule importance{"importance", Need::optional, Format::choice, "high medium low"};
/// A block that is there only when the field has a value.
constexpr AttributeRule needs{"needs", Need::optional, Format::field};

std::vector<std::string_view> attributes_of(const ElementRule& rule) {
    std::vector<std::string_view> names;
    for (const AttributeRule& own : rule.attributes) {
        if (!own.name.empty()) {
            names.push_back(own.name);
        }
    }
    if (rule.id != Id::none) {
        names.push_back("id");
    }
    if (rule.profiled) {
        names.push_back("audience");
        names.push_back(importance.name);
        names.push_back(needs.name);
    }
    names.push_back("xml:lang");
    return names;
}

} // namespace

void AttributeReader::bad_value(const xml::Node& element, std::string_view name,
                                std::string message, std::string hint) {
    sink_.error("content.bad-value", element.attribute_span(name), std::move(message),
                std::move(hint));
}

void AttributeReader::read(const xml::Node& element, bool top, Node& node) {
    const Attributes attributes = element.attributes();
    for (const auto& [name, value] : attributes) {
        read_one(element, name, value, node);
    }
    require(element, attributes, top);
}

void AttributeReader::read_one(const xml::Node& element, std::string_view name,
                               std::string_view value, Node& node) {
    const ElementRule& rule = rule_of(node.kind);
    const auto own = std::find_if(rule.attributes.begin(), rule.attributes.end(),
                                  [&](const AttributeRule& a) { return a.name == name; });
    if (own != rule.attributes.end()) {
        read_value(element, *own, value, node);
    } else if (name == "id" && rule.id != Id::none) {
        read_id(element, value, node);
    } else if (name == "audience" && rule.profiled) {
        read_audience(element, value, node);
    } else if (name == importance.name && rule.profiled) {
        read_value(element, importance, value, node);
    } else if (name == needs.name && rule.profiled) {
        read_value(element, needs, value, node);
    } else if (name == "xml:lang") {
        read_language(element, value, node);
    } else {
        report_unknown(element, name, rule);
    }
}

void AttributeReader::report_unknown(const xml::Node& element, std::string_view name,
                                     const ElementRule& rule) {
    const auto names = attributes_of(rule);
    std::string hint = diag::did_you_mean(name, names);
    if (name == "lang") {
        hint = "did you mean `xml:lang`?";
    } else if (hint.empty()) {
        hint = quote(rule.name) + " takes " + joined(names);
    }
    sink_.error("content.unknown-attribute", element.attribute_span(name),
                quote(rule.name) + " has no attribute " + quote(name), std::move(hint));
}

void AttributeReader::read_id(const xml::Node& element, std::string_view value, Node& node) {
    constexpr AttributeRule rule{"id", Need::optional, Format::id};
    if (!is_good(value, rule)) {
        bad_value(element, "id", quote(value) + " cannot be an id", hint_for(value, rule));
        return;
    }
    if (const xml::Node* first = ids_.claim(value, element)) {
        const diag::Span span = first->span();
        sink_.error("content.duplicate-id", element.attribute_span("id"),
                    "id " + quote(value) + " is given twice",
                    "it belongs to the `" + std::string(first->name()) + "` at line " +
                        std::to_string(span.line) + ", column " + std::to_string(span.column) +
                        "; " + quote(ids_.suggest(element)) + " is free");
        return;
    }
    node.id = value;
}

void AttributeReader::read_audience(const xml::Node& element, std::string_view value, Node& node) {
    std::array<bool, 2> own{false, false};
    const auto names = words(value);
    bool good = !names.empty() && value.back() != ' ';
    for (const std::string_view name : names) {
        const auto audience = parse_audience(name);
        if (!audience || own[static_cast<std::size_t>(*audience)]) {
            good = false;
            break;
        }
        own[static_cast<std::size_t>(*audience)] = true;
    }
    if (!good) {
        const std::string guess = diag::did_you_mean(value, {"client", "practitioner"});
        bad_value(element, "audience", quote(value) + " is no audience",
                  guess.empty() ? "write `client`, `practitioner`, or both with a space between"
                                : guess);
        return;
    }
    for (std::size_t i = 0; i < own.size(); ++i) {
        own[i] = own[i] && node.audiences[i];
    }
    if (!own[0] && !own[1]) {
        sink_.warning("content.bad-value", element.attribute_span("audience"),
                      "nobody will see this: what is around it is for other readers",
                      "change the audience here or around it");
    }
    node.audiences = own;
}

void AttributeReader::read_language(const xml::Node& element, std::string_view value, Node& node) {
    if (auto tag = LanguageTag::parse(value)) {
        node.language = std::move(*tag);
    } else {
        bad_value(element, "xml:lang", quote(value) + " is no language tag",
                  "write one like `en`, `es-MX` or `zh-Hans`");
    }
}

void AttributeReader::read_value(const xml::Node& element, const AttributeRule& rule,
                                 std::string_view value, Node& node) {
    if (!is_good(value, rule, fields_)) {
        if (rule.format == Format::field) {
            sink_.error("content.unknown-field", element.attribute_span(rule.name),
                        "there is no field " + quote(value), hint_for(value, rule, fields_));
        } else {
            bad_value(element, rule.name,
                      "attribute `" + std::string(rule.name) + "` cannot be " + quote(value),
                      hint_for(value, rule));
        }
        return;
    }
    if (rule.format == Format::id || rule.format == Format::source) {
        references_.push_back(
            {node.kind, std::string(value), element.attribute_span(rule.name), node.audiences});
    }
    node.attributes.emplace_back(rule.name, value);
}

void AttributeReader::require(const xml::Node& element, const Attributes& attributes, bool top) {
    const ElementRule& rule = rule_of(*kind_named(element.name()));
    const auto has = [&](std::string_view name) {
        return std::any_of(attributes.begin(), attributes.end(),
                           [&](const auto& own) { return own.first == name; });
    };
    const auto missing = [&](std::string_view name, const std::string& hint) {
        sink_.error("content.missing-attribute", element.span(),
                    quote(rule.name) + " has no attribute " + quote(name), hint);
    };
    for (const AttributeRule& own : rule.attributes) {
        const bool needed = own.need == Need::required || (own.need == Need::at_top && top);
        if (needed && !own.name.empty() && !has(own.name)) {
            missing(own.name, own.format == Format::choice
                                  ? "it is one of " + joined(words(own.choices))
                                  : hint_for({}, own, fields_));
        }
    }
    if (contains(needs_language, rule.kind) && !has("xml:lang")) {
        missing("xml:lang", "write the language of its text: xml:lang=\"en\"");
    }
}

void AttributeReader::require_id(const xml::Node& element, const Node& node) {
    const ElementRule& rule = rule_of(node.kind);
    const bool needed =
        rule.id == Id::required || (rule.id == Id::unless_empty && !node.children.empty());
    if (needed && node.id.empty() && !element.attribute("id")) {
        sink_.error("content.missing-id", element.span(), quote(rule.name) + " has no id",
                    "translations need one; id=\"" + ids_.suggest(element) + "\" is free");
    }
}

} // namespace carefold::content
