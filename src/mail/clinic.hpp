// How a clinic sends mail: clinic.xml as data. docs/mail.md explains it. Part of the room's face,
// mail.hpp.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"
#include "mail/address.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::mail {

inline constexpr std::string_view clinic_namespace = "urn:carefold:clinic:1";

enum class Security : std::uint8_t { starttls, tls, none }; // none: on this machine only
enum class Login : std::uint8_t { none, password, xoauth2 };

/// Where a password or token is: it never stands in clinic.xml itself.
struct Secret {
    enum class From : std::uint8_t { nowhere, file, environment, command } from = From::nowhere;
    std::string where; // path beside clinic.xml, name of a variable, line for the shell
    diag::Span span;
};

struct Person {
    Address address;
    std::string name; // may be empty
};

/// How long a message the server puts off is tried.
struct Patience {
    std::chrono::seconds first{300};           // before the second attempt; then doubled
    std::chrono::seconds most{4 * 60 * 60};    // between two attempts
    std::chrono::seconds until{5 * 24 * 3600}; // after the first, a person is asked
};

struct Clinic {
    struct Server {
        std::string host;
        std::uint16_t port = 587;
        Security security = Security::starttls;
        std::string authority;             // file of certificates to trust; empty: the system's
        std::chrono::seconds timeout{600}; // for an answer (RFC 5321, 4.5.3.2.6)
        std::chrono::seconds connect{60};  // for a connection
        diag::Span span;
    } server;
    Login login = Login::none;
    std::string user;
    Secret secret;
    Person sender;
    std::optional<Person> reply_to;
    std::chrono::milliseconds interval{0}; // between messages; 0: as fast as it goes
    Patience patience;
    std::vector<std::string> unsubscribe;      // mailto: and https: addresses
    std::string suppress;                      // file of addresses and domains; may be empty
    std::chrono::seconds keep{90 * 24 * 3600}; // booklets of messages that are done with
};

/// All problems are reported; nullopt when there are any. `folder`: of the file; paths in it are
/// beside it. Codes: mail.unknown-element, .unknown-attribute, .misplaced-element,
/// .missing-element, .missing-attribute, .unexpected-text, .bad-value, .inline-password, and those
/// of xml.
std::optional<Clinic> load_clinic(std::string text, const std::string& file, diag::Sink& sink);

/// The password or token itself; "" for `nowhere`. Throws diag::EnvironmentError (mail.no-secret).
/// A file others can read is told of (mail.secret-readable, warning).
std::string read_secret(const Secret& secret, diag::Sink& sink);

/// Addresses and domains that get no mail.
class Suppression {
  public:
    /// One on a line; what is behind # is not read. Code: mail.bad-suppression.
    static Suppression read(std::string_view text, const std::string& file, diag::Sink& sink);
    /// The list a clinic names, or an empty one. Throws diag::EnvironmentError.
    static Suppression of(const Clinic& clinic, diag::Sink& sink);
    bool holds(const Address& address) const; // upper and lower case are alike
    std::size_t size() const { return addresses_.size() + domains_.size(); }

  private:
    std::set<std::string, std::less<>> addresses_, domains_;
};

/// "30s", "5m", "4h", "90d"; nullopt for anything else, and for more than ten years.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

} // namespace carefold::mail
