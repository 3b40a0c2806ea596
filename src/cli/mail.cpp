// carefold mail queue | send | status | show | retry | cancel | log | purge
#include "cli/mail.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace carefold::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t shown_digits = 10;
constexpr std::size_t least_digits = 4;

const std::vector<std::string_view>& mail_actions() {
    static const std::vector<std::string_view> all = {"queue", "send",   "status", "show",
                                                      "retry", "cancel", "log",    "purge"};
    return all;
}

std::string read_small_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code error;
    if (!file || fs::is_directory(path, error)) {
        const std::string why = file ? "it is a folder" : std::strerror(errno);
        throw diag::EnvironmentError(
            "mail.no-clinic", "the clinic's mail settings `" + path + "` cannot be read: " + why,
            "name the file with --clinic; docs/mail.md shows one");
    }
    constexpr std::size_t most = 1U << 20U;
    std::string text(most, '\0');
    file.read(text.data(), static_cast<std::streamsize>(most));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

Status act(const std::string& action, const Arguments& rest) {
    const Grammar& grammar = action == "queue"  ? mail_queue_grammar()
                             : action == "send" ? mail_send_grammar()
                                                : mail_box_grammar(action);
    const Values values(rest, grammar);
    if (values.has("help")) {
        return help({"mail"});
    }
    return action == "queue"    ? mail_queue(values)
           : action == "send"   ? mail_send(values)
           : action == "status" ? mail_status(values)
           : action == "show"   ? mail_show(values)
           : action == "log"    ? mail_log(values)
           : action == "purge"  ? mail_purge(values)
                                : mail_change(values, action == "retry");
}

} // namespace

std::vector<std::string_view> mail_option_names() {
    std::vector<std::string_view> names = long_names(mail_queue_grammar());
    std::vector<const Grammar*> others = {&mail_send_grammar()};
    for (const std::string_view action : {"status", "show", "retry", "cancel", "log", "purge"}) {
        others.push_back(&mail_box_grammar(action));
    }
    for (const Grammar* grammar : others) {
        for (const std::string_view name : long_names(*grammar)) {
            if (std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(name);
            }
        }
    }
    return names;
}

std::string outbox_folder(const Values& values) {
    return values.text("outbox", "out/mail");
}

std::string clinic_path(const Values& values) {
    if (values.has("clinic")) {
        return values.text("clinic");
    }
    std::error_code error;
    for (const char* option : {"guide", "brand"}) {
        const fs::path near = fs::path(values.text(option)).parent_path() / "clinic.xml";
        if (values.has(option) && fs::is_regular_file(near, error)) {
            return near.string();
        }
    }
    return (fs::path(job::find_home()) / "content" / "clinic.xml").string();
}

std::optional<mail::Clinic> read_clinic(const Values& values, bool json) {
    diag::Sink sink;
    const std::string path = clinic_path(values);
    auto clinic = mail::load_clinic(read_small_file(path), path, sink);
    if (!json || sink.has_errors()) {
        tell(sink, {}, json);
    }
    return clinic;
}

std::string json_counts(const std::vector<std::pair<const char*, std::size_t>>& counts) {
    std::string text;
    for (const auto& [name, count] : counts) {
        text +=
            (text.empty() ? "{\"" : ", \"") + std::string(name) + "\": " + std::to_string(count);
    }
    return text;
}

std::string short_id(const std::string& id) {
    return id.substr(0, shown_digits);
}

mail::Message find_message(const mail::Outbox& outbox, const Values& values,
                           const std::string& prefix) {
    if (prefix.size() < least_digits) {
        values.refuse("`" + prefix + "` is too short for a message's id",
                      "`carefold mail status` shows them; four characters or more will do");
    }
    std::vector<mail::Message> found = outbox.find(prefix);
    if (found.empty()) {
        values.refuse("there is no message `" + prefix + "`", "`carefold mail status` shows them");
    }
    if (found.size() > 1) {
        values.refuse("there are " + std::to_string(found.size()) + " messages `" + prefix + "…`",
                      "give more of the id: `" + short_id(found.front().id) + "`");
    }
    return std::move(found.front());
}

Status mail(const Arguments& arguments) {
    ::umask(077); // what is written here is about people's health
    const std::string action = arguments.empty() ? "" : arguments.front();
    if (action == "--help" || action == "-h") {
        return help({"mail"});
    }
    const auto& actions = mail_actions();
    if (std::find(actions.begin(), actions.end(), action) == actions.end()) {
        std::string list;
        for (const std::string_view each : actions) {
            list += (list.empty() ? "`" : ", `") + std::string(each) + "`";
        }
        const std::string near = diag::did_you_mean(action, actions);
        throw UsageError(action.empty() ? "what shall `mail` do?"
                                        : "`mail` cannot `" + action + "`",
                         near.empty() ? "it can " + list : near, "mail");
    }
    return act(action, Arguments(arguments.begin() + 1, arguments.end()));
}

} // namespace carefold::cli
