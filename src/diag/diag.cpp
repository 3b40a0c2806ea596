#include "diag/diag.hpp"

#include "base/base.hpp"

#include <algorithm>
#include <array>

namespace carefold::diag {

namespace {

std::uint64_t fingerprint(const Diagnostic& diagnostic) {
    const Span& span = diagnostic.span;
    std::array<char, 2 * sizeof(std::uint32_t)> place{};
    for (std::size_t i = 0; i < 4; ++i) {
        place[i] = static_cast<char>((span.line >> (8 * i)) & 0xFFU);
        place[4 + i] = static_cast<char>((span.column >> (8 * i)) & 0xFFU);
    }
    constexpr std::string_view separator("\0", 1);
    Hash hash;
    hash.add(diagnostic.code).add(separator).add(diagnostic.message).add(separator);
    hash.add({place.data(), place.size()});
    if (span.file) {
        hash.add(*span.file);
    }
    return hash.value();
}

std::string folded(std::string_view word) {
    std::string result(word);
    for (char& c : result) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return result;
}

std::size_t gap(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
}

} // namespace

bool Span::operator==(const Span& other) const {
    const bool same_file = file == other.file || (file && other.file && *file == *other.file);
    return same_file && line == other.line && column == other.column;
}

Span file_span(std::string file) {
    return {std::make_shared<const std::string>(std::move(file)), 0, 0};
}

void Sink::report(Diagnostic diagnostic) {
    const bool keep = all_.size() < most;
    if (keep && !seen_.insert(fingerprint(diagnostic)).second) {
        return;
    }
    errors_ += diagnostic.severity == Severity::error ? 1U : 0U;
    warnings_ += diagnostic.severity == Severity::warning ? 1U : 0U;
    if (keep) {
        all_.push_back(std::move(diagnostic));
    }
}

void Sink::error(std::string code, Span span, std::string message, std::string hint) {
    report({Severity::error,
            std::move(code),
            std::move(span),
            std::move(message),
            std::move(hint),
            {}});
}

void Sink::warning(std::string code, Span span, std::string message, std::string hint) {
    report({Severity::warning,
            std::move(code),
            std::move(span),
            std::move(message),
            std::move(hint),
            {}});
}

EnvironmentError::EnvironmentError(std::string code, const std::string& message, std::string hint)
    : std::runtime_error(message), code_(std::move(code)), hint_(std::move(hint)) {}

// A slip is one edit for every three letters, four at most; words that differ only in case are
// always one. Hostile input must not make a hint costly, hence the limit on length.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t longest = 64;
    if (word.empty() || word.size() > longest) {
        return {};
    }
    const std::string wanted = folded(word);
    std::size_t allowed = std::clamp<std::size_t>(word.size() / 3, word.size() > 1 ? 1 : 0, 4);
    std::string_view best;
    for (const std::string_view candidate : candidates) {
        // Bytes differ from characters, but no more than four to one.
        if (candidate.size() > longest || gap(candidate.size(), wanted.size()) > 4 * allowed) {
            continue;
        }
        const std::size_t distance = edit_distance(wanted, folded(candidate));
        if (distance < allowed || (distance == allowed && best.empty())) {
            best = candidate;
            allowed = distance;
        }
    }
    return std::string(best);
}

std::string quoted(std::string_view text) {
    return "`" + std::string(text) + "`";
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string found = nearest(word, candidates);
    return found.empty() ? found : "did you mean `" + found + "`?";
}

} // namespace carefold::diag
