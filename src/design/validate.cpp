// One checker for the tables of vocabulary.cpp. It sees every element, also those meant for
// another audience or script, so that a slip shows whichever edition is built.
#include "design/vocabulary.hpp"

#include <algorithm>
#include <utility>

namespace carefold::design {

namespace {

constexpr std::string_view audiences[]{"client", "practitioner"};

struct Names {
    std::vector<std::string_view> colors, styles, families, groups;
};

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string_view> known_attributes(const ElementRule& rule) {
    std::vector<std::string_view> known{"audience", "scripts"};
    for (const AttributeRule& attribute : rule.attributes) {
        known.push_back(attribute.name);
    }
    if (rule.properties) {
        const auto properties = property_names();
        known.insert(known.end(), properties.begin(), properties.end());
    }
    return known;
}

/// One attribute where it stands.
struct Place {
    const xml::Node& element;
    std::string_view name, value;
    bool included; // the element is for the audience loaded
    diag::Span span() const { return element.attribute_span(name); }
    std::string title() const {
        return diag::quoted(name) + " of <" + std::string(element.name()) + ">";
    }
};

class Validator {
  public:
    Validator(Vocabulary vocabulary, const Reader& reader, bool whole, diag::Sink& sink)
        : vocabulary_(vocabulary), reader_(reader), whole_(whole), sink_(sink) {}
    void collect(const xml::Node& element, bool included);
    void check(const xml::Node& element, const ElementRule& rule, bool included);

  private:
    const ElementRule* rule(std::string_view name, std::string_view parent) const;
    void report_unknown(const xml::Node& element, std::string_view parent);
    void check_attributes(const xml::Node& element, const ElementRule& rule, bool included);
    void check_audience(const Place& place);
    void check_scripts(const Place& place);
    void check_value(const Place& place, const AttributeRule& rule);
    void check_property(const Place& place, Property property);
    void check_name(const Place& place, std::vector<std::string_view> Names::*list,
                    std::string_view code, std::string_view noun);
    void bad_value(const Place& place, std::string hint);

    Vocabulary vocabulary_;
    const Reader& reader_;
    bool whole_; // all names are known
    diag::Sink& sink_;
    Names here_, all_;
};

void Validator::collect(const xml::Node& element, bool included) {
    const bool for_us = included && is_for(element, reader_);
    const auto add = [&](std::vector<std::string_view> Names::*list, std::string_view attribute) {
        if (const auto name = element.attribute(attribute)) {
            (all_.*list).push_back(*name);
            if (for_us) {
                (here_.*list).push_back(*name);
            }
        }
    };
    if (element.name() == "color") {
        add(&Names::colors, "name");
    } else if (element.name() == "style") {
        add(&Names::styles, "name");
    } else if (element.name() == "family") {
        add(&Names::families, "role");
    } else if (element.name() == "scripts") {
        add(&Names::groups, "name");
    }
    for (const xml::Node& child : element.elements()) {
        collect(child, for_us);
    }
}

const ElementRule* Validator::rule(std::string_view name, std::string_view parent) const {
    for (const ElementRule& candidate : vocabulary_) {
        if (candidate.name == name && has_word(candidate.parents, parent)) {
            return &candidate;
        }
    }
    return nullptr;
}

void Validator::report_unknown(const xml::Node& element, std::string_view parent) {
    std::vector<std::string_view> children;
    std::string hint;
    for (const ElementRule& candidate : vocabulary_) {
        if (has_word(candidate.parents, parent)) {
            children.push_back(candidate.name);
        } else if (candidate.name == element.name() && !candidate.parents.empty()) {
            hint = "<" + std::string(candidate.name) + "> belongs in <" +
                   std::string(split_words(candidate.parents).front()) + ">";
        }
    }
    if (hint.empty()) {
        hint = children.empty() ? "<" + std::string(parent) + "> holds no elements"
                                : meant(element.name(), children);
    }
    sink_.error("design.unknown-element", element.span(),
                "<" + std::string(parent) + "> has no element <" + std::string(element.name()) +
                    ">",
                std::move(hint));
}

void Validator::check(const xml::Node& element, const ElementRule& rule_of, bool included) {
    const bool for_us = included && is_for(element, reader_);
    check_attributes(element, rule_of, for_us);
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        if (child.is_text()) {
            if (!rule_of.text && !split_words(child.value()).empty()) {
                sink_.error("design.unexpected-text", child.span(),
                            "<" + std::string(element.name()) + "> holds no text");
            }
        } else if (const ElementRule* of_child = rule(child.name(), element.name())) {
            check(child, *of_child, for_us);
        } else if (child.is_element()) {
            report_unknown(child, element.name());
        }
    }
}

void Validator::check_attributes(const xml::Node& element, const ElementRule& rule_of,
                                 bool included) {
    for (const AttributeRule& attribute : rule_of.attributes) {
        if (attribute.required && !element.attribute(attribute.name)) {
            sink_.error("design.missing-attribute", element.span(),
                        "<" + std::string(element.name()) + "> needs " +
                            diag::quoted(attribute.name));
        }
    }
    for (const std::string_view name : element.attribute_names()) {
        const Place place{element, name, *element.attribute(name), included};
        const auto same = [&](const AttributeRule& attribute) { return attribute.name == name; };
        const auto found = std::find_if(rule_of.attributes.begin(), rule_of.attributes.end(), same);
        const auto property = rule_of.properties ? find_property(name) : std::nullopt;
        if (name == "audience") {
            check_audience(place);
        } else if (name == "scripts" && !reader_.target.script.empty()) {
            check_scripts(place);
        } else if (found != rule_of.attributes.end()) {
            check_value(place, *found);
        } else if (property) {
            check_property(place, *property);
        } else {
            sink_.error("design.unknown-attribute", place.span(),
                        "<" + std::string(element.name()) + "> has no attribute " +
                            diag::quoted(name),
                        diag::did_you_mean(name, known_attributes(rule_of)));
        }
    }
}

void Validator::check_audience(const Place& place) {
    const std::vector<std::string_view> known(std::begin(audiences), std::end(audiences));
    const auto words = split_words(place.value);
    if (words.empty()) {
        bad_value(place, one_of(known));
    }
    for (const std::string_view word : words) {
        if (!contains(known, word)) {
            bad_value(place, meant(word, known));
        }
    }
}

void Validator::check_scripts(const Place& place) {
    const auto words = split_words(place.value);
    const auto unknown = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
        return !is_script(word) && !(whole_ ? contains(all_.groups, word) : true);
    });
    if (words.empty() || unknown != words.end()) {
        const std::string near =
            words.empty() ? std::string() : diag::did_you_mean(*unknown, all_.groups);
        bad_value(place, near.empty() ? "script codes as in ISO 15924, such as `Arab` or `Jpan "
                                        "Hans`, or the name of a group of <scripts>"
                                      : near);
    }
}

