#include "cli/cli.hpp"

namespace carefold::cli {

namespace {

constexpr std::string_view general =
    R"(carefold turns an XML guide into a typeset, accessible, print-ready PDF booklet.

usage
  carefold build GUIDE [options]   make a PDF
  carefold translate ACTION GUIDE  make, check or count translations
  carefold list                    show guides, layouts and fonts
  carefold fonts [GUIDE]           show fonts, what is missing and what a guide needs
  carefold help [COMMAND]          explain a command
  carefold --version

example
  carefold build content/chronic-back-pain/guide.xml

exit status
  0  done (there may have been warnings)
  1  the guide, layout or brand has errors; nothing was written
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
                      imposed: sheets to print on both sides, flip on short edge, fold and staple
                      both: the same pages both ways
  --lang TAG          language, like ko or pt-BR, of which TAG.xlf lies beside the guide; default:
                      the guide's own; all: that and every translation there is
  --require-state S   translated, signed-off or final: refuse a translation of which any part has
                      not come that far
  --layout LAYOUT     name (`carefold list` shows them) or path; default: booklet-a5
  --brand FILE        the clinic's details; default: brand.xml beside the guide, else the one in
                      content
  -o, --output FILE   where the PDF goes; folders are made as needed; default:
                      out/GUIDE-AUDIENCE-LANG-EDITION.pdf below the current folder; where several
                      are made, the folder they go into

what to be told
  --diagnostics FORM  human (default) or json (one array), on the standard error stream
  --report FORM       human (default) or json (one line: file, pages, sheets, bytes, milliseconds)
  --timings           time per stage
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
  --layout LAYOUT     name or path, for the families it names; default: booklet-a5
  --json              for programs
  -h, --help          this text

examples
  carefold fonts
  carefold fonts content/chronic-back-pain/guide.xml
)";

constexpr std::string_view of_help =
    R"(usage: carefold help [COMMAND]

Explains a command: build, translate, list, fonts or help.
)";

} // namespace

std::vector<std::string_view> command_names() {
    return {"build", "translate", "list", "fonts", "help"};
}

std::string_view help_text(std::string_view command) {
    return command.empty()          ? general
           : command == "build"     ? of_build
           : command == "translate" ? of_translate
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
