// Manifests, sets and names from anybody: a name never leads out of the folder, a line that is read
// can be written again.
#include "batch/batch.hpp"
#include "batch/manifest.hpp"
#include "batch/names.hpp"

#include "fuzz.hpp"

#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

void check_name(std::string_view bytes) {
    const std::string part = batch::safe_part(bytes);
    promise(part.find('/') == std::string::npos && part != "." && part != "..", "one part");
    promise(!part.empty() && part.size() <= 200, "not too long");
    promise(batch::safe_part(part) == part, "what is safe stays");
    diag::Sink sink;
    const auto pattern = batch::Pattern::parse("{lang}/{client.id}-x.pdf", {}, sink);
    const std::string name =
        pattern->fill([&](std::string_view) -> std::string { return std::string(bytes); });
    promise(batch::is_safe_name(name), "a name stays in its folder");
    diag::Sink unheard;
    if (const auto own = batch::Pattern::parse(bytes, {}, unheard)) {
        promise(batch::is_safe_name(own->fill([](std::string_view) { return "a/../b"; })),
                "whatever the pattern");
    }
}

void check_line(std::string_view bytes) {
    if (const auto line = batch::parse_line(bytes)) {
        const std::string text = batch::format(*line);
        const auto again = batch::parse_line(text);
        promise(again && batch::format(*again) == text, "a line comes back");
        promise(batch::is_safe_name(line->name), "and leads nowhere else");
    }
    if (const auto closing = batch::parse_closing(bytes)) {
        promise(batch::parse_closing(batch::format(*closing)).has_value(), "so does its end");
    }
    promise(!find_invalid_utf8(batch::quoted_json(bytes)), "JSON is UTF-8");
}

void use(std::string_view bytes) {
    check_name(bytes);
    check_line(bytes);
    diag::Sink sink;
    const auto set = batch::load_set(std::string(bytes), "mutant.xml", sink);
    promise(set.has_value() != sink.has_errors(), "either a set or errors");
    promise(!set || !set->empty(), "a set has booklets");
}

} // namespace

int main(int argc, char** argv) {
    fuzz::Campaign campaign;
    campaign.name = "batch";
    batch::Line line;
    line.name = "en/a.pdf";
    line.record = 1;
    line.client = "a";
    line.key = line.inputs = line.sha256 = std::string(64, 'a');
    campaign.seeds = {batch::format(line), batch::format(batch::Closing{{1, 2}, "p", "l", 1, 2, 3}),
                      fuzz::read_file(SOURCE_DIR "/content/sets/first-visit.xml"),
                      "{lang}/{client.id}-{guide}.pdf", "Amina ../\u202E con.txt"};
    campaign.dictionary = {
        "../",       "/",        "\\u0000", "\":", "{",   "}",    ".pdf", "\u202E",
        "<booklet ", "edition=", "1e999",   "-1",  "nul", "\xFF", " .",   "18446744073709551616",
        "<!--",      "&#0;"};
    campaign.target = use;
    campaign.text = true;
    campaign.rounds = 20'000;
    return fuzz::run(campaign, argc, argv);
}
