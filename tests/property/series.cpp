// Documents of a series, most of which are made from what others left, are the very bytes that a
// build of their own gives.
#include "support/process.hpp"
#include "support/sample.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <unistd.h>

using namespace carefold;
namespace fs = std::filesystem;

namespace {

constexpr std::array names{
    "Amina Haddad",
    "Jo",
    "Łukasz Żółć-Gęślą",
    "Maximiliane Freifrau von und zu Hohenstein-Wallersberg-Rothenfels",
    "محمد عبد الله",
    "שרה כהן",
    "山田 花子",
    "김민준",
    "Ольга Ковальчук",
    "สมชาย ใจดี",
    "अनीता शर्मा",
    "O’Neill, Seán (Mr)",
    "فاطمة (Fatima) Öztürk",
    "fi ffi fl Th ß",
    "Nguyễn Thị Ánh Tuyết",
    "Αλέξανδρος Παπαδόπουλος",
    "Wolfeschlegelsteinhausenbergerdorff Wolfeschlegelsteinhausenbergerdorffsohn Adolph Blaine "
    "Charles David Earl Frederick Gerald Hubert Irvin John Kenneth Lloyd Martin Nero Oliver",
};

/// A reader of their own: any name or none, some of the other values.
content::Fields reader(std::mt19937& random) {
    content::Fields values;
    const auto chance = [&](unsigned of) { return random() % of != 0; };
    if (chance(8)) {
        std::string name = names[random() % names.size()];
        if (!chance(3)) {
            name += " " + std::string(names[random() % names.size()]);
        }
        values.values["client.name"] = name;
    }
    if (chance(2)) {
        values.values["appointment.date"] = std::to_string(1 + random() % 28) + " November 2026";
        values.values["appointment.time"] = std::to_string(8 + random() % 10) + ":30";
    }
    if (chance(2)) {
        values.values["practitioner.name"] = names[random() % names.size()];
    }
    if (!chance(4)) {
        values.values["notes"] = std::string("Walk, ") + names[random() % names.size()] +
                                 (chance(2) ? ".\nRest when it hurts." : "!");
    }
    return values;
}

std::string file_of(job::Request request, const fs::path& folder, diag::Sink& sink) {
    request.output = (folder / "alone.pdf").string();
    if (!job::run(request, sink).ok) {
        return {};
    }
    std::ostringstream bytes;
    bytes << std::ifstream(request.output, std::ios::binary).rdbuf();
    return bytes.str();
}

/// The first that differs, for the message.
std::size_t difference(const std::string& a, const std::string& b) {
    std::size_t at = 0;
    while (at < std::min(a.size(), b.size()) && a[at] == b[at]) {
        ++at;
    }
    return at;
}

int readers(int usual) {
    const char* wanted = std::getenv("CAREFOLD_READERS");
    return wanted != nullptr ? std::atoi(wanted) : usual;
}

void compare(const job::Request& like, int count) {
    const fs::path folder =
        fs::temp_directory_path() / ("carefold-series-" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::mt19937 random(static_cast<unsigned>(count));
    job::Series series;
    int shared = 0;
    std::shared_ptr<const std::string> before;
    for (int i = 0; i < count; ++i) {
        job::Request request = like;
        request.personal = reader(random);
        diag::Sink quick_sink;
        diag::Sink sink;
        const job::Made made = series.make(request, quick_sink);
        const std::string alone = file_of(request, folder, sink);
        const std::string quick = (made.shared ? *made.shared : std::string()) + made.own;
        const std::string* name = request.personal.find("client.name");
        BOOST_TEST_CONTEXT("reader " << i << ", " << (name ? *name : "nobody")) {
            BOOST_TEST(diag::format_json(quick_sink.all()) == diag::format_json(sink.all()));
            BOOST_TEST(quick.size() == alone.size());
            BOOST_TEST((quick == alone), "differs at byte " << difference(quick, alone));
            if (quick != alone && std::getenv("CAREFOLD_KEEP") != nullptr) {
                std::ofstream("/tmp/quick.pdf", std::ios::binary) << quick;
                std::ofstream("/tmp/alone.pdf", std::ios::binary) << alone;
                fs::remove_all(folder);
                return;
            }
        }
        shared += made.shared && made.shared == before ? 1 : 0;
        before = made.shared;
    }
    BOOST_TEST((shared > 0 || like.edition != job::Edition::reader));
    fs::remove_all(folder);
}

job::Request request(const std::string& layout, const std::string& language) {
    job::Request made = sample::request(content::Audience::client);
    made.layout = layout;
    made.language = language;
    return made;
}

} // namespace

BOOST_AUTO_TEST_CASE(english_booklets) {
    compare(request("booklet-a5", "en"), readers(60));
}

BOOST_AUTO_TEST_CASE(booklets_in_other_scripts) {
    compare(request("booklet-a5", "ar"), readers(16));
    compare(request("booklet-a5", "ja"), readers(16));
    compare(request("booklet-half-letter", "th"), readers(8));
}

BOOST_AUTO_TEST_CASE(copyfitted_leaflets) {
    compare(request("trifold-a4", "en"), readers(16));
    compare(request("card-a6", "de"), readers(16));
}

BOOST_AUTO_TEST_CASE(sheets) {
    job::Request imposed = request("booklet-a5", "en");
    imposed.edition = job::Edition::imposed;
    compare(imposed, readers(6));
}
