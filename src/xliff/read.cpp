// From an .xlf file to a Translation. Tools differ in what else they write; only what a
// translation needs is asked for, and files in one file beside the first are left alone.
#include "xliff/xliff.hpp"

#include <algorithm>

namespace carefold::xliff {

namespace {

constexpr std::string_view hint_file =
    "a translation is made with `carefold translate export GUIDE --lang TAG`";

/// Marks of reviewers and segmenters are looked through. Depth is bounded by xml::Limits.
void read_text(const xml::Node& element, Text& out) {
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        if (child.is_text()) {
            if (!out.empty() && out.back().kind == Piece::Kind::text) {
                out.back().text += child.value();
            } else {
                out.push_back({Piece::Kind::text, std::string(child.value())});
            }
            continue;
        }
        if (child.name() == "mrk") {
            read_text(child, out);
            continue;
        }
        Piece piece;
        piece.id = std::string(child.attribute("id").value_or(""));
        piece.ctype = std::string(child.attribute("ctype").value_or(""));
        if (child.name() == "g") {
            piece.kind = Piece::Kind::open;
            const std::string id = piece.id;
            out.push_back(std::move(piece));
            read_text(child, out);
            out.push_back({Piece::Kind::close, {}, id});
        } else if (child.name() == "x") {
            piece.kind = Piece::Kind::empty;
            piece.equiv = std::string(child.attribute("equiv-text").value_or(""));
            out.push_back(std::move(piece));
        } else {
            piece.kind = Piece::Kind::other;
            piece.text = std::string(child.name());
            out.push_back(std::move(piece));
        }
    }
}

class Reader {
  public:
    Reader(Translation& translation, diag::Sink& sink) : translation_(translation), sink_(sink) {}

    bool read() {
        const xml::Node root = translation_.document->root();
        if (const auto version = root.attribute("version"); version && *version != "1.2") {
            sink_.error("xliff.bad-version", root.attribute_span("version"),
                        "this is XLIFF " + std::string(*version), "save it as XLIFF 1.2");
            return false;
        }
        xml::Node file;
        for (const xml::Node& each : root.elements()) {
            if (each.name() != "file") {
                continue;
            }
            if (file) {
                sink_.warning("xliff.second-file", each.span(),
                              "only the first `file` is read: this one is left out",
                              "a guide's translation is one `file`");
            } else {
                file = each;
            }
        }
        if (!file) {
            sink_.error("xliff.no-file", root.span(), "there is no `file` in it",
                        std::string(hint_file));
            return false;
        }
        const bool good = read_head(file);
        read_units(file);
        return good;
    }

  private:
    bool read_head(const xml::Node& file) {
        translation_.original = std::string(file.attribute("original").value_or(""));
        const bool source = read_language(file, "source-language", translation_.source);
        const bool target = read_language(file, "target-language", translation_.language);
        return source && target;
    }

    bool read_language(const xml::Node& file, std::string_view name, LanguageTag& language) {
        const auto value = file.attribute(name);
        if (!value) {
            sink_.error("xliff.missing-attribute", file.span(),
                        "`file` has no attribute `" + std::string(name) + "`",
                        std::string(hint_file));
            return false;
        }
        const auto tag = LanguageTag::parse(*value);
        if (!tag) {
            sink_.error("xliff.bad-language", file.attribute_span(name),
                        diag::quoted(*value) + " is no language tag",
                        "write it like `ko` or `pt-BR` (BCP 47)");
            return false;
        }
        language = *tag;
        return true;
    }

    void read_units(const xml::Node& parent) {
        for (xml::Node child = parent.first_child(); child; child = child.next_sibling()) {
            if (!child.is_element()) {
                continue;
            }
            if (child.name() == "trans-unit") {
                read_unit(child);
            } else if (child.name() == "group" || child.name() == "body") {
                read_units(child);
            }
        }
    }

