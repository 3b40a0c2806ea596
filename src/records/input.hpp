// The bytes of a list as they come, and where in it we are. Inside the room only.
#pragma once

#include "records/records.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <string_view>

namespace carefold::records {

/// Line and column (in characters) of the byte that comes next; CR LF is one line end.
struct Place {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    bool after_return = false;

    void pass(std::string_view text);
};

/// A window on the list: what is kept since `mark`, and what has been read ahead.
class Input {
  public:
    Input(Source source, std::string file);

    std::string_view rest() const { return {buffer_.get() + at_, end_ - at_}; }
    /// Reads more behind the rest; false at the end of the list.
    bool more();
    /// At least one byte is in the rest; false at the end.
    bool has_more() { return at_ < end_ || more(); }
    void pass(std::size_t count);
    /// Passes over bytes that stand in no column: a byte order mark.
    void drop(std::size_t count) { at_ += count; }
    Place place() const { return place_; }

    /// From here on everything is kept until the next mark.
    void mark();
    /// What has been passed since the mark.
    std::string_view marked() const { return {buffer_.get() + mark_, at_ - mark_}; }
    Place marked_place() const { return marked_place_; }
    /// Back to the mark.
    void back();

    /// Up to the next line end, which is not passed. False: more than Reader::most_bytes have been
    /// passed since the mark; it has followed.
    bool pass_line();

    diag::Span span(Place place) const { return {file_, place.line, place.column}; }
    diag::Span span() const { return span(place_); }
    const std::string& file() const { return *file_; }

  private:
    Source source_;
    std::shared_ptr<const std::string> file_;
    std::unique_ptr<char[]> buffer_;
    std::size_t size_ = 0;
    std::size_t mark_ = 0, at_ = 0, end_ = 0; // ascending
    bool ended_ = false;
    Place place_, marked_place_;
};

/// A record split into its values, nothing of it checked.
struct Raw {
    static constexpr std::size_t unknown = std::numeric_limits<std::size_t>::max();
    struct Cell {
        std::size_t field = unknown; // in the schema
        std::size_t from = 0, size = 0;
        Place place;
    };
    std::string text; // of all cells
    std::vector<Cell> cells;
    bool broken = false; // its values cannot be told apart

    std::string_view operator[](const Cell& cell) const {
        return std::string_view(text).substr(cell.from, cell.size);
    }
    void clear();
};

/// A list of one format, as the Reader sees it.
class Splitter {
  public:
    Splitter() = default;
    virtual ~Splitter() = default;
    Splitter(const Splitter&) = delete;
    Splitter& operator=(const Splitter&) = delete;
    /// The next record's cells into `raw`; its span and source into `record`. False at the end and
    /// after an error of the list.
    virtual bool next(Raw& raw, Record& record, diag::Sink& sink) = 0;
    virtual const std::string& head() const;
};

} // namespace carefold::records
