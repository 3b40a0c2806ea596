// Pictures of one document: rasters, JPEGs and vectors used more than once become XObjects,
// written once; other vectors are drawn in place.
#pragma once

#include "pdf/canvas.hpp"
#include "pdf/objects.hpp"

#include <map>
#include <string>
#include <vector>

namespace carefold::pdf {

class Profiles;

class Pictures {
  public:
    /// Counts the uses of every picture. With inks pictures are written in ink, else in RGB.
    explicit Pictures(const pages::Document& document, color::Inks* inks = nullptr);

    /// true when a picture drawn has soft edges: its page needs a transparency group.
    bool draw(Canvas& canvas, const pages::Placed& placed, Length page_height);

    /// Entries of the XObject resource dictionary. `resources`: for drawings' own content.
    std::string write(Objects& objects, Ref resources, diag::Sink& sink) const;

  private:
    struct Named {
        image::PicturePtr picture;
        diag::Span place; // of its first use
    };
    std::size_t index(const image::PicturePtr& picture);
    struct Shared { // by all pictures of the document
        Ref resources;
        Profiles& profiles;
    };
    Ref write_one(Objects& objects, const Named& named, const Shared& shared,
                  diag::Sink& sink) const;
    color::Inks* inks_;
    std::map<const image::Picture*, int> uses_;
    std::vector<Named> named_; // in order of first use: "I0", "I1", …
};

} // namespace carefold::pdf
