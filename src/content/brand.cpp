// Fields: the names a guide may use, and the clinic's values from brand.xml.
#include "content/formats.hpp"

#include <algorithm>

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

void read_field(const xml::Node& element, Fields& fields, diag::Sink& sink) {
    const auto name = element.attribute("name");
    if (!name) {
        sink.error("content.missing-attribute", element.span(), "`field` has no attribute `name`",
                   "it is one of " + joined(clinic_names()));
        return;
    }
    const auto names = clinic_names();
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
        const std::string guess = diag::did_you_mean(*name, names);
        sink.error("content.unknown-field", element.attribute_span("name"),
                   "a clinic has no field " + quote(*name),
                   guess.empty() ? "it is one of " + joined(names) : guess);
        return;
    }
    std::string value = collapsed(element.text());
    if (value.empty()) {
        return; // as if it were not there: a line to write on
    }
    if (!fields.values.emplace(*name, std::move(value)).second) {
        sink.error("content.bad-value", element.attribute_span("name"),
                   "field " + quote(*name) + " is given twice", "keep one of the two");
    }
}

} // namespace

const std::vector<std::string_view>& field_names() {
    static const std::vector<std::string_view> names = {
        "clinic.name",       "clinic.address",   "clinic.phone",    "clinic.email",
        "clinic.web",        "clinic.hours",     "clinic.booking",  "client.name",
        "practitioner.name", "appointment.date", "appointment.time"};
    return names;
}

const std::string* Fields::find(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

Fields load_brand(std::string text, const std::string& file, diag::Sink& sink) {
    Fields fields;
    const auto document = xml::parse(std::move(text), file, brand_namespace, "brand", sink);
    if (!document) {
        return fields;
    }
    for (const xml::Node& element : document->root().elements()) {
        if (element.name() == "field") {
            read_field(element, fields, sink);
        } else {
            sink.error("content.unknown-element", element.span(),
                       "there is no element " + quote(element.name()) + " in a brand",
                       "a brand holds `field` elements only");
        }
    }
    return fields;
}

} // namespace carefold::content
