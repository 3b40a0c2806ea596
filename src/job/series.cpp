// Documents that differ in their readers.
//
// What is kept, from the general to the particular: a stock is all that is read for a guide,
// layout, language and audience; a base is one document of it, made in the usual way, together
// with all that is needed to put another reader's values into it. A base serves every reader whose
// document would have been made alike: with the same techniques, values for the same fields, and
// values that come to the same lines. `layout/personal.cpp` says why that is enough; where a layout
// is copyfitted it has to hold at every setting that was tried, for the search sees no more.
#include "check/check.hpp"
#include "job/findings.hpp"
#include "job/making.hpp"
#include "pdf/pdf.hpp"

#include <malloc.h>

#include <algorithm>
#include <list>
#include <new>

namespace carefold::job {

namespace {

constexpr std::size_t most_bases = 48;
constexpr std::size_t most_stocks = 24;
constexpr std::size_t most_uses = 20'000; // of a stock: it remembers every name it shaped

struct Stock {
    std::string key;
    Work work; // as far as it is loaded
    diag::Sink found;
    bool usable = false;
    std::size_t uses = 0;
};

/// Everything a document's sources depend on.
std::string stock_key(const Request& request) {
    std::string key;
    for (const std::string* part :
         {&request.guide, &request.layout, &request.brand, &request.language}) {
        key += *part;
        key += '\0';
    }
    key += static_cast<char>('0' + static_cast<int>(request.audience));
    key += request.required ? static_cast<char>('0' + static_cast<int>(*request.required)) : '-';
    return key;
}

struct Base {
    const Stock* stock = nullptr;
    Edition edition = Edition::reader;
    std::optional<std::vector<std::string>> techniques;
    Work work;
    diag::Sink found;    // in what is not the reader's own
    diag::Sink personal; // in the present reader's values
    pages::Document pages;
    std::unique_ptr<pdf::Shell> shell;
    std::shared_ptr<const std::string> whole; // the file, when it is nobody's own
    Report report;
    bool open = false; // takes other readers' values

    /// Values of the same fields, the same where they cannot be exchanged.
    bool suits(const Request& request) const {
        if (request.edition != edition || request.techniques != techniques) {
            return false;
        }
        const flow::Document& flow = *work.set;
        return std::all_of(flow.asked.begin(), flow.asked.end(), [&](const std::string& name) {
            const std::string* mine = work.personal.find(name);
            const std::string* other =
                name.starts_with("clinic.") ? nullptr : request.personal.find(name);
            other = other != nullptr && other->empty() ? nullptr : other;
            const bool both = mine != nullptr && other != nullptr;
            return both ? !flow.bound.contains(name) || *mine == *other : mine == other;
        });
    }

    /// Puts the values in; false when that would move what is not the reader's own.
    bool take(const Request& request) {
        personal = {};
        if (!work.copyfitting) {
            flow::imprint(work.flow, request.personal);
            return work.galley->same_room();
        }
        bool same = true;
        for (Proof* proof : work.copyfitting->drafted()) {
            flow::imprint(proof->flow, request.personal);
            same = same && proof->galley->same_room();
        }
        return same;
    }

    layout::Galley& galley() { return work.proof ? *work.proof->galley : *work.galley; }
};

/// The pages with other lines in their places.
pages::Document with_lines(const pages::Document& base, const pages::Imprint& lines) {
    pages::Document made = base;
    for (pages::Page& page : made.pages) {
        std::vector<pages::Item> items;
        items.reserve(page.items.size());
        std::int32_t last = -1;
        for (pages::Item& item : page.items) {
            const std::int32_t personal = item.personal;
            if (personal < 0) {
                items.push_back(std::move(item));
            } else if (personal != last) {
                const auto& line = lines[static_cast<std::size_t>(personal)];
                items.insert(items.end(), line.begin(), line.end());
            }
            last = personal;
        }
        page.items = std::move(items);
    }
    return made;
}

} // namespace

struct Series::Impl {
    std::shared_ptr<const locale::Hyphenation> hyphenation;
    std::list<Stock> stocks; // the last used first
    std::list<Base> bases;

