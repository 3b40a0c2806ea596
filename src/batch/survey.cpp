#include "batch/survey.hpp"

#include "locale/locale.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace carefold::batch {

namespace {

constexpr std::size_t most_clashes = 20; // told
constexpr std::size_t most_told = 100'000;

std::uint64_t sum_of(const diag::Diagnostic& finding) {
    return Hash()
        .add(finding.code)
        .add(finding.span.file ? *finding.span.file : "")
        .add(":" + std::to_string(finding.span.line) + ":" + std::to_string(finding.span.column))
        .add(finding.message)
        .value();
}

/// Documents of which another wants the same name.
class Clashes {
  public:
    Clashes(const std::vector<Names::Clash>& clashes, diag::Sink& sink) : sink_(sink) {
        for (const Names::Clash& each : clashes) {
            sums_.insert(each.sum);
            records_.insert({each.first, each.second});
        }
    }
    bool concern(std::size_t record) const { return records_.count(record) > 0; }
    void add(const Line& line, const diag::Span& span) {
        const std::uint64_t sum = Names::sum_of(line.name);
        if (sums_.count(sum) == 0) {
            return;
        }
        const auto [first, is_first] = first_.try_emplace(sum, line);
        // Two names may have one sum and yet differ; then both are fine.
        const bool same = locale::fold(first->second.name) == locale::fold(line.name);
        if (!is_first && same) {
            sink_.error("batch.same-name", span, message(first->second, line), hint(line));
        }
    }

  private:
    static std::string message(const Line& first, const Line& second) {
        const std::string name = "`" + second.name + "` ";
        if (second.line == 0) {
            return name + "would be the name of two documents";
        }
        return first.record == second.record
                   ? name + "would be the name of two documents of this record"
                   : name +
                         "would be the name of a document of this record and of the one in line " +
                         std::to_string(first.line);
    }
    static std::string hint(const Line& line) {
        return line.client.empty() ? "tell them apart with --names: {lang}, {guide}, {layout}, "
                                     "{audience}, {edition}, {record} and fields of the record"
                                   : "give each record its own client.id, or tell them apart with "
                                     "--names: {record}, {lang}, {audience}, {edition}";
    }

    diag::Sink& sink_;
    std::set<std::uint64_t> sums_;
    std::set<std::size_t> records_;
    std::map<std::uint64_t, Line> first_;
};

/// Reads the list once more, for the lines.
void tell_clashes(const std::vector<Names::Clash>& found, Plan& plan, List& list,
                  diag::Sink& sink) {
    Clashes clashes(found, sink);
    records::Reader reader(list.second_reading(), list.path(), plan.schema());
    records::Record record;
    for (diag::Sink unheard; reader.next(record, unheard); unheard = diag::Sink()) {
        if (!clashes.concern(record.number) || unheard.has_errors()) {
            continue;
        }
        for (const Order& order : plan.orders(record, unheard)) {
            clashes.add(order.line, record.span);
        }
    }
}

} // namespace

void Teller::tell(const std::vector<diag::Diagnostic>& findings, Totals& totals) {
    for (const diag::Diagnostic& each : findings) {
        const bool of_list = each.span.file && *each.span.file == list_;
        if (!of_list && told_.size() < most_told && !told_.insert(sum_of(each)).second) {
            continue;
        }
        totals.errors += each.severity == diag::Severity::error ? 1 : 0;
        totals.warnings += each.severity == diag::Severity::warning ? 1 : 0;
        listener_.found(each);
    }
}

bool is_ours(const Shard& shard, std::size_t record) {
    return (record - 1) % shard.count == shard.index - 1;
}

diag::Sink survey(const Ask& ask, Plan& plan, List& list, Teller* teller, Totals& totals) {
    Names names;
    records::Reader reader(list.first_reading(), list.path(), plan.schema());
    records::Record record;
    for (bool more = true; more;) {
        diag::Sink sink;
        more = reader.next(record, sink);
        const auto orders =
            more && !sink.has_errors() ? plan.orders(record, sink) : std::vector<Order>();
        for (const Order& each : orders) {
            names.add(each.line.name, record.number);
        }
        if (more && is_ours(ask.shard, record.number)) {
            ++totals.records;
            totals.documents += std::max<std::size_t>(orders.size(), sink.has_errors() ? 1 : 0);
            totals.failed_records += teller != nullptr && sink.has_errors() ? 1 : 0;
        }
        if (teller != nullptr) {
            teller->tell(sink.all(), totals);
        }
    }
    diag::Sink clashes;
    if (const auto found = names.clashes(most_clashes); !found.empty()) {
        tell_clashes(found, plan, list, clashes);
    }
    return clashes;
}

diag::Sink survey(const Ask& ask, const std::vector<Order>& orders, Totals& totals) {
    Names names;
    for (const Order& each : orders) {
        names.add(each.line.name, each.line.record);
        totals.documents += is_ours(ask.shard, each.line.record) ? 1 : 0;
    }
    diag::Sink clashes;
    Clashes told(names.clashes(most_clashes), clashes);
    for (const Order& each : orders) {
        told.add(each.line, {});
    }
    return clashes;
}

} // namespace carefold::batch
