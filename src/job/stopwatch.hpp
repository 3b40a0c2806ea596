// Time per stage. Inside the room only.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace carefold::job {

class Stopwatch {
  public:
    /// The time since the last lap (or the start) went into `stage`.
    void lap(std::string stage) {
        const Clock::time_point now = Clock::now();
        laps_.emplace_back(std::move(stage), since(last_, now));
        last_ = now;
    }
    double total() const { return since(start_, Clock::now()); }
    const std::vector<std::pair<std::string, double>>& laps() const { return laps_; }

  private:
    using Clock = std::chrono::steady_clock;
    static double since(Clock::time_point from, Clock::time_point to) {
        return std::chrono::duration<double, std::milli>(to - from).count();
    }
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_ = start_;
    std::vector<std::pair<std::string, double>> laps_;
};

} // namespace carefold::job
