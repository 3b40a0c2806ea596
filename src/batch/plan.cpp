#include "batch/plan.hpp"

#include <algorithm>
#include <filesystem>

namespace carefold::batch {

namespace fs = std::filesystem;

namespace {

bool is_path(const std::string& name) {
    return name.find('/') != std::string::npos || fs::path(name).extension() == ".xml";
}

/// As a person would write it: relative when it lies below the current folder.
std::string shown_path(const fs::path& path) {
    std::error_code error;
    const std::string near = path.lexically_proximate(fs::current_path(error)).string();
    return error || near.starts_with("..") ? path.string() : near;
}

/// A name stands for one of content's.
std::string guide_path(const std::string& name) {
    return is_path(name) ? name
                         : shown_path(fs::path(job::find_home()) / "content" / name / "guide.xml");
}

std::string set_path(const std::string& name) {
    return is_path(name)
               ? name
               : shown_path(fs::path(job::find_home()) / "content" / "sets" / (name + ".xml"));
}

std::vector<std::string> names_of_sets() {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at(fs::path(job::find_home()) / "content" / "sets", error), end;
         !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".xml") {
            names.push_back(at->path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<Booklet> read_set(const std::string& name, diag::Sink& sink) {
    const std::string path = set_path(name);
    const auto text = read_small(path);
    if (!text) {
        const std::vector<std::string> names = names_of_sets();
        std::string list;
        for (const std::string& each : names) {
            list += (list.empty() ? "there is: `" : ", `") + each + "`";
        }
        const std::string near =
            diag::did_you_mean(name, std::vector<std::string_view>(names.begin(), names.end()));
        throw diag::EnvironmentError("batch.no-set",
                                     "there is no set `" + name + "` (looked for `" + path + "`)",
                                     near.empty() ? list : near);
    }
    std::vector<Booklet> booklets = load_set(*text, path, sink).value_or(std::vector<Booklet>());
    for (Booklet& each : booklets) {
        const bool beside = is_path(each.guide) && fs::path(each.guide).is_relative();
        each.guide = beside
                         ? (fs::path(path).parent_path() / each.guide).lexically_normal().string()
                         : guide_path(each.guide);
    }
    return booklets;
}

/// What is asked for twice is made once.
template <class Value>
std::vector<Value> without_doubles(const std::vector<Value>& values) {
    std::vector<Value> once;
    for (const Value& each : values) {
        if (std::find(once.begin(), once.end(), each) == once.end()) {
            once.push_back(each);
        }
    }
    return once;
}

std::string list_of(const std::vector<std::string>& languages) {
    std::string list;
    for (const std::string& each : languages) {
        list += (list.empty() ? "there is: `" : ", `") + each + "`";
    }
    return list;
}

/// One guide's record.xml over what there is; the usual fields give way, two of its own kind that
/// differ do not go together.
void merge(const records::Schema& more, records::Schema& schema, diag::Sink& sink) {
    for (const records::Field& field : more.fields) {
        const auto same = std::find_if(schema.fields.begin(), schema.fields.end(),
                                       [&](const auto& each) { return each.name == field.name; });
        if (same == schema.fields.end()) {
            schema.fields.push_back(field);
        } else if (same->span.line == 0) {
            *same = field;
        } else if (field.span.line != 0 && same->type != field.type) {
            sink.error("batch.schemas-differ", field.span,
                       "the field `" + field.name + "` has another type here than in `" +
                           *same->span.file + "`",
                       "make a batch of each guide, or give the field one type in both files");
        }
    }
}

} // namespace

Plan::Plan(const Ask& ask, diag::Sink& sink) : ask_(ask), schema_(records::usual_schema()) {
    ask_.guides = without_doubles(ask_.guides);
    ask_.layouts = without_doubles(ask_.layouts);
    ask_.audiences = without_doubles(ask_.audiences);
    for (const Booklet& booklet : booklets(sink)) {
        const std::size_t at = guide(booklet.guide, sink);
        if (at < guides_.size()) {
            Item item{booklet, at, {}};
            item.booklet.guide = guides_[at].path;
            fill_languages(item, sink);
            items_.push_back(std::move(item));
        }
    }
    if (items_.empty() && !sink.has_errors()) {
        sink.error("batch.no-documents", {}, "there is no guide to make anything of",
                   "name one with --guide; `carefold list` shows them");
    }
    load_schemas(sink);
    choose_names(sink);
}

/// Guides × layouts, or those of the set.
std::vector<Booklet> Plan::booklets(diag::Sink& sink) const {
    std::vector<Booklet> booklets;
    if (!ask_.set.empty()) {
        return read_set(ask_.set, sink);
    }
    std::vector<std::string> guides = ask_.guides;
    std::vector<std::string> layouts = ask_.layouts;
    if (ask_.list.empty() && (guides.empty() || layouts.empty())) {
        const job::Inventory inventory = job::take_inventory();
        for (const auto& each : inventory.guides) {
            if (ask_.guides.empty()) {
                guides.push_back(each.path);
            }
        }
        for (const auto& each : inventory.layouts) {
            if (ask_.layouts.empty()) {
                layouts.push_back(each.name);
            }
        }
    }
    if (layouts.empty()) {
        layouts.emplace_back();
    }
    for (const std::string& guide : guides) {
        for (const std::string& layout : layouts) {
            booklets.push_back({guide_path(guide), layout, {}, {}});
        }
    }
    return booklets;
}

/// Past the end when it cannot be used.
std::size_t Plan::guide(const std::string& path, diag::Sink& sink) {
    const auto known = std::find_if(guides_.begin(), guides_.end(),
                                    [&](const auto& each) { return each.path == path; });
    if (known != guides_.end()) {
        return static_cast<std::size_t>(known - guides_.begin());
    }
    auto facts = job::look_into(path, sink);
    if (!facts) {
        return guides_.size() + 1;
    }
    guides_.push_back(std::move(*facts));
    return guides_.size() - 1;
}

void Plan::fill_languages(Item& item, diag::Sink& sink) {
    const job::GuideFacts& facts = guides_[item.guide];
    if (ask_.languages == Languages::from_record) {
        if (ask_.list.empty()) {
            item.languages = facts.languages;
        }
        return;
    }
    job::Request request;
    request.guide = facts.path;
    request.brand = ask_.brand;
    const std::vector<std::string> wanted = ask_.languages == Languages::all ? facts.languages
                                            : ask_.languages == Languages::clinic
                                                ? job::clinic_languages(request, sink)
                                                : ask_.tags;
    for (const std::string& each : wanted) {
        const auto tag = LanguageTag::parse(each);
        if (!tag || !speaks(item.guide, *tag)) {
            sink.error("batch.no-translation", diag::file_span(facts.path),
                       "the guide is not available in " + diag::quoted(each),
                       list_of(facts.languages));
        } else {
            item.languages.push_back(tag->text());
        }
    }
    item.languages = without_doubles(item.languages);
}

void Plan::load_schemas(diag::Sink& sink) {
    for (const job::GuideFacts& each : guides_) {
        merge(job::list_schema(each.path, sink), schema_, sink);
    }
}

/// The usual pattern tells apart whatever differs within one record.
void Plan::choose_names(diag::Sink& sink) {
    const auto differ = [&](const auto& value) {
        return std::any_of(items_.begin(), items_.end(),
                           [&](const Item& each) { return value(each) != value(items_.front()); });
    };
    pattern_ = ask_.names;
    if (pattern_.empty()) {
        const bool audiences = ask_.audiences.size() > 1 ||
                               differ([](const Item& each) { return each.booklet.audience; });
        const bool editions = differ([](const Item& each) { return each.booklet.edition; });
        pattern_ = ask_.list.empty() ? "{lang}/{guide}-{audience}-{layout}"
                                     : std::string("{lang}/{client.id}-{guide}") +
                                           (audiences ? "-{audience}" : "") + "-{layout}";
        pattern_ += editions ? "-{edition}.pdf" : ".pdf";
    }
    std::vector<std::string_view> fields;
    for (const records::Field& each : schema_.fields) {
        fields.push_back(each.name);
    }
    names_ = Pattern::parse(pattern_, fields, sink);
}

bool Plan::speaks(std::size_t guide, const LanguageTag& language) {
    const auto [known, is_new] = spoken_.try_emplace({guide, language.text()}, false);
    if (is_new) {
        known->second = job::speaks(guides_[guide], language);
    }
    return known->second;
}

std::string Plan::sum() const {
    Sha256 sum;
    sum.add_field(pattern_).add_field(ask_.list.empty() ? "matrix" : "list");
    for (const Item& item : items_) {
        sum.add_field(guides_[item.guide].name).add_field(item.booklet.layout);
        sum.add_field(to_string(item.booklet.edition.value_or(ask_.edition)));
        sum.add_field(item.booklet.audience ? content::to_string(*item.booklet.audience) : "");
        for (const std::string& each : item.languages) {
            sum.add_field(each);
        }
    }
    for (const content::Audience each : ask_.audiences) {
        sum.add_field(content::to_string(each));
    }
    return hex(sum.finish());
}

void Plan::require_unchanged_inputs() const {
    if (const auto path = inputs_.changed()) {
        throw diag::EnvironmentError(
            "batch.inputs-changed", "`" + *path + "` changed while the batch ran",
            "run it again: what the change concerns is made anew, the rest stays");
    }
}

} // namespace carefold::batch