    void read_unit(const xml::Node& element) {
        const auto id = element.attribute("id");
        if (!id || id->empty()) {
            sink_.error("xliff.missing-attribute", element.span(), "`trans-unit` has no `id`",
                        std::string(hint_file));
            return;
        }
        Entry entry;
        entry.id = std::string(*id);
        entry.element = element;
        entry.span = entry.target_span = element.span();
        entry.retired = element.attribute("translate").value_or("") == "no";
        read_text(element.child("source"), entry.source);
        if (const xml::Node target = element.child("target")) {
            read_text(target, entry.target);
            entry.target_span = target.span();
            entry.state = std::string(target.attribute("state").value_or(""));
        }
        if (!translation_.by_id.emplace(entry.id, translation_.entries.size()).second) {
            sink_.warning("xliff.duplicate-unit", element.attribute_span("id"),
                          "unit " + diag::quoted(entry.id) + " is there twice: the first is used",
                          "delete one of them");
            return;
        }
        translation_.entries.push_back(std::move(entry));
    }

    Translation& translation_;
    diag::Sink& sink_;
};

} // namespace

Level level_of(std::string_view state) {
    for (const std::string_view none :
         {"new", "needs-translation", "needs-adaptation", "needs-l10n"}) {
        if (state == none) {
            return Level::untranslated;
        }
    }
    return state == "final"        ? Level::final
           : state == "signed-off" ? Level::signed_off
                                   : Level::translated;
}

std::optional<Level> parse_level(std::string_view word) {
    for (const Level level : {Level::translated, Level::signed_off, Level::final}) {
        if (word == to_string(level)) {
            return level;
        }
    }
    return std::nullopt;
}

std::string_view to_string(Level level) {
    constexpr std::array<std::string_view, 4> names = {"untranslated", "translated", "signed-off",
                                                       "final"};
    return names[static_cast<std::size_t>(level)];
}

bool Entry::has_target() const {
    return !is_blank(target) &&
           (level() != Level::untranslated || canonical(target) != canonical(source));
}

const Entry* Translation::find(std::string_view id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &entries[found->second];
}

std::unique_ptr<const Translation> read(std::string text, const std::string& file,
                                        diag::Sink& sink) {
    const std::size_t before = sink.errors();
    auto document = xml::parse(std::move(text), file, xliff_namespace, "xliff", sink);
    if (!document || sink.errors() > before) {
        return nullptr;
    }
    auto translation = std::make_unique<Translation>();
    translation->file = file;
    translation->document = std::make_shared<const xml::Document>(std::move(*document));
    return Reader(*translation, sink).read() ? std::move(translation) : nullptr;
}

bool belongs(const Translation& translation, const Source& source, const LanguageTag& language,
             diag::Sink& sink) {
    const auto file = [&] {
        for (const xml::Node& each : translation.document->root().elements()) {
            if (each.name() == "file") {
                return each;
            }
        }
        return translation.document->root();
    }();
    bool good = true;
    const auto refuse = [&](std::string code, std::string_view attribute, std::string message) {
        sink.error(std::move(code), file.attribute_span(attribute), std::move(message),
                   std::string(hint_file));
        good = false;
    };
    if (translation.language != language) {
        refuse("xliff.wrong-language", "target-language",
               "this is a translation into `" + translation.language.text() + "`, not `" +
                   language.text() + "`");
    }
    if (translation.source.language() != source.language.language()) {
        refuse("xliff.wrong-language", "source-language",
               "this is a translation from `" + translation.source.text() + "`, not `" +
                   source.language.text() + "`");
    }
    const auto same_id = [&](const Unit& unit) { return translation.find(unit.id) != nullptr; };
    if (translation.original != source.original &&
        std::none_of(source.units.begin(), source.units.end(), same_id)) {
        refuse("xliff.wrong-original", "original",
               "this is a translation of " + diag::quoted(translation.original) + ", not of " +
                   diag::quoted(source.original));
    }
    return good;
}

} // namespace carefold::xliff
