#include "records/names.hpp"

#include "records/input.hpp"

#include <algorithm>
#include <array>

namespace carefold::records {

namespace {

constexpr std::size_t most_spellings = 1000; // remembered
constexpr std::size_t most_reported = 100;

struct Alias {
    std::string_view alias, name;
};
// In a list of clients these mean one thing only; docs/records.md names them.
constexpr std::array aliases = std::to_array<Alias>({
    {"id", "client.id"},
    {"name", "client.name"},
    {"email", "client.email"},
    {"e.mail", "client.email"},
    {"lang", "language"},
    {"practitioner", "practitioner.name"},
});

bool parts(char c) {
    return c == ' ' || c == '.' || c == '_' || c == '-';
}

} // namespace

std::string plain_name(std::string_view name) {
    std::string plain;
    for (const char c : trimmed(name)) {
        if (!parts(c)) {
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        } else if (!plain.empty() && plain.back() != '.') {
            plain += '.';
        }
    }
    return plain;
}

std::string quote(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string out = "`";
    for (std::size_t at = 0; at < text.size();) {
        if (out.size() > longest) {
            out += "…";
            break;
        }
        const char32_t c = next_utf8(text, at);
        append_utf8(out, c < 0x20 || (c >= 0x7F && c < 0xA0) ? U' ' : c);
    }
    return out + "`";
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) {
        text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    }
    return text;
}

Names::Names(const Schema& schema) : schema_(schema) {
    for (std::size_t i = 0; i < schema.fields.size(); ++i) {
        const std::string plain = plain_name(schema.fields[i].name);
        by_plain_.emplace(plain, i);
        for (std::size_t dot = plain.find('.'); dot != std::string::npos;
             dot = plain.find('.', dot + 1)) {
            stems_.insert(plain.substr(0, dot));
        }
    }
    for (const Alias& each : aliases) {
        const auto named = by_plain_.find(each.name);
        if (named != by_plain_.end()) {
            by_plain_.emplace(each.alias, named->second); // a field of that very name goes first
        }
    }
}

std::size_t Names::find(std::string_view name) const {
    if (const auto known = seen_.find(name); known != seen_.end()) {
        return known->second;
    }
    const auto found = by_plain_.find(plain_name(name));
    const std::size_t field = found == by_plain_.end() ? Raw::unknown : found->second;
    if (seen_.size() < most_spellings && name.size() < 200) {
        seen_.emplace(name, field);
    }
    return field;
}

bool Names::is_stem(std::string_view name) const {
    return stems_.find(plain_name(name)) != stems_.end();
}

void Names::report_unknown(std::string_view name, const diag::Span& span, diag::Sink& sink) {
    const std::string_view start = name.substr(0, 200);
    if (reported_.size() >= most_reported || reported_.find(start) != reported_.end()) {
        return;
    }
    reported_.emplace(start);
    std::vector<std::string_view> known;
    for (const Field& field : schema_.fields) {
        known.push_back(field.name);
    }
    const std::string guess = diag::did_you_mean(plain_name(start), known);
    sink.warning("records.unknown-field", span,
                 "there is no field " + quote(name) + "; what it holds is left out",
                 guess.empty() ? "there is: " + joined(known) : guess);
}

std::string Names::all() const {
    std::vector<std::string_view> known;
    for (const Field& field : schema_.fields) {
        known.push_back(field.name);
    }
    return joined(known);
}

} // namespace carefold::records
