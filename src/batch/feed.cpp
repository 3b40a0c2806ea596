#include "batch/feed.hpp"

#include "batch/survey.hpp"

#include <algorithm>
#include <deque>
#include <functional>

namespace carefold::batch {

namespace {

class MatrixFeed : public Feed {
  public:
    MatrixFeed(const Shard& shard, std::vector<Order> orders)
        : shard_(shard), orders_(std::move(orders)) {}
    ItemPtr next() override {
        while (at_ < orders_.size() && !is_ours(shard_, orders_[at_].line.record)) {
            ++at_;
        }
        if (at_ == orders_.size()) {
            return nullptr;
        }
        auto item = std::make_shared<Item>();
        item->order = orders_[at_++];
        return item;
    }

  private:
    Shard shard_;
    std::vector<Order> orders_;
    std::size_t at_ = 0;
};

class ListFeed : public Feed {
  public:
    ListFeed(const Shard& shard, Plan& plan, List& list)
        : shard_(shard), plan_(plan), list_(list),
          reader_(list.second_reading(), list.path(), plan.schema()) {}
    ItemPtr next() override {
        while (waiting_.empty() && !ended_) {
            read();
        }
        if (waiting_.empty()) {
            return nullptr;
        }
        ItemPtr item = std::move(waiting_.front());
        waiting_.pop_front();
        return item;
    }

  private:
    void read() {
        list_.require_unchanged(); // a look at its time costs less than any record
        auto record = std::make_shared<records::Record>();
        diag::Sink sink;
        ended_ = !reader_.next(*record, sink);
        if (ended_ ? sink.all().empty() : !is_ours(shard_, record->number)) {
            return;
        }
        if (!shape_) {
            shape_ = std::make_shared<const Shape>(Shape{reader_.format(), reader_.head()});
        }
        auto orders =
            ended_ || sink.has_errors() ? std::vector<Order>() : plan_.orders(*record, sink);
        if (!sink.all().empty()) { // apart from the documents, should there be any
            waiting_.push_back(findings(record, sink));
        }
        for (Order& order : orders) {
            auto item = std::make_shared<Item>();
            plan_.personalise(order, *record);
            item->order = std::move(order);
            item->record = record;
            item->shape = shape_;
            waiting_.push_back(std::move(item));
        }
    }

    /// An item without an order: of a record with errors it is all there is.
    ItemPtr findings(const std::shared_ptr<const records::Record>& record, const diag::Sink& sink) {
        auto item = std::make_shared<Item>();
        item->result.findings = sink.all();
        if (!ended_ && sink.has_errors()) {
            item->record = record;
            item->shape = shape_;
            Event& event = item->result.event;
            event.kind = Event::Kind::failed;
            event.findings = sink.all();
            event.line.record = record->number;
            event.line.line = record->span.line;
            const std::string* id = record->find("client.id");
            event.line.client = id == nullptr ? std::string() : *id;
        }
        return item;
    }

    Shard shard_;
    Plan& plan_;
    const List& list_;
    records::Reader reader_;
    std::deque<ItemPtr> waiting_;
    std::shared_ptr<const Shape> shape_;
    bool ended_ = false;
};

/// Documents of one kind are made from the same things. Records without documents are of none.
std::size_t kind_of(const Item& item) {
    if (!item.order) {
        return 0;
    }
    const job::Request& request = item.order->request;
    const std::string words = request.guide + '\0' + request.layout + '\0' + request.language +
                              '\0' + std::to_string(static_cast<int>(request.audience));
    return std::max<std::size_t>(1, std::hash<std::string>()(words));
}

} // namespace

bool Window::read() {
    while (!ended_ && read_ < promised_ + ahead_) {
        ItemPtr item = feed_.next();
        ended_ = item == nullptr;
        if (item) {
            item->place = read_++;
            const std::size_t kind = kind_of(*item);
            const std::lock_guard lock(mutex_);
            waiting_.push_back({std::move(item), kind, taken_});
        }
    }
    if (promised_ == read_) {
        return false;
    }
    ++promised_;
    return true;
}

std::list<Window::Waiting>::iterator Window::choose(const void* maker) {
    auto fresh = waiting_.end();
    for (auto at = waiting_.begin(); at != waiting_.end(); ++at) {
        const auto known = makers_.find(at->kind);
        if (at->kind == 0 || (known != makers_.end() && known->second.contains(maker))) {
            return at;
        }
        if (fresh == waiting_.end() && known == makers_.end()) {
            fresh = at;
        }
    }
    return fresh != waiting_.end() ? fresh : waiting_.begin();
}

ItemPtr Window::take(const void* maker) {
    const std::lock_guard lock(mutex_);
    const std::size_t patience = 4 * ahead_;
    const bool late = taken_ - waiting_.front().since > patience;
    const auto chosen = late ? waiting_.begin() : choose(maker);
    makers_[chosen->kind].insert(maker);
    ++taken_;
    ItemPtr item = std::move(chosen->item);
    waiting_.erase(chosen);
    return item;
}

std::vector<ItemPtr> Turns::put(const ItemPtr& item) {
    early_.emplace(item->place, item);
    std::vector<ItemPtr> due;
    while (!early_.empty() && early_.begin()->first == next_) {
        due.push_back(std::move(early_.begin()->second));
        early_.erase(early_.begin());
        ++next_;
    }
    return due;
}

std::unique_ptr<Feed> feed_of(const Shard& shard, Plan& plan, List& list) {
    return std::make_unique<ListFeed>(shard, plan, list);
}

std::unique_ptr<Feed> feed_of(const Shard& shard, std::vector<Order> matrix) {
    return std::make_unique<MatrixFeed>(shard, std::move(matrix));
}

} // namespace carefold::batch