    Stock& stock_for(const Request& request);
    static void settle(Base& base);
    void drop(const Stock& stock);
    Made make(const Request& request, diag::Sink& sink);
    Made make_new(const Request& request, Stock& stock, diag::Sink& sink);
    static Made make_from(Base& base, const Request& request, diag::Sink& sink);
    static void open(Base& base);
};

void Series::Impl::drop(const Stock& stock) {
    bases.remove_if([&](const Base& base) { return base.stock == &stock; });
    stocks.remove_if([&](const Stock& each) { return &each == &stock; });
}

Stock& Series::Impl::stock_for(const Request& request) {
    const std::string key = stock_key(request);
    auto found = std::find_if(stocks.begin(), stocks.end(),
                              [&](const Stock& stock) { return stock.key == key; });
    if (found != stocks.end() && found->uses >= most_uses) {
        drop(*found);
        found = stocks.end();
    }
    if (found != stocks.end()) {
        stocks.splice(stocks.begin(), stocks, found);
    } else {
        while (stocks.size() >= most_stocks) {
            drop(stocks.back());
        }
        Stock& made = stocks.emplace_front();
        made.key = key;
        made.work.hyphenation = hyphenation;
        made.usable = load(request, made.work, made.found);
        if (made.usable) {
            equip(made.work, made.found);
            hyphenation = made.work.hyphenation;
        }
    }
    ++stocks.front().uses;
    return stocks.front();
}

/// The base's document, with its own reader's values, becomes one for all who suit it.
void Series::Impl::open(Base& base) {
    const std::vector<Proof*> drafted =
        base.work.copyfitting ? base.work.copyfitting->drafted() : std::vector<Proof*>();
    base.open = base.galley().imprintable() &&
                std::all_of(drafted.begin(), drafted.end(),
                            [](const Proof* proof) { return proof->galley->imprintable(); });
    if (!pages::is_personal(base.pages)) {
        base.whole = std::make_shared<const std::string>(
            bytes_of(base.edition, base.pages, *base.work.sources, base.report, base.found));
        base.pages = {};
    } else if (base.open && base.edition == Edition::reader) {
        base.shell =
            std::make_unique<pdf::Shell>(base.pages, pdf::Options{}.compression, base.found);
        base.pages = {};
    }
}

/// A base that is kept needs little of what it took to make it, and there may be dozens.
void Series::Impl::settle(Base& base) {
    if (base.work.copyfitting) {
        for (Proof* proof : base.work.copyfitting->drafted()) {
            proof->galley->settle();
        }
    } else {
        base.work.galley->settle();
    }
    base.work.shaper->forget();
    base.work.memory = {};
    ::malloc_trim(0);
}

Made Series::Impl::make_from(Base& base, const Request& request, diag::Sink& sink) {
    Made made;
    Stopwatch watch;
    pass_on(base.found, sink);
    pass_on(base.personal, sink);
    const pages::Imprint lines = base.galley().imprint();
    watch.lap("lines");
    if (sink.has_errors()) {
        return made;
    }
    Report report = base.report;
    if (base.whole) {
        made.shared = base.whole;
    } else if (base.shell) {
        made.shared = base.shell->shared();
        made.own = base.shell->finish(lines, sink);
    } else {
        made.own = bytes_of(request.edition, with_lines(base.pages, lines), *base.work.sources,
                            report, sink);
    }
    watch.lap("pdf");
    made.pages = report.pages;
    made.sheets = report.sheets;
    made.timings = watch.laps();
    return made;
}

Made Series::Impl::make_new(const Request& request, Stock& stock, diag::Sink& sink) {
    Base& base = bases.emplace_front();
    base.stock = &stock;
    base.edition = request.edition;
    base.techniques = request.techniques;
    base.work.sources = stock.work.sources;
    base.work.hyphenation = stock.work.hyphenation;
    base.work.shaper = stock.work.shaper;
    base.work.resources.personal = &base.personal;
    Made made;
    if (resolve(request, base.work, base.found)) {
        base.pages = set_pages(base.work, base.report, base.found);
        if (!base.found.has_errors() && !base.personal.has_errors()) {
            check::inspect(base.pages, *base.work.set, base.found);
            base.work.watch.lap("check");
        }
    }
    if (base.found.has_errors() || base.personal.has_errors()) {
        pass_on(base.found, sink);
        pass_on(base.personal, sink);
        bases.pop_front();
        return made;
    }
    base.report.pages = base.pages.pages.size();
    open(base);
    if (base.found.has_errors()) { // the sheets' or the press's
        pass_on(base.found, sink);
        bases.pop_front();
        return made;
    }
    if (base.open && base.take(request)) {
        made = make_from(base, request, sink);
    } else {
        pass_on(base.found, sink);
        pass_on(base.personal, sink);
        made.own = bytes_of(request.edition, base.pages, *base.work.sources, base.report, sink);
        made.pages = base.report.pages;
        made.sheets = base.report.sheets;
    }
    made.timings.insert(made.timings.begin(), base.work.watch.laps().begin(),
                        base.work.watch.laps().end());
    if (!base.open) {
        bases.pop_front();
        return made;
    }
    settle(base);
    if (bases.size() > most_bases) {
        bases.pop_back();
    }
    return made;
}

Made Series::Impl::make(const Request& request, diag::Sink& sink) {
    Stock& stock = stock_for(request);
    pass_on(stock.found, sink);
    if (!stock.usable) {
        return {};
    }
    for (auto base = bases.begin(); base != bases.end(); ++base) {
        Stopwatch watch;
        if (base->stock == &stock && base->suits(request) && base->take(request)) {
            watch.lap("values");
            Made made = make_from(*base, request, sink);
            made.timings.insert(made.timings.begin(), watch.laps().front());
            bases.splice(bases.begin(), bases, base);
            return made;
        }
    }
    return make_new(request, stock, sink);
}

Series::Series() : impl_(std::make_unique<Impl>()) {}
Series::~Series() = default;

Made Series::make(const Request& request, diag::Sink& sink) {
    try {
        return impl_->make(request, sink);
    } catch (const std::bad_alloc&) {
        throw diag::EnvironmentError("job.out-of-memory", "memory ran out while making a document",
                                     "close other programs or raise the memory limit");
    }
}

} // namespace carefold::job
