#include "batch/maker.hpp"

#include <sys/stat.h>

#include <chrono>
#include <new>

namespace carefold::batch {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t most_begun = 256;

double since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace

/// The file is looked at, not believed. What the list says of the document may have moved on.
bool Maker::is_unchanged(Line& line) {
    if (redo_) {
        return false;
    }
    std::optional<Line> old = manifest_.find(line.name);
    if (!old || old->key != line.key) {
        return false;
    }
    const Handle file = folder_.open(line.name);
    struct stat status {};
    if (!file || ::fstat(file.number(), &status) != 0 ||
        static_cast<std::size_t>(status.st_size) != old->bytes) {
        return false;
    }
    const auto sum = sha256_of_open(file.number());
    if (!sum || hex(*sum) != old->sha256) {
        return false;
    }
    const bool same =
        old->record == line.record && old->line == line.line && old->client == line.client;
    old->record = line.record;
    old->line = line.line;
    old->client = line.client;
    line = std::move(*old);
    if (same) {
        manifest_.keep(line.name);
    } else {
        manifest_.append(line);
    }
    return true;
}

/// A guide or font that cannot be read concerns its documents; memory concerns all.
job::Made Maker::make_bytes(const job::Request& request, diag::Sink& sink) {
    if (!series_) {
        series_ = std::make_unique<job::Series>();
    }
    try {
        return series_->make(request, sink);
    } catch (const diag::EnvironmentError& error) {
        series_.reset(); // what it keeps may be half made
        if (error.code() == "job.out-of-memory") {
            throw;
        }
        sink.report({diag::Severity::error, error.code(), {}, error.what(), error.hint(), {}});
        return {};
    }
}

std::string Maker::sum_of(const job::Made& made) {
    if (!made.shared) {
        return hex(sha256(made.own));
    }
    const auto known = begun_.find(made.shared.get());
    if (known != begun_.end() && known->second.bytes.lock() == made.shared) {
        Sha256 sum = known->second.sum;
        return hex(sum.add(made.own).finish());
    }
    if (begun_.size() >= most_begun) {
        std::erase_if(begun_, [](const auto& each) { return each.second.bytes.expired(); });
    }
    Begun begun{made.shared, {}};
    begun.sum.add(*made.shared);
    Sha256 sum = begun.sum;
    begun_.insert_or_assign(made.shared.get(), std::move(begun));
    return hex(sum.add(made.own).finish());
}

void Maker::put(const job::Made& made, Line& line) {
    const std::string_view shared = made.shared ? std::string_view(*made.shared) : "";
    line.pages = made.pages;
    line.bytes = shared.size() + made.own.size();
    line.sha256 = sum_of(made);
    const std::string draft = folder_.draft(shared, made.own);
    try {
        manifest_.append(line); // before it is in place: see manifest.cpp
    } catch (...) {
        folder_.drop(draft);
        throw;
    }
    folder_.place(draft, line.name);
}

Result Maker::make(Order&& order) {
    const Clock::time_point start = Clock::now();
    Result result;
    Event& event = result.event;
    event.line = std::move(order.line);
    event.line.key = key_of(order.request, event.line.inputs);
    if (is_unchanged(event.line)) {
        event.kind = Event::Kind::kept;
        result.timings.emplace_back("compare", since(start));
        event.milliseconds = since(start);
        return result;
    }
    diag::Sink sink;
    const job::Made made = make_bytes(order.request, sink);
    result.timings = made.timings;
    event.line.warnings = sink.warnings();
    if (sink.has_errors()) {
        event.kind = Event::Kind::failed;
        event.findings = sink.all();
    } else {
        const Clock::time_point finished = Clock::now();
        put(made, event.line);
        result.timings.emplace_back("sum and write", since(finished));
    }
    result.findings = sink.all();
    for (diag::Diagnostic& each : result.findings) {
        each.trail.push_back("while making `" + event.line.name + "`" +
                             (event.line.line > 0
                                  ? " of the record in line " + std::to_string(event.line.line)
                                  : ""));
    }
    event.milliseconds = since(start);
    return result;
}

} // namespace carefold::batch
