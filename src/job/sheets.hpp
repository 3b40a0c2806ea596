// A layout's fold as a plan for impose. Inside the room only.
#pragma once

#include "design/design.hpp"
#include "impose/impose.hpp"

namespace carefold::job {

impose::Plan plan_of(const design::Fold& fold);
/// Where complaints about it belong: a layout need not have one.
diag::Span fold_span(const design::Layout& layout);

} // namespace carefold::job
