// A list from front to back: which format it is, then record by record.
#include "records/csv.hpp"
#include "records/json.hpp"
#include "records/values.hpp"

#include <algorithm>

namespace carefold::records {

namespace {

/// Enough to tell a format and its separators from.
constexpr std::size_t first_look = 64U << 10U;

bool is_raw_byte(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7F;
}

/// A NUL beside every character, or a byte order mark.
bool is_utf16(std::string_view start) {
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
        return true;
    }
    const std::string_view sample = start.substr(0, 64);
    std::size_t even = 0;
    std::size_t odd = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        (i % 2 == 0 ? even : odd) += sample[i] == '\0' ? 1 : 0;
    }
    return sample.size() >= 4 && std::max(even, odd) * 4 > sample.size() &&
           std::min(even, odd) == 0;
}

bool is_text(std::string_view start) {
    const std::string_view line = start.substr(0, start.find_first_of("\r\n"));
    const std::string_view sample = start.substr(0, 4096);
    return std::none_of(line.begin(), line.end(), is_raw_byte) &&
           (std::none_of(sample.begin(), sample.end(), is_raw_byte) ||
            find_invalid_utf8(start).value_or(first_look) + 4 > sample.size());
}

std::string hint_for_binary(std::string_view start) {
    if (start.starts_with("PK")) {
        return "this is a spreadsheet's own format: save it as CSV in UTF-8";
    }
    return "a list is CSV, JSON or JSON Lines in UTF-8";
}

void report_not_a_list(const Input& input, diag::Sink& sink) {
    const std::string_view start = input.rest();
    if (is_utf16(start)) {
        sink.error("records.utf-16", input.span(), "the list is in UTF-16",
                   "save it as UTF-8; in a spreadsheet: “CSV UTF-8”");
    } else {
        sink.error("records.not-a-list", input.span(), "this is no list of records",
                   hint_for_binary(start));
    }
}

} // namespace

struct Reader::Impl {
    Impl(Source source, std::string file, Schema given)
        : schema(std::move(given)), input(std::move(source), std::move(file)), names(schema),
          checker(schema, input) {}

    void look();

    Schema schema;
    Input input;
    Names names;
    Checker checker;
    std::unique_ptr<Splitter> splitter; // none when it is no list
    Format format = Format::csv;
    Raw raw;
    std::size_t number = 0;
    bool ended = false;
};

/// Tells the format from the start of the list.
void Reader::Impl::look() {
    while (input.rest().size() < first_look && input.more()) {
    }
    if (input.rest().starts_with("\xEF\xBB\xBF")) {
        input.drop(3);
    }
    const std::string_view start = trimmed(input.rest());
    if (is_utf16(input.rest()) || !is_text(input.rest()) || start.starts_with('<')) {
        return;
    }
    if (start.starts_with('[') || start.starts_with('{')) {
        format = tell_json(start, input.file());
        splitter =
            format == Format::json ? split_json(input, names) : split_json_lines(input, names);
    } else {
        splitter = split_csv(input, names);
    }
}

Reader::Reader(Source source, std::string file, Schema schema)
    : impl_(std::make_unique<Impl>(std::move(source), std::move(file), std::move(schema))) {
    impl_->look();
}

Reader::~Reader() = default;

Format Reader::format() const {
    return impl_->format;
}

const std::string& Reader::head() const {
    static const std::string none;
    return impl_->splitter ? impl_->splitter->head() : none;
}

bool Reader::next(Record& record, diag::Sink& sink) {
    Impl& me = *impl_;
    if (me.ended) {
        return false;
    }
    const std::size_t errors = sink.errors();
    if (!me.splitter) {
        report_not_a_list(me.input, sink);
    }
    if (!me.splitter || !me.splitter->next(me.raw, record, sink)) {
        me.ended = true;
        if (me.number == 0 && sink.errors() == errors) {
            sink.warning("records.empty", me.input.span(), "the list has no records");
        }
        return false;
    }
    record.number = ++me.number;
    if (me.raw.broken) {
        record.values.clear();
    } else {
        me.checker.check(me.raw, record, sink);
    }
    return true;
}

const std::string* Record::find(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second.text;
}

const diag::Span& Record::span_of(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? span : found->second.span;
}

} // namespace carefold::records
