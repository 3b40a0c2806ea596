// Shared by the tests of this room.
#pragma once

#include "xliff/xliff.hpp"

#include <memory>
#include <string>
#include <vector>

namespace sample {

using namespace carefold;
using namespace carefold::xliff;

inline Piece text(const std::string& characters) {
    return {Piece::Kind::text, characters};
}
inline Piece open(const std::string& id, const std::string& ctype = "x-em") {
    return {Piece::Kind::open, {}, id, ctype};
}
inline Piece close(const std::string& id) {
    return {Piece::Kind::close, {}, id};
}
inline Piece x(const std::string& id) {
    return {Piece::Kind::empty, {}, id, "x-field", "{f}"};
}

inline Unit unit(const std::string& id, Text source, const std::string& group = "g") {
    return {id, group, std::move(source), "a note", {}};
}

/// Three texts: plain, with tags, with a sign and a number.
inline Source source() {
    return {"guide.xml",
            *LanguageTag::parse("en"),
            {unit("a", {text("One word & more")}),
             unit("b", {text("The "), open("1"), text("word"), close("1"), text(" of "), x("2")}),
             unit("c", {text("page {n} of 1,000")}, "h")}};
}

inline LanguageTag german() {
    return *LanguageTag::parse("de");
}

struct Read {
    diag::Sink sink;
    std::unique_ptr<const Translation> translation;
    /// "error xliff.bad-version" for each finding.
    std::vector<std::string> findings() const {
        std::vector<std::string> found;
        for (const auto& each : sink.all()) {
            found.push_back((each.severity == diag::Severity::error ? "error " : "warning ") +
                            each.code);
        }
        return found;
    }
    std::string only() const {
        return sink.all().size() == 1 ? findings().front()
                                      : std::to_string(sink.all().size()) + " findings";
    }
};

inline Read read_text(std::string text) {
    Read read;
    read.translation = xliff::read(std::move(text), "de.xlf", read.sink);
    return read;
}

inline std::string replaced(std::string text, const std::string& old, const std::string& now) {
    const std::size_t at = text.find(old);
    return at == std::string::npos ? "no " + old : text.replace(at, old.size(), now);
}

/// A file with targets "Ein Wort", with tags, and "Seite".
inline std::string translated() {
    std::string all = update(source(), german(), nullptr).text;
    const std::string empty = "<target state=\"new\"/>";
    all = replaced(all, empty, "<target state=\"final\">Ein Wort &amp; mehr</target>");
    all = replaced(all, empty,
                   "<target state=\"translated\"><x id=\"2\"/>s <g id=\"1\">Wort</g></target>");
    return replaced(all, empty, "<target state=\"signed-off\">Seite {n} von 1.000</target>");
}

} // namespace sample
