// What an attempt means for its message and for those behind it (RFC 5321, 4.2.1 and 4.5.4).
//
// The one question that matters is whether the server can have taken the message. It takes it when
// it answers 250 to the end of the data; it cannot have before it has the last bytes. So:
//   an answer to the data came           it says so itself
//   the last bytes were handed over      uncertain, whatever broke afterwards, unless they, or
//                                        the dot behind them, could not be written
//   anything else                        it was not taken, and may be tried again
#include "mail/deliver.hpp"

#include "mail/header.hpp"

#include <algorithm>
#include <array>

namespace carefold::mail {

namespace {

using Failure = Evidence::Failure;

std::string shortened(const std::string& text) {
    constexpr std::size_t most = 300;
    std::string out;
    const std::string line = one_line(text);
    for (std::size_t at = 0; at < line.size() && out.size() < most;) {
        append_utf8(out, next_utf8(line, at));
    }
    return out;
}

Verdict by_reply(const Evidence& evidence, Trouble trouble = Trouble::none) {
    const int kind = evidence.reply / 100;
    const Result result = kind == 2 ? Result::sent : kind == 4 ? Result::deferred : Result::failed;
    return {result, trouble, shortened(evidence.text), {}};
}

Verdict stop(std::string reason, std::string hint) {
    return {Result::again, Trouble::configuration, std::move(reason), std::move(hint)};
}

/// 530 and its kin: the server wants somebody else to log in, or somebody at all.
bool is_about_login(int reply) {
    constexpr std::array codes = {530, 534, 535, 538};
    return std::find(codes.begin(), codes.end(), reply) != codes.end();
}

Verdict unreachable(const Evidence& evidence) {
    const std::string detail = shortened(evidence.detail);
    const auto because = [&](const char* what) {
        return detail.empty() ? std::string(what) : std::string(what) + ": " + detail;
    };
    switch (evidence.failure) {
    case Failure::unknown_host:
        return {Result::deferred, Trouble::connection, because("the server's name is not known"),
                "look at `host` in clinic.xml and at the network"};
    case Failure::refused:
        return {Result::deferred, Trouble::connection, because("no connection to the server"),
                "look at `host` and `port` in clinic.xml and at the network"};
    case Failure::timeout:
        return {Result::deferred, Trouble::connection,
                because("the server does not answer in time"),
                "`timeout` of `server` in clinic.xml says how long is waited"};
    default:
        return {Result::deferred, Trouble::connection, because("the connection was lost"), {}};
    }
}

/// Before the server was told of a message: nothing it says is about that.
Verdict of_connection(const Evidence& evidence) {
    const bool permanent = evidence.reply >= 500;
    if (is_about_login(evidence.reply) ||
        (evidence.failure == Failure::login && evidence.reply / 100 != 4)) {
        return stop("the server refuses the login" +
                        (evidence.text.empty() ? "" : ": " + shortened(evidence.text)),
                    "look at `user` and at the password clinic.xml names");
    }
    if (evidence.reply >= 400) {
        return {Result::deferred, Trouble::connection,
                "the server takes no mail now: " + shortened(evidence.text),
                permanent ? "look at `host` and `port` in clinic.xml" : ""};
    }
    return unreachable(evidence);
}

/// Servers put off what they have against a sender until they know the recipient. To somebody who
/// has not logged in, a refusal for security (RFC 3463, X.7.X) says: not through me.
bool refuses_strangers(const Evidence& evidence) {
    return !evidence.logged_in && evidence.stage == Stage::recipient && evidence.reply / 100 == 5 &&
           evidence.text.find(" 5.7.") != std::string::npos;
}

Verdict of_sender(const Evidence& evidence) {
    constexpr std::array about_size = {523, 552, 554};
    const bool own =
        std::find(about_size.begin(), about_size.end(), evidence.reply) != about_size.end();
    if (evidence.reply / 100 == 5 && !own) {
        return stop("the server refuses the sender: " + shortened(evidence.text),
                    "look at `sender` and `login` in clinic.xml");
    }
    return by_reply(evidence);
}

} // namespace

Verdict judge(const Evidence& evidence) {
    if (evidence.handed_over) {
        if (evidence.stage == Stage::body && evidence.reply / 100 != 3 && evidence.reply != 0) {
            return by_reply(evidence, evidence.reply == 421 ? Trouble::connection : Trouble::none);
        }
        Verdict why = unreachable(evidence);
        if (evidence.failure == Failure::unsent) {
            return why; // the end of the data never left this machine
        }
        return {Result::uncertain,
                Trouble::connection,
                "handed over, then no answer: " + why.reason,
                {}};
    }
    switch (evidence.failure) {
    case Failure::stopped:
        return {Result::again, Trouble::none, "stopped", {}};
    case Failure::no_tls:
        return stop("the server offers no encryption",
                    "nothing was sent; is somebody between you and the server? `security` in "
                    "clinic.xml may have to be `tls`, with port 465");
    case Failure::certificate:
        return stop("the server's certificate is not good: " + shortened(evidence.detail),
                    "nothing was sent; `host` must be the name in the certificate; `authority` "
                    "names a file with your own authority's certificate");
    case Failure::authority:
        return stop("the file of `authority` cannot be used: " + shortened(evidence.detail),
                    "it holds certificates in PEM form");
    default:
        break;
    }
    if (evidence.stage < Stage::sender) {
        return of_connection(evidence);
    }
    if (is_about_login(evidence.reply)) {
        return of_connection(evidence);
    }
    if (refuses_strangers(evidence)) {
        return stop("the server takes nothing from somebody who has not logged in: " +
                        shortened(evidence.text),
                    "give clinic.xml a `login`");
    }
    if (evidence.reply / 100 == 4 || evidence.reply / 100 == 5) {
        Verdict verdict =
            evidence.stage == Stage::sender ? of_sender(evidence) : by_reply(evidence);
        verdict.trouble = evidence.reply == 421 ? Trouble::connection : verdict.trouble;
        return verdict;
    }
    return unreachable(evidence);
}

} // namespace carefold::mail
