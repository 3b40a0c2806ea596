// The sample guide, typeset once for each audience, for property and PDF tests.
#pragma once

#include "content/content.hpp"
#include "diag/diag.hpp"
#include "job/job.hpp"
#include "pages/pages.hpp"

#include <string>

namespace carefold::sample {

inline constexpr content::Audience audiences[] = {content::Audience::client,
                                                  content::Audience::practitioner};

job::Request request(content::Audience audience);
/// Pages of the sample guide; made once, kept.
const pages::Document& document(content::Audience audience);
/// Grid of the layout for that audience, in points.
double grid(content::Audience audience);
/// The guide itself.
const content::Guide& guide();
/// Path of a PDF of the sample, written into a temporary folder once.
std::string pdf(content::Audience audience, job::Edition edition);

} // namespace carefold::sample
