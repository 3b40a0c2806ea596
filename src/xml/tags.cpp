#include "xml/tags.hpp"

#include "xml/lexis.hpp"

namespace carefold::xml {

namespace {

constexpr std::size_t most_attributes = 64; // per element: looking one up stays cheap

} // namespace

void check_references(std::string_view text, std::size_t from, std::size_t length,
                      Trouble& trouble) {
    const std::string_view run = text.substr(from, length);
    for (std::size_t i = run.find('&'); i != std::string_view::npos && !trouble.stopped();
         i = run.find('&', i + 1)) {
        if (auto complaint = check_reference(run, i)) {
            trouble.report(from + i, std::move(complaint->message), std::move(complaint->hint));
        }
    }
}

std::optional<std::size_t> TagReader::read(std::size_t at) {
    at_ = at + 1;
    tag_ = {read_name(), at, false};
    attributes_.clear();
    while (true) {
        const bool spaced = skip_space();
        if (at_ == text_.size() || text_[at_] == '<') {
            trouble_.stop(at, "the tag of " + diag::quoted(tag_.name) + " is not complete",
                          "end it with `>`");
        } else if (ahead("/>") || ahead(">")) {
            break;
        } else if (!spaced) {
            trouble_.stop(at_,
                          "in the tag of " + diag::quoted(tag_.name) +
                              ": a space, `>` or `/>` is missing here",
                          "attributes are separated by spaces");
        }
        if (trouble_.stopped() || !read_attribute()) {
            return std::nullopt;
        }
    }
    tag_.empty = text_[at_] == '/';
    return at_ + (tag_.empty ? 2 : 1);
}

bool TagReader::ahead(std::string_view wanted) const {
    return text_.compare(at_, wanted.size(), wanted) == 0;
}

bool TagReader::skip_space() {
    const std::size_t from = at_;
    while (at_ < text_.size() && is_space(text_[at_])) {
        ++at_;
    }
    return at_ > from;
}

std::string_view TagReader::read_name() {
    const std::string_view name = text_.substr(at_, name_length(text_, at_));
    at_ += name.size();
    return name;
}

bool TagReader::read_attribute() {
    Attribute attribute{{}, {}, at_};
    attribute.name = read_name();
    if (attribute.name.empty()) {
        trouble_.stop(at_, "no attribute begins with this character",
                      "write attributes as name=\"value\"");
        return false;
    }
    if (attributes_.size() == most_attributes) {
        trouble_.stop(attribute.offset,
                      "more than " + std::to_string(most_attributes) + " attributes",
                      "split the element", "xml.too-large");
        return false;
    }
    skip_space();
    if (!ahead("=")) {
        trouble_.stop(attribute.offset,
                      "attribute " + diag::quoted(attribute.name) + " has no value",
                      "write " + std::string(attribute.name) + "=\"…\"");
        return false;
    }
    ++at_;
    skip_space();
    if (!read_value(attribute)) {
        return false;
    }
    attributes_.push_back(attribute);
    return true;
}

bool TagReader::read_value(Attribute& attribute) {
    if (at_ == text_.size() || (text_[at_] != '"' && text_[at_] != '\'')) {
        trouble_.stop(attribute.offset,
                      "the value of " + diag::quoted(attribute.name) + " is not in quotes",
                      "write " + std::string(attribute.name) + "=\"…\"");
        return false;
    }
    const std::size_t from = at_ + 1;
    const std::size_t end = text_.find(text_[at_], from);
    const std::size_t less = text_.substr(0, end).find('<', from);
    if (end == std::string_view::npos || less != std::string_view::npos) {
        trouble_.stop(attribute.offset,
                      "the value of " + diag::quoted(attribute.name) +
                          " is not closed before the next `<`",
                      "a quotation mark is missing; a `<` in a value is written `&lt;`");
        return false;
    }
    attribute.value = text_.substr(from, end - from);
    check_references(text_, from, attribute.value.size(), trouble_);
    at_ = end + 1;
    return true;
}

} // namespace carefold::xml
