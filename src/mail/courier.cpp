// SMTP by libcurl: one handle, so that its connection is used for one message after another.
#include "mail/deliver.hpp"
#include "mail/dialogue.hpp"

#include <curl/curl.h>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <exception>
#include <mutex>

namespace carefold::mail {

namespace {

using Failure = Evidence::Failure;

constexpr std::size_t last_bytes = 512;

bool is_loopback(const std::string& host) {
    return host == "localhost" || host == "::1" ||
           (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

/// The path is what we greet the server with: the clinic's name, not this machine's.
std::string url_of(const Clinic& clinic) {
    const Clinic::Server& server = clinic.server;
    const bool bracketed = server.host.find(':') != std::string::npos;
    const std::string host = bracketed ? "[" + server.host + "]" : server.host;
    return (clinic.server.security == Security::tls ? "smtps://" : "smtp://") + host + ":" +
           std::to_string(server.port) + "/" + clinic.sender.address.domain;
}

Failure failure_of(CURLcode code) {
    switch (code) {
    case CURLE_OK:
        return Failure::none;
    case CURLE_COULDNT_RESOLVE_HOST:
        return Failure::unknown_host;
    case CURLE_COULDNT_CONNECT:
        return Failure::refused;
    case CURLE_OPERATION_TIMEDOUT:
        return Failure::timeout;
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR:
        return Failure::login;
    case CURLE_USE_SSL_FAILED:
        return Failure::no_tls;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
        return Failure::certificate;
    case CURLE_SSL_CACERT_BADFILE:
        return Failure::authority;
    case CURLE_SEND_ERROR:
        return Failure::unsent;
    case CURLE_ABORTED_BY_CALLBACK:
        return Failure::stopped;
    default:
        return Failure::lost;
    }
}

void initialise_curl() {
    static std::once_flag once;
    std::call_once(once, [] {
        curl_global_init(CURL_GLOBAL_DEFAULT);
        // A server that closes its end while OpenSSL writes shall be an error, not our end.
        std::signal(SIGPIPE, SIG_IGN);
    });
}

} // namespace

struct Courier::Impl {
    Clinic clinic;
    DeliveryOptions options;
    std::string url, secret;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle{nullptr, &curl_easy_cleanup};
    std::array<char, CURL_ERROR_SIZE> detail{};
    Dialogue dialogue;

    // Of the message on its way.
    const Parcel* parcel = nullptr;
    std::size_t given = 0;
    bool handed_over = false, broken = false;
    const std::function<void()>* handing_over = nullptr;
    std::exception_ptr failure;

    void set_up();
    void set_up_login();
    Evidence attempt(bool fresh);
    bool is_broken() const;
    std::size_t give(char* buffer, std::size_t size);

    static std::size_t read(char* buffer, std::size_t size, std::size_t count, void* self) {
        return static_cast<Impl*>(self)->give(buffer, size * count);
    }
    static int follow(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
        Dialogue& dialogue = static_cast<Impl*>(self)->dialogue;
        if (type == CURLINFO_HEADER_OUT) {
            dialogue.we_said({data, size});
        } else if (type == CURLINFO_HEADER_IN) {
            dialogue.they_said({data, size});
        }
        return 0;
    }
    static int progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
        const Impl& impl = *static_cast<Impl*>(self);
        const bool stop = impl.options.stop_wanted && impl.options.stop_wanted();
        return stop && !impl.handed_over ? 1 : 0;
    }
};

/// The other end has closed the connection already.
bool Courier::Impl::is_broken() const {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(handle.get(), CURLINFO_ACTIVESOCKET, &socket);
    char byte = 0;
    const ssize_t got =
        socket == CURL_SOCKET_BAD ? -1 : ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got == 0 || (got < 0 && socket != CURL_SOCKET_BAD && errno != EAGAIN && errno != EINTR);
}

// The last bytes go by themselves, and only once it is on the disk that they do: the server can
// have the whole message only after that.
std::size_t Courier::Impl::give(char* buffer, std::size_t size) {
    const std::string& bytes = parcel->bytes;
    const std::size_t left = bytes.size() - given;
    const std::size_t count = std::min(size, left > last_bytes ? left - last_bytes : left);
    if (given == 0) {
        dialogue.body_begun();
    }
    if (count == left && !handed_over) {
        if (is_broken()) {
            broken = true;
            return CURL_READFUNC_ABORT;
        }
        try {
            (*handing_over)();
        } catch (...) {
            failure = std::current_exception();
            return CURL_READFUNC_ABORT;
        }
        handed_over = true;
    }
    std::memcpy(buffer, bytes.data() + given, count);
    given += count;
    return count;
}

void Courier::Impl::set_up() {
    CURL* curl = handle.get();
    const Clinic::Server& server = clinic.server;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); // whatever the environment says
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(server.connect.count()));
    curl_easy_setopt(curl, CURLOPT_FTP_RESPONSE_TIMEOUT, static_cast<long>(server.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L); // also while the message goes out
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(server.timeout.count()));
    curl_easy_setopt(curl, CURLOPT_MAXCONNECTS, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD_BUFFERSIZE, 256L * 1024L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &Impl::read);
    curl_easy_setopt(curl, CURLOPT_READDATA, this);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &Impl::follow);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Impl::progress);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    if (server.security == Security::starttls) {
        curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server.authority.empty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, server.authority.c_str());
    }
    if (options.insecure) { // on this machine only, which the constructor has seen to
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    }
    set_up_login();
}

