// <fold>: how sheets are laid out, folded and cut.
#include "design/vocabulary.hpp"

#include <utility>

namespace carefold::design {

namespace {

constexpr std::pair<std::string_view, Fold::Kind> fold_kinds[]{
    {"saddle", Fold::Kind::saddle},
    {"signatures", Fold::Kind::signatures},
    {"perfect", Fold::Kind::perfect},
    {"letter", Fold::Kind::letter},
    {"z", Fold::Kind::z},
    {"n-up", Fold::Kind::n_up},
    {"cut-stack", Fold::Kind::cut_stack},
    {"none", Fold::Kind::none}};

/// An attribute that only some kinds of fold understand.
struct Special {
    std::string_view attribute, kinds;
    bool nought = false; // is 0 a value?
};
constexpr Special specials[]{{"sheets", "signatures perfect"},
                             {"columns", "n-up cut-stack"},
                             {"rows", "n-up cut-stack"},
                             {"gutter", "perfect n-up cut-stack", true},
                             {"creep", "saddle signatures perfect", true}};

int usual_multiple(Fold::Kind kind) {
    switch (kind) {
    case Fold::Kind::saddle:
    case Fold::Kind::signatures:
    case Fold::Kind::perfect:
        return 4;
    case Fold::Kind::letter:
    case Fold::Kind::z:
        return 6;
    default:
        return 1;
    }
}

void check_specials(const xml::Node& element, std::string_view kind, diag::Sink& sink) {
    for (const Special& special : specials) {
        const auto value = element.attribute(special.attribute);
        if (!value) {
            continue;
        }
        const std::string title = "`" + std::string(special.attribute) + "` of <fold>";
        if (!has_word(special.kinds, kind)) {
            std::string kinds;
            for (const std::string_view each : split_words(special.kinds)) {
                kinds += (kinds.empty() ? "" : ", ") + diag::quoted(each);
            }
            sink.error("design.bad-value", element.attribute_span(special.attribute),
                       title + " means nothing for the kind " + diag::quoted(kind),
                       "it is for " + kinds);
        } else if (!special.nought && *value == "0") {
            sink.error("design.bad-value", element.attribute_span(special.attribute),
                       title + " cannot be `0`", "it is at least 1");
        }
    }
}

void check_multiple(const xml::Node& element, int usual, diag::Sink& sink) {
    const auto given = attribute_count(element, "multiple");
    if (given && (*given == 0 || *given % usual != 0)) {
        sink.error("design.bad-value", element.attribute_span("multiple"),
                   "`multiple` of <fold> cannot be " +
                       diag::quoted(element.attribute("multiple").value_or("")),
                   "a sheet of this kind holds " + std::to_string(usual) +
                       (usual == 1 ? " page or more" : " pages: a multiple of that"));
    }
}

void check_lengths(const xml::Node& element, diag::Sink& sink) {
    for (const std::string_view name : {"paper-thickness", "unprintable", "gutter"}) {
        if (attribute_length(element, name).value_or(Length()) < Length()) {
            sink.error("design.bad-value", element.attribute_span(name),
                       "`" + std::string(name) + "` of <fold> cannot be negative",
                       "a length of 0 or more: 0.1mm");
        }
    }
}

} // namespace

Fold load_fold(const xml::Node& element, diag::Sink& sink) {
    Fold fold;
    const std::string_view kind = element.attribute("kind").value_or("saddle");
    for (const auto& [name, value] : fold_kinds) {
        if (name == kind) {
            fold.kind = value;
            check_specials(element, kind, sink);
            check_multiple(element, usual_multiple(value), sink);
        }
    }
    check_lengths(element, sink);
    const auto length = [&](std::string_view name) {
        return max(attribute_length(element, name).value_or(Length()), Length());
    };
    const auto count = [&](std::string_view name, int otherwise) {
        return attribute_count(element, name).value_or(otherwise);
    };
    fold.multiple = std::max(1, count("multiple", usual_multiple(fold.kind)));
    fold.paper = {length("paper-width"), length("paper-height")};
    fold.paper_thickness = length("paper-thickness");
    fold.unprintable = length("unprintable");
    const auto flip = element.attribute("flip");
    fold.flip = flip == "short"  ? Fold::Flip::short_edge
                : flip == "long" ? Fold::Flip::long_edge
                                 : Fold::Flip::upright;
    fold.sheets = count("sheets", 0);
    fold.columns = std::max(1, count("columns", 2));
    fold.rows = std::max(1, count("rows", 2));
    fold.gutter = length("gutter");
    fold.creep = element.attribute("creep") != "no";
    fold.marks = element.attribute("marks") != "no";
    fold.span = element.span();
    return fold;
}

} // namespace carefold::design
