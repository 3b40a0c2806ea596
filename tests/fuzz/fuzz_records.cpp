// Broken lists: whatever the bytes, records come out checked and in order, errors have a code and a
// place, and where the source pauses makes no difference.
#include "records/records.hpp"

#include "fuzz.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace {

using namespace carefold;

void promise(bool kept, const char* what) {
    if (!kept) {
        throw std::logic_error(what);
    }
}

records::Source source_of(std::string_view text, std::size_t piece) {
    return [text, piece, at = std::size_t{0}](char* buffer, std::size_t size) mutable {
        const std::size_t count = std::min({piece, size, text.size() - at});
        std::memcpy(buffer, text.data() + at, count);
        at += count;
        return count;
    };
}

bool is_forbidden(char32_t c) {
    return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void check_record(const records::Record& record, const records::Schema& schema) {
    for (const auto& [name, value] : record.values) {
        const records::Field* field = schema.find(name);
        promise(field != nullptr, "a value belongs to a field");
        promise(!value.text.empty(), "a value is not empty");
        promise(value.span.line > 0 && value.span.column > 0, "a value has a place");
        promise(!find_invalid_utf8(value.text), "a value is UTF-8");
        const auto characters = decode_utf8(value.text);
        promise(characters.size() <= field->most, "a value is not too long");
        promise(std::none_of(characters.begin(), characters.end(), is_forbidden),
                "a value has no control characters");
        promise(field->type == records::Type::lines || value.text.find('\n') == std::string::npos,
                "only lines have line ends");
    }
}

/// Everything the reader says, as text.
std::string read(std::string_view bytes, std::size_t piece, const char* file) {
    const records::Schema& schema = records::usual_schema();
    records::Reader reader(source_of(bytes, piece), file, schema);
    records::Record record;
    diag::Sink sink;
    std::string said = std::to_string(static_cast<int>(reader.format()));
    std::size_t number = 0;
    std::uint32_t line = 0;
    while (reader.next(record, sink)) {
        promise(record.number == ++number, "records are counted");
        promise(record.span.line >= line, "records come in order");
        promise(record.source.empty() || bytes.find(record.source) != std::string_view::npos,
                "the source is the list's own");
        line = record.span.line;
        check_record(record, schema);
        said += "\n" + record.source;
        for (const auto& [name, value] : record.values) {
            said += "|" + name + "=" + value.text + "@" + std::to_string(value.span.line) + ":" +
                    std::to_string(value.span.column);
        }
    }
    promise(number > 0 || !sink.all().empty(), "either records or findings");
    for (const diag::Diagnostic& each : sink.all()) {
        const std::string text = diag::format_human(each);
        promise(each.code.starts_with("records."), "codes are room.what");
        promise(each.span.line > 0, "findings have a place");
        promise(!find_invalid_utf8(text), "reports are UTF-8");
        said += "\n" + text;
    }
    return said + "\n" + reader.head();
}

void use(std::string_view bytes) {
    for (const char* file : {"list", "list.jsonl"}) {
        promise(read(bytes, bytes.size() + 1, file) == read(bytes, 7, file),
                "pauses make no difference");
    }
    diag::Sink sink;
    const auto schema = records::load_schema(std::string(bytes), "record.xml", sink);
    promise(schema.has_value() || sink.has_errors(), "either a schema or errors");
}

} // namespace

int main(int argc, char** argv) {
    const std::string csv = fuzz::read_file(std::string(SOURCE_DIR) + "/docs/examples/clients.csv");
    const std::string object = R"({"client": {"id": 7, "name": "Ünal \"Jo\""}, "language": "de",
  "techniques": ["a", "b"], "notes": ["one", "two"], "consent": true, "x": [1.5e3, null]})";
    std::string line = object;
    std::replace(line.begin(), line.end(), '\n', ' ');
    fuzz::Campaign campaign;
    campaign.name = "records";
    campaign.seeds = {csv,
                      "[\n" + object + ",\n" + object + "\n]\n",
                      "{\"made\": 1, \"records\": [" + object + "]}",
                      line + "\n" + line + "\n" + line + "\n",
                      "name;notes\r\nA;\"x \"\"y\"\"\r\nz\"\r\nB;=1+1\r\n",
                      "<record xmlns=\"urn:carefold:record:1\"><field name=\"room\" "
                      "type=\"choice\" choices=\"A B\" required=\"yes\" most=\"5\"/></record>"};
    campaign.dictionary = {"\"",
                           "\"\"",
                           ",",
                           ";",
                           "\t",
                           "\n",
                           "\r\n",
                           "\r",
                           "{",
                           "}",
                           "[",
                           "]",
                           ":",
                           "\\",
                           "\\ud8",
                           "\xEF\xBB\xBF",
                           "\xFF\xFE",
                           "\xE2\x80\xAE",
                           "\xC2\x85",
                           std::string_view("\0", 1),
                           "null",
                           "1e99",
                           "\"records\": [",
                           "client.name",
                           "2026-02-29",
                           "@"};
    campaign.text = true;
    campaign.rounds = 4000;
    campaign.target = use;
    return fuzz::run(campaign, argc, argv);
}
