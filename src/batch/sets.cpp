// content/sets/NAME.xml: which booklets a new client gets.
#include "batch/batch.hpp"
#include "xml/xml.hpp"

#include <algorithm>
#include <array>

namespace carefold::batch {

namespace {

constexpr std::string_view set_namespace = "urn:carefold:set:1";
constexpr std::size_t most_booklets = 1000;

using Words = std::vector<std::string_view>;

class SetReader {
  public:
    SetReader(std::vector<Booklet>& booklets, diag::Sink& sink)
        : booklets_(booklets), sink_(sink) {}

    void read(const xml::Node& root) {
        attributes(root, {});
        for (xml::Node child = root.first_child(); child; child = child.next_sibling()) {
            if (child.is_text() && !trimmed(child.value()).empty()) {
                sink_.error("batch.unknown-element", child.span(), "`set` holds no text");
            } else if (child.is_element() && child.name() == "booklet") {
                booklet(child);
            } else if (child.is_element() && child.name() != "title") {
                const std::string near = diag::did_you_mean(child.name(), {"title", "booklet"});
                sink_.error("batch.unknown-element", child.span(),
                            "`set` has no element " + diag::quoted(child.name()),
                            near.empty() ? "it holds a `title` and `booklet` elements" : near);
            }
        }
        if (booklets_.empty() && !sink_.has_errors()) {
            sink_.error("batch.empty-set", root.span(), "the set names no booklet",
                        "`<booklet guide=\"chronic-back-pain\" layout=\"booklet-a5\"/>`");
        }
    }

  private:
    void attributes(const xml::Node& element, const Words& known) {
        for (const std::string_view name : element.attribute_names()) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                sink_.error("batch.unknown-attribute", element.attribute_span(name),
                            diag::quoted(element.name()) + " has no attribute " +
                                diag::quoted(name),
                            diag::did_you_mean(name, known));
            }
        }
    }

    /// Position among the words; nullopt when it is absent or none of them.
    std::optional<std::size_t> choice(const xml::Node& element, std::string_view name,
                                      const Words& words) {
        const auto value = element.attribute(name);
        if (!value) {
            return std::nullopt;
        }
        const auto found = std::find(words.begin(), words.end(), *value);
        if (found == words.end()) {
            std::string list;
            for (const std::string_view word : words) {
                list += (list.empty() ? "`" : ", `") + std::string(word) + "`";
            }
            const std::string near = diag::did_you_mean(*value, words);
            sink_.error("batch.bad-value", element.attribute_span(name),
                        diag::quoted(name) + " cannot be " + diag::quoted(*value),
                        near.empty() ? "it is one of " + list : near);
            return std::nullopt;
        }
        return static_cast<std::size_t>(found - words.begin());
    }

    void booklet(const xml::Node& element) {
        attributes(element, {"guide", "layout", "audience", "edition"});
        const auto guide = element.attribute("guide");
        if (!guide || guide->empty()) {
            sink_.error("batch.missing-attribute", element.span(),
                        "`booklet` has no attribute `guide`",
                        "`carefold list` shows the guides there are");
        }
        if (booklets_.size() == most_booklets) {
            sink_.error("batch.bad-value", element.span(),
                        "the set has more than " + std::to_string(most_booklets) + " booklets");
        }
        Booklet read{std::string(guide.value_or("")),
                     std::string(element.attribute("layout").value_or("")),
                     {},
                     {}};
        if (const auto at = choice(element, "audience", {"client", "practitioner"})) {
            read.audience = static_cast<content::Audience>(*at);
        }
        if (const auto at = choice(element, "edition", {"reader", "imposed", "press"})) {
            constexpr std::array editions{job::Edition::reader, job::Edition::imposed,
                                          job::Edition::press};
            read.edition = editions.at(*at);
        }
        if (guide && !guide->empty() && booklets_.size() < most_booklets) {
            booklets_.push_back(std::move(read));
        }
    }

    std::vector<Booklet>& booklets_;
    diag::Sink& sink_;
};

} // namespace

std::optional<std::vector<Booklet>> load_set(std::string text, const std::string& file,
                                             diag::Sink& sink) {
    const std::size_t before = sink.errors();
    const auto document = xml::parse(std::move(text), file, set_namespace, "set", sink);
    std::vector<Booklet> booklets;
    if (document) {
        SetReader(booklets, sink).read(document->root());
    }
    return sink.errors() > before ? std::nullopt : std::optional(std::move(booklets));
}

std::string_view to_string(job::Edition edition) {
    return edition == job::Edition::imposed ? "imposed"
           : edition == job::Edition::press ? "press"
           : edition == job::Edition::both  ? "both"
                                            : "reader";
}

} // namespace carefold::batch
