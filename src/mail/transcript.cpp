#include "mail/transcript.hpp"

#include "diag/diag.hpp"
#include "mail/digest.hpp"

#include <curl/curl.h>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <thread>

namespace carefold::mail {

namespace {

/// Reads from a socket up to a mark.
class Listener {
  public:
    explicit Listener(int socket) : socket_(socket) {}
    /// Up to and with `mark`; "" when the other end has gone.
    std::string until(std::string_view mark) {
        std::size_t looked = 0;
        for (;;) {
            const std::size_t found = held_.find(mark, looked);
            if (found != std::string::npos) {
                std::string taken = held_.substr(0, found + mark.size());
                held_.erase(0, taken.size());
                return taken;
            }
            looked = held_.size() < mark.size() ? 0 : held_.size() - mark.size() + 1;
            std::array<char, 65536> buffer;
            const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return {};
            }
            held_.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }
    void say(std::string_view line) const {
        static_cast<void>(::send(socket_, line.data(), line.size(), MSG_NOSIGNAL));
    }

  private:
    int socket_;
    std::string held_;
};

/// RFC 5321, 4.5.2.
std::string without_stuffing(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        const std::size_t next = end == std::string_view::npos ? text.size() : end + 2;
        const std::string_view line = text.substr(at, next - at);
        out += line.starts_with('.') ? line.substr(1) : line;
        at = next;
    }
    return out;
}

std::string listen(int socket) {
    Listener listener(socket);
    std::string message;
    listener.say("220 here\r\n");
    for (;;) {
        const std::string line = listener.until("\r\n");
        const std::string_view verb = std::string_view(line).substr(0, 4);
        if (verb == "EHLO") {
            listener.say("250-here\r\n250 SMTPUTF8\r\n");
        } else if (verb == "DATA") {
            listener.say("354 go\r\n");
            std::string body = listener.until("\r\n.\r\n");
            body.resize(body.size() < 3 ? 0 : body.size() - 3);
            message = without_stuffing(body);
            listener.say("250 done\r\n");
        } else if (verb == "QUIT" || line.empty()) {
            listener.say("221 bye\r\n");
            return message;
        } else {
            listener.say("250 well\r\n");
        }
    }
}

std::string failure(const char* why) {
    return std::string("no message can be composed: ") + why;
}

/// A socket only this process uses: of a name drawn by lot that is in no folder.
class Door {
  public:
    Door() : name_("carefold-" + random_hex(16)), socket_(::socket(AF_UNIX, kind, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(&address.sun_path[1], name_.data(), name_.size()); // behind a zero
        const auto size =
            static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name_.size());
        if (socket_ < 0 || ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
            ::listen(socket_, 1) != 0) {
            const std::string why = failure(std::strerror(errno));
            ::close(socket_);
            throw diag::EnvironmentError("mail.compose", why);
        }
    }
    ~Door() { ::close(socket_); }
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;
    const std::string& name() const { return name_; }
    /// Ends `answer` when nobody has come.
    void shut() const { ::shutdown(socket_, SHUT_RDWR); }
    /// The message of whoever comes, if it is this process.
    std::string answer() const {
        const int guest = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        ucred who{};
        socklen_t size = sizeof who;
        const bool ours = guest >= 0 &&
                          ::getsockopt(guest, SOL_SOCKET, SO_PEERCRED, &who, &size) == 0 &&
                          who.pid == ::getpid();
        std::string message = ours ? listen(guest) : std::string();
        ::close(guest);
        return message;
    }

  private:
    static constexpr int kind = SOCK_STREAM | SOCK_CLOEXEC;
    std::string name_;
    int socket_;
};

} // namespace

std::string transcript(CURL* handle) {
    const Door door;
    curl_easy_setopt(handle, CURLOPT_ABSTRACT_UNIX_SOCKET, door.name().c_str());
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
    std::string message;
    std::thread server([&] { message = door.answer(); });
    const CURLcode code = curl_easy_perform(handle);
    door.shut();
    server.join();
    if (code != CURLE_OK || message.empty()) {
        throw diag::EnvironmentError("mail.compose", failure(curl_easy_strerror(code)));
    }
    return message;
}

} // namespace carefold::mail
