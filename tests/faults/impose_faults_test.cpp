// `carefold impose` with files and words that make no sense.
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

using namespace faults;

namespace {

constexpr int usage_error = 2;
constexpr int environment_error = 3;

class Bench : public Workshop {
  public:
    /// Fails with the status and code, with a hint, and leaves everything as it was.
    void refuses(std::vector<std::string> arguments, int status, std::string_view part) const {
        const auto before = everything();
        arguments.insert(arguments.begin(), "impose");
        const Outcome outcome = run(arguments);
        BOOST_TEST(outcome.status == status, outcome.err);
        BOOST_TEST(outcome.says(part), "no `" << part << "` in:\n" << outcome.err);
        BOOST_TEST(outcome.out.empty());
        BOOST_TEST(everything() == before, boost::test_tools::per_element());
    }
    /// Three A5 pages to impose: the older PDF of the workshop.
    void make_pages() const { BOOST_TEST(build().status == 0); }
};

} // namespace

BOOST_FIXTURE_TEST_SUITE(impose_faults, Bench)

BOOST_AUTO_TEST_CASE(files_that_are_no_pdf) {
    write(*this / "empty.pdf", "");
    write(*this / "broken.pdf", "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    refuses({"empty.pdf"}, 1, "empty.pdf: error[pdf.not-pdf]: the file is empty");
    refuses({"guide.xml"}, 1, "guide.xml: error[pdf.not-pdf]");
    refuses({"broken.pdf"}, 1, "broken.pdf: error[pdf.");
    refuses({"nothing.pdf"}, environment_error, "job.file-missing");
    refuses({"."}, environment_error, "job.file-unreadable");
}

BOOST_AUTO_TEST_CASE(paper_that_is_too_small) {
    make_pages();
    refuses({"old.pdf", "--paper", "A5"}, 1, "error[impose.paper-too-small]");
    refuses({"old.pdf", "--paper", "A4", "--fold", "z"}, 1, "error[impose.paper-too-small]");
    refuses({"old.pdf", "--fold", "n-up", "--pages-per-sheet", "9"}, 1,
            "error[impose.paper-too-small]");
}

BOOST_AUTO_TEST_CASE(words_that_make_no_sense) {
    make_pages();
    refuses({}, usage_error, "no PDF is named");
    refuses({"a.pdf", "b.pdf"}, usage_error, "more than one file");
    refuses({"old.pdf", "--fold", "sadle"}, usage_error, "did you mean `saddle`?");
    refuses({"old.pdf", "--paper", "A44"}, usage_error, "did you mean");
    refuses({"old.pdf", "--paper", "0x0"}, usage_error, "is no paper");
    refuses({"old.pdf", "--paper", "nanxinf"}, usage_error, "is no paper");
    refuses({"old.pdf", "--margin", "wide"}, usage_error, "is no length");
    refuses({"old.pdf", "--margin=-3mm"}, usage_error, "is no length");
    refuses({"old.pdf", "--thickness", "1e999"}, usage_error, "is no length");
    refuses({"old.pdf", "--columns", "2"}, usage_error, "`n-up` and `cut-stack`");
    refuses({"old.pdf", "--fold", "n-up", "--columns", "0"}, usage_error, "from 1 to");
    refuses({"old.pdf", "--fold", "n-up", "--columns", "2", "--pages-per-sheet", "4"}, usage_error,
            "say the same thing");
    refuses({"old.pdf", "--sheets", "3"}, usage_error, "`signatures` and `perfect`");
    refuses({"old.pdf", "--gutter", "3mm"}, usage_error, "`perfect`");
    refuses({"old.pdf", "-o", "old.pdf"}, environment_error, "the sheets are made from this file");
}

BOOST_AUTO_TEST_CASE(every_fold_works) {
    make_pages();
    for (const char* fold :
         {"saddle", "signatures", "perfect", "letter", "z", "n-up", "cut-stack", "none"}) {
        const Outcome outcome =
            run({"impose", "old.pdf", "--fold", fold, "--paper", "460x440", "-o", "sheets.pdf"});
        BOOST_TEST(outcome.status == 0, outcome.err);
        BOOST_TEST(outcome.out.rfind("wrote sheets.pdf (", 0) == 0U, outcome.out);
        BOOST_TEST(outcome.out.find("Print at full size") != std::string::npos, outcome.out);
    }
    const Outcome json = run({"impose", "old.pdf", "--report", "json", "--diagnostics", "json"});
    BOOST_TEST(json.status == 0, json.err);
    BOOST_TEST(json.out.find("\"file\": \"out/old-imposed.pdf\"") != std::string::npos, json.out);
    BOOST_TEST(json.out.find("\"sheet_help\": \"Print") != std::string::npos, json.out);
}

BOOST_AUTO_TEST_SUITE_END()
