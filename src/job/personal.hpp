// What a list of clients says of one of them, for a guide. Part of the room's face, job.hpp.
#pragma once

#include "content/content.hpp"
#include "diag/diag.hpp"
#include "locale/locale.hpp"
#include "records/records.hpp"

#include <string>

namespace carefold::job {

/// The schema of lists for this guide: record.xml beside it over what every list may have. What is
/// wrong with the file is in the sink.
records::Schema list_schema(const std::string& guide, diag::Sink& sink);

/// A record's values as they are to be read, for Request::personal: dates and times in the
/// language's form and digits, others as they are. Only those of Schema::readable.
content::Fields personal_fields(const records::Record& record, const records::Schema& schema,
                                locale::Dates& dates);
/// The same for one document.
content::Fields personal_fields(const records::Record& record, const records::Schema& schema,
                                const LanguageTag& language);

} // namespace carefold::job
