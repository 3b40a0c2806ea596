#include "mail/transcript.hpp"

#include "diag/diag.hpp"

#include <curl/curl.h>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
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

curl_socket_t give_socket(void* socket, curlsocktype, curl_sockaddr*) {
    return *static_cast<int*>(socket);
}

int already_connected(void*, curl_socket_t, curlsocktype) {
    return CURL_SOCKOPT_ALREADY_CONNECTED;
}

} // namespace

std::string transcript(CURL* handle) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw diag::EnvironmentError("mail.compose", std::string("no message can be composed: ") +
                                                         std::strerror(errno));
    }
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, &give_socket);
    curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &ends[0]);
    curl_easy_setopt(handle, CURLOPT_SOCKOPTFUNCTION, &already_connected);
    curl_easy_setopt(handle, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, 1L);
    std::string message;
    std::thread server([&] { message = listen(ends[1]); });
    const CURLcode code = curl_easy_perform(handle); // closes its end
    ::shutdown(ends[1], SHUT_WR);
    server.join();
    ::close(ends[1]);
    if (code != CURLE_OK || message.empty()) {
        throw diag::EnvironmentError("mail.compose", std::string("no message can be composed: ") +
                                                         curl_easy_strerror(code));
    }
    return message;
}

} // namespace carefold::mail
