// A record, checked against the guides -> orders.
#include "batch/plan.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t number_digits = 6;

std::string padded(std::size_t number) {
    const std::string text = std::to_string(number);
    return std::string(number_digits - std::min(number_digits, text.size()), '0') + text;
}

/// A layout given by path is called after its file.
std::string layout_name(const std::string& layout) {
    return layout.empty() ? "usual" : fs::path(layout).stem().string();
}

} // namespace

std::optional<Plan::Reader> Plan::read(const records::Record& record, diag::Sink& sink) {
    const std::size_t before = sink.errors();
    Reader reader{&record, {}, ask_.audiences, {}};
    if (const std::string* text = record.find("language")) {
        reader.language = LanguageTag::parse(*text);
    }
    if (const std::string* text = record.find("audience"); text && reader.audiences.empty()) {
        if (const auto audience = content::parse_audience(*text)) {
            reader.audiences.push_back(*audience);
        } else {
            sink.error("batch.unknown-audience", record.span_of("audience"),
                       diag::quoted(*text) + " is no audience", "`client` or `practitioner`");
        }
    }
    if (reader.audiences.empty()) {
        reader.audiences.push_back(content::Audience::client);
    }
    if (const std::string* text = record.find("techniques")) {
        reader.techniques = job::technique_ids(*text);
        job::check_techniques(reader.techniques, guides_, "batch.unknown-technique",
                              record.span_of("techniques"), sink);
    }
    for (const Item& item : items_) {
        const job::GuideFacts& facts = guides_[item.guide];
        const bool own = item.languages.empty() && reader.language.has_value();
        if (own && !speaks(item.guide, *reader.language)) {
            std::string list;
            for (const std::string& each : facts.languages) {
                list += (list.empty() ? "there is: `" : ", `") + each + "`";
            }
            sink.error("batch.no-translation", record.span_of("language"),
                       "the guide `" + facts.name + "` is not available in `" +
                           reader.language->text() + "`",
                       list);
        }
    }
    return sink.errors() > before ? std::nullopt : std::optional(std::move(reader));
}

std::vector<Order> Plan::orders(const records::Record& record, diag::Sink& sink) {
    std::vector<Order> orders;
    if (const auto reader = read(record, sink)) {
        for (const Item& item : items_) {
            add_orders(item, *reader, orders);
        }
    }
    return orders;
}

void Plan::add_orders(const Item& item, const Reader& reader, std::vector<Order>& orders) {
    std::vector<std::string> languages = item.languages;
    if (languages.empty()) {
        languages.push_back(reader.language ? reader.language->text()
                                            : guides_[item.guide].language);
    }
    std::vector<content::Audience> audiences = reader.audiences;
    if (item.booklet.audience) {
        audiences = {*item.booklet.audience};
    }
    for (const std::string& language : languages) {
        for (const content::Audience audience : audiences) {
            orders.push_back(order(item, reader, language, audience));
        }
    }
}

Order Plan::order(const Item& item, const Reader& reader, const std::string& language,
                  content::Audience audience) {
    const job::GuideFacts& facts = guides_[item.guide];
    Order order;
    job::Request& request = order.request;
    request.guide = facts.path;
    request.layout = item.booklet.layout;
    request.brand = ask_.brand;
    request.audience = audience;
    request.language = language;
    request.edition = item.booklet.edition.value_or(ask_.edition);
    Line& line = order.line;
    line.guide = facts.name;
    line.layout = layout_name(item.booklet.layout);
    line.language = language;
    line.audience = content::to_string(audience);
    line.edition = to_string(request.edition);
    line.version = CAREFOLD_VERSION;
    const records::Record* record = reader.record;
    if (record != nullptr) {
        const auto& ids = facts.techniques;
        const bool has_some =
            std::any_of(reader.techniques.begin(), reader.techniques.end(), [&](const auto& each) {
                return std::find(ids.begin(), ids.end(), each) != ids.end();
            });
        if (has_some) {
            request.techniques = reader.techniques;
        }
        line.record = record->number;
        line.line = record->span.line;
        if (const std::string* id = record->find("client.id")) {
            line.client = *id;
        }
    }
    line.name = names_->fill([&](std::string_view field) -> std::string {
        const std::string* value = record == nullptr ? nullptr : record->find(field);
        return field == "lang"        ? line.language
               : field == "guide"     ? line.guide
               : field == "layout"    ? line.layout
               : field == "audience"  ? line.audience
               : field == "edition"   ? line.edition
               : field == "record"    ? padded(line.record)
               : value != nullptr     ? *value
               : field == "client.id" ? padded(line.record)
                                      : std::string();
    });
    line.inputs = inputs_.of(request);
    return order;
}

void Plan::personalise(Order& order, const records::Record& record) {
    std::unique_ptr<locale::Dates>& dates = dates_[order.request.language];
    if (!dates) {
        dates = std::make_unique<locale::Dates>(*LanguageTag::parse(order.request.language));
    }
    order.request.personal = job::personal_fields(record, schema_, *dates);
}

std::vector<Order> Plan::matrix() {
    std::vector<Order> orders;
    const Reader everyone{nullptr,
                          {},
                          ask_.audiences.empty()
                              ? std::vector<content::Audience>{content::Audience::client}
                              : ask_.audiences,
                          {}};
    for (const Item& item : items_) {
        add_orders(item, everyone, orders);
    }
    for (std::size_t i = 0; i < orders.size(); ++i) {
        orders[i].line.record = i + 1;
    }
    return orders;
}

} // namespace carefold::batch
