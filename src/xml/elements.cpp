#include "xml/elements.hpp"

#include "xml/lexis.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

constexpr std::string_view xml_space = "http://www.w3.org/XML/1998/namespace";

struct Name {
    std::string_view prefix, local;
};

Name split(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? Name{{}, name}
                                           : Name{name.substr(0, colon), name.substr(colon + 1)};
}

} // namespace

void Elements::open(const Tag& tag, const std::vector<Attribute>& attributes) {
    if (open_.size() >= depth_) {
        trouble_.stop(tag.offset,
                      "elements are nested more than " + std::to_string(depth_) + " deep",
                      "an end tag may be missing further up", "xml.too-deep");
        return;
    }
    if (open_.empty() && scan_.root) {
        trouble_.report(tag.offset, "a second root element, " + diag::quoted(tag.name),
                        "a file holds one element that encloses all others");
    }
    const std::size_t bindings = bindings_.size();
    bind(attributes);
    check_attributes(attributes);
    place(tag, bindings);
    if (tag.empty) {
        pop();
    }
}

void Elements::check_attributes(const std::vector<Attribute>& attributes) {
    for (auto it = attributes.begin(); it != attributes.end(); ++it) {
        const bool twice = std::any_of(attributes.begin(), it, [&](const Attribute& earlier) {
            return earlier.name == it->name;
        });
        if (twice) {
            trouble_.report(it->offset, "attribute " + diag::quoted(it->name) + " is given twice",
                            "keep one of the two", "xml.duplicate-attribute");
        }
        prefix_is_declared(it->name, it->offset);
    }
}

void Elements::bind(const std::vector<Attribute>& attributes) {
    for (const Attribute& attribute : attributes) {
        const Name name = split(attribute.name);
        if (attribute.name == "xmlns") {
            bindings_.push_back({{}, attribute.value});
        } else if (name.prefix == "xmlns") {
            bindings_.push_back({name.local, attribute.value});
        }
    }
}

std::optional<std::string_view> Elements::space_of(std::string_view prefix) const {
    if (prefix == "xml") {
        return xml_space;
    }
    const auto found = std::find_if(bindings_.rbegin(), bindings_.rend(),
                                    [&](const Binding& b) { return b.prefix == prefix; });
    if (found != bindings_.rend()) {
        return found->space;
    }
    return prefix.empty() ? std::optional<std::string_view>("") : std::nullopt;
}

bool Elements::prefix_is_declared(std::string_view name, std::size_t offset) {
    if (name.find(':') == std::string_view::npos) {
        return true;
    }
    const auto [prefix, local] = split(name);
    const bool one_colon = local.find(':') == std::string_view::npos;
    if (prefix.empty() || local.empty() || !one_colon || name_length(local, 0) == 0) {
        trouble_.report(
            offset, diag::quoted(name) + " is no name: a colon stands between a prefix and a name",
            "use `-`, `_` or `.` inside names");
        return false;
    }
    if (prefix == "xmlns" || space_of(prefix)) {
        return true;
    }
    trouble_.report(offset, "prefix " + diag::quoted(prefix) + " is not declared",
                    "delete it, or declare it: xmlns:" + std::string(prefix) + "=\"" +
                        std::string(document_space_) + "\"");
    return false;
}

void Elements::place(const Tag& tag, std::size_t bindings) {
    const std::size_t name_offset = tag.offset + 1;
    const auto [prefix, local] = split(tag.name);
    bool prefix_removed = false;
    std::string_view space;
    if (prefix_is_declared(tag.name, name_offset)) {
        space = *space_of(prefix);
        if (space == document_space_ && !prefix.empty()) {
            remove_prefix(tag.name, name_offset);
            prefix_removed = true;
        } else if (space != document_space_ && prefix.empty()) {
            scan_.foreign.push_back(
                {name_offset, "{" + std::string(space) + "}" + std::string(local)});
        }
    }
    if (!scan_.root) {
        scan_.root = RootTag{tag.offset, std::string(local), std::string(space)};
    }
    open_.push_back({tag.name, tag.offset, bindings, prefix_removed});
}

// White space may follow a tag's name, so `g:list` can become `list  ` without moving anything.
void Elements::remove_prefix(std::string_view name, std::size_t offset) {
    const std::string_view local = split(name).local;
    scan_.text.replace(offset, name.size(),
                       std::string(local) + std::string(name.size() - local.size(), ' '));
}

void Elements::close(std::string_view name, std::size_t offset) {
    if (open_.empty()) {
        trouble_.broken(offset, "end tag `</" + std::string(name) + ">` closes nothing",
                        "delete it");
        return;
    }
    if (open_.back().name != name) {
        if (!forgive(name)) {
            close_wrongly(name, offset);
        }
        return;
    }
    if (open_.back().prefix_removed) {
        remove_prefix(name, offset + 2);
    }
    pop();
}

// Goes on as if the forgotten end tags were there, so that later mistakes are found as well.
void Elements::close_wrongly(std::string_view name, std::size_t offset) {
    const Open innermost = open_.back();
    const auto match = std::find_if(open_.rbegin(), open_.rend(),
                                    [&](const Open& open) { return open.name == name; });
    if (match != open_.rend()) {
        trouble_.broken(offset,
                        "element " + diag::quoted(innermost.name) + " is closed by `</" +
                            std::string(name) + ">`",
                        "write `</" + std::string(innermost.name) + ">` first; " +
                            opened_at(innermost));
        while (open_.back().name != name) {
            overtaken_.push_back(open_.back().name);
            pop();
        }
        pop();
        return;
    }
    const bool slip = !diag::nearest(name, {innermost.name}).empty();
    trouble_.broken(offset,
                    "end tag `</" + std::string(name) + ">` does not match the open element " +
                        diag::quoted(innermost.name),
                    (slip ? "write `</" + std::string(innermost.name) + ">`; " : std::string()) +
                        opened_at(innermost));
    if (slip) {
        pop();
    }
}

// `<p><em></p></em>` is one mistake: the second end tag was heard of when the first came too early.
bool Elements::forgive(std::string_view name) {
    const auto found = std::find(overtaken_.begin(), overtaken_.end(), name);
    if (found == overtaken_.end()) {
        return false;
    }
    overtaken_.erase(found);
    return true;
}

void Elements::pop() {
    bindings_.resize(open_.back().bindings);
    open_.pop_back();
}

std::string Elements::opened_at(const Open& open) const {
    const diag::Span span = trouble_.source().span(open.offset);
    return diag::quoted(open.name) + " was opened at line " + std::to_string(span.line) +
           ", column " + std::to_string(span.column);
}

void Elements::finish() {
    if (open_.empty()) {
        return;
    }
    const Open& innermost = open_.back();
    const std::string others =
        open_.size() > 1 ? " (nor are " + std::to_string(open_.size() - 1) + " around it)" : "";
    trouble_.broken(innermost.offset,
                    "element " + diag::quoted(innermost.name) + " is never closed" + others,
                    "write `</" + std::string(innermost.name) + ">` where it ends");
}

} // namespace carefold::xml
