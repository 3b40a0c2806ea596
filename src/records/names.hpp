// How a list may spell the names of fields. Inside the room only.
#pragma once

#include "records/records.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace carefold::records {

/// "Client Name", "client_name" and "client-name" -> "client.name".
std::string plain_name(std::string_view name);

/// In marks for a message: one line, shortened when long, whatever bytes it has.
std::string quote(std::string_view text);
std::string joined(const std::vector<std::string_view>& names);

/// The schema's fields by any spelling, and what to say of others.
class Names {
  public:
    explicit Names(const Schema& schema);

    /// Raw::unknown when there is none.
    std::size_t find(std::string_view name) const;
    /// Whether fields lie below: "client" of "client.name".
    bool is_stem(std::string_view name) const;
    /// Warns of a field nobody knows, of each once.
    void report_unknown(std::string_view name, const diag::Span& span, diag::Sink& sink);
    const Schema& schema() const { return schema_; }
    std::string all() const; // "`client.id`, …"

  private:
    struct Hasher {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>()(text);
        }
    };
    using Map = std::unordered_map<std::string, std::size_t, Hasher, std::equal_to<>>;
    using Set = std::unordered_set<std::string, Hasher, std::equal_to<>>;

    const Schema& schema_;
    Map by_plain_;
    Set stems_;
    mutable Map seen_; // spellings met, found or not
    Set reported_;
};

} // namespace carefold::records
