// One record after the other: may it be mailed, is it there already, its booklet, its message.
#include "mail/queue.hpp"

#include "mail/digest.hpp"
#include "mail/header.hpp"
#include "mail/letter.hpp"
#include "pdf/pdf.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

namespace carefold::mail {

namespace {

constexpr std::size_t short_password = 6; // characters

/// What belongs to a language, read once.
struct Tongue {
    job::Description description;
    design::Words words;
};

class Queuer {
  public:
    Queuer(const records::Schema& schema, const Clinic& clinic, const QueueOptions& options,
           Outbox* outbox)
        : schema_(schema), clinic_(clinic), options_(options), outbox_(outbox) {}
    QueueReport run(records::Reader& reader);

  private:
    /// What became of one record.
    enum class Fate : std::uint8_t { queued, there, no_consent, no_address, suppressed, faulty };
    Fate handle(const records::Record& record, diag::Sink& sink);
    std::optional<job::Request> request_of(const records::Record& record, diag::Sink& sink) const;
    const Tongue* tongue(const job::Request& request, diag::Sink& sink);
    Key key_of(const records::Record& record, const Address& address, const Tongue& tongue) const;
    /// The finished file, locked when it is to be; nullopt when that fails.
    std::optional<std::string> booklet(const records::Record& record, const job::Request& request,
                                       diag::Sink& sink);
    /// The password; nullopt and a finding when the record has none that will do.
    std::optional<std::string> password_of(const records::Record& record, diag::Sink& sink) const;
    bool gives_away(const records::Record& record, const Letter& letter, diag::Sink& sink) const;
    static Fate without_booklet(const records::Record& record, diag::Sink& sink);
    void count(Fate fate);

