#include "locale/customs.hpp"
#include "locale/liang.hpp"
#include "locale/locale.hpp"

#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/uloc.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>

namespace carefold::locale {

namespace {

constexpr std::size_t longest_word = 200; // bytes; longer ones are no words

std::string read_file(const std::string& path) {
    std::string bytes;
    if (std::FILE* file = std::fopen(path.c_str(), "rb")) {
        std::setvbuf(file, nullptr, _IONBF, 0);
        std::error_code error;
        const auto size = std::filesystem::file_size(path, error);
        bytes.resize(error ? 0 : static_cast<std::size_t>(size));
        bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
        std::fclose(file);
    }
    return bytes;
}

// Nothing when the charset is unknown.
std::string convert(std::string_view text, const std::string& from, const std::string& to) {
    UErrorCode status = U_ZERO_ERROR;
    std::string converted(text.size() * 4 + 4, '\0');
    const int32_t size = ucnv_convert(to.c_str(), from.c_str(), converted.data(),
                                      static_cast<int32_t>(converted.size()), text.data(),
                                      static_cast<int32_t>(text.size()), &status);
    converted.resize(U_SUCCESS(status) ? static_cast<std::size_t>(size) : 0);
    return converted;
}

std::string charset_of(std::string_view dictionary) {
    std::string name(dictionary.substr(0, std::min(dictionary.find_first_of("\r\n"),
                                                   std::min<std::size_t>(dictionary.size(), 40))));
    constexpr std::string_view vendor = "microsoft-";
    return name.starts_with(vendor) ? name.substr(vendor.size()) : name;
}

// The word in lower case, and where each of its characters was.
struct Lowered {
    std::string text;
    bool ascii = true;                 // then every character is where it was
    std::vector<std::uint32_t> origin; // else: byte in the word, for each character
    std::vector<std::uint32_t> start;  // byte in text, for each character

