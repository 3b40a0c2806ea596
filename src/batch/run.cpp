// A batch, start to finish. The list is read twice: first for names, which must all differ before
// any work starts, then for the documents. One thread reads, all make, and what became of each is
// told in the order of the list; no more documents are on their way than threads can take in a
// while, so memory does not grow with the list.
#include "batch/feed.hpp"
#include "batch/list.hpp"
#include "batch/maker.hpp"
#include "batch/survey.hpp"
#include "batch/syncer.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <array>
#include <chrono>
#include <cstdio>

namespace carefold::batch {

namespace {

constexpr std::size_t items_per_thread = 16;  // read ahead
constexpr std::size_t stack_size = 8U << 20U; // as the main thread's

class Batch {
  public:
    Batch(const Ask& ask, Listener& listener)
        : ask_(ask), listener_(listener), teller_(listener, ask.list) {}
    Totals run();

  private:
    bool prepare();
    void make_all();
    void end(Item& item);
    void finish();
    std::size_t threads() const;
    std::string timings_name() const { return "timings" + shard_mark(ask_.shard) + ".jsonl"; }

    const Ask& ask_;
    Listener& listener_;
    Teller teller_;
    Totals totals_;
    std::optional<Plan> plan_;
    std::optional<List> list_;
    std::vector<Order> matrix_;
    std::optional<Folder> folder_;
    std::optional<Manifest> manifest_;
    std::optional<FailedList> failed_;
    std::optional<Draft> timings_;
    std::size_t last_failed_ = 0; // record
};

std::size_t Batch::threads() const {
    return ask_.jobs > 0 ? ask_.jobs
                         : static_cast<std::size_t>(std::max(1, tbb::info::default_concurrency()));
}

/// All that can be found out before anything is made; false when nothing shall be.
bool Batch::prepare() {
    diag::Sink sink;
    plan_.emplace(ask_, sink);
    if (!sink.has_errors()) {
        teller_.tell(sink.all(), totals_);
        if (ask_.list.empty()) {
            matrix_ = plan_->matrix();
            sink = survey(ask_, matrix_, totals_);
        } else {
            list_.emplace(ask_.list);
            sink = survey(ask_, *plan_, *list_, nullptr, totals_);
        }
    }
    teller_.tell(sink.all(), totals_);
    if (sink.has_errors()) {
        return false;
    }
    folder_.emplace(ask_.folder, ask_.shard);
    manifest_.emplace(*folder_, ask_.shard);
    failed_.emplace(*folder_, ask_.shard);
    totals_.manifest = folder_->path_of(manifest_name(ask_.shard));
    return true;
}

void Batch::make_all() {
    const std::unique_ptr<Feed> feed =
        list_ ? feed_of(ask_.shard, *plan_, *list_) : feed_of(ask_.shard, std::move(matrix_));
    using tbb::filter_mode;
    using Control = tbb::global_control;
    const std::size_t count = threads();
    const Control most(Control::max_allowed_parallelism, count);
    const Control stack(Control::thread_stack_size, stack_size);
    tbb::enumerable_thread_specific<Maker> makers(
        [this] { return Maker(*folder_, *manifest_, ask_.redo); });
    Syncer syncer(*folder_, *manifest_);
    tbb::task_arena arena(static_cast<int>(count));
    Window window(*feed, count * items_per_thread);
    Turns turns;
    const auto read =
        tbb::make_filter<void, bool>(filter_mode::serial_in_order, [&](tbb::flow_control& control) {
            const bool more = window.read();
            if (!more) {
                control.stop();
            }
            return more;
        });
    const auto make = tbb::make_filter<bool, ItemPtr>(filter_mode::parallel, [&](bool) {
        Maker& maker = makers.local();
        ItemPtr item = window.take(&maker);
        if (item->order) {
            item->result = maker.make(std::move(*item->order));
        }
        return item;
    });
    const auto tell =
        tbb::make_filter<ItemPtr, void>(filter_mode::serial_out_of_order, [&](const ItemPtr& item) {
            syncer.rethrow();
            for (const ItemPtr& each : turns.put(item)) {
                end(*each);
            }
        });
    arena.execute([&] { tbb::parallel_pipeline(2 * count, read & make & tell); });
}

/// What became of one item.
void Batch::end(Item& item) {
    const Event& event = item.result.event;
    if (event.kind == Event::Kind::failed) {
        ++totals_.failed;
        if (item.record) {
            failed_->add(*item.record, *item.shape);
            totals_.failed_records += item.record->number == last_failed_ ? 0 : 1;
            last_failed_ = item.record->number;
        }
    } else if (item.order) {
        const bool made = event.kind == Event::Kind::made;
        ++(made ? totals_.made : totals_.kept);
        totals_.pages += made ? event.line.pages : 0;
        totals_.bytes += made ? event.line.bytes : 0;
    }
    for (const auto& [stage, milliseconds] : item.result.timings) {
        totals_.stages[stage] += milliseconds;
    }
    teller_.tell(item.result.findings, totals_);
    if (event.kind == Event::Kind::made && item.order) {
        if (!timings_) {
            timings_.emplace(*folder_, timings_name());
        }
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.3f", event.milliseconds);
        timings_->write("{\"name\":" + quoted_json(event.line.name) +
                        ",\"milliseconds\":" + text.data() + "}\n");
    }
    if (item.order || event.kind == Event::Kind::failed) {
        listener_.ended(event, totals_);
    }
}

void Batch::finish() {
    if (list_) {
        list_->require_unchanged();
    }
    try {
        plan_->require_unchanged_inputs();
    } catch (const diag::EnvironmentError&) {
        manifest_->forget();
        throw;
    }
    std::optional<Closing> closing;
    if (!ask_.shard.whole()) {
        closing = {ask_.shard,
                   plan_->sum(),
                   list_ ? list_->sum() : std::string(),
                   totals_.records,
                   totals_.made + totals_.kept,
                   totals_.failed};
    }
    totals_.failed_list = failed_->finish();
    if (timings_) {
        timings_->place();
    }
    manifest_->finish(closing);
    folder_->sync();
}

Totals Batch::run() {
    const auto start = std::chrono::steady_clock::now();
    if (prepare()) {
        listener_.started(totals_);
        make_all();
        finish();
    }
    totals_.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return totals_;
}

} // namespace

Totals run(const Ask& ask, Listener& listener) {
    return Batch(ask, listener).run();
}

Totals check(const Ask& ask, Listener& listener) {
    const auto start = std::chrono::steady_clock::now();
    Teller teller(listener, ask.list);
    Totals totals;
    diag::Sink sink;
    Plan plan(ask, sink);
    if (!sink.has_errors()) {
        teller.tell(sink.all(), totals);
        if (ask.list.empty()) {
            sink = survey(ask, plan.matrix(), totals);
        } else {
            List list(ask.list);
            sink = survey(ask, plan, list, &teller, totals);
        }
    }
    teller.tell(sink.all(), totals);
    totals.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return totals;
}

} // namespace carefold::batch
