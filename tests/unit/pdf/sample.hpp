// Small documents made in code, with real fonts and the simplest of setting: one glyph a character.
#pragma once

#include "pages/pages.hpp"

#include <string>

namespace sample {

using namespace carefold;

font::FacePtr face(const std::string& name = "NotoSans-Regular.ttf");

class Builder {
  public:
    explicit Builder(int pages = 1);

    pages::TagId tag(Role role, pages::TagId parent = 0);
    /// A leaf below `parent` with text on page `page`; top left origin in points.
    pages::TagId text(pages::TagId parent, const std::string& text, Point at, std::size_t page = 0);
    /// More text in an existing leaf, or in an artifact.
    pages::Item& more(pages::TagId leaf, const std::string& text, Point at, std::size_t page = 0);
    pages::Item& item(pages::TagId leaf, pages::Item item, std::size_t page = 0);
    pages::Tag& at(pages::TagId id) { return document.tags[static_cast<std::size_t>(id)]; }

    pages::Document document;
    font::FacePtr font = face();
    Length size = Length::pt(10);
};

/// The text of one run, one glyph a character, natural widths.
pages::Text set(const font::FacePtr& font, Length size, const std::string& text, Point at);

inline Point pt(double x, double y) {
    return {Length::pt(x), Length::pt(y)};
}

/// One of everything: headings, list, table, figures, links, note, contents, artifacts. `pages`
/// is at least 2.
pages::Document everything(int pages = 4);

/// Two pages a side, saddle stitch; the number of pages is a multiple of four.
pages::Imposition booklet(const pages::Document& document);

/// The file's bytes; nothing may be found wrong with the document. `compression`: 0 for none.
std::string write(const pages::Document& document, const pages::Imposition* imposition = nullptr,
                  int compression = 0);

} // namespace sample
