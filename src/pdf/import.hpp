// What the two halves of importing share: reading, and writing sheets. Inside the room only.
#pragma once

#include "pdf/pdf.hpp"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <string>
#include <vector>

namespace carefold::pdf {

struct ImportedPage {
    QPDFPageObjectHelper page;
    QPDFObjectHandle::Rectangle box; // what is shown of it
    QPDFObjectHandle::Matrix matrix; // puts it upright with its corner at the origin
    Size size;
};

struct Imported {
    std::string bytes; // qpdf reads on from them
    QPDF pdf;
    diag::Span span;
    std::vector<ImportedPage> pages;
    std::vector<Size> sizes;
};

} // namespace carefold::pdf
