// Fields: the names a guide may use; and brand.xml: the clinic's values for them, its logo,
// colours, families, paper and languages.
#include "content/formats.hpp"

#include <algorithm>
#include <initializer_list>

namespace carefold::content {

namespace {

std::string collapsed(const std::string& text) {
    Node run;
    run.text = text;
    return plain_text(run);
}

bool is_clinic(std::string_view name) {
    return name.substr(0, 7) == "clinic.";
}

std::vector<std::string_view> clinic_names() {
    std::vector<std::string_view> names;
    std::copy_if(field_names().begin(), field_names().end(), std::back_inserter(names), is_clinic);
    return names;
}

/// Where a value leads: an address in the web, or one a telephone or mail program opens.
bool is_link(std::string_view value) {
    static constexpr AttributeRule address{"href", Need::optional, Format::address};
    constexpr std::string_view plain = "http://";
    return is_good(value, address) || (value.size() > plain.size() && value.starts_with(plain) &&
                                       value.find(' ') == std::string_view::npos);
}

bool is_mail(std::string_view value) {
    const std::size_t at = value.find('@');
    return at != 0 && at != std::string_view::npos && at + 1 < value.size() &&
           value.find('@', at + 1) == std::string_view::npos &&
           value.find(' ') == std::string_view::npos;
}

class BrandReader {
  public:
    BrandReader(Brand& brand, diag::Sink& sink) : brand_(brand), sink_(sink) {}
    void read(const xml::Node& root);

  private:
    using Names = std::initializer_list<std::string_view>;
    /// The attributes by position; all that are missing, unknown or empty are reported.
    std::optional<std::vector<std::string>> attributes(const xml::Node& element, Names names);
    void no_text(const xml::Node& element);
    void only(const xml::Node& parent, std::string_view name);
    void bad(const xml::Node& element, std::string_view attribute, std::string hint);
    void field(const xml::Node& element);
    void check_link(const xml::Node& element, std::string_view name, std::string_view value);
    void logo(const xml::Node& element);
    void color(const xml::Node& element);
    void family(const xml::Node& element);
    void paper(const xml::Node& element);
    void languages(const xml::Node& element);

    Brand& brand_;
    diag::Sink& sink_;
    std::vector<std::string_view> once_; // elements met that may come once
};

std::optional<std::vector<std::string>> BrandReader::attributes(const xml::Node& element,
                                                                Names names) {
    bool complete = true;
    for (const std::string_view each : element.attribute_names()) {
        if (std::find(names.begin(), names.end(), each) == names.end()) {
            sink_.error("content.unknown-attribute", element.attribute_span(each),
                        quote(element.name()) + " has no attribute " + quote(each),
                        diag::did_you_mean(each, names));
        }
    }
    std::vector<std::string> values;
    for (const std::string_view name : names) {
        const auto value = element.attribute(name);
        if (!value) {
            sink_.error("content.missing-attribute", element.span(),
                        quote(element.name()) + " has no attribute " + quote(name));
        } else if (value->empty()) {
            bad(element, name, "it must not be empty");
        }
        complete = complete && value && !value->empty();
        values.emplace_back(value.value_or(""));
    }
    return complete ? std::optional(std::move(values)) : std::nullopt;
}

void BrandReader::no_text(const xml::Node& element) {
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        if (child.is_text() && !collapsed(std::string(child.value())).empty()) {
            sink_.error("content.unexpected-text", child.span(),
                        quote(element.name()) + " holds no text");
        }
    }
}

/// Children of any other name are reported.
void BrandReader::only(const xml::Node& parent, std::string_view name) {
    no_text(parent);
    for (const xml::Node& child : parent.elements()) {
        if (child.name() != name) {
            sink_.error("content.unknown-element", child.span(),
                        quote(parent.name()) + " has no element " + quote(child.name()),
                        name.empty() ? "it is empty"
                                     : "it holds " + quote(name) + " elements only");
        }
    }
}

void BrandReader::bad(const xml::Node& element, std::string_view attribute, std::string hint) {
    sink_.error("content.bad-value", element.attribute_span(attribute),
                quote(attribute) + " of " + quote(element.name()) + " cannot be " +
                    quote(element.attribute(attribute).value_or("")),
                std::move(hint));
}

void BrandReader::field(const xml::Node& element) {
    const auto name = element.attribute("name");
    const auto names = clinic_names();
    if (!name) {
        sink_.error("content.missing-attribute", element.span(), "`field` has no attribute `name`",
                    "it is one of " + joined(names));
        return;
    }
    (void)attributes(element, {"name"}); // for its complaints
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
        const std::string guess = diag::did_you_mean(*name, names);
        sink_.error("content.unknown-field", element.attribute_span("name"),
                    "a clinic has no field " + quote(*name),
                    guess.empty() ? "it is one of " + joined(names) : guess);
        return;
    }
    std::string value = collapsed(element.text());
    if (value.empty()) {
        return; // as if it were not there: a line to write on
    }
    check_link(element, *name, value);
    if (!brand_.fields.values.emplace(*name, std::move(value)).second) {
        sink_.error("content.bad-value", element.attribute_span("name"),
                    "field " + quote(*name) + " is given twice", "keep one of the two");
    }
}

