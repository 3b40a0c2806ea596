// States and moments as text, and when to try again.
#include "mail/outbox.hpp"
#include "mail/store.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace carefold::mail {

namespace {

constexpr std::array<std::string_view, 7> states = {"queued", "sending",   "sent",     "deferred",
                                                    "failed", "uncertain", "cancelled"};

} // namespace

Time now() {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
}

std::string to_string(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string_view to_string(State state) {
    return states.at(static_cast<std::size_t>(state));
}

State parse_state(const std::string& text) {
    const auto found = std::find(states.begin(), states.end(), text);
    if (found == states.end()) {
        throw std::logic_error("no state of a message: " + text); // the schema checks them
    }
    return static_cast<State>(found - states.begin());
}

std::chrono::milliseconds back_off(int attempts, const Patience& patience, double chance) {
    const auto first = static_cast<double>(std::chrono::milliseconds(patience.first).count());
    const auto most = static_cast<double>(std::chrono::milliseconds(patience.most).count());
    const double doubled = first * std::exp2(std::clamp(attempts - 1, 0, 40));
    const double spread = 0.75 + 0.5 * std::clamp(chance, 0.0, 1.0);
    return std::chrono::milliseconds(std::llround(std::min(doubled, most) * spread));
}

} // namespace carefold::mail
