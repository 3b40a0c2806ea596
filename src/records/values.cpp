// Values by type.
#include "records/values.hpp"

#include <algorithm>
#include <chrono>

namespace carefold::records {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return out;
}

/// Digits where the shape has 0, else the shape's own characters.
bool fits(std::string_view text, std::string_view shape) {
    return text.size() == shape.size() &&
           std::equal(text.begin(), text.end(), shape.begin(),
                      [](char c, char s) { return s == '0' ? is_digit(c) : c == s; });
}

int number(std::string_view digits) {
    int sum = 0;
    for (const char c : digits) {
        sum = sum * 10 + (c - '0');
    }
    return sum;
}

bool shape_date(std::string_view value, std::string& out) {
    if (!fits(value, "0000-00-00")) {
        return false;
    }
    const std::chrono::year_month_day date{
        std::chrono::year(number(value.substr(0, 4))),
        std::chrono::month(static_cast<unsigned>(number(value.substr(5, 2)))),
        std::chrono::day(static_cast<unsigned>(number(value.substr(8, 2))))};
    out = value;
    return date.ok() && value.substr(0, 4) != "0000";
}

bool shape_time(std::string_view value, std::string& out) {
    if (fits(value, "00:00:00") || fits(value, "0:00:00")) { // as spreadsheets write it
        if (!value.ends_with(":00")) {
            return false;
        }
        value.remove_suffix(3);
    }
    if (!fits(value, "00:00") && !fits(value, "0:00")) {
        return false;
    }
    const std::size_t colon = value.find(':');
    out = colon == 1 ? "0" : "";
    out += value;
    return number(value.substr(0, colon)) < 24 && number(value.substr(colon + 1)) < 60;
}

/// White, or nothing to be seen at all.
bool is_blank(char32_t c) {
    return c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x3000 ||
           c == 0xFEFF;
}

/// RFC 5321, 4.1.2: a dot-string of atoms; RFC 6531 lets other letters in.
bool is_mailbox(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
    const bool good = std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80 ||
               signs.find(c) != std::string_view::npos;
    });
    return good && !text.empty() && text.size() <= 64 && text.front() != '.' &&
           text.back() != '.' && text.find("..") == std::string_view::npos;
}

bool is_domain(std::string_view text) {
    std::size_t labels = 0;
    for (std::size_t from = 0; from <= text.size(); ++labels) {
        const std::size_t to = std::min(text.find('.', from), text.size());
        const std::string_view label = text.substr(from, to - from);
        const bool good = std::all_of(label.begin(), label.end(), [](char c) {
            return is_letter(c) || is_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
        });
        if (!good || label.empty() || label.size() > 63 || label.front() == '-' ||
            label.back() == '-') {
            return false;
        }
        from = to + 1;
    }
    return labels >= 2;
}

bool is_email(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || text.size() > 254) {
        return false;
    }
    for (std::size_t next = 0; next < text.size();) {
        if (is_blank(next_utf8(text, next))) {
            return false;
        }
    }
    return is_mailbox(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

bool shape_boolean(std::string_view value, std::string& out) {
    const std::string word = lower(value);
    if (word == "yes" || word == "true" || word == "1") {
        out = "yes";
        return true;
    }
    out = "no";
    return word == "no" || word == "false" || word == "0";
}

bool is_id(std::string_view text) {
    return is_letter(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
           });
}

/// Each once, in the order given.
std::string shape_ids(std::string_view value, std::string& out) {
    constexpr std::string_view parting = " ,;\n";
    std::vector<std::string_view> ids;
    while (true) {
        const std::size_t from = value.find_first_not_of(parting);
        if (from == std::string_view::npos) {
            break;
        }
        value.remove_prefix(from);
        const std::string_view id = value.substr(0, value.find_first_of(parting));
        value.remove_prefix(id.size());
        if (!is_id(id)) {
            return quote(id) + " is no id: it has letters, digits, `-`, `_` and `.`, and begins "
                               "with a letter";
        }
        if (ids.size() < 200 && std::find(ids.begin(), ids.end(), id) == ids.end()) {
            ids.push_back(id);
        }
    }
    out.clear();
    for (const std::string_view id : ids) {
        out.append(out.empty() ? "" : " ").append(id);
    }
    return {};
}

