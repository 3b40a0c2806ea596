#include "content/ids.hpp"

#include "content/vocabulary.hpp"

#include <algorithm>
#include <iterator>

namespace carefold::content {

namespace {

xml::Node next_element(xml::Node node, const xml::Node& root) {
    if (node.first_child()) {
        return node.first_child();
    }
    while (!(node == root) && !node.next_sibling()) {
        node = node.parent();
    }
    return node == root ? xml::Node() : node.next_sibling();
}

/// "Where to start" -> "where-to-start"; "" when the words have no ASCII letters.
std::string slug(std::string_view text) {
    constexpr std::size_t longest = 24;
    std::string out;
    for (const char c : text) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        const bool letter = small >= 'a' && small <= 'z';
        if (letter || (!out.empty() && small >= '0' && small <= '9')) {
            out += small;
        } else if (small == ' ' && !out.empty() && out.back() != '-') {
            if (out.size() >= longest) {
                break;
            }
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out;
}

/// What the id of `element`'s child begins with: the id of the nearest element around that has one.
std::string surrounding(const xml::Node& element) {
    for (xml::Node node = element; node; node = node.parent()) {
        const auto id = node.attribute("id");
        if (id && !id->empty()) {
            return std::string(*id) + ".";
        }
        if (node.name() == "metadata") {
            return "meta.";
        }
    }
    return {};
}

} // namespace

const xml::Node* Ids::claim(std::string_view id, const xml::Node& element) {
    const auto [owner, is_new] = claimed_.emplace(id, element);
    return is_new ? nullptr : &owner->second;
}

void Ids::search() {
    if (searched_) {
        return;
    }
    searched_ = true;
    for (xml::Node node = root_; node; node = next_element(node, root_)) {
        if (const auto id = node.attribute("id"); id && !id->empty()) {
            used_.insert(*id);
        }
    }
}

bool Ids::is_used(std::string_view id) {
    search();
    return used_.count(id) > 0;
}

std::vector<std::string_view> Ids::all() {
    search();
    std::vector<std::string_view> ids(used_.begin(), used_.end());
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::string Ids::suggest(const xml::Node& element) {
    const xml::Node heading =
        element.child("title") ? element.child("title") : element.child("name");
    const std::string words = heading ? slug(heading.text()) : std::string();
    return free_id(surrounding(element.parent()), words.empty() ? element.name() : words);
}

std::string Ids::suggest_child(const xml::Node& parent, std::string_view name) {
    return free_id(surrounding(parent), name);
}

std::string Ids::free_id(std::string base, std::string_view name) {
    // What stands many times in its parent is numbered from the first.
    constexpr Kinds numbered = set_of(Kind::p) | set_of(Kind::item) | set_of(Kind::step) |
                               set_of(Kind::check) | set_of(Kind::cell) | set_of(Kind::line) |
                               set_of(Kind::keyword) | set_of(Kind::source) |
                               set_of(Kind::footnote);
    const auto kind = kind_named(name);
    base += name;
    int& counter = counters_[base];
    const bool plain = counter == 0 && !(kind && contains(numbered, *kind));
    std::string id = plain ? base : base + std::to_string(++counter);
    while (is_used(id) || !suggested_.insert(id).second) {
        id = base + std::to_string(++counter);
    }
    return id;
}

namespace {

/// A suggestion looks at every id: enough looks for thousands of mistakes in any honest guide, few
/// enough to keep a hostile one from costing minutes.
constexpr std::size_t most_looks = 500'000;

class ReferenceCheck {
  public:
    ReferenceCheck(const Guide& guide, Ids& ids, diag::Sink& sink)
        : guide_(guide), ids_(ids), sink_(sink) {}

    void check(const Reference& reference) {
        const auto found = guide_.by_id.find(reference.target);
        const Node* target = found == guide_.by_id.end() ? nullptr : found->second;
        if (reference.kind == Kind::cite && target && target->kind != Kind::source) {
            report(reference,
                   "`" + reference.target + "` is not a source but a `" +
                       std::string(to_string(target->kind)) + "`",
                   "`cite` names the id of a `source`; use `xref` to point elsewhere");
        } else if (!target && !ids_.is_used(reference.target)) {
            report(reference,
                   reference.kind == Kind::cite
                       ? "there is no source `" + reference.target + "`"
                       : "nothing here has the id `" + reference.target + "`",
                   suggestion(reference));
        } else if (target) {
            check_readers(reference, *target);
        }
    }

  private:
    void report(const Reference& reference, std::string message, std::string hint) {
        sink_.error(reference.kind == Kind::cite ? "content.unknown-source" : "content.dangling-id",
                    reference.span, std::move(message), std::move(hint));
    }

    std::string suggestion(const Reference& reference) {
        auto& candidates = reference.kind == Kind::cite ? sources_ : everything_;
        if (everything_.empty()) {
            everything_ = ids_.all();
            std::copy_if(everything_.begin(), everything_.end(), std::back_inserter(sources_),
                         [&](std::string_view id) {
                             const auto found = guide_.by_id.find(id);
                             return found != guide_.by_id.end() &&
                                    found->second->kind == Kind::source;
                         });
        }
        looks_ += candidates.size();
        return looks_ > most_looks ? std::string()
                                   : diag::did_you_mean(reference.target, candidates);
    }

    void check_readers(const Reference& reference, const Node& target) {
        for (const Audience audience : {Audience::client, Audience::practitioner}) {
            const auto reader = static_cast<std::size_t>(audience);
            if (reference.audiences[reader] && !target.audiences[reader]) {
                report(reference,
                       "`" + reference.target + "` is left out for the " +
                           std::string(to_string(audience)) + ", who is pointed to it here",
                       "give both the same `audience`, or point elsewhere");
                return;
            }
        }
    }

    const Guide& guide_;
    Ids& ids_;
    diag::Sink& sink_;
    std::vector<std::string_view> everything_; // what an xref may mean
    std::vector<std::string_view> sources_;    // what a cite may mean
    std::size_t looks_ = 0;
};

} // namespace

void check_references(const std::vector<Reference>& references, const Guide& guide, Ids& ids,
                      diag::Sink& sink) {
    ReferenceCheck check(guide, ids, sink);
    for (const Reference& reference : references) {
        check.check(reference);
    }
}

} // namespace carefold::content