    const records::Schema& schema_;
    const Clinic& clinic_;
    const QueueOptions& options_;
    Outbox* outbox_;
    Suppression suppressed_;
    std::map<std::string, std::optional<Tongue>> tongues_;
    std::set<std::string> met_;           // ids of messages in this list
    std::vector<job::GuideFacts> guides_; // the one
    job::Series series_;
    QueueReport report_;
};

std::optional<job::Request> Queuer::request_of(const records::Record& record,
                                               diag::Sink& sink) const {
    job::Request request = options_.request;
    if (const std::string* language = record.find("language")) {
        request.language = *language;
    }
    if (const std::string* text = record.find("audience")) {
        const auto audience = content::parse_audience(*text);
        if (!audience) {
            sink.error("mail.unknown-audience", record.span_of("audience"),
                       diag::quoted(*text) + " is no audience", "`client` or `practitioner`");
            return std::nullopt;
        }
        request.audience = *audience;
    }
    if (const std::string* value = record.find("techniques")) {
        request.techniques = job::technique_ids(*value);
        if (!guides_.empty()) {
            job::check_techniques(*request.techniques, guides_, "mail.unknown-technique",
                                  record.span_of("techniques"), sink);
        }
    }
    return sink.has_errors() ? std::nullopt : std::optional(std::move(request));
}

const Tongue* Queuer::tongue(const job::Request& request, diag::Sink& sink) {
    const auto known = tongues_.find(request.language);
    if (known != tongues_.end()) {
        return known->second ? &*known->second : nullptr; // what is wrong has been told
    }
    std::optional<Tongue>& made = tongues_[request.language];
    if (auto description = job::describe(request, sink)) {
        if (auto words = job::load_words(options_.words, description->language, sink)) {
            made = Tongue{std::move(*description), std::move(*words)};
        }
    }
    return made ? &*made : nullptr;
}

Key Queuer::key_of(const records::Record& record, const Address& address,
                   const Tongue& tongue) const {
    const std::string* id = record.find("client.id");
    const std::string* name = record.find("client.name");
    // Two who share an address are told apart by name when they have no ids.
    return {id != nullptr     ? *id
            : name != nullptr ? "name:" + *name
                              : std::string(),
            address.text(),
            tongue.description.name,
            tongue.description.version,
            tongue.description.language.text(),
            options_.request.layout,
            options_.campaign};
}

std::optional<std::string> Queuer::password_of(const records::Record& record,
                                               diag::Sink& sink) const {
    const std::string* password = record.find(options_.encrypt);
    if (password == nullptr) {
        sink.error("mail.no-password", record.span,
                   "the record has no " + diag::quoted(options_.encrypt) +
                       ", which is to be the booklet's password",
                   "nothing is sent to this client without one");
        return std::nullopt;
    }
    const auto length = decode_utf8(*password).size();
    if (password->size() > 127) {
        sink.error("mail.no-password", record.span_of(options_.encrypt),
                   "the password is too long for a PDF", "it may have 127 bytes");
        return std::nullopt;
    }
    if (length < short_password) {
        sink.warning("mail.weak-password", record.span_of(options_.encrypt),
                     "the booklet's password has only " + std::to_string(length) + " characters",
                     "who tries all of them has it soon");
    }
    return *password;
}

std::optional<std::string> Queuer::booklet(const records::Record& record,
                                           const job::Request& request, diag::Sink& sink) {
    std::optional<std::string> password;
    if (!options_.encrypt.empty()) {
        password = password_of(record, sink);
        if (!password) {
            return std::nullopt;
        }
    }
    const job::Made made = series_.make(request, sink);
    if (sink.has_errors()) {
        return std::nullopt;
    }
    std::string bytes = (made.shared ? *made.shared : std::string()) + made.own;
    return password ? pdf::encrypt(bytes, *password, random_hex(24)) : std::move(bytes);
}

/// Whoever reads the message must not read the password in it.
bool Queuer::gives_away(const records::Record& record, const Letter& letter,
                        diag::Sink& sink) const {
    if (options_.encrypt.empty()) {
        return false;
    }
    const std::string shown = one_line(*record.find(options_.encrypt));
    for (const std::string* text :
         {&letter.text, &letter.subject, &letter.file, &letter.recipient}) {
        if (text->find(shown) != std::string::npos) {
            sink.error("mail.password-shown", record.span_of(options_.encrypt),
                       "the booklet's password stands in the message itself",
                       "choose a field that no message shows");
            return true;
        }
    }
    return false;
}

/// The guide's faults are told once; here it is said whom they concern.
Queuer::Fate Queuer::without_booklet(const records::Record& record, diag::Sink& sink) {
    sink.error("mail.no-booklet", record.span_of("language"),
               "there is no booklet for this client, so no message",
               "what is said of the guide and the record tells why");
    return Fate::faulty;
}

Queuer::Fate Queuer::handle(const records::Record& record, diag::Sink& sink) {
    const std::string* consent = record.find("consent");
    if (sink.has_errors()) {
        return Fate::faulty;
    }
    if (consent == nullptr || *consent != "yes") {
        return Fate::no_consent;
    }
    const std::string* email = record.find("client.email");
    if (email == nullptr) {
        return Fate::no_address;
    }
    std::string why;
    const auto address = parse_address(*email, &why);
    if (!address) {
        sink.error("mail.bad-address", record.span_of("client.email"),
                   diag::quoted(*email) + " is no address to send to: " + why,
                   "write it like `amina@example.org`");
        return Fate::faulty;
    }
    if (suppressed_.holds(*address)) {
        return Fate::suppressed;
    }
    auto request = request_of(record, sink);
    const Tongue* tongue = request ? this->tongue(*request, sink) : nullptr;
    if (tongue == nullptr) {
        return without_booklet(record, sink);
    }
    const Key key = key_of(record, *address, *tongue);
    if (!met_.insert(key.id()).second || (outbox_ != nullptr && outbox_->has(key))) {
        return Fate::there;
    }
    request->personal = job::personal_fields(record, schema_, tongue->description.language);
    const auto pdf = booklet(record, *request, sink);
    if (!pdf) {
        return without_booklet(record, sink);
    }
    Writing writing{&clinic_,
                    &tongue->words,
                    tongue->description.clinic,
                    *address,
                    tongue->description.title,
                    tongue->description.version,
                    !options_.encrypt.empty(),
                    now(),
                    key.id()};
    for (const auto& [name, value] : request->personal.values) {
        writing.fields.values.insert_or_assign(name, value);
    }
    const auto letter = compose(writing, *pdf, sink);
    if (!letter || gives_away(record, *letter, sink)) {
        return Fate::faulty;
    }
    report_.bytes = std::max(report_.bytes,
                             letter->head.size() + letter->tail.size() + base64_lines(*pdf).size());
    return options_.dry_run || outbox_->add(key, *letter, *pdf, writing.date) ? Fate::queued
                                                                              : Fate::there;
}

void Queuer::count(Fate fate) {
    constexpr std::array<std::size_t QueueReport::*, 6> counters = {
        &QueueReport::queued,     &QueueReport::already_there, &QueueReport::no_consent,
        &QueueReport::no_address, &QueueReport::suppressed,    &QueueReport::faulty};
    ++(report_.*counters.at(static_cast<std::size_t>(fate)));
}

QueueReport Queuer::run(records::Reader& reader) {
    diag::Sink files;
    suppressed_ = Suppression::of(clinic_, files);
    if (options_.told && !files.all().empty()) {
        options_.told(files);
    }
    diag::Sink untold; // a guide with faults has them told with the first record
    if (auto facts = job::look_into(options_.request.guide, untold)) {
        guides_.push_back(std::move(*facts));
    }
    if (files.has_errors()) {
        return report_; // somebody who wants no mail may be on the line that cannot be read
    }
    records::Record record;
    for (bool more = true; more;) {
        diag::Sink sink;
        more = reader.next(record, sink);
        if (more) {
            ++report_.records;
            count(handle(record, sink));
        } else {
            report_.faulty += sink.has_errors() ? 1 : 0; // of the list itself
        }
        if (options_.told && !sink.all().empty()) {
            options_.told(sink);
        }
    }
    return report_;
}

} // namespace

QueueReport queue(records::Reader& reader, const records::Schema& schema, const Clinic& clinic,
                  const QueueOptions& options, Outbox* outbox) {
    return Queuer(schema, clinic, options, outbox).run(reader);
}

} // namespace carefold::mail
