#include "cli/cli.hpp"
#include "cli/mail.hpp"

namespace carefold::cli {

namespace {

constexpr std::string_view general =
    R"(carefold turns an XML guide into a typeset, accessible, print-ready PDF booklet.

usage
  carefold build GUIDE [options]   make a PDF
  carefold batch [RECORDS]         make one for each client of a list, or for each language
  carefold impose FILE.pdf         put the pages of any PDF on sheets to fold, staple or cut
  carefold translate ACTION GUIDE  make, check or count translations
  carefold mail ACTION             send booklets to clients through the clinic's mail server
  carefold list                    show guides, layouts and fonts
  carefold fonts [GUIDE]           show fonts, what is missing and what a guide needs
  carefold help [COMMAND]          explain a command
  carefold --version

example
  carefold build content/chronic-back-pain/guide.xml

exit status
  0  done (there may have been warnings)
  1  the guide, layout or brand has errors; nothing was written (of a batch: some failed)
  2  the command line makes no sense
  3  a file, the disk or memory failed; nothing was written

Guides, layouts and fonts are looked for in the folder above the program, or in CAREFOLD_HOME.
)";

constexpr std::string_view of_build =
    R"(usage: carefold build GUIDE [options]

Typesets the guide in the file GUIDE and says what it wrote. The PDF appears whole or not at all;
an older one stays when anything is wrong.

what to make
  --audience WHO      client (default), practitioner or both: whose parts of the guide to set
  --edition KIND      reader (default): single pages, for screen and mail
                      imposed: sheets to print on both sides, to be folded, stapled or cut as
                      the layout says
                      both: the same pages both ways
                      press: single pages for a print shop: PDF/X-4 in CMYK, with bleed and marks
  --lang TAG          language, like ko or pt-BR, of which TAG.xlf lies beside the guide; default:
                      the guide's own; all: that and every translation there is; clinic: those
                      the brand lists
  --require-state S   translated, signed-off or final: refuse a translation of which any part has
                      not come that far
  --layout LAYOUT     name (`carefold list` shows them) or path; default: the booklet of the brand's
                      paper, booklet-a5 for A4, booklet-half-letter for Letter
  --brand FILE        the clinic's details, logo, colours and fonts (docs/brand.md); default:
                      brand.xml beside the guide, else the one in content
  -o, --output FILE   where the PDF goes; folders are made as needed; default:
                      out/GUIDE-AUDIENCE-LANG-EDITION.pdf below the current folder; where several
                      are made, the folder they go into

what to be told
  --diagnostics FORM  human (default) or json (one array), on the standard error stream
  --report FORM       human (default) or json (one line: file, pages, sheets, bytes, milliseconds)
  --timings           time per stage, and what copyfitting chose
  -q, --quiet         say nothing when all is well
  --dump STAGE        flow, pages or tags: print that stage as text instead of making a PDF
  -h, --help          this text

examples
  carefold build content/chronic-back-pain/guide.xml
  carefold build content/chronic-back-pain/guide.xml --edition imposed -o to-print.pdf
  carefold build content/chronic-back-pain/guide.xml --audience practitioner --timings
  carefold build content/chronic-back-pain/guide.xml --dump tags | less
  carefold build content/chronic-back-pain/guide.xml --lang all --edition both -o booklets

SOURCE_DATE_EPOCH, when set, gives the date in the PDF; otherwise it is the date of the guide's
last review. The same sources always give the same bytes.
)";

constexpr std::string_view of_translate =
    R"(usage: carefold translate export GUIDE --lang TAG
       carefold translate check GUIDE [--lang TAG]
       carefold translate status GUIDE

Translations are XLIFF 1.2 files beside the guide, named by language: ko.xlf, pt-BR.xlf. OmegaT,
Weblate, Poedit and Crowdin read them; docs/translating.md tells the rest. GUIDE may also be
layouts/words.xml, the fixed words of the layouts.

actions
  export              makes TAG.xlf or brings it up to date: what is unchanged keeps its translation
                      and state; where the source has changed the old translation is kept as an
                      alternative; what has vanished is moved to the end
  check               tells of missing or extra tags, texts without translation or the same as the
                      source, wrong script, stray white space and numbers that differ
  status              how many texts of each language are in which state

options
  --lang TAG          the language (BCP 47), like ko or pt-BR; for check: only this one
  --json              status as JSON
  --diagnostics FORM  human (default) or json (one array), on the standard error stream
  -q, --quiet         say nothing when all is well
  -h, --help          this text

