// Where things are by convention. Inside the room only.
#pragma once

#include "job/job.hpp"

#include <string>
#include <vector>

namespace carefold::job {

/// A layout is named by path when it has a slash or ends in ".xml", else it is one of home's.
bool is_layout_path(const std::string& layout);
std::string layout_path(const std::string& layout, const std::string& home);
std::vector<std::string> layout_names(const std::string& home);
/// words.xml beside the layout, else home's.
std::string words_path(const std::string& layout, const std::string& home);
/// brand.xml beside the guide, else the one in home's content; empty when there is none.
std::string brand_path(const std::string& guide, const std::string& home);
/// record.xml beside the guide, which need not be there.
std::string record_path(const std::string& guide);
/// "booklet-a5" or "booklet-half-letter".
std::string booklet_for(content::Paper paper);
/// What is built when no layout is asked for: the booklet of the brand's paper if home has it, else
/// that of A4. A brand that cannot be read counts as none; who loads it tells of that.
std::string usual_layout(const std::string& brand, const std::string& home);
std::string fonts_path(const std::string& home);
std::vector<std::string> font_folders(const std::string& home);
std::vector<std::string> hyphenation_folders();
/// What was asked for, else <guide>-<audience>-<language>-<edition>.pdf in the request's folder;
/// <guide> is the folder's name for a file called guide.xml.
std::string output_path(const Request& request, const std::string& language);

} // namespace carefold::job
