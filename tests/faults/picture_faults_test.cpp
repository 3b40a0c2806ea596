// Pictures that are broken, hostile or huge: told where the guide or brand names them, within
// bounded memory, and without looking at anything outside the folder or the file.
#include "unit/image/samples.hpp"
#include "workshop.hpp"

#include <boost/test/unit_test.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace faults;

namespace {

constexpr int content_errors = 1;
constexpr std::string_view figure = "<figure id=\"about.figure\"";
constexpr std::string_view picture = "art/dot.svg";

std::string svg(const std::string& inside) {
    return "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
           "viewBox='0 0 9 9'>" +
           inside + "</svg>";
}

/// Tells whether a file has been opened since.
class Canary {
  public:
    explicit Canary(const fs::path& file) : watch_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
        write(file, svg("<path id='a' d='M0 0L9 9'/>"));
        BOOST_REQUIRE(::inotify_add_watch(watch_, file.c_str(), IN_OPEN | IN_ACCESS) >= 0);
    }
    ~Canary() { ::close(watch_); }
    Canary(const Canary&) = delete;
    Canary& operator=(const Canary&) = delete;
    bool touched() const {
        char events[4096];
        return ::read(watch_, events, sizeof events) > 0;
    }

  private:
    int watch_;
};

/// A server nobody ought to call.
class Listener {
  public:
    Listener() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        BOOST_REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        BOOST_REQUIRE(::listen(socket_, 4) == 0);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
    }
    ~Listener() { ::close(socket_); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/x.svg"; }
    bool called() const {
        pollfd waiting{socket_, POLLIN, 0};
        return ::poll(&waiting, 1, 0) > 0;
    }

  private:
    int socket_;
    int port_ = 0;
};

Setting little_memory() {
    Setting setting;
    setting.memory_limit = 600LL << 20U;
    return setting;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(picture_faults, Workshop)

BOOST_AUTO_TEST_CASE(huge_and_broken_rasters) {
    samples::Png png;
    png.width = png.height = 60000;
    png.rows = {std::string(1, '\0')};
    const std::string bomb = samples::png(png);
    samples::Png small;
    small.rows = std::vector<std::string>(2, std::string(6, 'x'));
    samples::Jpeg jpeg;
    const std::string good = samples::jpeg(jpeg);
    std::string absurd = good;
    absurd.replace(good.find("\xff\xc0") + 5, 4, "\xff\xdc\xff\xdc");
    for (const auto& [bytes, code] : {std::pair<std::string, std::string>(bomb, "image.too-large"),
                                      {absurd, "image.too-large"},
                                      {good.substr(0, good.size() / 2), "image.corrupt"},
                                      {samples::png(small).substr(0, 50), "image.corrupt"},
                                      {"", "image.corrupt"},
                                      {"GIF89a", "image.unknown-format"}}) {
        write(*this / picture, bytes);
        expect_failure(content_errors, at("guide.xml", figure), code, little_memory());
    }
}

BOOST_AUTO_TEST_CASE(texts_and_profiles_that_unpack_to_gigabytes) {
    samples::Png png;
    png.rows = std::vector<std::string>(2, std::string(6, 'x'));
    png.chunks.assign(500, {"zTXt", std::string("Comment\0\0", 9) +
                                        samples::packed(std::string(7U << 20U, 'a'))});
    png.chunks.push_back(
        {"iCCP", std::string("n\0\0", 3) + samples::packed(std::string(64U << 20U, '\0'))});
    write(*this / picture, samples::png(png));
    const Outcome outcome = build({}, little_memory());
    BOOST_TEST(outcome.status == 0, outcome.err);
    BOOST_TEST(outcome.says(at("guide.xml", figure) + ": warning[image.bad-profile]"), outcome.err);
}

BOOST_AUTO_TEST_CASE(drawings_that_grow_without_measure) {
    std::string laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'>";
    for (int i = 0; i < 20; ++i) {
        laughs += "<!ENTITY a" + std::to_string(i) + " '&a;&a;&a;&a;'>";
    }
    std::string deep;
    std::string many;
    for (int i = 0; i < 50000; ++i) {
        deep += "<g>";
        many += "<g/>";
    }
    std::string copies = "<defs><path id='a0' d='M0 0L1 1'/>";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "<use href='#a" + std::to_string(i - 1) + "'/>";
        copies += "<g id='a" + std::to_string(i) + "'>" + before + before + before + "</g>";
    }
    for (const auto& [bytes, code] :
         {std::pair<std::string, std::string>(laughs + "]>" + svg("&a19;"), "image.unsupported"),
          {svg(deep), "image.too-large"},
          {svg(many), "image.too-large"},
          {svg(copies + "</defs><use href='#a29'/>"), "image.too-large"},
          {svg("<g id='a'><use href='#a'/></g>"), "image.too-large"},
          {svg("<path d='M0 0L9e99 1'/>"), "image.corrupt"},
          {svg("<path transform='scale(1e300)' d='M0 0L9 1'/>"), "image.corrupt"},
          {svg("<script>alert(1)</script>"), "image.unsupported"},
          {svg("<foreignObject><b/></foreignObject>"), "image.unsupported"}}) {
        write(*this / picture, bytes);
        expect_failure(content_errors, at("guide.xml", figure), code, little_memory());
    }
}

