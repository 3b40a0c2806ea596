// carefold mail queue
#include "cli/mail.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace carefold::cli {

namespace fs = std::filesystem;

namespace {

using List = std::unique_ptr<FILE, int (*)(FILE*)>;

List open_list(const std::string& path) {
    std::error_code error;
    FILE* file = fs::is_directory(path, error) ? nullptr : std::fopen(path.c_str(), "rbe");
    if (file == nullptr) {
        const std::string why =
            fs::is_directory(path, error) ? "it is a folder" : std::strerror(errno);
        throw diag::EnvironmentError("mail.no-list",
                                     "the list `" + path + "` cannot be read: " + why);
    }
    return {file, &std::fclose};
}

records::Source source_of(FILE* list, const std::string& path) {
    return [list, path](char* buffer, std::size_t size) {
        const std::size_t got = std::fread(buffer, 1, size, list);
        if (got < size && std::ferror(list) != 0) {
            throw diag::EnvironmentError(
                "mail.no-list",
                "the list `" + path + "` cannot be read to its end: " + std::strerror(errno));
        }
        return got;
    };
}

/// What the message shows anyway is no secret.
void check_encrypt(const Values& values, const records::Schema& schema) {
    const std::string field = values.text("encrypt");
    const std::vector<std::string_view> shown = {
        "client.name", "client.email",     "practitioner.name", "appointment.date",
        "language",    "appointment.time", "audience",          "consent"};
    if (std::find(shown.begin(), shown.end(), field) != shown.end()) {
        values.refuse("`" + field + "` cannot be the password: the message itself shows it",
                      "choose a field only the client knows, like a date of birth");
    }
    if (schema.find(field) == nullptr) {
        std::vector<std::string_view> names;
        for (const records::Field& each : schema.fields) {
            names.push_back(each.name);
        }
        const std::string near = diag::did_you_mean(field, names);
        values.refuse("lists of this guide have no field `" + field + "`",
                      near.empty() ? "record.xml beside the guide names more" : near);
    }
}

std::string words_of_messages(const std::string& clinic) {
    const fs::path near = fs::path(clinic).parent_path() / "mail" / "words.xml";
    std::error_code error;
    return fs::is_regular_file(near, error)
               ? near.string()
               : (fs::path(job::find_home()) / "content" / "mail" / "words.xml").string();
}

mail::QueueOptions options_of(const Values& values) {
    mail::QueueOptions options;
    options.request.guide = values.text("guide");
    options.request.layout = values.text("layout");
    options.request.brand = values.text("brand");
    options.request.language = values.text("lang");
    options.campaign = values.text("campaign");
    options.encrypt = values.text("encrypt");
    options.dry_run = values.has("dry-run");
    options.words = words_of_messages(clinic_path(values));
    if (values.text("records").empty()) {
        values.refuse("to which clients?", "name a list: `carefold mail queue clients.csv …`");
    }
    if (options.request.guide.empty()) {
        values.refuse("which guide shall they get?",
                      "`--guide content/chronic-back-pain/guide.xml`");
    }
    if (options.request.layout.empty()) {
        values.refuse("which layout?", "`--layout screen` is made for reading on a screen");
    }
    if (values.has("lang") && !LanguageTag::parse(options.request.language)) {
        values.refuse("`" + options.request.language + "` is no language tag",
                      "write it like `en` or `pt-BR`");
    }
    return options;
}

std::string queue_line(const mail::QueueReport& report, bool dry) {
    std::string text = (dry ? "would queue " : "queued ") + counted(report.queued, "message");
    const auto add = [&](std::size_t count, const char* what) {
        text += count > 0 ? ", " + std::to_string(count) + " " + what : "";
    };
    add(report.already_there, "already there");
    add(report.no_consent, "without consent");
    add(report.no_address, "without address");
    add(report.suppressed, "on the suppression list");
    add(report.faulty, "with errors");
    return text + "\n";
}

std::string queue_json(const mail::QueueReport& report) {
    return json_counts({{"records", report.records},
                        {"queued", report.queued},
                        {"already_there", report.already_there},
                        {"no_consent", report.no_consent},
                        {"no_address", report.no_address},
                        {"suppressed", report.suppressed},
                        {"faulty", report.faulty},
                        {"largest_bytes", report.bytes}}) +
           "}\n";
}

std::unique_ptr<mail::Outbox> open_outbox(const Values& values, bool dry) {
    using Opening = mail::Outbox::Opening;
    const std::string folder = outbox_folder(values);
    if (!dry) {
        return std::make_unique<mail::Outbox>(folder, Opening::make);
    }
    std::error_code error;
    return fs::exists(fs::path(folder) / "outbox.db", error)
               ? std::make_unique<mail::Outbox>(folder, Opening::existing)
               : nullptr;
}

} // namespace

const Grammar& mail_queue_grammar() {
    static const Grammar grammar{"mail",
                                 {{"guide", true},
                                  {"layout", true},
                                  {"lang", true},
                                  {"brand", true},
                                  {"clinic", true},
                                  {"campaign", true},
                                  {"encrypt", true},
                                  {"dry-run", false},
                                  {"outbox", true},
                                  {"diagnostics", true},
                                  {"report", true},
                                  {"quiet,q", false},
                                  {"help,h", false}},
                                 {"records"},
                                 "queue one list at a time"};
    return grammar;
}

Status mail_queue(const Values& values) {
    const bool json = values.choice("diagnostics", {"human", "json"}) == 1;
    const bool json_report = values.choice("report", {"human", "json"}) == 1;
    mail::QueueOptions options = options_of(values);
    const auto clinic = read_clinic(values, json);
    if (!clinic) {
        return content_errors;
    }
    diag::Sink sink;
    const records::Schema schema = job::list_schema(options.request.guide, sink);
    if (values.has("encrypt")) {
        check_encrypt(values, schema);
    }
    if (sink.has_errors()) {
        tell(sink, {}, json);
        return content_errors;
    }
    // What is wrong with the guide is told once, not once for each client.
    options.told = [&](const diag::Sink& found) {
        const std::size_t before = sink.all().size();
        for (const diag::Diagnostic& each : found.all()) {
            sink.report(each);
        }
        if (!json) {
            tell({}, {sink.all().begin() + static_cast<std::ptrdiff_t>(before), sink.all().end()},
                 false);
        }
    };
    if (!json) {
        tell(sink, {}, false);
    }
    const std::string path = values.text("records");
    const List list = open_list(path);
    const auto outbox = open_outbox(values, options.dry_run);
    records::Reader reader(source_of(list.get(), path), path, schema);
    const mail::QueueReport report = mail::queue(reader, schema, *clinic, options, outbox.get());
    if (json) {
        tell(sink, {}, true);
    }
    print(json_report           ? queue_json(report)
          : values.has("quiet") ? std::string()
                                : queue_line(report, options.dry_run));
    return report.faulty > 0 ? content_errors : done;
}

} // namespace carefold::cli
