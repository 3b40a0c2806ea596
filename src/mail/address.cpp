#include "mail/address.hpp"

#include "base/base.hpp"

#include <unicode/uchar.h>
#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <memory>

namespace carefold::mail {

namespace {

constexpr std::size_t longest_local = 64;    // bytes; RFC 5321, 4.5.3.1
constexpr std::size_t longest_address = 254; // with brackets 256

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// RFC 5322 atext, and of the rest of Unicode what can be seen.
bool may_stand_in_local(char32_t c) {
    constexpr std::u32string_view signs = U"!#$%&'*+-/=?^_`{|}~.";
    if (c < 0x80) {
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') ||
               signs.find(c) != std::u32string_view::npos;
    }
    const auto character = static_cast<UChar32>(c);
    const auto category = static_cast<unsigned>(U_GET_GC_MASK(character));
    return c != 0xFFFD && u_isUWhiteSpace(character) == 0 &&
           (category & (U_GC_C_MASK | U_GC_Z_MASK)) == 0; // controls, formats, unassigned
}

std::string fault_of_local(std::string_view local) {
    if (local.empty()) {
        return "nothing stands before its @";
    }
    if (local.size() > longest_local) {
        return "what stands before its @ is longer than 64 bytes";
    }
    if (local.front() == '.' || local.back() == '.' || local.find("..") != std::string_view::npos) {
        return "a dot stands at an end or beside another before its @";
    }
    if (local.front() == '-') {
        return "it begins with a hyphen";
    }
    for (std::size_t at = 0; at < local.size();) {
        if (!may_stand_in_local(next_utf8(local, at))) {
            return "a character before its @ may not stand there";
        }
    }
    return {};
}

} // namespace

std::optional<std::string> ascii_domain(std::string_view name) {
    UErrorCode status = U_ZERO_ERROR;
    constexpr std::uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI |
                                      UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII |
                                      UIDNA_NONTRANSITIONAL_TO_UNICODE;
    const std::unique_ptr<UIDNA, decltype(&uidna_close)> idna(uidna_openUTS46(options, &status),
                                                              &uidna_close);
    std::array<char, 256> out{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    if (U_FAILURE(status) != 0 || name.empty() || name.size() > 4 * out.size()) {
        return std::nullopt;
    }
    const std::int32_t length =
        uidna_nameToASCII_UTF8(idna.get(), name.data(), static_cast<std::int32_t>(name.size()),
                               out.data(), static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) != 0 || info.errors != 0 || length <= 0 ||
        length >= static_cast<std::int32_t>(out.size())) {
        return std::nullopt;
    }
    return std::string(out.data(), static_cast<std::size_t>(length));
}

bool Address::needs_utf8() const {
    return !is_ascii(local);
}

std::optional<Address> parse_address(std::string_view text, std::string* why) {
    const auto refuse = [&](std::string reason) -> std::optional<Address> {
        if (why != nullptr) {
            *why = std::move(reason);
        }
        return std::nullopt;
    };
    if (find_invalid_utf8(text)) {
        return refuse("it is no UTF-8");
    }
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos) {
        return refuse("it has no @");
    }
    if (text.find('@', at + 1) != std::string_view::npos) {
        return refuse("it has two @");
    }
    if (std::string fault = fault_of_local(text.substr(0, at)); !fault.empty()) {
        return refuse(std::move(fault));
    }
    const auto domain = ascii_domain(text.substr(at + 1));
    if (!domain || domain->find('.') == std::string::npos || domain->back() == '.' ||
        std::all_of(domain->begin() + static_cast<std::ptrdiff_t>(domain->rfind('.')) + 1,
                    domain->end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return refuse("what stands behind its @ is no domain"); // nor is 127.0.0.1
    }
    Address address{std::string(text.substr(0, at)), *domain};
    if (address.text().size() > longest_address) {
        return refuse("it is longer than 254 bytes");
    }
    return address;
}

} // namespace carefold::mail
