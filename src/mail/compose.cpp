// The message itself: multipart/mixed(multipart/alternative(text, HTML), PDF).
#include "mail/digest.hpp"
#include "mail/header.hpp"
#include "mail/letter.hpp"
#include "mail/transcript.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

namespace carefold::mail {

namespace {

class Lines {
  public:
    void add(const std::string& line) {
        curl_slist* longer = curl_slist_append(list_, line.c_str());
        if (longer == nullptr) {
            throw std::bad_alloc();
        }
        list_ = longer;
    }
    Lines() = default;
    ~Lines() { curl_slist_free_all(list_); }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    curl_slist* get() const { return list_; }
    /// For functions that take ownership.
    curl_slist* release() { return std::exchange(list_, nullptr); }

  private:
    curl_slist* list_ = nullptr;
};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Mime = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

void set_headers(curl_mimepart* part, std::initializer_list<std::string> lines) {
    Lines list;
    for (const std::string& line : lines) {
        list.add(line);
    }
    curl_mime_headers(part, list.release(), 1);
}

/// Quoted-printable lets letters be read; where few are Latin it would triple the text.
const char* encoder_for(std::string_view text) {
    const auto high = std::count_if(text.begin(), text.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return static_cast<std::size_t>(high) > text.size() / 6 ? "base64" : "quoted-printable";
}

void add_text(curl_mime* mime, const std::string& text, const char* type) {
    curl_mimepart* part = curl_mime_addpart(mime);
    curl_mime_data(part, text.data(), text.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, encoder_for(text));
    set_headers(part, {"Content-Disposition: inline"});
}

/// RFC 5322 date-time in UTC.
std::string mail_date(Time time) {
    constexpr std::array<const char*, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %u %s %d %02d:%02d:%02d +0000",
                  days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

/// RFC 2369 and RFC 8058: one click is enough where the clinic has a page for it.
void add_unsubscribing(Lines& lines, const std::vector<std::string>& links) {
    std::string line = "List-Unsubscribe:";
    bool web = false;
    for (const std::string& link : links) {
        line += (line.ends_with(':') ? "" : ",") + std::string("\r\n <") + link + ">";
        web = web || link.starts_with("https:");
    }
    if (!links.empty()) {
        lines.add(line);
    }
    if (web) {
        lines.add("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    }
}

void add_head(Lines& lines, const Writing& writing, const std::string& subject) {
    const Clinic& clinic = *writing.clinic;
    const std::string* name = writing.fields.find("client.name");
    const std::string* house = writing.fields.find("clinic.name");
    const std::string sender = !clinic.sender.name.empty() ? clinic.sender.name
                               : house != nullptr          ? *house
                                                           : std::string();
    lines.add("Date: " + mail_date(writing.date));
    lines.add(mailbox("From", sender, clinic.sender.address.text()));
    lines.add(mailbox("To", name != nullptr ? *name : "", writing.recipient.text()));
    if (clinic.reply_to) {
        lines.add(mailbox("Reply-To", clinic.reply_to->name, clinic.reply_to->address.text()));
    }
    lines.add(unstructured("Subject", subject));
    lines.add("Message-ID: <" + writing.id.substr(0, 40) + "@" + clinic.sender.address.domain +
              ">");
    lines.add("Auto-Submitted: auto-generated");
    lines.add("Content-Language: " + writing.words->language.text());
    add_unsubscribing(lines, clinic.unsubscribe);
}

/// libcurl draws its boundaries by lot: ours come from the message, so that the same message has
/// the same bytes, and are short enough for lines of 78 characters.
void fix_boundaries(std::string& message, const std::string& id) {
    constexpr std::string_view mark = "boundary=";
    std::size_t count = 0;
    for (std::size_t at = message.find(mark); at != std::string::npos && count < 2;
         at = message.find(mark, at + mark.size())) {
        const std::size_t begin = at + mark.size();
        const std::size_t end = message.find_first_of("\r\n; ", begin);
        const std::string drawn = message.substr(begin, end - begin);
        const std::string ours = "----" + sha256(id + std::to_string(count)).substr(0, 24);
        for (std::size_t found = message.find(drawn); found != std::string::npos;
             found = message.find(drawn, found + ours.size())) {
            message.replace(found, drawn.size(), ours);
        }
        ++count;
    }
}

/// The message with a stand-in for the PDF, which is encoded only when it is sent.
std::string by_libcurl(const Writing& writing, const Wording& wording, const std::string& file,
                       const std::string& stand_in) {
    const Handle handle(curl_easy_init(), &curl_easy_cleanup);
    const Mime mime(curl_mime_init(handle.get()), &curl_mime_free);
    curl_mime* both = curl_mime_init(handle.get());
    add_text(both, wording.text, "text/plain; charset=UTF-8");
    add_text(both, wording.html, "text/html; charset=UTF-8");
    curl_mimepart* body = curl_mime_addpart(mime.get());
    curl_mime_subparts(body, both);
    curl_mime_type(body, "multipart/alternative");
    set_headers(body, {"Content-Disposition: inline"});
    curl_mimepart* booklet = curl_mime_addpart(mime.get());
    curl_mime_data(booklet, stand_in.data(), stand_in.size());
    curl_mime_type(booklet, "application/pdf");
    curl_mime_encoder(booklet, "base64");
    set_headers(booklet, {with_parameter("Content-Disposition", "attachment", "filename", file),
                          "Content-Language: " + writing.words->language.text()});
    Lines head;
    add_head(head, writing, wording.subject);
    Lines recipients;
    recipients.add(writing.recipient.text());
    curl_easy_setopt(handle.get(), CURLOPT_URL, "smtp://127.0.0.1/here");
    curl_easy_setopt(handle.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM,
                     writing.clinic->sender.address.text().c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, head.get());
    curl_easy_setopt(handle.get(), CURLOPT_MIMEPOST, mime.get());
    return transcript(handle.get());
}

std::string megabytes(std::size_t bytes) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MB", static_cast<double>(bytes) / 1e6);
    return text.data();
}

} // namespace

std::optional<Letter> compose(const Writing& writing, const std::string& pdf, diag::Sink& sink) {
    const auto wording = put_into_words(writing, sink);
    if (!wording) {
        return std::nullopt;
    }
    // Long enough to be nowhere else, whole lines of Base64 or less.
    const std::string stand_in = sha256(writing.id + "stand-in").substr(0, 57);
    const std::string file = file_name(writing.title, ".pdf");
    std::string message = by_libcurl(writing, *wording, file, stand_in);
    fix_boundaries(message, writing.id);
    const std::string mark = base64(stand_in);
    const std::size_t at = message.find(mark);
    if (at == std::string::npos) {
        throw diag::EnvironmentError("mail.compose", "no message can be composed: the booklet has "
                                                     "no place in it");
    }
    const std::size_t size = message.size() + (pdf.size() + 2) / 3 * 4 / 76 * 78;
    if (size > most_bytes) {
        sink.error("mail.too-large", {},
                   "the message would have " + megabytes(size) +
                       "; most servers take no more than 25 MB",
                   "make pictures smaller, or take a layout with fewer of them");
        return std::nullopt;
    }
    return Letter{writing.clinic->sender.address.text(),
                  writing.recipient.text(),
                  wording->subject,
                  message.substr(0, at),
                  message.substr(at + mark.size()),
                  wording->text,
                  file};
}

} // namespace carefold::mail
