// libcsv tells no positions. It is given the bytes in pieces, each of which ends where a cell may
// end (a separator or a line end): when it reports a cell, that cell ends where the piece does, and
// the next begins there. What is a cell remains libcsv's decision.
//
// After a quotation mark in the wrong place nobody can know where the record was to end. The next
// one is looked for at the next line of the list, so a slip harms its own line only.
#include "records/csv.hpp"

#include <csv.h>

#include <algorithm>
#include <array>
#include <new>

namespace carefold::records {

namespace {

constexpr std::size_t most_columns = 1000;
/// What may be read a second time after slips, over the whole list: keeps the time linear.
constexpr std::size_t most_read_again = 256U << 20U;

class Parser {
  public:
    struct Found { // a cell's end, or a row's
        void (*cell)(void*, std::size_t, void*);
        void (*row)(int, void*);
        void* self;
    };
    explicit Parser(char separator) : separator_(separator) { open(); }
    ~Parser() { csv_free(&parser_); }
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// False: a quotation mark in the wrong place, behind `used` bytes.
    bool parse(std::string_view piece, const Found& found, std::size_t& used) {
        used = csv_parse(&parser_, piece.data(), piece.size(), found.cell, found.row, found.self);
        return good(used == piece.size());
    }
    bool finish(const Found& found) {
        return good(csv_fini(&parser_, found.cell, found.row, found.self) == 0);
    }
    void reset() {
        csv_free(&parser_);
        open();
    }

