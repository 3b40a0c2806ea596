// Liang's method: each pattern is a string of letters with a number between any two of them. Slide
// all patterns along the word; where several give a number for the same place the highest wins;
// odd allows a break, even forbids it. Patterns sit in one open hash table keyed by the hash of
// their letters, so all substrings from one start are looked up while extending one hash.
//
// Why not libhyphen for this: it spends 12-18 ms building its automaton from en_US's 106 kB, more
// than the rest of a cold run; this takes a fraction of one. A test holds the two to the same
// answers. The numbers stay where they are written: a slot only points at its pattern's line, so
// that loading touches little more memory than the file itself.
#include "locale/liang.hpp"

#include <algorithm>
#include <charconv>

namespace carefold::locale {

namespace {

constexpr std::uint64_t seed = 0xcbf29ce484222325ULL;

std::uint64_t extend(std::uint64_t hash, char byte) {
    return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
}

// FNV's low bits are its weakest; the table's index takes them from everywhere.
std::size_t spread(std::uint64_t hash) {
    return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_end(char c) {
    return c == '\n' || c == '\r' || c == ' ';
}

std::string_view next_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) {
        line.remove_suffix(1);
    }
    return line;
}

// "LEFTHYPHENMIN 2" -> 2
bool read_setting(std::string_view line, std::string_view name, int& value) {
    if (!line.starts_with(name)) {
        return false;
    }
    const char* from = line.data() + name.size();
    const char* end = line.data() + line.size();
    while (from != end && *from == ' ') {
        ++from;
    }
    std::from_chars(from, end, value);
    return true;
}

} // namespace

std::optional<Liang> Liang::parse(std::string dictionary) {
    Liang liang;
    liang.text_ = std::move(dictionary);
    if (liang.text_.size() > UINT32_MAX) {
        return std::nullopt;
    }
    // A line is about nine bytes; if they turn out shorter, once more with twice the room.
    std::size_t room = 1024;
    while (room < liang.text_.size() / 5) {
        room *= 2;
    }
    for (;; room *= 2) {
        liang.slots_.assign(room, Slot());
        const Reading reading = liang.read_patterns();
        if (reading != Reading::table_full) {
            return reading == Reading::done ? std::optional(std::move(liang)) : std::nullopt;
        }
    }
}

Liang::Reading Liang::read_patterns() {
    std::string_view rest = text_;
    next_line(rest); // the charset
    std::size_t room = slots_.size() / 4 * 3;
    int ignored = 0;
    while (!rest.empty()) {
        const auto at = static_cast<std::uint32_t>(text_.size() - rest.size());
        const std::string_view line = next_line(rest);
        if (line.empty() || line[0] == '%' || line[0] == '#') {
            continue;
        }
        if (line[0] >= 'A' && line[0] <= 'Z') {
            if (line.starts_with("NEXTLEVEL")) {
                return Reading::needs_libhyphen;
            }
            if (read_setting(line, "LEFTHYPHENMIN", left_) ||
                read_setting(line, "RIGHTHYPHENMIN", right_) ||
                read_setting(line, "COMPOUND", ignored) ||
                read_setting(line, "NOHYPHEN", ignored)) {
                continue;
            }
        }
        if (room-- == 0) {
            return Reading::table_full;
        }
        if (!add(at, line)) {
            return Reading::needs_libhyphen;
        }
    }
    return Reading::done;
}

// False for a pattern that respells.
bool Liang::add(std::uint32_t at, std::string_view pattern) {
    std::uint64_t hash = seed;
    std::size_t letters = 0;
    for (const char c : pattern) {
        if (c == '/') {
            return false;
        }
        if (!is_digit(c)) {
            hash = extend(hash, c);
            ++letters;
        }
    }
    longest_ = std::max(longest_, letters);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = spread(hash) & mask;
    while (slots_[slot].pattern != 0) {
        slot = (slot + 1) & mask;
    }
    slots_[slot] = {static_cast<std::uint32_t>(hash >> 32U), at};
    return true;
}

// Raises the values by the pattern written at `at`, when its letters are these.
bool Liang::apply(std::uint32_t at, std::string_view letters, std::uint8_t* values) const {
    std::size_t matched = 0;
    for (const bool raise : {false, true}) {
        matched = 0;
        for (std::size_t i = at; i < text_.size() && !is_end(text_[i]); ++i) {
            const char c = text_[i];
            if (is_digit(c)) {
                if (raise) {
                    const auto value = static_cast<std::uint8_t>(c - '0');
                    values[matched] = std::max(values[matched], value);
                }
            } else if (matched == letters.size() || c != letters[matched]) {
                return false;
            } else {
                ++matched;
            }
        }
        if (matched != letters.size()) {
            return false;
        }
    }
    return true;
}

void Liang::match(std::string_view word, std::vector<std::uint8_t>& values) const {
    const std::size_t mask = slots_.size() - 1;
    std::string dotted = "."; // dots stand for the word's ends
    dotted.append(word).append(1, '.');
    values.assign(dotted.size() + 1, 0);
    for (std::size_t from = 0; from < dotted.size(); ++from) {
        std::uint64_t hash = seed;
        const std::size_t end = std::min(dotted.size(), from + longest_);
        for (std::size_t i = from; i < end; ++i) {
            hash = extend(hash, dotted[i]);
            const auto tag = static_cast<std::uint32_t>(hash >> 32U);
            const auto letters = std::string_view(dotted).substr(from, i + 1 - from);
            for (std::size_t at = spread(hash) & mask; slots_[at].pattern != 0;
                 at = (at + 1) & mask) {
                if (slots_[at].tag == tag && apply(slots_[at].pattern, letters, &values[from])) {
                    break;
                }
            }
        }
    }
    values.erase(values.begin()); // positions count without the leading dot
    values.pop_back();
}

} // namespace carefold::locale
