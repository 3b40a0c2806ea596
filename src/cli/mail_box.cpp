// What a person does with the outbox: look, decide, keep.
#include "cli/mail.hpp"

#include <algorithm>
#include <map>

namespace carefold::cli {

namespace {

std::string message_json(const mail::Message& message) {
    const mail::Key& key = message.key;
    std::string text;
    const auto add = [&](const char* name, const std::string& value) {
        text += (text.empty() ? "{\"" : ", \"") + std::string(name) + "\": " + value;
    };
    add("id", json_string(message.id));
    add("state", json_string(mail::to_string(message.state)));
    add("client", json_string(key.client));
    add("address", json_string(key.address));
    add("guide", json_string(key.guide));
    add("version", json_string(key.version));
    add("language", json_string(key.language));
    add("layout", json_string(key.layout));
    add("campaign", json_string(key.campaign));
    add("subject", json_string(message.subject));
    add("file", json_string(message.file));
    add("sha256", json_string(message.attachment));
    add("bytes", std::to_string(message.bytes));
    add("attempts", std::to_string(message.attempts));
    add("queued", json_string(mail::to_string(message.queued)));
    const bool waits = message.state == mail::State::deferred;
    add("next", waits ? json_string(mail::to_string(message.next)) : "null");
    add("reason", json_string(message.reason));
    return text + "}";
}

std::string status_json(const mail::Outbox& outbox) {
    std::string counts, messages;
    for (const auto& [state, count] : outbox.counts()) {
        counts += (counts.empty() ? "" : ", ") + json_string(mail::to_string(state)) + ": " +
                  std::to_string(count);
    }
    for (const mail::Message& message : outbox.list()) {
        messages += (messages.empty() ? "\n" : ",\n") + message_json(message);
    }
    return "{\"counts\": {" + counts + "}, \"messages\": [" + messages + "]}\n";
}

/// What somebody may have to do something about.
std::string open_messages(const mail::Outbox& outbox) {
    using mail::State;
    const auto messages = outbox.list(
        {State::queued, State::sending, State::deferred, State::failed, State::uncertain});
    std::size_t widest = 0;
    for (const mail::Message& each : messages) {
        widest = std::max(widest, decode_utf8(each.key.address).size());
    }
    std::string text;
    for (const mail::Message& each : messages) {
        text += short_id(each.id) + "  " + padded(std::string(mail::to_string(each.state)), 9) +
                "  " + padded(each.key.address, widest) + "  " + each.key.guide + " " +
                each.key.language + "\n";
        if (each.state == State::deferred) {
            text += "            tried " +
                    counted(static_cast<std::size_t>(each.attempts), "time") + ", next " +
                    mail::to_string(each.next) + "\n";
        }
        if (!each.reason.empty() && each.state != State::queued) {
            text += "            " + each.reason + "\n";
        }
    }
    return text.empty() ? text : "\n" + text;
}

const std::map<std::string_view, Grammar>& box_grammars() {
    static const std::map<std::string_view, Grammar> all = {
        {"status", {"mail", {{"outbox", true}, {"json", false}, {"help,h", false}}, {}, ""}},
        {"show",
         {"mail",
          {{"outbox", true}, {"eml", true}, {"help,h", false}},
          {"id"},
          "show one message at a time"}},
        {"retry", {"mail", {{"outbox", true}, {"help,h", false}}, {"ids"}, "", true}},
        {"cancel", {"mail", {{"outbox", true}, {"help,h", false}}, {"ids"}, "", true}},
        {"log",
         {"mail",
          {{"outbox", true}, {"events", false}, {"output,o", true}, {"help,h", false}},
          {},
          ""}},
        {"purge",
         {"mail",
          {{"outbox", true}, {"clinic", true}, {"older", true}, {"help,h", false}},
          {},
          ""}}};
    return all;
}

mail::Outbox existing(const Values& values) {
    return {outbox_folder(values), mail::Outbox::Opening::existing};
}

} // namespace

const Grammar& mail_box_grammar(std::string_view action) {
    return box_grammars().at(action);
}

Status mail_status(const Values& values) {
    const mail::Outbox outbox = existing(values);
    if (values.has("json")) {
        print(status_json(outbox));
        return done;
    }
    std::string text;
    for (const auto& [state, count] : outbox.counts()) {
        text +=
            padded(std::string(mail::to_string(state)), 9) + "  " + std::to_string(count) + "\n";
    }
    print(text + open_messages(outbox));
    return done;
}

Status mail_show(const Values& values) {
    const mail::Outbox outbox = existing(values);
    const mail::Message message = find_message(outbox, values, values.text("id"));
    if (values.has("eml")) {
        job::write_whole(values.text("eml"), outbox.bytes(message.id));
        print("wrote " + values.text("eml") + "\n");
        return done;
    }
    std::string text = "id          " + message.id + "\n" + "state       " +
                       std::string(mail::to_string(message.state)) + "\n" + "to          " +
                       message.recipient + "\n" + "subject     " + message.subject + "\n" +
                       "attachment  " + message.file + " (" + std::to_string(message.bytes) +
                       " bytes, SHA-256 " + message.attachment + ")\n";
    for (const mail::Event& event : outbox.events(message.id)) {
        text += mail::to_string(event.at) + "  " + event.what +
                (event.detail.empty() ? "" : ": " + event.detail) + "\n";
    }
    std::string body = outbox.text(message.id);
    std::erase(body, '\r');
    print(text + "\n" + (body.empty() ? "(the text is purged)\n" : body));
    return done;
}

Status mail_change(const Values& values, bool retry) {
    const std::vector<std::string> prefixes = values.all("ids");
    if (prefixes.empty()) {
        values.refuse("which messages?", "`carefold mail status` shows their ids");
    }
    mail::Outbox outbox(outbox_folder(values), mail::Outbox::Opening::existing);
    std::vector<mail::Message> messages;
    messages.reserve(prefixes.size());
    for (const std::string& prefix : prefixes) { // all are known before one is changed
        messages.push_back(find_message(outbox, values, prefix));
    }
    Status status = done;
    for (const mail::Message& each : messages) {
        const bool changed =
            retry ? outbox.retry(each.id, mail::now()) : outbox.cancel(each.id, mail::now());
        if (changed) {
            print(short_id(each.id) + (retry ? " is queued again\n" : " is cancelled\n"));
        } else {
            print_error(short_id(each.id) + " is " + std::string(mail::to_string(each.state)) +
                        (retry ? " and cannot be tried again\n" : " and cannot be cancelled\n"));
            status = content_errors;
        }
    }
    return status;
}

Status mail_log(const Values& values) {
    const std::string csv = existing(values).log_csv(values.has("events"));
    if (values.has("output")) {
        job::write_whole(values.text("output"), csv);
    } else {
        print(csv);
    }
    return done;
}

Status mail_purge(const Values& values) {
    std::chrono::seconds age{};
    if (values.has("older")) {
        const auto parsed = mail::parse_duration(values.text("older"));
        if (!parsed) {
            values.refuse("`" + values.text("older") + "` is no time", "write it like `90d`");
        }
        age = *parsed;
    } else {
        const auto clinic = read_clinic(values, false);
        if (!clinic) {
            return content_errors;
        }
        age = clinic->keep;
    }
    mail::Outbox outbox(outbox_folder(values), mail::Outbox::Opening::existing);
    const mail::PurgeReport report = outbox.purge(mail::now() - age, mail::now());
    print("purged " + counted(report.messages, "message") + ", " +
          counted(report.files, "booklet") + " (" + counted(report.bytes, "byte") + ")\n");
    return done;
}

} // namespace carefold::cli
