// The second reading of a list, or a matrix, as one item after the other. Inside the room only.
#pragma once

#include "batch/list.hpp"
#include "batch/maker.hpp"
#include "batch/plan.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace carefold::batch {

/// What goes through the pipeline: an order, or a record that gave none.
struct Item {
    std::optional<Order> order;
    std::shared_ptr<const records::Record> record;
    std::shared_ptr<const Shape> shape;
    Result result;
};
using ItemPtr = std::shared_ptr<Item>;

/// Gives one item after the other.
class Feed {
  public:
    virtual ~Feed() = default;
    virtual ItemPtr next() = 0; // nullptr at the end
};

/// Of the shard's records. Plan and list must outlive it.
std::unique_ptr<Feed> feed_of(const Shard& shard, Plan& plan, List& list);
std::unique_ptr<Feed> feed_of(const Shard& shard, std::vector<Order> matrix);

} // namespace carefold::batch
