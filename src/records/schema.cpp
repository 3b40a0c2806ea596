// What a guide's lists may hold: the usual fields, and record.xml over them.
#include "records/names.hpp"

#include "xml/xml.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace carefold::records {

namespace {

constexpr std::size_t most_characters = 100'000;
constexpr std::size_t most_fields = 500;

constexpr std::array type_names = std::to_array<std::pair<std::string_view, Type>>({
    {"text", Type::text},
    {"lines", Type::lines},
    {"date", Type::date},
    {"time", Type::time},
    {"language", Type::language},
    {"audience", Type::audience},
    {"email", Type::email},
    {"boolean", Type::boolean},
    {"choice", Type::choice},
    {"ids", Type::ids},
});

constexpr std::array<std::string_view, 6> attribute_names = {"name", "type",    "required",
                                                             "most", "choices", "element"};

bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

/// "client.name": words of small letters, digits and hyphens, parted by dots.
bool is_name(std::string_view text) {
    bool begins = true;
    for (const char c : text) {
        const bool good =
            is_small(c) || (!begins && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
        if (!good) {
            return false;
        }
        begins = c == '.';
    }
    return !begins && text.size() <= 64;
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> found;
    for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
        const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n"));
        found.emplace_back(word);
        text.remove_prefix(word.size());
    }
    return found;
}

class SchemaReader {
  public:
    SchemaReader(Schema& schema, diag::Sink& sink) : schema_(schema), sink_(sink) {}
    void read(const xml::Node& root);

  private:
    void check_names(const xml::Node& element, const std::vector<std::string_view>& known);
    void no_text(const xml::Node& element);
    void bad(const xml::Node& element, std::string_view attribute, std::string hint);
    void read_field(const xml::Node& element);
    bool read_name(const xml::Node& element, Field& field);
    void read_type(const xml::Node& element, const Field* usual, Field& field);
    void read_limits(const xml::Node& element, Field& field);
    void read_choices(const xml::Node& element, Field& field);
    void read_element(const xml::Node& element, Field& field);
    void take(const xml::Node& element, Field field);

    Schema& schema_;
    diag::Sink& sink_;
    std::vector<std::string> own_; // plain names the file gives
};

void SchemaReader::check_names(const xml::Node& element,
                               const std::vector<std::string_view>& known) {
    for (const std::string_view name : element.attribute_names()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const std::string guess = diag::did_you_mean(name, known);
            sink_.error("records.unknown-attribute", element.attribute_span(name),
                        quote(element.name()) + " has no attribute " + quote(name),
                        !guess.empty() || known.empty() ? guess : "it takes " + joined(known));
        }
    }
}

void SchemaReader::no_text(const xml::Node& element) {
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        if (child.is_text() && !trimmed(child.value()).empty()) {
            sink_.error("records.unexpected-text", child.span(),
                        quote(element.name()) + " holds no text");
        }
    }
}

void SchemaReader::bad(const xml::Node& element, std::string_view attribute, std::string hint) {
    sink_.error("records.bad-value", element.attribute_span(attribute),
                quote(attribute) + " of " + quote(element.name()) + " cannot be " +
                    quote(element.attribute(attribute).value_or("")),
                std::move(hint));
}

bool SchemaReader::read_name(const xml::Node& element, Field& field) {
    const auto name = element.attribute("name");
    if (!name) {
        sink_.error("records.missing-attribute", element.span(),
                    quote(element.name()) + " has no attribute `name`",
                    "it is what lists and the guide call the field: `client.nickname`");
        return false;
    }
    if (!is_name(*name)) {
        bad(element, "name",
            "a name has small letters, digits, `-` and `.`, and each word begins with a letter: "
            "`client.nickname`");
        return false;
    }
    if (name->starts_with("clinic.")) {
        bad(element, "name", "what is the clinic's stands in brand.xml");
        return false;
    }
    field.name = *name;
    return true;
}

void SchemaReader::read_type(const xml::Node& element, const Field* usual, Field& field) {
    const auto type = element.attribute("type");
    if (!type) {
        return;
    }
    const auto named = std::find_if(type_names.begin(), type_names.end(),
                                    [&](const auto& each) { return each.first == *type; });
    if (named == type_names.end()) {
        std::vector<std::string_view> names;
        names.reserve(type_names.size());
        for (const auto& each : type_names) {
            names.push_back(each.first);
        }
        const std::string guess = diag::did_you_mean(*type, names);
        bad(element, "type", guess.empty() ? "it is one of " + joined(names) : guess);
    } else if (usual != nullptr && usual->type != named->second) {
        bad(element, "type",
            quote(field.name) + " is of type " + quote(to_string(usual->type)) + " in every list");
    } else {
        field.type = named->second;
    }
}

void SchemaReader::read_limits(const xml::Node& element, Field& field) {
    if (const auto required = element.attribute("required")) {
        if (*required != "yes" && *required != "no") {
            bad(element, "required", "write `yes` or `no`");
        }
        field.required = *required == "yes";
    }
    if (const auto most = element.attribute("most")) {
        std::size_t value = 0;
        const auto end = std::from_chars(most->data(), most->data() + most->size(), value);
        const bool good = end.ec == std::errc() && end.ptr == most->data() + most->size();
        if (!good || value < 1 || value > most_characters) {
            bad(element, "most",
                "write how many characters a value may have, from 1 to " +
                    std::to_string(most_characters));
        } else {
            field.most = value;
        }
    }
}

