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

inline constexpr std::string_view record_namespace = "urn:carefold:record:1";

/// What a field's values have to look like, and how they are given on.
enum class Type : std::uint8_t {
    text,     // one line
    lines,    // text of several lines, parted by line feeds
    date,     // 2026-11-24
    time,     // 14:30
    language, // BCP 47, in canonical case
    audience, // client, practitioner
    email,
    boolean, // yes or no, for yes, no, true, false, 1, 0
    choice,  // one of `choices`
    ids,     // of elements of the guide, parted by spaces, commas or semicolons -> by one space
};
std::string_view to_string(Type type);

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
    std::vector<Field> fields; // no two of a name, whatever stands between its words
    const Field* find(std::string_view name) const;
    /// Names of the fields that a guide may show its reader.
    std::vector<std::string> readable() const;
};
/// All but client.id, client.email, language, audience, consent and ids.
bool is_readable(const Field& field);

/// What every list may have, without a schema of its own: client.id, client.name, client.email,
/// language, audience, practitioner.name, techniques, notes, appointment.date, appointment.time,
/// consent.
const Schema& usual_schema();

/// The usual fields, and over them those of the file that are good. nullopt when it is no such
/// file. Codes:
/// records.unknown-element, .unknown-attribute, .missing-attribute, .unexpected-text, .bad-value,
/// .duplicate-field, and those of xml.
std::optional<Schema> load_schema(std::string text, const std::string& file, diag::Sink& sink);

struct Value {
    std::string text; // in the type's one form; UTF-8 without control characters
    diag::Span span;
};

struct Record {
    std::size_t number = 0; // from 1, in the list
    diag::Span span;
    /// Empty ones and those with errors are left out.
    std::map<std::string, Value, std::less<>> values;
    /// Its own bytes in the list, without the line's end: for a list of those that failed.
    std::string source;
    const std::string* find(std::string_view name) const;   // nullptr when it has none
    const diag::Span& span_of(std::string_view name) const; // its own where it has no such value
};

enum class Format : std::uint8_t { csv, json, json_lines };

/// Fills the buffer, gives how much; 0 at the end.
using Source = std::function<std::size_t(char* buffer, std::size_t size)>;

/// The single ids of a value of that type.
std::vector<std::string_view> split_ids(std::string_view value);

/// Reads a list from front to back, for one thread.
/// Codes of the list, after which there is nothing more: records.not-a-list, .utf-16, .not-utf-8,
/// .no-fields, .duplicate-field, .missing-field, .bad-head, .broken-list; warnings:
/// records.unknown-field, .empty. Of a record: records.bad-value, .missing-value, .too-long,
/// .control-character, .not-utf-8, .cells, .quotation-mark, .syntax, .not-a-record, .too-deep,
/// .duplicate-field, .too-large; warning: records.direction-mark.
class Reader {
  public:
    /// A record has no more bytes than this; what is longer is passed over.
    static constexpr std::size_t most_bytes = 4U << 20U;

    /// `file`: as findings name it. The format is told from the first bytes (and the name), which
    /// are read here. What `source` throws passes through.
    Reader(Source source, std::string file, Schema schema);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    /// The next record into `record`; false at the end. What is wrong with it goes into `sink`; a
    /// record with errors is given all the same, those behind it are not harmed. Findings of the
    /// list come with the first call (warnings), or with the one that gives false (errors).
    /// A record that is passed in again saves its memory.
    bool next(Record& record, diag::Sink& sink);
    Format format() const;
    /// What stands above the records of a CSV list (its first line as it was), else "". Known after
    /// the first call of `next`.
    const std::string& head() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace carefold::records