examples
  carefold translate export content/chronic-back-pain/guide.xml --lang ko
  carefold translate check content/chronic-back-pain/guide.xml --lang ko
  carefold translate status layouts/words.xml
)";

constexpr std::string_view of_impose =
    R"(usage: carefold impose FILE.pdf [options]

Puts the pages of a PDF made elsewhere on sheets, as they are: nothing is scaled or drawn anew.
Says how to print and fold them; docs/imposition.md shows each kind.

how to fold
  --fold KIND         saddle (default): sheets inside one another, stapled in the fold
                      signatures: sections of sheets, sewn or stapled
                      perfect: single folded sheets, glued
                      letter: leaflet of six panels, the second and fifth folded inwards
                      z: leaflet of six panels, zigzag
                      n-up: each page several times on its sheet, to be cut
                      cut-stack: several pages on a sheet; cut piles laid on one another are in order
                      none: one page a side
  --sheets N          signatures, perfect: at most N sheets in a section; default: 4 and 1
  --pages-per-sheet N n-up, cut-stack: on one side; default: as many as fit
  --columns N, --rows N
                      the same, said in full
  --right-to-left     bound on the right; default: as the PDF says

paper and printer
  --paper SIZE        A3, A4 (default), A5, A6, SRA3, Letter, Legal or Tabloid, whichever way round
                      the pages fit; or WIDTHxHEIGHT in mm, as it is: 320x225
  --flip EDGE         short or long: the edge the printer turns sheets on; default: the one that
                      leaves backs upright
  --margin LENGTH     what the printer leaves white; marks stay inside it; default: 4.2mm
  --thickness LENGTH  of one sheet, for creep; default: 0.1mm
  --creep WORD        yes (default) or no: inner pages moved towards the fold
  --gutter LENGTH     n-up, cut-stack: between pages; perfect: what is milled off; default: 0mm
  --marks WORD        yes (default) or no: fold marks (dashed) and cut marks (solid)

what to be told
  -o, --output FILE   default: out/NAME-imposed.pdf below the current folder
  --diagnostics FORM  human (default) or json (one array), on the standard error stream
  --report FORM       human (default) or json
  --timings           time per stage
  -q, --quiet         say nothing when all is well
  -h, --help          this text

examples
  carefold impose report.pdf
  carefold impose cards.pdf --fold n-up --gutter 3mm
  carefold impose leaflet.pdf --fold letter --paper Letter --flip long -o to-print.pdf
)";

constexpr std::string_view of_list =
    R"(usage: carefold list

Shows the guides in content, the layouts in layouts, and the fonts of fonts/fonts.xml with the
file each was found at, or the package to install.
)";

constexpr std::string_view of_fonts =
    R"(usage: carefold fonts [GUIDE] [options]

Shows every face of fonts/fonts.xml: the file, its version, the scripts it covers; what is missing
and how to install it. For a guide also which faces it uses (marked *), for both audiences, and the
characters no font covers, each with the id of the first place. Status 1 when there are any.

  --lang TAG          language of the guide, like en or pt-BR; default: the guide's own
  --layout LAYOUT     name or path, for the families it names; default: as for build
  --json              for programs
  -h, --help          this text

examples
  carefold fonts
  carefold fonts content/chronic-back-pain/guide.xml
)";

constexpr std::string_view of_help =
    R"(usage: carefold help [COMMAND]

Explains a command: build, batch, impose, translate, mail, list, fonts or help.
)";

} // namespace

std::vector<std::string_view> command_names() {
    return {"build", "batch", "impose", "translate", "mail", "list", "fonts", "help"};
}

std::string_view help_text(std::string_view command) {
    return command.empty()          ? general
           : command == "build"     ? of_build
           : command == "batch"     ? batch_help()
           : command == "impose"    ? of_impose
           : command == "translate" ? of_translate
           : command == "mail"      ? mail_help
           : command == "list"      ? of_list
           : command == "fonts"     ? of_fonts
           : command == "help"      ? of_help
                                    : std::string_view();
}

Status help(const Arguments& arguments) {
    const std::string command = arguments.empty() ? "" : arguments.front();
    const std::string_view text = help_text(command);
    if (text.empty()) {
        throw UsageError("there is no command `" + command + "` to explain",
                         diag::did_you_mean(command, command_names()));
    }
    print(text);
    return done;
}

} // namespace carefold::cli
