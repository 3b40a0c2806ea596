#include "cli/cli.hpp"

#include <algorithm>

namespace carefold::cli {

namespace {

/// Characters, as far as a terminal's columns go.
std::size_t width(const std::string& text) {
    return decode_utf8(text).size();
}

std::string table(std::string_view heading, const std::vector<job::Inventory::Entry>& entries) {
    std::size_t widest = 0;
    for (const auto& entry : entries) {
        widest = std::max(widest, width(entry.name));
    }
    std::string text = std::string(heading) + "\n";
    for (const auto& entry : entries) {
        text += "  " + padded(entry.name, widest) + "  " + entry.detail + "\n";
        text +=
            entry.path.empty() ? "" : "  " + std::string(widest, ' ') + "  " + entry.path + "\n";
    }
    return text + (entries.empty() ? "  none\n" : "");
}

} // namespace

Status list(const Arguments& arguments) {
    if (!arguments.empty() && (arguments.front() == "--help" || arguments.front() == "-h")) {
        return help({"list"});
    }
    if (!arguments.empty()) {
        throw UsageError("`list` takes nothing after it, not `" + arguments.front() + "`", "",
                         "list");
    }
    const job::Inventory inventory = job::take_inventory();
    print(table("guides", inventory.guides) + "\n" + table("layouts", inventory.layouts) + "\n" +
          table("fonts", inventory.fonts));
    return done;
}

} // namespace carefold::cli