void Validator::check_value(const Place& place, const AttributeRule& rule_of) {
    switch (rule_of.type) {
    case Type::choice:
        if (!has_word(rule_of.choices, place.value)) {
            bad_value(place, meant(place.value, split_words(rule_of.choices)));
        }
        return;
    case Type::color:
        return check_name(place, &Names::colors, "design.unknown-color", "colour of the palette");
    case Type::style:
        return check_name(place, &Names::styles, "design.unknown-style", "style");
    case Type::pattern:
    case Type::xpath:
        // What is loaded is compiled there, with its own complaint.
        if (!place.included) {
            const std::string expression = rule_of.type == Type::pattern
                                               ? pattern_to_xpath(place.value)
                                               : std::string(place.value);
            (void)xml::Query::compile(expression, place.span(), sink_);
        }
        return;
    default:
        if (!is_plain_value(rule_of.type, place.value)) {
            bad_value(place, std::string(expected(rule_of.type)));
        }
    }
}

void Validator::check_property(const Place& place, Property property) {
    const PropertyInfo& row = info(property);
    if (row.type == ValueType::color) {
        if (place.value != "none") {
            check_name(place, &Names::colors, "design.unknown-color", "colour of the palette");
        }
    } else if (property == Property::marker_style || property == Property::prefix_style) {
        check_name(place, &Names::styles, "design.unknown-style", "style");
    } else if (property == Property::font) {
        const auto& families = place.included ? here_.families : all_.families;
        if (whole_ && !contains(families, place.value)) {
            bad_value(place, meant(place.value, families));
        }
    } else if (!parse_value(row, place.value)) {
        const auto choices = split_words(row.choices);
        bad_value(place,
                  choices.empty() ? std::string(expected(row.type)) : meant(place.value, choices));
    }
}

void Validator::check_name(const Place& place, std::vector<std::string_view> Names::*list,
                           std::string_view code, std::string_view noun) {
    const auto& known = (place.included ? here_ : all_).*list;
    if (whole_ && !contains(known, place.value)) {
        sink_.error(std::string(code), place.span(),
                    place.title() + ": there is no " + std::string(noun) + " " +
                        diag::quoted(place.value),
                    diag::did_you_mean(place.value, known));
    }
}

void Validator::bad_value(const Place& place, std::string hint) {
    sink_.error("design.bad-value", place.span(),
                place.title() + " cannot be " + diag::quoted(place.value), std::move(hint));
}

} // namespace

void validate(const Lineage& lineage, Vocabulary vocabulary, const Reader& reader,
              diag::Sink& sink) {
    Validator validator(vocabulary, reader, lineage.whole, sink);
    for (const xml::Document& document : lineage.documents) {
        validator.collect(document.root(), true);
    }
    for (const xml::Document& document : lineage.documents) {
        validator.check(document.root(), vocabulary.front(), true);
    }
}

void validate(const xml::Node& root, Vocabulary vocabulary, diag::Sink& sink) {
    const Reader everyone{{"", ""}, {}};
    Validator validator(vocabulary, everyone, true, sink);
    validator.collect(root, true);
    validator.check(root, vocabulary.front(), true);
}

bool is_for(const xml::Node& element, const Reader& reader) {
    const auto audience = element.attribute("audience");
    if (audience && !has_word(*audience, reader.target.audience)) {
        return false;
    }
    const auto scripts = element.attribute("scripts");
    return !scripts || reader.target.script.empty() || has_word(*scripts, reader.target.script) ||
           std::any_of(reader.groups.begin(), reader.groups.end(),
                       [&](std::string_view group) { return has_word(*scripts, group); });
}

} // namespace carefold::design