BOOST_AUTO_TEST_CASE(nothing_a_drawing_refers_to_is_read_or_fetched) {
    const Workshop outside;
    const Canary far(outside / "canary.svg");
    const Canary near(*this / "art/canary.svg");
    const Listener listener;
    const std::string file = "file://" + (outside / "canary.svg").string();
    for (const std::string& inside : std::vector<std::string>{
             "<use href='" + file + "#a'/>", "<use xlink:href='canary.svg#a'/>",
             "<image href='" + file + "'/>", "<image xlink:href='canary.svg'/>",
             "<use href='" + listener.url() + "#a'/>", "<image href='" + listener.url() + "'/>",
             "<style>@import url('" + listener.url() + "');</style>",
             "<style>.a{fill:url(" + file + "#a)}</style><path class='a' d='M0 0L9 9'/>",
             "<rect width='9' height='9' fill='url(" + listener.url() + "#a)'/>"}) {
        BOOST_TEST_CONTEXT(inside) {
            write(*this / picture, svg(inside));
            expect_failure(content_errors, at("guide.xml", figure), "image.unsupported");
        }
    }
    write(*this / picture, "<!DOCTYPE svg SYSTEM '" + file + "'>" + svg("<path d='M0 0L9 9'/>"));
    BOOST_TEST(build().status == 0);
    write(*this / picture, "<!DOCTYPE svg [<!ENTITY x SYSTEM '" + file + "'>]>" + svg("&x;"));
    BOOST_TEST(build().status == content_errors);
    BOOST_TEST(!far.touched());
    BOOST_TEST(!near.touched());
    BOOST_TEST(!listener.called());
    BOOST_TEST(!read(outside / "canary.svg").empty()); // and now they sing
    BOOST_TEST(!read(*this / "art/canary.svg").empty());
    BOOST_TEST(far.touched());
    BOOST_TEST(near.touched());
}

BOOST_AUTO_TEST_CASE(links_and_pipes_are_not_followed) {
    const Workshop outside;
    const Canary canary(outside / "canary.svg");
    fs::remove(*this / picture);
    fs::create_symlink(outside / "canary.svg", *this / picture);
    expect_failure(content_errors, at("guide.xml", figure), "flow.missing-picture");
    fs::remove(*this / picture);
    BOOST_REQUIRE(::mkfifo((*this / picture).c_str(), 0600) == 0); // whoever opened it would wait
    const Outcome outcome = build();
    BOOST_TEST(outcome.status == content_errors);
    BOOST_TEST(outcome.says("error[flow.missing-picture]"), outcome.err);
    BOOST_TEST(!canary.touched());
}

