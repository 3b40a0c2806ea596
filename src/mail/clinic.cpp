// clinic.xml -> Clinic.
#include "mail/clinic.hpp"

#include "xml/xml.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

namespace carefold::mail {

namespace {

using Names = std::vector<std::string_view>;

/// What an element may have: the attributes it must have first, then the others.
struct Rule {
    std::string_view element;
    Names required, optional;
    bool several = false;
};

const std::vector<Rule>& rules() {
    static const std::vector<Rule> all = {
        {"server", {"host"}, {"port", "security", "authority", "timeout", "connect"}},
        {"login", {"user"}, {"auth", "file", "environment", "command"}},
        {"sender", {"address"}, {"name"}},
        {"reply-to", {"address"}, {"name"}},
        {"rate", {"messages", "per"}, {}},
        {"retry", {}, {"after", "most", "until"}},
        {"unsubscribe", {"href"}, {}, true},
        {"suppress", {"file"}, {}},
        {"attachments", {"keep"}, {}},
    };
    return all;
}

std::string list_of(const Names& names) {
    std::string list;
    for (const std::string_view name : names) {
        list += (list.empty() ? "" : ", ") + diag::quoted(name);
    }
    return list;
}

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

bool is_host(std::string_view host) {
    const bool numbers = host.find_first_not_of("0123456789abcdefABCDEF:.") == host.npos;
    return !host.empty() && (ascii_domain(host) || (numbers && host.size() < 46));
}

class ClinicReader {
  public:
    ClinicReader(Clinic& clinic, const std::string& file, diag::Sink& sink)
        : clinic_(clinic), folder_(std::filesystem::path(file).parent_path()), sink_(sink) {}
    void read(const xml::Node& root);

  private:
    /// Attributes of an element that has all it must have; complains about what is missing.
    bool check(const xml::Node& element, const Rule& rule);
    void check_password(const xml::Node& element);
    void no_content(const xml::Node& element, bool elements_too);
    void bad(const xml::Node& element, std::string_view attribute, std::string hint);
    std::string text(const xml::Node& element, std::string_view attribute) const {
        return std::string(element.attribute(attribute).value_or(""));
    }
    std::string beside(const std::string& path) const { return (folder_ / path).string(); }
    void duration(const xml::Node& element, std::string_view attribute, std::chrono::seconds& to);
    std::optional<Person> person(const xml::Node& element);

    void server(const xml::Node& element);
    void login(const xml::Node& element);
    void sender(const xml::Node& element);
    void reply_to(const xml::Node& element);
    void rate(const xml::Node& element);
    void retry(const xml::Node& element);
    void unsubscribe(const xml::Node& element);
    void suppress(const xml::Node& element) { clinic_.suppress = beside(text(element, "file")); }
    void attachments(const xml::Node& element) { duration(element, "keep", clinic_.keep); }

