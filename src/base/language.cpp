#include "base/language.hpp"

#include <algorithm>
#include <vector>

namespace carefold {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool letters(std::string_view s, std::size_t least, std::size_t most) {
    return s.size() >= least && s.size() <= most && std::all_of(s.begin(), s.end(), is_letter);
}

bool is_script(std::string_view s) {
    return letters(s, 4, 4);
}

bool is_region(std::string_view s) {
    return letters(s, 2, 2) || (s.size() == 3 && std::all_of(s.begin(), s.end(), is_digit));
}

bool is_variant(std::string_view s) {
    return (s.size() >= 5 && s.size() <= 8) || (s.size() == 4 && is_digit(s.front()));
}

// Splits at hyphens; empty when any part is not 1 to 8 ASCII letters and digits.
std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t to = std::min(text.find('-', from), text.size());
        const std::string_view part = text.substr(from, to - from);
        const bool plain = std::all_of(part.begin(), part.end(),
                                       [](char c) { return is_letter(c) || is_digit(c); });
        if (part.empty() || part.size() > 8 || !plain) {
            return {};
        }
        parts.push_back(part);
        from = to + 1;
    }
    return parts;
}

bool repeats(const std::vector<std::string>& seen, const std::string& part) {
    return std::find(seen.begin(), seen.end(), part) != seen.end();
}

// RFC 5646, 2.1: langtag = language [-script] [-region] *(-variant) *(-extension) [-privateuse].
// The grandfathered irregular tags ("i-klingon") are not accepted: each has a modern equivalent.
class Reader {
  public:
    explicit Reader(std::vector<std::string_view> parts) : parts_(std::move(parts)) {}

    std::optional<std::string> read() {
        if (parts_.empty() || (!read_language() && !private_ahead())) {
            return std::nullopt;
        }
        if (!tag_.empty()) {
            read_script_and_region();
            if (!read_variants() || !read_extensions()) {
                return std::nullopt;
            }
        }
        if (private_ahead() && !read_private()) {
            return std::nullopt;
        }
        return at_ == parts_.size() ? std::optional(tag_) : std::nullopt;
    }

  private:
    bool more() const { return at_ < parts_.size(); }
    bool private_ahead() const {
        return more() && lower(parts_[at_].front()) == 'x' && parts_[at_].size() == 1;
    }

    std::string take(char (*change)(char) = lower) {
        std::string part(parts_[at_++]);
        std::transform(part.begin(), part.end(), part.begin(), change);
        tag_ += tag_.empty() ? "" : "-";
        tag_ += part;
        return part;
    }

    bool read_language() {
        if (!letters(parts_.front(), 2, 8)) {
            return false;
        }
        const std::size_t length = take().size();
        for (int i = 0; i < 3 && length < 4 && more() && letters(parts_[at_], 3, 3); ++i) {
            take();
        }
        return true;
    }

    void read_script_and_region() {
        if (more() && is_script(parts_[at_])) {
            take();
            char& initial = tag_[tag_.size() - 4];
            initial = upper(initial);
        }
        if (more() && is_region(parts_[at_])) {
            take(upper);
        }
    }

    bool read_variants() {
        std::vector<std::string> seen;
        while (more() && is_variant(parts_[at_])) {
            const std::string part = take();
            if (repeats(seen, part)) {
                return false;
            }
            seen.push_back(part);
        }
        return true;
    }

    bool read_extensions() {
        std::vector<std::string> seen;
        while (more() && parts_[at_].size() == 1 && !private_ahead()) {
            const std::string singleton = take();
            const std::size_t first = at_;
            while (more() && parts_[at_].size() >= 2) {
                take();
            }
            if (at_ == first || repeats(seen, singleton)) {
                return false;
            }
            seen.push_back(singleton);
        }
        return true;
    }

    bool read_private() {
        take();
        const std::size_t first = at_;
        while (more()) {
            take();
        }
        return at_ > first;
    }

    std::vector<std::string_view> parts_;
    std::size_t at_ = 0;
    std::string tag_;
};

// The first part after the language that `wanted` accepts, before any singleton.
std::string_view find_part(std::string_view tag, bool (*wanted)(std::string_view)) {
    std::size_t from = std::min(tag.find('-'), tag.size());
    while (from < tag.size()) {
        const std::size_t to = std::min(tag.find('-', from + 1), tag.size());
        const std::string_view part = tag.substr(from + 1, to - from - 1);
        if (part.size() == 1 || is_variant(part)) {
            break;
        }
        if (wanted(part)) {
            return part;
        }
        from = to;
    }
    return {};
}

} // namespace

std::optional<LanguageTag> LanguageTag::parse(std::string_view text) {
    auto canonical = Reader(split(text)).read();
    if (!canonical) {
        return std::nullopt;
    }
    LanguageTag tag;
    tag.text_ = std::move(*canonical);
    return tag;
}

std::string_view LanguageTag::language() const {
    return std::string_view(text_).substr(0, text_.find('-'));
}

std::string_view LanguageTag::script() const {
    return find_part(text_, is_script);
}

std::string_view LanguageTag::region() const {
    return find_part(text_, is_region);
}

} // namespace carefold
