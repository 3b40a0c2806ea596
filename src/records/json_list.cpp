// Lists of JSON objects. An array is cut into its elements by following brackets and strings only,
// so that a list of any length streams and a broken record does not harm its neighbours; what an
// element says is the parser's business.
#include "records/json.hpp"

#include <algorithm>
#include <utility>

namespace carefold::records {

namespace {

/// Follows brackets and strings to where a value ends.
class Follower {
  public:
    enum class State : std::uint8_t { inside, done, broken };
    State state() const { return state_; }
    std::size_t depth() const { return closers_.size(); }
    bool in_string() const { return in_string_; }

    /// Broken: a line end in a string, or a bracket that closes another one.
    void take(char c) {
        if (in_string_) {
            take_in_string(c);
        } else if (c == '"') {
            in_string_ = true;
        } else if (c == '{' || c == '[') {
            closers_ += c == '{' ? '}' : ']';
        } else if (c == '}' || c == ']') {
            if (closers_.empty() || closers_.back() != c) {
                state_ = State::broken;
                return;
            }
            closers_.pop_back();
            end_of_value();
        }
    }

  private:
    void take_in_string(char c) {
        if (escaped_) {
            escaped_ = false;
        } else if (c == '\\') {
            escaped_ = true;
        } else if (c == '"') {
            in_string_ = false;
            end_of_value();
        } else if (c == '\n' || c == '\r') {
            state_ = State::broken;
        }
    }
    void end_of_value() { state_ = closers_.empty() ? State::done : State::inside; }

    State state_ = State::inside;
    std::string closers_;
    bool in_string_ = false, escaped_ = false;
};

void report_too_large(Place place, const Input& input, diag::Sink& sink) {
    sink.error("records.too-large", input.span(place),
               "a record has more than " + std::to_string(Reader::most_bytes) + " bytes",
               "is a quotation mark or a bracket not closed?");
}

class JsonSplitter final : public Splitter {
  public:
    JsonSplitter(Input& input, Names& names) : input_(input), names_(names) {}
    bool next(Raw& raw, Record& record, diag::Sink& sink) override;

  private:
    enum class Cut : std::uint8_t { whole, ended, broken, too_large };

    bool open(diag::Sink& sink);
    void close(diag::Sink& sink);
    bool skip_white(); // false at the end
    bool find_element(diag::Sink& sink);
    Cut cut(Follower follower);
    void cut_plain();
    bool resume();
    void report_cut(Cut cut, Place place, diag::Sink& sink);

    Input& input_;
    Names& names_;
    bool opened_ = false, wrapped_ = false, first_ = true;
    bool lost_ = false; // the end of the list cannot be told any more
};

bool JsonSplitter::skip_white() {
    while (input_.has_more()) {
        const std::string_view rest = input_.rest();
        const auto end = std::find_if_not(rest.begin(), rest.end(), is_white);
        input_.pass(static_cast<std::size_t>(end - rest.begin()));
        input_.mark();
        if (end != rest.end()) {
            return true;
        }
    }
    return false;
}

bool JsonSplitter::open(diag::Sink& sink) {
    skip_white();
    wrapped_ = input_.rest().starts_with('{');
    const std::size_t array = wrapped_ ? find_array(input_.rest()) : 1;
    if (array == std::string_view::npos) {
        sink.error("records.not-a-list", input_.span(), "this object has no array `records`",
                   "a list is an array of objects, an object with such an array as its "
                   "`records`, or an object a line");
        return false;
    }
    input_.pass(array);
    return true;
}

/// To the element's end, which is passed. The mark stays at its beginning unless it is too large.
JsonSplitter::Cut JsonSplitter::cut(Follower follower) {
    bool kept = true;
    while (input_.has_more()) {
        const std::string_view rest = input_.rest();
        std::size_t at = 0;
        while (at < rest.size() && follower.state() == Follower::State::inside) {
            follower.take(rest[at++]);
        }
        const bool broken = follower.state() == Follower::State::broken;
        input_.pass(broken ? at - 1 : at);
        if (!kept || input_.marked().size() > Reader::most_bytes) {
            kept = false;
            input_.mark();
        }
        if (follower.state() != Follower::State::inside) {
            return broken ? Cut::broken : kept ? Cut::whole : Cut::too_large;
        }
    }
    return kept ? Cut::ended : Cut::too_large;
}

/// Over a number or a word.
void JsonSplitter::cut_plain() {
    while (input_.has_more()) {
        const std::size_t end = input_.rest().find_first_of(",]}{[\" \t\r\n");
        input_.pass(std::min(end, input_.rest().size()));
        if (input_.marked().size() > Reader::most_bytes) {
            input_.mark();
        }
        if (end != std::string_view::npos) {
            break;
        }
    }
    if (input_.marked().empty() && input_.has_more()) {
        input_.pass(1); // a bracket that closes nothing
    }
}

/// Behind a broken element: to the next line that begins with an object. False: too far for the
/// mark to stay.
bool JsonSplitter::resume() {
    bool kept = true;
    while (input_.has_more()) {
        kept = input_.pass_line() && kept;
        while (input_.has_more() &&
               (is_white(input_.rest().front()) || input_.rest().front() == ',')) {
            input_.pass(1);
        }
        if (input_.has_more() && input_.rest().front() == '{') {
            break;
        }
    }
    return kept;
}

void JsonSplitter::report_cut(Cut cut, Place place, diag::Sink& sink) {
    if (cut == Cut::ended) {
        sink.error("records.syntax", input_.span(place), "the list ends within this record",
                   "is a quotation mark or a bracket not closed?");
    } else if (cut == Cut::broken) {
        sink.error("records.syntax", input_.span(),
                   "this is no JSON: a string or a bracket is not closed",
                   "a line break in a string is written \\n");
    } else {
        report_too_large(place, input_, sink);
    }
}

/// Over commas to the next element; false at the list's end.
bool JsonSplitter::find_element(diag::Sink& sink) {
    std::size_t commas = 0;
    Place last;
    while (skip_white() && input_.rest().front() == ',') {
        last = input_.place();
        ++commas;
        input_.pass(1);
    }
    if (!input_.has_more()) {
        if (!lost_) {
            sink.error("records.broken-list", input_.span(), "the list ends without `]`",
                       "is the file whole?");
        }
        return false;
    }
    const bool end = input_.rest().front() == ']';
    const std::size_t wanted = first_ || end ? 0 : 1;
    if (commas > wanted) {
        sink.warning("records.comma", input_.span(last), "there is a comma too many");
    } else if (commas < wanted && !lost_) {
        sink.warning("records.comma", input_.span(), "there is no comma before this record");
    }
    if (end) {
        input_.pass(1);
        close(sink);
    }
    return !end;
}

void JsonSplitter::close(diag::Sink& sink) {
    if (wrapped_) {
        Follower follower;
        follower.take('{');
        const Cut rest = cut(follower);
        if (rest == Cut::ended || rest == Cut::broken) {
            sink.error("records.broken-list", input_.span(),
                       "the object around the list is not closed", "is the file whole?");
            return;
        }
    }
    if (skip_white()) {
        sink.error("records.broken-list", input_.span(), "there is something behind the list",
                   "a list is one array; or write an object a line, without brackets around them");
    }
}

bool JsonSplitter::next(Raw& raw, Record& record, diag::Sink& sink) {
    raw.clear();
    if (!std::exchange(opened_, true) && !open(sink)) {
        return false;
    }
    if (!find_element(sink)) {
        return false;
    }
    first_ = false;
    input_.mark();
    const Place place = input_.place();
    record.span = input_.span(place);
    const char front = input_.rest().front();
    Cut how = Cut::whole;
    if (front == '{' || front == '[' || front == '"') {
        how = cut({});
    } else {
        cut_plain();
    }
    bool kept = how != Cut::too_large;
    if (how != Cut::whole) {
        report_cut(how, place, sink);
        raw.broken = lost_ = true;
        kept = how == Cut::broken ? resume() : kept;
    } else if (front != '{') {
        sink.error("records.not-a-record", record.span, "this is no object",
                   "a record is written {\"client.name\": \"…\", …}");
        raw.broken = true;
    } else {
        lost_ = false;
        read_object({input_.marked(), place}, input_, names_, raw, sink);
    }
    record.source = kept ? trimmed(input_.marked()) : std::string_view();
    while (record.source.ends_with(',')) {
        record.source = trimmed(record.source.substr(0, record.source.size() - 1));
    }
    return true;
}

class JsonLinesSplitter final : public Splitter {
  public:
    JsonLinesSplitter(Input& input, Names& names) : input_(input), names_(names) {}

