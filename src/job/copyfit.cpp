#include "job/copyfit.hpp"

#include "job/findings.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace carefold::job {

namespace {

std::string points(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1fpt", value);
    return text.data();
}

std::string lines(double count) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f line%s", count, count == 1 ? "" : "s");
    return text.data();
}

std::string pages_of(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " page" : " pages");
}

} // namespace

Copyfitting::Copyfitting(const flow::Request& request, flow::Document ideal,
                         const layout::Resources& resources)
    : request_(request), copyfit_(*request.layout->copyfit), resources_(resources),
      omissions_(flow::omissions(request, ideal)) {
    auto proof = std::make_unique<Proof>();
    proof->flow = std::move(ideal);
    proofs_.emplace(layout::Setting{}, std::move(proof));
    layout::Aim aim;
    aim.pages = copyfit_.pages;
    aim.multiple = copyfit_.multiple;
    aim.omissions = static_cast<int>(omissions_.size());
    aim.guess = [this](int step) { return design::guessed_height(copyfit_, values({0, step})); };
    fitter_.emplace(std::move(aim), [this](layout::Setting setting) { return measure(setting); });
}

std::vector<double> Copyfitting::values(layout::Setting setting) const {
    return design::fit_values(copyfit_, setting.tightness());
}

std::unique_ptr<Proof> Copyfitting::proof_at(layout::Setting setting) const {
    auto proof = std::make_unique<Proof>();
    flow::Request request = request_;
    if (setting.step != 0) {
        proof->layout = design::fitted(*request_.layout, values(setting));
        request.layout = &*proof->layout;
    }
    for (int i = 0; i < setting.omissions; ++i) {
        const auto& elements = omissions_[static_cast<std::size_t>(i)].elements;
        request.omitted.insert(request.omitted.end(), elements.begin(), elements.end());
    }
    proof->flow = flow::resolve(request, proof->sink);
    return proof;
}

layout::Extent Copyfitting::measure(layout::Setting setting) {
    std::unique_ptr<Proof>& proof = proofs_[setting];
    if (proof == nullptr) {
        proof = proof_at(setting);
    }
    proof->galley = std::make_unique<layout::Galley>(proof->flow, resources_, proof->sink);
    return proof->galley->extent();
}

Proof* Copyfitting::search(diag::Sink& sink) {
    (void)fitter_->extent({});
    const Proof& ideal = *proofs_.at({});
    if (ideal.sink.has_errors()) {
        pass_on(ideal.sink, sink);
        return nullptr;
    }
    answer_ = fitter_->find();
    if (!answer_.found) {
        report_impossible(sink);
        return nullptr;
    }
    return proofs_.at(answer_.setting).get();
}

std::optional<pages::Document> Copyfitting::set(Proof& proof, diag::Sink& sink) {
    pages::Document pages = proof.galley->pages();
    const layout::Extent& extent = proof.galley->extent();
    if (!layout::judge(extent, answer_.pages).fits()) {
        fitter_->correct(answer_.setting, extent);
        return std::nullopt;
    }
    pass_on(proof.sink, sink);
    return pages;
}

std::vector<Proof*> Copyfitting::drafted() {
    std::vector<Proof*> all;
    for (const auto& [setting, proof] : proofs_) {
        if (proof && proof->galley) {
            all.push_back(proof.get());
        }
    }
    return all;
}

void Copyfitting::report_impossible(diag::Sink& sink) {
    const layout::Setting setting = answer_.setting;
    const layout::Verdict verdict = layout::judge(fitter_->extent(setting), answer_.pages);
    const std::string by = lines(std::max(verdict.lines, 1.0));
    const std::string pages = pages_of(answer_.pages);
    std::string message = "the text is " + by + " too long for " + pages;
    if (verdict.over <= 0 || setting.step > 0) {
        message = "the text is " + by + " too short for " + pages;
    }
    const bool frame =
        verdict.over > 0 && verdict.missing <= 0 && verdict.at != nullptr && !verdict.at->flow;
    if (frame) {
        message = "page " + std::to_string(verdict.at->page) + " holds " + by +
                  " less than its frame `" + verdict.at->frame + "` needs";
    }
    if (verdict.over > 0 && verdict.at != nullptr && verdict.at->flow && !verdict.at->holds) {
        message = "something is " + by + " taller than its frame `" + verdict.at->frame + "`";
    }
    if (setting.step > 0) {
        message +=
            verdict.missing > 0 ? ", even at its loosest" : " once it is loose enough for " + pages;
    } else if (verdict.over > 0) {
        message += ", even at its tightest";
        message += setting.omissions > 0 ? " and with all left out that may go" : "";
    } else {
        message += " once it is tight enough for its frames";
    }
    sink.error("layout.copyfit-impossible", copyfit_.span, std::move(message), remedy(verdict));
}

/// What would help, in numbers where they can be told.
std::string Copyfitting::remedy(const layout::Verdict& verdict) const {
    const bool long_text = verdict.missing <= 0;
    const auto size = std::find_if(copyfit_.fits.begin(), copyfit_.fits.end(), [](const auto& fit) {
        return fit.property == design::Fit::Property::size;
    });
    std::string hint;
    if (size == copyfit_.fits.end()) {
        hint = "let `size` give way with a <fit>";
    } else {
        // Lines grow as their type does; a tenth of a point more than enough.
        const double share = long_text ? 1 / (1 + verdict.over) : 1 + verdict.missing;
        const double bound = (long_text ? size->least : size->most) * share * 10;
        hint = "let `size` of `" + size->style + "` go " + (long_text ? "down" : "up") +
               " to about " + points((long_text ? std::floor(bound) : std::ceil(bound)) / 10);
    }
    if (!long_text) {
        return hint + ", or ask for fewer pages";
    }
    if (static_cast<std::size_t>(answer_.setting.omissions) == omissions_.size()) {
        hint +=
            omissions_.empty() ? ", name blocks that may go with <omit>" : ", name more to <omit>";
    }
    if (verdict.at != nullptr && verdict.at->longest.line > 0) {
        const diag::Span& place = verdict.at->longest;
        hint += ", or shorten what is longest there, at " + *place.file + ":" +
                std::to_string(place.line);
    }
    return hint;
}

Copyfit Copyfitting::report() {
    Copyfit made;
    made.tightness = answer_.setting.tightness();
    made.pages = answer_.pages;
    made.drafts = static_cast<std::size_t>(fitter_->drafts());
    const std::vector<double> chosen = values(answer_.setting);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const design::Fit& fit = copyfit_.fits[i];
        const bool factor = fit.property == design::Fit::Property::space;
        made.values.push_back({std::string(design::to_string(fit.property)), fit.style,
                               factor ? "" : "pt", chosen[i], fit.ideal, fit.least, fit.most});
    }
    for (int i = 0; i < answer_.setting.omissions; ++i) {
        const auto& names = omissions_[static_cast<std::size_t>(i)].names;
        made.omitted.insert(made.omitted.end(), names.begin(), names.end());
    }
    return made;
}

} // namespace carefold::job
