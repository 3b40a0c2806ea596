#include "batch/names.hpp"

#include "base/base.hpp"
#include "batch/digest.hpp"
#include "locale/locale.hpp"

#include <algorithm>
#include <array>

namespace carefold::batch {

namespace {

constexpr std::size_t most_bytes = 200; // of a part; file systems end at 255, with room for ".tmp"
constexpr std::size_t most_path_bytes = 4000;
constexpr std::string_view ending = ".pdf";

/// What may stand in a pattern besides the record's fields.
constexpr std::array<std::string_view, 7> own_fields{"lang",    "guide",  "layout",   "audience",
                                                     "edition", "record", "client.id"};

/// Signs that turn the writing round, or are not seen at all.
bool is_unseen(char32_t c) {
    return c == 0x061C || c == 0x00AD || c == 0x200B || (c >= 0x200E && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xE0000 && c <= 0xE007F);
}

bool is_unfit(char32_t c) {
    constexpr std::u32string_view marks = U"/\\:*?\"<>|\uFFFD\u2028\u2029";
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || marks.find(c) != std::u32string_view::npos ||
           (c & 0xFFFEU) == 0xFFFE;
}

/// CON, con.txt, COM1: devices on Windows, with any ending.
bool is_reserved(std::string_view part) {
    const std::string stem = locale::fold(part.substr(0, part.find('.')));
    constexpr std::array<std::string_view, 6> words{"con", "prn",    "aux",
                                                    "nul", "conin$", "conout$"};
    const bool numbered = stem.size() == 4 &&
                          (stem.starts_with("com") || stem.starts_with("lpt")) &&
                          stem.back() >= '0' && stem.back() <= '9';
    return numbered || std::find(words.begin(), words.end(), stem) != words.end();
}

/// Not in the middle of a character.
std::string_view cut(std::string_view text, std::size_t bytes) {
    while (bytes > 0 && bytes < text.size() &&
           (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80) {
        --bytes;
    }
    return text.substr(0, bytes);
}

std::string without_unfit(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_utf8(text, at);
        if (is_unfit(c)) {
            out += '_';
        } else if (!is_unseen(c)) {
            append_utf8(out, c);
        }
    }
    return out;
}

/// What may not stand at either end.
std::string with_fit_ends(std::string part) {
    while (!part.empty() && (part.back() == '.' || part.back() == ' ')) {
        part.pop_back();
    }
    part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
    if (!part.empty() && (part.front() == '.' || part.front() == '-' || part.front() == '~')) {
        part.front() = '_';
    }
    return part.empty() ? "_" : is_reserved(part) ? "_" + part : part;
}

/// Two long values that begin alike stay two.
std::string shortened(const std::string& part, std::string_view tail) {
    if (part.size() + tail.size() <= most_bytes) {
        return part + std::string(tail);
    }
    const std::string mark = "~" + hex(sha256(part)).substr(0, 12);
    return std::string(cut(part, most_bytes - tail.size() - mark.size())) + mark +
           std::string(tail);
}

} // namespace

std::string safe_part(std::string_view text) {
    const std::string part = with_fit_ends(without_unfit(text));
    return shortened(part, {});
}

std::optional<Pattern> Pattern::parse(std::string_view text,
                                      const std::vector<std::string_view>& fields,
                                      diag::Sink& sink) {
    std::vector<std::string_view> known(own_fields.begin(), own_fields.end());
    known.insert(known.end(), fields.begin(), fields.end());
    const auto bad = [&](const std::string& message, const std::string& hint) {
        sink.error("batch.bad-pattern", {}, "the names " + diag::quoted(text) + " " + message,
                   hint);
    };
    const std::size_t before = sink.errors();
    Pattern pattern;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('{', at);
        const std::size_t close = text.find('}', at);
        if (close < open || (open != std::string_view::npos && close == std::string_view::npos)) {
            bad("have a brace without its other half", "`{client.id}` stands for a field");
            return std::nullopt;
        }
        pattern.parts_.push_back({false, std::string(text.substr(at, open - at))});
        if (open == std::string_view::npos) {
            break;
        }
        const std::string_view field = text.substr(open + 1, close - open - 1);
        if (std::find(known.begin(), known.end(), field) == known.end()) {
            const std::string near = diag::did_you_mean(field, known);
            sink.error("batch.unknown-field", {},
                       "the names " + diag::quoted(text) + " ask for the field " +
                           diag::quoted(field) + ", which no record has",
                       near.empty() ? "there is `lang`, `guide`, `layout`, `audience`, `edition`, "
                                      "`record` and every field of a record"
                                    : near);
        }
        pattern.parts_.push_back({true, std::string(field)});
        at = close + 1;
    }
    if (text.empty() || text.front() == '/' || text.back() == '/' ||
        (std::string(text) + "/").find("../") != std::string::npos ||
        find_invalid_utf8(text).has_value()) {
        bad("lead out of the folder, or to no file", "write them like `{lang}/{client.id}.pdf`");
    } else if (!text.ends_with(ending)) {
        bad("do not end in `.pdf`", "write them like `{lang}/{client.id}.pdf`");
    }
    return sink.errors() > before ? std::nullopt : std::optional(std::move(pattern));
}

std::string Pattern::fill(const Lookup& lookup) const {
    std::string raw;
    for (const Part& part : parts_) {
        // A value never makes a folder: its separators go before the pattern's are looked at.
        raw += part.field ? without_unfit(lookup(part.text)) : part.text;
    }
    raw.resize(raw.size() - ending.size());
    std::string path;
    for (std::size_t at = 0;;) {
        const std::size_t slash = raw.find('/', at);
        const std::string part = with_fit_ends(without_unfit(raw.substr(at, slash - at)));
        if (slash == std::string::npos) {
            path += shortened(part, ending);
            break;
        }
        path += shortened(part, {}) + "/";
        at = slash + 1;
    }
    return path;
}

bool is_safe_name(std::string_view name) {
    if (name.empty() || name.size() > most_path_bytes || find_invalid_utf8(name)) {
        return false;
    }
    for (std::size_t at = 0;;) {
        const std::size_t slash = name.find('/', at);
        const std::string_view part = name.substr(at, slash - at);
        if (safe_part(part) != part) {
            return false;
        }
        if (slash == std::string_view::npos) {
            return name.ends_with(ending);
        }
        at = slash + 1;
    }
}

void Names::add(std::string_view name, std::size_t number) {
    seen_.push_back({sum_of(name), static_cast<std::uint32_t>(number)});
}

std::uint64_t Names::sum_of(std::string_view name) {
    return short_sum(locale::fold(name));
}

std::vector<Names::Clash> Names::clashes(std::size_t most) {
    std::sort(seen_.begin(), seen_.end(), [](const Seen& a, const Seen& b) {
        return a.sum != b.sum ? a.sum < b.sum : a.number < b.number;
    });
    std::vector<Clash> found;
    for (std::size_t i = 1; i < seen_.size(); ++i) {
        const bool first_of_them = i < 2 || seen_[i - 2].sum != seen_[i].sum;
        if (seen_[i].sum == seen_[i - 1].sum && first_of_them) {
            found.push_back({seen_[i].sum, seen_[i - 1].number, seen_[i].number});
        }
    }
    std::sort(found.begin(), found.end(), [](const Clash& a, const Clash& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    found.resize(std::min(found.size(), most));
    return found;
}

} // namespace carefold::batch
