// Private to locale: a fast reader and matcher for plain hyphenation dictionaries.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::locale {

/// Hyphenation patterns after F. M. Liang, "Word Hy-phen-a-tion by Com-put-er" (1983), read from a
/// dictionary in libhyphen's format. Of libhyphen's extensions it knows the second level: the
/// first finds the parts of a compound, the second the syllables of each part (German).
class Liang {
  public:
    /// `dictionary` in UTF-8, charset line included. nullopt when it needs libhyphen itself: for a
    /// third level or patterns that respell ("/").
    static std::optional<Liang> parse(std::string dictionary);

    /// `word` in lower case. values[i] odd: a break is allowed before byte i. values.size() is
    /// word.size() + 1 afterwards.
    void match(std::string_view word, std::vector<std::uint8_t>& values) const;
    int left_minimum() const { return left_; }   // 0: the dictionary does not say
    int right_minimum() const { return right_; } // 0: the dictionary does not say

  private:
    struct Slot {
        std::uint32_t tag = 0;     // upper half of the letters' hash
        std::uint32_t pattern = 0; // where it is written in text_; 0: free (the charset is there)
    };
    static std::optional<Liang> parse_level(std::string patterns);
    void match_level(std::string_view word, std::vector<std::uint8_t>& values) const;
    void match_parts(std::string_view word, std::vector<std::uint8_t>& values) const;
    enum class Reading : std::uint8_t { done, table_full, needs_libhyphen };
    Reading read_patterns();
    bool read_setting(std::size_t at);
    void add(std::size_t& at);
    std::size_t prefix_word(std::uint64_t hash) const {
        return static_cast<std::size_t>(hash >> 40U) & (prefixes_.size() - 1);
    }
    static std::uint64_t prefix_bit(std::uint64_t hash) { return 1ULL << ((hash >> 34U) & 63U); }
    bool apply(std::uint32_t at, std::string_view letters, std::uint8_t* values) const;
    std::unique_ptr<const Liang> syllables_; // the second level
    int part_left_ = 0, part_right_ = 0;     // minima beside a compound's joint
    std::string text_;
    std::vector<Slot> slots_;
    std::vector<std::uint64_t> prefixes_;
    std::size_t longest_ = 0; // letters of the longest pattern, in bytes
    int left_ = 0, right_ = 0;
};

} // namespace carefold::locale
