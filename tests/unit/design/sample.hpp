// The small layout of tests/samples/layouts, whole or spoiled in one place.
#pragma once

#include "design/design.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace carefold::design::sample {

inline std::string slurp(const std::string& path) {
    std::ifstream file(std::string(SOURCE_DIR) + "/" + path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot read " + path);
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::string small() {
    return slurp("tests/samples/layouts/small.xml");
}

/// `from` must be there once.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos) {
        throw std::runtime_error("not there once: " + std::string(from));
    }
    return text.replace(at, from.size(), to);
}

/// Takes the mark ^ out of the text and gives the line and column where it stood; 0 without one.
inline diag::Span take_mark(std::string& text) {
    const std::size_t at = text.find('^');
    diag::Span span;
    if (at == std::string::npos) {
        return span;
    }
    span.line = 1;
    span.column = 1;
    for (std::size_t i = 0; i < at; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '\n') {
            ++span.line;
            span.column = 1;
        } else if ((byte & 0xC0U) != 0x80U) {
            ++span.column;
        }
    }
    text.erase(at, 1);
    return span;
}

/// All diagnostics, for messages of failing tests.
inline std::string told(const diag::Sink& sink) {
    std::string text;
    for (const diag::Diagnostic& diagnostic : sink.all()) {
        text += diag::format_human(diagnostic);
    }
    return text;
}

} // namespace carefold::design::sample
