#include "mailing.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>
#include <thread>

namespace fs = std::filesystem;

namespace faults {

Mailing::Mailing() {
    change("guide.xml", "A paragraph that", "For <field name=\"client.name\"/>: a paragraph that");
}

void Mailing::write_clients(std::size_t count) const {
    std::string text = "client.id,client.name,language\n";
    for (std::size_t i = 1; i <= count; ++i) {
        text += "c" + std::to_string(1000 + i) + ",Client " + std::to_string(i) + ",en\n";
    }
    write(*this / "clients.csv", text);
}

Outcome Mailing::batch(const std::vector<std::string>& more, const Setting& setting) const {
    std::vector<std::string> words{"batch",    "clients.csv", "--guide", "guide.xml",
                                   "--layout", "plain",       "-o",      "mail"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words, setting);
}

std::vector<std::string> Mailing::documents(std::string_view folder) const {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::recursive_directory_iterator at(*this / folder, error), end; !error && at != end;
         at.increment(error)) {
        const std::string name = at->path().lexically_relative(*this / folder).string();
        if (name.rfind(".carefold", 0) != 0 && at->path().extension() == ".pdf") {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> Mailing::lines(std::string_view file) const {
    std::istringstream text(read(*this / file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);) {
        lines.push_back(line);
    }
    return lines;
}

StoppedBatch::StoppedBatch(const Mailing& mailing, std::vector<std::string> more) {
    using namespace std::chrono_literals;
    more.insert(more.end(), {"--jobs", "1"});
    Setting setting;
    setting.process = &process_;
    outcome_ = std::async(std::launch::async,
                          [&mailing, more, setting] { return mailing.batch(more, setting); });
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (mailing.documents().size() < 3 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(1ms);
    }
    BOOST_REQUIRE(process_ > 0);
    ::kill(process_, SIGSTOP);
    BOOST_REQUIRE(mailing.documents().size() >= 3);
}

StoppedBatch::~StoppedBatch() {
    if (outcome_.valid()) { // the test gave up
        ::kill(process_, SIGKILL);
    }
}

Outcome StoppedBatch::resume() {
    ::kill(process_, SIGCONT);
    return outcome_.get();
}

std::string value(const std::string& line, const std::string& key) {
    const std::string start = "\"" + key + "\":";
    const std::size_t found = line.find(start);
    if (found == std::string::npos) {
        return {};
    }
    const std::size_t at = found + start.size();
    return line[at] == '"' ? line.substr(at + 1, line.find('"', at + 1) - at - 1)
                           : line.substr(at, line.find_first_of(",}", at) - at);
}

std::string last_event(const Outcome& outcome) {
    const std::size_t end = outcome.out.rfind('\n');
    const std::size_t start = end == 0 ? end : outcome.out.rfind('\n', end - 1);
    return outcome.out.substr(start == std::string::npos ? 0 : start + 1);
}

bool is_whole_document(const std::string& bytes) {
    return bytes.starts_with("%PDF-1.7") && bytes.ends_with("%%EOF\n");
}

} // namespace faults
