// Lists from strings, and findings as short lines.
#pragma once

#include "records/records.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace records_test {

using namespace carefold;

/// Gives the text in pieces of at most `piece` bytes.
inline records::Source source_of(std::string text, std::size_t piece = std::size_t{1} << 20U) {
    return [text = std::move(text), piece, at = std::size_t{0}](char* buffer,
                                                                std::size_t size) mutable {
        const std::size_t count = std::min({piece, size, text.size() - at});
        std::memcpy(buffer, text.data() + at, count);
        at += count;
        return count;
    };
}

/// "2:8 records.bad-value"
inline std::string line_of(const diag::Diagnostic& finding) {
    return std::to_string(finding.span.line) + ":" + std::to_string(finding.span.column) + " " +
           finding.code;
}

inline std::string lines_of(const diag::Sink& sink) {
    std::string text;
    for (const diag::Diagnostic& finding : sink.all()) {
        text += (text.empty() ? "" : " | ") + line_of(finding);
    }
    return text;
}

struct Listing {
    std::vector<records::Record> records;
    std::vector<bool> good; // by record
    diag::Sink sink;
    records::Format format = records::Format::csv;
    std::string head;

    std::string findings() const { return lines_of(sink); }
    std::string value(std::size_t record, std::string_view name) const {
        const std::string* text = records.at(record).find(name);
        return text == nullptr ? "-" : *text;
    }
    std::string place(std::size_t record, const std::string& name) const {
        const diag::Span& span = records.at(record).values.at(name).span;
        return std::to_string(span.line) + ":" + std::to_string(span.column);
    }
};

struct Given {
    std::string file = "list.csv";
    records::Schema schema = records::usual_schema();
    std::size_t piece = std::size_t{1} << 20U;
};

inline Listing read(const std::string& text, const Given& given = {}) {
    Listing listing;
    records::Reader reader(source_of(text, given.piece), given.file, given.schema);
    records::Record record;
    for (bool more = true; more;) {
        const std::size_t errors = listing.sink.errors();
        more = reader.next(record, listing.sink);
        if (more) {
            listing.records.push_back(record);
            listing.good.push_back(listing.sink.errors() == errors);
        }
    }
    listing.format = reader.format();
    listing.head = reader.head();
    return listing;
}

} // namespace records_test
