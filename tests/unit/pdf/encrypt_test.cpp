#include "pdf/pdf.hpp"

#include <boost/test/unit_test.hpp>

using namespace carefold;

namespace {

std::string small_pdf() {
    pages::Document document;
    document.tags.emplace_back();
    document.tags.back().role = Role::document;
    document.pages.emplace_back();
    document.pages.back().size = {Length::mm(100), Length::mm(100)};
    diag::Sink sink;
    return pdf::write(document, {}, sink);
}

} // namespace

BOOST_AUTO_TEST_SUITE(encrypting)

BOOST_AUTO_TEST_CASE(a_locked_file_is_locked) {
    const std::string open = small_pdf();
    const std::string locked = pdf::encrypt(open, "sécret", "owner");
    BOOST_TEST(locked.starts_with("%PDF-"));
    BOOST_TEST(locked.find("/AESV3") != std::string::npos);
    BOOST_TEST(locked.find("sécret") == std::string::npos);
    diag::Sink sink;
    BOOST_TEST(!pdf::Import::open(locked, diag::file_span("x.pdf"), sink));
    BOOST_REQUIRE(!sink.all().empty());
    BOOST_TEST(sink.all().front().code == "pdf.encrypted");
}

BOOST_AUTO_TEST_CASE(a_password_has_some_length) {
    const std::string open = small_pdf();
    for (const std::string& password : {std::string(), std::string(128, 'x')}) {
        BOOST_CHECK_THROW(pdf::encrypt(open, password, "owner"), diag::EnvironmentError);
    }
    BOOST_CHECK_THROW(pdf::encrypt(open, "user", ""), diag::EnvironmentError);
    BOOST_CHECK_THROW(pdf::encrypt("no PDF", "user", "owner"), diag::EnvironmentError);
}

BOOST_AUTO_TEST_SUITE_END()