void Courier::Impl::set_up_login() {
    CURL* curl = handle.get();
    if (clinic.login == Login::none) {
        return;
    }
    curl_easy_setopt(curl, CURLOPT_USERNAME, clinic.user.c_str());
    if (clinic.login == Login::xoauth2) {
        curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, secret.c_str());
        curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=XOAUTH2");
    } else {
        curl_easy_setopt(curl, CURLOPT_PASSWORD, secret.c_str());
    }
}

Evidence Courier::Impl::attempt(bool fresh) {
    CURL* curl = handle.get();
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
        curl_slist_append(nullptr, parcel->recipient.c_str()), &curl_slist_free_all);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, parcel->sender.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(parcel->bytes.size()));
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
    given = 0;
    handed_over = broken = false;
    detail[0] = '\0';
    dialogue = Dialogue();
    const CURLcode code = curl_easy_perform(curl);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, nullptr);
    Evidence evidence;
    evidence.done = code == CURLE_OK;
    evidence.stage = dialogue.stage();
    evidence.handed_over = handed_over;
    evidence.logged_in = clinic.login != Login::none;
    evidence.reply = dialogue.reply();
    evidence.text = dialogue.text();
    evidence.failure = broken ? Failure::lost : failure_of(code);
    evidence.detail = detail[0] != '\0' ? detail.data() : curl_easy_strerror(code);
    return evidence;
}

Courier::Courier(const Clinic& clinic, std::string secret, DeliveryOptions options)
    : impl_(std::make_unique<Impl>()) {
    const Clinic::Server& server = clinic.server;
    const bool loopback = is_loopback(server.host);
    if (options.insecure && !loopback) {
        throw diag::EnvironmentError("mail.insecure",
                                     "`--insecure` is for a server on this machine, not for `" +
                                         server.host + "`",
                                     "leave it out");
    }
    if (server.security == Security::none && !options.insecure) {
        throw diag::EnvironmentError(
            "mail.insecure", "clinic.xml asks for a connection without encryption",
            loopback ? "`--insecure` allows it for a server on this machine"
                     : "write `security=\"starttls\"` or `security=\"tls\"`");
    }
    initialise_curl();
    impl_->clinic = clinic;
    impl_->options = std::move(options);
    impl_->url = url_of(clinic);
    impl_->secret = std::move(secret);
    impl_->handle.reset(curl_easy_init());
    if (!impl_->handle) {
        throw std::bad_alloc();
    }
    impl_->set_up();
}

Courier::~Courier() = default;

Verdict Courier::deliver(const Parcel& parcel, const std::function<void()>& handing_over) {
    Impl& impl = *impl_;
    impl.parcel = &parcel;
    impl.handing_over = &handing_over;
    impl.failure = nullptr;
    Evidence evidence = impl.attempt(false);
    long connections = 1;
    curl_easy_getinfo(impl.handle.get(), CURLINFO_NUM_CONNECTS, &connections);
    // A server may close a connection between two messages: that says nothing about the second.
    const bool stale = connections == 0 && !evidence.done && !evidence.handed_over &&
                       (evidence.reply == 0 || evidence.reply == 421) &&
                       (evidence.failure != Failure::stopped) && !impl.failure;
    if (stale) {
        evidence = impl.attempt(true);
    }
    impl.parcel = nullptr;
    impl.handing_over = nullptr;
    if (impl.failure) {
        std::rethrow_exception(impl.failure);
    }
    return judge(evidence);
}

} // namespace carefold::mail
