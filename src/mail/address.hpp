// Mail addresses: what stands in an envelope (RFC 5321, RFC 6531). Part of the room's face,
// mail.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace carefold::mail {

/// One mailbox, nothing around it.
struct Address {
    std::string local;  // as written; UTF-8
    std::string domain; // small letters, international names in their ASCII form (xn--…)
    std::string text() const { return local + "@" + domain; }
    /// The part before the @ has other characters than ASCII: the server must know SMTPUTF8.
    bool needs_utf8() const;
    bool operator==(const Address&) const = default;
};

/// nullopt, and in `why` what is wrong with it ("it has two @"). What the RFCs allow and nobody has
/// is refused too, since it serves tricks: quoted parts, comments, domains in brackets, routes.
std::optional<Address> parse_address(std::string_view text, std::string* why = nullptr);

/// The ASCII form of a domain by IDNA 2008 (UTS #46), in small letters; nullopt when it is none.
std::optional<std::string> ascii_domain(std::string_view name);

} // namespace carefold::mail