/// Links are pressed and scanned: a slip in one shows only in the patient's hand.
void BrandReader::check_link(const xml::Node& element, std::string_view name,
                             std::string_view value) {
    const diag::Span span = element.first_child().span();
    if ((name == "clinic.web" || name == "clinic.booking") && !is_link(value)) {
        sink_.error(
            "content.bad-value", span, "field " + quote(name) + " is no link: " + quote(value),
            "it begins with `https://`, `http://`, `mailto:` or `tel:` and holds no "
            "space: `https://" +
                (value.find(' ') == std::string_view::npos ? std::string(value.substr(0, 60))
                                                           : std::string("example.org")) +
                "`");
    } else if (name == "clinic.email" && !is_mail(value)) {
        sink_.error("content.bad-value", span,
                    "field " + quote(name) + " is no mail address: " + quote(value),
                    "write it like `hello@example.org`");
    }
}

void BrandReader::logo(const xml::Node& element) {
    static constexpr AttributeRule picture{"src", Need::required, Format::picture};
    only(element, "alt");
    const auto values = attributes(element, {"src"});
    const xml::Node alt = element.child("alt");
    Logo logo{values ? values->front() : "", alt ? collapsed(alt.text()) : "", element.span()};
    if (logo.alt.empty()) {
        sink_.error("content.missing-alt", alt ? alt.span() : element.span(),
                    "the logo has no alternative text",
                    "say in `<alt>` what it shows: `<alt>Riverbank Massage</alt>`");
    }
    if (values && !is_good(logo.src, picture)) {
        bad(element, "src", "write a path beside or below brand.xml: `logo.svg`");
    } else if (values && !logo.alt.empty()) {
        brand_.logo = std::move(logo);
    }
}

void BrandReader::color(const xml::Node& element) {
    only(element, "");
    const auto values = attributes(element, {"name", "value"});
    if (!values) {
        return;
    }
    const auto value = parse_color(values->back());
    if (!value) {
        bad(element, "value", "a colour is written #rrggbb");
        return;
    }
    const bool twice =
        std::any_of(brand_.colors.begin(), brand_.colors.end(),
                    [&](const BrandColor& other) { return other.name == values->front(); });
    if (twice) {
        bad(element, "name", "the colour is given twice; keep one of the two");
        return;
    }
    brand_.colors.push_back(
        {values->front(), *value, element.attribute_span("name"), element.attribute_span("value")});
}

void BrandReader::family(const xml::Node& element) {
    only(element, "");
    if (const auto values = attributes(element, {"role", "name"})) {
        brand_.families.push_back({values->front(), values->back(), element.attribute_span("role"),
                                   element.attribute_span("name")});
    }
}

void BrandReader::paper(const xml::Node& element) {
    only(element, "");
    const auto values = attributes(element, {"default"});
    if (values && values->front() != "A4" && values->front() != "Letter") {
        bad(element, "default", "`A4` or `Letter`");
    } else if (values) {
        brand_.paper = {values->front() == "A4" ? Paper::a4 : Paper::letter,
                        element.attribute_span("default")};
    }
}

void BrandReader::languages(const xml::Node& element) {
    only(element, "");
    const auto values = attributes(element, {"default"});
    for (const std::string_view word : values ? words(values->front()) : words("")) {
        const auto tag = LanguageTag::parse(word);
        const auto& known = brand_.languages;
        if (!tag) {
            bad(element, "default",
                quote(word) + " is no language tag; write tags like `en` or `pt-BR`, with one "
                              "space between");
        } else if (std::find(known.begin(), known.end(), *tag) == known.end()) {
            brand_.languages.push_back(*tag);
        }
    }
}

void BrandReader::read(const xml::Node& root) {
    using Method = void (BrandReader::*)(const xml::Node&);
    static constexpr std::pair<std::string_view, Method> single[] = {
        {"logo", &BrandReader::logo},
        {"paper", &BrandReader::paper},
        {"languages", &BrandReader::languages},
    };
    static const std::vector<std::string_view> known = {"field", "logo",  "colors",
                                                        "fonts", "paper", "languages"};
    no_text(root);
    for (const xml::Node& element : root.elements()) {
        const std::string_view name = element.name();
        if (name == "field") {
            field(element);
        } else if (name == "colors" || name == "fonts") {
            const bool colors = name == "colors";
            (void)attributes(element, {});
            only(element, colors ? "color" : "family");
            for (const xml::Node& child : element.elements()) {
                if (child.name() == (colors ? "color" : "family")) {
                    colors ? color(child) : family(child);
                }
            }
        } else if (const auto found =
                       std::find_if(std::begin(single), std::end(single),
                                    [&](const auto& each) { return each.first == name; });
                   found != std::end(single)) {
            if (std::find(once_.begin(), once_.end(), name) != once_.end()) {
                sink_.error("content.misplaced-element", element.span(),
                            "there is a second " + quote(name), "keep one of the two");
            }
            once_.push_back(found->first);
            (this->*found->second)(element);
        } else {
            const std::string guess = diag::did_you_mean(name, known);
            sink_.error("content.unknown-element", element.span(),
                        "there is no element " + quote(name) + " in a brand",
                        guess.empty() ? "it holds " + joined(known) : guess);
        }
    }
}

} // namespace

const std::vector<std::string_view>& field_names() {
    static const std::vector<std::string_view> names = {
        "clinic.name",       "clinic.address",   "clinic.phone",     "clinic.email",
        "clinic.web",        "clinic.hours",     "clinic.booking",   "client.name",
        "practitioner.name", "appointment.date", "appointment.time", "notes"};
    return names;
}

const std::string* Fields::find(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

Brand load_brand(std::string text, const std::string& file, diag::Sink& sink) {
    Brand brand;
    if (const auto document = xml::parse(std::move(text), file, brand_namespace, "brand", sink)) {
        BrandReader(brand, sink).read(document->root());
    }
    return brand;
}

} // namespace carefold::content
