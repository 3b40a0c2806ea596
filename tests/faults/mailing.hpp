// A workshop with a list of clients, and what a batch of it left behind.
#pragma once

#include "workshop.hpp"

#include <future>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace faults {

class Mailing : public Workshop {
  public:
    /// The guide greets its reader by name.
    Mailing();
    /// clients.csv with that many records, after its first line.
    void write_clients(std::size_t count) const;
    /// carefold batch clients.csv --guide guide.xml --layout plain -o mail, and more.
    Outcome batch(const std::vector<std::string>& more = {}, const Setting& setting = {}) const;
    /// A guide called guide.xml has its folder's name.
    std::string guide_name() const { return path().filename().string(); }
    Outcome verify() const { return run({"batch", "--verify", "mail"}); }

    /// PDFs below the folder by name.
    std::vector<std::string> documents(std::string_view folder = "mail") const;
    std::vector<std::string> lines(std::string_view file) const;
};

/// A batch that is stopped in the middle, so that a test can do something meanwhile.
class StoppedBatch {
  public:
    /// Waits until some documents are there.
    StoppedBatch(const Mailing& mailing, std::vector<std::string> more = {});
    StoppedBatch(const StoppedBatch&) = delete;
    StoppedBatch& operator=(const StoppedBatch&) = delete;
    ~StoppedBatch();
    /// Lets it go on, to its end.
    Outcome resume();

  private:
    std::atomic<pid_t> process_{0};
    std::future<Outcome> outcome_;
};

/// What the line of JSON gives for the key; "" when it has none.
std::string value(const std::string& line, const std::string& key);
/// Of the events of --json, the last.
std::string last_event(const Outcome& outcome);
bool is_whole_document(const std::string& bytes);

} // namespace faults
