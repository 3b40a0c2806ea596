// The guide in another language. Texts are rebuilt from their targets with copies of the source's
// inline elements, so that attributes, orders and ids stay what the layout's rules match.
#include "content/loader.hpp"
#include "content/units.hpp"

#include <charconv>

namespace carefold::content {

namespace {

class Translator {
  public:
    Translator(const Guide& guide, const xliff::Translation& translation,
               const TranslateOptions& options, diag::Sink& sink)
        : from_(guide.root.language), to_(translation.language), options_(options),
          picker_(translation, options.required, sink) {}

    Node translate(const Node& node) {
        Node made;
        if (is_unit(node)) {
            const xliff::Unit unit{node.id, {}, text_of(node), {}, node.span};
            const bool counts = node.audiences[static_cast<std::size_t>(options_.audience)];
            const xliff::Entry* entry = picker_.pick(unit, counts);
            made = entry != nullptr ? rebuilt(node, *entry) : kept(node);
        } else {
            made = shell(node);
            const bool whole =
                node.kind == Kind::text || node.kind == Kind::sources || node.is_inline_container();
            made.language = whole ? node.language : changed(node.language);
            made.children.reserve(node.children.size());
            for (const Node& child : node.children) {
                made.children.push_back(whole ? child : translate(child));
            }
        }
        return made;
    }

    xliff::Picker& picker() { return picker_; }

  private:
    /// The guide's own language becomes the new one; words in others stay what they are.
    LanguageTag changed(const LanguageTag& language) const {
        return language == from_ ? to_ : language;
    }

    static Node shell(const Node& node) {
        Node made;
        made.kind = node.kind;
        made.text = node.text;
        made.id = node.id;
        made.span = node.span;
        made.language = node.language;
        made.audiences = node.audiences;
        made.attributes = node.attributes;
        made.order = node.order;
        return made;
    }

    /// As it is, but for its footnotes, which are texts of their own.
    Node kept(const Node& node) {
        Node made = shell(node);
        made.children.reserve(node.children.size());
        for (const Node& child : node.children) {
            made.children.push_back(is_unit(child) ? translate(child) : kept(child));
        }
        return made;
    }

    Node rebuilt(const Node& node, const xliff::Entry& entry) {
        const std::vector<const Node*> elements = inline_elements(node);
        Node made = shell(node);
        made.language = to_;
        std::vector<Node> open;
        open.push_back(std::move(made));
        for (const xliff::Piece& piece : entry.target) {
            switch (piece.kind) {
            case xliff::Piece::Kind::text:
                open.back().children.push_back(characters(piece.text, open.back(), entry));
                break;
            case xliff::Piece::Kind::open:
                open.push_back(element(*numbered(elements, piece.id), node));
                break;
            case xliff::Piece::Kind::empty:
                open.back().children.push_back(whole(*numbered(elements, piece.id), node));
                break;
            case xliff::Piece::Kind::close: {
                Node closed = std::move(open.back());
                open.pop_back();
                open.back().children.push_back(std::move(closed));
                break;
            }
            case xliff::Piece::Kind::other:
                break; // the Picker takes no such target
            }
        }
        collapse(open.front());
        return std::move(open.front());
    }

    static Node characters(const std::string& text, const Node& parent, const xliff::Entry& entry) {
        Node run;
        run.text = text;
        run.span = entry.target_span;
        run.language = parent.language;
        run.audiences = parent.audiences;
        run.order = parent.order;
        return run;
    }

    /// The Picker has seen that each number is one of the unit's.
    static const Node* numbered(const std::vector<const Node*>& elements, std::string_view id) {
        std::size_t number = 0;
        std::from_chars(id.data(), id.data() + id.size(), number);
        return elements.at(number - 1);
    }

    Node element(const Node& source, const Node& unit) const {
        // What was foreign to the source may be the reader's own: Thai words in a Thai booklet.
        Node made = shell(source);
        if (source.language == unit.language || source.language.language() == to_.language()) {
            made.language = to_;
        }
        return made;
    }

    Node whole(const Node& source, const Node& unit) {
        if (is_unit(source)) {
            return translate(source);
        }
        Node made = element(source, unit);
        made.children = source.children;
        return made;
    }

    LanguageTag from_, to_;
    const TranslateOptions& options_;
    xliff::Picker picker_;
};

} // namespace

std::unique_ptr<const Guide> translate(const Guide& guide, const xliff::Translation& translation,
                                       const TranslateOptions& options, diag::Sink& sink) {
    Translator translator(guide, translation, options, sink);
    auto made = std::make_unique<Guide>();
    made->document = guide.document;
    made->root = translator.translate(guide.root);
    index_ids(made->root, *made);
    translator.picker().finish("content.untranslated");
    translator.picker().report_review();
    made->awaits_review = translator.picker().awaits_review();
    return made;
}

} // namespace carefold::content
