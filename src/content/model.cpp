// The Guide once it is built: its faces to other rooms, and how text is collapsed.
#include "content/loader.hpp"

#include <algorithm>

namespace carefold::content {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

struct Collapsing {
    bool after_space = true; // so that a block does not begin with one
    Node* last = nullptr;    // the text that ends what was read so far
};

void collapse_text(Node& run, Collapsing& state) {
    std::size_t length = 0;
    for (const char c : run.text) {
        const bool space = is_space(c);
        run.text[length] = space ? ' ' : c;
        length += space && state.after_space ? 0U : 1U;
        state.after_space = space;
    }
    run.text.resize(length);
    if (length > 0) {
        state.last = &run;
    }
}

void collapse_within(Node& node, Collapsing& state) {
    for (Node& child : node.children) {
        if (child.kind == Kind::text) {
            collapse_text(child, state);
        } else if (contains(span_kinds, child.kind) && !child.children.empty()) {
            collapse_within(child, state);
        } else {
            state = {false, nullptr}; // a field, number or note: it stands for visible characters
        }
    }
}

void remove_vanished(Node& node) {
    const auto vanished = [](const Node& child) {
        return child.kind == Kind::text && child.text.empty();
    };
    node.children.erase(std::remove_if(node.children.begin(), node.children.end(), vanished),
                        node.children.end());
    for (Node& child : node.children) {
        if (contains(span_kinds, child.kind)) {
            remove_vanished(child);
        }
    }
}

void append_words(const Node& node, std::string& out) {
    if (node.kind == Kind::text) {
        out += node.text;
    } else if (node.kind != Kind::footnote) {
        const bool inline_level = node.is_inline_container();
        for (const Node& child : node.children) {
            append_words(child, out);
            out += inline_level ? "" : " ";
        }
    }
}

} // namespace

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_space);
}

void collapse(Node& block) {
    Collapsing state;
    collapse_within(block, state);
    if (state.last && state.last->text.back() == ' ') {
        state.last->text.pop_back();
    }
    remove_vanished(block);
}

std::string plain_text(const Node& node) {
    Node run;
    append_words(node, run.text);
    Collapsing state;
    collapse_text(run, state);
    if (!run.text.empty() && run.text.back() == ' ') {
        run.text.pop_back();
    }
    return run.text;
}

std::string_view Node::attribute(std::string_view name) const {
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const auto& own) { return own.first == name; });
    return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

const Node* Node::child(Kind wanted) const {
    const auto found = std::find_if(children.begin(), children.end(),
                                    [&](const Node& own) { return own.kind == wanted; });
    return found == children.end() ? nullptr : &*found;
}

bool Node::is_inline_container() const {
    const Model model = rule_of(kind).model;
    return kind != Kind::text && (model == Model::inlines || model == Model::text);
}

std::optional<Audience> parse_audience(std::string_view text) {
    for (const Audience audience : {Audience::client, Audience::practitioner}) {
        if (text == to_string(audience)) {
            return audience;
        }
    }
    return std::nullopt;
}

std::string_view to_string(Audience audience) {
    return audience == Audience::client ? "client" : "practitioner";
}

void index_ids(const Node& node, Guide& guide) {
    if (!node.id.empty()) {
        guide.by_id.emplace(node.id, &node);
    }
    for (const Node& child : node.children) {
        index_ids(child, guide);
    }
}

std::unique_ptr<const Guide> load_guide(std::string text, const std::string& file, diag::Sink& sink,
                                        const std::vector<std::string>& fields) {
    auto document = xml::parse(std::move(text), file, guide_namespace, "guide", sink);
    if (!document) {
        return nullptr;
    }
    auto guide = std::make_unique<Guide>();
    guide->document = std::make_shared<const xml::Document>(std::move(*document));
    Ids ids(guide->document->root());
    std::vector<std::string_view> names = field_names();
    names.insert(names.end(), fields.begin(), fields.end());
    Loader loader(ids, std::move(names), sink);
    guide->root = loader.build_root(guide->document->root());
    index_ids(guide->root, *guide);
    check_references(loader.references(), *guide, ids, sink);
    return guide;
}

std::vector<std::uint32_t> select(const Guide& guide, const xml::Query& query) {
    std::vector<std::uint32_t> orders;
    for (const xml::Node& node : query.select(guide.document->root())) {
        orders.push_back(node.order());
    }
    return orders;
}

} // namespace carefold::content
