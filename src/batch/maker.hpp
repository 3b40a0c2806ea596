// One document: kept when it is whole and unchanged, else made and put into the folder. Inside the
// room only.
#pragma once

#include "batch/folder.hpp"
#include "batch/manifest.hpp"
#include "batch/plan.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace carefold::batch {

/// What became of an order.
struct Result {
    Event event;
    std::vector<diag::Diagnostic> findings;
    std::vector<std::pair<std::string, double>> timings; // stage, milliseconds
};

/// For one thread.
class Maker {
  public:
    Maker(Folder& folder, Manifest& manifest, bool redo)
        : folder_(folder), manifest_(manifest), redo_(redo) {}
    /// Throws what stops the whole batch.
    Result make(Order&& order);

  private:
    /// A sum of the bytes that documents share, for as long as they are there.
    struct Begun {
        std::weak_ptr<const std::string> bytes;
        Sha256 sum;
    };
    bool is_unchanged(Line& line);
    job::Made make_bytes(const job::Request& request, diag::Sink& sink);
    std::string sum_of(const job::Made& made);
    void put(const job::Made& made, Line& line);

    Folder& folder_;
    Manifest& manifest_;
    bool redo_;
    std::unique_ptr<job::Series> series_;
    std::map<const std::string*, Begun> begun_;
};

} // namespace carefold::batch
