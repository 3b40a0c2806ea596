// A message's words with their values in place. A value may run in another direction than the words
// around it: it is isolated (UAX #9), in HTML by <bdi>, in text by U+2068 and U+2069 where it
// matters, as some mail programs show them as boxes.
#include "mail/letter.hpp"

#include "base/markup.hpp"
#include "locale/locale.hpp"
#include "mail/header.hpp"

#include <unicode/uchar.h>

#include <array>
#include <initializer_list>
#include <map>

namespace carefold::mail {

namespace {

bool has_right_to_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const UCharDirection direction = u_charDirection(static_cast<UChar32>(next_utf8(text, at)));
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC) {
            return true;
        }
    }
    return false;
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"') {
            out += "&quot;";
        } else if (!append_entity(out, c)) {
            out += c;
        }
    }
    return out;
}

/// One paragraph in both forms.
struct Line {
    std::string text, html;
};

class Writer {
  public:
    Writer(const Writing& writing, diag::Sink& sink);
    std::optional<Wording> write();

  private:
    /// The phrase with its values; empty when the list has no such word.
    Line phrase(const char* id);
    const std::string* value(std::string_view name) const;
    bool known(std::initializer_list<const char*> names) const;
    void add(const Line& line, const char* style = "");
    void signature();
    void small_print();
    std::string page(const std::string& subject) const;

    const Writing& writing_;
    diag::Sink& sink_;
    bool right_to_left_;
    bool complete_ = true;
    std::map<std::string, std::string, std::less<>> values_;
    std::string text_, html_;
};

Writer::Writer(const Writing& writing, diag::Sink& sink)
    : writing_(writing), sink_(sink), right_to_left_(locale::direction(writing.words->language) ==
                                                     locale::Direction::right_to_left) {
    for (const auto& [name, value] : writing.fields.values) {
        values_.insert_or_assign(name, one_line(value));
    }
    values_["title"] = one_line(writing.title);
    values_["version"] = one_line(writing.version);
    const auto take = [&](const char* shorter, const char* name) {
        if (const std::string* found = value(name)) {
            values_[shorter] = *found;
        }
    };
    take("date", "appointment.date");
    take("time", "appointment.time");
    if (value("clinic.name") == nullptr) {
        const Person& sender = writing.clinic->sender;
        values_["clinic.name"] =
            one_line(sender.name.empty() ? sender.address.domain : sender.name);
    }
}

const std::string* Writer::value(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() || found->second.empty() ? nullptr : &found->second;
}

bool Writer::known(std::initializer_list<const char*> names) const {
    for (const char* name : names) {
        if (value(name) == nullptr) {
            return false;
        }
    }
    return true;
}

Line Writer::phrase(const char* id) {
    const std::string* words = writing_.words->find(id);
    if (words == nullptr) {
        sink_.error("mail.missing-word", writing_.words->span,
                    "the words of messages have no " + diag::quoted(id),
                    "content/mail/words.xml has them all");
        complete_ = false;
        return {};
    }
    Line line;
    for (std::size_t at = 0; at < words->size();) {
        const std::size_t open = words->find('{', at);
        const std::size_t close = words->find('}', open);
        const std::string plain = words->substr(at, open - at);
        line.text += plain;
        line.html += escaped(plain);
        if (open == std::string::npos || close == std::string::npos) {
            break;
        }
        const std::string* found = value(words->substr(open + 1, close - open - 1));
        const std::string put = found != nullptr ? *found : std::string();
        const bool isolated = right_to_left_ || has_right_to_left(put);
        line.text += isolated ? "\u2068" + put + "\u2069" : put;
        line.html += "<bdi>" + escaped(put) + "</bdi>";
        at = close + 1;
    }
    return line;
}

void Writer::add(const Line& line, const char* style) {
    // A line of text takes its direction from its first letter: a mark stands for that.
    text_ +=
        (text_.empty() ? "" : "\r\n\r\n") + std::string(right_to_left_ ? "\u200F" : "") + line.text;
    html_ += "<p" + std::string(style) + ">" + line.html + "</p>\r\n";
}

void Writer::signature() {
    Line line = phrase("mail.farewell");
    for (const char* name : {"clinic.name", "clinic.address", "clinic.phone", "clinic.web"}) {
        if (const std::string* found = value(name)) {
            line.text += "\r\n" + std::string(right_to_left_ ? "\u200F\u2068" : "") + *found +
                         (right_to_left_ ? "\u2069" : "");
            line.html += "<br>\r\n<bdi>" + escaped(*found) + "</bdi>";
        }
    }
    add(line);
}

void Writer::small_print() {
    constexpr const char* small = " style=\"font-size:0.85em\"";
    if (known({"version"})) {
        add(phrase("mail.version"), small);
    }
    if (writing_.clinic->unsubscribe.empty()) {
        return;
    }
    Line line = phrase("mail.unsubscribe");
    for (const std::string& href : writing_.clinic->unsubscribe) {
        const bool mail = href.starts_with("mailto:");
        const std::string shown = mail ? href.substr(7, href.find('?') - 7) : href;
        line.text += "\r\n" + shown;
        line.html +=
            "<br>\r\n<a href=\"" + escaped(href) + "\"><bdi>" + escaped(shown) + "</bdi></a>";
    }
    add(line, small);
}

/// Plain enough for every mail program: no pictures, nothing fetched, the reader's own colours.
std::string Writer::page(const std::string& subject) const {
    const std::string language = escaped(writing_.words->language.text());
    const std::string direction = right_to_left_ ? "rtl" : "ltr";
    return "<!DOCTYPE html>\r\n<html lang=\"" + language + "\" dir=\"" + direction +
           "\">\r\n<head>\r\n<meta charset=\"utf-8\">\r\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\r\n"
           "<meta name=\"color-scheme\" content=\"light dark\">\r\n"
           "<meta name=\"format-detection\" content=\"date=no\">\r\n<title>" +
           escaped(subject) + "</title>\r\n</head>\r\n<body lang=\"" + language + "\" dir=\"" +
           direction +
           "\">\r\n<div style=\"max-width:36em;margin:0 auto;padding:1em;"
           "font-family:sans-serif;font-size:1em;line-height:1.5\">\r\n" +
           html_ + "</div>\r\n</body>\r\n</html>\r\n";
}

std::optional<Wording> Writer::write() {
    Wording wording;
    wording.subject = one_line(phrase("mail.subject").text);
    add(phrase(known({"client.name"}) ? "mail.greeting" : "mail.greeting-plain"));
    add(phrase("mail.intro"));
    if (known({"date", "time"})) {
        add(phrase("mail.appointment"));
    }
    if (known({"practitioner.name"})) {
        add(phrase("mail.practitioner"));
    }
    if (writing_.locked) {
        add(phrase("mail.locked"));
    }
    if (known({"clinic.phone", "clinic.email"})) {
        add(phrase("mail.questions"));
    }
    add(phrase("mail.care"));
    signature();
    small_print();
    wording.text = text_ + "\r\n";
    wording.html = page(wording.subject);
    return complete_ ? std::optional(std::move(wording)) : std::nullopt;
}

} // namespace

std::optional<Wording> put_into_words(const Writing& writing, diag::Sink& sink) {
    return Writer(writing, sink).write();
}

} // namespace carefold::mail
