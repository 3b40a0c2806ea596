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
    return static_cast<unsigned char>(c - '0') < 10;
}

bool is_end(char c) {
    return static_cast<unsigned char>(c) <= ' '; // "\n", "\r\n", trailing blanks
}

std::size_t count_utf8(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

void skip_line(const std::string& text, std::size_t& at) {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
}

bool read_number(std::string_view line, std::string_view name, int& value) {
    if (!line.starts_with(name)) {
        return false;
    }
    const char* end = line.data() + line.size();
    const char* from = std::find_if(line.data() + name.size(), end, is_digit);
    std::from_chars(from, end, value);
    return true;
}

} // namespace

namespace {

constexpr std::string_view level_mark = "\nNEXTLEVEL";

// A slash outside a comment: the pattern changes the word's spelling where it breaks.
bool respells(const std::string& text) {
    for (std::size_t at = text.find('/'); at != std::string::npos; at = text.find('/', at + 1)) {
        const std::size_t line = text.rfind('\n', at) + 1; // npos + 1 is 0
        if (text[line] != '%' && text[line] != '#') {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<Liang> Liang::parse(std::string dictionary) {
    if (dictionary.size() > UINT32_MAX || respells(dictionary)) {
        return std::nullopt;
    }
    const std::size_t mark = dictionary.find(level_mark);
    if (mark == std::string::npos) {
        return parse_level(std::move(dictionary));
    }
    std::optional<Liang> second = parse_level(dictionary.substr(mark + 1));
    dictionary.resize(mark + 1);
    std::optional<Liang> first = parse_level(std::move(dictionary));
    if (!first || !second) {
        return std::nullopt;
    }
    first->syllables_ = std::make_unique<const Liang>(std::move(*second));
    return first;
}

std::optional<Liang> Liang::parse_level(std::string patterns) {
    Liang liang;
    liang.text_ = std::move(patterns);
    // A line is about nine bytes; if they turn out shorter, once more with twice the room.
    std::size_t room = 1024;
    while (room < liang.text_.size() / 7) {
        room *= 2;
    }
    for (;; room *= 2) {
        liang.slots_.assign(room, Slot());
        liang.prefixes_.assign(room / 4, 0);
        const Reading reading = liang.read_patterns();
        if (reading == Reading::done) {
            return liang;
        }
        if (reading == Reading::needs_libhyphen) {
            return std::nullopt;
        }
    }
}

Liang::Reading Liang::read_patterns() {
    std::size_t room = slots_.size() / 4 * 3;
    std::size_t at = 0;
    skip_line(text_, at); // the charset
    while (at < text_.size()) {
        const char first = text_[at];
        const bool setting = first >= 'A' && first <= 'Z';
        if (setting && !read_setting(at)) {
            return Reading::needs_libhyphen;
        }
        if (setting || first == '%' || first == '#' || is_end(first)) {
            skip_line(text_, at);
        } else if (room-- == 0) {
            return Reading::table_full;
        } else {
            add(at);
        }
    }
    return Reading::done;
}

// "LEFTHYPHENMIN 2". False for what Liang's method does not know.
bool Liang::read_setting(std::size_t at) {
    int ignored = 0;
    const std::string_view line = std::string_view(text_).substr(at, 40);
    return read_number(line, "LEFTHYPHENMIN", left_) ||
           read_number(line, "RIGHTHYPHENMIN", right_) ||
           read_number(line, "COMPOUNDLEFTHYPHENMIN", part_left_) ||
           read_number(line, "COMPOUNDRIGHTHYPHENMIN", part_right_) ||
           read_number(line, "NOHYPHEN", ignored);
}

// The pattern at `at`, which moves past its line. Letters and digits alternate as they please, so
// there is no branch between them to guess wrong: a digit leaves the hash as it was.
void Liang::add(std::size_t& at) {
    const auto pattern = static_cast<std::uint32_t>(at);
    std::uint64_t hash = seed;
    std::size_t letters = 0;
    for (; at < text_.size() && !is_end(text_[at]); ++at) {
        const auto letter = static_cast<std::uint64_t>(!is_digit(text_[at]));
        hash ^= (hash ^ extend(hash, text_[at])) & (0 - letter);
        letters += letter;
        prefixes_[prefix_word(hash)] |= prefix_bit(hash);
    }
    skip_line(text_, at);
    longest_ = std::max(longest_, letters);
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = spread(hash) & mask;
    while (slots_[slot].pattern != 0) {
        slot = (slot + 1) & mask;
    }
    slots_[slot] = {static_cast<std::uint32_t>(hash >> 32U), pattern};
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
    match_level(word, values);
    if (syllables_) {
        match_parts(word, values);
    }
}

// The first level's breaks stay; each part between them is a word of its own to the second, which
// may not break too near a joint.
void Liang::match_parts(std::string_view word, std::vector<std::uint8_t>& values) const {
    std::vector<std::uint8_t> inner;
    const auto left = static_cast<std::size_t>(part_left_);
    const auto right = static_cast<std::size_t>(part_right_);
    for (std::size_t from = 0; from < word.size();) {
        std::size_t to = from + 1;
        while (to < word.size() && (values[to] & 1U) == 0) {
            ++to;
        }
        const std::string_view part = word.substr(from, to - from);
        syllables_->match_level(part, inner);
        for (std::size_t i = 1; i < part.size(); ++i) {
            const bool near_joint = (from > 0 && count_utf8(part.substr(0, i)) < left) ||
                                    (to < word.size() && count_utf8(part.substr(i)) < right);
            values[from + i] = near_joint ? 0 : inner[i];
        }
        from = to;
    }
}

void Liang::match_level(std::string_view word, std::vector<std::uint8_t>& values) const {
    const std::size_t mask = slots_.size() - 1;
    std::string dotted = "."; // dots stand for the word's ends
    dotted.append(word).append(1, '.');
    values.assign(dotted.size() + 1, 0);
    for (std::size_t from = 0; from < dotted.size(); ++from) {
        std::uint64_t hash = seed;
        const std::size_t end = std::min(dotted.size(), from + longest_);
        for (std::size_t i = from; i < end; ++i) {
            hash = extend(hash, dotted[i]);
            if ((prefixes_[prefix_word(hash)] & prefix_bit(hash)) == 0) {
                break; // no pattern starts like this
            }
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
