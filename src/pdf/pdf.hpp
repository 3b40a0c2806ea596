// pdf: finished pages or sheets -> bytes of one PDF 1.7 file, PDF/UA-1 and PDF/A-2a at once; for a
// press PDF/X-4 too.
// Enters: pages::Document, perhaps an Imposition or a press's inks; or a PDF made elsewhere.
// Leaves: a string of bytes.
// Never here: sources, layout decisions, disk, clock.
#pragma once

#include "base/base.hpp"
#include "color/color.hpp"
#include "diag/diag.hpp"
#include "pages/pages.hpp"

#include <memory>
#include <string>
#include <vector>

namespace carefold::pdf {

/// Sides of a page that are folded, not cut.
struct FoldedEdges {
    bool left = false, right = false;
};

struct Press {
    color::Inks* inks = nullptr;    // not null; what they find goes into the sink
    std::string condition;          // the printing condition's name
    Length bleed;                   // what is drawn beyond the trimmed page
    std::vector<FoldedEdges> folds; // by page; those beyond the end have none
};

struct Options {
    const pages::Imposition* imposition = nullptr; // sheets instead of single pages
    int compression = 1; // libdeflate's level: 4 is 0.7 % smaller, 5 % slower; 0: streams as text
    const Press* press = nullptr; // single pages in ink, with bleed and marks
};

/// Same document, same options: same bytes. Throws diag::EnvironmentError when memory runs out or
/// the writer fails. Findings (a font that cannot be embedded) go to the sink.
std::string write(const pages::Document& document, const Options& options, diag::Sink& sink);

/// The file behind a password (1 to 127 bytes of UTF-8), encrypted with AES-256 (revision 6). It is
/// no PDF/A any more, which forbids encryption; it stays PDF/UA: metadata and tags are encrypted
/// with it, and assistive technology may read all. Never the same bytes twice: keys are drawn by
/// lot. The owner's password opens it too. Throws diag::EnvironmentError: pdf.password, pdf.writer.
std::string encrypt(const std::string& bytes, const std::string& user_password,
                    const std::string& owner_password);

/// A document whose lines of one reader's own are left open, as forms are printed before names go
/// onto them: everything else is made once. For one thread.
class Shell {
  public:
    /// Of single pages; nothing but `compression` counts of the options. The document is not kept.
    Shell(const pages::Document& document, int compression, diag::Sink& sink);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    /// How all its files begin; the same object for as long as the shell lives.
    const std::shared_ptr<const std::string>& shared() const;
    /// How the file with these lines goes on. Together they are what `write` makes of the document
    /// that has the lines in their places. They have as many as the shell's document.
    std::string finish(const pages::Imprint& lines, diag::Sink& sink);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct Imported;

/// A PDF made elsewhere. Its pages are put on sheets as they are: fonts, pictures and colours stay
/// untouched; what only a screen needs (links, outline, scripts, tags, attached files) is left out.
class Import {
  public:
    /// nullptr when it cannot be used. Codes: pdf.not-pdf, pdf.damaged, pdf.encrypted,
    /// pdf.printing-forbidden, pdf.no-pages, pdf.too-many-pages, pdf.page-size, pdf.too-large;
    /// pdf.repaired (warning).
    static std::unique_ptr<Import> open(const std::string& bytes, const diag::Span& span,
                                        diag::Sink& sink);
    ~Import();
    Import(const Import&) = delete;
    Import& operator=(const Import&) = delete;

    /// As seen: the trim box, else the crop box, turned and scaled as the page says.
    const std::vector<Size>& sizes() const;
    std::string title() const;
    LanguageTag language() const;
    bool right_to_left() const; // as its viewer preferences say

    /// The sheets with marks and strips. Once. Codes: pdf.damaged, pdf.too-large.
    std::string write(const pages::Imposition& imposition, diag::Sink& sink);

  private:
    Import();
    std::unique_ptr<Imported> impl_;
};

} // namespace carefold::pdf
