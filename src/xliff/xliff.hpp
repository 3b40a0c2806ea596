// xliff: translations as translators' tools know them (XLIFF 1.2, OASIS Standard 2008).
// Enters: units of a source, text of an .xlf file. Leaves: Translation, targets for units, the text
// of a new .xlf, findings, counts.
// Never here: where units come from, what becomes of targets, files.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "xliff/text.hpp"
#include "xml/xml.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::xliff {

inline constexpr std::string_view xliff_namespace = "urn:oasis:names:tc:xliff:document:1.2";

/// One text to translate.
struct Unit {
    std::string id;
    std::string group; // id of the part of the source it stands in
    Text source;
    std::string note; // what it is, where, for whom, what each tag stands for
    diag::Span span;
};

struct Source {
    std::string original; // the file's own name: "guide.xml"
    LanguageTag language;
    std::vector<Unit> units; // in document order
};

/// The states of XLIFF 1.2, 2.3, by how far the translation has come.
enum class Level : std::uint8_t { untranslated, translated, signed_off, final };
Level level_of(std::string_view state);
std::optional<Level> parse_level(std::string_view word); // "translated", "signed-off", "final"
std::string_view to_string(Level level);

/// One trans-unit as the file has it.
struct Entry {
    std::string id;
    Text source, target;
    std::string state;    // as written; "" without one
    bool retired = false; // kept from an older source: translate="no"
    diag::Span span, target_span;
    xml::Node element;
    /// With a text but no state it counts as translated.
    Level level() const { return state.empty() ? Level::translated : level_of(state); }
    /// A target that may be used; a copy of the source in state `new` is none.
    bool has_target() const;
};

struct Translation {
    std::string file;
    std::string original;
    LanguageTag source, language;
    std::vector<Entry> entries; // in document order, ids unique
    std::map<std::string, std::size_t, std::less<>> by_id;
    std::shared_ptr<const xml::Document> document;
    const Entry* find(std::string_view id) const;
};

/// Reports what is wrong; nullptr when the file is no XLIFF 1.2 that can be used. Codes: those of
/// xml, xliff.bad-version, .no-file, .bad-language, .missing-attribute, .duplicate-unit (warning),
/// .second-file (warning).
std::unique_ptr<const Translation> read(std::string text, const std::string& file,
                                        diag::Sink& sink);

/// Is it a translation of this source into this language? Codes: xliff.wrong-language,
/// xliff.wrong-original.
bool belongs(const Translation& translation, const Source& source, const LanguageTag& language,
             diag::Sink& sink);

/// Hands out targets one by one and keeps count of what is missing.
class Picker {
  public:
    Picker(const Translation& translation, std::optional<Level> required, diag::Sink& sink)
        : translation_(translation), required_(required), sink_(sink) {}

    /// The unit's target, or nullptr when its source must do. `counts`: it is one of the units
    /// asked for, and missed when it has none. Codes: xliff.broken-target (warning).
    const Entry* pick(const Unit& unit, bool counts);
    /// After the last. `code`: of the one warning that units are missing. Codes: xliff.unknown-unit
    /// (warning), xliff.state-too-low (error, when a level is required).
    void finish(std::string code);
    /// One warning when units in use await review (xliff.awaits-review).
    void report_review();
    /// A target in use is neither signed off nor final.
    bool awaits_review() const { return unreviewed_ > 0; }

  private:
    void report_missing(std::string code);
    void report_unknown();
    void report_low();

    const Translation& translation_;
    std::optional<Level> required_;
    diag::Sink& sink_;
    std::map<std::string, bool, std::less<>> asked_;
    std::size_t counted_ = 0, missing_ = 0, outdated_ = 0, unreviewed_ = 0, low_ = 0;
    diag::Span first_missing_, first_low_;
};

/// The new text of an .xlf file, and what became of the old one's units.
struct Update {
    std::string text;
    std::size_t kept = 0, added = 0, changed = 0;
    std::vector<std::string> vanished; // ids
    std::vector<std::string> lost;     // what the old file held and the text does not
};
/// Units of `source` with the targets, states, notes and all else that `old` (may be nullptr) has
/// for them. The same source and its own result give the same text.
Update update(const Source& source, const LanguageTag& language, const Translation* old);

/// Reports missing or extra tags and {…} (errors), unknown, missing and identical texts, wrong
/// script, stray white space, numbers that differ (warnings). Codes: xliff.broken-target,
/// .unknown-unit, .missing-unit, .untranslated, .outdated, .identical, .wrong-script,
/// .stray-space, .numbers-differ.
void check(const Source& source, const Translation& translation, diag::Sink& sink);

/// How many units are in which state; "missing": not in the file; "outdated": of another source.
std::vector<std::pair<std::string, std::size_t>> count_states(const Source& source,
                                                              const Translation& translation);

} // namespace carefold::xliff
