// What values have to look like. Inside the room only.
#pragma once

#include "records/input.hpp"
#include "records/names.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace carefold::records {

/// Brings a value (clean, not empty) into its type's one form, in `out`. Gives what would be right
/// when it cannot; else nothing.
std::string shape_value(const Field& field, std::string_view value, std::string& out);

/// Takes what no value may have out of it, or says why it cannot be used.
class Cleaner {
  public:
    /// nullopt after an error. Valid until the next call; empty when nothing is left.
    std::optional<std::string_view> clean(const Field& field, std::string_view value,
                                          const diag::Span& span, diag::Sink& sink);

  private:
    std::string out_;
};

/// Raw cells -> a record's values.
class Checker {
  public:
    Checker(const Schema& schema, const Input& input);
    void check(const Raw& raw, Record& record, diag::Sink& sink);

  private:
    enum class State : std::uint8_t { absent, given, wrong };

    State check_cell(const Field& field, std::string_view text, const diag::Span& span,
                     diag::Sink& sink);
    void drop_stale(Record& record, std::size_t given) const;

    const Schema& schema_;
    const Input& input_;
    Cleaner cleaner_;
    std::string shaped_;
    std::vector<State> states_; // by field, of one record
};

} // namespace carefold::records