    std::size_t size() const { return ascii ? text.size() : start.size(); }
    std::size_t start_of(std::size_t i) const { return ascii ? i : start[i]; }
    std::uint32_t origin_of(std::size_t i) const {
        return ascii ? static_cast<std::uint32_t>(i) : origin[i];
    }
};

Lowered lower(std::string_view word) {
    Lowered low;
    low.text = word;
    for (char& c : low.text) {
        low.ascii = low.ascii && static_cast<unsigned char>(c) < 0x80;
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    if (low.ascii) {
        return low;
    }
    low.text.clear();
    for (std::size_t at = 0; at < word.size();) {
        low.origin.push_back(static_cast<std::uint32_t>(at));
        low.start.push_back(static_cast<std::uint32_t>(low.text.size()));
        const auto c = static_cast<UChar32>(next_utf8(word, at));
        const bool apostrophe = c == 0x2019 || c == 0x02BC;
        append_utf8(low.text, apostrophe ? U'\'' : static_cast<char32_t>(u_tolower(c)));
    }
    return low;
}

// Before a mark, or after one that joins consonants (virama, combining class 9).
bool inside_cluster(const Lowered& low, std::size_t i) {
    if (low.ascii || i == 0) {
        return false;
    }
    std::size_t at = low.start_of(i);
    std::size_t before = low.start_of(i - 1);
    const auto next = static_cast<UChar32>(next_utf8(low.text, at));
    return (U_GET_GC_MASK(next) & U_GC_M_MASK) != 0 ||
           u_getCombiningClass(static_cast<UChar32>(next_utf8(low.text, before))) == 9;
}

std::string first_existing(const std::vector<std::string>& names,
                           const std::vector<std::string>& folders) {
    std::error_code error;
    for (const std::string& name : names) {
        for (const std::string& folder : folders) {
            const auto path = std::filesystem::path(folder) / ("hyph_" + name + ".dic");
            if (std::filesystem::is_regular_file(path, error)) {
                return path.string();
            }
        }
    }
    return {};
}

// "en-Latn-NZ" -> en_Latn_NZ, en_NZ, en_Latn, en, and the region ICU thinks usual: en_US.
std::vector<std::string> dictionary_names(const LanguageTag& tag) {
    const std::string language(tag.language());
    const std::string script(tag.script());
    const std::string region(tag.region());
    std::vector<std::string> names;
    if (!script.empty() && !region.empty()) {
        names.push_back(language + "_" + script + "_" + region);
    }
    if (!region.empty()) {
        names.push_back(language + "_" + region);
    }
    if (!script.empty()) {
        names.push_back(language + "_" + script);
    }
    names.push_back(language);
    return names;
}

std::string usual_name(const LanguageTag& tag) {
    const std::string language(tag.language());
    std::array<char, ULOC_FULLNAME_CAPACITY> full{};
    std::array<char, ULOC_COUNTRY_CAPACITY> region{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_addLikelySubtags(language.c_str(), full.data(), full.size(), &status);
    uloc_getCountry(full.data(), region.data(), region.size(), &status);
    return U_SUCCESS(status) ? language + "_" + region.data() : language;
}

} // namespace

struct Hyphenator::Impl {
    std::string path;
    std::string patterns; // where there is no file: our own
    Minima custom;
    std::once_flag once;
    std::optional<Liang> liang;
    HyphenDict* dictionary = nullptr; // only where Liang's plain patterns do not do
    std::string charset;
    int left = 0, right = 0;

    ~Impl() {
        if (dictionary != nullptr) {
            hnj_hyphen_free(dictionary);
        }
    }
    void read();
    void match(const Lowered& low, std::vector<std::uint8_t>& values) const;
    void ask_libhyphen(const Lowered& low, std::vector<std::uint8_t>& values) const;
};

void Hyphenator::Impl::read() {
    std::string bytes = path.empty() ? std::move(patterns) : read_file(path);
    charset = charset_of(bytes);
    if (charset != "UTF-8" && charset != "US-ASCII") {
        bytes = convert(bytes, charset, "UTF-8");
    }
    liang = Liang::parse(std::move(bytes));
    if (liang) {
        left = liang->left_minimum();
        right = liang->right_minimum();
    } else if (!path.empty() && (dictionary = hnj_hyphen_load(path.c_str())) != nullptr) {
        left = static_cast<unsigned char>(dictionary->lhmin);
        right = static_cast<unsigned char>(dictionary->rhmin);
    }
    left = left > 0 ? std::max(left, custom.least_left) : custom.left;
    right = right > 0 ? std::max(right, custom.least_right) : custom.right;
}

void Hyphenator::Impl::match(const Lowered& low, std::vector<std::uint8_t>& values) const {
    if (liang) {
        liang->match(low.text, values);
    } else {
        ask_libhyphen(low, values);
    }
}

// libhyphen counts bytes in the dictionary's charset and characters in UTF-8.
void Hyphenator::Impl::ask_libhyphen(const Lowered& low, std::vector<std::uint8_t>& values) const {
    values.assign(low.text.size() + 1, 0);
    const bool utf8 = dictionary != nullptr && dictionary->utf8 != 0;
    const std::string word = utf8 ? low.text : convert(low.text, "UTF-8", charset);
    if (dictionary == nullptr || word.empty() || (!utf8 && word.size() != low.size())) {
        return;
    }
    std::string marks(word.size() + 5, '\0');
    char** respelt = nullptr;
    int* where = nullptr;
    int* cut = nullptr;
    if (hnj_hyphen_hyphenate2(dictionary, word.c_str(), static_cast<int>(word.size()), marks.data(),
                              nullptr, &respelt, &where, &cut) == 0) {
        for (std::size_t i = 0; i + 1 < low.size(); ++i) {
            // A break that changes the spelling ("Schiff-fahrt") is passed over.
            const bool changes = respelt != nullptr && respelt[i] != nullptr;
            values[low.start_of(i + 1)] = !changes && (marks[i] & 1) != 0 ? 1 : 0;
        }
    }
    for (std::size_t i = 0; respelt != nullptr && i < word.size(); ++i) {
        std::free(respelt[i]);
    }
    std::free(respelt);
    std::free(where);
    std::free(cut);
}

Hyphenator::Hyphenator() : impl_(std::make_unique<Impl>()) {}
Hyphenator::~Hyphenator() = default;

std::shared_ptr<const Hyphenator> Hyphenator::load(const LanguageTag& language,
                                                   const std::vector<std::string>& folders) {
    std::string path = first_existing(dictionary_names(language), folders);
    if (path.empty()) {
        path = first_existing({usual_name(language)}, folders);
    }
    std::string patterns = path.empty() ? own_patterns(language) : std::string();
    if (path.empty() && patterns.empty()) {
        return nullptr;
    }
    // The file is read when the first word is asked for: short documents never need it.
    std::shared_ptr<Hyphenator> hyphenator(new Hyphenator);
    hyphenator->impl_->path = std::move(path);
    hyphenator->impl_->patterns = std::move(patterns);
    hyphenator->impl_->custom = custom_minima(language);
    hyphenator->apostrophes_ = writes_apostrophes(language);
    return hyphenator;
}

std::vector<std::uint32_t> Hyphenator::points(std::string_view word) const {
    std::vector<std::uint32_t> found;
    if (word.empty() || word.size() > longest_word) {
        return found;
    }
    std::call_once(impl_->once, [this] { impl_->read(); });
    const auto left = static_cast<std::size_t>(impl_->left);
    const auto right = static_cast<std::size_t>(impl_->right);
    if (word.size() < left + right) {
        return found;
    }
    const Lowered low = lower(word);
    std::vector<std::uint8_t> values;
    impl_->match(low, values);
    for (std::size_t i = left; i + right <= low.size(); ++i) {
        if ((values[low.start_of(i)] & 1U) != 0 && !inside_cluster(low, i)) {
            found.push_back(low.origin_of(i));
        }
    }
    return found;
}

} // namespace carefold::locale
