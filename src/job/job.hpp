// job: one document, start to finish.
// Enters: a Request naming files. Leaves: a PDF on disk, whole or not at all, and a Report.
// Never here: decisions of the rooms it walks through. Besides cli, the only room that reads and
// writes files and looks at the clock.
#pragma once

#include "base/base.hpp"
#include "content/content.hpp"
#include "diag/diag.hpp"
#include "impose/impose.hpp"
#include "job/describe.hpp"
#include "job/ground.hpp"
#include "job/personal.hpp"
#include "pages/pages.hpp"
#include "xliff/xliff.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace carefold::job {

enum class Edition : std::uint8_t { reader, imposed, both, press }; // both: the first two
enum class Dump : std::uint8_t { none, flow, pages, tags };

struct Request {
    std::string guide;  // path
    std::string layout; // name (layouts/NAME.xml) or path; empty: the booklet of the brand's paper
    std::string brand;  // path; empty: brand.xml beside the guide, else home's
    content::Audience audience = content::Audience::client;
    std::string language;                 // BCP 47; empty: the guide's own
    std::optional<xliff::Level> required; // of every translated unit; less is an error
    Edition edition = Edition::reader;
    std::string output; // path; empty: <folder>/<guide>-<audience>-<lang>-<edition>.pdf
    std::string folder = "out";
    Dump dump = Dump::none; // text instead of a PDF, into Report::dump
    /// What is one reader's own, as it is to be read: "client.name" -> "Amina Haddad". Fields that
    /// begin with "clinic." are the brand's alone.
    content::Fields personal;
    /// Ids of the techniques this reader gets; none: all.
    std::optional<std::vector<std::string>> techniques;
};

/// What copyfitting chose.
struct Copyfit {
    double tightness = 0; // -1: all at their least, 0: as the layout says, 1: all at their most
    struct Value {
        std::string property, style, unit; // unit: "pt", or "" for a factor
        double value = 0, ideal = 0, least = 0, most = 0;
    };
    std::vector<Value> values;
    std::vector<std::string> omitted; // "p `causes.p2`"
    std::size_t pages = 0;            // aimed at
    std::size_t drafts = 0;           // it took
};

struct Report {
    bool ok = false;
    std::string output;
    std::string dump;
    std::size_t pages = 0, sheets = 0, bytes = 0;
    std::string sheet_help; // how to print and fold, in the document's language
    double milliseconds = 0;
    std::vector<std::pair<std::string, double>> timings; // stage, milliseconds, in order
    std::optional<Copyfit> copyfit;                      // of a layout that asks for it
    std::vector<Report> also; // the other edition of the same pages: output, sheets, bytes
};

/// Where layouts, content and fonts are: CAREFOLD_HOME, else the folder above the program that has
/// a layouts folder, else the source tree it was built from.
std::string find_home();

/// Content errors are in the sink and the report is not ok; throws diag::EnvironmentError when
/// files or memory fail. An older good output stays when anything fails.
/// Of the press edition: job.missing-profile, job.bad-profile, press.too-much-ink, press.no-date,
/// and the warning press.no-bleed. Other codes: job.no-translation, job.no-words (warning); notes:
/// job.picture-outside; thrown: job.file-missing, job.file-unreadable, job.bad-date,
/// job.out-of-memory and those of write_whole.
Report run(const Request& request, diag::Sink& sink);

/// A finished file in two pieces: the first is shared with other documents of a series.
struct Made {
    std::shared_ptr<const std::string> shared; // nullptr: nothing is
    std::string own;
    std::size_t pages = 0, sheets = 0;
    std::vector<std::pair<std::string, double>> timings; // stage, milliseconds, in order
};

/// Makes documents one after the other, of which many differ in their readers only; what does not
/// depend on the reader is done once and kept. For one thread.
class Series {
  public:
    Series();
    ~Series();
    Series(const Series&) = delete;
    Series& operator=(const Series&) = delete;

