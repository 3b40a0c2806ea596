// Shared by the tests of this room.
#pragma once

#include "content/content.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

struct Loaded {
    std::unique_ptr<const carefold::content::Guide> guide;
    carefold::diag::Sink sink;

    /// "3:5 content.empty" for each finding.
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
    std::string message() const { return sink.all().empty() ? "" : sink.all().front().message; }
    std::string hint() const { return sink.all().empty() ? "" : sink.all().front().hint; }
};

inline Loaded load(std::string text) {
    Loaded loaded;
    loaded.guide = carefold::content::load_guide(std::move(text), "guide.xml", loaded.sink);
    return loaded;
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path samples() {
    return std::filesystem::path(SOURCE_DIR) / "tests/samples/guides";
}

/// A good guide whose one section, `s`, holds `blocks` from line 4, column 1.
inline std::string guide_with(const std::string& blocks) {
    return "<guide xmlns='urn:carefold:guide:1' xml:lang='en'><metadata><title id='t'>T</title>"
           "<version>1</version><review date='2026-11-21' status='draft'/>\n"
           "<keywords><keyword id='k'>k</keyword></keywords>"
           "<sources><source id='src'>S</source></sources></metadata>\n"
           "<section id='s' role='about'><title id='s.title'>A</title>\n" +
           blocks + "</section></guide>";
}