BOOST_AUTO_TEST_CASE(a_logo_is_looked_at_like_any_picture) {
    change("layouts/plain.xml", "<put frame=\"main\" select=\"metadata/title",
           "<put frame=\"main\" logo=\"yes\" style=\"body\"/>"
           "<put frame=\"main\" select=\"metadata/title");
    BOOST_TEST(build().status == 0); // a clinic without
    change("brand.xml", "</brand>",
           "<logo src=\"art/logo.svg\"><alt>Our mark</alt></logo></brand>");
    const std::string place = at("brand.xml", "<logo");
    write(*this / "old.pdf", "an older good one");
    expect_failure(content_errors, place, "flow.missing-picture");
    write(*this / "art/logo.svg", svg("<script/>"));
    expect_failure(content_errors, place, "image.unsupported");
    fs::remove(*this / "art/logo.svg");
    fs::create_symlink("/etc/passwd", *this / "art/logo.svg");
    expect_failure(content_errors, place, "flow.missing-picture");
    fs::remove(*this / "art/logo.svg");
    write(*this / "art/logo.svg", svg("<path class='fill-ink' d='M0 0L9 0L9 9Z'/>"));
    const Outcome shown = run({"build", "guide.xml", "--layout", "plain", "--dump", "tags"});
    BOOST_TEST(shown.status == 0, shown.err);
    BOOST_TEST(shown.out.find("Our mark") != std::string::npos, shown.out.substr(0, 500));
}

BOOST_AUTO_TEST_CASE(a_logo_beside_the_name_is_silent) {
    change("layouts/plain.xml", "<frame name=\"main\"",
           "<picture field=\"clinic.logo\" outer=\"9mm\" width=\"20mm\" bottom=\"5mm\" "
           "height=\"9mm\" align=\"end\"/><frame name=\"main\"");
    change("brand.xml", "</brand>", "<logo src=\"art/dot.svg\"><alt>Our mark</alt></logo></brand>");
    const Outcome tags = run({"build", "guide.xml", "--layout", "plain", "--dump", "tags"});
    BOOST_TEST(tags.status == 0, tags.err);
    BOOST_TEST(tags.out.find("Our mark") == std::string::npos);
    change("layouts/plain.xml", "field=\"clinic.logo\"", "");
    expect_failure(content_errors, at("layouts/plain.xml", "<picture"), "design.missing-attribute");
}

BOOST_AUTO_TEST_CASE(coarse_pictures_are_for_screens) {
    samples::Jpeg jpeg;
    jpeg.width = jpeg.height = 300;
    jpeg.dots_per_inch = 150;
    write(*this / picture, samples::jpeg(jpeg));
    const Outcome paper = build();
    BOOST_TEST(paper.status == 0, paper.err);
    BOOST_TEST(paper.says(at("guide.xml", figure) + ": warning[check.low-resolution]"), paper.err);
    BOOST_TEST(paper.says("300 × 300 pixels is 51 × 51 mm on page 1: 150 pixels an inch"),
               paper.err);
    BOOST_TEST(paper.says("400 × 400 pixels would do, or a picture no wider than 38 mm"),
               paper.err);
    change("layouts/plain.xml", "id=\"plain\"", "id=\"plain\" medium=\"screen\"");
    BOOST_TEST(!build().says("low-resolution"));
    jpeg.dots_per_inch = 200;
    change("layouts/plain.xml", "medium=\"screen\"", "medium=\"paper\"");
    write(*this / picture, samples::jpeg(jpeg));
    BOOST_TEST(!build().says("low-resolution"));
}

BOOST_AUTO_TEST_CASE(codes_too_long_or_too_small_to_scan) {
    change("guide.xml", "<p id=\"more.p1\">",
           "<contact><line id=\"l\">x</line><qr field=\"clinic.booking\"><alt "
           "id=\"q\">Code</alt></qr></contact><p id=\"more.p1\">");
    const std::string link = "https://example.org/";
    change("brand.xml", "</brand>", "<field name=\"clinic.booking\">" + link + "</field></brand>");
    BOOST_TEST(!build().says("code"));
    change("brand.xml", link, link + std::string(700, 'x'));
    const Outcome small = build();
    BOOST_TEST(small.status == 0, small.err);
    BOOST_TEST(small.says(at("guide.xml", "<qr ") + ": warning[flow.small-code]"), small.err);
    change("brand.xml", link, link + std::string(2000, 'x'));
    write(*this / "old.pdf", "an older good one");
    expect_failure(content_errors, at("guide.xml", "<qr "), "flow.long-code");
}

BOOST_AUTO_TEST_SUITE_END()
