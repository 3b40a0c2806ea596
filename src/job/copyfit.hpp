// Copyfitting one document: proofs at the settings the search asks for. Inside the room only.
#pragma once

#include "diag/diag.hpp"
#include "flow/flow.hpp"
#include "job/job.hpp"
#include "layout/layout.hpp"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace carefold::job {

/// The document at one setting. Neither copied nor moved: its parts point at each other.
struct Proof {
    std::optional<design::Layout> layout; // none: the layout as it is written
    flow::Document flow;
    diag::Sink sink;
    std::unique_ptr<layout::Galley> galley;
};

class Copyfitting {
  public:
    /// `ideal`: the request, resolved. All outlive this.
    Copyfitting(const flow::Request& request, flow::Document ideal,
                const layout::Resources& resources);

    /// Searches. nullptr when nothing fits or the document has errors; `sink` has been told.
    /// Codes: layout.copyfit-impossible and those of resolving and drafting.
    Proof* search(diag::Sink& sink);
    /// The proof's pages, if they came out as drafted; else nothing, and search() knows better.
    std::optional<pages::Document> set(Proof& proof, diag::Sink& sink);
    Copyfit report();
    /// All that were drafted: the search depends on these and no others.
    std::vector<Proof*> drafted();

  private:
    layout::Extent measure(layout::Setting setting);
    std::unique_ptr<Proof> proof_at(layout::Setting setting) const;
    std::vector<double> values(layout::Setting setting) const;
    void report_impossible(diag::Sink& sink);
    std::string remedy(const layout::Verdict& verdict) const;

    const flow::Request& request_;
    const design::Copyfit& copyfit_;
    layout::Resources resources_;
    std::map<layout::Setting, std::unique_ptr<Proof>> proofs_;
    std::vector<flow::Omission> omissions_;
    std::optional<layout::Copyfitter> fitter_;
    layout::Copyfitter::Answer answer_;
};

} // namespace carefold::job