void SchemaReader::read_choices(const xml::Node& element, Field& field) {
    const auto choices = element.attribute("choices");
    if (choices && field.type != Type::choice) {
        bad(element, "choices", "only a field of type `choice` has choices");
        return;
    }
    if (field.type != Type::choice) {
        return;
    }
    field.choices = words(choices.value_or(""));
    if (!choices) {
        sink_.error("records.missing-attribute", element.span(),
                    "a field of type `choice` has no attribute `choices`",
                    "write the values with spaces between: choices=\"A B C\"");
    } else if (field.choices.empty()) {
        bad(element, "choices", "write the values with spaces between: choices=\"A B C\"");
    }
}

void SchemaReader::read_element(const xml::Node& element, Field& field) {
    const auto of = element.attribute("element");
    if (of && field.type != Type::ids) {
        bad(element, "element", "only a field of type `ids` has an element");
    } else if (of && (of->empty() || !std::all_of(of->begin(), of->end(), is_small))) {
        bad(element, "element", "write the name of an element of the guide: `technique`");
    } else if (of) {
        field.element = *of;
    } else if (field.type == Type::ids && field.element.empty()) {
        sink_.error("records.missing-attribute", element.span(),
                    "a field of type `ids` has no attribute `element`",
                    "write what the ids are of: element=\"technique\"");
    }
}

void SchemaReader::take(const xml::Node& element, Field field) {
    const std::string plain = plain_name(field.name);
    if (std::find(own_.begin(), own_.end(), plain) != own_.end()) {
        sink_.error("records.duplicate-field", element.attribute_span("name"),
                    "field " + quote(field.name) + " is given twice",
                    "keep one of the two; `.` and `-` in a name count as the same");
        return;
    }
    own_.push_back(plain);
    const auto usual =
        std::find_if(schema_.fields.begin(), schema_.fields.end(),
                     [&](const Field& each) { return plain_name(each.name) == plain; });
    if (usual == schema_.fields.end()) {
        schema_.fields.push_back(std::move(field));
    } else if (usual->name != field.name) {
        bad(element, "name", "every list has " + quote(usual->name) + ", which is too near");
    } else {
        *usual = std::move(field);
    }
}

void SchemaReader::read_field(const xml::Node& element) {
    check_names(element, {attribute_names.begin(), attribute_names.end()});
    no_text(element);
    Field field;
    if (!read_name(element, field)) {
        return;
    }
    const Field* usual = usual_schema().find(field.name);
    if (usual != nullptr) {
        field = *usual;
    }
    field.span = element.attribute_span("name");
    read_type(element, usual, field);
    read_limits(element, field);
    read_choices(element, field);
    read_element(element, field);
    for (const xml::Node& child : element.elements()) {
        sink_.error("records.unknown-element", child.span(), "`field` is empty");
    }
    if (own_.size() >= most_fields) {
        sink_.error("records.bad-value", element.span(),
                    "there are more than " + std::to_string(most_fields) + " fields");
        return;
    }
    take(element, std::move(field));
}

void SchemaReader::read(const xml::Node& root) {
    check_names(root, {});
    no_text(root);
    for (const xml::Node& element : root.elements()) {
        if (element.name() == "field") {
            read_field(element);
        } else {
            const std::string guess = diag::did_you_mean(element.name(), {"field"});
            sink_.error("records.unknown-element", element.span(),
                        "there is no element " + quote(element.name()) + " in a record",
                        guess.empty() ? "it holds `field` elements only" : guess);
        }
    }
}

} // namespace

std::string_view to_string(Type type) {
    return type_names[static_cast<std::size_t>(type)].first;
}

const Field* Schema::find(std::string_view name) const {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](const Field& field) { return field.name == name; });
    return found == fields.end() ? nullptr : &*found;
}

bool is_readable(const Field& field) {
    constexpr std::array<std::string_view, 5> others = {"client.id", "client.email", "language",
                                                        "audience", "consent"};
    return field.type != Type::ids &&
           std::find(others.begin(), others.end(), field.name) == others.end();
}

std::vector<std::string> Schema::readable() const {
    std::vector<std::string> names;
    for (const Field& field : fields) {
        if (is_readable(field)) {
            names.push_back(field.name);
        }
    }
    return names;
}

const Schema& usual_schema() {
    static const Schema usual{{
        {"client.id", Type::text, false, 64, {}, {}, {}},
        {"client.name", Type::text, false, 200, {}, {}, {}},
        {"client.email", Type::email, false, 254, {}, {}, {}},
        {"language", Type::language, false, 35, {}, {}, {}},
        {"audience", Type::audience, false, 20, {}, {}, {}},
        {"practitioner.name", Type::text, false, 200, {}, {}, {}},
        {"techniques", Type::ids, false, 4000, {}, "technique", {}},
        {"notes", Type::lines, false, 4000, {}, {}, {}},
        {"appointment.date", Type::date, false, 20, {}, {}, {}},
        {"appointment.time", Type::time, false, 20, {}, {}, {}},
        {"consent", Type::boolean, false, 20, {}, {}, {}},
    }};
    return usual;
}

std::optional<Schema> load_schema(std::string text, const std::string& file, diag::Sink& sink) {
    const auto document = xml::parse(std::move(text), file, record_namespace, "record", sink);
    if (!document) {
        return std::nullopt;
    }
    Schema schema = usual_schema();
    SchemaReader(schema, sink).read(document->root());
    return schema;
}

} // namespace carefold::records
