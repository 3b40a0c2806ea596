// diag: what an author must be told, and where.
// Enters: findings from every room. Leaves: text for people, JSON for programs.
// Never here: decisions. An author's mistake goes into a Sink and work carries on; a failing
// environment is an EnvironmentError, caught once per document in job; a bug is an assertion.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace carefold::diag {

/// A place in a source file. Lines and columns count from 1 (columns in characters); 0 = unknown.
struct Span {
    std::shared_ptr<const std::string> file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool operator==(const Span& other) const;
};

Span file_span(std::string file);

enum class Severity : std::uint8_t { note, warning, error };

struct Diagnostic {
    Severity severity = Severity::error;
    std::string code; // stable, "room.what": "content.dangling-id"
    Span span;
    std::string message;            // lower case, no full stop
    std::string hint;               // what would help; may be empty
    std::vector<std::string> trail; // "while …", innermost first; may be empty
};

/// Collects findings of one document. The same code at the same place with the same message is kept
/// once. Nobody reads on after `most`: what comes then is counted, not kept.
class Sink {
  public:
    static constexpr std::size_t most = 10'000;
    void report(Diagnostic diagnostic);
    void error(std::string code, Span span, std::string message, std::string hint = {});
    void warning(std::string code, Span span, std::string message, std::string hint = {});
    bool has_errors() const { return errors_ > 0; }
    std::size_t errors() const { return errors_; }
    std::size_t warnings() const { return warnings_; }
    const std::vector<Diagnostic>& all() const { return all_; }

  private:
    std::vector<Diagnostic> all_;
    std::unordered_set<std::uint64_t> seen_; // hashes of what all_ holds; never iterated
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
};

/// The environment failed: file, disk, memory. `what()` is a sentence a person can act on.
class EnvironmentError : public std::runtime_error {
  public:
    EnvironmentError(std::string code, const std::string& message, std::string hint = {});
    const std::string& code() const { return code_; }
    const std::string& hint() const { return hint_; }

  private:
    std::string code_;
    std::string hint_;
};

/// "file:line:column: severity[code]: message", then "  hint: …" and "  while …" lines.
std::string format_human(const Diagnostic& diagnostic, bool color = false);
/// One JSON object per diagnostic, in an array.
std::string format_json(const std::vector<Diagnostic>& diagnostics);
/// `text` in the marks that set off what a file says from what we say.
std::string quoted(std::string_view text);
/// The candidate nearest to `word`, if near enough to be a slip; empty otherwise.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// "did you mean `x`?" or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

} // namespace carefold::diag
