// Query: XPath by pugixml; but "//section/title", which nearly all patterns of layouts are like,
// by the tree's index of names: no walk over the document for each of sixty patterns.
#include "xml/tree.hpp"

#include <algorithm>

namespace carefold::xml {

namespace {

using Path = std::vector<std::string>; // "//a/b": a, b

bool is_plain_name(std::string_view name) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    };
    return !name.empty() && name[0] != '-' && !(name[0] >= '0' && name[0] <= '9') &&
           std::all_of(name.begin(), name.end(), plain);
}

std::optional<Path> plain_path(std::string_view expression) {
    if (!expression.starts_with("//")) {
        return std::nullopt;
    }
    Path path;
    for (std::size_t from = 2; from <= expression.size();) {
        const std::size_t to = std::min(expression.find('/', from), expression.size());
        const std::string_view name = expression.substr(from, to - from);
        if (!is_plain_name(name)) {
            return std::nullopt;
        }
        path.emplace_back(name);
        from = to + 1;
    }
    return path;
}

/// The paths of "//a | //b/c"; none when anything in it is more than names.
std::vector<Path> plain_paths(std::string_view expression) {
    std::vector<Path> paths;
    for (std::size_t from = 0; from <= expression.size();) {
        const std::size_t to = std::min(expression.find('|', from), expression.size());
        std::optional<Path> path = plain_path(trimmed(expression.substr(from, to - from)));
        if (!path) {
            return {};
        }
        paths.push_back(*std::move(path));
        from = to + 1;
    }
    return paths;
}

bool ends_with(pugi::xml_node node, const Path& path) {
    for (auto name = path.rbegin(); name != path.rend(); ++name, node = node.parent()) {
        if (node.type() != pugi::node_element || *name != node.name()) {
            return false;
        }
    }
    return true;
}

} // namespace

struct Query::Impl {
    std::vector<Path> paths;
    std::optional<pugi::xpath_query> query; // where there are no paths
};

std::optional<Query> Query::compile(std::string_view expression, const diag::Span& span,
                                    diag::Sink& sink) {
    auto impl = std::make_shared<Impl>();
    impl->paths = plain_paths(expression);
    try {
        if (impl->paths.empty()) {
            impl->query.emplace(std::string(expression).c_str());
        }
    } catch (const pugi::xpath_exception& problem) {
        sink.error("xml.bad-xpath", span,
                   diag::quoted(expression) +
                       " is no XPath expression: " + problem.result().description() +
                       " at character " + std::to_string(problem.result().offset + 1),
                   "XPath 1.0 is expected, such as `section[@role='about']/title`");
        return std::nullopt;
    }
    Query query;
    query.impl_ = std::move(impl);
    return query;
}

std::vector<Node> Query::select(const Node& context) const {
    std::vector<Node> found;
    if (!context) {
        return found;
    }
    if (!impl_->query) {
        std::vector<Tree::Placed> placed;
        for (const Path& path : impl_->paths) {
            const auto named = context.tree_->by_name.find(path.back());
            if (named != context.tree_->by_name.end()) {
                std::copy_if(named->second.begin(), named->second.end(), std::back_inserter(placed),
                             [&](const Tree::Placed& each) { return ends_with(each.node, path); });
            }
        }
        std::sort(placed.begin(), placed.end(),
                  [](const auto& a, const auto& b) { return a.order < b.order; });
        for (const Tree::Placed& each : placed) {
            if (found.empty() || found.back().impl_ != each.node.internal_object()) {
                found.push_back(Node(each.node.internal_object(), context.tree_));
            }
        }
        return found;
    }
    if (impl_->query->return_type() != pugi::xpath_type_node_set) {
        return found;
    }
    pugi::xpath_node_set set = impl_->query->evaluate_node_set(as_pugi(context.impl_));
    set.sort();
    for (const pugi::xpath_node& item : set) {
        if (item.node().type() == pugi::node_element) {
            found.push_back(Node(item.node().internal_object(), context.tree_));
        }
    }
    return found;
}

} // namespace carefold::xml