    bool next(Raw& raw, Record& record, diag::Sink& sink) override {
        raw.clear();
        while (input_.has_more() && is_white(input_.rest().front())) {
            input_.pass(1);
        }
        if (!input_.has_more()) {
            return false;
        }
        input_.mark();
        const Place place = input_.place();
        record.span = input_.span(place);
        record.source.clear();
        if (!input_.pass_line()) {
            report_too_large(place, input_, sink);
            raw.broken = true;
            return true;
        }
        record.source = trimmed(input_.marked());
        if (!record.source.starts_with('{')) {
            sink.error("records.not-a-record", record.span, "this line is no object",
                       "every line is one: {\"client.name\": \"…\", …}");
            raw.broken = true;
        } else {
            read_object({input_.marked(), place}, input_, names_, raw, sink);
        }
        return true;
    }

  private:
    Input& input_;
    Names& names_;
};

} // namespace

std::size_t find_array(std::string_view start) {
    Follower follower;
    std::string_view key;
    std::size_t string_from = 0;
    bool value = false; // behind a colon
    for (std::size_t at = 0; at < start.size(); ++at) {
        const char c = start[at];
        const bool was_in_string = follower.in_string();
        if (follower.depth() == 1 && !was_in_string) {
            if (c == '[' && value && key == "records") {
                return at + 1;
            }
            value = c == ':' || (value && is_white(c));
            string_from = c == '"' ? at + 1 : string_from;
        }
        follower.take(c);
        if (was_in_string && !follower.in_string() && follower.depth() == 1) {
            key = start.substr(string_from, at - string_from);
        }
        if (follower.state() != Follower::State::inside && follower.depth() == 0) {
            break;
        }
    }
    return std::string_view::npos;
}

Format tell_json(std::string_view start, std::string_view file) {
    if (!start.starts_with('{')) {
        return Format::json;
    }
    if (file.ends_with(".jsonl") || file.ends_with(".ndjson")) {
        return Format::json_lines;
    }
    if (find_array(start) != std::string_view::npos) {
        return Format::json;
    }
    Follower follower;
    for (const char c : start.substr(0, start.find_first_of("\r\n"))) {
        follower.take(c);
        if (follower.state() != Follower::State::inside) {
            return Format::json_lines;
        }
    }
    const bool one_line = start.find_first_of("\r\n") == std::string_view::npos;
    return one_line ? Format::json_lines : Format::json;
}

std::unique_ptr<Splitter> split_json(Input& input, Names& names) {
    return std::make_unique<JsonSplitter>(input, names);
}

std::unique_ptr<Splitter> split_json_lines(Input& input, Names& names) {
    return std::make_unique<JsonLinesSplitter>(input, names);
}

} // namespace carefold::records
