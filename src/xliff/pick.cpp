// Targets one by one, and one warning for all that are missing.
#include "xliff/xliff.hpp"

#include <algorithm>

namespace carefold::xliff {

namespace {

constexpr std::size_t most_unknown = 20; // told one by one; a wrong file has hundreds

std::string units(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " unit" : " units");
}

std::string are(std::size_t count) {
    return count == 1 ? " is" : " are";
}

} // namespace

const Entry* Picker::pick(const Unit& unit, bool counts) {
    asked_[unit.id] = true;
    const Entry* entry = translation_.find(unit.id);
    const bool present = entry != nullptr && entry->has_target();
    const bool outdated = present && canonical(entry->source) != canonical(unit.source);
    const std::vector<std::string> faults =
        present && !outdated ? tag_faults(unit.source, entry->target) : std::vector<std::string>();
    const bool usable = present && !outdated && faults.empty();
    counted_ += counts ? 1U : 0U;
    if (!faults.empty() && counts) {
        sink_.warning("xliff.broken-target", entry->target_span,
                      "in the translation of " + diag::quoted(unit.id) + " " + faults.front() +
                          ": it is left out",
                      "each tag of the source belongs in the target once");
    }
    if (!usable && counts) {
        ++missing_;
        outdated_ += outdated ? 1U : 0U;
        if (missing_ == 1) {
            first_missing_ = entry != nullptr ? entry->span : diag::file_span(translation_.file);
        }
    }
    if (usable && counts) {
        unreviewed_ += entry->level() < Level::signed_off ? 1U : 0U;
    }
    if (counts && required_ && (!usable || entry->level() < *required_)) {
        if (low_++ == 0) {
            first_low_ = entry != nullptr ? entry->target_span : diag::file_span(translation_.file);
        }
    }
    return usable ? entry : nullptr;
}

void Picker::finish(std::string code) {
    report_unknown();
    if (required_) {
        report_low();
    } else if (missing_ > 0) {
        report_missing(std::move(code));
    }
}

void Picker::report_review() {
    if (awaits_review() && !required_) {
        sink_.warning("xliff.awaits-review", diag::file_span(translation_.file),
                      units(unreviewed_) + " of " + std::to_string(counted_) + are(unreviewed_) +
                          " translated but neither signed off nor final",
                      "a reviewer sets their state to `signed-off`");
    }
}

void Picker::report_missing(std::string code) {
    std::string message = units(missing_) + " of " + std::to_string(counted_) + are(missing_) +
                          " without translation and stay in `" + translation_.source.text() + "`";
    std::string hint = "the first is here";
    if (outdated_ > 0) {
        message += "; of " + std::to_string(outdated_) + " the source has changed since";
        hint = "bring the file up to date with `carefold translate export`";
    }
    sink_.warning(std::move(code), first_missing_, std::move(message), std::move(hint));
}

void Picker::report_unknown() {
    std::size_t unknown = 0;
    for (const Entry& entry : translation_.entries) {
        if (entry.retired || asked_.contains(entry.id)) {
            continue;
        }
        if (++unknown <= most_unknown) {
            sink_.warning("xliff.unknown-unit", entry.span,
                          "the source has no unit " + diag::quoted(entry.id),
                          "bring the file up to date with `carefold translate export`");
        }
    }
    if (unknown > most_unknown) {
        sink_.warning("xliff.unknown-unit", diag::file_span(translation_.file),
                      "and " + std::to_string(unknown - most_unknown) +
                          " more units the source does not have");
    }
}

void Picker::report_low() {
    if (low_ == 0) {
        return;
    }
    sink_.error("xliff.state-too-low", first_low_,
                units(low_) + " of " + std::to_string(counted_) + are(low_) + " not yet `" +
                    std::string(to_string(*required_)) + "`" +
                    (missing_ > 0 ? ", " + std::to_string(missing_) + " without translation" : ""),
                "the first is here; build without `--require-state`, or have them reviewed");
}

} // namespace carefold::xliff
