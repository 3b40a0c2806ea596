#include "job/personal.hpp"

#include "job/files.hpp"
#include "job/places.hpp"
#include "job/sources.hpp"

namespace carefold::job {

records::Schema list_schema(const std::string& guide, diag::Sink& sink) {
    const std::string path = record_path(guide);
    if (std::optional<std::string> text = read_if_present(path, most_xml_bytes)) {
        if (auto schema = records::load_schema(std::move(*text), path, sink)) {
            return std::move(*schema);
        }
    }
    return records::usual_schema();
}

std::unique_ptr<const content::Guide> load_guide(const std::string& path, std::string text,
                                                 diag::Sink& sink) {
    return content::load_guide(std::move(text), path, sink, list_schema(path, sink).readable());
}

content::Fields personal_fields(const records::Record& record, const records::Schema& schema,
                                locale::Dates& dates) {
    content::Fields fields;
    for (const auto& [name, value] : record.values) {
        const records::Field* field = schema.find(name);
        if (field == nullptr || !records::is_readable(*field)) {
            continue;
        }
        std::optional<std::string> local;
        if (field->type == records::Type::date) {
            local = dates.long_date(value.text);
        } else if (field->type == records::Type::time) {
            local = dates.short_time(value.text);
        }
        fields.values.emplace(name, local.value_or(value.text));
    }
    return fields;
}

content::Fields personal_fields(const records::Record& record, const records::Schema& schema,
                                const LanguageTag& language) {
    locale::Dates dates(language);
    return personal_fields(record, schema, dates);
}

} // namespace carefold::job
