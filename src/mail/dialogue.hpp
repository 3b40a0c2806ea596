// Follows a conversation in SMTP as libcurl shows it, to know how far it came and what the server
// said last. Passwords pass by; nothing we say is kept. Inside the room only.
#pragma once

#include "mail/deliver.hpp"

#include <string>
#include <string_view>

namespace carefold::mail {

class Dialogue {
  public:
    void we_said(std::string_view command);
    void they_said(std::string_view line);
    void body_begun();
    Stage stage() const { return stage_; }
    /// To the last command; 0 while none came or only the first lines of one.
    int reply() const { return reply_; }
    const std::string& text() const { return text_; }

  private:
    Stage stage_ = Stage::connect;
    bool quitting_ = false; // the next answer is to our farewell
    int reply_ = 0;
    std::string text_, earlier_;
};

} // namespace carefold::mail