std::string shape_choice(const Field& field, std::string_view value, std::string& out) {
    const std::string wanted = lower(value);
    for (const std::string& choice : field.choices) {
        if (lower(choice) == wanted) {
            out = choice;
            return {};
        }
    }
    const std::vector<std::string_view> choices(field.choices.begin(), field.choices.end());
    const std::string guess = diag::did_you_mean(value.substr(0, 200), choices);
    return guess.empty() ? "it is one of " + joined(choices) : guess;
}

} // namespace

std::vector<std::string_view> split_ids(std::string_view value) {
    std::vector<std::string_view> ids;
    while (!value.empty()) {
        ids.push_back(value.substr(0, value.find(' ')));
        value.remove_prefix(std::min(ids.back().size() + 1, value.size()));
    }
    return ids;
}

std::string shape_value(const Field& field, std::string_view value, std::string& out) {
    const auto unless = [](bool good, const char* hint) { return std::string(good ? "" : hint); };
    switch (field.type) {
    case Type::date:
        return unless(shape_date(value, out), "write a day of the calendar as YYYY-MM-DD");
    case Type::time:
        return unless(shape_time(value, out), "write hours from 0 to 23 and minutes: 14:30");
    case Type::language: {
        const auto tag = LanguageTag::parse(value);
        out = tag ? tag->text() : "";
        return unless(tag.has_value(), "write a language tag like `en`, `es-MX` or `zh-Hans`");
    }
    case Type::audience:
        out = lower(value);
        return unless(out == "client" || out == "practitioner", "write `client` or `practitioner`");
    case Type::email:
        out = value;
        return unless(is_email(value), "write one address like `amina@example.org`");
    case Type::boolean:
        return unless(shape_boolean(value, out), "write `yes` or `no`");
    case Type::choice:
        return shape_choice(field, value, out);
    case Type::ids:
        return shape_ids(value, out);
    case Type::text:
    case Type::lines:
        break;
    }
    out = value;
    return {};
}

Checker::Checker(const Schema& schema, const Input& input)
    : schema_(schema), input_(input), states_(schema.fields.size()) {}

/// The value is in `shaped_` when it is given.
Checker::State Checker::check_cell(const Field& field, std::string_view text,
                                   const diag::Span& span, diag::Sink& sink) {
    const auto clean = cleaner_.clean(field, text, span, sink);
    if (!clean) {
        return State::wrong;
    }
    if (clean->empty()) {
        return State::absent;
    }
    if (std::string hint = shape_value(field, *clean, shaped_); !hint.empty()) {
        sink.error("records.bad-value", span, quote(field.name) + " cannot be " + quote(*clean),
                   std::move(hint));
        return State::wrong;
    }
    return shaped_.empty() ? State::absent : State::given;
}

/// Values of an earlier record, whose memory this one uses.
void Checker::drop_stale(Record& record, std::size_t given) const {
    for (std::size_t i = 0; i < states_.size() && record.values.size() > given; ++i) {
        if (states_[i] != State::given) {
            record.values.erase(schema_.fields[i].name);
        }
    }
    if (record.values.size() > given) {
        std::erase_if(record.values,
                      [this](const auto& value) { return schema_.find(value.first) == nullptr; });
    }
}

void Checker::check(const Raw& raw, Record& record, diag::Sink& sink) {
    std::fill(states_.begin(), states_.end(), State::absent);
    std::size_t given = 0;
    for (const Raw::Cell& cell : raw.cells) {
        if (cell.field == Raw::unknown || cell.size == 0) {
            continue;
        }
        const Field& field = schema_.fields[cell.field];
        diag::Span span = input_.span(cell.place);
        states_[cell.field] = check_cell(field, raw[cell], span, sink);
        if (states_[cell.field] == State::given) {
            Value& value = record.values[field.name];
            value.text = shaped_;
            value.span = std::move(span);
            ++given;
        }
    }
    for (std::size_t i = 0; i < states_.size(); ++i) {
        const Field& field = schema_.fields[i];
        if (field.required && states_[i] == State::absent) {
            sink.error("records.missing-value", record.span,
                       "this record has no " + quote(field.name), "every record needs one");
        }
    }
    drop_stale(record, given);
}

} // namespace carefold::records