  private:
    bool good(bool done) {
        if (!done && csv_error(&parser_) == CSV_ENOMEM) {
            throw std::bad_alloc();
        }
        return done;
    }
    void open() {
        csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
        csv_set_blk_size(&parser_, 16U << 10U);
    }
    csv_parser parser_{};
    char separator_;
};

/// What the first line has most of, outside quotation marks.
char tell_separator(std::string_view text) {
    constexpr std::string_view candidates = ",;\t|";
    std::array<std::size_t, candidates.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (!quoted && (c == '\n' || c == '\r')) {
            break;
        }
        const std::size_t which = candidates.find(c);
        if (!quoted && which != std::string_view::npos) {
            ++counts[which];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return candidates[static_cast<std::size_t>(most - counts.begin())];
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

class CsvSplitter final : public Splitter {
  public:
    CsvSplitter(Input& input, Names& names)
        : input_(input), names_(names), separator_(tell_separator(input.rest())),
          parser_(separator_) {}

    bool next(Raw& raw, Record& record, diag::Sink& sink) override;
    const std::string& head() const override { return head_; }

  private:
    bool read_row(Raw& raw, std::string& source, diag::Sink& sink);
    void take_piece(std::string_view piece, bool& fresh);
    bool read_head(Raw& raw, diag::Sink& sink);
    std::size_t read_column(std::string_view name, const diag::Span& span, diag::Sink& sink);
    bool check_head(const diag::Span& span, diag::Sink& sink);
    std::string_view piece() const;
    void report_mark(bool at_end, diag::Sink& sink) const;
    void recover(Raw& raw, std::string& source);
    void assign_columns(Raw& raw, const diag::Span& span, diag::Sink& sink) const;

    static void on_cell(void* data, std::size_t size, void* self);
    static void on_row(int, void* self) { static_cast<CsvSplitter*>(self)->row_done_ = true; }
    Parser::Found found() { return {on_cell, on_row, this}; }

    Input& input_;
    Names& names_;
    char separator_;
    Parser parser_;
    std::string head_;
    bool head_read_ = false;
    std::vector<std::size_t> columns_; // fields of the schema
    Raw* raw_ = nullptr;               // of the row being read
    std::size_t cells_ = 0;            // of it, before the last piece
    Place cell_place_;                 // where the next one begins
    bool row_done_ = false;
    std::size_t read_again_ = 0;
};

void CsvSplitter::on_cell(void* data, std::size_t size, void* self) {
    const CsvSplitter& me = *static_cast<CsvSplitter*>(self);
    Raw& raw = *me.raw_;
    raw.cells.push_back({Raw::unknown, raw.text.size(), size, me.cell_place_});
    raw.text.append(static_cast<const char*>(data), size);
}

/// The rest up to where a cell may end, with what ends it.
std::string_view CsvSplitter::piece() const {
    const std::string_view rest = input_.rest();
    const auto ends = [this](char c) { return c == separator_ || c == '\n' || c == '\r'; };
    const auto end = std::find_if(rest.begin(), rest.end(), ends);
    return {rest.begin(), end == rest.end() ? end : end + 1};
}

void CsvSplitter::report_mark(bool at_end, diag::Sink& sink) const {
    const bool same_line = !at_end && input_.place().line == cell_place_.line;
    sink.error("records.quotation-mark", input_.span(same_line ? input_.place() : cell_place_),
               same_line ? "a quotation mark stands in the middle of a cell, or text behind one"
                         : "the quotation mark that opens this cell is not closed",
               "a cell with quotation marks in it begins and ends with one, and those inside are "
               "doubled: \"said \"\"well\"\" twice\"");
}

/// The next row is looked for at the next line, counted from where this one began.
void CsvSplitter::recover(Raw& raw, std::string& source) {
    raw.broken = true;
    parser_.reset();
    const std::string_view read = input_.marked();
    const std::size_t line_end = read.find_first_of("\r\n");
    if (line_end != std::string_view::npos && read_again_ < most_read_again) {
        read_again_ += read.size() - line_end;
        source.assign(line_end <= Reader::most_bytes ? read.substr(0, line_end) : "");
        input_.back();
        input_.pass(line_end);
    } else if (input_.pass_line()) {
        source.assign(input_.marked());
    } else {
        source.clear();
    }
}

void CsvSplitter::take_piece(std::string_view piece, bool& fresh) {
    const bool cell_ended = raw_->cells.size() > cells_;
    cells_ = raw_->cells.size();
    fresh = fresh && cells_ == 0 && is_blank(piece);
    input_.pass(piece.size());
    if (fresh) {
        input_.mark();
    }
    if (fresh || cell_ended) {
        cell_place_ = input_.place();
    }
}

/// False at the end of the list.
bool CsvSplitter::read_row(Raw& raw, std::string& source, diag::Sink& sink) {
    raw.clear();
    raw_ = &raw;
    cells_ = 0;
    row_done_ = false;
    input_.mark();
    cell_place_ = input_.place();
    bool fresh = true; // only blank lines so far
    while (!row_done_ && input_.has_more()) {
        const std::string_view next = piece();
        std::size_t used = 0;
        if (!parser_.parse(next, found(), used)) {
            input_.pass(used);
            report_mark(false, sink);
            recover(raw, source);
            return true;
        }
        take_piece(next, fresh);
        if (!row_done_ && input_.marked().size() > Reader::most_bytes) {
            sink.error("records.too-large", input_.span(input_.marked_place()),
                       "a record has more than " + std::to_string(Reader::most_bytes) + " bytes",
                       "is a quotation mark not closed?");
            recover(raw, source);
            return true;
        }
    }
    if (!row_done_ && !parser_.finish(found())) {
        report_mark(true, sink);
        recover(raw, source);
        return true;
    }
    std::string_view whole = input_.marked();
    whole.remove_suffix(whole.ends_with('\n') || whole.ends_with('\r') ? 1 : 0);
    source.assign(whole);
    return row_done_;
}

/// The field a column is of; Raw::unknown when it is left out.
std::size_t CsvSplitter::read_column(std::string_view name, const diag::Span& span,
                                     diag::Sink& sink) {
    const std::size_t field = names_.find(name);
    if (trimmed(name).empty()) {
        sink.warning("records.unknown-field", span,
                     "a column has no name; what it holds is left out",
                     "give it the name of a field, or delete it");
    } else if (field == Raw::unknown) {
        names_.report_unknown(name, span, sink);
    } else if (std::find(columns_.begin(), columns_.end(), field) != columns_.end()) {
        sink.error("records.duplicate-field", span,
                   "there is a second column " + quote(names_.schema().fields[field].name),
                   "keep one of the two");
    }
    return field;
}

bool CsvSplitter::check_head(const diag::Span& span, diag::Sink& sink) {
    const auto known = [this](std::size_t field) {
        return std::find(columns_.begin(), columns_.end(), field) != columns_.end();
    };
    if (std::all_of(columns_.begin(), columns_.end(),
                    [](std::size_t field) { return field == Raw::unknown; })) {
        sink.error("records.no-fields", span, "the first line names no field",
                   "the first line of a list says what its columns are: " + names_.all());
        return false;
    }
    bool whole = true;
    for (std::size_t i = 0; i < names_.schema().fields.size(); ++i) {
        const Field& field = names_.schema().fields[i];
        if (field.required && !known(i)) {
            sink.error("records.missing-field", span,
                       "there is no column " + quote(field.name) + ", which every record needs",
                       "add it to the first line and to all records");
            whole = false;
        }
    }
    return whole;
}

bool CsvSplitter::read_head(Raw& raw, diag::Sink& sink) {
    const std::size_t errors = sink.errors();
    if (!read_row(raw, head_, sink) || raw.broken) {
        return false;
    }
    const diag::Span span = input_.span(input_.marked_place());
    if (raw.cells.size() > most_columns) {
        sink.error("records.bad-head", span,
                   "there are " + std::to_string(raw.cells.size()) + " columns; at most " +
                       std::to_string(most_columns));
        return false;
    }
    for (const Raw::Cell& cell : raw.cells) {
        const std::string_view name = raw[cell];
        if (find_invalid_utf8(name)) {
            sink.error("records.not-utf-8", input_.span(cell.place),
                       "the name of this column is not UTF-8", "save the list as UTF-8");
            return false;
        }
        columns_.push_back(read_column(name, input_.span(cell.place), sink));
    }
    return check_head(span, sink) && sink.errors() == errors;
}

void CsvSplitter::assign_columns(Raw& raw, const diag::Span& span, diag::Sink& sink) const {
    if (raw.cells.size() != columns_.size()) {
        sink.error("records.cells", span,
                   "cells in this record: " + std::to_string(raw.cells.size()) +
                       ", in the first line: " + std::to_string(columns_.size()),
                   "every record has as many as the first line; a cell with " +
                       (separator_ == '\t' ? std::string("a tab")
                                           : "`" + std::string(1, separator_) + "`") +
                       " in it stands in quotation marks");
        raw.broken = true;
        return;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        raw.cells[i].field = columns_[i];
    }
}

bool CsvSplitter::next(Raw& raw, Record& record, diag::Sink& sink) {
    if (!head_read_) {
        head_read_ = true;
        if (!read_head(raw, sink)) {
            return false;
        }
    }
    do { // rows of nothing but separators are what spreadsheets leave behind
        if (!read_row(raw, record.source, sink)) {
            return false;
        }
    } while (!raw.broken && is_blank(raw.text));
    record.span = input_.span(input_.marked_place());
    if (!raw.broken) {
        assign_columns(raw, record.span, sink);
    }
    return true;
}

} // namespace

std::unique_ptr<Splitter> split_csv(Input& input, Names& names) {
    return std::make_unique<CsvSplitter>(input, names);
}

} // namespace carefold::records
