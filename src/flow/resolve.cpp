#include "flow/context.hpp"

#include <algorithm>
#include <unordered_set>

namespace carefold::flow {

using content::Kind;
using content::Node;

std::string Context::word(std::string_view id, const diag::Span& span) {
    if (const std::string* found = find_word(id)) {
        return *found;
    }
    std::vector<std::string_view> known;
    if (request.words != nullptr) {
        for (const auto& [name, text] : request.words->by_id) {
            known.push_back(name);
        }
    }
    std::string hint = diag::did_you_mean(id, known);
    sink.error("flow.unknown-word", span, "there is no word `" + std::string(id) + "`",
               hint.empty() ? "add it to words.xml" : std::move(hint));
    return {};
}

const std::string* Context::find_word(std::string_view id) const {
    return request.words == nullptr ? nullptr : request.words->find(id);
}

const LanguageTag& Context::word_language(std::string_view id) const {
    const LanguageTag& own = request.guide->root.language;
    return request.words != nullptr && request.words->strange.contains(id)
               ? request.words->language_of(id)
               : own;
}

const std::string* Context::field(std::string_view name) const {
    wanted.emplace(name);
    const std::string* value = request.fields == nullptr ? nullptr : request.fields->find(name);
    return value == nullptr || value->empty() ? nullptr : value;
}

bool Context::is_personal(std::string_view name) const {
    return request.personal != nullptr && request.personal->find(name) != nullptr;
}

image::PicturePtr Context::picture(const std::string& path, const diag::Span& span) {
    auto& pictures = memory().pictures;
    if (const auto known = pictures.find(path); known != pictures.end()) {
        return known->second;
    }
    image::PicturePtr made;
    if (const auto bytes = request.load ? request.load(path) : std::nullopt) {
        const auto& palette = request.layout->palette;
        made = image::decode(*bytes, image::Palette(palette.begin(), palette.end()), span, sink);
    } else {
        const std::string whose = path.starts_with("layout:")  ? "layout"
                                  : path.starts_with("brand:") ? "brand"
                                                               : "guide";
        sink.error("flow.missing-picture", span,
                   "picture `" + (whose == "guide" ? path : path.substr(whose.size() + 1)) +
                       "` is not there",
                   "its path starts at the " + whose + "'s folder and stays inside it");
    }
    pictures.emplace(path, made);
    return made;
}

image::PicturePtr Context::logo() {
    return request.logo == nullptr ? nullptr
                                   : picture("brand:" + request.logo->src, request.logo->span);
}

namespace {

std::string text_of(const Context& context, const Node& node, Kind kind) {
    const Node* child = context.profile.child(node, kind);
    return child == nullptr ? std::string() : content::plain_text(*child);
}

void collect_places(const std::vector<Block>& blocks, std::unordered_set<std::string>& places) {
    for (const Block& block : blocks) {
        if (!block.id.empty()) {
            places.insert(block.id);
        }
        collect_places(block.children, places);
    }
}

/// Every link must lead to something this edition has.
void check_places(Context& context, const Document& document) {
    std::unordered_set<std::string> places;
    for (const Part& part : document.parts) {
        for (const Filling& filling : part.fillings) {
            collect_places(filling.blocks, places);
        }
    }
    collect_places(document.notes, places);
    for (const auto& [id, span] : context.references) {
        if (!places.contains(id)) {
            context.sink.error("flow.missing-place", span,
                               "`" + id + "` is not in the " +
                                   std::string(content::to_string(context.request.audience)) +
                                   " edition",
                               "the layout does not take it: select it there, or lead elsewhere");
        }
    }
}

void gather_style(Context& context, const std::string& name, Document& document) {
    for (const auto& [known, index] : document.fixture_styles) {
        if (known == name) {
            return;
        }
    }
    const Cascade::Id look = context.cascade.named(context.guide_look, name);
    const auto& language = context.request.guide->root.language;
    document.fixture_styles.emplace_back(name, context.cascade.style(look, language));
    document.fixture_leadings.emplace_back(name, context.cascade[look].leading);
}

void gather_words(Context& context, const design::Fixture& fixture, Document& document) {
    using Part = design::Fixture::Part;
    for (const Part& part : fixture.parts) {
        const bool field = part.kind == Part::Kind::field;
        if (!field && part.kind != Part::Kind::word) {
            continue;
        }
        std::string key = (field ? "field:" : "word:") + part.value;
        const bool known = std::any_of(document.fixture_words.begin(), document.fixture_words.end(),
                                       [&](const auto& pair) { return pair.first == key; });
        if (known) {
            continue;
        }
        std::string text;
        if (!field) {
            text = context.word(part.value, fixture.span);
        } else if (const std::string* value = context.field(part.value)) {
            text = *value;
            if (context.is_personal(part.value)) {
                text = isolated(text, context.request.guide->root.language);
                document.personal.insert(part.value);
            }
        }
        document.fixture_words.emplace_back(std::move(key), std::move(text));
    }
}

void gather_picture(Context& context, const design::Fixture& fixture, Document& document) {
    for (const auto& [name, picture] : document.fixture_pictures) {
        if (name == fixture.picture) {
            return;
        }
    }
    document.fixture_pictures.emplace_back(fixture.picture,
                                           fixture.picture == "clinic.logo"
                                               ? context.logo()
                                               : context.picture(fixture.picture, fixture.span));
}

void gather_fixtures(Context& context, Document& document) {
    for (const design::Master& master : context.request.layout->masters) {
        for (const design::Fixture& fixture : master.fixtures) {
            if (fixture.kind == design::Fixture::Kind::picture) {
                gather_picture(context, fixture, document);
            } else if (fixture.kind == design::Fixture::Kind::text) {
                gather_style(context, fixture.style, document);
                gather_words(context, fixture, document);
            }
        }
    }
}

bool is_empty(const Document& document) {
    for (const Part& part : document.parts) {
        for (const Filling& filling : part.fillings) {
            if (!filling.blocks.empty()) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

Metadata metadata_of(const Context& context) {
    const Node& root = context.request.guide->root;
    Metadata made;
    made.language = root.language;
    if (const std::string* clinic = context.field("clinic.name")) { // never one reader's
        made.author = *clinic;
    }
    const Node* metadata = context.profile.child(root, Kind::metadata);
    if (metadata == nullptr) {
        return made;
    }
    made.title = text_of(context, *metadata, Kind::title);
    made.subject = text_of(context, *metadata, Kind::summary);
    made.version = text_of(context, *metadata, Kind::version);
    if (const Node* review = context.profile.child(*metadata, Kind::review)) {
        made.review_date = std::string(review->attribute("date"));
        made.review_status = std::string(review->attribute("status"));
    }
    if (const Node* keywords = context.profile.child(*metadata, Kind::keywords)) {
        for (const Node& keyword : keywords->children) {
            if (context.profile.shows(keyword)) {
                made.keywords += made.keywords.empty() ? "" : ", ";
                made.keywords += content::plain_text(keyword);
            }
        }
    }
    return made;
}

std::uint32_t Document::fixture_style(std::string_view style_name) const {
    for (const auto& [name, index] : fixture_styles) {
        if (name == style_name) {
            return index;
        }
    }
    return 0;
}

Document resolve(const Request& request, diag::Sink& sink) {
    Context context(request, sink);
    Document document;
    document.layout = request.layout;
    document.metadata = metadata_of(context);
    document.direction = locale::direction(document.metadata.language);
    document.digits = context.digits;
    fill_parts(context, document);
    if (is_empty(document)) {
        sink.error("flow.empty", request.guide->root.span,
                   "the layout takes nothing from this guide",
                   "its parts select elements by XPath; see docs/layout-format.md");
    }
    gather_fixtures(context, document);
    document.notes = std::move(context.notes);
    check_places(context, document);
    document.styles = context.cascade.styles();
    document.bound = std::move(context.bound);
    document.asked = std::move(context.wanted);
    return document;
}

} // namespace carefold::flow
