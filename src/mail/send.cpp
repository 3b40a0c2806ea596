// The sender's round: take a message, deliver it, write down what became of it.
#include "mail/deliver.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <thread>

namespace carefold::mail {

namespace {

using namespace std::chrono_literals;

constexpr int most_lost_connections = 3; // in a row; then the server is left alone
constexpr auto longest_sleep = 200ms;    // between looks at whether to stop
constexpr auto look_again = 5s;          // for messages queued meanwhile

class Round {
  public:
    Round(Outbox& outbox, const Clinic& clinic, const SendOptions& options, diag::Sink& sink)
        : outbox_(outbox), clinic_(clinic), options_(options), sink_(sink) {}
    SendReport run();

  private:
    bool stop_wanted() const {
        const auto& asked = options_.delivery.stop_wanted;
        return asked && asked();
    }
    /// False when it is to stop.
    bool wait_until(Time moment) const;
    void recover();
    /// Who wants no mail; false when nobody knows, since the list has errors.
    bool read_suppressed();
    /// Nothing is due: waits when there will be; false when it is over.
    bool rest();
    void handle(const Claim& claim);
    Settlement attempt(const Claim& claim);
    Settlement settlement_of(const Claim& claim, const Verdict& verdict);
    void count(const Settlement& settlement);
    bool is_over() const;
    /// After trouble with the server: false when the run ends with it.
    bool go_on();

    Outbox& outbox_;
    const Clinic& clinic_;
    const SendOptions& options_;
    diag::Sink& sink_;
    std::unique_ptr<Courier> courier_;
    Suppression suppressed_;
    SendReport report_;
    std::mt19937_64 chance_{std::random_device{}()};
    std::size_t handled_ = 0;
    int lost_ = 0; // connections, in a row
};

bool Round::wait_until(Time moment) const {
    for (auto left = moment - now(); left > 0ms; left = moment - now()) {
        if (stop_wanted()) {
            return false;
        }
        std::this_thread::sleep_for(std::min<std::chrono::milliseconds>(left, longest_sleep));
    }
    return !stop_wanted();
}

void Round::recover() {
    const auto [queued, uncertain] = outbox_.recover(now());
    report_.recovered += queued;
    report_.recovered_uncertain += uncertain;
    report_.uncertain += uncertain;
}

bool Round::read_suppressed() {
    suppressed_ = Suppression::of(clinic_, sink_);
    return !sink_.has_errors();
}

bool Round::rest() {
    if (!options_.watch) {
        return false;
    }
    courier_.reset(); // nobody keeps a server's line busy while there is nothing to say
    const Time later = now() + look_again;
    const bool on = wait_until(std::min(outbox_.next_due().value_or(later), later));
    recover();
    return on && read_suppressed();
}

Settlement Round::settlement_of(const Claim& claim, const Verdict& verdict) {
    const Time at = now();
    switch (verdict.result) {
    case Result::sent:
        return {State::sent, verdict.reason, at, true};
    case Result::failed:
        return {State::failed, verdict.reason, at, true};
    case Result::uncertain:
        return {State::uncertain, verdict.reason, at, true};
    case Result::again:
        return {State::queued, verdict.reason, at, false};
    case Result::deferred:
        break;
    }
    const double chance = std::uniform_real_distribution<double>(0, 1)(chance_);
    const Time next = at + back_off(claim.attempts + 1, clinic_.patience, chance);
    if (next > claim.first + clinic_.patience.until) {
        return {State::failed, "given up: " + verdict.reason, at, true};
    }
    return {State::deferred, verdict.reason, next, true};
}

Settlement Round::attempt(const Claim& claim) {
    const auto address = parse_address(claim.recipient);
    if (address && suppressed_.holds(*address)) {
        return {State::cancelled, "the address is on the suppression list", now(), false};
    }
    Courier::Parcel parcel{claim.sender, claim.recipient, {}};
    try {
        parcel.bytes = outbox_.bytes(claim.id);
    } catch (const diag::EnvironmentError& error) {
        return {State::failed, error.what(), now(), false};
    }
    if (!courier_) {
        courier_ = std::make_unique<Courier>(clinic_, read_secret(clinic_.secret, sink_),
                                             options_.delivery);
    }
    const Verdict verdict = courier_->deliver(parcel, [&] { outbox_.hand_over(claim, now()); });
    const bool connection = verdict.trouble == Trouble::connection;
    lost_ = connection ? lost_ + 1 : verdict.trouble == Trouble::none ? 0 : lost_;
    if (verdict.trouble == Trouble::configuration || lost_ >= most_lost_connections) {
        report_.trouble = verdict.trouble;
        report_.reason = verdict.reason;
        report_.hint = verdict.hint;
    }
    return settlement_of(claim, verdict);
}

void Round::count(const Settlement& settlement) {
    std::size_t* counter = settlement.state == State::sent        ? &report_.sent
                           : settlement.state == State::deferred  ? &report_.deferred
                           : settlement.state == State::failed    ? &report_.failed
                           : settlement.state == State::uncertain ? &report_.uncertain
                           : settlement.state == State::cancelled ? &report_.cancelled
                                                                  : nullptr;
    if (counter != nullptr) {
        ++*counter;
    }
}

void Round::handle(const Claim& claim) {
    Settlement settlement{State::queued, "stopped", now(), false};
    if (wait_until(claim.slot)) {
        try {
            settlement = attempt(claim);
        } catch (const diag::EnvironmentError& error) {
            // No password, no disk: nothing was sent.
            outbox_.settle(claim, {State::queued, error.what(), now(), false}, now());
            throw;
        }
    }
    outbox_.settle(claim, settlement, now());
    count(settlement);
    ++handled_;
    if (options_.told) {
        options_.told(claim, settlement);
    }
}

bool Round::is_over() const {
    return stop_wanted() || (options_.limit > 0 && handled_ >= options_.limit);
}

bool Round::go_on() {
    if (report_.trouble == Trouble::none) {
        return true;
    }
    if (!options_.watch || report_.trouble == Trouble::configuration) {
        return false;
    }
    // The server is away: it is looked for again as patiently as for a message.
    courier_.reset();
    report_.trouble = Trouble::none;
    return wait_until(now() + back_off(lost_ - most_lost_connections + 1, clinic_.patience, 0.5));
}

SendReport Round::run() {
    if (!read_suppressed()) {
        return report_;
    }
    recover();
    while (!is_over()) {
        const std::optional<Claim> claim = outbox_.claim(now(), clinic_.interval);
        if (claim) {
            handle(*claim);
            if (!go_on()) {
                break;
            }
        } else if (!rest()) {
            break;
        }
    }
    return report_;
}

} // namespace

SendReport send(Outbox& outbox, const Clinic& clinic, const SendOptions& options,
                diag::Sink& sink) {
    return Round(outbox, clinic, options, sink).run();
}

} // namespace carefold::mail
