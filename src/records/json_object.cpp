// One JSON object -> cells. The parser tells no positions either; it reads through an iterator that
// does, so the end of every key is known and the value's beginning with it.
#include "records/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace carefold::records {

namespace {

constexpr std::size_t most_depth = 16;

/// Says how far it was read, to whoever has the counter.
class Counting {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Counting(const char* at, const char** reached) : at_(at), reached_(reached) {}
    reference operator*() const { return *at_; }
    Counting& operator++() {
        *reached_ = ++at_;
        return *this;
    }
    Counting operator++(int) {
        Counting before = *this;
        ++*this;
        return before;
    }
    bool operator==(const Counting& other) const { return at_ == other.at_; }
    bool operator!=(const Counting& other) const { return at_ != other.at_; }

  private:
    const char* at_;
    const char** reached_;
};

/// The parser's own reason: "… - reason; last read: …".
std::string reason(const nlohmann::json::exception& error) {
    std::string_view text = error.what();
    if (const std::size_t from = text.find(" - "); from != std::string_view::npos) {
        text.remove_prefix(from + 3);
    }
    text = text.substr(0, text.find("; last read"));
    return std::string(text.substr(0, 160));
}

class Members {
  public:
    Members(const Object& object, const Input& input, Names& names, Raw& raw, diag::Sink& sink)
        : object_(object), input_(input), names_(names), raw_(raw), sink_(sink),
          reached_(object.text.data()), last_place_(object.place) {}

    bool parse() {
        const char* begin = object_.text.data();
        return nlohmann::json::sax_parse(Counting(begin, &reached_),
                                         Counting(begin + object_.text.size(), &reached_), this);
    }

    // What the parser calls. False ends the parsing.
    bool null() { return scalar({}); }
    bool boolean(bool value) { return scalar(value ? "true" : "false"); }
    bool number_integer(std::int64_t value) { return scalar(std::to_string(value)); }
    bool number_unsigned(std::uint64_t value) { return scalar(std::to_string(value)); }
    bool number_float(double, const std::string& text) { return scalar(text); }
    bool string(const std::string& text) { return scalar(text); }
    bool binary(const std::vector<std::uint8_t>&) { return false; } // not in JSON
    bool key(const std::string& name);
    bool start_object(std::size_t);
    bool end_object() { return close(); }
    bool start_array(std::size_t);
    bool end_array() { return close(); }
    bool parse_error(std::size_t position, const std::string& last,
                     const nlohmann::json::exception& error);

  private:
    struct Level {
        std::size_t path = 0; // size of the path to its members
        bool array = false;
    };

    bool scalar(std::string_view text);
    bool close();
    void add(std::size_t field, std::string_view text);
    bool open(bool array);
    void ignore() { ignored_ = levels_.size(); }
    bool ignores() const { return ignored_ > 0; }
    bool claim(std::size_t field);
    void report_shape(const char* is);
    Place value_place();
    Place place_at(std::size_t offset);

