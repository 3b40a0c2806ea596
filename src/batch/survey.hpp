// The first reading of a list: what there is to make, and that no two documents want one name.
// Inside the room only.
#pragma once

#include "batch/batch.hpp"
#include "batch/list.hpp"
#include "batch/plan.hpp"

#include <cstdint>
#include <unordered_set>

namespace carefold::batch {

/// Tells each finding once, however many documents it concerns; counts what it tells.
class Teller {
  public:
    /// `list`: what is found in it is of one record only, and is not remembered.
    Teller(Listener& listener, std::string list) : listener_(listener), list_(std::move(list)) {}
    void tell(const std::vector<diag::Diagnostic>& findings, Totals& totals);

  private:
    Listener& listener_;
    std::string list_;
    std::unordered_set<std::uint64_t> told_; // sums; never iterated
};

/// Records of other shards have no part in it.
bool is_ours(const Shard& shard, std::size_t record);

/// Counts records and documents of the shard. With a teller, says all that is wrong with them.
/// Gives the names that clash, over all shards.
diag::Sink survey(const Ask& ask, Plan& plan, List& list, Teller* teller, Totals& totals);

/// The same for a matrix.
diag::Sink survey(const Ask& ask, const std::vector<Order>& orders, Totals& totals);

} // namespace carefold::batch
