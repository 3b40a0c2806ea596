// records: lists of clients -> one record after the other, checked against the guide's schema.
// Enters: bytes of CSV (RFC 4180), JSON or JSON Lines, as they are read; a schema's XML. Leaves:
// records whose values know their line and column; findings.
// Never here: disk, documents. A list of any length passes in flat memory.
#pragma once

#include "base/base.hpp"
#include "diag/diag.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace carefold::records {

/// What a field's values have to look like.
enum class Type : std::uint8_t {
    text,     // one line
    lines,    // text of several lines
    date,     // 2026-11-24
    time,     // 14:30
    language, // BCP 47
    audience, // client, practitioner
    email,
    boolean, // yes, no, true, false, 1, 0
    choice,  // one of `choices`
    ids,     // of elements of the guide, parted by spaces, commas or semicolons
};

struct Field {
    std::string name; // "client.name"
    Type type = Type::text;
    bool required = false;
    std::size_t most = 200; // characters
    std::vector<std::string> choices;
    std::string element; // ids: what they are of, "technique"
    diag::Span span;
};

/// record.xml beside the guide; over what every list may have (docs/records.md).
struct Schema {
    std::vector<Field> fields;
    const Field* find(std::string_view name) const;
};

/// What every list may have, without a schema of its own: client.id, client.name, client.email,
/// language, audience, practitioner.name, techniques, notes, appointment.date, appointment.time,
/// consent.
const Schema& usual_schema();

/// The usual fields, and over them the file's. nullopt when nothing usable came out.
std::optional<Schema> load_schema(std::string text, const std::string& file, diag::Sink& sink);

struct Value {
    std::string text;
    diag::Span span;
};

struct Record {
    std::size_t number = 0; // from 1, in the list
    diag::Span span;
    std::map<std::string, Value, std::less<>> values; // empty ones left out
    std::string source; // its own bytes in the list, for a list of those that failed
    const std::string* find(std::string_view name) const; // nullptr when it has none
};

enum class Format : std::uint8_t { csv, json, json_lines };

/// Fills the buffer, gives how much; 0 at the end.
using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

/// Reads a list from front to back.
class Reader {
  public:
    /// `file`: as findings name it. The format is told from the first bytes (and the name).
    Reader(Source source, std::string file, const Schema& schema);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// The next record into `record`; false at the end. What is wrong with it goes into `sink`; a
    /// record with errors is given all the same, those behind it are not harmed.
    bool next(Record& record, diag::Sink& sink);
    Format format() const;
    /// What stands above the records of a CSV list (its first line as it was), else "".
    const std::string& head() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace carefold::records
