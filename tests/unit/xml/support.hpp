// Shared by the tests of this room.
#pragma once

#include "xml/xml.hpp"

#include <optional>
#include <string>
#include <vector>

struct Parsed {
    std::optional<carefold::xml::Document> document;
    carefold::diag::Sink sink;

    /// "3:5 xml.syntax" for each finding.
    std::vector<std::string> findings() const {
        std::vector<std::string> lines;
        for (const auto& d : sink.all()) {
            lines.push_back(std::to_string(d.span.line) + ":" + std::to_string(d.span.column) +
                            " " + d.code);
        }
        return lines;
    }
    std::string only_finding() const {
        const auto lines = findings();
        return lines.size() == 1 ? lines.front() : std::to_string(lines.size()) + " findings";
    }
};

inline Parsed parse(std::string text, const carefold::xml::Limits& limits = {}) {
    Parsed parsed;
    parsed.document =
        carefold::xml::parse(std::move(text), "a.xml", "urn:a", "a", parsed.sink, limits);
    return parsed;
}

/// `inner` within a good root; its first character is at line 2, column 1.
inline Parsed parse_inside(const std::string& inner) {
    return parse("<a xmlns=\"urn:a\">\n" + inner + "</a>");
}
