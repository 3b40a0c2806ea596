// What is to be made: an Ask and a record -> orders for documents. Inside the room only.
#pragma once

#include "batch/batch.hpp"
#include "batch/inputs.hpp"
#include "batch/names.hpp"
#include "locale/locale.hpp"
#include "records/records.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace carefold::batch {

/// One document to make, and its line in the manifest as far as it is known (no key yet: that is
/// summed where documents are made).
struct Order {
    job::Request request;
    Line line;
};

class Plan {
  public:
    /// Looks into all guides; nothing usable when the sink has errors.
    Plan(const Ask& ask, diag::Sink& sink);
    const records::Schema& schema() const { return schema_; }
    /// Of one record, in the order of booklets. None when the record cannot be used, which goes
    /// into the sink.
    std::vector<Order> orders(const records::Record& record, diag::Sink& sink);
    /// What the document says of its reader: needed only when it is made.
    void personalise(Order& order, const records::Record& record);
    /// Without a list: every guide, layout, language and audience.
    std::vector<Order> matrix();
    /// What all shards of one batch have in common: hex.
    std::string sum() const;
    /// Throws diag::EnvironmentError (batch.inputs-changed).
    void require_unchanged_inputs() const;

  private:
    struct Item {
        Booklet booklet;
        std::size_t guide = 0;              // in guides_
        std::vector<std::string> languages; // unless the record's own
    };
    struct Reader { // of a record: what it asks for, apart from any guide
        const records::Record* record = nullptr;
        std::optional<LanguageTag> language;
        std::vector<content::Audience> audiences;
        std::vector<std::string> techniques;
    };
    std::vector<Booklet> booklets(diag::Sink& sink) const;
    std::size_t guide(const std::string& path, diag::Sink& sink);
    void fill_languages(Item& item, diag::Sink& sink);
    void load_schemas(diag::Sink& sink);
    void choose_names(diag::Sink& sink);
    bool speaks(std::size_t guide, const LanguageTag& language);
    std::optional<Reader> read(const records::Record& record, diag::Sink& sink);
    void add_orders(const Item& item, const Reader& reader, std::vector<Order>& orders);
    Order order(const Item& item, const Reader& reader, const std::string& language,
                content::Audience audience);

    Ask ask_;
    std::vector<job::GuideFacts> guides_;
    std::vector<Item> items_;
    records::Schema schema_;
    std::optional<Pattern> names_;
    std::string pattern_;
    Inputs inputs_;
    std::map<std::pair<std::size_t, std::string>, bool> spoken_;
    std::map<std::string, std::unique_ptr<locale::Dates>> dates_;
};

} // namespace carefold::batch
