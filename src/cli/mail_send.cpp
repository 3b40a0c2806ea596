// carefold mail send
#include "cli/mail.hpp"

#include <charconv>
#include <csignal>

namespace carefold::cli {

namespace {

volatile std::sig_atomic_t asked_to_stop = 0;

/// The message on its way is finished when it has been handed over, else left for the next run.
void stop_on_signals() {
    struct sigaction action {};
    action.sa_handler = [](int) { asked_to_stop = 1; };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

std::size_t limit_of(const Values& values) {
    const std::string text = values.text("limit", "0");
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error != std::errc() || end != text.data() + text.size() ||
        (values.has("limit") && limit == 0)) {
        values.refuse("`" + text + "` is no number of messages", "write it like `--limit 50`");
    }
    return limit;
}

std::string send_line(const mail::SendReport& report) {
    std::string text = "sent " + std::to_string(report.sent);
    const auto add = [&](const char* what, std::size_t count) {
        text += count > 0 ? ", " + std::string(what) + " " + std::to_string(count) : "";
    };
    add("deferred", report.deferred);
    add("failed", report.failed);
    add("uncertain", report.uncertain);
    add("cancelled", report.cancelled);
    text += "\n";
    if (report.recovered + report.recovered_uncertain > 0) {
        text += "  an earlier run was cut off: " + std::to_string(report.recovered) +
                " of its messages were queued again, " +
                std::to_string(report.recovered_uncertain) + " are uncertain\n";
    }
    if (report.uncertain > 0) {
        text += "  uncertain: may have arrived; ask the client or look into the server's log, then "
                "`carefold mail retry` or `cancel`\n";
    }
    return text;
}

std::string send_json(const mail::SendReport& report) {
    return json_counts({{"sent", report.sent},
                        {"deferred", report.deferred},
                        {"failed", report.failed},
                        {"uncertain", report.uncertain},
                        {"cancelled", report.cancelled},
                        {"recovered", report.recovered + report.recovered_uncertain}}) +
           ", \"stopped\": " + (report.reason.empty() ? "null" : json_string(report.reason)) +
           "}\n";
}

std::string settled_line(const mail::Claim& claim, const mail::Settlement& settlement) {
    return short_id(claim.id) + "  " + std::string(mail::to_string(settlement.state)) + "  " +
           claim.recipient + (settlement.reason.empty() ? "" : "  " + settlement.reason) + "\n";
}

} // namespace

const Grammar& mail_send_grammar() {
    static const Grammar grammar{"mail",
                                 {{"outbox", true},
                                  {"clinic", true},
                                  {"limit", true},
                                  {"watch", false},
                                  {"insecure", false},
                                  {"archive", true},
                                  {"report", true},
                                  {"quiet,q", false},
                                  {"help,h", false}},
                                 {},
                                 "`send` takes all that is due"};
    return grammar;
}

Status mail_send(const Values& values) {
    const bool json = values.choice("report", {"human", "json"}) == 1;
    mail::SendOptions options;
    options.limit = limit_of(values);
    options.watch = values.has("watch");
    options.delivery.insecure = values.has("insecure");
    options.delivery.stop_wanted = [] { return asked_to_stop != 0; };
    if (!json && !values.has("quiet")) {
        options.told = [](const mail::Claim& claim, const mail::Settlement& settlement) {
            print(settled_line(claim, settlement));
        };
    }
    const auto clinic = read_clinic(values, false);
    if (!clinic) {
        return content_errors;
    }
    mail::Outbox outbox(outbox_folder(values), mail::Outbox::Opening::existing);
    stop_on_signals();
    diag::Sink sink;
    const mail::SendReport report = mail::send(outbox, *clinic, options, sink);
    tell(sink, {}, false);
    if (sink.has_errors()) {
        return content_errors;
    }
    if (json) {
        print(send_json(report));
    } else if (!values.has("quiet") || report.failed + report.uncertain > 0) {
        print(send_line(report));
    }
    if (values.has("archive")) {
        job::write_whole(values.text("archive"), outbox.log_csv(false));
    }
    if (report.trouble != mail::Trouble::none) {
        throw diag::EnvironmentError(
            report.trouble == mail::Trouble::configuration ? "mail.refused" : "mail.unreachable",
            "stopped: " + report.reason, report.hint);
    }
    return report.failed + report.uncertain > 0 ? content_errors : done;
}

} // namespace carefold::cli
