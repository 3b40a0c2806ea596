// carefold mail: what its actions share. Inside the room only.
#pragma once

#include "cli/values.hpp"
#include "mail/mail.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carefold::cli {

extern const std::string_view mail_help;

// One grammar and one function for each action; the action's own name is not among the arguments.
const Grammar& mail_queue_grammar();
const Grammar& mail_send_grammar();
const Grammar& mail_box_grammar(std::string_view action);
Status mail_queue(const Values& values);
Status mail_send(const Values& values);
Status mail_status(const Values& values);
Status mail_show(const Values& values);
Status mail_change(const Values& values, bool retry); // retry or cancel
Status mail_log(const Values& values);
Status mail_purge(const Values& values);

/// The folder named by --outbox, or the usual one.
std::string outbox_folder(const Values& values);
/// clinic.xml: named, else beside the guide or brand, else home's.
std::string clinic_path(const Values& values);
/// nullopt when it has errors, which have been told.
std::optional<mail::Clinic> read_clinic(const Values& values, bool json);
/// The one message whose id begins so. Throws UsageError.
mail::Message find_message(const mail::Outbox& outbox, const Values& values,
                           const std::string& prefix);
/// "{"a": 1, "b": 2", without the end: more may follow.
std::string json_counts(const std::vector<std::pair<const char*, std::size_t>>& counts);
/// As a person reads and writes it.
std::string short_id(const std::string& id);

} // namespace carefold::cli