    /// The bytes that `run` would write for the request (which has one edition and no dump).
    /// Nothing but findings when the sink has errors. Throws as `run` does.
    Made make(const Request& request, diag::Sink& sink);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// A PDF made elsewhere, to be put on sheets.
struct ImposeRequest {
    std::string file;
    std::string output;               // empty: out/NAME-imposed.pdf
    impose::Plan plan;                // n-up, cut-stack: columns and rows of 0: as many as fit
    bool any_way_round = true;        // paper: portrait or landscape, as pages fit
    int pages_per_sheet = 0;          // of one side, instead of columns and rows
    std::optional<impose::Flip> flip; // else the one that leaves backs upright
    bool right_to_left = false;       // else as the PDF says
};
/// The same care as for `run`. Codes: those of pdf::Import, of impose and of write_whole.
Report impose_file(const ImposeRequest& request, diag::Sink& sink);

/// What `--lang all` means: the guide's own language, then those of the files beside it. Reports
/// what is wrong with the guide and with names of files.
std::vector<std::string> languages_of(const std::string& guide, diag::Sink& sink);

/// What `--lang clinic` means: the languages the brand lists. Code: job.no-languages.
std::vector<std::string> clinic_languages(const Request& request, diag::Sink& sink);

/// The same walk, as far as finished pages: for tests and for rooms above that keep pages.
pages::Document typeset(const Request& request, diag::Sink& sink);

/// Writes beside `path`, fsyncs, renames; makes the folder. A device or pipe is written into.
/// Throws diag::EnvironmentError (job.output-unwritable, job.disk-full).
void write_whole(const std::string& path, const std::string& bytes);

/// What became of TAG.xlf beside a guide or list of words.
struct ExportReport {
    std::string path;
    bool written = false; // else it was as it should be
    std::string copy;     // of the old file, when something in it could not be kept
    std::size_t units = 0, kept = 0, added = 0, changed = 0, vanished = 0;
};
/// Makes or updates it. Codes: job.own-language, xliff.vanished-unit, xliff.not-kept (warnings) and
/// those of loading; a file that cannot be read stays as it is.
ExportReport export_translation(const std::string& file, const LanguageTag& language,
                                diag::Sink& sink);

/// Reports what is wrong with the translation into `language`, or with all when there is none.
/// Gives how many were looked at.
std::size_t check_translations(const std::string& file, const std::optional<LanguageTag>& language,
                               diag::Sink& sink);

struct TranslationStatus {
    std::string language;
    std::size_t units = 0;
    std::vector<std::pair<std::string, std::size_t>> states; // see xliff::count_states
};
std::vector<TranslationStatus> translation_status(const std::string& file, diag::Sink& sink);

/// What `carefold list` shows.
struct Inventory {
    struct Entry {
        std::string name, path, detail;
    };
    std::vector<Entry> guides, layouts, fonts;
};
Inventory take_inventory();

/// What `carefold fonts` shows.
struct FontReport {
    struct Face {
        std::string family, style, file, package; // style: "regular", "bold italic"
        unsigned index = 0;                       // in a collection
        std::string path;                         // empty: missing
        std::string version, expected;
        std::vector<std::string> scripts; // ISO 15924, most characters first
        bool used = false;                // by the guide
    };
    struct Uncovered {
        char32_t character = 0;
        std::size_t count = 0;
        std::string id; // of the first place; empty: in the layout's words
        diag::Span span;
    };
    std::vector<Face> faces;
    std::vector<Uncovered> uncovered;  // of the guide, for both audiences
    std::vector<std::string> packages; // that have the missing files
};
/// Of all declared faces and, when the request names a guide, of its characters. Codes:
/// font.other-version, font.other-name (warnings), and those of a build up to its text.
FontReport inspect_fonts(const Request& request, diag::Sink& sink);

} // namespace carefold::job
