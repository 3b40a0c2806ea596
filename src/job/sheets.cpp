#include "job/sheets.hpp"

#include <utility>

namespace carefold::job {

namespace {

impose::Kind kind_of(design::Fold::Kind kind) {
    using From = design::Fold::Kind;
    constexpr std::pair<From, impose::Kind> kinds[]{{From::saddle, impose::Kind::saddle},
                                                    {From::signatures, impose::Kind::signatures},
                                                    {From::perfect, impose::Kind::perfect},
                                                    {From::letter, impose::Kind::letter},
                                                    {From::z, impose::Kind::z},
                                                    {From::n_up, impose::Kind::n_up},
                                                    {From::cut_stack, impose::Kind::cut_stack},
                                                    {From::none, impose::Kind::none}};
    for (const auto& [from, to] : kinds) {
        if (from == kind) {
            return to;
        }
    }
    return impose::Kind::none;
}

} // namespace

impose::Plan plan_of(const design::Fold& fold) {
    impose::Plan plan;
    plan.kind = kind_of(fold.kind);
    plan.paper = fold.paper;
    plan.paper_thickness = fold.creep ? fold.paper_thickness : Length();
    plan.unprintable = fold.unprintable;
    plan.flip = fold.flip == design::Fold::Flip::upright      ? impose::upright_flip(fold.paper)
                : fold.flip == design::Fold::Flip::short_edge ? impose::Flip::short_edge
                                                              : impose::Flip::long_edge;
    plan.sheets = fold.sheets;
    plan.columns = fold.columns;
    plan.rows = fold.rows;
    plan.gutter = fold.gutter;
    plan.marks = fold.marks;
    return plan;
}

diag::Span fold_span(const design::Layout& layout) {
    return layout.fold.span.line > 0 ? layout.fold.span : diag::file_span(layout.file);
}

} // namespace carefold::job
