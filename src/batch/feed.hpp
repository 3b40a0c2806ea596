// The second reading of a list, or a matrix, as one item after the other. Inside the room only.
#pragma once

#include "batch/list.hpp"
#include "batch/maker.hpp"
#include "batch/plan.hpp"

#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

namespace carefold::batch {

/// What goes through the pipeline: an order, or a record that gave none.
struct Item {
    std::optional<Order> order;
    std::shared_ptr<const records::Record> record;
    std::shared_ptr<const Shape> shape;
    Result result;
    std::size_t place = 0; // in the order of the list
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

/// Reads some items ahead, so that each maker can be given those whose like it has made before:
/// what a language's documents share is then kept, and made, by few makers and not by all.
class Window {
  public:
    Window(Feed& feed, std::size_t ahead) : feed_(feed), ahead_(ahead) {}
    /// By one thread at a time. True for each item there is; then somebody must take one.
    bool read();
    /// By any thread. None waits for long, however unlike all others it is.
    ItemPtr take(const void* maker);

  private:
    struct Waiting {
        ItemPtr item;
        std::size_t kind = 0;
        std::size_t since = 0; // of taken_
    };
    std::list<Waiting>::iterator choose(const void* maker);

    Feed& feed_;
    std::size_t ahead_;
    std::size_t promised_ = 0; // by read()
    std::size_t read_ = 0;
    bool ended_ = false;
    std::mutex mutex_; // of what follows
    std::size_t taken_ = 0;
    std::list<Waiting> waiting_;
    std::map<std::size_t, std::set<const void*>> makers_; // of each kind
};

/// Puts items back into the order of the list. By one thread at a time.
class Turns {
  public:
    /// Those whose turn it is, now that this one is made.
    std::vector<ItemPtr> put(const ItemPtr& item);

  private:
    std::size_t next_ = 0;
    std::map<std::size_t, ItemPtr> early_;
};

} // namespace carefold::batch