    Clinic& clinic_;
    std::filesystem::path folder_;
    diag::Sink& sink_;
};

void ClinicReader::bad(const xml::Node& element, std::string_view attribute, std::string hint) {
    sink_.error("mail.bad-value", element.attribute_span(attribute),
                diag::quoted(attribute) + " of " + diag::quoted(element.name()) + " cannot be " +
                    diag::quoted(text(element, attribute)),
                std::move(hint));
}

/// A password in the file is told of wherever it stands, and never repeated.
void ClinicReader::check_password(const xml::Node& element) {
    constexpr std::string_view hint = "put it into a file only you can read and name that: "
                                      "`<login user=\"…\" file=\"mail.password\"/>`; or name a "
                                      "variable (`environment`) or a command (`command`)";
    for (const std::string_view name : element.attribute_names()) {
        if (name == "password" || name == "token" || name == "secret" || name == "pass") {
            sink_.error("mail.inline-password", element.attribute_span(name),
                        "a password does not belong into this file", std::string(hint));
        }
    }
    if (element.name() == "login" && !trimmed(element.text()).empty()) {
        sink_.error("mail.inline-password", element.first_child().span(),
                    "a password does not belong into this file", std::string(hint));
    }
}

void ClinicReader::no_content(const xml::Node& element, bool elements_too) {
    for (xml::Node child = element.first_child(); child; child = child.next_sibling()) {
        const bool letters = child.is_text() && !trimmed(child.value()).empty();
        if (letters && element.name() != "login") {
            sink_.error("mail.unexpected-text", child.span(),
                        diag::quoted(element.name()) + " holds no text");
        } else if (child.is_element() && elements_too) {
            sink_.error("mail.unknown-element", child.span(),
                        diag::quoted(element.name()) + " has no element " +
                            diag::quoted(child.name()),
                        "it is empty");
        }
    }
}

bool ClinicReader::check(const xml::Node& element, const Rule& rule) {
    no_content(element, true);
    check_password(element);
    Names known = rule.required;
    known.insert(known.end(), rule.optional.begin(), rule.optional.end());
    for (const std::string_view name : element.attribute_names()) {
        const bool password =
            name == "password" || name == "token" || name == "secret" || name == "pass";
        if (!password && std::find(known.begin(), known.end(), name) == known.end()) {
            sink_.error("mail.unknown-attribute", element.attribute_span(name),
                        diag::quoted(element.name()) + " has no attribute " + diag::quoted(name),
                        diag::did_you_mean(name, known));
        } else if (!password && trimmed(*element.attribute(name)).empty()) {
            bad(element, name, "it must not be empty");
            return false;
        }
    }
    bool complete = true;
    for (const std::string_view name : rule.required) {
        if (!element.attribute(name)) {
            sink_.error("mail.missing-attribute", element.span(),
                        diag::quoted(element.name()) + " has no attribute " + diag::quoted(name));
            complete = false;
        }
    }
    return complete;
}

void ClinicReader::duration(const xml::Node& element, std::string_view attribute,
                            std::chrono::seconds& to) {
    const auto value = element.attribute(attribute);
    if (!value) {
        return;
    }
    if (const auto parsed = parse_duration(*value)) {
        to = *parsed;
    } else {
        bad(element, attribute, "write it like `30s`, `5m`, `4h` or `90d`");
    }
}

void ClinicReader::server(const xml::Node& element) {
    Clinic::Server& server = clinic_.server;
    server.span = element.span();
    server.host = text(element, "host");
    if (!is_host(server.host)) {
        bad(element, "host", "name the server alone: `mail.example.org`");
    }
    const std::string security = text(element, "security");
    if (security == "tls") {
        server.security = Security::tls;
        server.port = 465;
    } else if (security == "none") {
        server.security = Security::none;
    } else if (!security.empty() && security != "starttls") {
        bad(element, "security",
            "`starttls` (usually port 587), `tls` (465), or `none` for a "
            "server on this machine");
    }
    if (element.attribute("port")) {
        const auto port = parse_number<std::uint16_t>(text(element, "port"));
        if (!port || *port == 0) {
            bad(element, "port", "a number from 1 to 65535; usually 587, or 465 for `tls`");
        }
        server.port = port.value_or(0);
    }
    if (element.attribute("authority")) {
        server.authority = beside(text(element, "authority"));
    }
    duration(element, "timeout", server.timeout);
    duration(element, "connect", server.connect);
}

void ClinicReader::login(const xml::Node& element) {
    clinic_.user = text(element, "user");
    const std::string auth = text(element, "auth");
    clinic_.login = auth == "xoauth2" ? Login::xoauth2 : Login::password;
    if (!auth.empty() && auth != "password" && auth != "xoauth2") {
        bad(element, "auth", "`password` or `xoauth2`");
    }
    constexpr std::pair<std::string_view, Secret::From> places[] = {
        {"file", Secret::From::file},
        {"environment", Secret::From::environment},
        {"command", Secret::From::command}};
    for (const auto& [name, from] : places) {
        if (!element.attribute(name)) {
            continue;
        }
        if (clinic_.secret.from != Secret::From::nowhere) {
            sink_.error("mail.bad-value", element.attribute_span(name),
                        "the password has two places", "keep one of the two");
        }
        clinic_.secret = {from, text(element, name), element.attribute_span(name)};
        if (from == Secret::From::file) {
            clinic_.secret.where = beside(clinic_.secret.where);
        }
    }
    if (clinic_.secret.from == Secret::From::nowhere) {
        sink_.error("mail.missing-attribute", element.span(),
                    "`login` does not say where the password is",
                    "name a `file`, an `environment` variable or a `command`");
    }
}

std::optional<Person> ClinicReader::person(const xml::Node& element) {
    std::string why;
    const auto address = parse_address(text(element, "address"), &why);
    if (!address) {
        bad(element, "address", why + "; write it like `hello@example.org`");
        return std::nullopt;
    }
    return Person{*address, text(element, "name")};
}

void ClinicReader::sender(const xml::Node& element) {
    if (auto found = person(element)) {
        clinic_.sender = std::move(*found);
    }
}

void ClinicReader::reply_to(const xml::Node& element) {
    clinic_.reply_to = person(element);
}

void ClinicReader::rate(const xml::Node& element) {
    const auto messages = parse_number<std::int64_t>(text(element, "messages"));
    const std::string per = text(element, "per");
    const std::map<std::string_view, std::int64_t> units = {
        {"second", 1'000}, {"minute", 60'000}, {"hour", 3'600'000}};
    const auto unit = units.find(per);
    if (!messages || *messages < 1 || *messages > 1'000'000) {
        bad(element, "messages", "a number from 1 on");
    } else if (unit == units.end()) {
        bad(element, "per", "`second`, `minute` or `hour`");
    } else {
        // Rounded up: the rate is a promise to the server.
        clinic_.interval = std::chrono::milliseconds((unit->second + *messages - 1) / *messages);
    }
}

void ClinicReader::retry(const xml::Node& element) {
    duration(element, "after", clinic_.patience.first);
    duration(element, "most", clinic_.patience.most);
    duration(element, "until", clinic_.patience.until);
}

void ClinicReader::unsubscribe(const xml::Node& element) {
    const std::string href = text(element, "href");
    const bool printable = std::all_of(href.begin(), href.end(), [](char c) {
        return c > 0x20 && c < 0x7F && c != '<' && c != '>' && c != ',' && c != '"';
    });
    const bool mail = href.starts_with("mailto:") && href.find('@') != std::string::npos;
    const bool web = href.starts_with("https://") && href.size() > 8;
    if (!printable || !(mail || web) || href.size() > 500) {
        bad(element, "href",
            "`mailto:` with an address, or `https://`; in ASCII, without spaces "
            "or commas");
        return;
    }
    clinic_.unsubscribe.push_back(href);
}

void ClinicReader::read(const xml::Node& root) {
    using Method = void (ClinicReader::*)(const xml::Node&);
    static const std::map<std::string_view, Method> methods = {
        {"server", &ClinicReader::server},
        {"login", &ClinicReader::login},
        {"sender", &ClinicReader::sender},
        {"reply-to", &ClinicReader::reply_to},
        {"rate", &ClinicReader::rate},
        {"retry", &ClinicReader::retry},
        {"unsubscribe", &ClinicReader::unsubscribe},
        {"suppress", &ClinicReader::suppress},
        {"attachments", &ClinicReader::attachments}};
    no_content(root, false);
    check_password(root);
    std::set<std::string_view> met;
    Names known;
    for (const Rule& rule : rules()) {
        known.push_back(rule.element);
    }
    for (const xml::Node& element : root.elements()) {
        const auto rule = std::find_if(rules().begin(), rules().end(), [&](const Rule& each) {
            return each.element == element.name();
        });
        if (rule == rules().end()) {
            const std::string guess = diag::did_you_mean(element.name(), known);
            sink_.error("mail.unknown-element", element.span(),
                        "there is no element " + diag::quoted(element.name()) +
                            " in a clinic's mail",
                        guess.empty() ? "it holds " + list_of(known) : guess);
        } else if (!met.insert(rule->element).second && !rule->several) {
            sink_.error("mail.misplaced-element", element.span(),
                        "there is a second " + diag::quoted(element.name()), "keep one of the two");
        } else if (check(element, *rule)) {
            (this->*methods.at(rule->element))(element);
        }
    }
    for (const std::string_view name : {"server", "sender"}) {
        if (met.count(name) == 0) {
            sink_.error("mail.missing-element", root.span(),
                        "`clinic` has no element " + diag::quoted(name), "docs/mail.md shows one");
        }
    }
}

} // namespace

std::optional<std::chrono::seconds> parse_duration(std::string_view text) {
    const std::map<char, std::int64_t> units = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}};
    const auto unit = text.empty() ? units.end() : units.find(text.back());
    if (unit == units.end()) {
        return std::nullopt;
    }
    const auto number = parse_number<std::int64_t>(text.substr(0, text.size() - 1));
    constexpr std::int64_t most = 3650LL * 86400;
    if (!number || *number < 0 || *number > most / unit->second) {
        return std::nullopt;
    }
    return std::chrono::seconds(*number * unit->second);
}

std::optional<Clinic> load_clinic(std::string text, const std::string& file, diag::Sink& sink) {
    const std::size_t before = sink.errors();
    Clinic clinic;
    const auto document = xml::parse(std::move(text), file, clinic_namespace, "clinic", sink);
    if (!document) {
        return std::nullopt;
    }
    ClinicReader(clinic, file, sink).read(document->root());
    return sink.errors() == before ? std::optional(std::move(clinic)) : std::nullopt;
}

} // namespace carefold::mail
