// Diagnostics as text for people and as JSON (RFC 8259) for programs.
#include "diag/diag.hpp"

#include "base/base.hpp"

#include <fmt/format.h>

#include <iterator>

namespace carefold::diag {

namespace {

std::string_view word(Severity severity) {
    switch (severity) {
    case Severity::note:
        return "note";
    case Severity::warning:
        return "warning";
    case Severity::error:
        break;
    }
    return "error";
}

struct Paint {
    std::string_view place, severity, hint, off;
};

Paint paint(Severity severity, bool color) {
    if (!color) {
        return {};
    }
    const std::string_view strong = severity == Severity::error     ? "\x1b[1;31m"
                                    : severity == Severity::warning ? "\x1b[1;33m"
                                                                    : "\x1b[1;36m";
    return {"\x1b[1m", strong, "\x1b[32m", "\x1b[0m"};
}

std::string place(const Span& span) {
    if (!span.file) {
        return {};
    }
    if (span.line == 0) {
        return *span.file + ": ";
    }
    return span.column == 0 ? fmt::format("{}:{}: ", *span.file, span.line)
                            : fmt::format("{}:{}:{}: ", *span.file, span.line, span.column);
}

// File names and quoted input may hold anything: control characters are escaped and bytes that
// are no UTF-8 become U+FFFD, so the result is always valid JSON.
std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        if (c == U'"' || c == U'\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == U'\n') {
            out += "\\n";
        } else if (c == U'\t') {
            out += "\\t";
        } else if (c < 0x20 || c == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            append_utf8(out, c);
        }
    }
    return out += '"';
}

std::string object(const Diagnostic& diagnostic) {
    const Span& span = diagnostic.span;
    std::string trail;
    for (const std::string& line : diagnostic.trail) {
        trail += (trail.empty() ? "" : ", ") + quoted(line);
    }
    const auto number = [](std::uint32_t n) { return n == 0 ? "null" : fmt::to_string(n); };
    return fmt::format(R"({{"severity": {}, "code": {}, "file": {}, "line": {}, "column": {}, )"
                       R"("message": {}, "hint": {}, "trail": [{}]}})",
                       quoted(word(diagnostic.severity)), quoted(diagnostic.code),
                       span.file ? quoted(*span.file) : "null", number(span.line),
                       number(span.column), quoted(diagnostic.message), quoted(diagnostic.hint),
                       trail);
}

} // namespace

std::string format_human(const Diagnostic& diagnostic, bool color) {
    const Paint with = paint(diagnostic.severity, color);
    std::string out = fmt::format("{}{}{}{}{}[{}]{}: {}\n", with.place, place(diagnostic.span),
                                  with.off, with.severity, word(diagnostic.severity),
                                  diagnostic.code, with.off, diagnostic.message);
    if (!diagnostic.hint.empty()) {
        out += fmt::format("  {}hint:{} {}\n", with.hint, with.off, diagnostic.hint);
    }
    for (const std::string& line : diagnostic.trail) {
        // Rooms write their trail with or without the word; it is printed once.
        const bool has_while = line.rfind("while ", 0) == 0;
        out += fmt::format("  {}{}\n", has_while ? "" : "while ", line);
    }
    return out;
}

std::string format_json(const std::vector<Diagnostic>& diagnostics) {
    std::string out = "[";
    for (const Diagnostic& diagnostic : diagnostics) {
        out += out.size() > 1 ? ",\n " : "\n ";
        out += object(diagnostic);
    }
    return out += diagnostics.empty() ? "]\n" : "\n]\n";
}

} // namespace carefold::diag
