// Pictures of one document: rasters, JPEGs and vectors used more than once become XObjects,
// written once; other vectors are drawn in place.
#pragma once

#include "pdf/canvas.hpp"
#include "pdf/objects.hpp"

#include <map>
#include <string>
#include <vector>

namespace carefold::pdf {

class Pictures {
  public:
    /// Counts the uses of every picture.
    explicit Pictures(const pages::Document& document);

    /// true when a picture drawn has soft edges: its page needs a transparency group.
    bool draw(Canvas& canvas, const pages::Placed& placed, Length page_height);

    /// Entries of the XObject resource dictionary.
    std::string write(Objects& objects, diag::Sink& sink) const;

  private:
    std::size_t index(const image::PicturePtr& picture);
    std::map<const image::Picture*, int> uses_;
    std::vector<image::PicturePtr> named_; // in order of first use: "I0", "I1", …
};

} // namespace carefold::pdf
