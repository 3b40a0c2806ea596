// Broken clinic.xml, addresses, lists and names: errors with codes and places, addresses without
// tricks, heads of messages in short lines that nothing from outside can begin.
#include "fuzz.hpp"
#include "mail/header.hpp"
#include "mail/mail.hpp"

#include <algorithm>
#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

void check_findings(const diag::Sink& sink) {
    for (const diag::Diagnostic& diagnostic : sink.all()) {
        promise(diagnostic.code.find('.') != std::string::npos, "codes are room.what");
        promise(!diagnostic.message.empty(), "messages say something");
        promise(!find_invalid_utf8(diag::format_human(diagnostic)), "reports are UTF-8");
    }
}

void check_head(const std::string& head) {
    for (std::size_t at = 0, lines = 0; at <= head.size(); ++lines) {
        const std::size_t end = std::min(head.find("\r\n", at), head.size());
        const std::string_view line(head.data() + at, end - at);
        promise(line.size() <= 78, "lines are short");
        promise(lines == 0 || line.starts_with(' '), "no line begins a header of its own");
        promise(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < 0x7F; }),
                "heads are ASCII without controls");
        at = end + 2;
    }
}

void check_address(std::string_view bytes) {
    std::string why;
    const auto address = mail::parse_address(bytes, &why);
    promise(address.has_value() == why.empty(), "either an address or why not");
    if (!address) {
        return;
    }
    const std::string text = address->text();
    promise(text.size() <= 254, "addresses are short");
    promise(text.find_first_of(" \t\r\n\"<>(),;:\\[]") == std::string::npos, "no signs of syntax");
    promise(std::count(text.begin(), text.end(), '@') == 1, "one @");
    promise(mail::parse_address(text) == address, "an address reads as itself");
}

void try_all(std::string_view bytes) {
    diag::Sink sink;
    const auto clinic = mail::load_clinic(std::string(bytes), "clinic.xml", sink);
    promise(clinic.has_value() != sink.has_errors(), "either a clinic or errors");
    mail::Suppression::read(bytes, "off.txt", sink);
    check_findings(sink);
    // A line of the input at a time, as records give them.
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const std::string_view line = bytes.substr(at, end - at);
        check_address(line);
        check_head(mail::unstructured("Subject", line));
        check_head(mail::mailbox("To", line, "somebody@example.org"));
        const std::string name = mail::file_name(line, ".pdf");
        promise(name.size() <= 104 && name.find('/') == std::string::npos, "names stay in folders");
        check_head(mail::with_parameter("Content-Disposition", "attachment", "filename", name));
        at = end + 1;
    }
}

} // namespace

int main(int argc, char** argv) {
    fuzz::Campaign campaign;
    campaign.name = "mail";
    campaign.seeds = {fuzz::read_file(SOURCE_DIR "/content/clinic.xml"),
                      "amina.haddad@example.org\njose@b\xC3\xBC"
                      "cher.example\n\xE7\x94\xA8\xE6\x88\xB7@example.org\n# off\nquiet.example\n"
                      "\xD8\xA3\xD9\x85\xD9\x8A\xD9\x86\xD8\xA9 \"Amina\" Haddad\n"};
    campaign.dictionary = {
        "@",        ".",     "\r\n", "\r",       "\n",    "Bcc: x@y.z",   "=?UTF-8?B?",
        "?=",       "\"",    "<",    ">",        "xn--",  "\xE2\x80\xAE", "\xE2\x80\xA8",
        "90d",      "host=", "file", "password", "&#13;", "mailto:",      "https://",
        "\xC2\xA0", "rate",  "0"};
    campaign.target = try_all;
    campaign.text = true;
    return fuzz::run(campaign, argc, argv);
}