    Object object_;
    const Input& input_;
    Names& names_;
    Raw& raw_;
    diag::Sink& sink_;
    const char* reached_;
    std::size_t last_offset_ = 0; // what has been looked up last
    Place last_place_;
    std::size_t key_end_ = 0;
    std::string path_;
    std::vector<Level> levels_;
    std::size_t ignored_ = 0; // the level whose content is passed over; 0: none
    std::vector<std::size_t> claimed_;
};

Place Members::place_at(std::size_t offset) {
    if (offset < last_offset_) {
        last_offset_ = 0;
        last_place_ = object_.place;
    }
    last_place_.pass(object_.text.substr(last_offset_, offset - last_offset_));
    last_offset_ = offset;
    return last_place_;
}

/// Of the value that belongs to the last key.
Place Members::value_place() {
    std::size_t at = key_end_;
    while (at < object_.text.size() && (is_white(object_.text[at]) || object_.text[at] == ':')) {
        ++at;
    }
    return place_at(at);
}

bool Members::key(const std::string& name) {
    key_end_ = static_cast<std::size_t>(reached_ - object_.text.data());
    if (!ignores()) {
        path_.resize(levels_.back().path);
        path_ += path_.empty() ? name : "." + name;
    }
    return true;
}

bool Members::claim(std::size_t field) {
    if (std::find(claimed_.begin(), claimed_.end(), field) != claimed_.end()) {
        sink_.error("records.duplicate-field", input_.span(value_place()),
                    quote(names_.schema().fields[field].name) + " is given twice",
                    "keep one of the two");
        return false;
    }
    claimed_.push_back(field);
    return true;
}

void Members::add(std::size_t field, std::string_view text) {
    raw_.cells.push_back({field, raw_.text.size(), text.size(), value_place()});
    raw_.text += text;
}

bool Members::scalar(std::string_view text) {
    if (ignores()) {
        return true;
    }
    if (levels_.back().array) { // of a field that takes several
        Raw::Cell& cell = raw_.cells.back();
        if (cell.size > 0) {
            raw_.text += names_.schema().fields[cell.field].type == Type::lines ? '\n' : ' ';
        }
        raw_.text += text;
        cell.size = raw_.text.size() - cell.from;
        return true;
    }
    const std::size_t field = names_.find(path_);
    if (field == Raw::unknown) {
        names_.report_unknown(path_, input_.span(value_place()), sink_);
    } else if (claim(field)) {
        add(field, text);
    }
    return true;
}

bool Members::open(bool array) {
    if (levels_.size() >= most_depth) {
        sink_.error(
            "records.too-deep",
            input_.span(place_at(static_cast<std::size_t>(reached_ - object_.text.data()) - 1)),
            "objects and arrays stand one in the other deeper than " + std::to_string(most_depth) +
                " levels");
        return false;
    }
    levels_.push_back({path_.size(), array});
    return true;
}

void Members::report_shape(const char* is) {
    sink_.error("records.bad-value", input_.span(value_place()),
                quote(path_) + " is " + is + "; it has to be one value",
                "write it in quotation marks: \"…\"");
    ignore();
}

bool Members::start_object(std::size_t) {
    const bool top = levels_.empty();
    const bool in_array = !top && levels_.back().array;
    if (!open(false)) {
        return false;
    }
    if (top || ignores()) {
        return true;
    }
    if (in_array) {
        report_shape("an array of objects");
    } else if (names_.find(path_) != Raw::unknown) {
        report_shape("an object");
    } else if (!names_.is_stem(path_)) {
        names_.report_unknown(path_, input_.span(value_place()), sink_);
        ignore();
    }
    return true;
}

bool Members::start_array(std::size_t) {
    const bool in_array = !levels_.empty() && levels_.back().array;
    if (!open(true)) {
        return false;
    }
    if (ignores()) {
        return true;
    }
    const std::size_t field = names_.find(path_);
    const Type type = field == Raw::unknown ? Type::text : names_.schema().fields[field].type;
    if (field == Raw::unknown) {
        names_.report_unknown(path_, input_.span(value_place()), sink_);
        ignore();
    } else if (in_array || (type != Type::ids && type != Type::lines)) {
        report_shape(in_array ? "an array of arrays" : "an array");
    } else if (claim(field)) {
        add(field, {});
    } else {
        ignore();
    }
    return true;
}

bool Members::close() {
    if (ignored_ == levels_.size()) {
        ignored_ = 0;
    }
    levels_.pop_back();
    return true;
}

bool Members::parse_error(std::size_t position, const std::string& last,
                          const nlohmann::json::exception& error) {
    const std::string why = reason(error);
    std::size_t offset = std::min(position > 0 ? position - 1 : 0, object_.text.size());
    // What is good in itself but out of place was read to its end.
    const std::size_t begin = position - std::min(position, last.size());
    if (why.starts_with("unexpected") && object_.text.substr(begin, last.size()) == last) {
        offset = begin;
    }
    sink_.error("records.syntax", input_.span(place_at(offset)), "this is no JSON: " + why);
    return false;
}

} // namespace

void read_object(const Object& object, const Input& input, Names& names, Raw& raw,
                 diag::Sink& sink) {
    if (const auto bad = find_invalid_utf8(object.text)) {
        Place place = object.place;
        place.pass(object.text.substr(0, *bad));
        sink.error("records.not-utf-8", input.span(place), "a character here is not UTF-8",
                   "save the list as UTF-8");
        raw.broken = true;
    } else if (!Members(object, input, names, raw, sink).parse()) {
        raw.broken = true;
    }
}

} // namespace carefold::records
