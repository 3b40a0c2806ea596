#include "mail/dialogue.hpp"

#include "base/base.hpp"

#include <algorithm>

namespace carefold::mail {

namespace {

constexpr std::size_t longest_reply = 2000;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

void Dialogue::we_said(std::string_view command) {
    const std::string_view verb = command.substr(0, 4);
    quitting_ = verb == "QUIT";
    if (quitting_) {
        return; // what was said before is what counts
    }
    stage_ = verb == "EHLO" || verb == "HELO" || verb == "STAR" ? Stage::hello
             : verb == "AUTH"                                   ? Stage::login
             : verb == "MAIL"                                   ? Stage::sender
             : verb == "RCPT"                                   ? Stage::recipient
             : verb == "DATA"                                   ? Stage::data
                                                                : stage_;
    reply_ = 0;
    text_.clear();
    earlier_.clear();
}

void Dialogue::body_begun() {
    stage_ = Stage::body;
    reply_ = 0;
    text_.clear();
    earlier_.clear();
}

void Dialogue::they_said(std::string_view line) {
    line = trimmed(line);
    if (quitting_) {
        quitting_ = line.size() > 3 && line[3] == '-';
        return;
    }
    if (stage_ == Stage::connect) {
        stage_ = Stage::greeting;
    }
    if (line.size() < 3 || !std::all_of(line.begin(), line.begin() + 3, is_digit)) {
        return;
    }
    const std::string_view words = line.substr(std::min<std::size_t>(4, line.size()));
    if (line.size() > 3 && line[3] == '-') { // more lines follow
        if (earlier_.size() < longest_reply) {
            earlier_.append(words).append(" ");
        }
        return;
    }
    reply_ = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    text_ = std::string(line.substr(0, 3)) + " " + earlier_ +
            std::string(words.substr(0, longest_reply));
    earlier_.clear();
}

} // namespace carefold::mail
